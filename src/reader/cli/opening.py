"""Open the reader on the terminal."""

import os
import sys
from collections.abc import Sequence

from reader import library, locations
from reader.cli import output
from reader.cli.output import UsageError
from reader.config import COMMAND_LINE, load
from reader.tui.first_page import terminal


def run(paths: Sequence[str], notes_file: str | None = None, read_only: bool = False, said: Sequence[str] = ()) -> int:
    """Open the reader.

    Args:
        paths: Files and folders, or one file with a place in it; none for the library that is usual here.
        notes_file: The file of annotations; none for the usual one.
        read_only: Whether nothing of the user's is to be changed.
        said: Settings for this time, ``name=value`` each.

    Returns:
        The exit status.

    Raises:
        UsageError: There is no terminal, nothing to open, or a setting is wrong on the command line.
    """
    if read_only:
        os.environ[locations.READ_ONLY] = "1"
    try:
        return _run(paths, notes_file, said)
    finally:
        terminal.leave()


def _run(paths: Sequence[str], notes_file: str | None, said: Sequence[str]) -> int:
    check_terminal(paths)
    config, faults, _ = load(said=said)
    for fault in faults:
        terminal.leave()
        if fault.file == COMMAND_LINE:
            raise UsageError(f"{COMMAND_LINE} {fault.key}: {fault.reason}")
        output.error(str(fault))
    at = library.place(paths[0]) if len(paths) == 1 else None
    try:
        opening = library.opening([at.path] if at else paths, config)
    except library.LibraryError as fault:
        raise UsageError(str(fault)) from fault
    from reader.tui import run as run_tui

    notes = locations.notes_file(notes_file, config.notes, opening.roots)
    return run_tui(opening, config, notes, at if at and (at.paragraph or at.span) else None, said)


def check_terminal(paths: Sequence[str]) -> None:
    """Look at the terminal before it is touched.

    Raises:
        UsageError: It can't show the reader.
    """
    if "-" in paths:
        raise UsageError("standard input can't be opened in the reader, which takes its keys from there; save it first")
    if os.environ.get("TEXTUAL_DRIVER"):
        return  # the screen is not on a terminal of this process: see reader serve
    for stream, name in ((sys.stdin, "input"), (sys.stdout, "output")):
        if stream is None or stream.closed or not stream.isatty():
            raise UsageError(f"standard {name} is no terminal; for pipes there is: reader analyze PATH")
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise UsageError("the terminal can't place text on the screen (TERM is not set or dumb)")
