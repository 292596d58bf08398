"""What was read and for how long, the article read last on top."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.state import Read, duration
from reader.text import printable
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList


class StatisticsScreen(Dialog[str]):
    """Articles that were read; its result is the path of the one to open."""

    def __init__(self, read: Sequence[Read], kept: bool) -> None:
        """List articles.

        Args:
            read: What was read of each.
            kept: Whether it is kept what is read.
        """
        super().__init__()
        self.read = read
        self.kept = kept

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield ReadList(self.read, self.kept)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article."""
        self.dismiss(self.read[event.index].path)


class ReadList(LineList):
    """Articles on two rows each: the title; when, how much and how long."""

    item_height = 2

    def __init__(self, read: Sequence[Read], kept: bool) -> None:
        """List articles.

        Args:
            read: What was read of each.
            kept: Whether it is kept what is read.
        """
        super().__init__(classes="dialog")
        self._read = read
        self._kept = kept

    def count(self) -> int:
        """How many articles."""
        return len(self._read)

    def head(self) -> Sequence[Run]:
        """How much it is together."""
        if not self._read:
            return [Run("Read", ("panel.title",))]
        words, seconds = sum(one.words for one in self._read), sum(one.seconds for one in self._read)
        return [Run("Read", ("panel.title",)), Run(f" {words:,} words · {duration(seconds)}", ("row.dim",))]

    def foot(self) -> str:
        """What the keys do."""
        return f"{len(self._read):,} · Enter opens · Esc" if self._read else "Esc"

    def empty(self) -> str:
        """Why there is nothing."""
        if self._kept:
            return "Nothing was read yet."
        return "Nothing is kept of what you read.\nThe setting  statistics = true  changes that."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One article."""
        one = self._read[index]
        day = f"{datetime.fromtimestamp(one.last):%Y-%m-%d}"
        facts = f"{one.words:,} words · {duration(one.seconds)} · opened {one.opened:,}×"
        lead = " " * max(1, cells - width(day) - width(facts) - 4)
        return [
            [Run(f" {clip(printable(one.title or one.path), cells - 2)}", ())],
            [Run(clip(f"   {day}{lead}{facts}", cells - 1), ("row.dim",))],
        ]
