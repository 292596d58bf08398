"""A large library on the screen: what reading it takes, what keys cost, and how much memory all processes hold.

Memory is the proportional share (PSS) of every process, from /proc: pages that processes share are counted once.
"""

import contextlib
import statistics
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pty_session import Session, descendants

QUERIES = ("netanyaho oxigen corridor", "obama said helth care", "the senate votes on the budget")
WORDS = ("president said", "the senate")
PATIENCE = 7200.0
_REST = 1.5  # seconds until what was freed is given back
_EACH = 0.25  # seconds between two looks at the memory
_WINDOW, _PAUSE = 0.115, 0.15  # seconds in which what a key does is seen, and between keys

Figures = dict[str, float]


class Memory:
    """The most that a session's processes ever held, in bytes."""

    def __init__(self, session: Session) -> None:
        """Begin to look."""
        self.all = self.screen = 0
        self._session = session
        self._ending = threading.Event()
        self._looking = threading.Thread(target=self._look, daemon=True)
        self._looking.start()

    def now(self) -> Sequence[int]:
        """What each holds, the screen's process first."""
        return [shares(pid) for pid in (self._session.pid, *descendants(self._session.pid))]

    def end(self) -> None:
        """Look no more."""
        self._ending.set()
        self._looking.join()

    def _look(self) -> None:
        while not self._ending.wait(_EACH):
            held = self.now()
            self.all, self.screen = max(self.all, sum(held)), max(self.screen, held[0])


def shares(pid: int) -> int:
    """Bytes that a process holds, what it shares with others divided among them; 0 where there is none."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("Pss:"))
    return 0


def read_through(library: str, environment: Mapping[str, str], name: str) -> Figures:
    """Open a library and wait until nothing is left to do.

    Args:
        library: Where it is.
        environment: All of the session's environment.
        name: What to call the figures.

    Returns:
        CPU seconds of all processes, and of the screen's alone; megabytes at most, and afterwards.
    """
    with Session([sys.executable, "-m", "reader", library], environment) as session:
        memory = Memory(session)
        until_done(session)
        spent, held = session.now(), memory.now()
        memory.end()
        figures = {
            f"{name}, all, CPU": spent.cpu + sum(session.children().values()),
            f"{name}, screen, CPU": spent.cpu,
            f"{name}, all MB at most": memory.all / 1e6,
            f"{name}, all MB": sum(held) / 1e6,
            f"{name}, screen MB": held[0] / 1e6,
        }
        session.quit(b"\x11")
        return figures


def until_done(session: Session) -> None:
    """Wait until all articles are read, and nothing is done any more."""
    session.wait_for(lambda rows: " quotes" in rows[0] and " read " not in rows[-1], PATIENCE)
    session.until_idle(PATIENCE, with_children=True)
    time.sleep(_REST)


def keys(library: str, environment: Mapping[str, str]) -> Figures:
    """Press keys in a library that is known; seconds, waiting for a processor left out, in 95 of 100 cases at most."""
    with Session([sys.executable, "-m", "reader", library], environment) as session:
        until_done(session)
        found = {
            "line key": pressed(session, b"j" * 40),
            "page key": pressed(session, b" b" * 20),
            "next article": pressed(session, b"JK" * 20),
        }
        session.send(b"L")
        time.sleep(0.5)
        found["line key in the list"] = pressed(session, b"j" * 40)
        found["another order"] = pressed(session, b"o" * 20)
        found["letter of a filter"] = []
        for words in WORDS:
            session.send(b"/")
            time.sleep(0.3)
            found["letter of a filter"] += pressed(session, words.encode())
            session.send(b"\x1b")
            time.sleep(1)
        session.send(b"f")
        time.sleep(1)
        found["letter of a search"] = []
        for query in QUERIES:
            found["letter of a search"] += pressed(session, query.encode())
            session.send(b"\x1b")
            time.sleep(0.5)
        session.send(b"\x1b")
        time.sleep(0.5)
        session.quit(b"\x11")
    return {f"{name}, p95": statistics.quantiles(times, n=20)[-1] for name, times in found.items()}


def pressed(session: Session, letters: bytes) -> list[float]:
    """From each of some keys to the last output that it brings about."""
    found: list[float] = []
    for letter in letters:
        before, count = session.now(), len(session.chunks)
        session.send(bytes([letter]))
        time.sleep(_PAUSE)
        came = [chunk.at for chunk in session.chunks[count:] if chunk.at.wall - before.wall < _WINDOW]
        if came:
            found.append((came[-1] - before).net)
    return found
