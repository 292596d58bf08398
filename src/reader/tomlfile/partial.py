"""Reading a large text again after a change: what is near the change is looked at, all else moved along."""

from bisect import bisect_right
from collections.abc import Sequence

from reader.tomlfile import blocks
from reader.tomlfile.blocks import Block, Document
from reader.tomlfile.cache import BlockCache
from reader.tomlfile.splicing import Splice

LARGE = 256 * 1024
"""Characters up to which everything is read again."""


def parse_again(document: Document, splices: Sequence[Splice], text: str, cache: BlockCache) -> Document:
    """Read a text that came of another.

    Args:
        document: The other.
        splices: What was done to it.
        text: What came of that.
        cache: Blocks that were read before.

    Returns:
        The text with its values.

    Raises:
        TomlError: It is no TOML, or none that can be changed safely.
    """
    near = _near(document, splices, text, cache) if len(text) > LARGE else None
    return blocks.parse(text, cache) if near is None else near


def _near(document: Document, splices: Sequence[Splice], text: str, cache: BlockCache) -> Document | None:
    """The same from what is near the change; None where more than that has to be looked at.

    Raises:
        TomlError: It is no TOML.
    """
    starts = [block.start for block in document.blocks]
    first = bisect_right(starts, min(splice.start for splice in splices)) - 2
    last = bisect_right(starts, max(splice.end for splice in splices)) + 1
    if first < 1:
        return None
    begin = starts[first] - 1  # with the line break before, so that comments on top are seen to belong to the block
    shift = len(text) - len(document.text)
    end = starts[last] + shift if last < len(starts) else len(text)
    part = blocks.parse(text[begin:end], cache)
    if part.head or not _is_apart(document, part, first, last):
        return None
    line = document.text.count("\n", 0, begin)
    lines = text.count("\n", begin, end) - document.text.count("\n", begin, end - shift)
    after = document.blocks[last:]
    here = (_moved(block, begin, line) for block in part.blocks)
    return Document(
        text, document.head, (*document.blocks[:first], *here, *(_moved(block, shift, lines) for block in after))
    )


def _is_apart(document: Document, part: Document, first: int, last: int) -> bool:
    """Whether what is near the change has lost no block, and has none with an id that is elsewhere."""
    before = {(block.table, block.id) for block in document.blocks[first:last]}
    return before <= part.places.keys() and document.places.keys().isdisjoint(part.places.keys() - before)


def _moved(block: Block, shift: int, lines: int) -> Block:
    """A block that lies elsewhere."""
    table, identity, start, header, end, line, value = block
    return Block(table, identity, start + shift, header + shift, end + shift, line + lines, value)
