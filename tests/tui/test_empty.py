"""Where there is nothing to show, it is said, with what to do."""

import re
from collections.abc import Callable

import pytest

from reader.config import Config
from reader.config.keymaps import keymap
from reader.tui.app import ReaderApp
from tests.tui.driving import reading, settled, shown

Make = Callable[..., ReaderApp]

SILENT = {"a.txt": "It rained\n\nIt rained all night and all day, and nothing else happened."}


async def see(app: ReaderApp, *keys: str, size: tuple[int, int] = (100, 30)) -> str:
    """What is on the screen after some keys, with blanks between its rows."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        return _words(shown(app))


def _words(rows: str) -> str:
    """What rows say, without the boxes around it."""
    return " ".join(re.sub(r"[─│┃┌┐└┘]", " ", rows).split())


async def test_a_library_without_articles(make_app: Make) -> None:
    seen = await see(make_app({}))
    assert "No articles here. A folder may hold text, Markdown" in seen
    assert await see(make_app({}), "f", *"river", size=(80, 24))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_message_is_wrapped(make_app: Make, size: tuple[int, int]) -> None:
    assert "reader add saves pages." in await see(make_app({}), size=size)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("g", "s"), "No statement stands in more than one story. It takes several articles"),
        (("g", "m"), "Nobody is quoted in quotation marks here."),
        (("g", "a"), "Nothing is said here by anybody."),
        (("g", "n"), "No notes yet: a in the text writes one on a passage."),
        (("g", "c"), "No corrections yet: c on an actor or a quote makes one."),
        (("g", "vertical_line"), "There is no other article here."),
        (("g", "k", *"zyxwv", "enter"), "0 places in 0 of 1 article Neither these words nor any spelled nearly so."),
        (("g", "S"), "Nothing is kept of what you read."),
        (("f", *"zyxwv"), "Nothing found."),
        (("s",), "no more further on"),
        (("w",), "no more further on"),
        (("J",), "This is the last article"),
        (("K",), "This is the first article"),
        (("equals_sign",), "Stand on a quote (s) or an actor (w) first"),
        (("L", "slash", *"zyxwv"), "No title matches."),
    ],
    ids=lambda value: "".join(value[:4]) if isinstance(value, tuple) else "",
)
async def test_an_article_without_anything(make_app: Make, keys: tuple[str, ...], said: str) -> None:
    assert said in await see(make_app(SILENT), *keys)


@pytest.mark.parametrize(
    ("tab", "said"),
    [("Actors", "Nobody is named here."), ("Quotes", "Nobody is quoted here."), ("Notes", "No notes yet. a writes")],
)
async def test_the_inspector(make_app: Make, tab: str, said: str) -> None:
    app = make_app(SILENT)
    async with app.run_test(size=(130, 30)) as pilot:
        await settled(pilot)
        reading(app).inspector.set_tab(tab)
        await pilot.pause()
        rows = reading(app).inspector.strips(24, 12)
        assert said in _words("\n".join(row.text for row in rows))


async def test_filters_that_nothing_passes_say_how_to_see_all_again(make_app: Make) -> None:
    app = make_app()
    seen = await see(app, "g", "m", *"zyxwv")
    assert "Nothing fits." in seen
    assert "Esc shows all." in seen
    seen = await see(make_app(), "1", "g", "n", *"zyxwv")
    assert "Nothing fits." in seen
    assert "Esc shows all 1." in seen


async def test_keys_in_force_are_named(make_app: Make) -> None:
    app = make_app(SILENT)
    app.config = Config(keys=(("mark.annotate", "ctrl+t"),))
    app.keys = keymap("default", app.config.keys).changed
    assert "No notes yet: Ctrl+T in the text" in await see(app, "g", "n")
