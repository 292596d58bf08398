"""The file of corrections: read, added to, undone."""

import os
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from reader import locations
from reader.corrections import forms
from reader.corrections.values import Correction, Corrections
from reader.tomlfile import Change, Document, Fault, Form, Operation, TomlError, TomlFile, parse

SCHEMA = 1


class Step(NamedTuple):
    """What undoing or redoing has done."""

    removed: tuple[Correction, ...]
    restored: tuple[Correction, ...]
    corrections: Corrections
    """All that hold now."""


def current(path: str | None = None) -> Corrections:
    """The corrections that hold now; read again only when the file has changed.

    Args:
        path: The file; the usual one by default.

    Returns:
        The corrections, and what is wrong with the file.
    """
    return _store(os.path.abspath(path or locations.corrections_file())).load()


@lru_cache(maxsize=8)
def _store(path: str) -> "Store":
    return Store(path)


class Store:
    """A file of corrections. What writes may wait for the disk or another process: not for the screen's own thread."""

    def __init__(self, path: str | None = None) -> None:
        """Take up a file.

        Args:
            path: The file; the usual one by default. It need not exist.
        """
        self.path = path or locations.corrections_file()
        self._file = TomlFile(self.path, Form(forms.OPENING, SCHEMA), locations.state())
        self._folder = os.path.dirname(self._file.path)
        self._last: tuple[Document, Corrections] | None = None
        self._seen: tuple[int, int, int] | None = None

    def load(self) -> Corrections:
        """Read the file; quick where it has not changed since.

        Returns:
            The corrections, with faults: those that are damaged, or none where the file can't be read.
        """
        self._seen = self._file.signature()
        try:
            return self._read(self._file.load())
        except TomlError as fault:
            return Corrections((), [Fault(self.path, fault.line, fault.column, fault.reason)])

    def changed(self) -> bool:
        """Whether the file was changed, by whomever, since it was last loaded; one look at the disk."""
        return self._file.signature() != self._seen

    def waiting(self) -> tuple[Correction, ...]:
        """What could not be saved yet and comes in at the next save that succeeds."""
        changes = (change for operation in self._file.waiting() for change in operation.changes)
        return tuple(self._made(change.after for change in changes))

    def add(self, correction: Correction) -> Corrections:
        """Keep a correction.

        Args:
            correction: What the user has said.

        Returns:
            All that hold now.

        Raises:
            SaveError: It can't be saved; if the error's ``kept`` is true, it comes in later.
        """
        if any(_same(correction, other) for other in self.waiting()):
            return self.settle()
        return self._now(self._file.add(forms.TABLE, forms.to_block(correction, self._folder)))

    def remove(self, identity: str) -> Corrections:
        """Take a correction back, whenever it was made.

        Args:
            identity: Its id.

        Returns:
            All that hold now.

        Raises:
            SaveError: There is none, or the file can't be saved.
        """
        return self._now(self._file.remove(forms.TABLE, identity))

    def undo(self) -> Step | None:
        """Take back what was done last, by whichever window or command.

        Returns:
            What that did; None where there is nothing to take back.

        Raises:
            SaveError: It was changed by hand since, or the file can't be saved.
        """
        return self._step(self._file.undo())

    def redo(self) -> Step | None:
        """Do again what was taken back last.

        Returns:
            What that did; None where there is nothing to do again.

        Raises:
            SaveError: It was changed by hand since, or the file can't be saved.
        """
        return self._step(self._file.redo())

    def last(self, back: bool) -> str:
        """The id of the operation that undoing (redoing, where not ``back``) would be about; empty where there is none.

        Ids of operations, also those of other files, are in order of time.
        """
        operation = self._file.undoable() if back else self._file.redoable()
        return operation.id if operation else ""

    def settle(self) -> Corrections:
        """Take in what is waiting.

        Returns:
            All that hold now.

        Raises:
            SaveError: The file can't be read or saved.
        """
        return self._now(self._file.settle())

    def _now(self, document: Document) -> Corrections:
        """What a document holds, which was read just now."""
        self._seen = self._file.signature()
        return self._read(document)

    def _read(self, document: Document) -> Corrections:
        """The corrections of a document."""
        if self._last is not None and self._last[0] is document:
            return self._last[1]
        items: list[Correction] = []
        faults: list[Fault] = []
        if forms.TABLE in document.head:
            faults.append(Fault(self.path, 0, 0, f"must hold each correction under a line [[{forms.TABLE}]]"))
        schema = document.head.get("schema", SCHEMA)
        if not isinstance(schema, int) or schema > SCHEMA:
            faults.append(
                Fault(self.path, 0, 0, f"is of schema {schema}, newer than this program, and so is only read")
            )
        for block in document.blocks:
            if block.table != forms.TABLE:
                continue
            try:
                items.append(forms.from_block(block.id, block.value, self._folder))
            except ValueError as fault:
                faults.append(Fault(self.path, block.line, 0, str(fault), block.id))
        self._last = (document, Corrections(items, faults))
        return self._last[1]

    def _step(self, operation: Operation | None) -> Step | None:
        """What undoing or redoing an operation has done."""
        if operation is None:
            return None
        changes: tuple[Change, ...] = operation.changes
        removed = tuple(self._made(change.after for change in changes))
        restored = tuple(self._made(change.before for change in changes))
        return Step(removed, restored, self.load())

    def _made(self, sources: Iterable[str | None]) -> Iterable[Correction]:
        """The corrections that blocks hold, damaged ones left out."""
        for source in sources:
            try:
                for block in parse(source).blocks if source else ():
                    yield forms.from_block(block.id, block.value, self._folder)
            except ValueError:
                continue


def _same(one: Correction, other: Correction) -> bool:
    """Whether two corrections say the same."""
    return one._replace(id="", created=None) == other._replace(id="", created=None)
