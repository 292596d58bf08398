"""Changing a TOML text: blocks put in, taken out or changed, and every other byte as it was."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.tomlfile.blocks import Block, Document, is_blank, whole_lines
from reader.tomlfile.scanning import BOM, statements


class Splice(NamedTuple):
    """A stretch of a text and what is to stand there."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """A text with some stretches of it replaced; of those at one place the first comes first."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda splice: (splice.end, splice.start)):
        parts += (text[done : splice.start], splice.text)
        done = max(done, splice.end)
    return "".join([*parts, text[done:]])


def putting_in(document: Document, sources: Sequence[str], behind: Block | None, at_top: bool = False) -> Splice:
    """Put blocks in.

    Args:
        document: The text.
        sources: The blocks, with ``\\n`` line ends.
        behind: The block to put them behind; None for the end.
        at_top: Put them before the first block, if there is one.

    Returns:
        What is to be done to the text.
    """
    text, newline = document.text, document.newline
    even = [source.replace("\n", newline) for source in sources]
    if at_top and document.blocks:
        at = document.blocks[0].start
        return Splice(at, at, "".join(source + newline for source in even))
    at = behind.end if behind else len(text)
    if is_empty(document):
        return Splice(at, at, newline.join(even))
    torn = newline if text[at - 1] != "\n" else ""
    return Splice(at, at, torn + "".join(newline + source for source in even))


def is_empty(document: Document) -> bool:
    """Whether there is nothing in a text."""
    text = document.text.removeprefix(BOM)
    return not text or text.isspace()


def taking_out(document: Document, block: Block) -> Splice:
    """Take a block out, with the comments above it and the blank line that set it apart."""
    text, start, end = document.text, block.start, block.end
    next_line = text.find("\n", end) + 1 or len(text)
    if end == len(text) or is_blank(text[end:next_line]):
        last = text.rfind("\n", 0, max(0, start - 1)) + 1
        if start and text[start - 1] == "\n" and is_blank(text[last:start]):
            start = last
        elif not start:
            end = next_line
    return Splice(start, end, "")


def exchanging(document: Document, block: Block, source: str) -> Splice:
    """Put another block, with ``\\n`` line ends, in the place of one and of the comments above it."""
    return Splice(block.start, block.end, source.replace("\n", document.newline))


def with_fields(source: str, fields: Mapping[str, str | None], order: Sequence[str] = ()) -> str:
    """Change some fields of a block; the others, their order and all comments stay.

    Args:
        source: The block, with ``\\n`` line ends and the comments above it if it has any.
        fields: By key, the line or lines of the whole pair; None takes the field away.
        order: The usual order of fields, by which new ones find their place.

    Returns:
        The block, changed.
    """
    waiting = dict(fields)
    parts: list[str] = []
    ends = {"": 0}  # how many parts there are up to the end of each own field, and of the header
    within = 0
    for statement in statements(source):
        part = source[statement.start : statement.end]
        within += statement.kind == "header"
        own = _key(part) if statement.kind == "pair" and within == 1 else ""
        if own in waiting:
            part = waiting.pop(own) or ""
        parts.append(part)
        if within == 1 and statement.kind in ("header", "pair"):
            ends[own] = len(parts)
    last = max(ends.values())
    parts[:last] = [whole_lines(part) if part else "" for part in parts[:last]]
    new = {key: pair for key, pair in waiting.items() if pair}
    for key in sorted(new, key=lambda key: order.index(key) if key in order else len(order)):
        before = order[: order.index(key)] if key in order else ()
        at = max((ends[other] for other in before if other in ends), default=ends[""] if before else last)
        parts.insert(at, new[key] or "")
        ends = {other: end + (end > at) for other, end in ends.items()} | {key: at + 1}
        last += 1
    return "".join(parts)


def _key(pair: str) -> str:
    """The key of a pair, empty where it has several parts."""
    match = re.match(r"[ \t]*[\"']?([A-Za-z0-9_-]+)[\"']?[ \t]*=", pair)
    return match[1] if match else ""
