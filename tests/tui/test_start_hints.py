"""The hints of the first start: three, one after the other, each once."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from reader.page.cells import width
from reader.tui import start_hints
from reader.tui.app import ReaderApp
from reader.tui.start_hints import HINTS, StartHints
from reader.tui.widgets.bars import HintBar
from tests.tui.driving import settled

Make = Callable[..., ReaderApp]

SAID = (
    "s goes from quote to quote",
    "f finds what you half remember",
    "? lists the keys of this place",
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seconds in (("FIRST", 0.05), ("EACH", 0.3), ("AGAIN", 0.05)):
        monkeypatch.setattr(start_hints, name, seconds)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that the bottom line says, as it comes."""
    every: list[str] = []
    say = HintBar.say

    def listen(bar: HintBar, message: str, style: str = "key.text") -> None:
        every.append(message)
        say(bar, message, style)

    monkeypatch.setattr(HintBar, "say", listen)
    return every


async def _until_given(app: ReaderApp, pilot: Pilot[None]) -> None:
    """Wait until all hints have come and gone."""
    for _ in range(400):
        await pilot.pause(0.02)
        if app.state.choice("hints") == "3" and app.reading.hints.message is None:
            return
    raise AssertionError("the hints did not come")


def _hints(said: list[str]) -> list[int]:
    """Which hints were given."""
    return [n for words in said for n, hint in enumerate(SAID) if words.startswith(hint)]


async def test_each_is_given_once_ever(make_app: Make, said: list[str]) -> None:
    for _ in range(2):
        app = make_app()
        app.reading.start_hints = StartHints(app.state)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await _until_given(app, pilot)
    assert _hints(said) == [0, 1, 2]


async def test_those_that_were_not_given_come_the_next_time(make_app: Make, said: list[str]) -> None:
    app = make_app()
    app.state.keep_choice("hints", "2")
    app.reading.start_hints = StartHints(app.state)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await _until_given(app, pilot)
    assert _hints(said) == [2]


async def test_they_wait_while_something_lies_over_the_text(make_app: Make) -> None:
    app = make_app()
    app.reading.start_hints = StartHints(app.state)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        given = app.state.choice("hints")
        await pilot.pause(0.6)
        assert app.state.choice("hints") == given
        await pilot.press("escape")
        await _until_given(app, pilot)


def test_they_fit_a_line() -> None:
    assert all(width(hint) < 92 for hint in HINTS)
