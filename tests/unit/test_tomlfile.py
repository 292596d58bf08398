"""A user's TOML taken apart, changed block by block, and written."""

import contextlib
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tomlfile import (
    Block,
    BlockCache,
    Document,
    Form,
    Operation,
    TomlError,
    addition,
    new_id,
    parse,
    partial,
    splicing,
    writing,
)
from reader.tomlfile.changing import applied, edition
from reader.tomlfile.scanning import statements

HAND_MADE = '''\
# The file's own comment,
# on two lines.
schema = 1
[owner]
name = "x" # [[note]]

# ---- persons ----

# belongs to the first
[[note]]   # and this
id = "n-1"
text = """
[[note]]
id = "not a block" """
list = [ # [
  "]", ']', # ]
]
unknown = { a = "}", "b.c" = [1] }
# below the last field

# nobody's

[[note]]
id = 'n-2'
odd = \'\'\'
[[note]]\'\'\'\'\'
[note.within]
more = true
[[note.many]]
x = 1
[[other]]
id = "n-1"
'''


def sources(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_text_falls_into_its_blocks() -> None:
    document = parse(HAND_MADE)
    first, second, other = sources(document)
    assert first.startswith("# belongs to the first\n[[note]]")
    assert first.endswith("# below the last field\n")
    assert second.startswith("[[note]]\nid = 'n-2'")
    assert second.endswith("x = 1\n")
    assert other == '[[other]]\nid = "n-1"\n'
    whole = tomllib.loads(HAND_MADE)
    assert document.head == {"schema": 1, "owner": {"name": "x"}}
    assert [block.value for block in document.blocks] == [*whole["note"], *whole["other"]]
    assert [block.line for block in document.blocks] == [10, 23, 31]


def test_every_block_has_an_id_of_its_own() -> None:
    document = parse('[[c]]\na = 1\n[[c]]\nid = "x"\n[[c]]\nid = "x"\n[[c]]\na = 1\n[[c]]\nid = 3\n')
    names = [block.id for block in document.blocks]
    assert len(set(names)) == 5
    assert names[1:3] == ["x", "x~2"]
    assert [block.id for block in parse(document.text).blocks] == names


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a = 1\n[[c]]\nid = "x\n', 3, 8),
        ("[[c]]\n\n[[c]]\nid == 1\n", 4, 5),
        ("[[c]]\na = 1\na = 2\n", 3, 6),
        ("c = 1\n[[c]]\n", 2, 4),
        ("[[c]]\na = [\n[[c]]\n", 3, 3),
        ("[c]\n[[c]]\n", 2, 4),
        (f"[[c]]\na = {'[' * 3000}\n", 1, 0),
        (f"x = 1\n[[c]]\na = {'9' * 5000}\n", 2, 0),
        (f"x = 1\n{'a.' * 40}b = 1\n", 2, 1),
        (f"x = {{ {'a . ' * 40}b = 1 }}\n", 1, 1),
        ("x = { " + '"a".' * 40 + "b = 1 }\n", 1, 1),
        (f"[{'a.' * 40}b]\n", 1, 1),
        ("[[c]]\n[o]\n[c.late]\nx = 1\n", 0, 0),
        ('[[c]]\n[["c"]]\n', 0, 0),
    ],
)
def test_what_is_no_toml_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(TomlError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "\n" not in caught.value.at("f.toml")
    if not text.startswith(("[[c]]\n[o]", '[[c]]\n[["c"]]')):
        with pytest.raises(TomlError):
            parse(text.replace("\n", "\r\n"))


def test_many_dots_are_fine_where_they_are_no_keys() -> None:
    dots = "." * 99
    text = f'a = "{dots}"\nb = [{"1.5, " * 99}]\nc = 1 # {dots}\n'
    assert parse(text).head["a"] == "." * 99


@pytest.mark.parametrize(
    "piece", ['a = "', '"', "'''", '"""\n', "[", "a.", "#", "[[c]]\n", "\\", 'a = "\\', "a = [\n", "=,."]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def spent(size: int) -> float:
        text = "a = " + piece * (size // len(piece))
        started = time.process_time()
        with contextlib.suppress(TomlError):
            sum(1 for _ in statements(text))
        return time.process_time() - started

    assert spent(1 << 19) < 0.05 + 4 * max(spent(1 << 18), 0.05)


@given(st.text(alphabet="a=\"'\\[]{}#.,\n\r \tÄ", max_size=60))
def test_statements_leave_no_gap(text: str) -> None:
    found = list(statements(text))
    assert "".join(text[one.start : one.end] for one in found) == text


@pytest.mark.parametrize("text", ["\ufeff", "\ufeff\n", "\ufeff#", "\ufeff\ufeff", "\n\ufeff"])
def test_a_mark_at_the_beginning_ends_nothing(text: str) -> None:
    with contextlib.suppress(TomlError):
        assert parse(text).blocks == ()


@given(st.text(alphabet='a="[]#\n\r c1-TZ:', max_size=40))
def test_blocks_are_read_as_tomllib_reads_them(tail: str) -> None:
    source = "[[c]]\n" + tail
    try:
        expected = tomllib.loads(source)
    except ValueError:
        with pytest.raises(TomlError):
            parse(source)
        return
    try:
        document = parse(source)
    except TomlError as fault:  # TOML that would be unsafe to change
        assert "interleaved" in str(fault)
        return
    found: dict[str, object] = dict(document.head)
    for block in document.blocks:
        found.setdefault(block.table, []).append(block.value)  # type: ignore[attr-defined]
    assert found == expected


VALUES = st.one_of(
    st.text(),
    st.text(alphabet="ab [\"\\\n'", max_size=20),
    st.lists(st.sampled_from(["word", "[word", 'say "so"', "\\", "…"]), min_size=80, max_size=120).map(" ".join),
    st.integers(-(2**40), 2**40),
    st.booleans(),
    st.lists(st.text(), max_size=3),
    st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0)),
)


@given(st.dictionaries(st.from_regex(r"[a-z_-]{1,8}", fullmatch=True), VALUES, max_size=5), st.booleans())
def test_what_is_written_is_read_again(value: dict[str, object], crlf: bool) -> None:
    text = writing.block_text("c", value)
    assert not any(line.startswith("[") for line in text.split("\n")[1:])
    assert not set(text) & set("\x85\u2028\u2029\u202e\u200e\x7f\x9b\ufeff\x1b")
    wanted = {key: even(field) for key, field in value.items()}
    assert parse(text).blocks[0].value == wanted
    assert tomllib.loads(text.replace("\n", "\r\n") if crlf else text)["c"] == [wanted]


def even(value: object) -> object:
    """As it is read again: line ends are those of the file."""
    if isinstance(value, list):
        return [even(item) for item in value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def test_long_lines_are_folded_and_surrogates_replaced() -> None:
    text = writing.block_text("c", {"quote": "word " * 100 + "end", "bad": "a\udcffb"})
    assert max(map(len, text.splitlines())) <= 90
    assert tomllib.loads(text)["c"] == [{"quote": "word " * 100 + "end", "bad": "a?b"}]


def test_ids_differ_and_sort_by_time() -> None:
    made = []
    for _ in range(50):
        made.append(new_id("c"))
        time.sleep(0.00002)
    assert made == sorted(made)
    assert len(set(made)) == 50
    assert all(name.startswith("c-") and name[2:].isalnum() and len(name) == 14 for name in made)


def test_fields_change_alone() -> None:
    source = (
        '# above\n[[n]] # h\nid = "n-1"\n  "note" = """\nold"""   # why\n# stays\nx = 1\n[n.more]\nnote = 1\n# end\n'
    )
    changed = splicing.with_fields(source, {"note": 'note = "new"\n', "x": None, "tag": "tag = 2\n"})
    assert changed == '# above\n[[n]] # h\nid = "n-1"\nnote = "new"\n# stays\ntag = 2\n[n.more]\nnote = 1\n# end\n'
    assert splicing.with_fields("[[n]]\na = 1", {"b": "b = 2\n"}) == "[[n]]\na = 1\nb = 2\n"


def put_in(document: Document, source: str, behind: str | None = None) -> Document:
    block = next((block for block in document.blocks if block.id == behind), None)
    splice = splicing.putting_in(document, [source], block, at_top=behind == "")
    return parse(splicing.spliced(document.text, [splice]))


def taken_out(document: Document, block: Block) -> Document:
    return parse(splicing.spliced(document.text, [splicing.taking_out(document, block)]))


PIECES = st.sampled_from(
    [
        "# free\n\n",
        "# above\n[[c]]\nid = 'a'\n",
        '[[c]]\nx = """\n[[c]]\n"""\n# below\n\n',
        "\n\n",
        "[[d]]\nid = 'z'\n[d.sub]\ny = 1 # why\n\n",
        "[[c]]\n\n",
        "# c\n[[c]]\n# inside\nid = 'b'",
    ]
)


@settings(deadline=None)
@given(
    st.lists(PIECES, max_size=6).map(lambda pieces: "\n".join(["# top\nschema = 1\n", *pieces]) + "\n"),
    st.booleans(),
    st.lists(st.integers(0, 99), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_adding_and_removing_keeps_every_other_byte(text: str, crlf: bool, numbers: list[int], random: object) -> None:
    text = text.replace("\n", "\r\n") if crlf else text
    document = parse(text)
    added = [f"new-{place}-{number}" for place, number in enumerate(numbers)]
    for name in added:
        document = put_in(document, writing.block_text("c", {"id": name, "s": "a\nb"}))
        assert document.text.startswith(text)
    random.shuffle(added)  # type: ignore[attr-defined]
    for name in added:
        block = document.find("c", name)
        assert block is not None
        document = taken_out(document, block)
    assert document.text == text


@settings(deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.booleans(), st.integers(0, 9))
def test_what_is_removed_goes_back_to_its_place(pieces: list[str], crlf: bool, number: int) -> None:
    text = "\n".join(["schema = 1\n", *pieces]) + "\n"
    document = parse(text.replace("\n", "\r\n") if crlf else text)
    if not document.blocks:
        return
    at = number % len(document.blocks)
    block = document.blocks[at]
    behind = document.blocks[at - 1].id if at else ""
    without = taken_out(document, block)
    assert len(without.blocks) == len(document.blocks) - 1
    again = put_in(without, document.source(block), behind)
    assert sorted(map(str, (b.value for b in again.blocks))) == sorted(map(str, (b.value for b in document.blocks)))
    if at and "# free" not in text:  # what belongs to nobody stays where it is, so the block may change sides
        assert again.text.split() == document.text.split()
    assert sorted(again.text.split()) == sorted(document.text.split())


@settings(deadline=None)
@given(st.lists(PIECES, max_size=9), st.booleans(), st.lists(st.integers(0, 99), min_size=1, max_size=4), st.data())
def test_reading_only_what_is_near_a_change_makes_no_difference(
    pieces: list[str], crlf: bool, numbers: list[int], data: st.DataObject
) -> None:
    text = "\n".join(["# top\nschema = 1\n", *pieces]) + "\n"
    document = parse(text.replace("\n", "\r\n") if crlf else text)
    changes = []
    for place, number in enumerate(numbers):
        block = document.blocks[number % len(document.blocks)] if document.blocks else None
        if block is not None and block.id == block.value.get("id") and data.draw(st.booleans()):
            fields = {"new": data.draw(st.sampled_from([1, "x\ny", None]))}
            changes.append(edition(document, block.table, block.id, fields))
        else:
            changes.append(addition("c", {"id": f"new-{place}"}, block.id if block else None))
    operation = Operation("o-1", "", tuple(changes))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partial, "LARGE", 0)
        near = applied(document, [operation], Form(""), BlockCache())
    whole = applied(document, [operation], Form(""), BlockCache())
    assert near.refused == whole.refused
    assert near.document.text == whole.document.text
    assert near.document.head == whole.document.head
    assert near.document.blocks == whole.document.blocks


SHARED = BlockCache()


@settings(deadline=None)
@given(st.lists(PIECES, max_size=6), st.booleans(), st.sampled_from(["", "\n", "# top\n", "schema = 1\n\n"]))
def test_what_was_read_before_makes_no_difference(pieces: list[str], crlf: bool, top: str) -> None:
    text = top + "\n".join(pieces)
    text = text.replace("\n", "\r\n") if crlf else text
    for _ in range(2):
        assert parse(text, SHARED).blocks == parse(text).blocks


def test_an_earlier_reading_is_used_again(tmp_path: Path) -> None:
    text = "schema = 1\n\n# above\n[[c]]\nid = 'a'\nat = 2025-01-01T10:00:00Z\n\n[[c]]\nid = 'b'\n"
    cache = BlockCache(str(tmp_path / "cache" / "c.blocks"))
    first = parse(text, cache)
    second = parse(text + "\n[[c]]\n", cache)
    assert second.blocks[0].value is first.blocks[0].value
    cache.save()
    kept = BlockCache(cache.path)
    assert parse(text, kept).blocks == first.blocks
    assert kept.get(text[text.index("[[") : text.rindex("[[")]) is not None


@pytest.mark.parametrize("damage", [b"", b"reader blocks", b"x" * 200, None])
def test_a_damaged_cache_costs_nothing(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "c.blocks"
    text = "".join(f"[[c]]\nid = 'c-{number}'\n\n" for number in range(9))
    for part in (text[: len(text) // 2], text):
        cache = BlockCache(str(path))
        document = parse(part.rpartition("[[")[0], cache)
        cache.save()
    whole = path.read_bytes()
    for size in range(0, len(whole), 7) if damage is None else [len(whole)]:
        path.write_bytes(whole[:size] if damage is None else damage)
        cache = BlockCache(str(path))
        assert parse(text.rpartition("[[")[0], cache).blocks == document.blocks
        cache.save()
    assert BlockCache(str(path)).get("[[c]]\nid = 'c-0'\n\n") is None  # a text that begins with a block keeps none


def test_a_cache_forgets_what_is_no_longer_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tomlfile.cache._SPARE", 1)
    path = tmp_path / "c.blocks"
    sizes = []
    for round_ in range(9):
        cache = BlockCache(str(path))
        parse("\n" + "".join(f"[[c]]\nid = 'c-{round_}-{number}'\n\n" for number in range(9)), cache)
        cache.save()
        sizes.append(path.stat().st_size)
    assert max(sizes) < 4 * sizes[0]
