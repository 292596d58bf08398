"""Copying, by the terminal, by a program of the system's, and into a file."""

import os
import stat
from pathlib import Path

import pytest

from reader.tui import clipboard


class Terminal:
    """What is asked to copy."""

    def __init__(self) -> None:
        self.copied: list[str] = []

    def copy_to_clipboard(self, text: str) -> None:
        """Take note."""
        self.copied.append(text)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return folder


async def test_the_terminal_copies(bin_folder: Path) -> None:
    terminal = Terminal()
    assert await clipboard.copy(terminal, "a word") == ""
    assert terminal.copied == ["a word"]


async def test_a_program_copies_where_there_is_a_display(
    bin_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = bin_folder / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/taken\n")
    program.chmod(0o755)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert await clipboard.copy(Terminal(), "“a word”") == ""
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "“a word”"


async def test_a_program_that_fails_is_passed_over(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = bin_folder / "wl-copy"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert clipboard.hand_over("a word") is False


async def test_what_no_terminal_takes_is_written_to_a_private_file(bin_folder: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    text = "long " * 20_000
    words = await clipboard.copy(terminal, text)
    path = tmp_path / "state" / "reader" / "copied.txt"
    assert terminal.copied == []
    assert str(path) in words
    assert path.read_text(encoding="utf-8") == text
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
