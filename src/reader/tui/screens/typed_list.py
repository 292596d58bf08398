"""A line to type in and a list below that it narrows: what finding, notes and reports share."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reader.tui.screens.dialog import Transient
from reader.tui.widgets.line_list import LineList

Result = TypeVar("Result")


class TypedList(Transient[Result]):
    """The keys belong to the line; what does not edit it moves in the list, takes what is selected, or closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.keys_here", "help", id="typed.help", tooltip="The keys of this place"),
    ]

    line: Input
    list: LineList

    def take(self) -> None:
        """Close with what is selected, if anything is."""

    def action_take(self) -> None:
        """Close with what is selected, if anything is."""
        self.take()

    def action_move(self, step: int) -> None:
        """Select another item."""
        self.list.action_move(step)

    def action_pages(self, pages: float) -> None:
        """Move by pages of the list."""
        self.list.action_pages(pages)

    def action_clear(self) -> None:
        """Clear the line; close where it is empty."""
        if self.line.value:
            self.line.value = ""
        else:
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is selected."""
        event.stop()
        self.take()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Take what was clicked."""
        self.take()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss(None)
