"""Archives that say one thing and hold another."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import archive
from reader.articles.archive import Archive
from tests.unit.articles.making import packed


def test_parts() -> None:
    held = Archive(packed({"a/b.xml": "text"}))
    assert "a/b.xml" in held
    assert held.read("a/b.xml") == b"text"
    with pytest.raises(ValueError, match=r"lacks its part c\.xml"):
        held.read("c.xml")


def test_a_part_that_unpacks_to_far_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="far more than text does"):
        Archive(packed({"a": b"\0" * (8 << 20)})).read("a")
    with pytest.raises(ValueError, match="far more than text does"):
        Archive(packed({"a": b"\0" * (64 << 20)})).read("a")


def test_parts_are_counted_together() -> None:
    noise = bytes(range(256)) * 4
    content = b"".join(noise[n % 251 :] + noise[: n % 251] for n in range(11 << 10))
    held = Archive(packed(dict.fromkeys("abc", content)))
    held.read("a")
    held.read("b")
    with pytest.raises(ValueError, match="the limit of 32 MB"):
        held.read("c")


def test_a_size_that_lies_changes_nothing() -> None:
    data = bytearray(packed({"a": b"\0" * (64 << 20)}))
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    data[22:26] = struct.pack("<I", 10)
    try:
        assert len(Archive(bytes(data)).read("a")) <= 10
    except ValueError as fault:
        assert "damaged" in str(fault)


def test_more_parts_than_may_be() -> None:
    data = packed({str(n): b"" for n in range(archive.MOST + 1)})
    with pytest.raises(ValueError, match="10,000 parts"):
        Archive(data)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_packing_that_have_no_limit(method: int) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as made:
        made.writestr("a", b"\0" * (20 << 20))
    with pytest.raises(ValueError, match="packed in a way"):
        Archive(whole.getvalue()).read("a")


def test_archives_cut_short() -> None:
    data = packed({"a": bytes(range(256)) * 40, "b": "text"})
    for end in range(0, len(data), 7):
        with pytest.raises(ValueError, match=r"."):
            Archive(data[:end]).read("a")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_damage_costs_a_line(data: st.DataObject) -> None:
    whole = bytearray(packed({"a": "text " * 50, "b/c": "more"}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        held = Archive(bytes(whole))
        held.read("a")
        held.read("b/c")
    except ValueError as fault:
        assert str(fault)
