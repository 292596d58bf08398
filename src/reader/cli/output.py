"""What every command does alike: output that no pipe or name can break, and one line for each error."""

import errno
import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reader import text

T = TypeVar("T")

_OUTPUT = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO})
_LONG = 20  # items from which on a progress bar is shown


class UsageError(Exception):
    """The command was used wrongly; the message is one line."""


def run(command: Callable[[], int]) -> int:
    """Run a command so that no traceback reaches the user.

    Args:
        command: What to do; it returns the exit status.

    Returns:
        The exit status.
    """
    _open_what_is_closed()
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # writes what is waiting, which may fail
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
        return _refused(fault)
    except Exception as fault:
        _forget_output()
        return crashed(fault)
    return status


def _open_what_is_closed() -> None:
    """Have standard input, output and error lead nowhere if closed, so that no file takes their place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) < 3:
        stream = os.fdopen(descriptor, "w" if descriptor else "r", encoding="utf-8", closefd=False)
        setattr(sys, ("stdin", "stdout", "stderr")[descriptor], stream)
    os.close(descriptor)


def _refused(fault: OSError) -> int:
    """Tell of what the system refused; what is none of its doing is a fault of the program."""
    reason = (fault.strerror or type(fault).__name__).lower()
    if fault.filename is not None:
        error(f"{os.fsdecode(fault.filename)}: {reason}")
    elif fault.errno in _OUTPUT:
        error(f"the output can't be written: {reason}")
    elif not _has_folder():
        error("the folder that you are in is not there any more: go to another one")
    else:
        return crashed(fault)
    return 1


def _has_folder() -> bool:
    """Whether the folder that relative paths begin at is there."""
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def crashed(fault: BaseException) -> int:
    """Tell of a fault of the program itself, in one line and a report.

    Args:
        fault: What was raised.

    Returns:
        The exit status.
    """
    from reader import crash

    error(crash.report(fault))
    return crash.STATUS


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
    """Write what holds nothing that a terminal would act on, as it is and at once."""
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


def progress(items: Iterable[T], total: int, writes: bool = True) -> Iterator[T]:
    """Go through items, with a bar on standard error where that is a terminal and there are many.

    Args:
        items: What to go through.
        total: How many there are.
        writes: Whether output is written in between; where it goes to the terminal, there is no bar then.

    Yields:
        The items.
    """
    if total < _LONG or sys.stderr is None or not sys.stderr.isatty() or (writes and sys.stdout.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    left = iter(items)
    begun = list(itertools.islice(left, 1))  # the bar starts a thread, which processes have to be there before
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("Reading", total=total)
        for item in itertools.chain(begun, left):
            bar.advance(task)
            yield item
