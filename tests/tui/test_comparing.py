"""Two articles side by side: picking the other one, walking and scrolling together, going on in one."""

import pytest
from textual.widgets import Input

from reader.library import Entries, Summary
from reader.model import Span
from reader.tui.catalog import Catalog
from reader.tui.paired import Order, Passage
from reader.tui.screens import partner
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.partner import PartnerScreen, near
from tests.tui.conftest import ARTICLES
from tests.tui.driving import reading, settled, shown

FILLER = "Nothing of note was heard from the islands, where the ferries ran late and the markets were empty. "
ROAD = "The coast road was closed between the lighthouse and the old quarry after forty tons of rock fell on Sunday."
BRIDGE = "“We lost the bridge and we lost the mill, and help can only come by sea this week,” Mayor Ana Duarte said."
FISH = "Fishermen brought two hundred crates of bread and water to the villages that nobody could reach by land."


def story(title: str, *parts: str) -> str:
    """An article in which much lies between the parts that matter."""
    between = "\n\n".join(f"{FILLER}{title} {number}." for number in range(8))
    return f"{title}\n\n" + "\n\n".join(f"{between}\n\n{part}" for part in parts) + f"\n\n{between}\n"


ONE = story("Rock falls", ROAD, BRIDGE, FISH)
OTHER = story("Coast cut off", ROAD.replace("forty", "some fifty"), FISH, BRIDGE)
LIBRARY = {"a-one.txt": ONE, "b-other.txt": OTHER, **{f"c{name}": text for name, text in ARTICLES.items()}}


async def beside(pilot, *keys: str) -> CompareScreen:
    """Put the article that shares most beside the first."""
    await settled(pilot)
    await pilot.press("g", "vertical_line")
    await settled(pilot)
    await pilot.press(*keys, "enter")
    await settled(pilot)
    assert isinstance(pilot.app.screen, CompareScreen)
    return pilot.app.screen


def row_of(app, words: str, side: int) -> int:
    """The row of the screen at which some words begin, in the left half or the right."""
    half = app.size.width // 2
    rows = [row[side * half : (side + 1) * half] for row in shown(app).splitlines()]
    return next(number for number, row in enumerate(rows) if words in row)


async def test_the_article_that_shares_most_is_offered_first(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "vertical_line")
        await settled(pilot)
        assert isinstance(app.screen, PartnerScreen)
        listed = shown(app).splitlines()[2:7]
        assert "passages  Coast cut off" in listed[0]
        assert not any("Rock falls" in row for row in listed)
        await pilot.press("escape")
        assert app.screen is reading(app)


async def test_any_article_can_be_picked_by_words_of_its_title_also_misspelled(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "vertical_line")
        await settled(pilot)
        for words in ("harbour vote", "harbuor"):
            app.screen.query_one(Input).value = words
            await settled(pilot)
            assert "Council puts off harbour vote" in shown(app).splitlines()[2]
        await pilot.press("enter")
        await settled(pilot)
        assert "Council puts off harbour vote" in shown(app).splitlines()[0]


async def test_walking_brings_both_columns_to_each_passage(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        for words, sign in (("The coast road", "≈ 1/3"), ("“We lost the bridge", "” 2/3"), ("Fishermen", "= 3/3")):
            await pilot.press("n")
            await settled(pilot)
            assert row_of(app, words, 0) == row_of(app, words, 1)
            assert sign in shown(app)
        await pilot.press("n")
        assert "no more further on" in shown(app)
        await pilot.press("N", "N")
        await settled(pilot)
        assert "≈ 1/3" in shown(app)
        differs = {name for run in _runs(screen, "fifty") for name in run.styles}
        assert "hit" in differs


def _runs(screen: CompareScreen, words: str):
    """How the words of the right column that hold some are painted."""
    from reader.page.paint import paint

    column = screen.columns[1]
    view = column.viewport
    for row in view.rows():
        for run in paint(view.layout.text, view.layout.blocks[row.block], row, column._layers):
            if words in run.text:
                yield run


async def test_scrolling_one_moves_the_other_never_back_and_never_its_cursor_away(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        one, other = (column.viewport for column in screen.columns)
        assert one.at_start
        assert other.at_start
        tops = []
        while not one.at_end:
            await pilot.press("d")
            await settled(pilot)
            tops.append(other.top)
        assert tops == sorted(tops)
        assert other.at_end
        await pilot.press("g")
        await settled(pilot)
        assert other.at_start


async def test_the_columns_can_move_apart_and_together_again(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        await pilot.press("t", "G")
        await settled(pilot)
        assert screen.columns[0].viewport.at_end
        assert screen.columns[1].viewport.at_start
        assert "apart" in shown(app)
        await pilot.press("t")
        await settled(pilot)
        assert screen.columns[1].viewport.at_end


async def test_tab_and_a_click_make_the_other_column_active_and_enter_opens_its_article_there(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        await pilot.press("tab")
        assert screen.focused is screen.columns[1]
        assert shown(app).splitlines()[0].index("▌") == 60
        await pilot.click("#column-0", offset=(10, 8))
        assert screen.focused is screen.columns[0]
        await pilot.press("tab", "n", "n")
        await settled(pilot)
        offset = screen.columns[1].spot
        await pilot.press("enter")
        await settled(pilot)
        main = reading(app)
        assert app.screen is main
        assert main.article.path.endswith("b-other.txt")
        assert main.view.spot.cursor == offset.cursor
        await pilot.press("comma")
        await settled(pilot)
        assert main.article.path.endswith("a-one.txt")


async def test_escape_returns_to_where_one_was(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        before = reading(app).view.spot
        await beside(pilot)
        await pilot.press("G", "escape")
        await settled(pilot)
        assert app.screen is reading(app)
        assert reading(app).view.spot == before


async def test_the_wheel_scrolls_the_column_under_it_and_the_other_follows(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        await pilot.hover("#column-1", offset=(10, 10))
        for _ in range(4):
            await pilot._post_mouse_events([_wheel()], "#column-1", (10, 10))
        await settled(pilot)
        assert not screen.columns[1].viewport.at_start
        assert not screen.columns[0].viewport.at_start
        assert screen.focused is screen.columns[0]


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_finding_walks_hits_in_the_active_column_until_escape(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        screen = await beside(pilot)
        await pilot.press("slash", *"ferries", "enter")
        await settled(pilot)
        assert "1/32" in shown(app)
        await pilot.press("n")
        assert "2/32" in shown(app)
        await pilot.press("escape")
        assert "2/32" not in shown(app)
        assert app.screen is screen
        await pilot.press("question_mark")
        await settled(pilot)
        assert "Side by side" in shown(app)


@pytest.mark.parametrize(("size", "both"), [((80, 24), True), ((60, 30), True), ((40, 12), False)])
async def test_where_there_is_no_room_columns_lie_over_each_other_or_take_turns(make_app, size, both: bool) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=size) as pilot:
        screen = await beside(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert "The coast road" in shown(app)
        assert [column.parent.display for column in screen.columns] == [True, both]
        await pilot.press("tab")
        await settled(pilot)
        assert screen.focused is screen.columns[1]
        assert "fifty" in shown(app)


async def test_an_article_that_is_gone_says_so_and_nothing_matches_where_nothing_does(make_app, library) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("g", "vertical_line")
        await settled(pilot)
        app.screen.query_one(Input).value = "short one"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Nothing matches" in shown(app)
        await pilot.press("n", "escape", "g", "vertical_line")
        await settled(pilot)
        (library() / "b-other.txt").unlink()
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CompareScreen)
        await pilot.press("tab", "j", "n", "t", "enter")
        await settled(pilot)
        assert isinstance(app.screen, CompareScreen)
        await pilot.press("escape")
        assert app.screen is reading(app)


def passage(one: int, other: int) -> Passage:
    return Passage((Span(one, one + 5), Span(other, other + 5)), "same", True, ((), ()), ())


def test_passages_are_walked_by_their_place_in_either_article() -> None:
    passages = [passage(10, 50), passage(30, 20)]
    first, second = Order(passages, 0), Order(passages, 1)
    assert [first.place(number) for number in (0, 1)] == [1, 2]
    assert [second.place(number) for number in (0, 1)] == [2, 1]
    assert first.touching(Span(12, 31)) == [0, 1]
    assert first.touching(Span(15, 30)) == []
    assert second.touching(Span(0, 100)) == [1, 0]
    assert [first.beside(None, offset, 1) for offset in (0, 11, 31)] == [0, 1, None]
    assert [first.beside(None, offset, -1) for offset in (0, 11, 31)] == [None, 0, 1]
    assert second.beside(1, 0, 1) == 0
    assert second.beside(0, 0, 1) is None


def test_partners_are_sought_among_the_articles_nearest_in_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partner, "_LOOKED_AT", 3)
    catalog = Catalog(Entries.of((f"{day}.txt", 0) for day in range(1, 8)))
    assert near(Catalog(Entries.of([("a.txt", 0), ("b.txt", 0)])), "a.txt") == ["a.txt", "b.txt"]
    summary = Summary("A title", "text", 100, 1, None, None, 0, 0)
    for number in range(7):
        catalog.learn(number, summary._replace(published=f"2024-05-0{number + 1}").packed)
    assert set(near(catalog, "4.txt")) == {"3.txt", "4.txt", "5.txt"}
    assert set(near(catalog, "7.txt")) == {"5.txt", "6.txt", "7.txt"}
    assert len(near(catalog, "elsewhere.txt")) == 3
