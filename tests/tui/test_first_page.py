"""The page that is kept for the next session: what it holds, when it is taken, what the screen makes of it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cli
from reader.tui import first_page
from reader.tui.first_frame import strips_of
from reader.tui.first_page import Page, Part, Terminal, stamp_of
from reader.tui.widgets.lines import Lines
from tests.tui.driving import reading, settled, shown

PAGE = Page(
    "a.txt",
    (),
    [("1;38;2;1;2;3", "bold #010203"), ("", "none")],
    [Part("article", (4, 1, 9), [((1, "Ärger "), (0, "日本")), ((1, "   "),)]), Part("header", (0, 0, 3), [])],
)


@pytest.fixture
def kept() -> Terminal:
    """A terminal that has been asked something."""
    terminal = Terminal()
    terminal.file = f"{first_page.folder()}/0"
    terminal.key = "key"
    return terminal


def held(page: Page | None) -> object:
    """All that a page holds."""
    return page and (page.path, [*page.stamps], [*page.styles], [(p.name, p.place, [*p.rows]) for p in page.parts])


def test_a_page_comes_back_as_it_was(kept: Terminal, tmp_path: Path) -> None:
    article = tmp_path / "a\n\udcff.txt"
    article.write_text("words")
    kept.keep(PAGE, [str(article), "/nowhere"])
    page = first_page._read(kept.file, "key")
    assert held(page) == held(PAGE)
    assert page is not None
    assert page.stamps == [(str(article), stamp_of(str(article))), ("/nowhere", "")]
    assert os.stat(kept.file).st_mode & 0o777 == 0o600
    article.write_text("other words")
    assert page.stamps[0][1] != stamp_of(str(article))


def test_a_page_of_other_circumstances_is_none(kept: Terminal) -> None:
    kept.keep(PAGE, [])
    assert first_page._read(kept.file, "another key") is None
    kept.keep(None, [])
    assert not os.path.exists(kept.file)
    kept.keep(None, [])


@given(st.data())
def test_a_damaged_page_is_none_or_plain(data: st.DataObject) -> None:
    whole = "\0".join(first_page._fields(PAGE, "key"))
    cut = data.draw(st.integers(0, len(whole)))
    damaged = whole[:cut] + data.draw(st.text(max_size=6)) + whole[cut + data.draw(st.integers(0, 4)) :]
    fields = first_page._Fields(damaged.encode("utf-8", "surrogateescape"))
    try:
        page = first_page._page(fields)
    except ValueError:
        return
    painted = "".join(first_page._painted(page))
    for piece in painted.split("\x1b")[1:]:
        assert piece.startswith("[")
        assert piece[1:].lstrip("0123456789;")[:1] in ("H", "m")


@pytest.mark.parametrize("text", ["\x1b]0;x\x07", "\u202egnihton", "\ue0001", "a\u200bb", "\x9b31m", "\ud800"])
def test_what_is_more_than_text_is_not_kept(kept: Terminal, text: str) -> None:
    kept.keep(Page("a", (), PAGE.styles, [Part("article", (0, 0, 9), [((0, text),)])]), [])
    assert not os.path.exists(kept.file)


def test_of_many_pages_the_oldest_go(kept: Terminal) -> None:
    for number in range(first_page._KEPT + 5):
        kept.file = f"{os.path.dirname(kept.file)}/{number}"
        kept.keep(PAGE, [])
    assert len(os.listdir(os.path.dirname(kept.file))) == first_page._KEPT


def test_pages_are_forgotten_with_the_cache(kept: Terminal) -> None:
    first_page.clear()
    kept.keep(PAGE, [])
    assert cli.main(["cache", "clear"]) == 0
    assert not os.path.exists(kept.file)


def test_no_page_is_kept_where_nothing_can_be_written(kept: Terminal) -> None:
    Path(first_page.folder()).parent.mkdir(parents=True, exist_ok=True)
    Path(first_page.folder()).write_text("a file")
    kept.keep(PAGE, [])
    assert first_page._read(kept.file, "key") is None


async def test_the_screen_leaves_the_page_it_begins_with(make_app) -> None:
    first = make_app()
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("J", "space", "w", "L", "j", "slash", *"storm", "enter", "z")
        first.exit()
    page = first.last_page
    assert page is not None
    assert page.path.endswith("b-storm.txt")

    second = make_app()
    async with second.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        begun = shown(second)
        second.reading.begin_anew()
        assert shown(second) == begun, "a session that ends at once leaves what it began with"
    parts = {part.name: part for part in page.parts}
    rows = begun.splitlines()
    assert parts.keys() >= {"header", "hints", "library", "article", "inspector"}
    for part in parts.values():
        x, y, width = part.place
        for number, row in enumerate(part.rows):
            assert "".join(text for _, text in row) == rows[y + number][x : x + width]


async def test_the_page_stays_until_there_is_something_to_show(make_app) -> None:
    first = make_app()
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        first.exit()
    assert first.last_page is not None
    second = make_app()
    second.reading.begin_with(strips_of(first.last_page))
    async with second.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert not second.reading.is_drawn
        await second.reading.workers.wait_for_complete()
        assert not any(widget.is_frozen for widget in second.reading.query(Lines))


async def test_a_key_ends_the_page_of_the_text(make_app) -> None:
    first = make_app()
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        first.exit()
    assert first.last_page is not None
    second = make_app()
    second.reading.begin_with(strips_of(first.last_page))
    async with second.run_test(size=(120, 30)) as pilot:
        await pilot.press("J")
        assert not reading(second).view.is_frozen
        assert "Storm closes schools" in shown(second)


async def test_no_page_is_left_of_what_is_not_known_yet(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)):
        app.reading.findings = None
        app.exit()
    assert app.last_page is None


async def test_a_session_goes_on_with_the_article_that_was_open(make_app) -> None:
    first = make_app()
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("J", "J")
        first.exit()
    second = make_app()
    async with second.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert reading(second).article.path.endswith("c-short.txt")
        assert reading(second).number == 2
