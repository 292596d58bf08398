"""Copying: through the terminal, and through the system's own program where there is one."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reader import locations
from reader.text import printable

if TYPE_CHECKING:
    from textual.app import App

MOST = 74_994
"""Bytes that terminals are known to take in one copy."""


async def copy(app: "App[Any]", text: str) -> str:
    """Copy a text by every way there is.

    Args:
        app: The app, whose terminal is asked.
        text: What to copy.

    Returns:
        What went wrong, or where the text is instead; empty where it is copied.
    """
    fits = len(text.encode()) <= MOST
    if fits:
        app.copy_to_clipboard(text)
    if await asyncio.to_thread(hand_over, text) or fits:
        return ""
    try:
        return printable(f"Too much for the terminal: written to {write_down(text, locations.state())}")
    except OSError as fault:
        return printable(f"Not copied: {fault.strerror}")


def programs(environment: Mapping[str, str]) -> Sequence[tuple[str, ...]]:
    """The programs that may take a text into the system's clipboard, the likeliest first."""
    if sys.platform == "darwin":
        return (("pbcopy",),)
    found: list[tuple[str, ...]] = []
    if environment.get("WAYLAND_DISPLAY"):
        found.append(("wl-copy",))
    if environment.get("DISPLAY"):
        found += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return found


def hand_over(text: str) -> bool:
    """Give a text to the system's clipboard.

    Args:
        text: What to copy.

    Returns:
        Whether a program took it.
    """
    import shutil
    import subprocess

    for command in programs(os.environ):
        path = shutil.which(command[0])
        if path is None:
            continue
        try:
            subprocess.run(  # noqa: S603 - a program of the system's, given no argument of ours
                [path, *command[1:]],
                input=text.encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=3,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return True
    return False


def write_down(text: str, folder: str) -> str:
    """Write a text to a file, for what no terminal takes.

    Args:
        text: What to copy.
        folder: Where the file goes; made if need be.

    Returns:
        The file.

    Raises:
        OSError: It can't be written.
    """
    if locations.read_only():
        raise OSError(0, "too much for the terminal, and this reader was opened for reading only")
    locations.make_private(folder)
    path = f"{folder}/copied.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return path
