"""Finding in the article at hand."""

import pytest

from tests.tui.conftest import HARBOUR
from tests.tui.driving import reading, settled, shown


async def test_hits_are_counted_and_walked(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"harbour")
        assert "/harbour  1/4" in shown(app)
        await pilot.press("enter", "n")
        assert "2/4" in shown(app)
        await pilot.press("N", "N")
        assert "4/4" in shown(app)
        await pilot.press("escape")
        assert "4/4" not in shown(app)


@pytest.mark.parametrize(
    ("typed", "tally"),
    [("has fought", "1/1"), ("Harbour", "nothing found"), ("portugal's", "1/1"), ("zzz", "nothing found")],
)
async def test_what_counts_as_the_same(make_app, typed: str, tally: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash")
        for key in typed:
            await pilot.press({" ": "space", "'": "apostrophe"}.get(key, key))
        assert tally in shown(app)


async def test_escape_goes_back_and_enter_can_be_undone_by_back(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        before = reading(app).view.spot
        await pilot.press("slash", *"30th")
        assert reading(app).view.spot != before
        await pilot.press("escape")
        assert reading(app).view.spot == before
        assert reading(app).view.has_focus
        await pilot.press("slash", *"30th", "enter")
        assert "30th" in shown(app)
        await pilot.press("ctrl+o")
        assert reading(app).view.spot == before


async def test_arrows_walk_hits_while_typing(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"harbour", "down")
        assert "2/4" in shown(app)
        await pilot.press("up")
        assert "1/4" in shown(app)


async def test_the_library_is_filtered_as_one_types(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("L", "slash", *"STÖRM")
        screen = reading(app)
        assert screen.sidebar.count() == 1
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert screen.number == 1
        await pilot.press("L", "escape")
        assert screen.sidebar.count() == 3


async def test_the_library_is_sorted(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("L", "o", "o", "o")
        screen = reading(app)
        words = [screen.sidebar.summary(screen.sidebar.entry_at(index)).words for index in range(3)]
        assert words == sorted(words, reverse=True)
        assert "by length" in shown(app)


def test_the_article_says_harbour_four_times() -> None:
    assert HARBOUR.lower().count("harbour") == 4
