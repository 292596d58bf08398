"""A few rows below everything that say what to do next on the tour."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip

from reader.page.cells import clip, width
from reader.page.layout import even_cuts
from reader.page.paint import Run
from reader.tui.tour import STEPS, Told
from reader.tui.widgets.lines import Lines

_EDGE = 2  # cells on either side


class GuideBar(Lines):
    """Title and number of a step in a rule, its words below."""

    class Clicked(Message):
        """The reader wants the next step."""

    def __init__(self) -> None:
        """Make an empty bar."""
        super().__init__()
        self.told = Told("", "", 0)
        self._how = ""

    def show(self, told: Told, how: str) -> None:
        """Say what to do.

        Args:
            told: What.
            how: How to go on without it, and how to leave.
        """
        if (told, how) != (self.told, self._how):
            self.told, self._how = told, how
            self.fit()
            self.refresh()

    def fit(self) -> None:
        """Take as many rows as the words need."""
        self.styles.height = 1 + len(self._rows(self.app.size.width))

    def on_mount(self) -> None:
        """Take the rows for what there is to say."""
        self.fit()

    def on_resize(self) -> None:
        """Take more rows, or fewer."""
        self.fit()

    def on_click(self, event: events.Click) -> None:
        """Ask for the next step."""
        event.stop()
        self.post_message(self.Clicked())

    def _rows(self, cells: int) -> list[str]:
        words = self.told.words
        return [words[start:end] for start, end in even_cuts(words, max(8, cells - 2 * _EDGE))]

    def strips(self, cells: int, height: int) -> Sequence[Strip]:
        """Draw the rule and the words."""
        number = f" {self.told.number}/{len(STEPS)}" if self.told.number <= len(STEPS) else ""
        title = clip(f" Tour{number} · {self.told.title} ", max(0, cells - 2))
        how = f" {self._how} "
        line = cells - 2 - width(title) - width(how)
        if line < 1:
            how, line = "", cells - 2 - width(title)
        edge = ("panel.border.focus",)
        rule = [Run("─", edge), Run(title, ("panel.title", "header.accent")), Run("─" * line, edge)]
        rows = [[*rule, Run(how, ("row.dim",)), Run("─", edge)]]
        rows += [[Run(" " * _EDGE, ()), Run(text, ())] for text in self._rows(cells)]
        return [self.brush.line(row, cells, "panel") for row in rows][:height]
