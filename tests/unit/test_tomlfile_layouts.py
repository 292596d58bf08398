"""Where blocks lay when a text was last read: what comes of it is what reading the text comes to."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tomlfile import BlockCache, Form, TomlFile, blocks, layouts

TEXT = """\
schema = 1

# first
[[c]]
id = "a"
at = 2025-03-01T09:30:12Z

[[c]]
id = "b"
# own

[[d]]
id = "a"
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the layouts of small texts too."""
    monkeypatch.setattr("reader.tomlfile.layouts.LARGE", 0)


def read(text: str, path: Path) -> blocks.Document:
    """Read a text as a new process does."""
    return layouts.parse(text.encode(), text, BlockCache(str(path)))


def same(one: blocks.Document, other: blocks.Document) -> bool:
    return (one.text, one.head, one.blocks) == (other.text, other.head, other.blocks)


def test_the_same_text_is_not_taken_apart_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cache" / "c.blocks"
    first = read(TEXT, path)
    monkeypatch.setattr(blocks, "parse", None)
    assert same(read(TEXT, path), first)
    with pytest.raises(TypeError):
        read(TEXT + "\n", path)


@settings(deadline=None, max_examples=50)
@given(parts=st.lists(st.sampled_from(TEXT.split("\n\n")), max_size=6), more=st.integers(0, 2))
def test_another_text_is_read_as_it_is(tmp_path_factory: pytest.TempPathFactory, parts: list[str], more: int) -> None:
    path = tmp_path_factory.mktemp("cache") / "c.blocks"
    for text in (TEXT, "x = 1\n\n" + "\n\n".join(part for part in parts if "schema" not in part) + "\n" * more):
        for _ in range(2):
            assert same(read(text, path), blocks.parse(text))


@pytest.mark.parametrize("damage", [b"", b"?", b"\xff\xff"])
def test_a_damaged_layout_costs_nothing(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "c.blocks"
    first = read(TEXT, path)
    layout = tmp_path / "c.layout"
    whole = layout.read_bytes()
    for torn in (damage, whole[:-3], whole[:40] + damage + whole[41:]):
        layout.write_bytes(torn)
        assert same(read(TEXT, path), first)
        assert layout.read_bytes() == whole or torn == whole


def test_a_layout_without_its_blocks_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.blocks"
    first = read(TEXT, path)
    path.unlink()
    assert same(read(TEXT, path), first)


def test_a_folder_that_can_not_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "none").write_text("no folder")
    assert same(read(TEXT, tmp_path / "none" / "c.blocks"), blocks.parse(TEXT))


def test_what_was_saved_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, cache = tmp_path / "notes.toml", str(tmp_path / "c.blocks")
    path.write_text(TEXT)
    TomlFile(str(path), Form(""), str(tmp_path / "state"), BlockCache(cache)).add("c", {"id": "new"}, "a")
    expected = blocks.parse(path.read_text())
    monkeypatch.setattr(blocks, "parse", None)
    again = TomlFile(str(path), Form(""), str(tmp_path / "state"), BlockCache(cache)).load()
    assert same(again, expected)
    assert [block.id for block in again.blocks] == ["a", "new", "b", "a"]
