"""A report to look through: narrowed down as one types; each line leads to the passages behind it."""

import os
import re
from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from reader.text import fold, printable
from reader.tui.options import Option
from reader.tui.reported import TAKEN, Report
from reader.tui.screens.asker import Asker
from reader.tui.screens.picker import Picker
from reader.tui.screens.typed_list import TypedList
from reader.tui.searching import Trail
from reader.tui.widgets.report_list import ReportList
from reader.tui.workers import WorkLostError

_NAME = 60  # characters of a file's name

Ask = Callable[..., Awaitable[object]]
"""Has a function of `views_process` called by its name."""


class ReportScreen(TypedList[Trail]):
    """Lists the lines of a report; its result is the passages of one, to be walked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="report.down", tooltip="Select the next line"),
        Binding("up,ctrl+p", "move(-1)", "up", id="report.up", tooltip="Select the line before"),
        Binding("pagedown", "pages(1)", "page down", id="report.page-down", tooltip="Move a page down"),
        Binding("pageup", "pages(-1)", "page up", id="report.page-up", tooltip="Move a page up"),
        Binding("tab", "order(1)", "order", id="report.order", tooltip="Put the lines in another order"),
        Binding("shift+tab", "order(-1)", "order", id="report.order-back", tooltip="Put them in the order before"),
        Binding("ctrl+s", "save", "save", id="report.save", tooltip="Write it to a file, as Markdown"),
        Binding("escape", "clear", "clear", id="report.clear", tooltip="Clear the line, then close"),
    ]

    list: ReportList

    def __init__(self, report: Report, ask: Ask) -> None:
        """Show a report.

        Args:
            report: What it says.
            ask: Has it put in another order, or written to a file.
        """
        super().__init__()
        self._report = report
        self._order = report.order
        """The order that is asked for."""
        self._ask = ask

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

    # Orders

    def action_order(self, step: int) -> None:
        """Put the lines in the next order."""
        orders = self._report.orders
        if orders:
            self._put(orders[(orders.index(self._order) + step) % len(orders)])

    def on_report_list_order_picked(self, event: ReportList.OrderPicked) -> None:
        """Put the lines in the order that was clicked."""
        self._put(event.order)

    def _put(self, order: str) -> None:
        self._order = order
        self.run_worker(self._put_in(order), group="order", exclusive=True)

    async def _put_in(self, order: str) -> None:
        try:
            report = await self._ask("ordered", order)
        except WorkLostError as fault:
            self.list.say(f"This can't be done: {fault}")
            return
        if isinstance(report, Report):
            self._report = report
            self.list.show(report, self.line.value)
        else:
            self.list.say("This has to be asked for again")

    # Writing it down

    def action_save(self) -> None:
        """Ask where to write the report, and write it."""
        words = re.findall(r"\w+", fold(self._report.title).text)
        self._ask_where(f"{'-'.join(words)[:_NAME]}.md")

    def _ask_where(self, name: str) -> None:
        def answered(path: str | None) -> None:
            if path:
                self.run_worker(self._write(path, False), group="save")

        self.app.push_screen(Asker("Write it as Markdown to", name), answered)

    async def _write(self, path: str, over: bool) -> None:
        try:
            fault = await self._ask("save", path, self._report.order, over)
        except WorkLostError as lost:
            fault = str(lost)
        if fault == TAKEN:
            self._ask_whether(path)
        else:
            self.list.say(printable(f"{path}: {fault}" if fault else f"Written to {path}"))

    def _ask_whether(self, path: str) -> None:
        """Ask whether a file is to be replaced."""

        def picked(number: int | None) -> None:
            if number == 0:
                self._ask_where(path)
            elif number == 1:
                self.run_worker(self._write(path, True), group="save")

        kept = f"what it holds goes to .{os.path.basename(path)}.bak"
        options = [Option("Choose another name"), Option("Replace it", kept)]
        self.app.push_screen(Picker(f"{path} is there already", options), picked)
