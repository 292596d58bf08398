"""The two lines at the screen's edges: what is open, above; which keys help now, below."""

from collections.abc import Sequence

from textual.strip import Strip

from reader.page.cells import width
from reader.page.paint import Run
from reader.tui.widgets.lines import Lines

_MOMENT = 2.0  # seconds


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

    def show(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show keys, the most useful first, each with what it does."""
        self.hints = hints
        self.refresh()

    def say(self, message: str, style: str = "key.text") -> None:
        """Show a message instead, until there is another or none."""
        self.message = Run(f" {message}", (style,)) if message else None
        self.refresh()

    def flash(self, message: str) -> None:
        """Show a message for a moment."""
        self.say(message)
        shown = self.message
        self.set_timer(_MOMENT, lambda: self.say("") if self.message is shown else None)

    def strips(self, cells: int, height: int) -> Sequence[Strip]:
        """Draw the line; hints that do not fit whole are left out."""
        if self.message is not None:
            return [self.brush.line([self.message], cells, "status")]
        runs: list[Run] = []
        taken = 0
        for key, what in self.hints:
            taken += width(key) + width(what) + 3
            if taken > cells:
                break
            runs += [Run(f" {key}", ("key",)), Run(f" {what} ", ("key.text",))]
        return [self.brush.line(runs, cells, "status")]
