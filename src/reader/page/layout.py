"""An article wrapped to a width: rows of offsets, made a paragraph at a time when somebody looks.

Nothing here depends on how long the article is, but for cutting it into blocks once. A place on the page is a block
and a row in it, so that it stays put however much of the rest was never wrapped; how far down it lies is told in
code points of the text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reader.model import ParagraphKind
from reader.page.cells import Ruler, ruler

BlockKind = ParagraphKind | Literal["meta"]

_PIECE = 4_000  # code points: longer paragraphs are wrapped in pieces, so that no row waits for megabytes
_MIN_TAIL = 3  # letters that stay on either side of a hyphen at which a row may end
_LEAST_SHARE = 4  # of the column, that is left of the text at most: one in so many cells
_KEPT = 100  # wrapped blocks remembered


class Block(NamedTuple):
    """A paragraph, a piece of a long one, or a line of the page's own."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int
    """Index of the paragraph; for a line of the page's own, that of the paragraph it follows."""
    level: int = 0
    gap: int = 1
    """Blank rows below."""
    literal: str | None = None
    """The page's own words, shown instead of text."""
    opens: bool = True
    """Whether the paragraph begins here: the first of its pieces."""
    lead: int = 0
    """Cells left of each row, where there is room for them."""
    hang: int = 0
    """More of them left of all rows but the first."""


class Row(NamedTuple):
    """One row of the page: a range of code points, or a blank."""

    start: int
    end: int
    block: int
    number: int
    """Which row of its block this is."""
    blank: bool = False


class Place(NamedTuple):
    """A row of the page by where it belongs: the row ``row`` of the block ``block``."""

    block: int
    row: int


class Layout:
    """An article's text, wrapped to a width as it is looked at."""

    def __init__(self, text: str, blocks: Sequence[Block], width: int, line_gap: int = 0) -> None:
        """Lay out.

        Args:
            text: The text that all offsets count in.
            blocks: What to show, in order; at least one.
            width: Cells in a row, at least 1.
            line_gap: Blank rows between those of a paragraph, and as many more between paragraphs.
        """
        self._line_gap = line_gap
        self.text = text
        self.blocks = blocks
        self.width = max(1, width)
        self._rows: dict[int, tuple[Row, ...]] = {}
        self._rulers: dict[int, Ruler | None] = {}

    def rows(self, block: int) -> tuple[Row, ...]:
        """All rows of a block, its gap included."""
        made = self._rows.get(block)
        if made is None:
            if len(self._rows) >= _KEPT:
                self._rows.clear()
                self._rulers.clear()
            made = self._rows[block] = self._wrap(block)
        return made

    def row(self, place: Place) -> Row:
        """The row at a place."""
        return self.rows(place.block)[place.row]

    def window(self, top: Place, height: int) -> list[Row]:
        """At most ``height`` rows from a place on."""
        rows: list[Row] = []
        for block in range(top.block, len(self.blocks)):
            rows.extend(self.rows(block)[top.row :] if block == top.block else self.rows(block))
            if len(rows) >= height:
                return rows[:height]
        return rows

    def move(self, place: Place, rows: int) -> Place:
        """The place so many rows further down (up, when negative), or the page's end."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        while row >= len(self.rows(block)) and block < len(self.blocks) - 1:
            row -= len(self.rows(block))
            block += 1
        return Place(block, min(max(row, 0), len(self.rows(block)) - 1))

    def last_top(self, height: int) -> Place:
        """The place at the top of a window of ``height`` rows that shows the page's end."""
        last = len(self.blocks) - 1
        return self.move(Place(last, len(self.rows(last)) - 1), 1 - height)

    def distance(self, first: Place, second: Place, limit: int) -> int:
        """Rows from one place down to another, told only up to ``limit`` either way."""
        if second < first:
            return -self.distance(second, first, limit)
        rows = second.row - first.row
        for block in range(first.block, second.block):
            rows += len(self.rows(block))
            if rows - first.row > limit + len(self.rows(first.block)):
                return limit
        return min(rows, limit)

    def block_at(self, offset: int) -> int:
        """The block that shows an offset; of those that begin there, the one that holds text."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        while at > 0 and self.blocks[at].literal is not None and self.blocks[at].start >= offset:
            at -= 1
        return max(at, 0)

    def place_of(self, offset: int) -> Place:
        """The place of the row that shows an offset."""
        block = self.block_at(offset)
        rows = self.rows(block)
        at = bisect_right(rows, offset, key=lambda row: row.start) - 1
        while at > 0 and rows[at].blank:
            at -= 1
        return Place(block, max(at, 0))

    def offset_at(self, row: Row, cell: int) -> int | None:
        """The code point shown at a cell of a row, or None right and left of its text."""
        block = self.blocks[row.block]
        cell -= self.lead(row)
        if cell < 0 or row.blank or block.literal is not None:
            return None
        measure = self._ruler(row.block)
        if measure is None:
            return row.start + cell if row.start + cell < row.end else None
        if cell >= measure.width(row.start - block.start, row.end - block.start):
            return None
        return block.start + measure.at(row.start - block.start, cell)

    def cell_of(self, row: Row, offset: int) -> int:
        """The cell of a row at which an offset is shown, held to the row's ends."""
        start = self.blocks[row.block].start
        held = min(max(offset, row.start), row.end)
        measure = self._ruler(row.block)
        along = held - row.start if measure is None else measure.width(row.start - start, held - start)
        return self.lead(row) + along

    def cells(self, row: Row) -> int:
        """The cells that a row's text takes, with those left of it."""
        return self.cell_of(row, row.end)

    def lead(self, row: Row) -> int:
        """The cells left of a row's text."""
        block = self.blocks[row.block]
        return self._held_in(block.lead + (block.hang if row.number else 0)) if block.lead or block.hang else 0

    def _held_in(self, lead: int) -> int:
        """Cells left of text, as many as a narrow column has room for."""
        return min(lead, self.width // _LEAST_SHARE)

    def _ruler(self, block: int) -> Ruler | None:
        if block not in self._rulers:
            held = self.blocks[block]
            self._rulers[block] = ruler(self.text[held.start : held.end])
        return self._rulers[block]

    def _wrap(self, index: int) -> tuple[Row, ...]:
        block = self.blocks[index]
        if block.literal is not None:
            rows = [Row(block.start, block.start, index, 0)]
        else:
            rows = []
            for start, end in self._cuts(block, self._ruler(index)):
                if rows:
                    rows += self._blanks(rows, self._line_gap)
                rows.append(Row(block.start + start, block.start + end, index, len(rows)))
        gap = block.gap + (self._line_gap if block.literal is None else 0)
        return (*rows, *self._blanks(rows, gap))

    def _cuts(self, block: Block, measure: Ruler | None) -> Iterator[tuple[int, int]]:
        """Where the rows of a block begin and end, counted from its start."""
        text = self.text[block.start : block.end]
        width = self.width - self._held_in(block.lead)
        hang = self._held_in(block.lead + block.hang) - self._held_in(block.lead)
        if block.kind == "code" and "\n" in text:
            start = 0
            for line in text.split("\n"):
                own = ruler(line)
                cuts = even_cuts(line, width) if own is None else uneven_cuts(line, width, own)
                yield from ((start + first, start + last) for first, last in cuts)
                start += len(line) + 1
            return
        text = text.replace("\n", " ")
        yield from even_cuts(text, width, hang) if measure is None else uneven_cuts(text, width, measure, hang)

    @staticmethod
    def _blanks(rows: Sequence[Row], count: int) -> list[Row]:
        """Blank rows below others of a block."""
        end, block = rows[-1].end, rows[-1].block
        return [Row(end, end, block, len(rows) + n, blank=True) for n in range(count)]


def even_cuts(text: str, width: int, hang: int = 0) -> Iterator[tuple[int, int]]:
    """Wrap text in which every code point takes one cell.

    Args:
        text: One paragraph with blanks for line breaks.
        width: Cells in a row.
        hang: How many fewer there are in all rows but the first.

    Yields:
        Start and end of each row. Blanks at which a row ends belong to none.
    """
    start, end, narrow = 0, len(text.rstrip(" ")), max(1, width - hang)
    while end - start > (width := narrow if start else width):
        cut = text.rfind(" ", start + 1, start + width + 1)
        joint = _joint(text, max(start, cut), start + width)
        if joint > max(cut, start):
            yield start, joint
            start = joint
        elif cut > start:
            yield start, _before_blanks(text, start, cut)
            start = _after_blanks(text, cut, end)
        else:
            yield start, start + width
            start += width
    yield start, end


def uneven_cuts(text: str, width: int, measure: Ruler, hang: int = 0) -> Iterator[tuple[int, int]]:
    """Wrap text in which code points take no cell, one or two; wide letters may end a row anywhere.

    Args:
        text: One paragraph with blanks for line breaks.
        width: Cells in a row.
        measure: The ruler of that text.
        hang: How many cells fewer there are in all rows but the first.

    Yields:
        Start and end of each row.
    """
    start, end, narrow = 0, len(text.rstrip(" ")), max(1, width - hang)
    while measure.width(start, end) > (width := narrow if start else width):
        furthest = min(measure.reach(start, width), end)
        cut = text.rfind(" ", start + 1, furthest + 1)
        wide = measure.width(max(furthest - 1, start), furthest) == 2
        joint = furthest if wide else _joint(text, max(start, cut), furthest)
        if joint > max(cut, start):
            yield start, joint
            start = _after_blanks(text, joint, end)
        elif cut > start:
            yield start, _before_blanks(text, start, cut)
            start = _after_blanks(text, cut, end)
        else:
            yield start, furthest
            start = furthest
        if start >= end:
            return
    yield start, end


def _joint(text: str, start: int, end: int) -> int:
    """Where a compound may be broken between two offsets: after its last hyphen or dash there, else -1."""
    for at in (text.rfind("—", start + 1, end), text.rfind("-", start + 1, end)):
        if (
            at > start + _MIN_TAIL
            and text[at - _MIN_TAIL : at].isalpha()
            and text[at + 1 : at + 1 + _MIN_TAIL].isalpha()
            and len(text) > at + _MIN_TAIL
        ):
            return at + 1
    return -1


def _before_blanks(text: str, start: int, cut: int) -> int:
    while cut > start and text[cut - 1] == " ":
        cut -= 1
    return cut


def _after_blanks(text: str, cut: int, end: int) -> int:
    while cut < end and text[cut] == " ":
        cut += 1
    return cut


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long paragraph into pieces at blanks, so that each is quick to wrap.

    Args:
        text: The article's text.
        start: Where the paragraph begins.
        end: Where it ends.

    Yields:
        Start and end of each piece; together they are the paragraph.
    """
    while end - start > _PIECE:
        cut = text.rfind(" ", start + _PIECE // 2, start + _PIECE) + 1
        if not cut:
            cut = start + _PIECE
            while cut < end and cut < start + 2 * _PIECE and _joins(text[cut]):
                cut += 1
        yield start, cut
        start = cut
    yield start, end


def _joins(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    import unicodedata

    return char == "\u200d" or unicodedata.category(char).startswith("M")
