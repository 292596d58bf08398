"""Pick one of several things; typing narrows them down."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.text import fold, printable
from reader.tui.options import Option
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList


class Picker(Dialog[int]):
    """A list of options; its result is the number of the one picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="picker.close", tooltip="Close without picking"),
    ]

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        """Offer options.

        Args:
            title: What is asked.
            options: To pick from.
        """
        super().__init__()
        self.heading = title
        self.options = options

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield PickList(self.heading, self.options)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Take the option."""
        self.dismiss(self.query_one(PickList).number(event.index))


class PickList(LineList, inherit_bindings=False):
    """Options on a row each; letters narrow them down instead of moving."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="picker.down", tooltip="Move down"),
        Binding("up,ctrl+p", "move(-1)", "up", id="picker.up", tooltip="Move up"),
        Binding("pagedown", "pages(1)", "page down", id="picker.page-down", tooltip="Move a page down"),
        Binding("pageup", "pages(-1)", "page up", id="picker.page-up", tooltip="Move a page up"),
        Binding("enter", "choose", "pick", id="picker.pick", tooltip="Pick what is selected"),
        Binding("backspace", "shorten", "shorten", id="picker.shorten", tooltip="Take back the last letter"),
    ]

    def __init__(self, title: str, options: Sequence[Option]) -> None:
        """List options.

        Args:
            title: What is asked.
            options: To pick from.
        """
        super().__init__(classes="dialog")
        self.heading = title
        self.options = options
        self.typed = ""
        self._folded = [fold(f"{option.text} {option.detail}").text for option in options]
        self._shown: Sequence[int] = range(len(options))

    def on_mount(self) -> None:
        """Take only the rows there are options for."""
        self.styles.height = min(len(self.options) + 2, 20)

    def number(self, index: int) -> int:
        """The option that a row shows."""
        return self._shown[index]

    def on_key(self, event: events.Key) -> None:
        """Narrow down by what is typed."""
        if event.is_printable and event.character:
            event.stop()
            self._narrow(self.typed + event.character)

    def action_shorten(self) -> None:
        """Take back the last letter."""
        self._narrow(self.typed[:-1])

    def _narrow(self, typed: str) -> None:
        self.typed = typed
        wanted = fold(typed).text.split()
        self._shown = [n for n, held in enumerate(self._folded) if all(word in held for word in wanted)]
        self.select(0, tell=False)

    def count(self) -> int:
        """How many options are left."""
        return len(self._shown)

    def head(self) -> Sequence[Run]:
        """What is asked, and what was typed."""
        typed = [Run(f" {printable(self.typed)}", ("key",))] if self.typed else []
        return [Run(printable(self.heading), ("panel.title",)), *typed]

    def foot(self) -> str:
        """What the keys do."""
        return "type to narrow · Enter · Esc"

    def empty(self) -> str:
        """Why there is nothing."""
        return "Nothing matches."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One option on one row."""
        option = self.options[self._shown[index]]
        text = clip(printable(option.text), cells - 4)
        left = cells - 4 - width(text)
        detail = clip(f"  {printable(option.detail)}", left) if option.detail and left > 6 else ""
        sign = [Run(" ", ()), *option.sign, Run(" ", ())] if option.sign else [Run(" ", ())]
        return [[*sign, Run(text, ()), Run(detail, ("row.dim",))]]
