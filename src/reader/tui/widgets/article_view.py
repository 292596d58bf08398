"""The article: a column of text with keys and the mouse; owns scroll and cursor."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from reader.page.layout import Place
from reader.page.viewport import Spot, Viewport
from reader.tui.widgets.text_column import TextColumn

LINES: Mapping[str, Callable[[Viewport], None]] = MappingProxyType(
    {"article.line-down": lambda view: view.scroll(1), "article.line-up": lambda view: view.scroll(-1)}
)
"""The moves by a row that may be made before there is a screen, by the ids of their bindings …"""
PAGES: Mapping[str, Callable[[Viewport], None]] = MappingProxyType(
    {"article.page-down": lambda view: view.turn(1), "article.page-up": lambda view: view.turn(-1)}
)
"""… and those by a page."""
MOVES = MappingProxyType({**LINES, **PAGES})

_WHEEL = 3  # rows a turn of the wheel moves


class ArticleView(TextColumn, can_focus=True):
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
        Binding("V", "select(True)", "paragraph", id="article.select-whole", tooltip="Select the whole paragraph"),
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

    followed: Callable[[], None] | None = None
    """Called at once when the window moves: what shows where it is is drawn in the same frame."""
    _dragging_bar = False

    def _moved(self) -> None:
        self.refresh()
        if self.followed is not None:
            self.followed()
        self.post_message(self.Moved())

    # Moves that are made elsewhere first

    def move(self, names: Iterable[str]) -> None:
        """Make moves, as soon as the article is laid out.

        Args:
            names: Some of ``MOVES``; anything else is none.
        """
        self.due = [*self.due, *(MOVES[name] for name in names if name in MOVES)]
        if self.viewport:
            self._catch_up(self.viewport)
            self._moved()

    @property
    def place(self) -> tuple[Place, int] | None:
        """Where the window begins, and the paragraph under the cursor; None where nothing is shown."""
        return (self.viewport.top, self.viewport.cursor) if self.viewport else None

    def come_back(self, place: tuple[Place, int] | None) -> None:
        """Be where ``place`` was once."""
        if self.viewport and place:
            self.viewport.top, self.viewport.cursor = place
            self._moved()

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
