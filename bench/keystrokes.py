"""How soon the screen shows what was found after a letter is typed, beside a minimal Textual app's key.

``python bench/keystrokes.py [LIBRARY]`` (READER_CORPUS, else seeds/). Wall time in milliseconds from the key to the
last output within a tenth of a second; waiting for a processor is left out.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from pty_session import Moment, Session

HERE = Path(__file__).resolve().parent
QUERIES = (
    "netanyaho oxigen corridor",
    "dont take president granted",
    "obama said helth care",
    "speaker:clinton 'women",
    "the senate votes on the budget",
    "immigration polcy trump",
)
_WINDOW = 0.1  # seconds after a key in which what it does is seen; looking further comes after that
_PAUSE = 0.15  # seconds between keys
_PATIENCE = 600.0


def environment(home: Path) -> Mapping[str, str]:
    """A home of its own."""
    named = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        **named,
    }


def delay(session: Session, key: bytes) -> float | None:
    """Seconds, net of waiting for a processor, from a key to the last output that belongs to it."""
    before, count = session.now(), len(session.chunks)
    session.send(key)
    time.sleep(_PAUSE)
    came = [chunk.at for chunk in session.chunks[count:] if chunk.at.wall - before.wall < _WINDOW]
    if not came:
        return None
    took: Moment = came[-1] - before
    return took.wall - took.waited


def typed(session: Session, words: str) -> Sequence[float]:
    """The delays of typing words."""
    found = [delay(session, letter.encode()) for letter in words]
    return [seconds for seconds in found if seconds is not None]


def searching(library: str, home: Path) -> Sequence[float]:
    """The delays of all letters of all queries."""
    with Session([sys.executable, "-m", "reader", library], environment(home)) as session:
        session.until_idle(_PATIENCE, with_children=True)
        session.send(b"f")
        time.sleep(0.5)
        found: list[float] = []
        for query in QUERIES:
            found += typed(session, query)
            session.send(b"\x1b")
            time.sleep(0.3)
        session.send(b"\x1b")
        time.sleep(0.5)
        session.quit(b"\x11")
        return found


def minimal(home: Path) -> Sequence[float]:
    """The delays of a minimal app's keys."""
    with Session([sys.executable, str(HERE / "minimal_app.py")], environment(home)) as session:
        session.until_idle(_PATIENCE)
        found = typed(session, "j" * 60)
        session.quit(b"q")
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure typing into the search.")
    default = os.environ.get("READER_CORPUS") or str(HERE.parent / "seeds")
    parser.add_argument("library", nargs="?", default=default, help="a folder of articles")
    library = parser.parse_args().library
    with tempfile.TemporaryDirectory() as folder:
        least = minimal(Path(folder) / "minimal")
        found = searching(library, Path(folder) / "reader")
    print("| | keys | median | p95 |\n|---|---|---|---|")
    for name, delays in (("minimal app", least), ("search", found)):
        p95 = statistics.quantiles(delays, n=20)[-1]
        print(f"| {name} | {len(delays)} | {statistics.median(delays) * 1e3:.1f} ms | {p95 * 1e3:.1f} ms |")


if __name__ == "__main__":
    main()
