"""Terminals of any size, keys and clicks by chance, and files that change while they are open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from tests.safety import sessions, storms
from tests.terminal.terminal import Terminal
from tests.tui.conftest import library, make_app  # noqa: F401 - fixtures
from tests.tui.driving import settled

Open = Callable[..., Terminal]

WALK = ("j", " ", "J", "L", "j", "\r", "?", "\x1b", "f", "x", "\x1b", "gn", "\x1b", "T", "\x1b", "gv", "\x1b", "a")


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 40), (500, 1), (9, 5), (500, 200)])
def test_any_size(open_terminal: Open, around: dict[str, str], tmp_path: Path, width: int, height: int) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")), width=width, height=height)
    terminal.read(1.0)
    for key in WALK:
        terminal.send(key)
        terminal.read(0.05)
    sessions.end(terminal, around["HOME"])


def test_a_storm_of_sizes(open_terminal: Open, around: dict[str, str], tmp_path: Path) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")))
    terminal.wait_for("3 articles")
    for number, (width, height) in enumerate(storms.sizes(1, 150)):
        terminal.resize(width, height)
        if number % 10 == 0:
            terminal.send(WALK[number // 10 % len(WALK)])
        terminal.read(0.005)
    terminal.resize(120, 40)
    terminal.send("\x1b")
    terminal.wait_for("3 articles")
    sessions.end(terminal, around["HOME"])


@pytest.mark.parametrize("seed", [1, 2])
def test_keys_and_clicks_by_chance(open_terminal: Open, around: dict[str, str], tmp_path: Path, seed: int) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")))
    sessions.storm(terminal, seed, 500)
    sessions.end(terminal, around["HOME"])


async def test_keys_by_chance_without_a_terminal(
    make_app: Callable[..., ReaderApp],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for key in storms.pressed(3, 150):
            await pilot.press(key)
        for key in ("escape", "escape", "ctrl+q") * 3:  # the key tester takes any key, and is left by two escapes
            if app.return_code is None:
                await pilot.press(key)
    assert app.return_code == 0


def test_a_paste_of_a_megabyte(open_terminal: Open, around: dict[str, str], tmp_path: Path) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")))
    terminal.wait_for("3 articles")
    pasted = "\x1b[200~" + "words \x07 and [b]more[/b]\n" * 45_000 + "\x1b[201~"
    for place in ("", "f", "a"):
        terminal.send(place)
        terminal.read(0.2)
        for at in range(0, len(pasted), 2000):
            terminal.send(pasted[at : at + 2000])
            terminal.read(0)
        terminal.read(0.3)
        terminal.send("\x1b")
        terminal.read(0.3)
    sessions.end(terminal, around["HOME"])


@pytest.mark.parametrize("mishap", ["the library vanishes", "the settings are hostile"])
def test_files_that_change_under_a_session(open_terminal: Open, around: dict[str, str], mishap: str) -> None:
    at = sessions.Places(Path(around["HOME"]))
    sessions.meet(mishap, open_terminal(str(at.library)), at)


@pytest.mark.parametrize(
    "more",
    [
        {"NO_COLOR": "1"},
        {"LANG": "C", "LC_ALL": "C"},
        {"HOME": ""},
        {"HOME": "/proc", "TMPDIR": "/nonexistent"},
        {"TERM": "vt100", "COLORTERM": "", "COLUMNS": "0", "LINES": "-5"},
    ],
    ids=repr,
)
def test_odd_surroundings(open_terminal: Open, around: dict[str, str], tmp_path: Path, more: dict[str, str]) -> None:
    if more.get("HOME") == "":
        more = more | {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    terminal = open_terminal(str(sessions.library(tmp_path / "library")), **more)
    terminal.wait_for("Council puts off vote")
    for key in ("J", "1", "K", "f", "x", "\x1b", "?", "\x1b"):
        terminal.send(key)
        terminal.read(0.1)
    sessions.end(terminal, around["HOME"])


def test_a_clock_that_goes_back(open_terminal: Open, around: dict[str, str], tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        "import time\nnow = [2e9]\n\ndef back():\n    now[0] -= 3600\n    return now[0]\n\n"
        "time.time, time.time_ns = back, lambda: int(back() * 1e9)\n"
    )
    terminal = open_terminal(str(sessions.library(tmp_path / "library")), PYTHONPATH=str(site))
    terminal.wait_for("3 articles")
    for key in ("1", "J", "2", "J", "3", "gn", "\x1b", "fduarte", "\r"):
        terminal.send(key)
        terminal.read(0.2)
    sessions.end(terminal, around["HOME"])
    notes = Path(around["HOME"], ".local/share/reader/annotations.toml").read_text("utf-8")
    assert notes.count("[[annotation]]") == 3
