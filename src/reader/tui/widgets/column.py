"""One of two articles side by side: an article view that follows the other, with signs beside what matches."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from reader.model import Article
from reader.page.cells import clip
from reader.page.cells import width as cells
from reader.page.layout import Row
from reader.page.paint import Layer, Run
from reader.text import printable
from reader.tui.paired import SIGNS, Passage
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.lines import Lines

_GOES_ON = "┆"
_LEAST = 2  # cells left of the text for the cursor's bar and the sign alone
_SELECTING = ("article.select", "article.select-whole")


class Column(ArticleView, inherit_bindings=False):
    """Shows one of two articles; passages are selected with the mouse only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in ArticleView.BINDINGS if isinstance(binding, Binding) and binding.id not in _SELECTING
    ]

    class Led(Message):
        """The reader has moved this column, or its size has changed."""

        def __init__(self, column: "Column") -> None:
            """Say which.

            Args:
                column: The column.
            """
            super().__init__()
            self.column = column

    class Landed(Led):
        """The reader has gone to a paragraph of this column."""

    def __init__(self, side: int, column_width: int, *, id: str) -> None:  # noqa: A002
        """Make an empty column.

        Args:
            side: 0 for the first article, 1 for the other.
            column_width: Cells of the text where there is room.
            id: The widget's name.
        """
        super().__init__(column_width, id=id)
        self.side = side
        self._found: Sequence[Layer] = ()
        self._speakers_found = Layer()
        self._passages = Layer()
        self._differs = Layer()

    # What is shown

    def show_found(self, layers: Sequence[Layer], speakers: Layer) -> None:
        """Take up what was found in the article.

        Args:
            layers: From the bottom.
            speakers: Who speaks where a quote begins.
        """
        self._found, self._speakers_found = layers, speakers

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Take up what matches in the other article."""
        self._passages = Layer((*passage.spans[self.side], SIGNS[passage.kind]) for passage in passages)
        self._differs = Layer((*span, "hit") for passage in passages for span in passage.differs[self.side])

    def light(self, passage: Passage | None, hits: Sequence[Layer], status: Sequence[Run]) -> None:
        """Paint everything.

        Args:
            passage: The one the reader stands on.
            hits: What was looked for in the text.
            status: What to say below it.
        """
        lit = [Layer([(*passage.spans[self.side], "actor.lit")])] if passage else []
        self.paint_with([*self._found, *lit, self._differs, *hits], self._speakers_found, status)

    def _share_out(self, cells: int) -> tuple[int, int]:
        """How many cells lie left of the column, a blank before the text among them, and how many in it."""
        left, column = super()._share_out(cells)
        return (left + 1, column - 1) if left == _LEAST else (left, column)

    def _margin(self, row: Row, under_cursor: bool) -> list[Run]:
        left = self.left_of_column()
        if left <= _LEAST:
            return super()._margin(row, under_cursor)
        bar = Run("┃" if under_cursor else " ", ("cursor",))
        return [Run(" " * (left - 3), ()), bar, self._sign(row), Run(" ", ())]

    def _sign(self, row: Row) -> Run:
        """What the cell between the cursor's bar and the text says: that a passage begins or goes on here."""
        touching = [] if row.blank else self._passages.between(row.start, row.end)
        if not touching:
            return super()._sign(row)
        begun = [sign for start, _, sign in touching if start >= row.start]
        return Run(begun[0] if begun else _GOES_ON, ("key",))

    # Moving

    def action_paragraph(self, step: int) -> None:
        """Move the cursor by paragraphs."""
        super().action_paragraph(step)
        self.post_message(self.Landed(self))

    def _moved(self) -> None:
        self.refresh()
        self.post_message(self.Led(self))


class ColumnHead(Lines):
    """The title of a column; tells whether it is the active one."""

    can_focus = False

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty line.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self._article: Article | None = None
        self._active = False

    def show(self, article: Article | None, active: bool) -> None:
        """Say what is below.

        Args:
            article: The article of the column; None as long as there is none.
            active: Whether keys go to it.
        """
        self._article, self._active = article, active
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Make the column below the active one."""
        self.screen.set_focus(self.parent.query_one(Column) if self.parent else None)

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the line."""
        article = self._article
        date = self.date(article.published) if article else ""
        facts = [fact for fact in (article.source, date) if fact] if article else []
        mark = f"{'▌' if self._active else ' '}  "
        title = clip(printable(article.title if article else ""), max(0, width - len(mark)))
        words = clip(f"{mark}{title}{''.join(f' · {printable(fact)}' for fact in facts)}", width)
        look = ("row.selected",) if self._active else ("row.dim",)
        return [self.brush.line([Run(words + " " * (width - cells(words)), look)], width, "panel")]
