"""The installed program as a process of its own: what it says, what it costs, what the terminal is told."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

READER = (sys.executable, "-m", "reader")

_MEASURE = """
import json, resource, subprocess, sys
seconds, megabytes, *command = json.loads(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
done = subprocess.run(command, capture_output=True, errors="backslashreplace")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
cost = used.ru_utime + used.ru_stime, used.ru_maxrss >> 10
print(json.dumps([done.returncode, done.stdout[:2_000_000], done.stderr, *cost]))
"""


class Done(NamedTuple):
    """What came of a run."""

    status: int
    out: str
    err: str
    seconds: float
    """Of processor time, with that of its children."""
    megabytes: int
    """Of memory, at most at a time."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A home of its own, and a terminal that can do everything."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    } | more


def run(
    arguments: Sequence[str],
    around: Mapping[str, str],
    seconds: int = 60,
    megabytes: int = 4000,
    folder: Path | None = None,
) -> Done:
    """Run a command, ended by the system if it takes more than it may."""
    asked = json.dumps([seconds, megabytes, *READER, *arguments])
    command = [sys.executable, "-I", "-c", _MEASURE, asked]
    # numpy's threads each reserve memory that is never used, and would count
    limits = {"OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, env={**around, **limits}, capture_output=True, cwd=folder, timeout=600, check=True)
    return Done(*json.loads(done.stdout))


_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.?", re.DOTALL)
_OURS = re.compile(
    r"\x1b\[(?:"
    r"(?:[0-9]{1,3};?)*m"  # colors and attributes
    r"|[0-9]+;[0-9]+H|H"  # places
    r"|\?(?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2031|2048)[hl]"  # modes
    r"|\?(?:2026|2048)\$p|\?996n|>[0-9]+u|<u"  # questions about modes, the keyboard protocol
    r")|\x1b\]22;[a-z-]*\x07|\x1b\]11;\?(?:\x07|\x1b\\)"  # the mouse pointer, the question for the background
)
_MODES = (1000, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2031, 2048)


def foreign(written: bytes) -> set[str]:
    """The sequences in what a terminal was told that are none of the program's own."""
    told = written.decode("utf-8", "surrogateescape")
    return {repr(match) for match in _SEQUENCE.findall(told) if not _OURS.fullmatch(match)}


def shown(written: bytes) -> str:
    """What a terminal was told without the sequences: all that it shows as text."""
    return _SEQUENCE.sub("", written.decode("utf-8", "surrogateescape"))


def left_on(written: bytes) -> list[str]:
    """What a terminal was switched to and not back."""
    on = []
    for mode in _MODES:
        switched = re.findall(rb"\x1b\[\?(?:\d+;)*%d(?:;\d+)*([hl])" % mode, written)
        if switched and switched[-1] == b"h":
            on.append(f"mode {mode}")
    for mode in (7, 25):  # wrapping, and the cursor, which are on at first
        switched = re.findall(rb"\x1b\[\?%d([hl])" % mode, written)
        if switched and switched[-1] == b"l":
            on.append(f"mode {mode} is off")
    if written.count(b"u") and len(re.findall(rb"\x1b\[>\d+u", written)) > len(re.findall(rb"\x1b\[<u", written)):
        on.append("keyboard protocol")
    return on
