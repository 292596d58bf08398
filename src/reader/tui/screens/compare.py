"""Two articles side by side: walking what matches, finding, and going on in one of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from reader.page.paint import Layer, Run, hit_layer
from reader.text import printable
from reader.tui import clipboard
from reader.tui.history import Stop
from reader.tui.keys import Hint, keys_of
from reader.tui.paired import Passage
from reader.tui.screens.columns import ColumnsScreen
from reader.tui.widgets.column import Column
from reader.tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class CompareScreen(ColumnsScreen):
    """Two articles that the reader walks through together; its result is where to go on in one of them."""

    HINTS = (
        Hint("Tab", "other", ("compare.switch",)),
        Hint("n/N", "passage", ("compare.next", "compare.previous")),
        Hint("t", "together", ("compare.together",)),
        Hint("Enter", "open", ("compare.open",)),
        Hint("/", "find", ("compare.find",)),
        Hint("?", "help", ("compare.help",)),
        Hint("Esc", "back", ("compare.back",)),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "switch", "other column", id="compare.switch", tooltip="Go to the other column"),
        Binding("n", "walk(1)", "next passage", id="compare.next", tooltip="Go to the next matching passage, or hit"),
        Binding("N", "walk(-1)", "passage before", id="compare.previous", tooltip="Go to the passage or hit before"),
        Binding(
            "t", "together", "together", id="compare.together", tooltip="Move the columns together, or each by itself"
        ),
        Binding("enter", "open", "open", id="compare.open", tooltip="Open the article of this column here"),
        Binding("slash", "find", "find", id="compare.find", tooltip="Find in this column"),
        Binding("y", "copy", "copy", id="compare.copy", tooltip="Copy the selection or the passage"),
        Binding("g", "to_top", "top", id="compare.top", tooltip="Go to the beginning"),
        Binding("T", "app.pick_theme", "theme", id="compare.theme", tooltip="Choose a theme, with live preview"),
        Binding("question_mark,f1", "help", "help", id="compare.help", tooltip="The keys of this place"),
        Binding("escape,q", "back_out", "back", id="compare.back", tooltip="Clear what was found, then go back"),
    ]

    def action_open(self) -> None:
        """Go on in the article of the active column, here."""
        article = self.article
        if article is not None:
            self.dismiss(Stop(article.path, self._column.spot))

    def action_back_out(self) -> None:
        """Undo one thing that is going on; where nothing is, go back."""
        if self._column.clear_selection():
            return
        if self._finder.clear():
            self._repaint()
        else:
            self.dismiss(None)

    def action_to_top(self) -> None:
        """Go to the beginning."""
        self._column.action_top()

    def action_help(self) -> None:
        """Show the keys of this place."""
        from reader.tui.screens.help import HelpScreen

        changed = cast("ReaderApp", self.app).keys
        groups = [
            ("Side by side", keys_of(self.BINDINGS, changed)),
            ("In a column", keys_of(Column.BINDINGS, changed)),
        ]
        self.app.push_screen(HelpScreen(groups))

    def action_copy(self) -> None:
        """Copy the selection, else the passage stood on, else the paragraph."""
        article, column = self.article, self._column
        if article is not None:
            span = column.selected or self.passage_here() or self.paragraph
            self.run_worker(self._copy(span.of(article.text)), group="copy")

    async def _copy(self, text: str) -> None:
        fault = await clipboard.copy(self.app, text)
        self._column.clear_selection()
        self.hints.flash(fault or "Copied")

    # Walking and finding

    def action_walk(self, step: int) -> None:
        """Go to the next hit where something is looked for, else to the next passage that matches."""
        if not self._finder.query:
            self.walk(step)
            return
        hit = self._finder.step(step)
        if hit is not None:
            self._column.go(hit.start)
            self._repaint()

    def hits(self) -> Sequence[Layer]:
        """What was looked for in the active column."""
        return [hit_layer(self._finder.hits.spans, self._finder.current)] if self._finder.query else ()

    def standing(self, passage: Passage | None) -> Sequence[Run]:
        """What was looked for, else what is to be said of the passage stood on."""
        if self._finder.query:
            return [Run(f"/{printable(self._finder.query)}  ", ()), Run(self._finder.tally, ("key",))]
        return super().standing(passage)

    def activate(self, side: int) -> None:
        """Have keys go to a column; what was looked for in the other is forgotten."""
        if side != self._active:
            self._finder.clear()
        super().activate(side)

    def action_find(self) -> None:
        """Ask what to find."""
        if self.article is not None:
            self._before_find = self._column.spot
            self.prompt.ask("find", "/", self._finder.query)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Find with each letter."""
        article, before = self.article, self._before_find
        if article is None or before is None:
            return
        hit = self._finder.search(article.text, event.words, before.top)
        if hit is not None:
            self._column.go(hit.start)
        else:
            self._column.go_to(before)
        self._repaint()

    def on_prompt_again(self, event: Prompt.Again) -> None:
        """Walk the hits while typing."""
        self.action_walk(event.step)

    def on_prompt_accepted(self, event: Prompt.Accepted) -> None:
        """Leave the line; the hits stay, n and N walk them."""
        self._leave_prompt()
        if self._finder.current is None:
            self._finder.clear()
        self._repaint()

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        """Leave the line, and everything as it was."""
        self._leave_prompt()
        self._finder.clear()
        if self._before_find is not None:
            self._column.go_to(self._before_find)
        self._repaint()

    def _leave_prompt(self) -> None:
        self.prompt.close()
        self.set_focus(self._column)
