"""From operations to a text: each change is made only where it fits, and its result is read and compared."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from reader.tomlfile import blocks, splicing
from reader.tomlfile.blocks import Block, Document
from reader.tomlfile.cache import BlockCache
from reader.tomlfile.faults import SaveError, TomlError
from reader.tomlfile.framing import Values
from reader.tomlfile.journal import Change, Operation
from reader.tomlfile.partial import parse_again
from reader.tomlfile.scanning import BOM
from reader.tomlfile.splicing import Splice
from reader.tomlfile.writing import block_text, pair_text

Merge = Callable[[str, Values, Values, Values], Values]
"""Makes one of a block, given its table, what it held before, what it holds now, and what it was to hold."""

_NOT_MEANT = "would not hold what was meant after this change, so it was not made"
_WHOLE = 16 * 1024  # characters up to which a result is also read as a whole


class Form(NamedTuple):
    """What is particular to a kind of file."""

    opening: str
    """What a new one begins with: comments, and its schema."""
    schema: int = 1
    """The newest that this program knows; files of a newer one are only read."""
    patience: float = 15.0
    """Seconds to wait for another process."""
    merge: Merge | None = None
    """Makes one of a block that was changed here and elsewhere; without it the change made elsewhere stands alone."""
    orders: Mapping[str, Sequence[str]] = {}
    """The usual order of fields, by table."""


class Result(NamedTuple):
    """What came of some operations."""

    document: Document
    refused: dict[str, str]
    """Why those that no longer fit were left out, by id."""


def applied(document: Document, operations: Sequence[Operation], form: Form, cache: BlockCache) -> Result:
    """The text after some operations.

    Args:
        document: What they are done to.
        operations: In order; one that no longer fits what is there is left out.
        form: What is particular to this kind of file.
        cache: Blocks that were read before.

    Returns:
        The new text, and what was left out.
    """
    refused: dict[str, str] = {}
    for operation in operations:
        try:
            step = _Draft(document, form).finished(operation.changes, cache)
            if step is not document and len(step.text) < _WHOLE:
                blocks.parse_whole(step.text)
        except (SaveError, TomlError) as fault:
            refused[operation.id] = str(fault)
        else:
            document = step
    return Result(document, refused)


class _New(NamedTuple):
    """A block that is put in."""

    change: Change
    source: str
    value: Values


class _Draft:
    """The changes of one operation, gathered and then made at once."""

    def __init__(self, document: Document, form: Form) -> None:
        self._document = document
        self._form = form
        self._splices: list[Splice] = []
        self._values: dict[int, Values | None] = {}  # of the blocks that change, by number; None where one goes
        self._new: dict[int, list[_New]] = {}  # by the number of the block they stand behind, -1 being the top
        self._behind: dict[str, int] = {}  # the same by id of what is new

    def finished(self, changes: Sequence[Change], cache: BlockCache) -> Document:
        """The document after the changes.

        Raises:
            SaveError: A change does not fit.
            TomlError: The result is not what was meant.
        """
        for change in changes:
            self._gather(change)
        if not self._splices and not self._new:
            return self._document
        splices = self._all_splices()
        text = splicing.spliced(self._document.text, splices)
        if splicing.is_empty(self._document) and self._form.opening:
            text = f"{self._form.opening}\n{text.removeprefix(BOM).lstrip()}"
        after = parse_again(self._document, splices, text, cache)
        head = after.head if splicing.is_empty(self._document) else self._document.head
        contents = [(block.table, block.value) for block in after.blocks]
        if contents != self._expected() or after.head != head:
            raise TomlError(_NOT_MEANT)
        return after

    def _gather(self, change: Change) -> None:
        """Take in one change.

        Raises:
            SaveError: It does not fit.
            TomlError: It is no TOML.
        """
        number = self._document.places.get((change.table, change.id))
        if number is None:
            if change.after is not None:
                self._put_in(change, change.after)
            return
        block = self._document.blocks[number]
        source, wanted = change.after, _value(change.after)
        if block.value == wanted:
            return
        if change.before is None or block.value != _value(change.before):
            source, wanted = self._merged(change, block, wanted)
            if block.value == wanted:
                return
        self._values[number] = wanted
        gone = source is None or wanted is None
        self._splices.append(
            splicing.taking_out(self._document, block)
            if gone
            else splicing.exchanging(self._document, block, source or "")
        )

    def _put_in(self, change: Change, source: str) -> None:
        """Take in a block that is new.

        Raises:
            SaveError: It is not new, but was taken away.
            TomlError: It is no TOML.
        """
        if change.before is not None:
            raise SaveError(f"{change.id} was removed by hand since")
        value = _value(source)
        if value is None:
            raise TomlError(_NOT_MEANT)
        number = self._behind.get(change.behind or "")
        if number is not None:
            row = self._new[number]
            at = 1 + [new.change.id for new in row].index(change.behind or "")
        else:
            number = _number(self._document, change.behind)
            row = self._new.setdefault(number, [])
            at = len(row) if number == len(self._document.blocks) else 0
        row.insert(at, _New(change, source, value))
        self._behind[change.id] = number

    def _merged(self, change: Change, block: Block, wanted: Values | None) -> tuple[str, Values]:
        """A block that was changed elsewhere with what was meant here.

        Raises:
            SaveError: They can't be made one.
        """
        before = _value(change.before)
        if self._form.merge is None or wanted is None or before is None:
            raise SaveError(f"{change.id} was changed by hand since")
        value = self._form.merge(change.table, before, block.value, wanted)
        keys = [*block.value, *(key for key in value if key not in block.value)]
        fields = {key: value.get(key) for key in keys if block.value.get(key) != value.get(key)}
        source = edited(self._document.source(block), fields, self._form.orders.get(change.table, ()))
        return source, _value(source) or value

    def _all_splices(self) -> list[Splice]:
        """What is to be done to the text."""
        document = self._document
        splices = list(self._splices)
        for number, row in self._new.items():
            behind = document.blocks[number] if 0 <= number < len(document.blocks) else None
            splices.append(splicing.putting_in(document, [new.source for new in row], behind, number < 0))
        return splices

    def _expected(self) -> list[tuple[str, Values]]:
        """What the blocks are to hold after the changes."""
        expected: list[tuple[str, Values]] = []
        present = self._document.blocks
        for number in range(-1, len(present) + 1):
            if 0 <= number < len(present):
                value = self._values.get(number, present[number].value)
                if value is not None:
                    expected.append((present[number].table, value))
            expected += [(new.change.table, new.value) for new in self._new.get(number, ())]
        return expected


def _number(document: Document, identity: str | None) -> int:
    """The number of the block with an id, of whichever table; -1 for the top, and one past the last for the end."""
    if identity == "" and document.blocks:
        return -1
    if identity:
        for table in dict.fromkeys(block.table for block in document.blocks):
            number = document.places.get((table, identity))
            if number is not None:
                return number
    return len(document.blocks)


def _value(source: str | None) -> Values | None:
    """What a block holds, given as text.

    Raises:
        TomlError: It is no TOML.
    """
    if source is None:
        return None
    found = blocks.parse(source).blocks
    return found[0].value if found else None


# Changes


def addition(table: str, value: Mapping[str, object], behind: str | None = None) -> Change:
    """The change that puts in a block.

    Args:
        table: What its header names.
        value: Its fields; ``id`` is one of them.
        behind: The id of the block to put it behind, empty for the top; None for the end.

    Returns:
        The change.
    """
    return Change(table, str(value["id"]), None, block_text(table, value), behind)


def edition(
    document: Document, table: str, identity: str, fields: Mapping[str, object | None], order: Sequence[str] = ()
) -> Change:
    """The change that sets fields of a block; the others, their order and all comments stay.

    Args:
        document: Where the block is.
        table: What its header names.
        identity: Its id.
        fields: What to set, and None for what to take away.
        order: The usual order of fields, by which new ones find their place.

    Returns:
        The change.

    Raises:
        SaveError: There is no such block.
    """
    before = document.source(found(document, table, identity))
    return Change(table, identity, before, edited(before, fields, order))


def edited(source: str, fields: Mapping[str, object | None], order: Sequence[str] = ()) -> str:
    """Set fields of a block, given as text.

    Args:
        source: The block.
        fields: What to set, and None for what to take away.
        order: The usual order of fields, by which new ones find their place.

    Returns:
        The block, changed.
    """
    pairs = {key: None if value is None else pair_text(key, value) for key, value in fields.items()}
    return splicing.with_fields(source, pairs, order)


def removal(document: Document, table: str, identity: str) -> Change:
    """The change that takes a block away.

    Raises:
        SaveError: There is none.
    """
    block = found(document, table, identity)
    at = document.places[table, identity]
    behind = document.blocks[at - 1].id if at else ""
    return Change(table, identity, document.source(block), None, behind)


def found(document: Document, table: str, identity: str) -> Block:
    """The block with an id.

    Raises:
        SaveError: There is none.
    """
    block = document.find(table, identity)
    if block is None:
        raise SaveError(f"there is no {table} {identity}")
    return block


def reverse(document: Document, change: Change) -> Change:
    """The change that takes another back.

    Raises:
        SaveError: What it left was changed since.
    """
    block = document.find(change.table, change.id)
    if change.after is None:
        if block is not None:
            raise SaveError(f"{change.id} is there again, so its removal can't be taken back")
        return Change(change.table, change.id, None, change.before, change.behind)
    if block is None:
        raise SaveError(f"{change.id} was removed by hand since, so there is nothing to take back")
    if block.value != _value(change.after):
        raise SaveError(f"{change.id} was changed by hand since, so it is left as it is")
    if change.before is None:
        return removal(document, change.table, change.id)
    return Change(change.table, change.id, document.source(block), change.before)
