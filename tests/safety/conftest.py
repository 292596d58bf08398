"""Programs in terminals that are closed after each test, each at home and in a folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.safety.running import environment
from tests.terminal.terminal import Terminal


@pytest.fixture
def around(tmp_path: Path) -> dict[str, str]:
    """The environment of a user with nothing at home."""
    home = tmp_path / "home"
    home.mkdir()
    return environment(home)


@pytest.fixture
def open_terminal(tmp_path: Path, around: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal."""
    opened: list[Terminal] = []
    folder = tmp_path / "here"
    folder.mkdir()

    def start(*arguments: str, width: int = 120, height: int = 40, **more: str) -> Terminal:
        opened.append(Terminal(arguments, around | more, width, height, folder))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()
