"""The program asks the terminal for its colours, and follows them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

LIGHT = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Harbour closed\n\nNobody knows why.\n", encoding="utf-8")
    return str(tmp_path / "news")


def ground(terminal: Terminal) -> str:
    """The colour of the ground in the middle of the screen."""
    return str(terminal.screen.buffer[20][60].bg)


def test_the_theme_follows_what_the_terminal_answers(open_terminal: Callable[..., Terminal], folder: str) -> None:
    terminal = open_terminal(folder)
    terminal.wait_for("Nobody knows why")
    assert b"\x1b]11;?" in terminal.written
    assert ground(terminal) == "15171c"
    terminal.send(LIGHT)
    while ground(terminal) != "fbf9f5":
        terminal.read(0.05)
    assert "rgb" not in terminal.text
    terminal.send("q")
    assert terminal.wait() == 0
    again = open_terminal(folder)
    again.wait_for("Nobody knows why")
    assert ground(again) == "fbf9f5"
    again.send("q")
    assert again.wait() == 0
    assert b"\x1b[?2031l" in again.written


def test_a_terminal_that_shows_what_it_does_not_know_is_not_asked(
    open_terminal: Callable[..., Terminal], folder: str
) -> None:
    terminal = open_terminal(folder, TERM="linux")
    terminal.wait_for("Nobody knows why")
    terminal.send("q")
    assert terminal.wait() == 0
    assert b"\x1b]11" not in terminal.written
