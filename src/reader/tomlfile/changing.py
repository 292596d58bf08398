"""From operations to a text: each change is made only where it fits, and its result is read and compared."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.tomlfile import blocks
from reader.tomlfile.blocks import Document
from reader.tomlfile.faults import SaveError, TomlError
from reader.tomlfile.journal import Change, Operation
from reader.tomlfile.scanning import BOM

_NOT_MEANT = "would not hold what was meant after this change, so it was not made"
_WHOLE = 16 * 1024  # characters up to which a result is also read as a whole


class Result(NamedTuple):
    """What came of some operations."""

    text: str
    refused: dict[str, str]
    """Why those that no longer fit were left out, by id."""


def applied(document: Document, operations: Sequence[Operation], opening: str) -> Result:
    """The text after some operations.

    Args:
        document: What they are done to.
        operations: In order; one that no longer fits what is there is left out.
        opening: What an empty text begins with.

    Returns:
        The new text, and what was left out.
    """
    refused: dict[str, str] = {}
    for operation in operations:
        step = document
        try:
            for change in operation.changes:
                step = _changed(step, change, opening)
            if step is not document and len(step.text) < _WHOLE:
                blocks.parse_whole(step.text)
        except (SaveError, TomlError) as fault:
            refused[operation.id] = str(fault)
        else:
            document = step
    return Result(document.text, refused)


def _changed(document: Document, change: Change, opening: str) -> Document:
    """A document after one change.

    Raises:
        SaveError: The change does not fit.
        TomlError: The result is not what was meant.
    """
    block = document.find(change.table, change.id)
    if block is None:
        if change.after is None:
            return document
        if change.before is not None:
            raise SaveError(f"{change.id} was removed by hand since")
        return _put_in(document, change, change.after, opening)
    current = block.value
    wanted = _value(change.after)
    if current == wanted:
        return document
    if change.before is None or current != _value(change.before):
        raise SaveError(f"{change.id} was changed by hand since")
    expected = list(blocks.contents(document))
    at = document.blocks.index(block)
    if change.after is None or wanted is None:
        text = blocks.without_block(document, block)
        del expected[at]
    else:
        text = blocks.with_source(document, block, change.after)
        expected[at] = (change.table, wanted)
    return _as_meant(document, text, expected, document.head)


def _put_in(document: Document, change: Change, source: str, opening: str) -> Document:
    """A document with one block more.

    Raises:
        TomlError: The result is not what was meant.
    """
    text = blocks.with_block(document, source, change.behind, opening)
    after = blocks.parse(text, document)
    block = after.find(change.table, change.id)
    wanted = _value(source)
    if block is None or wanted is None:
        raise TomlError(_NOT_MEANT)
    expected = list(blocks.contents(document))
    expected.insert(after.blocks.index(block), (change.table, wanted))
    head = document.head if document.text.removeprefix(BOM).strip() else after.head
    return _as_meant(document, text, expected, head)


def _as_meant(
    before: Document, text: str, expected: Sequence[tuple[str, blocks.Values]], head: blocks.Values
) -> Document:
    """Read a new text and compare it with what was meant.

    Raises:
        TomlError: It differs.
    """
    after = blocks.parse(text, before)
    if list(blocks.contents(after)) != list(expected) or after.head != head:
        raise TomlError(_NOT_MEANT)
    return after


def _value(source: str | None) -> blocks.Values | None:
    """What a block holds, given as text."""
    if source is None:
        return None
    found = blocks.parse(source).blocks
    return found[0].value if found else None


def found(document: Document, table: str, identity: str) -> blocks.Block:
    """The block with an id.

    Raises:
        SaveError: There is none.
    """
    block = document.find(table, identity)
    if block is None:
        raise SaveError(f"there is no {table} {identity}")
    return block


def removal(document: Document, table: str, identity: str) -> Change:
    """The change that takes a block away.

    Raises:
        SaveError: There is none.
    """
    block = found(document, table, identity)
    at = document.blocks.index(block)
    behind = document.blocks[at - 1].id if at else ""
    return Change(table, identity, document.source(block), None, behind)


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
