"""What screens over the text share: they go once; and a box that q and Escape close."""

from typing import ClassVar, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Transient(ModalScreen[Result]):
    """A modal screen that goes when it is dismissed, and takes no other with it."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Go; what was pressed while this screen went already asks for nothing more."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Dialog(Transient[Result]):
    """A modal screen that a key or a click beside it closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", id="dialog.close", tooltip="Close without changing anything"),
        Binding("question_mark,f1", "app.keys_here", "help", id="dialog.help", tooltip="The keys of this dialog"),
    ]

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.action_close()
