"""Faults of the program itself: a report for whoever mends it, one line for the user.

A report holds what a traceback has, shortened, and what the program runs on. It holds no values of variables, no
arguments and no files that were opened; only the message of an exception may quote a little of what was read.
"""

import os
from collections.abc import Iterator

from reader import locations, text

STATUS = 70
"""The exit status of a program that failed by its own fault: ``EX_SOFTWARE`` of BSD's ``sysexits.h``."""

_KEPT = 10  # reports
_FRAMES = 40  # of a traceback, the last ones
_LINES = 300
_CHARACTERS = 200  # of a line
_RUNS_ON = ("TERM", "COLORTERM", "LANG", "LC_ALL")


def report(fault: BaseException) -> str:
    """Write down what went wrong.

    Args:
        fault: What was raised.

    Returns:
        One line for the user: what went wrong, and where the report is, or why there is none.
    """
    name = type(fault).__name__
    try:
        path = _written("\n".join(_lines(fault)) + "\n")
    except OSError as refused:
        reason = (refused.strerror or type(refused).__name__).lower()
        return f"stopped by a fault of its own, {name}; no report could be written: {reason}"
    return text.printable(f"stopped by a fault of its own, {name}; the report is {path}")


def _lines(fault: BaseException) -> Iterator[str]:
    """A report, line by line."""
    import sys
    import time
    import traceback
    from itertools import islice

    from reader import __version__

    yield f"reader {__version__}, Python {sys.version.split()[0]}, {' '.join(os.uname()[0:3:2])}"
    yield time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    yield " ".join(f"{name}={text.printable(os.environ.get(name, ''))}" for name in _RUNS_ON)
    yield ""
    told = traceback.TracebackException.from_exception(fault, limit=-_FRAMES).format()
    for line in islice((line for part in told for line in part.splitlines()), _LINES):
        yield text.cut(text.printable(line), _CHARACTERS)


def _written(content: str) -> str:
    """Write a report where only the user can read it; of many, the oldest goes.

    Returns:
        The file.

    Raises:
        OSError: It can't be written.
    """
    import time

    folder = f"{locations.state()}/crashes"
    locations.make_private(folder)
    path = f"{folder}/{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{os.getpid()}.txt"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(content)
    for other in sorted(name for name in os.listdir(folder) if name.endswith(".txt"))[:-_KEPT]:
        os.unlink(f"{folder}/{other}")
    return path
