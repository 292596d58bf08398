"""What the program remembers by itself: how far each article was read, and small choices made on the screen.

It lies in one SQLite file under the state folder. Losing it costs convenience only: a file that cannot be used is set
aside and a new one begun, and where nothing can be written nothing is remembered.
"""

import os
import sqlite3
import time
from types import TracebackType
from typing import NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reading (
    path TEXT PRIMARY KEY, top INTEGER NOT NULL, paragraph INTEGER NOT NULL, share REAL NOT NULL, at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS choice (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Reading(NamedTuple):
    """How far an article was read."""

    top: int
    """Offset at the top of the window."""
    paragraph: int
    """Index of the paragraph under the cursor."""
    share: float
    """The furthest part of the text that was in sight, 0 to 1."""


class State:
    """The remembered things, open for reading and writing."""

    def __init__(self, path: str) -> None:
        """Open the file, or make it.

        Args:
            path: Where it lies; its folder is made if need be.
        """
        self._base = _open(path)

    def __enter__(self) -> "State":
        """Use it in a with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Save and let go of the file."""
        self._base.close()

    def reading(self, path: str) -> Reading | None:
        """How far an article was read, None where it never was."""
        row = self._ask("SELECT top, paragraph, share FROM reading WHERE path = ?", os.path.abspath(path))
        return Reading(*row) if row else None

    def keep_reading(self, path: str, reading: Reading) -> None:
        """Remember how far an article was read."""
        self._tell(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET top = excluded.top, "
            "paragraph = excluded.paragraph, share = max(share, excluded.share), at = excluded.at",
            os.path.abspath(path),
            *reading,
            time.time(),
        )

    def choice(self, name: str) -> str | None:
        """A choice made earlier, None where it never was."""
        row = self._ask("SELECT value FROM choice WHERE name = ?", name)
        return str(row[0]) if row else None

    def keep_choice(self, name: str, value: str) -> None:
        """Remember a choice."""
        self._tell("INSERT OR REPLACE INTO choice VALUES (?, ?)", name, value)

    def _ask(self, query: str, *values: object) -> tuple[int, int, float] | None:
        try:
            row: tuple[int, int, float] | None = self._base.execute(query, _storable(values)).fetchone()
        except sqlite3.Error:
            return None
        return row

    def _tell(self, query: str, *values: object) -> None:
        try:
            with self._base:
                self._base.execute(query, _storable(values))
        except sqlite3.Error:
            pass  # a full or vanished disk costs the memory of this, never the reading


def _storable(values: tuple[object, ...]) -> tuple[object, ...]:
    """File names may hold bytes that are no text; SQLite takes them escaped."""
    return tuple(
        os.fsencode(value) if isinstance(value, str) and not value.isprintable() else value for value in values
    )


def _open(path: str) -> sqlite3.Connection:
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        try:
            return _connect(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            os.replace(path, f"{path}.damaged")
            return _connect(path)
    except (OSError, sqlite3.Error):
        return _connect(":memory:")


def _connect(path: str) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
    base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)
    return base
