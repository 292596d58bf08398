"""Terminals that are closed after each test, and an environment of their own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own and a terminal that can do everything."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYENV_VERSION") if name in os.environ}
    return kept | {"HOME": str(tmp_path), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.fixture
def open_terminal(environment: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal."""
    opened: list[Terminal] = []

    def start(*arguments: str, width: int = 120, height: int = 40, **more: str) -> Terminal:
        opened.append(Terminal(arguments, environment | more, width, height))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()
