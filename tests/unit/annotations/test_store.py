"""The file of annotations: made, changed, moved, undone, and what is wrong with it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import locations
from reader.annotations import forms
from reader.annotations.snapshots import Snapshots, digest
from reader.annotations.store import Store
from reader.annotations.values import Annotations, ArticleEntry, describe
from reader.model import Annotation, Article, Paragraph, Selector, Span
from reader.text import clean
from reader.tomlfile import SaveError, parse, writing

THINGS = "harbour council vote money street bridge river school market church tower garden museum station"
SENTENCES = [f"Sentence {at} tells of the {thing} in its own words. " for at, thing in enumerate(THINGS.split())]
TEXT = "".join(SENTENCES)
OTHER = "Quite another story, of mountains and what they are made of. " * 5


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "READER_NOTES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "annotations.toml"


def article(
    path: Path | str = "/news/a.txt", text: str = TEXT, title: str = "A title", url: str | None = None
) -> Article:
    return Article(str(path), text, title, "text", (Paragraph(0, len(text)),), 9, url=url)


def span_of(number: int, text: str = TEXT) -> Span:
    sentence = SENTENCES[number].strip()
    start = text.index(sentence)
    return Span(start, start + len(sentence))


def ids(path: Path) -> list[str]:
    return [block.id for block in parse(path.read_text()).blocks]


# Where it is


def test_where_the_file_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = f"{home}/.local/share/reader/annotations.toml"
    assert locations.notes_file(None, "", ()) == usual
    folder = home / "news" / "2025"
    folder.mkdir(parents=True)
    assert locations.notes_file(None, "", (str(folder),)) == usual
    (home / "news" / "annotations.toml").touch()
    assert locations.notes_file(None, "", ("-", str(folder))) == f"{home}/news/annotations.toml"
    assert locations.notes_file(None, "", (str(folder / "a.txt"),)) == f"{home}/news/annotations.toml"
    assert locations.notes_file(None, "/set.toml", (str(folder),)) == "/set.toml"
    monkeypatch.setenv("READER_NOTES", "~/env.toml")
    assert locations.notes_file(None, "/set.toml", (str(folder),)) == f"{home}/env.toml"
    assert locations.notes_file("~/named.toml", "/set.toml", ()) == f"{home}/named.toml"


def test_a_folder_of_somebody_else_is_not_looked_into(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "annotations.toml").touch()
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(home).st_uid + 1)
    assert locations.notes_file(None, "", (str(home),)) == f"{home}/.local/share/reader/annotations.toml"


# Making and changing


def test_what_is_added_is_there_again_in_text_order(path: Path) -> None:
    store = Store(str(path))
    a, b = article(path.parent / "news" / "a.txt", url="https://x.org/a"), article("/b.txt", OTHER, "Another")
    for number, where in ((3, a), (1, a), (0, b), (5, a), (4, a)):
        at = span_of(number) if where is a else Span(0, 20)
        made = store.add(
            where, at, color="red" if number == 1 else "", note=f"note {number}\nmore", tags=["#t", "t", "u v"]
        )
        assert made == Store(str(path)).load().find(made.id)
    known = Store(str(path)).load()
    assert [entry.title for entry in known.articles.values()] == ["A title", "Another"]
    assert next(iter(known.articles.values())).path == str(path.parent / "news" / "a.txt")
    assert [item.note[5] for item in known.items] == ["1", "3", "4", "5", "0"]
    assert known.items[0].tags == ("t", "u v")
    assert known.tags == {"t": 5, "u v": 5}
    assert known.counts == {str(path.parent / "news" / "a.txt"): 4, "/b.txt": 1}
    text = path.read_text()
    assert text.startswith("# Annotations made with reader")
    assert 'path = "news/a.txt"' in text
    assert 'note = """\nnote 1\nmore\n"""' in text
    assert 'color = "yellow"' not in text
    assert "updated" not in text
    assert "state" not in text


def test_adding_is_a_pure_insertion(path: Path) -> None:
    store = Store(str(path))
    before = b""
    for number in (5, 2, 8, 6, 0, 11):
        store.add(article(), span_of(number))
        after = path.read_bytes()
        if before:
            at = next((at for at in range(len(before)) if before[at] != after[at]), len(before))
            rest = before[at:]
            assert after.endswith(rest)
            assert after.startswith(before[:at])
        before = after


def test_white_space_alone_is_nothing(path: Path) -> None:
    with pytest.raises(ValueError, match="no text"):
        Store(str(path)).add(article(), Span(len(SENTENCES[0]) - 1, len(SENTENCES[0])))
    assert not path.exists()


def test_editing_changes_only_what_is_said(path: Path) -> None:
    store = Store(str(path))
    was = store.add(article(), span_of(2), note="old", tags=["a"])
    path.write_text(path.read_text().replace("[[annotation]]", "# mine\n[[annotation]]\nmine = 1 # too"))
    now = store.edit(was, note="new\nlines", color="blue")
    assert (now.note, now.color, now.tags) == ("new\nlines", "blue", ("a",))
    assert "# mine\n[[annotation]]\nmine = 1 # too\n" in path.read_text()
    assert store.edit(now, note="", tags=[]).note == ""
    assert "note =" not in path.read_text()
    assert store.edit(now) is now
    with pytest.raises(SaveError, match="no annotation n-none"):
        store.edit(now._replace(id="n-none"), note="x")


def test_two_windows_lose_neither_of_two_notes(path: Path) -> None:
    here, there = Store(str(path)), Store(str(path))
    was = here.add(article(), span_of(2), note="old", tags=["a", "b"])
    there.edit(was, note="theirs", tags=["a", "c"])
    now = here.edit(was, note="ours", tags=["b", "d"], color="red")
    assert now.note.startswith("theirs\n--- also, 20")
    assert now.note.endswith("\nours")
    assert set(now.tags) == {"c", "d"}
    assert now.color == "red"


def test_ends_are_moved(path: Path) -> None:
    store = Store(str(path))
    was = store.add(article(), span_of(2), note="n")
    now = store.move(was, article(), span_of(4))
    assert (now.selector.exact, now.note) == (SENTENCES[4].strip(), "n")
    assert [placed.span for placed in store.of(article())] == [span_of(4)]


def test_removing_the_last_takes_the_article_along(path: Path) -> None:
    store = Store(str(path))
    one, two = store.add(article(), span_of(1)), store.add(article(), span_of(2))
    full = path.read_bytes()
    store.remove(one.id)
    assert len(store.load().articles) == 1
    store.remove(two.id)
    assert not store.load().articles
    step = store.undo()
    assert step is not None
    assert step.restored == (two,)
    assert store.undo() is not None
    assert path.read_bytes() == full


def test_undo_and_redo_reach_back_over_restarts(path: Path) -> None:
    one = Store(str(path)).add(article(), span_of(1))
    two = Store(str(path)).edit(one, note="said")
    assert Store(str(path)).undoable() > one.id.replace("n-", "o-")
    step = Store(str(path)).undo()
    assert step is not None
    assert (step.removed, step.restored) == ((two,), (one,))
    assert step.words.startswith("changed: “Sentence 1")
    step = Store(str(path)).undo()
    assert step is not None
    assert step.words.startswith("removed: ")
    assert Store(str(path)).undo() is None
    assert not Store(str(path)).undoable()
    for _ in range(2):
        assert Store(str(path)).redoable()
        assert Store(str(path)).redo() is not None
    assert Store(str(path)).load().items == (two,)
    assert not Store(str(path)).redoable()


def test_changes_by_others_are_noticed(path: Path) -> None:
    store = Store(str(path))
    store.load()
    assert not store.changed()
    store.add(article(), span_of(1))
    assert not store.changed()
    Store(str(path)).add(article(), span_of(2))
    assert store.changed()
    assert len(store.load()) == 2
    assert not store.changed()
    assert store.load() is store.load()


# By hand


def test_damaged_ones_are_told_and_left(path: Path) -> None:
    path.parent.mkdir()
    damaged = [
        'article = "a-1"',
        'exact = "x"',
        'exact = 1\narticle = "a-1"',
        'exact = "x"\narticle = "a-1"\nat = [3, 1]',
        'exact = "x"\narticle = "a-1"\nat = 3',
        'exact = "x"\narticle = "a-1"\ntags = "x"',
        'exact = "x"\narticle = "a-1"\nnote = ["x"]',
        'exact = "x"\narticle = "a-1"\ncreated = "soon"',
    ]
    content = "".join(f"[[annotation]]\n{fields}\n\n" for fields in damaged) + "[[article]]\ntitle = 3\n"
    path.write_text(content)
    store = Store(str(path))
    assert len(store.load().faults) == len(damaged) + 1
    assert not len(store.load())
    assert all(str(fault).startswith(f"{path}:") and str(fault).isprintable() for fault in store.load().faults)
    store.add(article(), span_of(1))
    assert path.read_text().startswith(content)
    assert len(store.load()) == 1


def test_what_is_written_by_hand_is_taken_and_made_safe(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        '[[annotation]]\narticle = "a-1"\nexact = "x\\u001by"\nnote = "a\\u202e\\nb\\n"\ntags = ["#a ", "a", ""]\n'
        'created = 2025-01-02\nwhy = "so"\n\n[[article]]\nid = "a-1"\npath = "~/a.txt"\ntitle = "T\\u0007"\n'
    )
    known = Store(str(path)).load()
    item = known.items[0]
    assert (item.selector.exact, item.note, item.tags) == ("x␛y", "a�\nb", ("a",))
    assert item.created == datetime(2025, 1, 2, tzinfo=UTC)
    assert known.articles["a-1"] == ArticleEntry("a-1", "T␇", os.path.expanduser("~/a.txt"))
    assert describe(item).isprintable()
    Store(str(path)).remove(item.id)
    assert ids(path) == []


def test_a_file_in_a_wrong_form_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("annotation = 1\nschema = 9\n")
    assert [fault.reason.split()[0] for fault in Store(str(path)).load().faults] == ["must", "is"]
    with pytest.raises(SaveError, match="schema 9"):
        Store(str(path)).add(article(), span_of(1))
    assert path.read_text() == "annotation = 1\nschema = 9\n"


def test_while_the_file_is_broken_nothing_is_lost(path: Path) -> None:
    store = Store(str(path))
    was = store.add(article(), span_of(1), note="old")
    whole = path.read_text()
    broken = whole + "\n[[annotation]]\nexact = \n"
    path.write_text(broken)
    with pytest.raises(SaveError, match=r":\d+:9: invalid value .*kept") as caught:
        store.add(article(), span_of(2))
    assert caught.value.kept
    assert [item.id for item in store.load().items] == [was.id]
    assert len(store.load().faults) == 1
    with pytest.raises(SaveError):
        Store(str(path)).edit(was, note="new")
    with pytest.raises(SaveError):
        store.settle()
    assert len(store.waiting()) == 2
    assert path.read_text() == broken
    assert [item.id for item in Store(str(path)).load().items] == [was.id]
    path.write_text(whole.replace('note = "old"', 'note = "by hand"'))
    known = Store(str(path)).settle()
    assert [item.selector.exact for item in known.items] == [SENTENCES[1].strip(), SENTENCES[2].strip()]
    assert known.items[0].note.startswith("by hand\n--- also")
    assert known.items[0].note.endswith("\nnew")
    assert not store.waiting()


# Read as written

WORDS = st.text(max_size=40).map(clean)
SOME = WORDS.map(lambda text: " ".join(text.split())).filter(bool)
LINES = WORDS.map(str.rstrip)
TIMES = st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda time: time.replace(microsecond=0, tzinfo=UTC)
)
PLACES = st.tuples(st.integers(0, 10**6), st.integers(1, 500)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SELECTORS = st.tuples(SOME | st.just("word " * 80 + "end"), WORDS, WORDS, PLACES | st.just((0, 0)))
MADE = st.builds(
    Annotation,
    st.just("n-1"),
    st.just("a-1"),
    SELECTORS.map(lambda parts: Selector(*parts[:3], *parts[3])),
    SOME,
    st.lists(SOME, max_size=3).map(forms.tidy_tags),
    LINES,
    TIMES,
    TIMES,
    st.sampled_from(["", "orphan", "ambiguous"]),
    st.just("") | st.just(digest("x")),
)


@settings(deadline=None)
@given(MADE)
def test_every_annotation_is_read_as_it_was_written(item: Annotation) -> None:
    block = parse(writing.block_text("annotation", forms.annotation_fields(item))).blocks[0]
    again = forms.to_annotation(block.id, block.value)
    assert again == (item._replace(updated=None) if item.updated == item.created else item)


# Finding again


def test_passages_are_found_again_and_news_written_at_the_next_save(path: Path, tmp_path: Path) -> None:
    first = article(tmp_path / "a.txt")
    store = Store(str(path))
    kept, gone = store.add(first, span_of(3)), store.add(first, span_of(8))
    other = article(tmp_path / "b.txt", "EDITOR'S NOTE. " + TEXT.replace(SENTENCES[8], ""))
    before = path.read_bytes()
    found = {placed.annotation.id: placed for placed in store.of(other)}
    assert found[kept.id].found.state == "moved"
    assert found[kept.id].span == span_of(3, other.text)
    assert (found[gone.id].found.state, found[gone.id].span) == ("orphan", None)
    assert path.read_bytes() == before
    new = store.add(other, span_of(5, other.text))
    assert new.article == kept.article
    known = Store(str(path)).load()
    item = known.find(kept.id)
    assert item is not None
    assert (item.selector.start, item.snapshot) == (span_of(3, other.text).start, digest(other.text))
    assert [item.state for item in known.items if item.id == gone.id] == ["orphan"]
    assert known.articles[new.article].path == str(tmp_path / "b.txt")
    step = store.undo()
    assert step is not None
    assert step.removed == (new,)
    assert Store(str(path)).load().find(kept.id) == item


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({"text": TEXT.upper().replace("OWN.", "own  .").replace("  .", ".")}, True),
        ({"text": "Other words. " * 9, "path": "/elsewhere.txt"}, True),
        ({"text": "Other words. " * 9, "url": None}, True),
        ({"text": "Other words. " * 9, "path": "/elsewhere.txt", "url": None}, False),
        ({"text": TEXT[: len(TEXT) * 3 // 4], "path": "/elsewhere.txt", "url": None}, True),
        ({"text": TEXT[: len(TEXT) // 2], "path": "/elsewhere.txt", "url": None}, False),
    ],
)
def test_articles_are_known_again(path: Path, change: dict[str, str | None], known: bool) -> None:
    store, first = Store(str(path)), article("/gone/a.txt", url="https://x.org/a")
    assert store.entry(first) is None
    store.add(first, span_of(1))
    assert (store.entry(first._replace(**change)) is not None) == known  # type: ignore[arg-type]


def test_texts_are_kept_and_may_be_lost(tmp_path: Path) -> None:
    texts = Snapshots(str(tmp_path / "texts"))
    name = texts.keep(TEXT)
    assert texts.find(name) == TEXT
    file = tmp_path / "texts" / f"{name}.txt.gz"
    assert file.stat().st_mode & 0o777 == 0o600
    for damage in (b"", file.read_bytes()[:20], b"no gzip"):
        file.write_bytes(damage)
        assert texts.find(name) is None
    assert texts.find("../../etc/passwd") is None
    (tmp_path / "file").write_text("in the way")
    assert Snapshots(str(tmp_path / "file")).keep(TEXT) == name


# A folder


def test_a_folder_has_a_file_for_each_article(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    store = Store(str(folder))
    one = store.add(article("/a.txt", TEXT, "Harbour: a vote!"), span_of(1))
    two = store.add(article("/b.txt", OTHER, "Another"), Span(0, 10))
    store.add(article("/a.txt", TEXT, "Harbour: a vote!"), span_of(4))
    names = sorted(name for name in os.listdir(folder) if name[0] != ".")
    assert len(names) == 2
    assert names[1].startswith("harbour-a-vote-")
    assert len(Store(str(folder)).load()) == 3
    store.edit(two, note="said")
    store.remove(one.id)
    assert len(store.load()) == 2
    for words in ("back", "changed", "removed", "removed", "removed"):
        step = Store(str(folder)).undo()
        assert step is not None
        assert step.words.startswith(words)
    assert Store(str(folder)).undo() is None
    assert store.changed()
    assert isinstance(store.load(), Annotations)
    assert not len(store.load())
    assert not store.changed()
