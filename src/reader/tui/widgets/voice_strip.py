"""The whole article in one row below the text: quotes, the actor who is lit, marks, and what of it is in sight."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.model import Actor
from reader.page import strip
from reader.page.cells import width
from reader.page.paint import Layer, Run
from reader.tui.widgets.lines import Lines

_NAME = "  voices "
_ROOM = 40  # cells from which on the name stands there
_LEFT = 1  # cells left of the strip


class VoiceStrip(Lines):
    """Draws the strip; what has not changed is not drawn again."""

    class Picked(Message):
        """The reader clicked into the strip."""

        def __init__(self, offset: int) -> None:
            """Say where.

            Args:
                offset: A code point of the article.
            """
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty strip.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self._length = 0
        self._quotes = Layer()
        self._marks: Sequence[tuple[int, int]] = ()
        self._actor: Actor | None = None
        self._sight = (0, 0)
        self._bars: Sequence[Run] = ()
        self._signs: Sequence[Run] = ()
        self._window = range(0)

    def show(self, length: int, quotes: Layer, marks: Sequence[tuple[int, int]], actor: Actor | None) -> None:
        """Show an article.

        Args:
            length: Its code points.
            quotes: The layer of its quotes.
            marks: Where each mark begins, and the number of its color.
            actor: Who is lit.
        """
        if length != self._length or quotes is not self._quotes:
            self._bars = ()
        elif marks == self._marks and actor is self._actor:
            return
        self._length, self._quotes, self._marks, self._actor = length, quotes, marks, actor
        self._signs = ()
        self.refresh()

    def place(self, start: int, end: int) -> None:
        """Show which part of the article is in sight; that costs nothing unless it is other cells."""
        self._sight = (start, end)
        if self._in_sight() != self._window:
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the part that was clicked."""
        cells = self._cells(self.size.width)
        if self._length and 0 <= event.x - _LEFT < cells:
            self.post_message(self.Picked(strip.offset_of(event.x - _LEFT, self._length, cells)))

    @staticmethod
    def _cells(width_of_all: int) -> int:
        """Cells of the strip itself."""
        return max(0, width_of_all - _LEFT - (width(_NAME) if width_of_all >= _ROOM else 1))

    def _in_sight(self) -> range:
        """The cells that are in sight."""
        cells, (start, end) = self._cells(self.size.width), self._sight
        if not self._length or not cells or end <= start:
            return range(0)
        return strip.cells_of(start, min(end, self._length), self._length, cells)

    # Drawing

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the row."""
        cells = self._cells(width)
        if len(self._bars) != cells:
            self._bars, self._signs = strip.bars(self._length, self._quotes, cells), ()
        if not self._signs:
            self._signs = strip.with_signs(self._bars, self._length, self._marks, self._actor)
        self._window = self._in_sight()
        runs = [Run(" " * _LEFT, ()), *strip.with_window(self._signs, self._window)]
        if width >= _ROOM:
            runs.append(Run(_NAME, ("strip",)))
        return [self.brush.line(runs if self._length else (), width, "text")]
