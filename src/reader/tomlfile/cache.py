"""Blocks that were read before, by what they look like: reading them is slow, looking them up is not.

They are kept in a file that may be deleted at any time. It is only ever added to, a stretch of blocks at once, each
with a checksum, so that a torn or foreign one costs nothing but the time it would have saved.
"""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b as _blake2b

from reader import files, locations
from reader.tomlfile.framing import Piece, Values

MOST = 1 << 30
"""Bytes of the file."""
SUM = 16
"""Bytes of a checksum."""

_SPARE = 1000  # blocks not in use that are carried along
_HEAD = 4 + SUM  # bytes before each stretch: its length and its checksum

_Row = tuple[bytes, str, int, int, int, Values, tuple[tuple[str, str], ...]]
"""Checksum of the text, table, end, comments, lines, what it holds, and its times apart."""


class BlockCache:
    """Blocks by their text."""

    def __init__(self, path: str | None = None) -> None:
        """Begin without any.

        Args:
            path: The file they are kept in; None for this process only.
        """
        self.path = path
        self._rows: dict[bytes, _Row] = {}
        self._pieces: dict[bytes, Piece] = {}
        self._new: list[bytes] = []
        self._loaded = path is None
        self._anew = False  # what is kept can't be added to

    def get(self, chunk: str) -> Piece | None:
        """What is known of a piece of text.

        Args:
            chunk: The piece.

        Returns:
            How it falls apart and what it holds, None where it was never met.
        """
        return self.recall(_blake2b(chunk.encode("utf-8", "surrogatepass"), digest_size=SUM).digest())  # in a hurry

    def recall(self, key: bytes) -> Piece | None:
        """The same by what the piece goes by."""
        if not self._loaded:
            self._load()
        row = self._rows.pop(key, None)
        if row is None:
            return self._pieces.get(key)
        piece = self._pieces[key] = _piece(row)
        return piece

    def keys(self) -> Mapping[int, bytes]:
        """What each piece in use goes by, by the identity of what it holds."""
        return {id(piece.value): key for key, piece in self._pieces.items()}

    def put(self, chunk: str, piece: Piece) -> None:
        """Take note of a piece of text."""
        key = _sum(chunk)
        self._pieces[key] = piece
        self._new.append(key)

    def save(self) -> None:
        """Keep what is new for other processes; where that can't be done nothing is lost."""
        if self.path is None or not self._new:
            return
        self._anew |= len(self._rows) > len(self._pieces) + _SPARE
        keys = self._pieces if self._anew else self._new
        rows = [row for key in keys if (row := _row(key, self._pieces[key])) is not None]
        with contextlib.suppress(OSError, ValueError):
            locations.make_private(os.path.dirname(self.path))
            self._write(self.path, rows)
            if self._anew:
                self._rows.clear()
                self._anew = False
        self._new.clear()

    def _write(self, path: str, rows: Sequence[_Row]) -> None:
        """Add blocks to the file, or make it anew.

        Raises:
            OSError: It can't be written.
        """
        import marshal

        content = marshal.dumps(rows)  # type: ignore[arg-type] # what can't be was left out
        record = len(content).to_bytes(4, "big") + digest(content) + content
        anew = self._anew or not os.access(path, os.F_OK)
        draft = f"{path}.{os.getpid()}" if anew else path
        flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | (os.O_TRUNC if anew else os.O_APPEND)
        with open(os.open(draft, flags, 0o600), "wb", buffering=0) as file:
            file.write(mark() + record if anew else record)
        if anew:
            os.rename(draft, path)

    def _load(self) -> None:
        """Read what is kept."""
        self._loaded = True
        data = b""
        with contextlib.suppress(ValueError):
            data = files.read(self.path or "", MOST)
        self._anew = not data.startswith(mark())
        at = len(mark())
        while not self._anew and at < len(data):
            import marshal

            content = at + _HEAD
            end = content + int.from_bytes(data[at : at + 4], "big")
            held = memoryview(data)[content:end]
            if digest(held) != data[at + 4 : content]:
                self._anew = True  # torn
                return
            rows: list[_Row] = marshal.loads(held)  # noqa: S302 - like compiled code: this user's own, with a checksum
            self._rows |= {row[0]: row for row in rows}
            at = end


def _row(key: bytes, piece: Piece) -> _Row | None:
    """A block as it is kept; None where it holds what can't be kept."""
    import marshal

    times = []
    value: Values = {}
    for name, field in piece.value.items():
        if isinstance(field, datetime) and field.tzinfo is UTC:
            times.append((name, field.isoformat()))
        value[sys.intern(name)] = None if isinstance(field, datetime) else field
    try:
        marshal.dumps(value)
    except ValueError:
        return None
    if len(times) != sum(isinstance(field, datetime) for field in piece.value.values()):
        return None
    return key, piece.table, piece.end, piece.comments, piece.lines, value, tuple(times)


def _piece(row: _Row) -> Piece:
    """A block as it was kept."""
    _, table, end, comments, lines, value, times = row
    for name, at in times:
        value[name] = datetime.fromisoformat(at)
    return Piece(table, end, comments, lines, value)


def _sum(chunk: str) -> bytes:
    return digest(chunk.encode("utf-8", "surrogatepass"))


def digest(data: bytes | memoryview) -> bytes:
    """A checksum that no two texts share."""
    return _blake2b(data, digest_size=SUM).digest()


def mark() -> bytes:
    """What a file begins with that this Python can read."""
    return f"reader blocks 1 {sys.implementation.cache_tag}\n".encode()
