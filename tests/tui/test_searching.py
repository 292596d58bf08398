"""Find everywhere: what is found as one types, what opens, what is walked afterwards."""

from textual.widgets import Input

from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.preview import PreviewPane
from reader.tui.widgets.result_list import ResultList
from tests.tui.conftest import ARTICLES, HARBOUR
from tests.tui.driving import reading, settled, shown

PEACE = """Talks go on in Oslo

“We will never leave the table,” said Erik Hansen, who leads the talks. “Peace is a long road.”

The talks in Oslo began in May.
"""
LIBRARY = {**ARTICLES, "d-peace.txt": PEACE}


def hits(app) -> list[str]:
    return [f"{hit.kind}: {hit.text}" for hit in app.screen.query_one(ResultList).hits]


async def search(pilot, words: str) -> None:
    """Open the search and type."""
    await pilot.press("f")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = ""
    await pilot.press(*(("space" if letter == " " else letter) for letter in words))
    await settled(pilot)


async def test_a_misspelt_half_remembered_quote_is_found_and_opened(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await search(pilot, "nevr leav tabel")
        assert "never leave the table" in hits(app)[0]
        assert app.screen.query_one(ResultList).hits[0].name == "Erik Hansen"
        assert "The talks in Oslo began in May." in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        screen = reading(app)
        assert app.screen is screen
        assert screen.article.path.endswith("d-peace.txt")
        assert "f nevr leav tabel" in shown(app)


async def test_the_preview_follows_the_selection_and_scrolls(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await search(pilot, "harbour")
        pane = app.screen.query_one(PreviewPane)
        first = pane.hit
        await pilot.press("down")
        await settled(pilot)
        assert pane.hit is not first
        assert pane.hit == app.screen.query_one(ResultList).hits[1]
        await search_scope(pilot, "passages")
        assert all(hit.startswith("passage") for hit in hits(app))
        before = pane._top
        await pilot.press("shift+down", "shift+down")
        assert pane._top >= before


async def search_scope(pilot, name: str) -> None:
    """Press Tab until a kind alone is looked at."""
    names = ["all", "quotes", "passages", "titles", "actors", "notes"]
    for _ in range(names.index(name)):
        await pilot.press("tab")
    await settled(pilot)


async def test_n_walks_the_other_hits_and_back_returns(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        await search(pilot, "erik hansen")
        count = len(hits(app))
        assert count > 2
        await pilot.press("enter")
        await settled(pilot)
        assert screen.trail.at == 0
        await pilot.press("n")
        await settled(pilot)
        assert screen.trail.at == 1
        assert f"2/{count}" in shown(app)
        await pilot.press("N", "N")
        await settled(pilot)
        assert screen.trail.at == count - 1
        await pilot.press(*["comma"] * 6)
        await settled(pilot)
        assert screen.here().path.endswith("a-harbour.txt")
        await pilot.press("escape")
        assert screen.trail is None


async def test_escape_clears_then_closes(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await search(pilot, "oslo")
        assert hits(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, SearchScreen)
        assert not hits(app)
        assert "Words in any order" in shown(app)
        await pilot.press("escape")
        assert app.screen is reading(app)


async def test_searches_are_remembered(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await search(pilot, "oslo")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("escape", "f")
        await settled(pilot)
        assert "Recent searches" in shown(app)
        await pilot.press("down")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "oslo"
        assert hits(app)


async def test_what_can_not_be_found_and_can_not_be_read_is_said(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await search(pilot, "zzzzqqqq")
        assert "Nothing found." in shown(app)
        await search_typed(pilot, "date:whenever talks")
        assert app.screen.query_one("#search-scopes")._message


async def search_typed(pilot, words: str) -> None:
    """Put words into the line."""
    pilot.app.screen.query_one(Input).value = words
    await settled(pilot)


async def test_a_click_opens_a_hit_and_a_click_on_a_kind_narrows(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await search(pilot, "harbour")
        await pilot.click("#search-scopes", offset=(10, 0))
        await settled(pilot)
        assert hits(app) and all(hit.startswith("quote") for hit in hits(app))
        await pilot.click("#search-hits", offset=(8, 1))
        await settled(pilot)
        assert app.screen is reading(app)
        assert reading(app).trail.hit.text in HARBOUR


async def test_copying_says_so(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await search(pilot, "long road")
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "Peace is a long road" in app.clipboard
        assert "Copied." in shown(app)


async def test_it_is_usable_on_a_small_terminal(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await search(pilot, "table")
        assert "table" in shown(app)
        assert not app.screen.query_one(PreviewPane).display
        await pilot.press("enter")
        await settled(pilot)
        assert reading(app).article.path.endswith("d-peace.txt")


async def test_hits_are_walked_on_after_another_search_was_left(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        await search(pilot, "erik hansen")
        await pilot.press("enter")
        await settled(pilot)
        bare = tuple(hit._replace(text="", spans=(), marked=False) for hit in screen.trail.hits)
        screen.trail = screen.trail._replace(hits=bare)
        await search(pilot, "harbour")
        await pilot.press("escape", "escape", "n")
        await settled(pilot)
        assert screen.trail.at == 1
        assert screen.trail.hit.marked and screen.trail.hit.text


async def test_looking_further_does_not_move_a_selection_that_was_made(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f", *"harbour")
        await pilot.press("down")
        await settled(pilot)
        assert app.screen.query_one(ResultList).index == 1
