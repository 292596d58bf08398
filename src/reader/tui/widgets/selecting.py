"""Selecting in the article: a caret that keys move, and dragging with the mouse; by offsets, whatever the width."""

from textual.actions import parse
from textual.binding import Binding, BindingsMap, BindingType
from textual.message import Message
from textual.timer import Timer

from reader.model import Article, Span
from reader.page import row_motions
from reader.page.layout import Row
from reader.page.paint import Layer
from reader.page.selection import Selection
from reader.page.viewport import Viewport
from reader.tui.keys import Changed, rebound
from reader.tui.widgets.lines import Lines

_SCROLLS = 1 / 20  # seconds between two scrolls while the mouse is held above or below the text
_FASTEST = 5  # rows that one of them scrolls at most

SELECTING: list[BindingType] = [
    Binding("h,left", "motion('previous_character')", "left", id="select.left", tooltip="Move a character left"),
    Binding("l,right", "motion('next_character')", "right", id="select.right", tooltip="Move a character right"),
    Binding("j,down", "rows(1)", "row down", id="select.down", tooltip="Move a row down"),
    Binding("k,up", "rows(-1)", "row up", id="select.up", tooltip="Move a row up"),
    Binding("w", "motion('next_word')", "next word", id="select.word-next", tooltip="Move to the next word"),
    Binding(
        "b", "motion('previous_word')", "word before", id="select.word-previous", tooltip="Move to the word before"
    ),
    Binding("e", "motion('word_end')", "word's end", id="select.word-end", tooltip="Move to the end of the word"),
    Binding("0,home", "row_edge(False)", "row's start", id="select.row-start", tooltip="Move to the start of the row"),
    Binding(
        "dollar_sign,end", "row_edge(True)", "row's end", id="select.row-end", tooltip="Move to the end of the row"
    ),
    Binding(
        "right_parenthesis",
        "motion('sentence_end')",
        "sentence",
        id="select.sentence-next",
        tooltip="Move to the end of the sentence, or of the next",
    ),
    Binding(
        "left_parenthesis",
        "motion('previous_sentence')",
        "sentence before",
        id="select.sentence-previous",
        tooltip="Move to the start of the sentence, or the one before",
    ),
    Binding(
        "right_curly_bracket,shift+down",
        "motion('paragraph_end')",
        "paragraph",
        id="select.paragraph-next",
        tooltip="Move to the end of the paragraph, or of the next",
    ),
    Binding(
        "left_curly_bracket,shift+up",
        "motion('previous_paragraph')",
        "paragraph before",
        id="select.paragraph-previous",
        tooltip="Move to the start of the paragraph, or the one before",
    ),
    Binding("d", "pages(0.5)", "half page down", id="select.half-down", tooltip="Move half a page down"),
    Binding("u", "pages(-0.5)", "half page up", id="select.half-up", tooltip="Move half a page up"),
    Binding("space,pagedown", "pages(1)", "page down", id="select.page-down", tooltip="Move a page further down"),
    Binding("pageup", "pages(-1)", "page up", id="select.page-up", tooltip="Move a page further up"),
    Binding("G", "motion('last')", "bottom", id="select.bottom", tooltip="Move to the end of the text"),
    Binding("o", "swap", "other end", id="select.swap", tooltip="Move the other end from now on"),
    Binding("V", "whole", "paragraphs", id="select.whole", tooltip="Select whole paragraphs, or parts again"),
    Binding("v,escape", "end", "no more", id="select.end", tooltip="Select nothing any more"),
]
"""The keys while something is selected; they move the caret, the end that is not fixed."""

Marks = tuple[Span, Span | None]
"""What of a row is selected, and where in it the caret is."""


class Selectable(Lines):
    """A column of text in which passages can be selected."""

    class Selected(Message, namespace="article_view"):
        """The selection has changed."""

        def __init__(self, span: Span | None) -> None:
            """Say to what.

            Args:
                span: What is selected now; None for nothing.
            """
            super().__init__()
            self.span = span

    class SelectionWanted(Message, namespace="article_view"):
        """The reader wants to begin to select; whoever knows what is stood on answers with `begin_selection`."""

        def __init__(self, whole: bool) -> None:
            """Say how.

            Args:
                whole: By paragraphs.
            """
            super().__init__()
            self.whole = whole

    article: Article | None = None
    viewport: Viewport | None = None
    """The window upon the text, once the size is known."""
    selection: Selection | None = None
    """The ends of what is selected."""
    selected: Span | None = None
    """What is selected, whole characters only."""
    _caret = Span(0, 0)  # the character at the end that moves
    _goal: int | None = None  # the cell that going up and down keeps to
    _keys = BindingsMap(SELECTING)

    _held: int | None = None  # where the mouse was pressed, while it is
    has_dragged = False
    """Whether the mouse has moved since it was pressed: the click that follows a drag is none."""
    _mouse = (0, 0)
    _scrolling: Timer | None = None

    # What is selected

    def begin_selection(self, span: Span | None, whole: bool = False) -> None:
        """Select a span, or begin to.

        Args:
            span: What to select; None for the first character in sight of the paragraph under the cursor.
            whole: Select whole paragraphs.
        """
        if self.article is None or not self.article.paragraphs or self.viewport is None:
            return
        begun = span or Span(start := self._first_in_sight(self.viewport), start)
        self._goal = None
        self._select(Selection.of(self.article.text, self.article.paragraphs, begun, whole))
        self._show_caret()

    def clear_selection(self) -> bool:
        """Select nothing any more.

        Returns:
            Whether something was selected.
        """
        was = self.selection is not None
        self.let_go()
        self._select(None)
        return was

    def _select(self, selection: Selection | None) -> None:
        if selection == self.selection:
            return
        before, self.selection = self.selected, selection
        if selection is None or self.article is None:
            self.selected = None
        else:
            text, paragraphs = self.article.text, self.article.paragraphs
            self.selected = selection.span(text, paragraphs)
            from reader.page.motions import character_at

            self._caret = character_at(text, paragraphs, selection.caret)
        if self.selected != before:
            self.post_message(self.Selected(self.selected))
        self.refresh()

    def _first_in_sight(self, view: Viewport) -> int:
        blocks = view.layout.blocks
        for row in view.rows():
            block = blocks[row.block]
            if block.paragraph == view.cursor and block.literal is None and not row.blank:
                return row.start
        return view.paragraphs[view.cursor].start

    def marks(self, row: Row) -> Marks | None:
        """What of a row the selection touches; None for nothing."""
        if self.selected is None or row.end <= self.selected.start or self.selected.end <= row.start:
            return None
        shown = Span(max(self.selected.start, row.start), min(self.selected.end, row.end))
        return shown, self._caret if row.start <= self._caret.start < row.end else None

    @staticmethod
    def mark_layers(marks: Marks | None) -> tuple[Layer, ...]:
        """The layers that show what of a row is selected."""
        if marks is None:
            return ()
        selected, caret = marks
        layers = (Layer([(*selected, "selection")]),)
        return layers if caret is None else (*layers, Layer([(*caret, "caret")]))

    # Keys

    def use_keys(self, changed: Changed) -> None:
        """Take other keys while something is selected."""
        self._keys = rebound(BindingsMap(SELECTING), changed)

    def action_select(self, whole: bool) -> None:
        """Begin to select."""
        self.post_message(self.SelectionWanted(whole))

    def take_selecting_key(self, key: str) -> bool:
        """Do what a key does while something is selected.

        Args:
            key: What was pressed, by Textual's name.

        Returns:
            Whether it is such a key and something is selected.
        """
        bindings = self._keys.key_to_bindings.get(key)
        if self.selection is None or not bindings:
            return False
        _, name, arguments = parse(bindings[0].action)
        getattr(self, f"select_{name}")(*arguments)
        return True

    def select_motion(self, name: str) -> None:
        """Move the caret by characters, words, sentences or paragraphs."""
        if self.selection is not None and self.article is not None and self.viewport is not None:
            from reader.page.motions import BY_NAME

            before = self.selection.caret
            motion = BY_NAME["next_paragraph" if self.selection.whole and name == "paragraph_end" else name]
            after = motion(self.article.text, self.article.paragraphs, before)
            self._goal = None
            self._move_caret(row_motions.into_sight(self.viewport.layout, after, after > before))

    def select_rows(self, rows: int) -> None:
        """Move the caret by rows, keeping to its cell."""
        if self.selection is not None and self.viewport is not None:
            layout, caret = self.viewport.layout, self.selection.caret
            if self._goal is None:
                self._goal = layout.cell_of(layout.row(layout.place_of(caret)), caret)
            self._move_caret(row_motions.by_rows(layout, caret, rows, self._goal))

    def select_pages(self, pages: float) -> None:
        """Move the caret by a share of the window."""
        if self.viewport is not None:
            self.select_rows(int(self.viewport.height * pages) or (1 if pages > 0 else -1))

    def select_row_edge(self, end: bool) -> None:
        """Move the caret to an end of its row."""
        if self.selection is not None and self.viewport is not None:
            layout = self.viewport.layout
            self._goal = layout.width if end else 0
            self._move_caret(row_motions.row_edge(layout, self.selection.caret, self._goal))

    def select_swap(self) -> None:
        """Move the other end from now on."""
        if self.selection is not None:
            self._goal = None
            self._select(self.selection.swapped())
            self._show_caret()

    def select_whole(self) -> None:
        """Select whole paragraphs, or parts again."""
        if self.selection is not None:
            self._select(self.selection._replace(whole=not self.selection.whole))

    def select_end(self) -> None:
        """Select nothing any more."""
        self.clear_selection()

    def _move_caret(self, offset: int) -> None:
        if self.selection is not None:
            self._select(self.selection._replace(caret=offset))
            self._show_caret()

    def _show_caret(self) -> None:
        """Have the window follow the caret."""
        if self.selection is not None and self.viewport is not None:
            self.viewport.reveal(self.selection.caret)
            self._moved()

    def _moved(self) -> None:
        """Draw anew: the window or the cursor moved."""
        self.refresh()

    # The mouse

    def left_of_column(self) -> int:
        """Cells left of the text."""
        return 0

    def hold(self, x: int, y: int) -> None:
        """Take note of where the mouse was pressed."""
        self._held = self._near(x, y)
        self.has_dragged = False
        if self._held is not None:
            self.capture_mouse()

    def drag(self, x: int, y: int) -> None:
        """Select from where the mouse was pressed to where it is; scroll while it is above or below the text."""
        if self._held is None or self.viewport is None:
            return
        self._mouse = (x, y)
        here = self._near(x, y)
        if here is None or (here == self._held and not self.has_dragged and not self._beyond()):
            return
        self.has_dragged = True
        if self._scrolling is None and self._beyond():
            self._scrolling = self.set_interval(_SCROLLS, self._scroll_on)
        self.follow_mouse()

    def follow_mouse(self) -> None:
        """Bring the caret to where the mouse is, if it is selecting."""
        here = self._near(*self._mouse) if self._held is not None and self.has_dragged else None
        if here is not None and self._held is not None:
            self._goal = None
            self._select(Selection(self._held, here))

    def _beyond(self) -> int:
        """Rows that the mouse is below the text or, negative, above it; the screen's first row is above."""
        y = self._mouse[1]
        top = 1 if self.region.y == 0 else 0
        bottom = self.size.height - 1
        return y - top if y < top else max(0, y - bottom + 1)

    def _scroll_on(self) -> None:
        rows = self._beyond()
        if rows and self.viewport is not None:
            self.viewport.scroll(min(max(rows, -_FASTEST), _FASTEST))
            self._moved()
            self.follow_mouse()

    def let_go(self) -> None:
        """Hold no more."""
        if self._held is not None:
            self._held = None
            self.release_mouse()
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def _near(self, x: int, y: int) -> int | None:
        """The character under the mouse, else the nearest; None where there is no text."""
        if self.viewport is None or self.article is None or not self.article.paragraphs:
            return None
        rows = self.viewport.rows()
        at = min(max(y, 0), len(rows) - 1)
        blocks = self.viewport.layout.blocks
        texts = [n for n, row in enumerate(rows) if not row.blank and blocks[row.block].literal is None]
        if not texts:
            return None
        nearest = min(texts, key=lambda n: (abs(n - at), n))
        cell = x - self.left_of_column() if nearest == at else self.size.width if nearest < at else 0
        return row_motions.at_cell(self.viewport.layout, rows[nearest], rows[nearest].start, cell)

    def pick(self, offset: int, chain: int) -> None:
        """Select what was clicked more than once: the word, or the sentence.

        Args:
            offset: The code point under the mouse.
            chain: How many times.
        """
        if self.article is not None:
            from reader.page import motions

            find = motions.word_at if chain == 2 else motions.sentence_at
            self.begin_selection(find(self.article.text, self.article.paragraphs, offset))
