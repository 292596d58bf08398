"""The two lines at the screen's edges: what is open, above; which keys help now, below."""

from collections.abc import Sequence

from textual.strip import Strip

from reader.page.cells import width
from reader.page.paint import Run
from reader.tui.widgets.lines import Lines

MOMENT = 2.0
"""Seconds that a message in passing is shown."""

_BAR = 12  # cells


class HeaderBar(Lines):
    """The program and the library on the left, counts on the right."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty bar.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.label = ""
        self.counts = ""

    def show(self, label: str, counts: str) -> None:
        """Say what is open and how much of it there is."""
        if (label, counts) != (self.label, self.counts):
            self.label, self.counts = label, counts
            self.refresh()

    def strips(self, cells: int, height: int) -> Sequence[Strip]:
        """Draw the line."""
        left = [Run(" reader", ("header.accent",)), Run(f" · {self.label}", ())]
        room = cells - width(self.counts) - 2
        taken = sum(width(run.text) for run in left)
        if not self.counts or room < taken + 2:
            return [self.brush.line(left, cells, "header")]
        return [self.brush.line([*left, Run(" " * (room - taken), ()), Run(f" {self.counts} ", ())], cells, "header")]


class HintBar(Lines):
    """The keys that help where the reader is, or a message."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty bar.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.hints: Sequence[tuple[str, str]] = ()
        self.message: Run | None = None
        self._offered: Sequence[tuple[str, str]] = ()
        self._progress: Sequence[Run] = ()

    def show(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys, the most useful first, each with what it does."""
        self.hints = hints
        self.refresh()

    def say(self, message: str, style: str = "key.text") -> None:
        """Show a message instead, until there is another or none."""
        self.message = Run(f" {message}", (style,)) if message else None
        if self._offered:
            self._offered = ()
            self.styles.height = 1
        self.refresh()

    def offer(self, key: str, following: Sequence[tuple[str, str]]) -> None:
        """Show the keys that can follow one, in as many rows as they take, until there is a message or none.

        Args:
            key: The one that was pressed.
            following: The others, each with what it does.
        """
        self.message = Run(f" {key} … ", ("key",))
        self._offered = following
        self.styles.height = len(self._rows_of(following, self.size.width, width(self.message.text)))
        self.refresh()

    def flash(self, message: str, seconds: float = MOMENT) -> None:
        """Show a message for a moment."""
        self.say(message)
        shown = self.message
        self.set_timer(seconds, lambda: self.say("") if self.message is shown else None)

    def progress(self, read: int, articles: int) -> None:
        """Show how many articles have been read through; nothing where all have."""
        before, self._progress = self._progress, ()
        if read < articles:
            done = round(_BAR * read / articles)
            said = Run(f"  {read:,} of {articles:,} read ", ("key.text",))
            self._progress = said, Run("━" * done, ("key",)), Run("─" * (_BAR - done) + " ", ("key.text",))
        if self._progress != before:
            self.refresh()

    def strips(self, cells: int, height: int) -> Sequence[Strip]:
        """Draw the line; hints that do not fit whole are left out."""
        if self.message is not None:
            lead = width(self.message.text) if self._offered else 0
            rows = self._rows_of(self._offered, cells, lead)
            rows[0] = [self.message, *rows[0]]
            rows[1:] = [[Run(" " * lead, ("key.text",)), *row] for row in rows[1:]]
            return [self.brush.line(row, cells, "status") for row in rows[:height]]
        progress = self._progress
        if sum(width(run.text) for run in progress) > cells // 2:  # a narrow screen: the bar alone
            progress = progress[1:]
        room = cells - sum(width(run.text) for run in progress)
        runs = self._rows_of(self.hints, room, 0)[0]
        taken = sum(width(run.text) for run in runs)
        return [self.brush.line([*runs, Run(" " * (room - taken), ("key.text",)), *progress], cells, "status")]

    @staticmethod
    def _rows_of(keys: Sequence[tuple[str, str]], cells: int, lead: int) -> list[list[Run]]:
        """Keys in rows that leave some cells free on the left."""
        rows: list[list[Run]] = [[]]
        taken = lead
        for key, what in keys:
            wide = width(key) + width(what) + 3
            if taken + wide > cells:
                rows.append([])
                taken = lead
            taken += wide
            rows[-1] += [Run(f" {key}", ("key",)), Run(f" {what} ", ("key.text",))]
        return rows
