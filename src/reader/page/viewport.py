"""A window upon a laid-out article and the paragraph cursor in it: where they are and how they move."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Paragraph
from reader.page.layout import Layout, Place, Row

_OVERLAP = 2  # rows of the old page that stay in sight on a page move
_ABOVE_TARGET = 4  # rows kept above what was jumped to: a fifth of the window, at most this


class Spot(NamedTuple):
    """Where a reader is in an article: enough to come back to, whatever the width."""

    top: int
    """Offset at the top of the window."""
    cursor: int
    """Index of the paragraph under the cursor."""


class Viewport:
    """Some rows of a layout, and a cursor that stays among them."""

    def __init__(self, layout: Layout, paragraphs: Sequence[Paragraph], height: int, spot: Spot) -> None:
        """Open a window at a spot.

        Args:
            layout: The article as wrapped.
            paragraphs: Those of the article.
            height: Rows of the window.
            spot: Where to begin.
        """
        self.layout = layout
        self.paragraphs = paragraphs
        self.height = max(1, height)
        self.top = Place(0, 0)
        self.cursor = 0
        self.restore(spot)

    @property
    def spot(self) -> Spot:
        """Where the window and the cursor are."""
        at_start = self.top == Place(0, 0)
        return Spot(0 if at_start else self.layout.row(self.top).start, self.cursor)

    def restore(self, spot: Spot) -> None:
        """Come back to a spot."""
        self._set_top(self.layout.place_of(spot.top) if spot.top > 0 else Place(0, 0))
        self.cursor = min(max(spot.cursor, 0), self.last_paragraph)

    @property
    def last_paragraph(self) -> int:
        """Index of the last paragraph."""
        return max(0, len(self.paragraphs) - 1)

    @property
    def at_start(self) -> bool:
        """Whether the page's beginning is in sight."""
        return self.top == Place(0, 0)

    @property
    def at_end(self) -> bool:
        """Whether the page's end is in sight."""
        return self.top >= self.layout.last_top(self.height)

    @property
    def fraction(self) -> float:
        """How much of the text lies above the window's end, 0 to 1."""
        if not self.layout.text or self.at_end:
            return 1.0
        return min(1.0, self.rows()[-1].end / len(self.layout.text))

    def rows(self) -> list[Row]:
        """The rows in sight."""
        return self.layout.window(self.top, self.height)

    def thumb(self, height: int) -> range:
        """The rows of a scroll bar of some height that its thumb covers; none where everything is in sight."""
        total = len(self.layout.text)
        if not total or (self.at_start and self.at_end):
            return range(0)
        rows = self.rows()
        seen = rows[-1].end - rows[0].start
        size = max(1, min(height, round(height * seen / total)))
        share = rows[0].start / max(1, total - seen)
        first = height - size if self.at_end else min(height - size, round((height - size) * share))
        return range(first, first + size)

    def scroll(self, rows: int) -> None:
        """Scroll by rows; where the text has no more, move the cursor by one paragraph."""
        before = self.top
        self._set_top(self.layout.move(self.top, rows))
        if self.top == before:
            self.cursor = min(max(self.cursor + (1 if rows > 0 else -1), 0), self.last_paragraph)
        else:
            self._hold_cursor()

    def turn(self, pages: float) -> None:
        """Scroll by a share of the window; the cursor goes to the first paragraph that begins in sight."""
        step = self.height if abs(pages) < 1 else max(1, self.height - _OVERLAP)
        before = self.top
        self._set_top(self.layout.move(self.top, int(step * pages) or (1 if pages > 0 else -1)))
        if self.top != before:
            self.cursor = self._first_in_sight()
        else:
            self.cursor = self.last_paragraph if pages > 0 else 0

    def to_start(self) -> None:
        """Go to the page's beginning."""
        self.top = Place(0, 0)
        self.cursor = 0

    def to_end(self) -> None:
        """Go to the page's end."""
        self.top = self.layout.last_top(self.height)
        self.cursor = self.last_paragraph

    def to_share(self, share: float) -> None:
        """Go to a share of the text, as dragging a scroll bar does."""
        if share >= 1:
            self._set_top(self.layout.last_top(self.height))
        else:
            offset = int(max(0.0, share) * len(self.layout.text))
            self._set_top(self.layout.place_of(offset) if offset else Place(0, 0))
        self._hold_cursor()

    def step(self, paragraphs: int) -> None:
        """Move the cursor by paragraphs and keep the whole of its paragraph in sight, or at least its beginning."""
        if not self.paragraphs:
            return
        self.cursor = min(max(self.cursor + paragraphs, 0), self.last_paragraph)
        start, end, *_ = self.paragraphs[self.cursor]
        first, last = self.layout.place_of(start), self.layout.place_of(max(start, end - 1))
        if self.cursor == 0:
            self.top = Place(0, 0)
        elif first < self.top or self.layout.distance(first, last, self.height) >= self.height:
            self._set_top(first)
        else:
            below = self.layout.distance(self.top, last, self.height * 2) - (self.height - 1)
            if below >= self.height:
                self._set_top(first)
            elif below > 0:
                self._set_top(self.layout.move(self.top, below))

    def go(self, offset: int) -> None:
        """Bring an offset into sight and put the cursor on its paragraph."""
        place = self.layout.place_of(offset)
        if not 0 <= self.layout.distance(self.top, place, self.height + 1) < self.height - 1:
            self._set_top(self.layout.move(place, -min(_ABOVE_TARGET, self.height // 5)))
        self.cursor = self.layout.blocks[place.block].paragraph

    def reveal(self, offset: int) -> None:
        """Bring an offset into sight by as few rows as that takes, and put the cursor on its paragraph."""
        place = self.layout.place_of(offset)
        if place < self.top:
            self._set_top(place)
        elif self.layout.distance(self.top, place, self.height) >= self.height:
            self._set_top(self.layout.move(place, 1 - self.height))
        self.cursor = self.layout.blocks[place.block].paragraph

    def put(self, offset: int, row: int) -> None:
        """Bring an offset to a row of the window, as far as the text allows, and put the cursor on its paragraph.

        Args:
            offset: What to show there.
            row: Counted from the window's top; negative above it.
        """
        place = self.layout.place_of(offset)
        self._set_top(self.layout.move(place, -row))
        self.cursor = self.layout.blocks[place.block].paragraph

    def _set_top(self, place: Place) -> None:
        self.top = max(Place(0, 0), min(place, self.layout.last_top(self.height)))

    def _hold_cursor(self) -> None:
        """Keep the cursor on a paragraph that is in sight."""
        rows = [row for row in self.rows() if not row.blank]
        if rows:
            blocks = self.layout.blocks
            first, last = blocks[rows[0].block].paragraph, blocks[rows[-1].block].paragraph
            self.cursor = min(max(self.cursor, first), last)

    def _first_in_sight(self) -> int:
        rows = self.rows()
        blocks = self.layout.blocks
        begun = (row for row in rows if not row.blank and row.number == 0 and blocks[row.block].opens)
        return blocks[next(begun, rows[0]).block].paragraph
