"""What the terminal is told while hostile text is on the screen, byte for byte."""

import base64
import re
from collections.abc import Callable
from pathlib import Path

from tests.safety import hostile, running
from tests.terminal.terminal import Terminal

KEYS = (
    *("J", "J", "J", "\x1b[6~", "L", "j", "j", "\r", "gn", "\x1b", "gc", "\x1b", "T", "j", "j", "\x1b"),
    *("fevil", "\x1b[B", "\r", "n", "\x1b", ":", "evil", "\x1b", "?", "\x1b", "s", "=", "\x1b", "w", "c", "\x1b"),
    *("gv", "\x1b", "ga", "\x1b", "gt", "\x1b", "g|", "\x1b", "1", "a", "x\x1b]0;EVIL", "\x13", "/EVIL", "\r", "n"),
    *("J",) * 30,
)


def test_nothing_but_our_own_sequences(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    library = hostile.library(tmp_path / "library")
    around = hostile.home(tmp_path / "hostile")
    terminal = open_terminal(str(library), **around)
    terminal.wait_for("¶ 1/")
    terminal.wait_for(" articles")
    for key in KEYS:
        terminal.send(key)
        terminal.read(0.1)
    terminal.send("\x11")
    assert terminal.wait(60) == 0
    assert not running.foreign(terminal.written)
    assert not hostile.acting(running.shown(terminal.written), "\r\n")
    assert "␛]" in running.shown(terminal.written)
    assert not running.left_on(terminal.written)


def test_markup_shows_as_typed(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    said = "[b]bold[/b] [@click=app.exit]press[/] [$error]x[/]"
    (tmp_path / "a.txt").write_text(f"{said}\n\nJane Doe {said} said: “{said}”\n", "utf-8")
    terminal = open_terminal(str(tmp_path / "a.txt"))
    terminal.wait_for(said)
    for y in range(1, 12):
        for x in range(30, 60, 4):
            terminal.send(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
    terminal.read(0.3)
    terminal.send("\x11")
    assert terminal.wait() == 0


def test_what_is_copied_is_text(open_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    evil = "".join(hostile.COMMANDS.values())
    (tmp_path / "a.txt").write_text(f"Title\n\nJane Doe said: “{evil}” on Monday.\n", "utf-8")
    terminal = open_terminal(str(tmp_path / "a.txt"))
    terminal.wait_for(" quote")
    terminal.send("s")
    terminal.read(0.3)
    terminal.send("y")
    terminal.read(0.5)
    terminal.send("\x11")
    assert terminal.wait() == 0
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", terminal.written)
    assert copied
    assert not hostile.acting(base64.b64decode(copied[-1]).decode())
