"""What was done to a file, one JSON object a line: safe on the disk before the file is touched.

An operation whose line ``done`` is missing has not come in: its process was killed, or the file could not be saved.
Those that came in can be undone, the last one first.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from reader.tomlfile import atomic

KEPT = 10_000
"""Operations that can be undone."""

_ROUND = 2  # times as many lie in the journal before it is cut


class Change(NamedTuple):
    """One block before and after, each as text with ``\\n`` line ends."""

    table: str
    id: str
    before: str | None
    """None where it is new."""
    after: str | None
    """None where it is taken away."""
    behind: str | None = None
    """The id of the block that one put in stands behind, empty for the top; None for the end."""


class Operation(NamedTuple):
    """Changes that belong together."""

    id: str
    at: str
    """When, in UTC."""
    changes: tuple[Change, ...]
    reverses: str = ""
    """The operation that this one takes back; taking back one that took back is redoing. One that names itself is
    never taken back."""


class Journal:
    """The operations on one file, in order; to be used with the file's lock held."""

    def __init__(self, path: str) -> None:
        """Take up a journal.

        Args:
            path: Where it lies; it need not exist.
        """
        self._path = path
        self._forget()

    def _forget(self) -> None:
        self._inode = self._read = 0
        self._known: dict[str, Operation] = {}
        self.pending: dict[str, Operation] = {}
        """What has not come in, by id."""
        self.undoable: list[Operation] = []
        """What has come in and was not taken back, the last one last."""
        self.redoable: list[Operation] = []
        """What took back something and was not taken back itself, the last one last."""

    def refresh(self) -> None:
        """Read what was added since the last time.

        Raises:
            OSError: It can't be read.
        """
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            self._forget()
            return
        with open(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if found.st_ino != self._inode or found.st_size < self._read:
                self._forget()
                self._inode = found.st_ino
            file.seek(self._read)
            whole, end, _ = file.read().rpartition(b"\n")
        self._read += len(whole) + len(end)
        for line in whole.split(b"\n"):
            self._take(line)

    def begin(self, operation: Operation) -> None:
        """Write down what is to be done, safely.

        Args:
            operation: What.

        Raises:
            OSError: It can't be written.
        """
        if len(self._known) >= _ROUND * KEPT:
            self._cut()
        self._append(_line(operation), safely=True)

    def done(self, identities: Iterable[str]) -> None:
        """Write down that operations have come in."""
        self._append(b"".join(_mark("done", identity) for identity in identities))

    def drop(self, identity: str) -> None:
        """Write down that an operation is not to come in, or not to be taken back any more."""
        self._append(_mark("dropped", identity))

    def _append(self, lines: bytes, safely: bool = False) -> None:
        """Write lines and take note of them.

        Raises:
            OSError: They can't be written.
        """
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        new = not os.path.lexists(self._path)
        descriptor = os.open(self._path, flags, 0o600)
        try:
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                lines = b"\n" + lines  # an earlier line was torn
            if safely:
                atomic.write_all(descriptor, lines)
            else:
                os.write(descriptor, lines)
        finally:
            os.close(descriptor)
        if new:
            atomic.sync_folder(os.path.dirname(self._path))
        self.refresh()

    def _take(self, line: bytes) -> None:
        """Take note of one line; a torn or foreign one says nothing."""
        import json

        try:
            match json.loads(line):
                case {"op": str(identity), "at": str(at), "changes": list(changes), "reverses": str(reverses)}:
                    operation = Operation(identity, at, tuple(map(_change, changes)), reverses)
                    self._known[identity] = self.pending[identity] = operation
                case {"done": str(identity)} if identity in self.pending:
                    self._came_in(self.pending.pop(identity))
                case {"dropped": str(identity)}:
                    self.pending.pop(identity, None)
                    self.undoable = [operation for operation in self.undoable if operation.id != identity]
                    self.redoable = [operation for operation in self.redoable if operation.id != identity]
                case _:
                    pass
        except (ValueError, TypeError, RecursionError):
            pass

    def _came_in(self, operation: Operation) -> None:
        """Put an operation where it can be taken back."""
        if not operation.reverses:
            self.undoable.append(operation)
            self.redoable.clear()
            return
        for stack, other in ((self.undoable, self.redoable), (self.redoable, self.undoable)):
            taken_back = next((one for one in stack if one.id == operation.reverses), None)
            if taken_back is not None:
                stack.remove(taken_back)
                other.append(operation)
                return

    def _cut(self) -> None:
        """Keep the last operations and those that have not come in.

        Raises:
            OSError: The journal can't be written anew; the old one is as it was.
        """
        kept = dict(list(self._known.items())[-KEPT:]) | self.pending
        lines = [_line(operation) for operation in kept.values()]
        finished = [identity for identity in kept if identity not in self.pending]
        live = {operation.id for operation in (*self.undoable, *self.redoable)}
        gone = [identity for identity in finished if identity not in live]
        marks = [_mark("done", identity) for identity in finished]
        drops = [_mark("dropped", identity) for identity in gone]
        known = atomic.read(self._path)
        # Operations stand before all marks, which keep their order, so that reading them ends in the same stacks.
        atomic.replace(self._path, known, b"".join([*lines, *marks, *drops]))
        self.refresh()


def _change(fields: list[str | None]) -> Change:
    """A change as the journal tells it.

    Raises:
        TypeError: It is none.
    """
    table, identity, *others = fields
    if not isinstance(table, str) or not isinstance(identity, str) or len(others) != 3:
        raise TypeError
    if not all(other is None or isinstance(other, str) for other in others):
        raise TypeError
    return Change(table, identity, *others)


def _line(operation: Operation) -> bytes:
    import json

    content = {"op": operation.id, "at": operation.at, "changes": operation.changes, "reverses": operation.reverses}
    return json.dumps(content).encode() + b"\n"


def _mark(what: str, identity: str) -> bytes:
    import json

    return json.dumps({what: identity}).encode() + b"\n"
