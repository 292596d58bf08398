"""The theme follows the terminal, the settings and its own file."""

import os
from pathlib import Path

import pytest

from reader import locations
from reader.tui.answers import Answers, GroundTold
from tests.tui.driving import settled, shown

LIGHT, DARK = "\x1b]11;rgb:fbfb/f9f9/f5f5\x1b\\", "\x1b]11;rgb:15/17/1c\x07"
MINE = '[base]\nbackground = "{}"\nforeground = "#eeeeee"\n'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of themes."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COLORFGBG", raising=False)
    folder = Path(locations.themes()[1])
    folder.mkdir(parents=True)
    return folder


def save(path: Path, text: str, at: int) -> None:
    """Save a file at a time of its own, however coarse the clock of the disk."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))


@pytest.mark.parametrize(("answer", "light"), [(LIGHT, True), (DARK, False), ("\x1b[?997;2n", True)])
@pytest.mark.parametrize("typed", ["", "j", "\x1b", "\x1b[A"])
def test_answers_are_picked_out_of_what_is_typed(answer: str, light: bool, typed: str) -> None:
    assert Answers().take(f"{typed}{answer}{typed}x") == (f"{typed}{typed}x", light)


@pytest.mark.parametrize("answer", [LIGHT, DARK, "\x1b[?997;1n"])
def test_an_answer_may_come_in_pieces(answer: str) -> None:
    for cut in range(3, len(answer)):
        answers = Answers()
        assert answers.take(f"j{answer[:cut]}") == ("j", None)
        text, light = answers.take(f"{answer[cut:]}k")
        assert (text, light) == ("k", answer == LIGHT)


@pytest.mark.parametrize("typed", ["\x1b", "\x1b]", "\x1b[?2026;2$y", "\x1b[?9", "\x1b]11;rgb:", "\x1bj", "\x1b[200~x"])
def test_nothing_else_is_kept_back_for_long(typed: str) -> None:
    answers = Answers()
    first, light = answers.take(typed)
    rest, _ = answers.take("")
    assert (first + rest, light) == (typed, None)


async def test_the_theme_follows_the_terminal(make_app, own: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.post_message(GroundTold(True))
        await pilot.pause()
        assert app.worn.name == "paper"
        app.post_message(GroundTold(False))
        await pilot.pause()
        assert app.worn.name == "ink"
        await pilot.press("T", "G", "enter")
        chosen = app.worn.name
        assert chosen not in ("ink", "paper")
        app.post_message(GroundTold(True))
        await pilot.pause()
        assert app.worn.name == chosen
        await pilot.press("T", "home", "enter")
        assert app.worn.name == "paper"


async def test_a_theme_is_worn_as_it_is_saved(make_app, own: Path) -> None:
    save(own / "mine.toml", MINE.format("#101010"), 1)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.wardrobe.choose("mine")
        app.wardrobe.look()
        save(own / "mine.toml", MINE.format("#000044"), 2)
        app.wardrobe.look()
        await pilot.pause()
        assert app.worn.colors["background"] == "#000044"
        view = app.reading.view
        assert {segment.style.bgcolor.name for segment in view.render_lines(view.size.region)[3]} == {"#000044"}
        assert app.get_css_variables()["background"] == "#000044"
        save(own / "mine.toml", MINE.format("#00004"), 3)
        app.wardrobe.look()
        app.wardrobe.look()
        await pilot.pause()
        assert app.worn.colors["background"] == "#000044"
        assert " mine.toml: base.background: #00004 is no colour" in shown(app)
        save(own / "mine.toml", MINE.format("#440000"), 4)
        app.wardrobe.look()
        assert app.worn.colors["background"] == "#440000"


async def test_a_theme_that_was_bad_is_worn_once_it_is_mended(make_app, own: Path) -> None:
    save(own / "mine.toml", "broken", 1)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.wardrobe.choose("mine")
        assert app.worn.name == "ink"
        assert " mine.toml: is no TOML" in shown(app)
        app.wardrobe.look()
        save(own / "mine.toml", MINE.format("#101010"), 2)
        app.wardrobe.look()
        assert app.worn.name == "mine"
