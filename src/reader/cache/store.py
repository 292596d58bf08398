"""The file that the cache is kept in.

It is SQLite with a write-ahead log: any number of readers may have it open, and none waits for one that writes. A file
that is damaged or of another form is left alone, and another one begun beside it under the next number; so no name is
ever used for two files, which SQLite would mistake for each other.
"""

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from reader import locations

_FORM = 2
_NAME = "articles-"
_SUFFIX = ".sqlite"
_PATIENCE = 0.25  # seconds that somebody else's writing is waited for
_ATTEMPTS = 8  # at opening a file that somebody else is just making
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS article (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, engine TEXT NOT NULL, stamp TEXT NOT NULL,
    settled INTEGER NOT NULL, content BLOB NOT NULL, glance BLOB NOT NULL, sum INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS body (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS righted (
    id INTEGER PRIMARY KEY, said TEXT NOT NULL, content BLOB NOT NULL, glance BLOB NOT NULL, stamp TEXT NOT NULL
);
PRAGMA user_version = {_FORM};
"""
_TABLES = ("body", "righted", "article")
_COLUMNS = "article.stamp, article.settled, article.content, article.glance, article.sum"


class Kept(NamedTuple):
    """What is kept of an article beside its body."""

    stamp: str
    """What the file's entry in its folder said when it was read."""
    settled: bool
    """Whether the file had been left alone for long enough that the stamp tells it from any later state."""
    content: bytes
    """A hash of the file's bytes."""
    glance: bytes
    """What a list says of it."""

    @property
    def checksum(self) -> int:
        """What tells whether it is as it was written."""
        return zlib.crc32(b"\0".join((self.stamp.encode(), b"%d" % self.settled, self.content, self.glance)))


class Righted(NamedTuple):
    """What a list says of an article after corrections."""

    said: str
    """What tells these corrections from others."""
    content: bytes
    """A hash of the article's file."""
    glance: bytes
    stamp: str
    """Changes with whatever can be found in the article."""


class Size(NamedTuple):
    """How much there is."""

    articles: int
    bytes: int


class StoreError(Exception):
    """The cache can't be used, for now or at all."""


class Store:
    """The file, open."""

    def __init__(self, folder: str, engine: str) -> None:
        """Open the file, or make it.

        Args:
            folder: Where it lies; it is made if need be.
            engine: Who is asking; what another one wrote is not there for it.

        Raises:
            StoreError: Neither works.
        """
        self._folder = folder
        self._engine = engine
        try:
            locations.make_private(folder)
            self._number = max(_numbers(folder), default=1)
            self._base = self._opened()
        except (OSError, sqlite3.Error) as fault:
            raise StoreError(str(fault)) from fault

    def get(self, path: str) -> tuple[Kept, bytes] | None:
        """What is kept of one article, with its body; None where there is nothing.

        Raises:
            StoreError: The file can't be read.
        """
        query = f"SELECT {_COLUMNS}, data FROM article JOIN body USING (id) WHERE path = ? AND engine = ?"  # noqa: S608
        with self._at_work():
            row = self._base.execute(query, (os.fsencode(path), self._engine)).fetchone()
        kept = _kept(row[:5]) if row else None
        return (kept, row[5]) if kept else None

    def get_all(self, paths: Sequence[str]) -> dict[str, Kept]:
        """What is kept of some articles, by their paths, without their bodies.

        Raises:
            StoreError: The file can't be read.
        """
        marks = ", ".join("?" * len(paths))
        query = f"SELECT {_COLUMNS}, path FROM article WHERE path IN ({marks}) AND engine = ?"  # noqa: S608
        with self._at_work():
            rows = self._base.execute(query, (*map(os.fsencode, paths), self._engine)).fetchall()
        found = ((os.fsdecode(row[5]), _kept(row[:5])) for row in rows)
        return {path: kept for path, kept in found if kept}

    def put(self, path: str, kept: Kept, body: bytes) -> None:
        """Keep an article.

        Args:
            path: The file, in full.
            kept: What is known of it.
            body: What was found in it.

        Raises:
            StoreError: It can't be written.
        """
        query = (
            "INSERT INTO article (path, engine, stamp, settled, content, glance, sum) VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET engine = excluded.engine, stamp = excluded.stamp, "
            "settled = excluded.settled, content = excluded.content, glance = excluded.glance, sum = excluded.sum "
            "RETURNING id"
        )
        row = (os.fsencode(path), self._engine, *kept, kept.checksum)
        with self._changing():
            number = self._base.execute(query, row).fetchone()[0]
            self._base.execute("INSERT OR REPLACE INTO body VALUES (?, ?)", (number, body))

    def get_righted(self, paths: Sequence[str]) -> dict[str, Righted]:
        """What is kept of some articles as corrected, by their paths.

        Raises:
            StoreError: The file can't be read.
        """
        columns = "said, righted.content, righted.glance, righted.stamp, path"
        which = f"WHERE path IN ({', '.join('?' * len(paths))}) AND engine = ?"
        query = f"SELECT {columns} FROM article JOIN righted USING (id) {which}"  # noqa: S608
        with self._at_work():
            rows = self._base.execute(query, (*map(os.fsencode, paths), self._engine)).fetchall()
        return {os.fsdecode(row[4]): Righted(*row[:4]) for row in rows}

    def put_righted(self, found: Mapping[str, Righted]) -> None:
        """Keep what articles are as corrected, by their paths; of those that are not kept, nothing is.

        Raises:
            StoreError: It can't be written.
        """
        query = "INSERT OR REPLACE INTO righted SELECT id, ?, ?, ?, ? FROM article WHERE path = ?"
        with self._changing():
            self._base.executemany(query, ((*righted, os.fsencode(path)) for path, righted in found.items()))

    def restamp(self, path: str, kept: Kept) -> None:
        """Take note that an article's file looks otherwise and holds the same.

        Args:
            path: The file, in full.
            kept: What is known of it; unless that content is still what is kept, nothing happens.

        Raises:
            StoreError: It can't be written.
        """
        query = "UPDATE article SET stamp = ?, settled = ?, sum = ? WHERE path = ? AND engine = ? AND content = ?"
        row = (kept.stamp, kept.settled, kept.checksum, os.fsencode(path), self._engine, kept.content)
        with self._at_work():
            self._base.execute(query, row)

    def paths_below(self, folder: str) -> list[str]:
        """The articles kept of a folder, or of what is a file.

        Raises:
            StoreError: The file can't be read.
        """
        name = os.fsencode(folder).rstrip(b"/")
        query = "SELECT path FROM article WHERE path = ? OR (path > ? AND path < ?)"
        with self._at_work():
            rows = self._base.execute(query, (name, name + b"/", name + b"0")).fetchall()  # 0 comes after /
        return [os.fsdecode(path) for (path,) in rows]

    def forget(self, paths: Sequence[str]) -> None:
        """Forget articles.

        Raises:
            StoreError: It can't be written.
        """
        which = f"SELECT id FROM article WHERE path IN ({', '.join('?' * len(paths))})"  # noqa: S608
        with self._changing():
            for table in _TABLES:
                self._base.execute(f"DELETE FROM {table} WHERE id IN ({which})", list(map(os.fsencode, paths)))  # noqa: S608

    def size(self) -> Size:
        """How much is kept.

        Raises:
            StoreError: The file can't be read.
        """
        with self._at_work():
            count = self._base.execute("SELECT count(*) FROM article").fetchone()[0]
        return Size(count, sum(_size(path) for path in _parts(self._path)))

    def clear(self) -> None:
        """Forget everything; others may have the file open.

        Raises:
            StoreError: It can't be written.
        """
        with self._at_work():
            deeds = (f"DELETE FROM {table}" for table in _TABLES)  # noqa: S608
            self._base.executescript("; ".join(("BEGIN IMMEDIATE", *deeds, "COMMIT", "VACUUM")))
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @property
    def _path(self) -> str:
        return os.path.join(self._folder, f"{_NAME}{self._number}{_SUFFIX}")

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        """Turn what goes wrong into one error; a file that turns out to be damaged is not used again."""
        try:
            yield
        except (sqlite3.Error, sqlite3.Warning, OSError) as fault:
            if _is_damaged(fault):
                with suppress(OSError, sqlite3.Error):
                    self._base.close()
                    self._base = self._begun_anew()
            raise StoreError(str(fault)) from fault

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Do all of something or nothing."""
        with self._at_work():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise

    def _opened(self) -> sqlite3.Connection:
        """Open the newest file; begin another one where that can't be used."""
        try:
            return _connected(self._path)
        except sqlite3.Error as fault:
            if not _is_damaged(fault):
                raise
        return self._begun_anew()

    def _begun_anew(self) -> sqlite3.Connection:
        """Begin another file, and take away those before it."""
        damaged = self._number
        self._number = max(_numbers(self._folder), default=1)
        if self._number == damaged:  # else somebody else has begun one already
            self._number += 1
        base = _connected(self._path)
        for number in _numbers(self._folder):
            if number < self._number:
                for path in _parts(os.path.join(self._folder, f"{_NAME}{number}{_SUFFIX}")):
                    with suppress(OSError):
                        os.unlink(path)
        return base


def _connected(path: str) -> sqlite3.Connection:
    """Open a file, made where there is none.

    Raises:
        sqlite3.DatabaseError: It is damaged or of another form.
        sqlite3.OperationalError: It can't be opened.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))  # SQLite gives its other files the same mode
    base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        for attempt in range(_ATTEMPTS):
            try:
                _prepare(base)
                return base
            except sqlite3.OperationalError as fault:
                if attempt + 1 == _ATTEMPTS or "locked" not in str(fault):
                    raise
                time.sleep(0.02)  # two that turn on the log at once are not made to wait for each other by SQLite
    except BaseException:
        base.close()
        raise
    return base


def _prepare(base: sqlite3.Connection) -> None:
    form = base.execute("PRAGMA user_version").fetchone()[0]
    if form not in (0, _FORM):
        raise sqlite3.DatabaseError("is of another form")
    base.execute("PRAGMA synchronous = NORMAL")
    if form == 0:
        base.execute("PRAGMA journal_mode = WAL")
        base.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT")


def _is_damaged(fault: Exception) -> bool:
    """Whether a file will never be of use, rather than not now."""
    return type(fault) is sqlite3.DatabaseError or (
        isinstance(fault, sqlite3.OperationalError) and str(fault).startswith("no such ")
    )


def _kept(row: tuple[str, int, bytes, bytes, int]) -> Kept | None:
    """What a row says, None where it is not as it was written."""
    try:
        kept = Kept(row[0], bool(row[1]), bytes(row[2]), bytes(row[3]))
        return kept if kept.checksum == row[4] else None
    except (TypeError, ValueError, AttributeError):
        return None


def _numbers(folder: str) -> list[int]:
    """The numbers of the files that are there."""
    names = (name[len(_NAME) : -len(_SUFFIX)] for name in os.listdir(folder) if _is_named(name))
    return [int(name) for name in names if name.isdecimal()]


def _is_named(name: str) -> bool:
    return name.startswith(_NAME) and name.endswith(_SUFFIX)


def _parts(path: str) -> tuple[str, ...]:
    """A file and those that SQLite keeps beside it."""
    return path, f"{path}-wal", f"{path}-shm"


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
