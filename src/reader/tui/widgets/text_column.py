"""A column of text, drawn from the rows in sight: where it lies, what is painted over it, what stands beside it."""

from collections.abc import Callable, Sequence
from itertools import islice

from rich.segment import Segment
from textual.strip import Strip

from reader.model import Article
from reader.page.cells import clip, width
from reader.page.composition import compose
from reader.page.layout import Block, Layout, Row, even_cuts
from reader.page.paint import Layer, Run, lead_of, out_of_focus, paint, source_layer
from reader.page.viewport import Spot, Viewport
from reader.tui.widgets.selecting import Marks, Selectable

_ROOM_FOR_MINUTES = 48  # cells of the last row from which on it says how many minutes are left
_ROOM_FOR_SPEAKER = 14  # cells left of the column from which on speakers' names stand there


class TextColumn(Selectable):
    """Shows one article."""

    def __init__(self, column_width: int, *, id: str) -> None:  # noqa: A002
        """Make an empty view.

        Args:
            column_width: Cells of the text column where there is room.
            id: The widget's name.
        """
        super().__init__(id=id)
        self.column_width = column_width
        self.message = ""
        """What to say where there is no article."""
        self.status: Sequence[Run] = ()
        """What stands at the left of the last row."""
        self.due: Sequence[Callable[[Viewport], None]] = ()
        """Moves to be made as soon as there is something laid out."""
        self._wanted = Spot(0, 0)
        self._blocks: Sequence[Block] = ()
        self._laid_out_for: tuple[int, int, int] | None = None
        """Cells and rows of the widget, and cells of the column, that the layout at hand is for."""
        self._left = 0
        self._layers: tuple[Layer, ...] = ()
        self._speakers = Layer()
        self.signs = Layer()
        """What stands in the margin where something begins: spans with a style's number and a sign."""
        self.windows_kept = 2
        """As many rows drawn as so many windows hold are remembered; each is some kilobytes."""
        self.is_focusing = False
        """Whether all stands back but the paragraph under the cursor."""
        self._drawn: dict[tuple[int, int, bool, bool, bool, Marks | None], Strip] = {}

    # What is shown

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article from a spot on."""
        self.clear_selection()
        self.article = article
        self._blocks = compose(article, self.reader.config)
        self._laid_out_for = None
        self.status = ()
        self.signs = Layer()
        self._layers = (source_layer(article),)
        self._speakers = Layer()
        self.viewport = None
        self._wanted = spot
        self._lay_out()
        self._moved()

    def show_message(self, message: str) -> None:
        """Say something where the article would be."""
        self.clear_selection()
        self.article = None
        self.viewport = None
        self.message = message
        self.restyle()

    def paint_with(self, layers: Sequence[Layer], speakers: Layer, status: Sequence[Run]) -> None:
        """Put layers over the text.

        Args:
            layers: From the bottom.
            speakers: Who speaks where a quote begins, a name where a layer has a style: shown in the margin where
                there is room.
            status: What to say at the left of the last row.
        """
        if self.article is not None:
            self._layers = (source_layer(self.article), *layers)
            self._speakers = speakers
            self.status = status
            self.restyle()

    def restyle(self) -> None:
        """Draw everything anew: the theme or the layers are others."""
        self._drawn.clear()
        self.refresh()

    def set_column_width(self, cells: int) -> None:
        """Make the column of text wider or narrower; the text at the top stays there."""
        self.column_width = cells
        self.on_resize()

    def compose_anew(self) -> None:
        """Put the page together as the settings now say; the text at the top stays there."""
        if self.article is not None:
            self._blocks = compose(self.article, self.reader.config)
            self._wanted, self._laid_out_for = self.spot, None
            self.on_resize()

    def on_resize(self) -> None:
        """Wrap to the new width; the text at the top stays there."""
        self._lay_out()
        self._moved()

    def _lay_out(self) -> None:
        """Wrap the article for the size at hand, unless that is done; what stands at the top stays there."""
        if self.article is None or not self.size:
            return
        room = (*self.size, self.column_width)
        if room != self._laid_out_for:
            self._wanted = self.spot
            self._laid_out_for = room
            self._drawn.clear()
            self._left, column = self._share_out(room[0])
            layout = Layout(self.article.text, self._blocks, column, self.reader.config.line_gap)
            self.viewport = Viewport(layout, self.article.paragraphs, room[1] - 1, self._wanted)
            self._catch_up(self.viewport)

    def _catch_up(self, viewport: Viewport) -> None:
        """Make the moves that are still to be made."""
        due, self.due = self.due, ()
        for move in due:
            move(viewport)

    # Where the reader is

    @property
    def spot(self) -> Spot:
        """Where the reader is now."""
        return self.viewport.spot if self.viewport else self._wanted

    @property
    def fraction(self) -> float:
        """How much of the text lies above the window's end, 0 to 1."""
        return self.viewport.fraction if self.viewport else 0.0

    @property
    def cursor(self) -> int:
        """Index of the paragraph under the cursor."""
        return self.spot.cursor

    def go(self, offset: int) -> None:
        """Bring an offset into sight and put the cursor on its paragraph."""
        if self.viewport:
            self.viewport.go(offset)
            self._moved()
        elif self.article:
            starts = [number for number, part in enumerate(self.article.paragraphs) if part.start <= offset]
            self._wanted = Spot(offset, starts[-1] if starts else 0)

    def go_to(self, spot: Spot) -> None:
        """Come back to a spot."""
        self._wanted = spot
        if self.viewport:
            self.viewport.restore(spot)
            self._moved()

    # Drawing

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the window, and the status in the last row.

        The first frame is asked for before the widget is told of its size: it is laid out here then.
        """
        self._lay_out()
        view = self.viewport
        if view is None:
            cuts = even_cuts(self.message, max(8, width - 4))
            words = [Run(f"  {self.message[start:end]}", ("dimmed",)) for start, end in cuts]
            said = [self.brush.line([run], width, "text") for run in words]
            return [*[self._blank(width, False)] * (height // 3), *said][:height]
        thumb = view.thumb(height - 1)
        rows = view.rows()
        drawn = [self._strip(view, row, width, y in thumb) for y, row in enumerate(rows)]
        drawn += [self._blank(width, y in thumb) for y in range(len(rows), height - 1)]
        return [*drawn, self._status(view, width)][:height]

    def _strip(self, view: Viewport, row: Row, width: int, thumb: bool) -> Strip:
        block = view.layout.blocks[row.block]
        inside = not row.blank or row.end < block.end  # blank rows between those of a paragraph belong to it
        under_cursor = block.paragraph == view.cursor and block.literal is None and inside
        marks = self.marks(row) if self.selected is not None else None
        back = self.is_focusing and block.paragraph != view.cursor
        key = (row.block, row.number, under_cursor, back, thumb, marks)
        known = self._drawn.get(key)
        if known is None:
            if len(self._drawn) >= self.windows_kept * (view.height + 1):
                self._drawn = dict(islice(self._drawn.items(), view.height // 2, None))
            runs = paint(view.layout.text, block, row, (*self._layers, *self.mark_layers(marks)))
            whole = [*self._margin(row, under_cursor), *lead_of(block, row, view.layout.lead(row)), *runs]
            body = self.brush.filled(out_of_focus(whole) if back else whole, width - 1, "text")
            known = self._drawn[key] = Strip([*body, self._bar(thumb)], width)
        return known

    def left_of_column(self) -> int:
        """Cells left of the text, the cursor's bar among them."""
        return self._left

    def _share_out(self, cells: int) -> tuple[int, int]:
        """How many of the widget's cells lie left of the column, the cursor's bar among them, and how many in it."""
        if cells < 8:
            return 0, max(1, cells - 1)
        least = 2 if cells >= 24 else 1
        column = min(self.column_width, cells - 2 * least)
        return max(least, (cells - 1 - column) // 2), column

    def _margin(self, row: Row, under_cursor: bool) -> list[Run]:
        cells = self._left
        if not cells:
            return []
        lead = " " * max(0, cells - 2)
        side = [Run("┃" if under_cursor else " ", ("cursor",))]
        if cells > 1:
            side.append(self._sign(row))
        if cells >= _ROOM_FOR_SPEAKER and not row.blank:
            speakers = self._speakers.between(row.start, row.end)
            if speakers and speakers[0][0] >= row.start:
                name = clip(speakers[0][2], len(lead) - 2)
                blanks = " " * (len(lead) - 1 - width(name))
                return [Run(blanks, ()), Run(name, ("speaker",)), Run(" ", ()), *side]
        return [Run(lead, ()), *side]

    def _sign(self, row: Row) -> Run:
        """What the cell between the cursor's bar and the text says of what begins in the row."""
        begun = [name for start, _, name in self.signs.between(row.start, row.end) if start >= row.start]
        return Run(begun[0][1:], (f"mark.{begun[0][0]}",)) if begun and not row.blank else Run(" ", ())

    def _blank(self, width: int, thumb: bool) -> Strip:
        return Strip([self.brush.blank(width - 1, "text"), self._bar(thumb)], width)

    def _bar(self, thumb: bool) -> Segment:
        return Segment("┃" if thumb else "│", self.brush.style("text", "scrollbar.thumb" if thumb else "scrollbar"))

    def _status(self, view: Viewport, cells: int) -> Strip:
        count, line, read = len(view.paragraphs), self.brush.line, view.fraction
        place = f"¶ {min(view.cursor + 1, count)}/{count} · " if cells >= 24 else ""
        where = f" {place}{read:.0%} "
        minutes = self.article.minutes_left(read) if self.article else 0
        left = f"{where}· {minutes} min left "
        if minutes and cells >= _ROOM_FOR_MINUTES and width(left) + sum(width(run.text) for run in self.status) < cells:
            where = left
        rest = max(0, cells - width(where))
        said = line([Run(" ", ()), *self.status], rest, "status")
        return Strip.join([said, line([Run(where, ())], cells - rest, "status")])
