"""A report to look through: narrowed down as one types; each line leads to the passages behind it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.search.results import About
from reader.text import fold
from reader.tui.reported import Line, Report, Target
from reader.tui.screens.typed_list import TypedList
from reader.tui.search_process import Shown
from reader.tui.searching import Trail
from reader.tui.widgets.line_list import LineList


class ReportScreen(TypedList[Trail]):
    """Lists the lines of a report; its result is the passages of one, to be walked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="report.down", tooltip="Select the next line"),
        Binding("up,ctrl+p", "move(-1)", "up", id="report.up", tooltip="Select the line before"),
        Binding("pagedown", "pages(1)", "page down", id="report.page-down", tooltip="Move a page down"),
        Binding("pageup", "pages(-1)", "page up", id="report.page-up", tooltip="Move a page up"),
        Binding("escape", "clear", "clear", id="report.clear", tooltip="Clear the line, then close"),
    ]

    list: "ReportList"

    def __init__(self, report: Report) -> None:
        """Show a report.

        Args:
            report: What it says.
        """
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Container(id="search-box"):
            yield Input(placeholder=f"{self._report.title}: type to narrow down", compact=True, id="search-line")
            yield ReportList(self._report, id="report-list")

    def on_mount(self) -> None:
        """Begin with all of it."""
        self.line = self.query_one(Input)
        self.list = self.query_one(ReportList)
        self.set_focus(self.line)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down with each letter."""
        event.stop()
        self.list.narrow(event.value)

    def take(self) -> None:
        """Go to the passages of the selected line."""
        trail = self.list.trail()
        if trail is not None:
            self.dismiss(trail)


class ReportList(LineList, inherit_bindings=False):
    """Lines of a report; the keys belong to the line in which the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = []
    can_focus = False

    def __init__(self, report: Report, *, id: str) -> None:  # noqa: A002
        """List a report.

        Args:
            report: What it says.
            id: The widget's name.
        """
        super().__init__(id=id)
        self._report = report
        self._shown: Sequence[Line] = report.lines

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

    def count(self) -> int:
        """How many lines."""
        return len(self._shown)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run(self._report.title, ("panel.title",))]

    def foot(self) -> str:
        """What the keys do."""
        return "Enter goes there, n N walk the others · Esc"

    def empty(self) -> str:
        """Why there is nothing."""
        return "Nothing fits."

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


def _shown(target: Target) -> Shown:
    """A place as something that is walked to."""
    return Shown(About(target.path), "passage", target.start, target.end, "", marked=True)
