"""The file of corrections, and the command."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cli, corrections, locations
from reader.corrections import Correction, forms
from reader.corrections.store import Store, current
from reader.corrections.values import ArticleSelector, QuoteSelector
from reader.model import Article, Paragraph, Quote
from reader.tomlfile import SaveError, parse, writing

ROOT = Path(__file__).parents[2]
TEXT = "“We will act,” Jane Doe said. It was late.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "READER_CORRECTIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "corrections.toml"


def article(path: Path | str) -> Article:
    return Article(str(path), TEXT, "A title", "text", (Paragraph(0, len(TEXT)),), 9, source="The Daily")


def test_where_the_file_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locations.corrections_file() == f"{home}/.local/share/reader/corrections.toml"
    monkeypatch.setenv("READER_CORRECTIONS", "~/c.toml")
    assert locations.corrections_file() == f"{home}/c.toml"


def test_what_is_added_is_there_again(path: Path) -> None:
    there = article(path.parent / "news" / "a.txt")
    quote = Quote(0, 14, "direct")
    said = [
        corrections.rename("A", "B"),
        corrections.kind("A", "group", there),
        corrections.merge("A", "B"),
        corrections.split("A", "B"),
        corrections.not_actor("A\u202e\x1b[0m"),
        corrections.speaker(there, quote, "Jane"),
        corrections.speaker(there, quote, None),
        corrections.not_speech(article("/elsewhere/a.txt"), quote),
    ]
    store = Store(str(path))
    for number, item in enumerate(said, 1):
        assert len(store.add(item)) == number
    assert Store(str(path)).load().items == tuple(said)
    text = path.read_text()
    assert text.startswith("# Corrections made with reader")
    assert 'article = "news/a.txt"' in text
    assert 'article = "/elsewhere/a.txt"' in text
    assert 'quote = "“We will act,”"' in text
    assert 'speaker = ""' in text


TEXTS = st.text(max_size=30).map(corrections.making._name)
SOME = TEXTS.filter(bool)
PLACES = st.builds(ArticleSelector, st.just("") | st.just("/a/b.txt") | st.just("/notes/x/y.txt"), SOME, TEXTS)
TIMES = st.none() | st.just(datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC))
QUOTES = st.builds(QuoteSelector, SOME, TEXTS, TEXTS, st.integers(0, 10**6))
ONE, NONE, EMPTY = st.just("c-1"), st.none(), st.just("")
MADE = st.one_of(
    st.builds(Correction, ONE, TIMES, st.sampled_from(["rename", "merge", "split"]), SOME, SOME, NONE, NONE | PLACES),
    st.builds(Correction, ONE, TIMES, st.just("kind"), SOME, st.sampled_from(["person", "place"]), NONE, NONE),
    st.builds(Correction, ONE, TIMES, st.just("not-actor"), SOME, EMPTY, NONE, NONE),
    st.builds(Correction, ONE, TIMES, st.just("speaker"), EMPTY, TEXTS, QUOTES, PLACES),
    st.builds(Correction, ONE, TIMES, st.just("not-speech"), EMPTY, EMPTY, QUOTES, PLACES),
)


@given(MADE)
def test_every_correction_is_read_as_it_was_written(said: Correction) -> None:
    block = parse(writing.block_text("correction", forms.to_block(said, "/notes"))).blocks[0]
    assert forms.from_block(block.id, block.value, "/notes") == said


def test_damaged_ones_are_told_and_left(path: Path) -> None:
    path.parent.mkdir()
    damaged = [
        "deed = 1",
        'deed = "renam"',
        'deed = "rename"\nactor = "A"',
        'deed = "rename"\nactor = ""\nname = "B"',
        'deed = "kind"\nactor = "A"\nkind = "dog"',
        'deed = "speaker"\nquote = "q"\narticle = "a.txt"',
        'deed = "not-speech"\nquote = "q"',
        'deed = "not-speech"\narticle = "a.txt"',
        'deed = "not-speech"\narticle = "a.txt"\nquote = "q"\nat = -1',
        'deed = "not-actor"\nactor = "A"\narticle = 3',
        'deed = "not-actor"\nactor = "A"\ncreated = "soon"',
    ]
    content = "".join(f"[[correction]]\n{fields}\n\n" for fields in damaged)
    path.write_text(content)
    store = Store(str(path))
    assert len(store.load().faults) == len(damaged)
    assert not len(store.load())
    assert all(str(fault).startswith(f"{path}:") and str(fault).isprintable() for fault in store.load().faults)
    store.add(corrections.rename("A", "B"))
    assert path.read_text().startswith(content)
    store.remove(store.load().faults[0].id)
    assert len(store.load().faults) == len(damaged) - 1


def test_what_is_written_by_hand_is_taken(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        '[[correction]]\ndeed = "rename"\nactor = " A\u202e  b"\nname = "B"\nwhy = "so"\ncreated = 2025-01-02\n\n'
        '[[correction]]\ndeed = "not-speech"\nquote = "q"\narticle = "~/a.txt"\n'
    )
    one, two = Store(str(path)).load().items
    assert one.actor == "A� b"
    assert one.created == datetime(2025, 1, 2, tzinfo=UTC)
    assert two.article == ArticleSelector(os.path.expanduser("~/a.txt"))
    assert Store(str(path)).load().items[0].id == one.id
    Store(str(path)).remove(two.id)
    assert Store(str(path)).load().items == (one,)


def test_a_file_in_a_wrong_form_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("correction = 1\nschema = 9\n")
    assert [fault.reason.split()[0] for fault in Store(str(path)).load().faults] == ["must", "is"]


def test_undo_and_redo_tell_what_they_did(path: Path) -> None:
    store, said = Store(str(path)), corrections.rename("A", "B")
    assert store.undo() is None
    store.add(said)
    step = store.undo()
    assert step is not None
    assert (step.removed, step.restored, len(step.corrections)) == ((said,), (), 0)
    step = store.redo()
    assert step is not None
    assert (step.removed, step.restored, step.corrections.items) == ((), (said,), (said,))
    store.remove(said.id)
    step = store.undo()
    assert step is not None
    assert (step.removed, step.restored) == ((), (said,))
    with pytest.raises(SaveError, match="no correction c-none"):
        store.remove("c-none")


def test_changes_by_others_are_noticed(path: Path) -> None:
    store = Store(str(path))
    store.load()
    assert not store.changed()
    store.add(corrections.rename("A", "B"))
    assert not store.changed()
    Store(str(path)).add(corrections.rename("C", "D"))
    assert store.changed()
    assert len(store.load()) == 2
    assert not store.changed()
    assert store.load() is store.load()
    assert current(str(path)) is current(str(path))
    Store(str(path)).undo()
    assert len(current(str(path))) == 1


def test_what_could_not_be_saved_waits_and_is_not_kept_twice(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("broken = \n")
    store = Store(str(path))
    fault = store.load().faults[0]
    assert (fault.line, fault.column) == (1, 10)
    for _ in range(2):
        with pytest.raises(SaveError):
            store.add(corrections.rename("A", "B"))
    assert [item.actor for item in store.waiting()] == ["A"]
    path.write_text("# mended\n")
    assert [item.actor for item in store.add(corrections.rename("A", "B")).items] == ["A"]
    assert not store.waiting()


# The command


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(["corrections", *words])
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return status, out, err


def test_the_command_makes_lists_and_takes_back(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert run(capsys) == (0, "There are no corrections.\n", "")
    assert run(capsys, "--json")[1] == "[]\n"
    for words in (
        ["rename", "A", "B"],
        ["kind", "A", "place"],
        ["merge", "A", "B"],
        ["split", "A", "B"],
        ["not-actor", "A"],
    ):
        status, out, err = run(capsys, *words)
        assert (status, err) == (0, "")
        assert re.fullmatch(r"c-[0-9a-z]{12}  \d{4}-\d\d-\d\d  .*“A”.*\n", out)
    listed = json.loads(run(capsys, "--json")[1])
    assert [item["deed"] for item in listed] == ["rename", "kind", "merge", "split", "not-actor"]
    assert run(capsys)[1].count("\n") == 5
    assert "“A” is no actor" in run(capsys, "undo")[1]
    assert json.loads(run(capsys, "redo", "--json")[1])["restored"][0]["deed"] == "not-actor"
    assert "nothing to redo" in run(capsys, "redo")[1]
    assert run(capsys, "remove", listed[0]["id"])[0] == 0
    assert "4 corrections" in run(capsys, "check")[1]
    assert json.loads(run(capsys, "check", "--json")[1]) == {"corrections": 4, "faults": 0, "taken_in": 0}
    assert (home / ".local/share/reader/corrections.toml").exists()


def test_the_command_finds_quotes_by_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    kept = str(tmp_path / "own.toml")
    for words in (["speaker", f"{path}@3-9", "Jane"], ["speaker", f"{path}@3-9", "-"], ["not-speech", f"{path}@0-14"]):
        status, out, err = run(capsys, *words, "--corrections-file", kept)
        assert (status, err) == (0, "")
        assert "“We will act,” — " in out
    said = Store(kept).load().items
    assert [item.quote.exact for item in said if item.quote] == ["“We will act,”"] * 3
    assert run(capsys, "rename", "A", "B", "--in", str(path), "--corrections-file", kept)[0] == 0
    where = Store(kept).load().items[-1].article
    assert where is not None
    assert where == said[0].article
    assert where.path == str(path)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["rename", "A"], 2, "required: NEW"),
        (["rename", " ", "B"], 2, "a name can't be empty"),
        (["kind", "A", "dog"], 2, "there is no such kind"),
        (["rename", "A", "B", "--in", "/no/such"], 2, "no such file"),
        (["speaker", "/no/such@1-2", "-"], 2, "no such file"),
        (["speaker", "a.txt", "-"], 2, "needs a place"),
        (["speaker", "a.txt@40-41", "-"], 2, "there is no quote here"),
        (["remove", "c-none"], 1, "no correction c-none"),
        (["nonsense"], 2, "invalid choice"),
    ],
)
def test_errors_are_one_line(
    words: list[str],
    status: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    found, out, err = run(capsys, *words)
    assert (found, out) == (status, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_broken_file_is_one_line_and_what_is_said_waits(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    path.parent.mkdir()
    path.write_text("schema = 1\n[[correction]]\ndeed = \n")
    named = ("--corrections-file", str(path))
    status, _, err = run(capsys, "rename", "A", "B", *named)
    assert status == 1
    assert err.startswith(f"reader: {path}:3:8: invalid value (the change is kept")
    for act in ([], ["check"]):
        status, _, err = run(capsys, *named, *act)
        assert (status, err.count("\n")) == (1, 1)
    assert path.read_text().endswith("deed = \n")
    path.write_text("schema = 1\n")
    assert "1 correction, 1 of them saved only now" in run(capsys, "check", *named)[1]


def test_every_act_and_key_is_documented() -> None:
    page = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    from reader.cli.corrections import _ACTS, _OF_ACTORS

    for act in (*_OF_ACTORS, *_ACTS, "speaker", "not-speech", "remove"):
        assert f"`reader corrections {act}" in page
    for key in ("id", "created", "deed", "actor", "name", "kind", "into", "alias", "speaker", "quote", "prefix", "at"):
        assert f"`{key}`" in page
