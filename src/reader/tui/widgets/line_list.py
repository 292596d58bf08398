"""A boxed list drawn by lines: what it costs depends on the rows in sight, not on how many there are."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.page.cells import clip, width
from reader.page.layout import even_cuts
from reader.page.paint import Run
from reader.tui.widgets.lines import Lines

_WHEEL = 2  # items a turn of the wheel moves


class LineList(Lines, can_focus=True):
    """A list in a box, every item of the same height.

    A subclass says how many items there are and how one of them reads.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", id="list.down", tooltip="Move down"),
        Binding("k,up", "move(-1)", "up", id="list.up", tooltip="Move up"),
        Binding("d", "pages(0.5)", "half page down", id="list.half-down", tooltip="Move half a page down"),
        Binding("u", "pages(-0.5)", "half page up", id="list.half-up", tooltip="Move half a page up"),
        Binding("space,pagedown", "pages(1)", "page down", id="list.page-down", tooltip="Move a page down"),
        Binding("b,pageup", "pages(-1)", "page up", id="list.page-up", tooltip="Move a page up"),
        Binding("home", "top", "first", id="list.first", tooltip="Go to the first"),
        Binding("G,end", "bottom", "last", id="list.last", tooltip="Go to the last"),
        Binding("enter", "choose", "choose", id="list.choose", tooltip="Open what is selected"),
    ]

    item_height: int = 1
    """Rows of an item."""

    class Highlighted(Message):
        """Another item is selected."""

        def __init__(self, sender: "LineList", index: int) -> None:
            """Say which.

            Args:
                sender: The list.
                index: Of the item.
            """
            super().__init__()
            self.sender = sender
            self.index = index

        @property
        def control(self) -> "LineList":
            """The list, for handlers that name it."""
            return self.sender

    class Chosen(Highlighted):
        """An item was chosen, to be acted upon."""

    class Dragged(Message):
        """The reader drags the edge of the box."""

        def __init__(self, sender: "LineList", screen_x: int) -> None:
            """Say where to.

            Args:
                sender: The list.
                screen_x: Column of the screen.
            """
            super().__init__()
            self.sender = sender
            self.screen_x = screen_x

    grip: Literal["left", "right"] | None = None
    """Which edge the mouse can drag."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            id: The widget's name.
            classes: Its classes.
        """
        super().__init__(id=id, classes=classes)
        self.index = 0
        """The selected item."""
        self.first = 0
        """The first item in sight."""
        self._dragging = False

    # What a subclass says

    def count(self) -> int:
        """How many items there are."""
        return 0

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """How an item reads: runs for each of its rows."""
        return ()

    def head(self) -> Sequence[Run]:
        """What stands in the upper edge of the box."""
        return ()

    def foot(self) -> str:
        """What stands in the lower edge of the box."""
        return ""

    def empty(self) -> str:
        """What to say where there are no items."""
        return ""

    # Where it is

    @property
    def _room(self) -> int:
        """How many whole items fit."""
        return max(1, (self.size.height - 2) // self.item_height)

    def select(self, index: int, *, tell: bool = True) -> None:
        """Select an item and bring it into sight.

        Args:
            index: Of the item; held to those there are.
            tell: Post `Highlighted`.
        """
        self.index = min(max(index, 0), max(0, self.count() - 1))
        self._reveal()
        self.refresh()
        if tell and self.count():
            self.post_message(self.Highlighted(self, self.index))

    def _reveal(self) -> None:
        if not self.size.height:
            return
        self.first = min(max(self.first, self.index - self._room + 1), self.index)
        self.first = max(0, min(self.first, self.count() - self._room))

    def on_resize(self) -> None:
        """Keep the selected item in sight."""
        self._reveal()

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus is elsewhere."""
        self.refresh()

    # Keys

    def action_move(self, step: int) -> None:
        """Select by steps."""
        self.select(self.index + step)

    def action_pages(self, pages: float) -> None:
        """Select by pages."""
        self.select(self.index + (int(self._room * pages) or (1 if pages > 0 else -1)))

    def action_top(self) -> None:
        """Select the first."""
        self.select(0)

    def action_bottom(self) -> None:
        """Select the last."""
        self.select(self.count() - 1)

    def action_choose(self) -> None:
        """Act upon the selected item."""
        if self.count():
            self.post_message(self.Chosen(self, self.index))

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down without selecting."""
        event.stop()
        self._scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up without selecting."""
        event.stop()
        self._scroll(-_WHEEL)

    def _scroll(self, items: int) -> None:
        self.first = max(0, min(self.first + items, self.count() - self._room))
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the edge."""
        if self.grip and event.x == (0 if self.grip == "left" else self.size.width - 1):
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the edge."""
        if self._dragging:
            self.post_message(self.Dragged(self, int(event.screen_x)))

    def on_mouse_up(self) -> None:
        """Let go of the edge."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Choose the item clicked."""
        if not 1 <= event.y < self.size.height - 1:
            return
        index = self.first + (event.y - 1) // self.item_height
        if 0 < event.x < self.size.width - 1 and index < self.count():
            self.select(index)
            self.action_choose()

    # Drawing

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the box and the items in sight."""
        inner = max(0, width - 2)
        rows: list[Strip] = []
        for index in range(self.first, min(self.count(), self.first + self._room + 1)):
            selected = index == self.index
            look = ("row.selected" if self.has_focus else "row.selected.dim") if selected else ""
            for row in self.item(index, inner):
                runs = [Run(text, (look, *styles)) for text, styles in row] if look else row
                rows.append(self._row(runs, inner, look))
        if not self.count() and self.empty():
            room = max(8, inner - 2)
            said = [line[cut[0] : cut[1]] for line in self.empty().splitlines() for cut in even_cuts(line, room)]
            rows = [self._row([Run(f" {line}", ("row.dim",))], inner, "") for line in said]
        rows = rows[: max(0, height - 2)]
        rows += [self._row([], inner, "")] * (height - 2 - len(rows))
        edge = self._edge()
        marks = self._thumb(height - 2)
        side = {thumb: Segment("┃" if thumb else "│", edge) for thumb in (False, True)}
        middle = [Strip([side[False], *row, side[y in marks]], width) for y, row in enumerate(rows)]
        return [self._top(width), *middle, self._bottom(width)][:height]

    def _row(self, runs: Sequence[Run], cells: int, look: str) -> Strip:
        strip = self.brush.line(runs, cells, "panel")
        if not look:
            return strip
        taken = sum(width(run.text) for run in runs)
        return (
            strip if taken >= cells else self.brush.line([*runs, Run(" " * (cells - taken), (look,))], cells, "panel")
        )

    def _edge(self) -> Style:
        return self.brush.style("panel", "panel.border.focus" if self.has_focus else "panel.border")

    def _thumb(self, height: int) -> range:
        count, room = self.count(), self._room
        if count <= room or height <= 0:
            return range(0)
        size = max(1, round(height * room / count))
        first = round((height - size) * self.first / max(1, count - room))
        return range(first, first + size)

    def _top(self, cells: int) -> Strip:
        head = list(self.head())
        edge = self._edge()
        if not head or cells < 6:
            return Strip([Segment("┌" + "─" * max(0, cells - 2) + "┐", edge)], cells)
        room = cells - 4
        middle = self.brush.line(head, min(room, sum(width(run.text) for run in head)), "panel")
        rest = "─" * (room - middle.cell_length)
        return Strip(
            [
                Segment("┌ ", edge),
                *middle,
                Segment(" " + rest[1:] if rest else "", edge),
                Segment("─┐" if rest else " ┐", edge),
            ],
            cells,
        )

    def _bottom(self, cells: int) -> Strip:
        foot = clip(self.foot(), max(0, cells - 6))
        edge = self._edge()
        if not foot or cells < 8:
            return Strip([Segment("└" + "─" * max(0, cells - 2) + "┘", edge)], cells)
        line = "─" * (cells - 5 - width(foot))
        return Strip(
            [Segment(f"└{line} ", edge), Segment(foot, self.brush.style("panel", "row.dim")), Segment(" ─┘", edge)],
            cells,
        )
