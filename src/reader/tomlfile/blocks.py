"""A user's TOML text as blocks: each ``[[table]]`` with its fields and the comments that belong to it.

Blocks are read one by one, which is far quicker than reading the whole, and lets what has not changed be taken from an
earlier reading. Changing one leaves every other byte as it is.
"""

import contextlib
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, NoReturn

from reader.tomlfile.cache import BlockCache
from reader.tomlfile.calm import calm
from reader.tomlfile.faults import TomlError
from reader.tomlfile.framing import Frame, Piece, Values, frames, table_of
from reader.tomlfile.scanning import BOM, position

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_PLAIN = r'"[^"\\\x00-\x1f\x7f]*"'
_NUMBER = r"(?:0|[1-9]\d{0,11})"
_ITEM = re.compile(f"{_PLAIN}|{_NUMBER}")
_SIMPLE = re.compile(
    rf"([A-Za-z0-9_-]+) = (?:({_PLAIN})|({_TIME})|({_NUMBER})"
    rf"|\[((?:{_PLAIN}(?:, {_PLAIN})*+)|(?:{_NUMBER}(?:, {_NUMBER})*+))\])(?:\r?\n)?"
)


class Block(NamedTuple):
    """One ``[[table]]`` of a text."""

    table: str
    id: str
    """Its own, or one made from its place where it has none or shares it with an earlier block."""
    start: int
    """Where the comments above it begin."""
    header: int
    end: int
    line: int
    """Of the header, counted from 1."""
    value: Values


class Document:
    """A TOML text taken apart; never changed once made."""

    def __init__(self, text: str, head: Values, blocks: tuple[Block, ...] = ()) -> None:
        """Hold a text.

        Args:
            text: The whole text, line ends as they are.
            head: All that lies outside of the blocks.
            blocks: The blocks, in order.
        """
        self.text = text
        self.head = head
        self.blocks = blocks

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """Where each block stands among them, by table and id."""
        return {(block.table, block.id): number for number, block in enumerate(self.blocks)}

    def find(self, table: str, identity: str) -> Block | None:
        """The block with an id, None where there is none."""
        number = self.places.get((table, identity))
        return None if number is None else self.blocks[number]

    def source(self, block: Block) -> str:
        """A block as it stands in the text with the comments above it, line ends made ``\\n``."""
        return whole_lines(self.text[block.start : block.end]).replace("\r\n", "\n")

    @property
    def newline(self) -> str:
        """The line end that the text uses."""
        return "\r\n" if self.text[: self.text.find("\n") + 1].endswith("\r\n") else "\n"


def parse(text: str, cache: BlockCache | None = None) -> Document:
    """Read a TOML text.

    Args:
        text: The whole text, line ends as they are.
        cache: Blocks that were read before; those that are new are put in.

    Returns:
        The text with its values.

    Raises:
        TomlError: It is no TOML, or none that can be changed safely.
    """
    with calm():
        return _parsed(text, BlockCache() if cache is None else cache)


def _parsed(text: str, cache: BlockCache) -> Document:
    """Read a TOML text.

    Raises:
        TomlError: It is no TOML, or none that can be changed safely.
    """
    blocks: list[Block] = []
    taken: set[tuple[str, str]] = set()
    between: list[str] = []
    done = 0
    for frame in frames(text, cache.get):
        table, start, header, end, line, _, _, known = frame
        if start > done + 1 or text[done:start] != "\n":  # most often it is one blank line
            between.append(text[done:start])
        value = _held(text, frame, cache) if known is None else known
        identity = value.get("id")
        if not isinstance(identity, str) or not identity or (table, identity) in taken:
            identity = _identity(identity, text[header:end], table, taken)
        taken.add((table, identity))
        blocks.append(Block(table, identity, start, header, end, line, value))
        done = end
    between.append(text[done:])
    head = "".join(part for part in between if part.strip("\n"))
    return Document(text, _head(text, head, {block.table for block in blocks}), tuple(blocks))


def salvage(text: str) -> Document:
    """Read of a text that is no TOML the blocks that would be.

    Args:
        text: The whole text.

    Returns:
        Those blocks, without a head.
    """
    blocks: list[Block] = []
    taken: set[tuple[str, str]] = set()
    with contextlib.suppress(TomlError):
        for frame in frames(text, BlockCache().get):
            source = text[frame.header : frame.end]
            with contextlib.suppress(TomlError):
                value = _value(source, source, frame.table, 1)
                identity = value.get("id")
                if isinstance(identity, str) and (frame.table, identity) not in taken:
                    taken.add((frame.table, identity))
                    blocks.append(Block(frame.table, identity, frame.start, frame.header, frame.end, frame.line, value))
    return Document(text, {}, tuple(blocks))


def _held(text: str, frame: Frame, cache: BlockCache) -> Values:
    """What a block holds that was never met before.

    Raises:
        TomlError: It is no TOML, or makes none with what is around it.
    """
    source = text[frame.header : frame.end]
    value = _simple(source) or _value(text, source, frame.table, frame.line)
    if frame.chunk:
        cache.put(frame.chunk, Piece(frame.table, len(source), frame.comments, frame.chunk.count("\n"), value))
    return value


def parse_whole(text: str) -> None:
    """Read a text the plain way, without taking it apart.

    Raises:
        TomlError: It is no TOML.
    """
    try:
        _loads(text)
    except (ValueError, RecursionError) as fault:
        raise _located(text, str(fault), 0) from fault


def _identity(own: object, source: str, table: str, taken: set[tuple[str, str]]) -> str:
    """An id that no block before has."""
    import hashlib

    base = own if isinstance(own, str) and own else "b-" + hashlib.sha256(source.encode()).hexdigest()[:8]
    identity, number = base, 1
    while (table, identity) in taken:
        number += 1
        identity = f"{base}~{number}"
    return identity


def _simple(source: str) -> Values | None:
    """Read a block as this program writes it, many times quicker than TOML is read; None for all others."""
    lines = _LINE.findall(source)
    header = table_of(lines[0])
    if header is None or not is_blank(lines[0][header.end() :]):
        return None
    return _pairs(lines[1:])


def _simple_head(source: str) -> Values | None:
    """Read what lies outside of blocks in the same way."""
    lines = [line for line in _LINE.findall(source) if line not in ("\n", "\r\n")]
    return _pairs(line for line in lines if not (line[0] == "#" and line.rstrip("\r\n").isprintable()))


def _pairs(lines: Iterable[str]) -> Values | None:
    """Read simple fields, one a line; None where one is not simple."""
    value: Values = {}
    for line in lines:
        match = _SIMPLE.fullmatch(line)
        if match is None or match[1] in value:
            return None
        key, string, time, number, items = match.groups()
        if string:
            value[key] = string[1:-1]
        elif number:
            value[key] = int(number)
        elif items:
            value[key] = [item[1:-1] if item[0] == '"' else int(item) for item in _ITEM.findall(items)]
        else:
            try:
                value[key] = datetime.fromisoformat(time)
            except ValueError:
                return None
    return value


def _value(text: str, source: str, table: str, line: int) -> Values:
    """Read a block.

    Raises:
        TomlError: It is no TOML, or makes none with what is around it.
    """
    try:
        value = _loads(source).get(table)
    except (ValueError, RecursionError) as fault:
        _refuse(text, fault, line)
    if not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)):
        _refuse(text, None, line)
    found: Values = value[0]
    return found


def _head(text: str, between: str, tables: set[str]) -> Values:
    """Read what lies outside of the blocks.

    Raises:
        TomlError: It is no TOML, or makes none with the blocks.
    """
    try:
        simple = _simple_head(between)
        head = _loads(between) if simple is None else simple
    except (ValueError, RecursionError) as fault:
        _refuse(text, fault, 0)
    if not tables.isdisjoint(head):
        _refuse(text, None, 0)
    return head


def _loads(source: str) -> Values:
    """Read TOML.

    Raises:
        ValueError: It is none.
        RecursionError: It is nested too deeply.
    """
    import tomllib

    return tomllib.loads(source.removeprefix(BOM))


def _refuse(text: str, fault: Exception | None, line: int) -> NoReturn:
    """Say what is wrong with a text, and where it is wrong in the whole of it.

    Raises:
        TomlError: Always.
    """
    try:
        _loads(text)
    except RecursionError:
        raise TomlError("is nested too deeply", line) from fault
    except ValueError as whole:
        raise _located(text, str(whole), line) from fault
    raise TomlError("is TOML, but its tables are interleaved in a way that can't be changed safely", line) from fault


def _located(text: str, message: str, line: int) -> TomlError:
    """A fault with the place that tomllib's message names."""
    match = _PLACE.search(message)
    reason = message[: match.start()] if match else message
    reason = reason[:1].lower() + reason[1:]
    if match is None:
        return TomlError(reason, line)
    return (
        TomlError(reason, int(match[1]), int(match[2])) if match[1] else TomlError(reason, *position(text, len(text)))
    )


def is_blank(line: str) -> bool:
    """Whether there is nothing but white space on a line."""
    return not line.strip(" \t\r\n")


def whole_lines(text: str, newline: str = "\n") -> str:
    """A text that ends with its last line."""
    return text if not text or text.endswith("\n") else text + newline
