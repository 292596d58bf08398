"""Help, palette, themes, chords, quitting, and what must never reach the terminal."""

import asyncio
import re

import pytest
from rich.color import ColorType

from reader import locations
from reader.page.theme import load_themes
from reader.tui.app import ReaderApp
from reader.tui.keys import CHORDS, READING, keys_of, readable
from reader.tui.screens.asker import Asker
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.picker import Picker, PickList
from reader.tui.screens.theme_picker import ThemePicker
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.sidebar import Sidebar
from tests.tui.driving import reading, settled, shown

EVERY = [
    binding
    for holder in (ArticleView, LineList, Sidebar, Inspector, Prompt, ReaderApp, Picker, PickList, Asker)
    for binding in holder.__dict__["BINDINGS"]
] + READING


def test_every_binding_has_an_id_of_its_own_and_a_tooltip() -> None:
    ids = [binding.id for binding in EVERY]
    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert all(binding.tooltip and binding.description for binding in EVERY)


def test_keys_read_as_people_write_them() -> None:
    assert readable("ctrl+o") == "Ctrl+O"
    assert readable("J") == "J"
    assert readable("left_curly_bracket") == "{"
    assert readable("alt+left") == "Alt+←"


def test_no_key_is_one_that_terminals_confuse() -> None:
    keys = {key.strip() for binding in EVERY for key in binding.key.split(",")}
    assert not keys & {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+j", "left_square_bracket", "right_square_bracket"}


@pytest.mark.parametrize("focus", ["article", "library", "inspector"])
async def test_help_lists_every_key_of_where_one_is(make_app, focus: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        if focus != "article":
            await pilot.press("L" if focus == "library" else "I")
        holder = {"article": [ArticleView], "library": [Sidebar, LineList], "inspector": [Inspector, LineList]}[focus]
        await pilot.press("question_mark")
        assert isinstance(app.screen, HelpScreen)
        told = "\n".join(
            run.text
            for n in range(app.screen.query_one(LineList).count())
            for row in app.screen.query_one(LineList).item(n, 70)
            for run in row
        )
        for key in keys_of([*READING, *ReaderApp.BINDINGS, *(b for h in holder for b in h.__dict__["BINDINGS"])]):
            assert key.tooltip in told, key
        assert all(chord.tooltip in told for chord in CHORDS)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_a_chord_says_what_can_follow(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("G", "g")
        await pilot.pause()
        offered = " ".join(shown(app).splitlines()[-2:])
        assert all(f" {readable(chord.key)} {chord.what} " in offered for chord in CHORDS)
        await pilot.press("x")
        await pilot.pause()
        assert "g top" not in shown(app)
        assert "Space page" in shown(app).splitlines()[-1]
        assert reading(app).view.viewport.at_end
        await pilot.press("g", "g")
        assert reading(app).view.viewport.at_start


async def test_themes_are_tried_on_and_kept_or_put_back(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        before = shown(app)
        await pilot.press("T")
        assert isinstance(app.screen, ThemePicker)
        await pilot.press("home", "j")
        first = app.worn.name
        await pilot.press("j")
        assert app.worn.name != first
        await pilot.press("escape")
        assert app.worn.name == "ink"
        assert shown(app) == before
        await pilot.press("T", "home", "j", "enter")
        assert app.worn.name == first
        assert app.state.choice("theme") == first
        await pilot.press("T", "home", "enter")
        assert app.worn.name == "ink"
        assert app.state.choice("theme") == ""


@pytest.mark.parametrize("height", [1, 2, 3, 4, 5, 6, 12])
async def test_the_palette_pages_where_there_is_no_room(make_app, height: int) -> None:
    app = make_app()
    async with app.run_test(size=(40, height)) as pilot:
        await settled(pilot)
        await pilot.press("colon")
        await pilot.pause(0.2)
        for key in ("down", "pageup", "pagedown", "pagedown", "pageup", "escape"):
            await pilot.press(key)
        await pilot.pause()
    assert app.return_code in (None, 0)


async def test_the_palette_runs_what_the_keys_do(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("colon")
        await pilot.pause()
        await pilot.press(*"next article")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await settled(pilot)
        assert reading(app).number == 1


async def test_q_backs_out_and_quits_at_the_root(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"vote", "enter", "q")
        assert app.is_running
        await pilot.press("w", "q")
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


HOSTILE = (
    "\x1b]0;owned\x07 Title \x1b[31mred\n\n"
    "Bell \x07, CSI \x1b[2J, OSC 52 \x1b]52;c;aGk=\x1b\\, C1 \x9b31m \x90q\x9c, bidi \u202eoverride\u2066, zero\u200b, "
    "markup [bold]bold[/bold] [@click=app.quit]click[/], NUL-less but \x7f and \x08.\n\n"
    "“[red]said[/red]\x1b[5m,” said [link=evil]Eve Evil[/link]."
)


@pytest.mark.parametrize("theme", ["ink", "paper"])
async def test_article_text_never_acts_on_the_terminal(make_app, theme: str) -> None:
    app = make_app({"a\x1b[31m.txt": HOSTILE}, theme=theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for keys in ([], ["I", "l"], ["L"], ["slash", "B", "e", "l", "l", "enter"]):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                raw = re.sub(r"\x1b\[[0-9;]*m", "", strip.render(app.console))
                assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", raw)
        everything = shown(app)
        assert "[bold]bold[/bold]" in everything
        assert "[@click=app.quit]" in everything
        assert "␛[2J" in everything
        assert "␇" in everything


async def test_without_colour_everything_still_differs(make_app, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    monkeypatch.setenv("NO_COLOR", "1")
    first = app.reading
    app = ReaderApp(first.opening, first.background, app.state, app.worn, app._themes, 72)
    app.reading.use_notebook(first.notebook, first.swatches)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("w")
        styles = [s.style for strip in app.screen._compositor.render_strips() for s in strip if s.style]
        assert all(style.color is None or style.color.type == ColorType.DEFAULT for style in styles)
        assert any(style.bold for style in styles)
        assert any(style.underline or style.underline2 for style in styles)


async def test_a_bad_theme_is_reported_once_and_passed_over(make_app, tmp_path) -> None:
    (tmp_path / "mine.toml").write_text('[base]\nbackgroud = "#000000"\n', encoding="utf-8")
    app = make_app()
    app._themes = lambda: load_themes([*locations.themes()[:1], str(tmp_path)])
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        told = []
        for _ in range(2):
            await pilot.press("T")
            assert "mine" not in {offer.name for offer in app.screen.offers}
            await pilot.press("escape")
            told.append(" mine.toml: base.backgroud: there is no such colour; perhaps background" in shown(app))
            reading(app).hints.say("")
        assert told == [True, False]


async def test_that_nothing_can_be_changed_is_said(make_app, monkeypatch) -> None:
    monkeypatch.setenv(locations.READ_ONLY, "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert shown(app).startswith(" reader · library · read-only ")


async def test_a_key_pressed_before_the_quotes_are_known_is_not_lost(make_app) -> None:
    app = make_app()
    background, late = app.reading.background, asyncio.Event()
    analysis = background.analysis

    async def later(article):
        await late.wait()
        return await analysis(article)

    background.analysis = later
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        asyncio.get_running_loop().call_later(0.2, late.set)
        await pilot.press("s")
        await settled(pilot)
        assert app.reading.findings.quote_at(app.reading.item.start) is not None
