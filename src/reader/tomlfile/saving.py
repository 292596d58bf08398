"""A user's TOML file, changed so that nothing is lost: neither the change, nor what the user or another program wrote.

The steps: lock; read anew; write the operation to the journal, safely; put the changed blocks into the text and read
the result to compare it with what was meant; write it beside the file and exchange the two; look at what came out, and
begin again if another program saved in between. Whatever fails, the file is as it was, and an operation that is in the
journal comes in at the next save that succeeds.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from reader import locations
from reader.tomlfile import atomic, blocks, changing, layouts
from reader.tomlfile.blocks import Document
from reader.tomlfile.cache import BlockCache
from reader.tomlfile.changing import Form
from reader.tomlfile.faults import ChangedElsewhereError, SaveError, TomlError
from reader.tomlfile.journal import Change, Journal, Operation
from reader.tomlfile.writing import new_id, now

Make = Callable[[Document], Sequence[Change]]
"""Says what to change, from the file as it is; raises SaveError where that can't be done."""


class TomlFile:
    """One file, its journal and its lock."""

    def __init__(self, path: str, form: Form, state: str, cache: BlockCache | None = None) -> None:
        """Take up a file.

        Args:
            path: The file; links are followed, and it need not exist.
            form: What is particular to its kind.
            state: The folder for the journal.
            cache: Blocks that were read before; those of this process by default.
        """
        import hashlib

        self.path = os.path.realpath(path)
        self._named = path
        self._form = form
        self._cache = BlockCache() if cache is None else cache
        self._state = state
        self._base = os.path.join(state, hashlib.sha256(os.fsencode(self.path)).hexdigest()[:16])
        self._journal = Journal(f"{self._base}.journal")
        self._last: tuple[tuple[int, int, int] | None, Document] | None = None
        self._data = b""  # what the file held then

    def signature(self) -> tuple[int, int, int] | None:
        """What tells one state of the file from another, at the cost of one look."""
        return atomic.signature(self.path)

    @property
    def mark(self) -> tuple[int, int, int] | None:
        """The signature of the file as it was last read or written."""
        return self._last[0] if self._last else None

    def load(self) -> Document:
        """Read the file; a missing one is empty.

        Returns:
            Its text and values; those of an earlier reading where the file has not changed.

        Raises:
            TomlError: It can't be read, or is no TOML.
        """
        mark = self.signature()
        if self._last is None or self._last[0] != mark:
            self._read()
        return self._last[1] if self._last else Document("", {})

    def readable(self) -> Document:
        """What the file held when it last could be read, else what can be read of it although it is no TOML."""
        return self._last[1] if self._last else self._salvaged()

    def waiting(self) -> Sequence[Operation]:
        """The operations that have not come in, the oldest first."""
        with contextlib.suppress(OSError):
            self._journal.refresh()
        return tuple(self._journal.pending.values())

    def add(self, table: str, value: Mapping[str, object], behind: str | None = None) -> Document:
        """Put in a block.

        Args:
            table: What its header names.
            value: Its fields; ``id`` is one of them.
            behind: The id of the block to put it behind, empty for the top; None for the end.

        Returns:
            The file as it is now.

        Raises:
            SaveError: It can't be saved.
        """
        change = changing.addition(table, value, behind)
        return self.change(lambda _: [change])

    def remove(self, table: str, identity: str) -> Document:
        """Take away a block.

        Args:
            table: What its header names.
            identity: Its id.

        Returns:
            The file as it is now.

        Raises:
            SaveError: There is none, or the file can't be saved.
        """
        return self.change(lambda document: [changing.removal(document, table, identity)])

    def edit(self, table: str, identity: str, fields: Mapping[str, object | None]) -> Document:
        """Change fields of a block; the others, their order and all comments stay.

        Args:
            table: What its header names.
            identity: Its id.
            fields: What to set, and None for what to take away.

        Returns:
            The file as it is now.

        Raises:
            SaveError: There is no such block, or the file can't be saved.
        """
        return self.change(lambda document: [self.edition(document, table, identity, fields)])

    def edition(self, document: Document, table: str, identity: str, fields: Mapping[str, object | None]) -> Change:
        """The same as a change, for ``change``."""
        return changing.edition(document, table, identity, fields, self._form.orders.get(table, ()))

    def change(self, make: Make, aside: Make | None = None) -> Document:
        """Make changes that belong together, in one save; to be undone together.

        Args:
            make: Says which.
            aside: Says what to change along with them that is not to be undone, nor to hinder them.

        Returns:
            The file as it is now.

        Raises:
            SaveError: They can't be made, or the file can't be saved; if ``kept`` is true, they come in later.
        """
        with self._locked():
            try:
                self._check(self._read())
                document = self.load()
                operations = [_operation(make(document))]
                if aside is not None:
                    operations.append(_operation(aside(document), lasting=True))
            except TomlError as fault:
                self._keep(make, fault)
                raise SaveError(fault.at(self._named), True) from fault
            return self._take_in([operation for operation in operations if operation.changes])

    def undo(self) -> Operation | None:
        """Take back the last operation; one that has not come in is forgotten.

        Returns:
            What was taken back; None where there is nothing to take back.

        Raises:
            SaveError: The blocks were changed by hand since, or the file can't be saved.
        """
        with self._locked():
            try:
                self._take_in([])
            except SaveError:
                if not self._journal.pending:
                    raise
                last = list(self._journal.pending.values())[-1]
                self._drop(last)
                return last
            return self._take_back(self._journal.undoable)

    def redo(self) -> Operation | None:
        """Do again what was taken back last.

        Returns:
            The operation whose changes were taken back; None where there is nothing to do again.

        Raises:
            SaveError: The blocks were changed by hand since, or the file can't be saved.
        """
        with self._locked():
            self._take_in([])
            return self._take_back(self._journal.redoable)

    def settle(self) -> Document:
        """Take in what has not come in.

        Returns:
            The file as it is now.

        Raises:
            SaveError: It can't be saved.
        """
        if not self.waiting():
            with _told(self._named):
                return self.load()
        return self.change(lambda _: [])

    def undoable(self) -> Operation | None:
        """The operation that undoing would take back; ids of operations are in order of time over all files."""
        pending = self.waiting()
        return pending[-1] if pending else self._journal.undoable[-1] if self._journal.undoable else None

    def redoable(self) -> Operation | None:
        """The operation that took back what redoing would do again."""
        self.waiting()
        return self._journal.redoable[-1] if self._journal.redoable else None

    # Saving

    def _keep(self, make: Make, fault: TomlError) -> None:
        """Write changes to the journal for later, worked out from what of the file can be read.

        Raises:
            SaveError: They can't be made from that, or not be written.
        """
        for document in (self._salvaged(), self.readable()):
            with contextlib.suppress(SaveError):
                operation = _operation(make(document))
                return self._begin(operation) if operation.changes else None
        raise SaveError(fault.at(self._named)) from fault

    def _salvaged(self) -> Document:
        """What can be read of a file that is no TOML."""
        contents = None
        with contextlib.suppress(ValueError):
            contents = atomic.read(self.path)
        return blocks.salvage(contents.data.decode("utf-8", "replace") if contents else "")

    def _take_back(self, stack: Sequence[Operation]) -> Operation | None:
        """Reverse the last operation of a stack.

        Raises:
            SaveError: It can't be reversed, or the file can't be saved.
        """
        if not stack:
            return None
        last, document = stack[-1], self.load()
        try:
            changes = tuple(changing.reverse(document, change) for change in last.changes)
        except SaveError:
            self._drop(last)
            raise
        self._take_in([Operation(new_id("o"), _stamp(), changes, last.id)])
        return last

    def _take_in(self, operations: Sequence[Operation]) -> Document:
        """Save what has not come in, and more operations behind it. The lock is held.

        Raises:
            SaveError: The file can't be saved.
        """
        for operation in operations:
            self._begin(operation)
        pending = list(self._journal.pending.values())
        if not pending:
            with _told(self._named):
                return self.load()
        for _ in range(atomic.TRIES):
            with _told(self._named, kept=True):
                contents, document = self._read(), self.load()
                self._check(contents)
                result = changing.applied(document, pending, self._form, self._cache)
                if result.document is not document:
                    data = result.document.text.encode()
                    try:
                        mark = atomic.replace(self.path, contents, data)
                    except ChangedElsewhereError:
                        continue
                    self._last, self._data = (mark, result.document), data
                    layouts.remember(data, result.document, self._cache)
            self._finish(pending, result.refused)
            for operation in operations:
                if operation.id in result.refused:
                    raise SaveError(f"{self._named}: {result.refused[operation.id]}")
            with _told(self._named):
                return self.load()
        raise SaveError(f"{self._named}: another program changes it all the time; close that one and try again", True)

    def _finish(self, operations: Sequence[Operation], refused: Mapping[str, str]) -> None:
        """Write down what has come in, and what never will.

        Where that can't be written nothing is lost: an operation that is found to have come in is not done again.
        """
        with contextlib.suppress(OSError):
            self._journal.done(operation.id for operation in operations if operation.id not in refused)
            for identity in refused:
                self._journal.drop(identity)

    def _read(self) -> atomic.Contents | None:
        """Read the file.

        Raises:
            TomlError: It can't be read, or is no TOML.
        """
        try:
            contents = atomic.read(self.path)
        except ValueError as fault:
            raise TomlError(str(fault)) from fault
        data = contents.data if contents else b""
        if self._last is not None and data == self._data:
            self._last = (contents.signature if contents else None, self._last[1])
            return contents
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            raise TomlError("is not UTF-8", line, fault.start - data.rfind(b"\n", 0, fault.start)) from fault
        document = layouts.parse(data, text, self._cache)
        self._last, self._data = (contents.signature if contents else None, document), data
        return contents

    def _check(self, contents: atomic.Contents | None) -> None:
        """See whether the file may be changed.

        Raises:
            TomlError: It may not.
        """
        schema = self.load().head.get("schema", self._form.schema)
        if not isinstance(schema, int) or schema > self._form.schema:
            raise TomlError(f"is of schema {schema}, newer than this program, and so is only read; update reader")
        if contents is not None and (not contents.mode & 0o222 or not os.access(self.path, os.W_OK)):
            raise TomlError("may not be written (it is read-only)")

    def _begin(self, operation: Operation) -> None:
        """Write an operation to the journal.

        Raises:
            SaveError: It can't be written.
        """
        try:
            self._journal.begin(operation)
        except (OSError, ValueError, ChangedElsewhereError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault) or "it was changed meanwhile"
            raise SaveError(
                f"{self._base}.journal: can't be written ({reason.lower()}); nothing was changed"
            ) from fault

    def _drop(self, operation: Operation) -> None:
        with contextlib.suppress(OSError):
            self._journal.drop(operation.id)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the locks: one with the journal, and one beside the file where its folder can be written.

        Raises:
            SaveError: They can't be had, or nothing may be changed.
        """
        if locations.read_only():
            raise SaveError(f"opened for reading only: {self._named} stays as it is")
        with contextlib.ExitStack() as stack:
            try:
                locations.make_private(self._state)
                stack.enter_context(atomic.locked(f"{self._base}.lock", self._form.patience))
                stack.enter_context(atomic.locked_beside(self.path, self._form.patience))
                self._journal.refresh()
            except TimeoutError as fault:
                raise SaveError(f"{self._named}: {fault}; nothing was changed") from fault
            except OSError as fault:
                reason = (fault.strerror or type(fault).__name__).lower()
                where = fault.filename or self._named
                raise SaveError(f"{where}: can't be written ({reason}); nothing was changed") from fault
            yield


@contextlib.contextmanager
def _told(path: str, kept: bool = False) -> Iterator[None]:
    """Turn what goes wrong within into one line.

    Raises:
        SaveError: With that line.
    """
    try:
        yield
    except TomlError as fault:
        raise SaveError(fault.at(path), kept) from fault
    except OSError as fault:
        raise SaveError(
            f"{path}: can't be written: {(fault.strerror or type(fault).__name__).lower()}", kept
        ) from fault


def _operation(changes: Sequence[Change], lasting: bool = False) -> Operation:
    """A new operation; a lasting one, which is never taken back, passes for its own reversal."""
    identity = new_id("o")
    real = tuple(change for change in changes if change.before != change.after)
    return Operation(identity, _stamp(), real, identity if lasting else "")


def _stamp() -> str:
    return f"{now():%Y-%m-%dT%H:%M:%SZ}"
