"""What every command does alike: output that no pipe or name can break, and one line for each error."""

import os
import sys
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from reader import text

T = TypeVar("T")


class UsageError(Exception):
    """The command was used wrongly; the message is one line."""


def run(command: Callable[[], int]) -> int:
    """Run a command so that no traceback reaches the user.

    Args:
        command: What to do; it returns the exit status.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except UsageError as fault:
        error(str(fault))
        return 2
    except BrokenPipeError:
        _forget_output()
        return 0
    except KeyboardInterrupt:
        _forget_output()
        return 130
    except OSError as fault:
        _forget_output()
        error(f"the output can't be written: {(fault.strerror or type(fault).__name__).lower()}")
        return 1
    return status


def error(message: str) -> None:
    """Say one line on standard error."""
    if sys.stderr is None:
        return
    try:
        print(f"reader: {text.printable(message)}", file=sys.stderr, flush=True)
    except OSError:
        _forget(sys.stderr.fileno())


def _forget_output() -> None:
    """Let what is still unwritten vanish, so that nothing is said when the process ends."""
    if sys.stdout is not None:
        _forget(sys.stdout.fileno())


def _forget(descriptor: int) -> None:
    """Point a descriptor at nothing."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def write(content: str, end: str = "\n") -> None:
    """Write for programs: ASCII as it is, at once."""
    print(content, end=end, flush=True)


def line(content: str, style: str = "") -> None:
    """Write one line for people, styled where that helps; whatever it holds, it stays one line of plain text.

    Args:
        content: Any text.
        style: A style of rich.
    """
    plain = text.printable(content)
    if not style or not sys.stdout.isatty():
        print(plain)
        return
    from rich.console import Console
    from rich.text import Text

    Console().print(Text(plain, style), soft_wrap=True)


def progress(items: Collection[T], wanted: bool) -> Iterable[T]:
    """Go through items, with a bar on standard error where that is a terminal and the output goes elsewhere.

    Args:
        items: What to go through.
        wanted: Whether it may take long.

    Returns:
        The items.
    """
    if not wanted or sys.stderr is None or not sys.stderr.isatty() or sys.stdout.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, "Reading", total=len(items), console=Console(stderr=True), transient=True)
