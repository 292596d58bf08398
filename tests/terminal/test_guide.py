"""The tour in a real terminal: it goes on when a step is done, and leaves nothing behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal


@pytest.mark.parametrize(("width", "height"), [(120, 40), (80, 24), (40, 12)])
def test_it_begins_goes_on_and_leaves_nothing(
    open_terminal: Callable[..., Terminal], tmp_path: Path, width: int, height: int
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    terminal = open_terminal("--guide", width=width, height=height, TMPDIR=str(own), READER_READ_ONLY="1")
    terminal.wait_for("Tour 1/")
    terminal.wait_for("¶ 1/")
    terminal.send("s")
    terminal.wait_for("Tour 2/")
    terminal.send("1")
    terminal.wait_for("takes it back")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert not list(own.iterdir())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
