"""The lines of a report, and in the edge above them the orders that they can be put in."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.search.results import About
from reader.text import fold
from reader.tui.keys import Hint, hints
from reader.tui.reported import Line, Report, Target
from reader.tui.search_process import Shown
from reader.tui.searching import Trail
from reader.tui.widgets.line_list import LineList

_CAN = (
    Hint("Tab", "another order", ("report.order",)),
    Hint("Ctrl+S", "save", ("report.save",)),
    Hint("F1", "keys", ("typed.help",)),
    Hint("Esc", "back", ("report.clear",)),
)
_EDGE = 6  # cells of the upper edge that are not the head's


class ReportList(LineList, inherit_bindings=False):
    """Lines of a report; the keys belong to the line in which the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = []
    can_focus = False

    class OrderPicked(Message):
        """An order was clicked."""

        def __init__(self, order: str) -> None:
            """Say which.

            Args:
                order: One of the report's.
            """
            super().__init__()
            self.order = order

    def __init__(self, report: Report, *, id: str) -> None:  # noqa: A002
        """List a report.

        Args:
            report: What it says.
            id: The widget's name.
        """
        super().__init__(id=id)
        self._report = report
        self._shown: Sequence[Line] = report.lines
        self._said = ""

    def show(self, report: Report, words: str) -> None:
        """List another report, narrowed down."""
        self._report = report
        self.narrow(words)

    def say(self, words: str) -> None:
        """Say something in the lower edge, until a key is pressed."""
        self._said = words
        self.refresh()

    def select(self, index: int, *, tell: bool = True) -> None:
        """Select a line; what was said is old then."""
        self._said = ""
        super().select(index, tell=tell)

    def narrow(self, words: str) -> None:
        """Show only lines that hold all words, and the headings above them."""
        wanted = fold(words).text.split()
        shown: list[Line] = []
        heading: Line | None = None
        for line in self._report.lines:
            if line.heading:
                heading = line
                if not wanted:
                    shown.append(line)
            elif not wanted or all(word in fold("".join(run.text for run in line.runs)).text for word in wanted):
                if wanted and heading is not None:
                    shown.append(heading)
                    heading = None
                shown.append(line)
        self._shown = shown
        self.select(0, tell=False)

    def trail(self) -> Trail | None:
        """The passages of the selected line; where it has one, those of the lines of its kind around it as well."""
        if not self._shown:
            return None
        chosen = self._shown[self.index]
        if not chosen.targets:
            return None
        lines = self._around() if len(chosen.targets) == 1 else [chosen]
        targets = [target for line in lines for target in line.targets]
        return Trail(self._report.title, tuple(map(_shown, targets)), targets.index(chosen.targets[0]))

    def _around(self) -> Sequence[Line]:
        """The lines with one passage each between two headings."""
        first = last = self.index
        while first > 0 and not self._shown[first - 1].heading:
            first -= 1
        while last < len(self._shown) - 1 and not self._shown[last + 1].heading:
            last += 1
        return [line for line in self._shown[first : last + 1] if len(line.targets) == 1]

    def on_click(self, event: events.Click) -> None:
        """Choose an order in the upper edge, or a line."""
        at = 2
        for run in self.head() if event.y == 0 else ():
            if at <= event.x < at + width(run.text) and run.text in self._report.orders:
                self.post_message(self.OrderPicked(run.text))
            at += width(run.text)

    # How it reads

    def count(self) -> int:
        """How many lines."""
        return len(self._shown)

    def head(self) -> Sequence[Run]:
        """What this is, and in which order; where there is room, in which it can be."""
        report = self._report
        title = Run(report.title, ("panel.title",))
        if not report.orders:
            return [title]
        lead = [title, Run("  by ", ("row.dim",))]
        orders: list[Run] = []
        for order in report.orders:
            orders += [Run(" · " if orders else "", ("row.dim",)), Run(order, _style(order == report.order))]
        if sum(width(run.text) for run in (*lead, *orders)) <= self.size.width - _EDGE:
            return [*lead, *orders]
        room = self.size.width - _EDGE - width(f"  by {report.order}")
        return [title._replace(text=clip(title.text, room)), lead[1], Run(report.order, _style(True))]

    def foot(self) -> str:
        """What the keys do."""
        can = hints(_CAN if self._report.orders else _CAN[1:], self.reader.keys)
        return self._said or " · ".join(["Enter goes there, n N walk the others", *map(" ".join, can)])

    def empty(self) -> str:
        """Why there is nothing."""
        return "Nothing fits.\nEsc shows all."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One line, cut where the list ends."""
        runs: list[Run] = []
        left = cells - 1
        for run in self._shown[index].runs:
            if left <= 0:
                break
            words = clip(run.text, left)
            runs.append(Run(words, run.styles))
            left -= width(words)
        return [runs]


def _style(current: bool) -> tuple[str, ...]:
    """How an order looks."""
    return ("panel.title", "header.accent") if current else ("row.dim",)


def _shown(target: Target) -> Shown:
    """A place as something that is walked to."""
    return Shown(About(target.path), "passage", target.start, target.end, "", marked=True)
