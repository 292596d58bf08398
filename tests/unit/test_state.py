"""What the program remembers by itself."""

import os
from pathlib import Path

import pytest

from reader.state import Reading, State, duration


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "state" / "state.sqlite")


def test_it_is_there_the_next_time(path: str) -> None:
    with State(path) as state:
        assert state.reading("a.txt") is None
        state.keep_reading("a.txt", Reading(10, 2, 0.4))
        state.keep_choice("theme", "paper")
    with State(path) as state:
        assert state.reading("a.txt") == Reading(10, 2, 0.4)
        assert state.choice("theme") == "paper"
        assert state.choice("nothing") is None


def test_the_furthest_share_stays_and_the_place_moves(path: str) -> None:
    with State(path) as state:
        state.keep_reading("a.txt", Reading(10, 2, 0.9))
        state.keep_reading("a.txt", Reading(0, 0, 0.1))
        assert state.reading("a.txt") == Reading(0, 0, 0.9)


def test_a_file_is_the_same_however_it_is_named(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with State(path) as state:
        state.keep_reading("a.txt", Reading(1, 1, 0.1))
        assert state.reading(str(tmp_path / "a.txt")) == Reading(1, 1, 0.1)


def test_names_that_are_no_text_are_remembered_too(path: str) -> None:
    name = os.fsdecode(b"/tmp/\xff\n.txt")
    with State(path) as state:
        state.keep_reading(name, Reading(1, 1, 0.1))
        assert state.reading(name) == Reading(1, 1, 0.1)


def test_a_damaged_file_is_set_aside(path: str) -> None:
    Path(path).parent.mkdir()
    Path(path).write_bytes(b"this is no database" * 1000)
    with State(path) as state:
        state.keep_choice("a", "b")
    assert Path(f"{path}.damaged").exists()
    with State(path) as state:
        assert state.choice("a") == "b"


def test_where_nothing_can_be_written_nothing_is_remembered() -> None:
    with State("/proc/nowhere/state.sqlite") as state:
        state.keep_choice("a", "b")
        assert state.choice("a") == "b"


def test_two_readers_share_it(path: str) -> None:
    with State(path) as one, State(path) as two:
        one.keep_choice("a", "1")
        two.keep_choice("a", "2")
        assert one.choice("a") == "2"


def test_what_was_read_adds_up(path: str) -> None:
    with State(path) as state:
        assert state.read() == []
        state.keep_read("a.txt", "One", 1, 0, 0.0)
        state.keep_read("b.txt", "Two\n", 1, 5, 10.0)
        state.keep_read("a.txt", "One", 0, 120, 61.5)
        state.keep_read("a.txt", "One, again", 1, 80, 30.0)
        again, two = state.read()
    assert (again.path, again.title, again.opened, again.words, again.seconds) == (
        os.path.abspath("a.txt"),
        "One, again",
        2,
        120,
        91.5,
    )
    assert again.first <= two.first <= again.last
    assert (os.path.basename(two.path), two.words) == ("b.txt", 5)
    with State(path) as state:
        state.forget_read()
        assert state.read() == []


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 min"), (20, "<1 min"), (95, "2 min"), (3600, "1 h 00 min"), (7500, "2 h 05 min")]
)
def test_a_time_for_people(seconds: float, words: str) -> None:
    assert duration(seconds) == words
