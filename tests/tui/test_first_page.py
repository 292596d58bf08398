"""The page that is kept for the next session: what it holds, when it is taken, what the screen makes of it."""

import os
import select
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import cli
from reader.tui import first_page, kept_page
from reader.tui.first_frame import strips_of
from reader.tui.first_keys import FirstKeys
from reader.tui.first_page import Terminal, stamp_of
from reader.tui.kept_page import Fields, Frame, Moves, Page, Part
from reader.tui.widgets.lines import Lines
from tests.tui.driving import reading, settled, shown

PAGE = Page(
    "a.txt",
    (),
    [("1;38;2;1;2;3", "bold #010203"), ("", "none")],
    [Part("article", (4, 1, 9), [((1, "Ärger "), (0, "日本")), ((1, "   "),)]), Part("header", (0, 0, 3), [])],
)
MOVES = Moves(
    [("j", "article.line-down"), ("\x1b[B", "article.line-down"), ("k", "article.line-up")],
    [
        Frame([part.rows for part in PAGE.parts], {"article.line-down": 1, "article.line-up": 0}),
        Frame([[PAGE.parts[0].rows[0], ((0, "words"),)], []], {"article.line-up": 0}),
    ],
)

LONG = {
    "a.txt": "\n\n".join(
        f"Paragraph {number} says: “Not {number * 7} but more,” said Ann. " * 3 for number in range(60)
    )
}


@pytest.fixture
def kept() -> Terminal:
    """A terminal that has been asked something."""
    terminal = Terminal()
    terminal.file = f"{first_page.folder()}/0"
    terminal.key = "key"
    return terminal


def read(kept: Terminal, key: str = "key") -> Page | None:
    """The page that is kept."""
    found = kept_page.read(kept.file, key)
    return found[0] if found else None


def held(page: Page | None) -> object:
    """All that a page holds."""
    return page and (page.path, [*page.stamps], [*page.styles], [(p.name, p.place, [*p.rows]) for p in page.parts])


def test_a_page_comes_back_as_it_was(kept: Terminal, tmp_path: Path) -> None:
    article = tmp_path / "a\n\udcff.txt"
    article.write_text("words")
    kept.keep(PAGE, MOVES, [str(article), "/nowhere"])
    page = read(kept)
    assert held(page) == held(PAGE)
    assert page is not None
    assert page.stamps == [(str(article), stamp_of(str(article))), ("/nowhere", "")]
    assert os.stat(kept.file).st_mode & 0o777 == 0o600
    article.write_text("other words")
    assert page.stamps[0][1] != stamp_of(str(article))


def test_a_page_of_other_circumstances_is_none(kept: Terminal) -> None:
    kept.keep(PAGE, MOVES, [])
    assert read(kept, "another key") is None
    kept.keep(None, Moves(), [])
    assert not os.path.exists(kept.file)
    kept.keep(None, Moves(), [])


@given(st.data())
def test_a_damaged_page_is_none_or_plain(data: st.DataObject) -> None:
    whole = "\0".join([*kept_page.fields_of(PAGE, MOVES, "key")][2:])
    cut = data.draw(st.integers(0, len(whole)))
    damaged = whole[:cut] + data.draw(st.text(max_size=6)) + whole[cut + data.draw(st.integers(0, 4)) :]
    fields = Fields(damaged.encode("utf-8", "surrogateescape"))
    try:
        page = kept_page.read_page(fields)
    except ValueError:
        return
    painted = "".join(first_page._all_painted(page))
    with suppress(ValueError):
        for frame in kept_page.read_moves(fields, page).frames:
            painted += "".join(page.painted(row, 0, 0) for part in frame.parts for row in part)
            assert all(number < 2 for number in frame.moves.values())
    for piece in painted.split("\x1b")[1:]:
        assert piece.startswith("[")
        assert piece[1:].lstrip("0123456789;")[:1] in ("H", "m")


@pytest.mark.parametrize("text", ["\x1b]0;x\x07", "\u202egnihton", "\ue0001", "a\u200bb", "\x9b31m", "\ud800"])
def test_what_is_more_than_text_is_not_kept(kept: Terminal, text: str) -> None:
    kept.keep(Page("a", (), PAGE.styles, [Part("article", (0, 0, 9), [((0, text),)])]), Moves(), [])
    assert not os.path.exists(kept.file)


def test_of_many_pages_the_oldest_go(kept: Terminal) -> None:
    for number in range(kept_page._KEPT + 5):
        kept.file = f"{os.path.dirname(kept.file)}/{number}"
        kept.keep(PAGE, MOVES, [])
    assert len(os.listdir(os.path.dirname(kept.file))) == kept_page._KEPT


def test_pages_are_forgotten_with_the_cache(kept: Terminal) -> None:
    first_page.clear()
    kept.keep(PAGE, MOVES, [])
    assert cli.main(["cache", "clear"]) == 0
    assert not os.path.exists(kept.file)


def test_no_page_is_kept_where_nothing_can_be_written(kept: Terminal) -> None:
    Path(first_page.folder()).parent.mkdir(parents=True, exist_ok=True)
    Path(first_page.folder()).write_text("a file")
    kept.keep(PAGE, MOVES, [])
    assert read(kept) is None


async def test_the_screen_leaves_the_page_it_begins_with(make_app) -> None:
    first = make_app()
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("J", "space", "w", "L", "j", "slash", *"storm", "enter", "z")
        first.exit()
    page, _ = first.last_page
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
    assert first.last_page[0] is not None
    second = make_app()
    second.reading.begin_with(strips_of(first.last_page[0]))
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
    assert first.last_page[0] is not None
    second = make_app()
    second.reading.begin_with(strips_of(first.last_page[0]))
    async with second.run_test(size=(120, 30)) as pilot:
        await pilot.press("J")
        assert not reading(second).view.is_frozen
        assert "Storm closes schools" in shown(second)


async def test_no_page_is_left_of_what_is_not_known_yet(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)):
        app.reading.findings = None
        app.exit()
    assert app.last_page[0] is None


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


async def test_the_moves_that_are_kept_are_those_of_the_screen(make_app) -> None:
    first = make_app(LONG)
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("space", "space")
        first.exit()
        page, moves = first.last_page
        assert page is not None
        left = first.state.reading(page.path)
    assert dict(moves.keys)["j"] == dict(moves.keys)["\x1b[B"] == "article.line-down"
    assert dict(moves.keys)[" "] == "article.page-down"
    assert len(moves.frames) > 10
    paths = ["j", "jj", "j" * 10, "k", "kkk", " ", "b", "  ", "jkjk", "k ", "jjj" + "k" * 6]
    for path in paths:
        frame = moves.frames[0]
        done = [dict(moves.keys)[key] for key in path]
        for move in done:
            if move not in frame.moves:
                break
            frame = moves.frames[frame.moves[move]]
        else:
            second = make_app(LONG)
            second.state.keep_reading(page.path, left)
            second.reading.begin_with(strips_of(page, frame), done)
            async with second.run_test(size=(120, 30)) as pilot:
                await settled(pilot)
                rows = shown(second).splitlines()
            for part, cells in zip(page.parts, frame.parts, strict=True):
                x, y, width = part.place
                for number, row in enumerate(cells if part.name != "library" else ()):  # which says how far was read
                    assert "".join(text for _, text in row) == rows[y + number][x : x + width], path
            continue
        assert path in {"k ", "  ", "j" * 10}, "this is worked out beforehand"


async def test_moves_follow_the_keymap(make_app) -> None:
    first = make_app(LONG)
    first.use_keys({"article.line-down": ("ctrl+e", "n")})
    async with first.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        first.exit()
    keys = dict(first.last_page[1].keys)
    assert "j" not in keys
    assert keys["n"] == keys["\x05"] == "article.line-down"
    assert keys["k"] == "article.line-up"


async def test_nothing_but_a_move_is_made_beforehand(make_app) -> None:
    app = make_app(LONG)
    app.reading.begin_with({}, ["article.bottom", "quit", "article.line-down"])
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        start = reading(app).view.place
        await pilot.press("k")
        assert reading(app).view.place != start
        await pilot.press("j")
        assert reading(app).view.place == start


async def test_the_place_is_left_as_it_was(make_app) -> None:
    app = make_app(LONG)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("space", "j", "j")
        view = reading(app).view
        before = view.place
        app.exit()
        assert view.place == before


class Typed:
    """Keys typed at a page, in a pipe."""

    def __init__(self) -> None:
        self.from_, self.to = os.pipe()
        self.drawn: list[str] = []
        self.keys = FirstKeys(PAGE, MOVES, self.from_, self.drawn.append)

    def type(self, keys: bytes) -> None:
        """Type some keys, and wait until they are taken."""
        os.write(self.to, keys)
        end = time.monotonic() + 5
        while select.select([self.from_], [], [], 0)[0] and time.monotonic() < end and not self.keys.left:
            time.sleep(0.002)

    def rest(self) -> bytes:
        """What is left for the screen."""
        self.keys.stop()
        os.set_blocking(self.from_, False)
        with suppress(BlockingIOError):
            return self.keys.left + os.read(self.from_, 100)
        return self.keys.left


def test_keys_move_the_page_and_the_rest_is_left() -> None:
    typed = Typed()
    typed.type(b"j")
    typed.type(b"kk\x1b[B")
    typed.type(b"k/j")
    typed.type(b"j")
    assert typed.rest() == b"/jj"
    down, up = "article.line-down", "article.line-up"
    assert typed.keys.done == [down, up, up, down, up]
    assert typed.keys.frame is MOVES.frames[0]
    assert "words" in typed.drawn[0]
    assert "日本" not in "".join(typed.drawn), "rows that stay are not drawn again"


def test_a_move_that_leads_too_far_is_left() -> None:
    typed = Typed()
    typed.type(b"jjk")
    assert typed.rest() == b"jk"
    assert typed.keys.frame is MOVES.frames[1]


def test_moves_without_a_key_typed_end_at_once() -> None:
    typed = Typed()
    assert typed.rest() == b""
    assert typed.keys.done == []
