"""The article: a column of text drawn from the rows in sight; owns scroll and cursor."""

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.model import Article
from reader.page.cells import clip, width
from reader.page.composition import compose
from reader.page.layout import Block, Layout, Row
from reader.page.paint import Layer, Run, paint, source_layer
from reader.page.viewport import Spot, Viewport
from reader.tui.widgets.selecting import Marks, Selectable

_WINDOWS_KEPT = 2  # as many rows drawn as so many windows hold are remembered; each is some kilobytes
_WHEEL = 3  # rows a turn of the wheel moves
_ROOM_FOR_SPEAKER = 14  # cells left of the column from which on speakers' names stand there


class ArticleView(Selectable, can_focus=True):
    """Shows one article, moves about in it, and selects."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "lines(1)", "line down", id="article.line-down", tooltip="Scroll one line down"),
        Binding("k,up", "lines(-1)", "line up", id="article.line-up", tooltip="Scroll one line up"),
        Binding("d", "pages(0.5)", "half page down", id="article.half-down", tooltip="Scroll half a page down"),
        Binding("u", "pages(-0.5)", "half page up", id="article.half-up", tooltip="Scroll half a page up"),
        Binding("space,pagedown", "pages(1)", "page down", id="article.page-down", tooltip="Scroll a page down"),
        Binding("b,pageup", "pages(-1)", "page up", id="article.page-up", tooltip="Scroll a page up"),
        Binding("home", "top", "top", id="article.top", tooltip="Go to the beginning"),
        Binding("G,end", "bottom", "bottom", id="article.bottom", tooltip="Go to the end"),
        Binding(
            "right_curly_bracket,shift+down",
            "paragraph(1)",
            "next paragraph",
            id="article.paragraph-next",
            tooltip="Move the cursor to the next paragraph",
        ),
        Binding(
            "left_curly_bracket,shift+up",
            "paragraph(-1)",
            "previous paragraph",
            id="article.paragraph-previous",
            tooltip="Move the cursor to the paragraph before",
        ),
        Binding("v", "select(False)", "select", id="article.select", tooltip="Begin to select"),
        Binding(
            "V", "select(True)", "select paragraph", id="article.select-whole", tooltip="Select the whole paragraph"
        ),
    ]

    class Moved(Message):
        """The window or the cursor moved."""

    class Leaving(Message):
        """A jump is about to leave a spot that is worth coming back to."""

        def __init__(self, spot: Spot) -> None:
            """Say which spot.

            Args:
                spot: Where the reader was.
            """
            super().__init__()
            self.spot = spot

    class Pressed(Message):
        """The reader clicked into the text."""

        def __init__(self, offset: int) -> None:
            """Say where.

            Args:
                offset: The code point under the mouse.
            """
            super().__init__()
            self.offset = offset

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
        self._wanted = Spot(0, 0)
        self._blocks: Sequence[Block] = ()
        self._laid_out_for: tuple[int, int, int] | None = None
        """Cells and rows of the widget, and cells of the column, that the layout at hand is for."""
        self._layers: tuple[Layer, ...] = ()
        self._speakers = Layer()
        self.signs = Layer()
        """What stands in the margin where something begins: spans with a style's number and a sign."""
        self._drawn: dict[tuple[int, int, bool, bool, Marks | None], Strip] = {}
        self._dragging_bar = False

    # What is shown

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article from a spot on."""
        self.clear_selection()
        self.article = article
        self._blocks = compose(article)
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
        self._lay_out()
        self._moved()

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
            layout = Layout(self.article.text, self._blocks, self._margin_and_column()[1])
            self.viewport = Viewport(layout, self.article.paragraphs, self.size.height - 1, self._wanted)

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

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    # Keys

    def action_lines(self, rows: int) -> None:
        """Scroll by rows; what the mouse is selecting goes on under it."""
        if self.viewport:
            self.viewport.scroll(rows)
            self._moved()
            self.follow_mouse()

    def action_pages(self, pages: float) -> None:
        """Scroll by a share of the window."""
        if self.viewport:
            self.viewport.turn(pages)
            self._moved()

    def action_top(self) -> None:
        """Go to the beginning, with the caret where something is selected."""
        if self.selection is not None:
            self.select_motion("first")
        elif self.viewport:
            self.post_message(self.Leaving(self.spot))
            self.viewport.to_start()
            self._moved()

    def action_bottom(self) -> None:
        """Go to the end."""
        if self.viewport:
            self.post_message(self.Leaving(self.spot))
            self.viewport.to_end()
            self._moved()

    def action_paragraph(self, step: int) -> None:
        """Move the cursor by paragraphs."""
        if self.viewport:
            self.viewport.step(step)
            self._moved()

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.action_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.action_lines(-_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar, or of the text."""
        if self.viewport is None or event.button != 1 or event.y >= self.size.height - 1:
            return
        if event.x == self.size.width - 1:
            self._dragging_bar = True
            self.capture_mouse()
            self._drag_to(event.y)
        else:
            self.hold(event.x, event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar, or select."""
        if self._dragging_bar:
            self._drag_to(event.y)
        else:
            self.drag(event.x, event.y)

    def on_mouse_up(self) -> None:
        """Let go of what was dragged."""
        if self._dragging_bar:
            self._dragging_bar = False
            self.release_mouse()
        self.let_go()

    def on_mouse_release(self) -> None:
        """Let go when a dialog takes the mouse away; when it was let go and pressed again since, this comes late."""
        if self.app.mouse_captured is not self:
            self.on_mouse_up()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the paragraph clicked, and say which code point it was; select what is clicked again."""
        view = self.viewport
        if view is None or event.x >= self.size.width - 1 or self.has_dragged:
            return
        rows = view.rows()
        offset = None
        if event.y < len(rows):
            row = rows[event.y]
            view.cursor = view.layout.blocks[row.block].paragraph
            self._moved()
            offset = view.layout.offset_at(row, event.x - self.left_of_column())
        if offset is not None and event.chain > 1:
            self.pick(offset, event.chain)
            return
        self.clear_selection()
        if offset is not None:
            self.post_message(self.Pressed(offset))

    def _drag_to(self, y: int) -> None:
        if self.viewport:
            self.viewport.to_share(y / max(1, self.size.height - 2))
            self._moved()

    # Drawing

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the window, and the status in the last row.

        The first frame is asked for before the widget is told of its size: it is laid out here then.
        """
        self._lay_out()
        view = self.viewport
        if view is None:
            words = Run(f"  {self.message}", ("dimmed",))
            return [self._blank(width, False)] * (height // 3) + [self.brush.line([words], width, "text")]
        thumb = view.thumb(height - 1)
        rows = view.rows()
        drawn = [self._strip(view, row, width, y in thumb) for y, row in enumerate(rows)]
        drawn += [self._blank(width, y in thumb) for y in range(len(rows), height - 1)]
        return [*drawn, self._status(view, width)][:height]

    def _strip(self, view: Viewport, row: Row, width: int, thumb: bool) -> Strip:
        block = view.layout.blocks[row.block]
        under_cursor = block.paragraph == view.cursor and block.literal is None and not row.blank
        marks = self.marks(row) if self.selected is not None else None
        key = (row.block, row.number, under_cursor, thumb, marks)
        known = self._drawn.get(key)
        if known is None:
            if len(self._drawn) >= _WINDOWS_KEPT * self.size.height:
                self._drawn = dict(islice(self._drawn.items(), self.size.height // 2, None))
            runs = paint(view.layout.text, block, row, (*self._layers, *self.mark_layers(marks)))
            body = self.brush.line([*self._margin(row, under_cursor), *runs], width - 1, "text")
            known = self._drawn[key] = Strip([*body, self._bar(thumb)], width)
        return known

    def left_of_column(self) -> int:
        """Cells left of the text, the cursor's bar among them."""
        return self._margin_and_column()[0]

    def _margin_and_column(self) -> tuple[int, int]:
        """Cells left of the column, the cursor's bar among them, and cells of the column."""
        cells = self.size.width
        if cells < 8:
            return 0, max(1, cells - 1)
        least = 2 if cells >= 24 else 1
        column = min(self.column_width, cells - 2 * least)
        return max(least, (cells - 1 - column) // 2), column

    def _margin(self, row: Row, under_cursor: bool) -> list[Run]:
        cells = self.left_of_column()
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

    def _status(self, view: Viewport, width: int) -> Strip:
        count = len(view.paragraphs)
        place = f"¶ {min(view.cursor + 1, count)}/{count} · " if width >= 24 else ""
        where = f" {place}{view.fraction:.0%} "
        left = max(0, width - len(where))
        return Strip.join(
            [
                self.brush.line([Run(" ", ()), *self.status], left, "status"),
                self.brush.line([Run(where, ())], width - left, "status"),
            ]
        )
