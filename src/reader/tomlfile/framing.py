"""Where the blocks of a TOML text lie, each ``[[table]]`` with its fields and the comments that belong to it.

A text is cut before every line that begins with ``[[``. Most pieces are one block and were met before: of those it is
known how they fall apart, and that nothing in them is left open, so that a large file with one new block is looked at
closely in that block only. All others go through statement by statement.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.tomlfile.scanning import BOM, Statement, statements

Values = dict[str, object]

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\]\]")
_WITHIN = re.compile(r"[ \t]*\[\[?[ \t]*([A-Za-z0-9_-]+)[ \t]*\.")
_NONE = -1


class Piece(NamedTuple):
    """A stretch of text from one ``[[`` to the next that is a single block; offsets count from its beginning."""

    table: str
    end: int
    """Where the block ends."""
    comments: int
    """Where the comments begin that belong to what follows, -1 where there are none."""
    lines: int
    """How many line breaks there are."""
    value: Values


class Frame(NamedTuple):
    """Where a block lies."""

    table: str
    start: int
    """Where the comments above it begin."""
    header: int
    end: int
    line: int
    """Of the header, counted from 1."""
    chunk: str = ""
    """The text of the piece that it is alone in, empty where it is not."""
    comments: int = _NONE
    """Where in the piece the comments begin that belong to what follows."""
    value: Values | None = None
    """What it holds, where that is known."""


def table_of(header: str) -> re.Match[str] | None:
    """The header that a block begins with."""
    return _HEADER.match(header)


def frames(text: str, known: Callable[[str], Piece | None]) -> Iterator[Frame]:
    """Where the blocks lie.

    Comments right above a header belong to it, but those at the very top belong to the file; comments right below
    the last field belong to the block as well, those after a blank line to nobody.

    Args:
        text: The whole text.
        known: Says of a piece what is known of it, if it was met before.

    Yields:
        The blocks, in order.

    Raises:
        TomlError: A key has so many parts that reading it would take too long.
    """
    walk = _Walk(text)
    at, line, stop = 0, 1, 0
    while at < len(text):
        stop = text.find("\n[[", stop) + 1 or len(text)
        if stop <= at:
            continue  # within a string that began before
        chunk = text[at:stop]
        piece = known(chunk) if at else None
        if piece is not None:
            if walk.frame.table:
                yield walk.frame
            walk.take(at, line, chunk, piece)
            line += piece.lines
            at = stop
            continue
        first = at
        for statement in statements(text, at):
            if walk.opens(statement):
                if walk.frame.table:
                    yield walk.frame
                walk.begin(statement, line + text.count("\n", first, statement.start))
            else:
                walk.go_on(statement)
            at = statement.end
            if at >= stop:
                break
        if at == stop:
            walk.close(first, chunk)
        line += text.count("\n", first, at)
    if walk.frame.table:
        yield walk.last()


class _Walk:
    """What is known of the block that the walk through a text is in."""

    def __init__(self, text: str) -> None:
        self.frame = Frame("", 0, 0, 0, 0)
        self._text = text
        self._top = len(BOM) if text.startswith(BOM) else 0
        self._comments = _NONE  # where a run of comments began that no blank line has ended

    def take(self, at: int, line: int, chunk: str, piece: Piece) -> None:
        """Go through a piece that is known."""
        table, end, comments, _, value = piece
        start = self._comments if self._comments > self._top else at
        self.frame = Frame(table, start, at, at + end, line, chunk, comments, value)
        self._comments = at + comments if comments >= 0 else _NONE

    def opens(self, statement: Statement) -> bool:
        """Whether a statement is a header that does not belong to the block before it."""
        if statement.kind != "header":
            return False
        match = _WITHIN.match(self._text, statement.start) if self.frame.table else None
        return match is None or match[1] != self.frame.table

    def begin(self, header: Statement, line: int) -> None:
        """Go into a block, or a table that is none."""
        match = _HEADER.match(self._text, header.start)
        start = self._comments if self._comments > self._top else header.start
        self.frame = Frame(match[1] if match else "", start, header.start, header.end, line)
        self._comments = _NONE

    def go_on(self, statement: Statement) -> None:
        """Go on by a statement that opens nothing."""
        if statement.kind == "comment":
            self._comments = statement.start if self._comments < 0 else self._comments
            return
        if statement.kind != "blank":
            self._end_at(statement.end)
        elif self._is_below():
            self._end_at(statement.start)
        self._comments = _NONE

    def _is_below(self) -> bool:
        """Whether comments stand right below the last field."""
        return self._comments >= 0 and self._comments == self.frame.end

    def _end_at(self, end: int) -> None:
        """Let the block end elsewhere than was known."""
        self.frame = Frame(*self.frame[:3], end, self.frame.line)

    def close(self, first: int, chunk: str) -> None:
        """Come to the end of a piece; if it held one block alone, take note of that."""
        if self.frame.header == first and first:
            comments = self._comments - first if self._comments >= 0 else _NONE
            self.frame = self.frame._replace(chunk=chunk, comments=comments)

    def last(self) -> Frame:
        """The last block: comments that stand right below it are its own."""
        if self._is_below():
            self._end_at(len(self._text))
        return self.frame
