"""Annotations in the forms of other programs, taken in from them, and branches merged."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.annotations import importing
from reader.annotations.branches import merge
from reader.annotations.exporting import hypothesis, jsonld, markdown, readwise
from reader.annotations.store import Store
from reader.annotations.values import Annotations, ArticleEntry
from reader.model import Annotation, Selector
from reader.tomlfile import TomlError, parse

WHEN = datetime(2025, 3, 1, 9, 30, 12, tzinfo=UTC)
ENTRIES = (
    ArticleEntry("a-1", "Council puts off *vote*", "/news/ä b.txt", "https://example.org/vote"),
    ArticleEntry("a-2", "", "/news/ä b.txt"),
)
ITEMS = (
    Annotation(
        "n-1",
        "a-1",
        Selector('the "council" <b>will</b>', "before ", " after", 10, 35),
        "red",
        ("harbour", "to check"),
        "Two\nlines",
        WHEN,
        WHEN.replace(year=2026),
        "",
        "ab12",
    ),
    Annotation("n-3", "a-1", Selector("=SUM(1)", start=5, end=12), "yellow", created=WHEN),
    Annotation("n-2", "a-2", Selector("no place"), "yellow", note="n"),
)
KNOWN = Annotations(ITEMS, ENTRIES)
NOTHING = Annotations()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


# Out and in


@pytest.mark.parametrize("form", [jsonld.page, hypothesis.rows])
def test_what_is_written_is_taken_in_again_whole(form: object, tmp_path: Path) -> None:
    data = json.dumps(form(KNOWN, ITEMS)).encode()  # type: ignore[operator]
    found = importing.read(data, NOTHING, "/")
    assert {item.id: item for item in found.items} == {item.id: item for item in ITEMS}
    assert {entry.id: entry.source or entry.path for entry in found.entries} == {
        "a-1": "https://example.org/vote",
        "a-2": "/news/ä b.txt",
    }
    store = Store(str(tmp_path / "annotations.toml"))
    assert store.bring_in(found.entries, found.items) == 3
    before = (tmp_path / "annotations.toml").read_bytes()
    again = importing.read(data, store.load(), "/")
    assert Store(str(tmp_path / "annotations.toml")).bring_in(again.entries, again.items) == 0
    assert (tmp_path / "annotations.toml").read_bytes() == before
    assert set(Store(str(tmp_path / "annotations.toml")).load().items) == set(ITEMS)
    own = importing.read(before, NOTHING, str(tmp_path))
    assert set(own.items) == set(ITEMS)
    assert store.undo() is not None
    assert not len(store.load())


def test_the_forms_are_those_of_the_standards() -> None:
    page = jsonld.page(KNOWN, ITEMS[:1])
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    item = page["items"][0]  # type: ignore[index]
    assert item["target"]["selector"][0]["type"] == "TextQuoteSelector"
    assert item["target"]["selector"][1] == {"type": "TextPositionSelector", "start": 10, "end": 35}
    assert [body["purpose"] for body in item["body"]] == ["commenting", "tagging", "tagging"]
    row = hypothesis.rows(KNOWN, ITEMS[:1])["rows"][0]  # type: ignore[index]
    assert (row["uri"], row["tags"], row["text"]) == ("https://example.org/vote", ["harbour", "to check"], "Two\nlines")
    table = list(csv.reader(io.StringIO(readwise.table(KNOWN, ITEMS))))
    assert table[0] == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert table[2][:1] + table[2][4:] == [
        'the "council" <b>will</b>',
        ".harbour\n.to_check\nTwo\nlines",
        "10",
        "2025-03-01 09:30:12",
    ]
    assert table[1][0] == "'=SUM(1)"


THEIRS = {
    "rows": [
        {
            "id": "AbC-d_e",
            "created": "2024-01-01T10:00:00.123456+02:00",
            "updated": "2024-01-02T10:00:00+00:00",
            "uri": "https://example.org/vote",
            "text": "a \u202enote",
            "tags": ["x", 3],
            "document": {"title": ["T"]},
            "target": [{"selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": " a\n b "}]}],
        },
        {"id": "page-note", "uri": "https://example.org/vote", "target": [{"source": "x"}]},
        "nonsense",
    ]
}


def test_those_of_others_get_the_same_ids_each_time() -> None:
    one, two = (importing.read(json.dumps(THEIRS).encode(), KNOWN, "/") for _ in range(2))
    assert one == two
    assert one.passed_over == 2
    item = one.items[0]
    assert (item.article, item.selector.exact, item.note, item.tags) == ("a-1", "a b", "a �note", ("x",))
    assert item.created == datetime(2024, 1, 1, 8, tzinfo=UTC)
    assert item.id.startswith("n-")
    assert item.id != "n-AbC-d_e"


def test_a_refined_selector_and_a_bare_annotation_are_taken() -> None:
    row = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "bodyValue": "said",
        "target": {
            "source": "https://example.org/new",
            "selector": {
                "type": "TextQuoteSelector",
                "exact": "words",
                "prefix": "the ",
                "refinedBy": {"type": "TextPositionSelector", "start": 3, "end": 8},
            },
        },
    }
    found = importing.read(json.dumps(row).encode(), NOTHING, "/")
    assert found.items[0].selector == Selector("words", "the ", "", 3, 8)
    assert found.items[0].note == "said"
    assert found.entries[0].source == "https://example.org/new"


KEYS = ("rows", "items", "target", "selector", "type", "exact", "body", "tags", "id", "source", "reader")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("TextQuoteSelector"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["rows", "items", "target", "selector", "type", "exact", "body", "tags", "id", "source", "reader"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(JUNK)
def test_no_json_is_too_strange(junk: object) -> None:
    if isinstance(junk, list | dict):
        try:
            found = importing.read(json.dumps(junk).encode(), KNOWN, "/")
        except ValueError:
            return
        assert all(isinstance(item, Annotation) for item in found.items)


@pytest.mark.parametrize("data", [b"x,y\n1,2\n", b"\xff\xfe", b"{", b"[" * 100_000, b'{"rows": 3}'])
def test_what_is_none_of_the_forms_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        importing.read(data, NOTHING, "/")


# Pages


def test_pages_are_written_anew_only_between_their_markers(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    first = markdown.write(str(folder), KNOWN, ITEMS)
    assert len(first) == 2
    assert markdown.write(str(folder), KNOWN, ITEMS) == []
    page = Path(first[0])
    text = page.read_text()
    assert text.startswith('---\ntitle: "Council puts off *vote*"\n')
    assert text.index("^n-3") < text.index("^n-1")
    assert r"> the \"council\"" not in text
    assert r"\<b\>" in text
    assert "#harbour #to-check" in text
    renamed = page.rename(folder / "My own name.md")
    renamed.write_text(text.replace("# Council", "My words.\n\n# Council") + "\nMore of mine.\n")
    changed = (ITEMS[0]._replace(note="Other <!-- reader: end a-1 -->"), *ITEMS[1:])
    assert markdown.write(str(folder), Annotations(changed, ENTRIES), changed) == [str(renamed)]
    after = renamed.read_text()
    assert "My words." in after
    assert after.endswith("\nMore of mine.\n")
    assert "Two\nlines" not in after
    again = markdown.write(str(folder), Annotations(changed, ENTRIES), changed)
    assert again == []


def test_a_page_of_the_users_own_is_added_to(tmp_path: Path) -> None:
    entry = ENTRIES[0]
    text = markdown.page(entry, ITEMS[:1], "# Mine\n")
    assert text.startswith("# Mine\n\n<!-- reader: begin a-1 -->")
    assert markdown.page(entry, ITEMS[:1], text) == text


# Branches

BASE = """\
schema = 1

[[article]]
id = "a-1"

# first
[[annotation]]
id = "n-1"
article = "a-1"
note = "one"
exact = "x"

[[annotation]]
id = "n-2"
article = "a-1"
exact = "y"
"""
NEW = '\n[[annotation]]\nid = "{}"\narticle = "a-1"\nexact = "{}"\n'


def ids(text: str) -> list[str]:
    return [block.id for block in parse(text).blocks]


def test_what_one_side_has_changed_is_taken() -> None:
    ours = BASE.replace('note = "one"', 'note = "ours"')
    theirs = BASE.replace('exact = "y"', 'exact = "y"\ncolor = "red"').replace("# first", "# the first")
    assert merge(BASE, BASE, theirs) == (theirs, ())
    assert merge(BASE, ours, BASE) == (ours, ())
    text = merge(BASE, ours, theirs).text
    assert 'note = "ours"' in text
    assert 'color = "red"' in text
    assert merge(BASE, theirs, theirs).text == theirs


def test_both_may_add_remove_and_say_something_of_the_same() -> None:
    ours = BASE.replace('note = "one"', 'note = "ours"').replace(
        'exact = "x"\n', 'exact = "x"\n' + NEW.format("n-3", "p")
    )
    theirs = BASE.replace('note = "one"', 'note = "theirs"\ntags = ["t"]')
    theirs = theirs[: theirs.index('\n[[annotation]]\nid = "n-2"')] + NEW.format("n-4", "q")
    result = merge(BASE, ours, theirs)
    assert set(ids(result.text)) == {"a-1", "n-1", "n-3", "n-4"}
    note = parse(result.text).find("annotation", "n-1")
    assert note is not None
    assert str(note.value["note"]).startswith("ours\n--- also")
    assert "theirs" in str(note.value["note"])
    assert note.value["tags"] == ["t"]
    assert result.text.count("# first") == 1


def test_what_one_has_removed_and_the_other_changed_stays() -> None:
    removed = BASE[: BASE.index('\n[[annotation]]\nid = "n-2"')]
    changed = BASE.replace('exact = "y"', 'exact = "z"')
    assert 'exact = "z"' in merge(BASE, removed, changed).text
    assert 'exact = "z"' in merge(BASE, changed, removed).text
    assert ids(merge(BASE, removed, BASE).text) == ["a-1", "n-1"]


def test_both_may_begin_with_nothing_and_heads_are_merged() -> None:
    assert ids(merge("", BASE, "schema = 1\n" + NEW.format("n-9", "z")).text) == ["a-1", "n-1", "n-2", "n-9"]
    assert merge(BASE, BASE, "# mine\n" + BASE).text.startswith("# mine\nschema")
    both = merge(BASE, "# ours\n" + BASE, "# theirs\n" + BASE)
    assert both.text.startswith("# ours\n")
    assert len(both.clashes) == 1
    with pytest.raises(TomlError):
        merge(BASE, "[[", BASE)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("abcdef"), unique=True), st.data())
def test_no_block_is_lost_in_a_merge(names: list[str], data: st.DataObject) -> None:
    def side(extra: str) -> tuple[list[str], str]:
        kept = [name for name in names if data.draw(st.integers(0, 3))]
        new = data.draw(st.lists(st.sampled_from(extra), unique=True, max_size=3))
        at = data.draw(st.integers(0, len(kept)))
        every = [*kept[:at], *new, *kept[at:]]
        return every, "schema = 1\n" + "".join(NEW.format(name, name) for name in every)

    base = "schema = 1\n" + "".join(NEW.format(name, name) for name in names)
    (ours, our_text), (theirs, their_text) = side("uvw"), side("xyz")
    expected = {name for name in {*ours, *theirs} if name not in names or (name in ours and name in theirs)}
    assert set(ids(merge(base, our_text, their_text).text)) == expected
