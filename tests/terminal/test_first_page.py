"""The first page stands on the terminal before the screen is made: nothing flickers, nothing typed is lost."""

import os
import re
import signal
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal

SEEDS = Path(__file__).parents[2] / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the checkout's articles are not here")

Open = Callable[..., Terminal]


@pytest.fixture
def again(open_terminal: Open) -> Open:
    """Start the program where a session has been before."""

    def start(*arguments: str, **more: str) -> Terminal:
        first = open_terminal(*arguments, **more)
        first.wait_for(" quotes")
        first.wait_for("● ")
        first.read(1.0)
        first.send("\x11")
        assert first.wait() == 0
        return open_terminal(*arguments, **more)

    return start


def test_the_page_comes_first_and_stays(again: Open) -> None:
    terminal = again(str(SEEDS))
    terminal.wait_for("¶ 1/")
    begun = terminal.text
    assert b"\x1b[?1000h" not in terminal.written, "the page stands before Textual takes the terminal"
    assert "Jerusalem confident" in begun
    assert "● " in begun
    looks = {begun}
    for _ in range(40):
        terminal.read(0.05)
        looks.add(terminal.text)
    assert looks == {begun}
    assert b"\x1b[?1000h" in terminal.written
    assert terminal.written.count(b"\x1b[?1049h") == 1
    terminal.send("q")
    assert terminal.wait() == 0
    assert re.findall(rb"\x1b\[\?1049([hl])", terminal.written)[-1] == b"l"


def test_what_is_typed_meanwhile_is_done(again: Open) -> None:
    terminal = again(str(SEEDS))
    terminal.wait_for("¶ 1/")
    terminal.send("J/stop")
    terminal.wait_for("/stop  1/")
    assert "▌Israeli defense" in terminal.text


def test_the_text_moves_before_there_is_a_screen(again: Open) -> None:
    terminal = again(str(SEEDS))
    terminal.wait_for("¶ 1/")
    begun = terminal.text
    first = next(row[40:80] for row in begun.splitlines() if "Jerusalem confident" in row)
    terminal.send("jj")
    while terminal.text == begun:
        terminal.read(0.001)
    assert b"\x1b[?1000h" not in terminal.written, "Textual has not taken the terminal yet"
    assert first not in terminal.text or terminal.text.index(first) < begun.index(first)
    terminal.read(0.3)
    moved = terminal.text
    terminal.send("k")
    terminal.read(0.5)
    terminal.send("j")
    terminal.read(0.5)
    assert terminal.text == moved
    terminal.send("kk")
    terminal.read(0.5)
    assert terminal.text == begun
    terminal.send("q")
    assert terminal.wait() == 0


def test_moves_and_other_keys_are_done_in_their_order(again: Open) -> None:
    terminal = again(str(SEEDS))
    terminal.wait_for("¶ 1/")
    terminal.send(" jJ/stop")
    terminal.wait_for("/stop  1/")
    assert "▌Israeli defense" in terminal.text
    terminal.send("\x1b")
    terminal.read(0.3)
    terminal.send("K")
    terminal.wait_for("▌Jerusalem confident")
    terminal.read(0.5)
    assert "¶ 1/" not in terminal.text, "the article is where it was moved to"
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_meanwhile_leaves_the_terminal_as_it_was(again: Open, number: signal.Signals) -> None:
    terminal = again(str(SEEDS))
    before = termios.tcgetattr(terminal._end)
    terminal.wait_for("¶ 1/")
    os.kill(terminal.process, number)
    assert terminal.wait() in (128 + number, -number)
    assert re.findall(rb"\x1b\[\?1049([hl])", terminal.written)[-1] == b"l"
    assert re.findall(rb"\x1b\[\?25([hl])", terminal.written)[-1] == b"h"
    assert termios.tcgetattr(terminal._end)[3] == before[3] | termios.ECHO | termios.ICANON | termios.ISIG


def test_what_is_gone_is_told_without_a_page(again: Open, open_terminal: Open, tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name in os.listdir(SEEDS):
        (library / name).write_bytes((SEEDS / name).read_bytes())
    terminal = again(str(library))
    terminal.wait_for("¶ 1/")
    terminal.send("q")
    assert terminal.wait() == 0
    for path in library.iterdir():
        path.unlink()
    gone = open_terminal(str(library))
    assert gone.wait() == 2
    assert "there is no article here" in gone.text
    assert b"\x1b[?1049h" not in gone.written


def test_another_size_begins_without_a_page(open_terminal: Open) -> None:
    first = open_terminal(str(SEEDS))
    first.wait_for(" quotes")
    first.read(1.0)
    first.send("q")
    assert first.wait() == 0
    second = open_terminal(str(SEEDS), width=90, height=30)
    second.wait_for("Jerusalem confident")
    assert b"\x1b[?1000h" in second.written, "no page was kept for this size"
    second.send("q")
    assert second.wait() == 0


def test_the_next_article_is_drawn_without_another_key(again: Open) -> None:
    terminal = again(str(SEEDS))
    terminal.wait_for("¶ 1/")
    terminal.read(1.0)
    for key, words in (("J", "609 words"), ("J", "708 words"), ("K", "609 words")):
        terminal.send(key)
        terminal.wait_for(words)
    terminal.send("q")
    assert terminal.wait() == 0
