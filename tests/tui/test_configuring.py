"""Settings on the screen, and their file as it changes."""

import os
from pathlib import Path

import pytest

from reader import locations
from reader.config import DEFAULT, FIELDS, SORTINGS, Config
from reader.page.theme import DARK, LIGHT
from reader.tui.catalog import ORDERS
from reader.tui.configuring import Follower, remembered
from tests.tui.driving import reading, settled, shown


@pytest.fixture
def follow(make_app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An app that follows a file of settings, and a function that writes it and has it looked at."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    os.makedirs(locations.config())
    app = make_app()
    follower = Follower(app, app.state)
    app.configure(DEFAULT, {}, follower)

    async def say(pilot, content: str) -> None:
        Path(locations.config_file()).write_text(content, encoding="utf-8")
        follower.look()
        await settled(pilot)

    return app, say


def test_what_settings_name_is_there() -> None:
    assert SORTINGS == ORDERS
    assert (DEFAULT.dark_theme, DEFAULT.light_theme) == (DARK, LIGHT)
    assert set(DEFAULT.sidebar_fields) <= set(FIELDS)


async def test_what_changes_in_the_file_holds_at_once(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        before = shown(app)
        await say(pilot, 'theme = "paper"\ncolumn_width = 50\nkeymap = "vim"\nsidebar_sort = "length"\n')
        assert app.worn.name == "paper"
        assert reading(app).view.column_width == 50
        assert "The settings have changed" in shown(app)
        assert "by length" in shown(app)
        await pilot.press("2", "G")
        assert reading(app).view.cursor == 1
        await say(pilot, "")
        await pilot.press("g", "g", "escape")
        reading(app).hints.say("")
        await pilot.pause()
        assert app.worn.name == "ink"
        assert shown(app) == before


async def test_what_is_wrong_is_told_and_changes_nothing(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "column_width = 50")
        await say(pilot, "column_width = 5\nmose = 1\n")
        assert reading(app).view.column_width == 50
        assert (
            "config.toml: column_width: must be a whole number from 40 to 120 (and 1 more: reader config check)"
            in shown(app).splitlines()[-1]
        )
        await say(pilot, "column_width = ")
        assert reading(app).view.column_width == 50


async def test_what_waits_for_the_next_start_is_said(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, 'library = "/x"\n')
        assert "library will from the next start" in shown(app)


async def test_room_between_rows_and_paragraphs(follow) -> None:
    app, say = follow
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "right_curly_bracket")
        spot = reading(app).view.spot.cursor
        usual = [bool(row.strip(" ┃│▌")) for row in shown(app).splitlines()]
        await say(pilot, "paragraph_gap = 2\nline_gap = 1\n")
        layout = reading(app).view.viewport.layout
        texts = [n for n, row in enumerate(layout.rows(3)) if not row.blank]
        assert texts == list(range(0, 2 * len(texts), 2))
        assert len(layout.rows(3)) == 2 * len(texts) - 1 + 3
        assert reading(app).view.spot.cursor == spot
        bars = [n for n, row in enumerate(shown(app).splitlines()) if "┃" in row[:8]]
        assert bars == list(range(bars[0], bars[-1] + 1)), "the cursor's bar is whole"
        assert usual != [bool(row.strip(" ┃│▌")) for row in shown(app).splitlines()]


async def test_highlights_are_left_out(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)

        def painted() -> set[str]:
            return {name for layer in reading(app).findings.layers for name in layer._names}

        assert {"actor.person", "actor.place", "quote"} <= painted()
        await say(pilot, 'highlights = ["people", "indirect"]')
        assert painted() <= {"actor.person", "quote.indirect"}
        assert not reading(app).findings.speakers.starts
        assert reading(app).findings.quotes.starts, "the strip shows them still"


async def test_fields_of_the_library(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Council puts off" in shown(app)
        await say(pilot, 'sidebar_fields = ["minutes"]')
        listed = [row[:26] for row in shown(app).splitlines()]
        assert any("a-harbour" in row for row in listed)
        assert not any(" w" in row for row in listed)


async def test_the_mouse_and_motion_are_let_go(follow) -> None:
    app, say = follow
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.animation_level == "none"
        await say(pilot, "animations = true\nmouse = false\n")
        assert app.animation_level == "full"
        await pilot.press("slash")
        assert app.focused.cursor_blink


def test_a_choice_is_forgotten_when_the_setting_changes(make_app) -> None:
    state = make_app().state
    assert remembered(state, "theme", "") == ""
    state.keep_choice("theme", "fog")
    assert remembered(state, "theme", "") == "fog"
    assert state.chosen("theme", "ember") == ""
    assert remembered(state, "theme", "ember") == ""
    assert remembered(state, "theme", "") == ""


async def test_a_change_of_settings_keeps_what_the_command_line_says(follow, make_app) -> None:
    app, _ = follow
    follower = Follower(app, app.state, ["column_width=66"])
    app.configure(Config(column_width=66), {}, follower)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        Path(locations.config_file()).write_text("column_width = 50\nline_gap = 1\n", encoding="utf-8")
        follower.look()
        await settled(pilot)
        assert (app.config.column_width, app.config.line_gap) == (66, 1)
