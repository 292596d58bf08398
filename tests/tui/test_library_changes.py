"""Files that change, come and go while the library is open."""

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.tui import search_process
from reader.tui.app import ReaderApp
from tests.tui.conftest import HARBOUR
from tests.tui.driving import reading, settled, shown

NEW = "A new bridge for Porto\n\n“It will stand,” said Rui Costa, the engineer.\n"


async def looked(pilot: Pilot[None], app: ReaderApp) -> None:
    """Let the screen look at its files now."""
    screen = reading(app)
    await settled(pilot)
    screen._next_look = 0.0
    screen.look_at_files()
    await settled(pilot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


def listed(app: ReaderApp) -> list[str]:
    sidebar = reading(app).sidebar
    return [sidebar.entries[sidebar.entry_at(index)].name for index in range(sidebar.count())]


def found(query: str) -> set[str]:
    return {Path(hit.about.path).name for hit in search_process.find(query, (), 5, False).hits}


async def test_a_new_file_is_listed_read_and_found(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        before, opened = len(listed(app)), reading(app).article
        selected = reading(app).sidebar.entries[reading(app).sidebar.entry_at(reading(app).sidebar.index)]
        (folder / "0-new.txt").write_text(NEW)
        await looked(pilot, app)
        screen = reading(app)
        assert len(listed(app)) == before + 1 and listed(app)[0] == "0-new.txt"
        assert screen.article is opened and screen.number is not None
        assert screen.entries[screen.number].path == opened.path
        assert screen.sidebar.entries[screen.sidebar.entry_at(screen.sidebar.index)] == selected
        assert screen.sidebar.summary(0).title == "A new bridge for Porto"
        assert f"{before + 1} articles" in shown(app)
        assert found("rui costa engineer") == {"0-new.txt"}


async def test_filter_and_order_stay(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        reading(app).sidebar.set_filter("storm")
        before = listed(app)
        (folder / "0-new.txt").write_text(NEW)
        await looked(pilot, app)
        assert listed(app) == before and reading(app).sidebar.filter == "storm"


async def test_a_file_that_goes_is_not_listed_nor_found(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        article = reading(app).article
        name = Path(article.path).name
        quotes = reading(app).sidebar.catalog.quotes
        gone = reading(app).sidebar.summary(reading(app).number).quotes
        os.unlink(article.path)
        await looked(pilot, app)
        screen = reading(app)
        assert name not in listed(app)
        assert screen.article is article and screen.number is None
        assert screen.sidebar.catalog.quotes == quotes - gone
        assert name not in found(article.title)
        await pilot.press("J")
        await settled(pilot)
        assert screen.number is not None


async def test_the_open_article_keeps_its_place(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        screen = reading(app)
        number = next(n for n, entry in enumerate(screen.entries) if "storm" in entry.name)
        screen.open(number)
        await settled(pilot)
        for _ in range(6):
            await pilot.press("space")
        await pilot.pause()
        before = screen.article
        here = before.text[screen.view.spot.top :][:60]
        path = Path(before.path)
        path.write_text(before.text.replace("\n\n", "\n\nA correction stands here, and it is long.\n\n", 1))
        await looked(pilot, app)
        assert screen.article is not before
        assert screen.article.text[screen.view.spot.top :][:60] == here
        assert screen.findings is not None and screen.findings.article is screen.article
        assert found("a correction stands here and it is long") == {path.name}


async def test_while_something_is_selected_the_text_stays(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        screen = reading(app)
        before = screen.article
        await pilot.press("v")
        assert screen.view.selection is not None
        Path(before.path).write_text(HARBOUR.replace("harbour", "airport"))
        await looked(pilot, app)
        assert screen.article is before and screen.view.selection is not None
        screen.view.clear_selection()
        await looked(pilot, app)
        assert screen.article is not before


async def test_a_touched_file_disturbs_nothing(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        before = reading(app).article
        os.utime(before.path)
        await looked(pilot, app)
        assert reading(app).article is before


async def test_all_may_go_and_come_again(make_app: Callable[..., ReaderApp], folder: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await looked(pilot, app)
        names = listed(app)
        for name in names:
            (folder / name).rename(folder / f".{name}")
        await looked(pilot, app)
        assert listed(app) == []
        for name in names:
            (folder / f".{name}").rename(folder / name)
        await looked(pilot, app)
        assert listed(app) == names
        assert reading(app).number is not None


async def test_a_correction_is_found_at_once(make_app: Callable[..., ReaderApp]) -> None:
    from reader import corrections

    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert not any(hit.name == "Ana Silva" for hit in search_process.find("ana silva", (), 5, False).hits)
        screen = reading(app)
        await screen._save(lambda store: store.add(corrections.rename("Ana Duarte", "Ana Silva")), "Renamed")
        await settled(pilot)
        assert search_process.find("@ana silva", (), 5, False).hits[0].name == "Ana Silva"


async def test_reading_stops_and_goes_on(make_app: Callable[..., ReaderApp], monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.tui import background

    app = make_app()
    held = threading.Event()
    read_all = background.read_all

    def read_slowly(paths: Sequence[str], analyze: bool) -> tuple[list[bytes | int], bytes | str]:
        held.wait(20)
        return read_all(paths, analyze)

    monkeypatch.setattr(background, "read_all", read_slowly)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        screen = reading(app)
        await pilot.press("g", "r")
        held.set()
        await settled(pilot)
        assert len(screen._stale) == 3 and "3 articles are left unread" in shown(app)
        assert [screen.sidebar.summary(number) for number in range(3)] == [None] * 3
        await pilot.press("g", "r")
        await settled(pilot)
        assert not screen._stale and screen.sidebar.summary(0).title == "Council puts off harbour vote"
        await pilot.press("g", "r")
        assert "All articles are read" in shown(app)


async def test_how_far_reading_is_stands_in_the_last_line(make_app: Callable[..., ReaderApp]) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        hints = reading(app).hints
        assert " read " not in shown(app)
        hints.progress(25_000, 100_000)
        await pilot.pause()
        assert "25,000 of 100,000 read ━━━─────────" in shown(app).splitlines()[-1]
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        last = shown(app).splitlines()[-1]
        assert "━━━─────────" in last and "25,000" not in last
        hints.progress(100_000, 100_000)
        await pilot.pause()
        assert "━" not in shown(app).splitlines()[-1]
