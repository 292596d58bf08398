"""A user's TOML text as blocks: each ``[[table]]`` with its fields and the comments that belong to it.

Blocks are read one by one, which is far quicker than reading the whole, and lets what has not changed be taken from an
earlier reading. Changing one leaves every other byte as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, NoReturn

from reader.tomlfile.faults import TomlError
from reader.tomlfile.scanning import BOM, Statement, position, statements

Values = dict[str, object]

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]")
_WITHIN = re.compile(r"[ \t]*\[\[?[ \t]*([A-Za-z0-9_-]+)[ \t]*\.")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_SIMPLE = re.compile(rf'([A-Za-z0-9_-]+) = (?:"([^"\\\x00-\x1f\x7f]*)"|({_TIME})|(0|[1-9]\d{{0,11}}))(?:\r?\n)?')


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


class Document(NamedTuple):
    """A TOML text taken apart."""

    text: str
    head: Values
    """All that lies outside of the blocks."""
    blocks: tuple[Block, ...] = ()

    def find(self, table: str, identity: str) -> Block | None:
        """The block with an id, None where there is none."""
        return next((block for block in self.blocks if block.id == identity and block.table == table), None)

    def source(self, block: Block) -> str:
        """A block as it stands in the text with the comments above it, line ends made ``\\n``."""
        return _whole_lines(self.text[block.start : block.end]).replace("\r\n", "\n")

    @property
    def newline(self) -> str:
        """The line end that the text uses."""
        return "\r\n" if self.text[: self.text.find("\n") + 1].endswith("\r\n") else "\n"


class _Frame(NamedTuple):
    """Where a block lies."""

    table: str
    start: int
    header: int
    end: int


def parse(text: str, earlier: Document | None = None) -> Document:
    """Read a TOML text.

    Args:
        text: The whole text, line ends as they are.
        earlier: A reading of much the same text, whose blocks are taken over where they have not changed.

    Returns:
        The text with its values.

    Raises:
        TomlError: It is no TOML, or none that can be changed safely.
    """
    known = {earlier.text[block.header : block.end]: block.value for block in earlier.blocks} if earlier else {}
    blocks: list[Block] = []
    taken: set[tuple[str, str]] = set()
    between: list[str] = []
    done, line = 0, 1
    for frame in _frames(text):
        between.append(text[done : frame.start])
        line += text.count("\n", done, frame.header)
        source = text[frame.header : frame.end]
        value = known.get(source)
        if value is None:
            value = _simple(source) or _value(text, source, frame.table, line)
        identity = _identity(value, source, frame.table, taken)
        blocks.append(Block(frame.table, identity, frame.start, frame.header, frame.end, line, value))
        line += text.count("\n", frame.header, frame.end)
        done = frame.end
    between.append(text[done:])
    return Document(text, _head(text, "".join(between), {block.table for block in blocks}), tuple(blocks))


def parse_whole(text: str) -> None:
    """Read a text the plain way, without taking it apart.

    Raises:
        TomlError: It is no TOML.
    """
    try:
        _loads(text)
    except (ValueError, RecursionError) as fault:
        raise _located(text, str(fault), 0) from fault


def _frames(text: str) -> Iterator[_Frame]:
    """Where the blocks lie.

    Comments right above a header belong to it, but those at the very top belong to the file; comments right below
    the last field belong to the block as well, those after a blank line to nobody.
    """
    table, start, header, end = "", 0, 0, 0
    comments = -1  # where a run of comments began that no blank line has ended
    top = len(BOM) if text.startswith(BOM) else 0
    for statement in statements(text):
        if statement.kind == "comment":
            comments = statement.start if comments < 0 else comments
            continue
        if statement.kind == "header" and not _belongs(text, statement, table):
            if table:
                yield _Frame(table, start, header, end)
            match = _HEADER.match(text, statement.start)
            table = match[1] if match else ""
            start = comments if comments > top else statement.start
            header, end = statement.start, statement.end
        elif statement.kind == "blank":
            end = statement.start if comments >= 0 and comments == end else end
        else:
            end = statement.end
        comments = -1
    if table:
        yield _Frame(table, start, header, len(text) if comments >= 0 and comments == end else end)


def _belongs(text: str, header: Statement, table: str) -> bool:
    """Whether a header opens a table within the block before it."""
    match = _WITHIN.match(text, header.start) if table else None
    return match is not None and match[1] == table


def _identity(value: Values, source: str, table: str, taken: set[tuple[str, str]]) -> str:
    """An id that no block before has."""
    import hashlib

    own = value.get("id")
    base = own if isinstance(own, str) and own else "b-" + hashlib.sha256(source.encode()).hexdigest()[:8]
    identity, number = base, 1
    while (table, identity) in taken:
        number += 1
        identity = f"{base}~{number}"
    taken.add((table, identity))
    return identity


def _simple(source: str) -> Values | None:
    """Read a block as this program writes it, many times quicker than TOML is read; None for all others."""
    lines = _LINE.findall(source)
    header = _HEADER.match(lines[0])
    if header is None or not _blank(lines[0][header.end() :]):
        return None
    value: Values = {}
    for line in lines[1:]:
        match = _SIMPLE.fullmatch(line)
        if match is None or match[1] in value:
            return None
        if match[3]:
            try:
                value[match[1]] = datetime.fromisoformat(match[3])
            except ValueError:
                return None
        else:
            value[match[1]] = match[2] if match[2] is not None else int(match[4])
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
        head = _loads(between)
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


# Changing a text


def with_block(document: Document, source: str, behind: str | None = None, opening: str = "") -> str:
    """Put a block into a text.

    Args:
        document: The text.
        source: The block, with ``\\n`` line ends.
        behind: The id of the block to put it behind, empty for the top; None for the end.
        opening: What an empty text begins with.

    Returns:
        The new text.
    """
    text, newline = document.text, document.newline
    if not text.removeprefix(BOM).strip():
        return f"{opening}\n{source}" if opening else source
    source = source.replace("\n", newline)
    if behind == "" and document.blocks:
        at = document.blocks[0].start
        return text[:at] + source + newline + text[at:]
    before = next((block for block in document.blocks if behind and block.id == behind), None)
    at = before.end if before else len(text)
    return _whole_lines(text[:at], newline) + newline + source + text[at:]


def without_block(document: Document, block: Block) -> str:
    """Take a block out of a text, with the comments above it and the blank line that set it apart."""
    before, after = document.text[: block.start], document.text[block.end :]
    if not after or _blank(after[: after.find("\n") + 1 or None]):
        last = before.rfind("\n", 0, len(before) - 1) + 1
        if before.endswith("\n") and _blank(before[last:]):
            return before[:last] + after
        if not before:
            return after[after.find("\n") + 1 :] if after else ""
    return before + after


def with_source(document: Document, block: Block, source: str) -> str:
    """Put another block, with ``\\n`` line ends, in the place of one and of the comments above it."""
    text = document.text
    return text[: block.start] + source.replace("\n", document.newline) + text[block.end :]


def with_fields(source: str, fields: Mapping[str, str | None]) -> str:
    """Change some fields of a block; the others, their order and all comments stay.

    Args:
        source: The block, with ``\\n`` line ends and the comments above it if it has any.
        fields: By key, the line or lines of the whole pair; None takes the field away.

    Returns:
        The block, changed.
    """
    waiting = dict(fields)
    parts: list[str] = []
    last = within = 0
    for statement in statements(source):
        part = source[statement.start : statement.end]
        within += statement.kind == "header"
        key = re.match(r"[ \t]*[\"']?([A-Za-z0-9_-]+)[\"']?[ \t]*=", part) if statement.kind == "pair" else None
        if key is not None and within == 1 and key[1] in waiting:
            part = waiting.pop(key[1]) or ""
        parts.append(part)
        if within == 1 and statement.kind in ("header", "pair"):
            last = len(parts)
    own = [_whole_lines(part) for part in parts[:last] if part]
    return "".join([*own, *filter(None, waiting.values()), *parts[last:]])


def contents(document: Document) -> Sequence[tuple[str, Values]]:
    """The tables and values of the blocks, in order."""
    return [(block.table, block.value) for block in document.blocks]


def _blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def _whole_lines(text: str, newline: str = "\n") -> str:
    """A text that ends with its last line."""
    return text if not text or text.endswith("\n") else text + newline
