"""Long sessions: ten thousand keys and clicks, sizes without end, and everything that can happen to files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from tests.safety import sessions, storms
from tests.terminal.terminal import Terminal
from tests.tui.conftest import library, make_app  # noqa: F401 - fixtures
from tests.tui.driving import settled

Open = Callable[..., Terminal]

SIZES = [(width, height) for width in (1, 2, 3, 7, 20, 39, 81, 500) for height in (1, 2, 3, 7, 25, 200)]


@pytest.mark.parametrize("seed", range(100, 110))
def test_keys_and_clicks(open_terminal: Open, around: dict[str, str], tmp_path: Path, seed: int) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")))
    sessions.storm(terminal, seed, 2_000, resizing=seed % 2 == 1)
    sessions.end(terminal, around["HOME"], 300)


@pytest.mark.parametrize("seed", range(200, 205))
async def test_keys_without_a_terminal(
    make_app: Callable[..., ReaderApp],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    seed: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for key in storms.pressed(seed, 600):
            await pilot.press(key)
        for key in ("escape", "escape", "ctrl+q") * 3:  # the key tester takes any key, and is left by two escapes
            if app.return_code is None:
                await pilot.press(key)
    assert app.return_code == 0


@pytest.mark.parametrize("mishap", sessions.MISHAPS)
def test_mishaps(open_terminal: Open, around: dict[str, str], mishap: str) -> None:
    at = sessions.Places(Path(around["HOME"]))
    sessions.meet(mishap, open_terminal(str(at.library)), at)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_sizes(open_terminal: Open, around: dict[str, str], tmp_path: Path, width: int, height: int) -> None:
    terminal = open_terminal(str(sessions.library(tmp_path / "library")), width=width, height=height)
    terminal.read(1.0)
    for key in sessions.KEYS:
        terminal.send(key)
        terminal.read(0.02)
    sessions.end(terminal, around["HOME"], 120)
