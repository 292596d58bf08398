"""A part of an article around what was found in it."""

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from reader.model import Span
from reader.page.composition import compose_part
from reader.page.layout import Layout, Place
from reader.page.paint import Layer, Run, lead_of, paint
from reader.tui.search_process import Preview, Shown
from reader.tui.widgets.lines import Lines

_MARGIN = 2  # cells left and right of the text
_WHEEL = 3  # rows a turn of the wheel moves


class PreviewPane(Lines):
    """Shows where a hit stands; scrolls."""

    can_focus = False

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty pane.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.hit: Shown | None = None
        """What is shown."""
        self._part: Preview | None = None
        self._layout: Layout | None = None
        self._layers: tuple[Layer, ...] = ()
        self._top: Place | None = None

    def show(self, hit: Shown | None, part: Preview | None) -> None:
        """Show a hit.

        Args:
            hit: What was found; None for nothing.
            part: The text around it; None where there is none.
        """
        self.hit, self._part, self._layout, self._top = hit, part, None, None
        self._layers = ()
        if hit is not None and part is not None:
            start, end = part.hit
            lit = [Span(start + first, min(start + last, end)) for first, last in hit.spans]
            whole = [(start, end, "actor.lit")] if hit.kind not in ("title", "actor") else []
            self._layers = (Layer(whole), Layer((first, last, "hit") for first, last in lit))
        self.refresh()

    def scroll(self, rows: int) -> None:
        """Scroll by rows."""
        if self._layout is not None and self._top is not None:
            last = self._layout.last_top(max(1, self.size.height - 1))
            self._top = min(self._layout.move(self._top, rows), last)
            self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.scroll(-_WHEEL)

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the article's title and the rows around the hit."""
        rows = self._rows(width, height)
        return [*rows, *[Strip([self.brush.blank(width, "text")], width)] * (height - len(rows))]

    def _rows(self, width: int, height: int) -> list[Strip]:
        hit, part = self.hit, self._part
        if hit is None or width <= 2 * _MARGIN:
            return []
        about = hit.about
        facts = " · ".join(fact for fact in (about.title, about.source, self.date(about.published)) if fact)
        blank = Segment(" " * _MARGIN, self.brush.style("text"))
        head = self.brush.line([Run(facts, ("row.dim",))], width - 2 * _MARGIN, "text")
        rows = [Strip([blank, *head, blank], width)]
        if part is None:
            return rows
        layout = self._laid_out(part, width - 2 * _MARGIN, height - 1)
        for row in layout.window(self._top or Place(0, 0), height - 1):
            block = layout.blocks[row.block]
            runs = [*lead_of(block, row, layout.lead(row)), *paint(part.text, block, row, self._layers)]
            body = self.brush.line(runs, width - 2 * _MARGIN, "text")
            rows.append(Strip([blank, *body, blank], width))
        return rows

    def _laid_out(self, part: Preview, width: int, height: int) -> Layout:
        """The part wrapped to the width, with the hit in sight."""
        if self._layout is None or self._layout.width != width:
            self._layout = Layout(part.text, compose_part(part.text, part.paragraphs), width)
            self._top = None
        if self._top is None:
            first = min((span.start for span in self.hit.spans), default=0) if self.hit else 0
            at = self._layout.place_of(part.hit.start + first)
            self._top = min(self._layout.move(at, -(height // 3)), self._layout.last_top(max(1, height)))
        return self._layout
