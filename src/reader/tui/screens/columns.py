"""Two articles side by side on the screen, kept where they tell the same: which is active, how they lie and move."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.screen import Screen

from reader.articles import ArticleError, load
from reader.model import Article, Span
from reader.page.course import Course, align, follow
from reader.page.layout import Place
from reader.page.paint import Layer, Run
from reader.page.viewport import Spot
from reader.text import printable
from reader.tui.compositor import SparingCompositor
from reader.tui.find import Finder
from reader.tui.history import Stop
from reader.tui.keys import Hint, hints
from reader.tui.paired import SIGNS, Kind, Order, Paired, Passage
from reader.tui.searching import Search
from reader.tui.widgets.bars import HintBar
from reader.tui.widgets.column import Column, ColumnHead
from reader.tui.widgets.prompt import Prompt
from reader.tui.workers import WorkLostError

if TYPE_CHECKING:
    from reader.tui.screens.comparing import Painted

_BESIDE = 70  # cells from which on the columns stand side by side
_OVER = 20  # rows from which on they stand one over the other where they can't; else only the active one shows
_WIDTH = 72  # cells of a text at most

_SAYS: dict[Kind, tuple[str, str]] = {
    "same": ("the same words", "the same words"),
    "altered": ("words differ", "words differ"),
    "quote": ("the same quote", "the same quote, words differ"),
    "retold": ("in other words", "in other words"),
}
"""What to say of a passage, and of one whose words differ."""


class ColumnsScreen(Screen[Stop]):
    """Shows two articles and keeps them together."""

    AUTO_FOCUS = "#column-0"
    HINTS: ClassVar[Sequence[Hint]] = ()
    """The keys that the bottom line shows, the most useful first."""

    def __init__(
        self,
        search: Search,
        painted: "Callable[[Article], Awaitable[Painted]]",
        article: Article,
        spot: Spot,
        path: str,
    ) -> None:
        """Put two articles side by side.

        Args:
            search: What compares them.
            painted: Finds out what to paint over an article.
            article: The first.
            spot: Where the reader is in it.
            path: The file of the other.
        """
        super().__init__()
        self._compositor = SparingCompositor()
        self._search = search
        self._painted = painted
        self._articles: list[Article | None] = [article, None]
        self._spot = spot
        self._path = path
        self._active = 0
        self._paired = Paired((), False)
        self._orders = (Order((), 0), Order((), 1))
        self._course: Course | None = None
        """How the columns go together; None where they don't."""
        self._at: int | None = None
        """The passage that the reader stands on."""
        self._held = False
        """Whether the reader went to that passage: the columns stay at it as long as it is in sight."""
        self._together = True
        self._led: tuple[int, Place] | None = None
        """Which column led last, and the top of its window."""
        self._finder = Finder()
        """What is looked for in the active column."""
        self._before_find: Spot | None = None
        """Where it was when that began."""

    def compose(self) -> ComposeResult:
        """Two columns, each with its title."""
        yield HintBar(id="hints")
        with Container(id="columns"):
            for side in (0, 1):
                with Vertical(classes="half"):
                    yield ColumnHead(id=f"head-{side}")
                    yield Column(side, _WIDTH, id=f"column-{side}")
        yield Prompt(id="prompt")

    def on_mount(self) -> None:
        """Show the first; the other, and what matches, as soon as that is known."""
        self.hints = self.query_one(HintBar)
        self.prompt = self.query_one(Prompt)
        self.heads = list(self.query(ColumnHead))
        self.columns = list(self.query(Column))
        self.hints.show(hints(self.HINTS, self.hints.reader.keys))
        self._arrange()
        first = self._articles[0]
        if first is not None:
            self.columns[0].show(first, self._spot)
        self.columns[1].show_message("Opening …")
        self._show_heads()
        self.run_worker(self._begin(), group="begin")

    async def _begin(self) -> None:
        try:
            other = await asyncio.to_thread(load, self._path)
        except ArticleError as fault:
            self.columns[1].show_message(fault.reason)
            return
        self._articles[1] = other
        self.columns[1].show(other, Spot(0, 0))
        self._show_heads()
        self.hints.say("Looking for what matches …")
        for column, article in zip(self.columns, self._articles, strict=True):
            if article is not None:
                column.show_found(*await self._painted(article))
                self._repaint()
        try:
            paired = await self._search.ask("pairing", *(article.path for article in self._articles if article))
        except WorkLostError as fault:
            paired = None
            self.hints.flash(f"These can't be compared: {fault}")
        if paired is not None:
            self._take(paired)

    def _take(self, paired: Paired) -> None:
        """Take up what matches."""
        self._paired = paired
        self._orders = (Order(paired.passages, 0), Order(paired.passages, 1))
        for column in self.columns:
            column.show_passages(paired.passages)
        first, other = (len(article.text) if article else 0 for article in self._articles)
        in_order = [passage.spans for passage in paired.passages if passage.in_order]
        self._course = Course(in_order, (first, other)) if in_order else None
        count = len(paired.passages)
        found = f"{count} passage{'s' if count != 1 else ''} match" + ("es" if count == 1 else "")
        self.hints.flash((found if count else "Nothing matches") + (" in what comes first" if paired.cut else ""))
        if not self._land():
            self._keep_together(self._column)
        self._repaint()

    @property
    def article(self) -> Article | None:
        """That of the active column, once it is there."""
        return self._articles[self._active]

    @property
    def _column(self) -> Column:
        """The active one."""
        return self.columns[self._active]

    # Which column, and how they lie

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns beside or over each other."""
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.size
        beside = width >= _BESIDE
        both = beside or height >= _OVER
        self.query_one("#columns").set_class(not beside, "stacked")
        for side, half in enumerate(self.query(".half")):
            half.display = both or side == self._active

    def action_switch(self) -> None:
        """Go to the other column."""
        self.activate(1 - self._active)
        self.set_focus(self._column)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take the column that has the focus for the active one."""
        if isinstance(event.widget, Column):
            self.activate(event.widget.side)

    def activate(self, side: int) -> None:
        """Have keys go to a column."""
        if side != self._active:
            self._active = side
            self._arrange()
            self._show_heads()
            self._repaint()

    def _show_heads(self) -> None:
        for side, head in enumerate(self.heads):
            head.show(self._articles[side], side == self._active)

    # Keeping together

    def on_column_led(self, event: Column.Led) -> None:
        """Have the other column follow the one that the reader moves."""
        column = event.column
        if column is self._column:
            self._stand()
            self._keep_together(column)
        elif column is self.app.mouse_over:
            self._held = False
            self._keep_together(column)

    def on_column_landed(self, event: Column.Landed) -> None:
        """Bring the other column to what matches the paragraph that the reader went to."""
        if event.column is self._column:
            self._land()

    def on_article_view_pressed(self, event: Column.Pressed) -> None:
        """Bring the other column to what matches the passage that was clicked."""
        at = self._orders[self._active].touching(Span(event.offset, event.offset + 1))
        if at:
            self._go(at[0])

    def _keep_together(self, column: Column) -> None:
        """Have the other column follow one."""
        side, other = column.side, self.columns[1 - column.side]
        leader, follower = column.viewport, other.viewport
        if not self._together or leader is None:
            return
        ends = self._ends(self._at, side) if self._held and self._at is not None else None
        if follower is None:  # it was never to be seen yet
            if ends or self._course:
                other.go(ends[1].start if ends else self._course.across(leader.spot.top, side) if self._course else 0)
            return
        way = 0 if self._held else self._way(side, leader.top)
        self._held = ends is not None and align(leader, follower, *ends)
        if not self._held and self._course is not None:
            follow(leader, follower, self._course, side, way)
        other.refresh()

    def _way(self, side: int, top: Place) -> int:
        """Whether a column that leads goes down (1) or up (-1); 0 where it did not lead before."""
        led, self._led = self._led, (side, top)
        return 0 if led is None or led[0] != side else (top > led[1]) - (top < led[1])

    def _ends(self, at: int, side: int) -> tuple[Span, Span]:
        """A passage in one column and in the other."""
        spans = self._paired.passages[at].spans
        return spans[side], spans[1 - side]

    def action_together(self) -> None:
        """Keep the columns together, or let each go by itself."""
        self._together = not self._together
        self.hints.flash("The columns move together" if self._together else "Each column moves by itself")
        self._keep_together(self._column)
        self._repaint()

    # Passages

    def _here(self) -> Sequence[int]:
        """The passages in the paragraph under the cursor."""
        return self._orders[self._active].touching(self.paragraph)

    @property
    def paragraph(self) -> Span:
        """Where the paragraph under the cursor stands."""
        view = self._column.viewport
        return Span(*view.paragraphs[self._column.cursor][:2]) if view and view.paragraphs else Span(0, 0)

    def _stand(self) -> None:
        """Stand on the passage of the paragraph under the cursor; on the one stood on already if it is there."""
        here = self._here()
        at = self._at if self._at in here else here[0] if here else None
        if at != self._at:
            self._at, self._held = at, False
            self._repaint()

    def _land(self) -> bool:
        """Bring the other column to what matches the paragraph under the cursor.

        Returns:
            Whether there is something.
        """
        self._stand()
        if self._at is None:
            return False
        self._held = True
        self._keep_together(self._column)
        return True

    def passage_here(self) -> Span | None:
        """The passage stood on, in the active column."""
        return self._ends(self._at, self._active)[0] if self._at is not None else None

    def walk(self, step: int) -> None:
        """Go to the next passage that matches, or to the one before."""
        at = self._orders[self._active].beside(self._at, self.paragraph.start, step)
        if at is not None:
            self._go(at)
        elif not self._paired.passages:
            self.hints.flash("Nothing matches")
        else:
            self.hints.flash("no more further on" if step > 0 else "no more before")

    def _go(self, at: int) -> None:
        """Go to a passage."""
        self._at, self._held = at, True
        self._column.go(self._paired.passages[at].spans[self._active].start)
        self._keep_together(self._column)
        self._repaint()

    def _repaint(self) -> None:
        """Paint both columns, and say what the reader stands on."""
        passage = self._paired.passages[self._at] if self._at is not None else None
        for column in self.columns:
            active = column.side == self._active
            column.light(passage, self.hits() if active else (), self.standing(passage) if active else ())

    def hits(self) -> Sequence[Layer]:
        """What was looked for in the active column."""
        return ()

    def standing(self, passage: Passage | None) -> Sequence[Run]:
        """What is to be said of where the reader stands."""
        apart = [] if self._together else [Run("apart  ", ("warning",))]
        if passage is None:
            return apart
        said = _SAYS[passage.kind][any(passage.differs)]
        who = f": {', '.join(passage.actors)}" if passage.actors else ""
        place = self._orders[self._active].place(self._at or 0)
        sign = Run(f"{SIGNS[passage.kind]} {place}/{len(self._paired.passages)}", ("key",))
        return [*apart, sign, Run(f"  {said}{printable(who)}", ())]
