"""``reader serve``: the reader in a browser on this machine."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec

from reader import library
from reader.cli import output
from reader.cli.output import UsageError
from reader.config import load_config

_DRIVER = "reader.tui.web_driver:ReaderWebDriver"


def run(paths: Sequence[str], port: int, write: bool, notes_file: str | None) -> int:
    """Serve the reader on the loopback interface until the process is asked to end.

    Args:
        paths: Files and folders; none for the library that is usual here.
        port: Which port to take; 0 for any that is free.
        write: Whether annotations and corrections may be made in the browser.
        notes_file: The file of annotations; none for the usual one.

    Returns:
        0.

    Raises:
        UsageError: There is nothing to open, the port is taken, or the extra is missing.
    """
    if find_spec("textual_serve") is None:
        raise UsageError("serve needs the extra of that name: pip install 'closereader[serve]'")
    if "-" in paths:
        raise UsageError("standard input can't be opened in the reader; save it first")
    config, faults = load_config()
    for fault in faults:
        output.error(str(fault))
    try:
        opening = library.opening(paths, config)
    except library.LibraryError as fault:
        raise UsageError(str(fault)) from fault
    from reader.serving import server

    words = [sys.executable, "-P", "-m", "reader", "open"]
    words += [] if write else ["--read-only"]
    words += [f"--notes-file={notes_file}"] if notes_file is not None else []
    command = server.command_of([*words, "--", *paths], {"TEXTUAL_DRIVER": _DRIVER})
    try:
        listening = server.listen(port)
    except OSError as fault:
        raise UsageError(f"port {port}: {(fault.strerror or 'cannot be had').lower()}") from fault
    server.serve(command, listening, f"{opening.label} — reader", lambda address: _tell(address, write))
    return 0


def _tell(address: str, write: bool) -> None:
    """Say where the reader is."""
    output.write(address)
    may = "read, note and correct" if write else "read, and change nothing (--write lets you)"
    output.line(f"Whoever has this address can {may}. It ends with Ctrl-C.")
