"""The keys of where one is can be asked for everywhere, and are those that work there."""

from collections.abc import Callable

import pytest

from reader.config import Config
from reader.config.keymaps import keymap
from reader.tui.app import ReaderApp
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.report import ReportScreen
from tests.tui.driving import settled, shown

Make = Callable[..., ReaderApp]


@pytest.mark.parametrize(
    ("keys", "heading", "says"),
    [
        (("?",), "In the text", "Go to the next quote (said)"),
        (("L", "?"), "In the library", "Sort by"),
        (("I", "?"), "In the inspector", "Show the list to the left"),
        (("v", "?"), "While selecting", "Move to the next word"),
        (("f", "f1"), "When finding everywhere", "Scroll the preview down"),
        (("g", "n", "f1"), "In the list of annotations", "Take the annotation away"),
        (("g", "m", "f1"), "In reports", "Write it to a file, as Markdown"),
        (("g", "c", "?"), "In the list of corrections", "Take this correction back"),
        (("g", "vertical_line", "f1"), "When picking an article", "Select the next article"),
        (("g", "vertical_line", "enter", "?"), "Side by side", "Go to the other column"),
        (("g", "k", "f1"), "When asked for a line", "Close without an answer"),
        (("s", "c", "f1"), "When picking", "Take back the last letter"),
        (("a", "f1"), "When writing a note", "Go to note, tags and colors in turn"),
        (("T", "?"), "In dialogs", "Close without changing anything"),
        (("g", "S", "?"), "In dialogs", "Close without changing anything"),
    ],
    ids=lambda value: "".join(value) if isinstance(value, tuple) else "",
)
async def test_everywhere(make_app: Make, keys: tuple[str, ...], heading: str, says: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press("question_mark" if key == "?" else key)
            await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert heading in shown(app)
        assert any(key.tooltip.startswith(says) for _, group in app.screen.groups for key in group)
        await pilot.press("f1")
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


async def test_a_question_mark_in_a_note_is_one(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.press("a", "question_mark", "ctrl+s")
        await settled(pilot)
        assert app.reading.placed[0].annotation.note == "?"


async def test_the_keys_are_those_in_force(make_app: Make) -> None:
    app = make_app()
    app.config = Config(keys=(("report.save", "ctrl+t"),))
    app.keys = keymap("default", app.config.keys).changed
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        keys = {key.id: key.shown for _, group in app.screen.groups for key in group}
        assert keys["report.save"] == "Ctrl+T"
        assert keys["report.down"] == "↓ Ctrl+N"


async def test_the_palette_has_all_that_keys_do_in_the_text(make_app: Make) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        commands = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        assert {"voices (gm)", "what you read (gS)", "next quote (s)", "find all (f Ctrl+F)"} <= set(commands)
        await commands["voices (gm)"]()
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
