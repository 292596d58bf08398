"""What was read is kept where the user wants it, and shown."""

from collections.abc import Callable

import pytest

from reader.articles import load
from reader.config import Config
from reader.tui.app import ReaderApp
from reader.tui.screens import recording
from reader.tui.screens.recording import MOST, Clock
from reader.tui.screens.statistics import StatisticsScreen
from tests.tui.driving import reading, settled, shown

Make = Callable[..., ReaderApp]


class Hours:
    """A clock whose time goes on by a minute at each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        self.now += 60.0
        return self.now


def test_a_long_pause_counts_as_a_short_one() -> None:
    clock = Clock(100.0)
    clock.move(110.0)
    clock.move(110.0 + 10 * MOST)
    assert clock.take() == 10.0 + MOST
    assert clock.take() == 0.0


async def test_nothing_is_kept_unless_it_is_wanted(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J", "space", "g", "S")
        await pilot.pause()
        assert isinstance(app.screen, StatisticsScreen)
        assert "Nothing is kept of what you read." in shown(app)
        assert app.state.read() == []


async def test_it_is_kept_and_shown_and_leads_back(make_app: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "time", Hours())
    app = make_app()
    app.config = Config(statistics=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("space", "space", "K", "J")
        await settled(pilot)
        await pilot.press("g", "S")
        await pilot.pause()
        read = {one.title: one for one in app.state.read()}
        storm, harbour = read["Storm closes schools"], read["Council puts off harbour vote"]
        assert (storm.opened, harbour.opened) == (2, 2)
        assert 0 < storm.words < reading(app).article.words
        assert storm.seconds >= 180.0
        assert harbour.words == load(harbour.path).words
        assert "Storm closes schools" in shown(app)
        assert "opened 2×" in shown(app)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert reading(app).article.title == "Council puts off harbour vote"
