"""Opened for reading only: nothing of the user's is changed, and what is refused is said in one line."""

import os
from pathlib import Path

import pytest

from reader import locations
from reader.state import Reading, State
from tests.unit.test_cli import one_line, reader

TEXT = "A title\n\n“We stay,” Jane Harrow said. She left at noon.\n"


def below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "articles" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_notes_and_corrections_are_refused(article: str, tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_STATE_HOME": str(tmp_path / "state")}
    made = ("notes", "add", article, "--start", "10", "--end", "19")
    assert reader(*made, **home).returncode == 0
    before = below(tmp_path)
    only = home | {locations.READ_ONLY: "1"}
    for words in (made, ("notes", "undo"), ("corrections", "rename", "Jane Harrow", "Jane"), ("corrections", "undo")):
        assert "opened for reading only" in one_line(reader(*words, **only), 1)
    assert below(tmp_path) == before
    assert "We stay" in reader("notes", "list", **only).stdout


def test_what_is_remembered_lasts_as_long_as_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "state" / "state.sqlite")
    with State(path) as state:
        state.keep_choice("theme", "dusk")
    monkeypatch.setenv(locations.READ_ONLY, "1")
    before = Path(path).read_bytes()
    with State(path) as state:
        assert state.choice("theme") == "dusk"
        state.keep_choice("theme", "sepia")
        state.keep_reading("a.txt", Reading(1, 2, 0.5))
        assert state.choice("theme") == "sepia"
        assert state.reading("a.txt") == Reading(1, 2, 0.5)
    assert Path(path).read_bytes() == before
    with State(str(tmp_path / "none" / "state.sqlite")) as state:
        assert state.choice("theme") is None
    assert not os.path.exists(tmp_path / "none")
