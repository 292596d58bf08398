"""What the program remembers by itself: how far each article was read, and small choices made on the screen.

It lies in one SQLite file under the state folder. Losing it costs convenience only: a file that cannot be used is set
aside and a new one begun, and where nothing can be written nothing is remembered.
"""

import contextlib
import os
import sqlite3
import time
from types import TracebackType
from typing import Any, NamedTuple

from reader import locations

_SCHEMA = """
CREATE TABLE IF NOT EXISTS reading (
    path TEXT PRIMARY KEY, top INTEGER NOT NULL, paragraph INTEGER NOT NULL, share REAL NOT NULL, at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS choice (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statistic (
    path TEXT PRIMARY KEY, title TEXT NOT NULL, opened INTEGER NOT NULL, words INTEGER NOT NULL, seconds REAL NOT NULL,
    first REAL NOT NULL, last REAL NOT NULL
) WITHOUT ROWID;
"""


class Reading(NamedTuple):
    """How far an article was read."""

    top: int
    """Offset at the top of the window."""
    paragraph: int
    """Index of the paragraph under the cursor."""
    share: float
    """The furthest part of the text that was in sight, 0 to 1."""


class Read(NamedTuple):
    """What was read of an article, where the user has it kept."""

    path: str
    """In full."""
    title: str
    opened: int
    """How often."""
    words: int
    """How many of its words were in sight, at the most."""
    seconds: float
    """How long it was read."""
    first: float
    """When it was opened first, in seconds since 1970."""
    last: float
    """When it was read last."""


def duration(seconds: float) -> str:
    """A time for people: minutes, from an hour on hours and minutes.

    Args:
        seconds: How long it is.

    Returns:
        As in ``2 h 05 min``; ``<1 min`` for less than half a minute.
    """
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60:,} h {minutes % 60:02} min"
    return f"{minutes} min" if minutes or not seconds else "<1 min"


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

    def shares(self) -> dict[str, float]:
        """How far each article was read that ever was, by its path in full."""
        try:
            rows = self._base.execute("SELECT path, share FROM reading").fetchall()
        except sqlite3.Error:
            return {}
        return {os.fsdecode(path): share for path, share in rows}

    def keep_reading(self, path: str, reading: Reading) -> None:
        """Remember how far an article was read."""
        self._tell(
            "INSERT INTO reading VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET top = excluded.top, "
            "paragraph = excluded.paragraph, share = max(share, excluded.share), at = excluded.at",
            os.path.abspath(path),
            *reading,
            time.time(),
        )

    def keep_read(self, path: str, title: str, opened: int, words: int, seconds: float) -> None:
        """Add to what was read of an article.

        Args:
            path: The article.
            title: Its title.
            opened: How often it was opened meanwhile.
            words: How many of its words have been in sight.
            seconds: How long it was read meanwhile.
        """
        self._tell(
            "INSERT INTO statistic VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (path) DO UPDATE SET "
            "title = ?2, opened = opened + ?3, words = max(words, ?4), seconds = seconds + ?5, last = ?6",
            os.path.abspath(path),
            title,
            opened,
            words,
            seconds,
            time.time(),
        )

    def read(self) -> list[Read]:
        """What was read of each article, the one read last first."""
        try:
            rows = self._base.execute("SELECT * FROM statistic ORDER BY last DESC, path").fetchall()
        except sqlite3.Error:
            return []
        return [Read(os.fsdecode(path), os.fsdecode(title), *rest) for path, title, *rest in rows]

    def forget_read(self) -> None:
        """Forget what was read of articles."""
        self._tell("DELETE FROM statistic")

    def choice(self, name: str) -> str | None:
        """A choice made earlier, None where it never was."""
        row = self._ask("SELECT value FROM choice WHERE name = ?", name)
        return os.fsdecode(row[0]) if row else None

    def chosen(self, name: str, configured: str) -> str:
        """A choice that holds until the settings are changed.

        Args:
            name: Of the choice.
            configured: What the settings say of the same thing.

        Returns:
            The choice; empty where there is none, or the settings said something else when it was made.
        """
        return (self.choice(name) or "") if self.choice(f"{name}.configured") == configured else ""

    def keep_choice(self, name: str, value: str) -> None:
        """Remember a choice."""
        self._tell("INSERT OR REPLACE INTO choice VALUES (?, ?)", name, value)

    def _ask(self, query: str, *values: object) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._base.execute(query, _storable(values)).fetchone()
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
    if locations.read_only():
        return _copy(path)
    try:
        locations.make_private(os.path.dirname(path))
        try:
            return _connect(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            os.replace(path, f"{path}.damaged")
            return _connect(path)
    except (OSError, sqlite3.Error):
        return _connect(":memory:")


def _copy(path: str) -> sqlite3.Connection:
    """What is remembered, in memory: changes last as long as the process."""
    base = _connect(":memory:")
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_kept(path)) as kept:
        kept.backup(base)
    return base


def _kept(path: str) -> sqlite3.Connection:
    from urllib.parse import quote

    return sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True)


def _connect(path: str) -> sqlite3.Connection:
    if path != ":memory:":
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))  # nobody else's business
    base = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
    base.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + _SCHEMA)
    return base
