"""The line at the bottom in which the reader types what to find or to filter by."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

Purpose = Literal["find", "filter", "actors"]


class Prompt(Horizontal):
    """An input with a label, shown only while it is used."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "cancel", id="prompt.cancel", tooltip="Leave without it"),
        Binding("up", "again(-1)", "previous hit", id="prompt.previous", tooltip="Go to the hit before", priority=True),
        Binding("down", "again(1)", "next hit", id="prompt.next", tooltip="Go to the next hit", priority=True),
    ]

    class Typed(Message):
        """The words changed."""

        def __init__(self, purpose: Purpose, words: str) -> None:
            """Say what for, and which.

            Args:
                purpose: What the words are for.
                words: As typed so far.
            """
            super().__init__()
            self.purpose = purpose
            self.words = words

    class Accepted(Typed):
        """The reader pressed Enter."""

    class Cancelled(Typed):
        """The reader pressed Escape."""

    class Again(Message):
        """The reader wants the next hit, or the one before, without leaving the line."""

        def __init__(self, step: int) -> None:
            """Say which way.

            Args:
                step: 1 or -1.
            """
            super().__init__()
            self.step = step

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make a hidden prompt.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.purpose: Purpose = "find"

    def compose(self) -> ComposeResult:
        """Label and input."""
        yield Static("", id="prompt-label", markup=False)
        yield Input(compact=True, id="prompt-input", select_on_focus=True)

    def ask(self, purpose: Purpose, label: str, words: str) -> None:
        """Show the line and put the cursor there.

        Args:
            purpose: What the words are for.
            label: What to say before them.
            words: What stands there to begin with.
        """
        self.purpose = purpose
        self.query_one("#prompt-label", Static).update(label)
        field = self.query_one(Input)
        with field.prevent(Input.Changed):
            field.value = words
        self.display = True
        self.screen.set_focus(field)

    def close(self) -> None:
        """Hide the line."""
        self.display = False

    def action_cancel(self) -> None:
        """Leave without it."""
        self.post_message(self.Cancelled(self.purpose, self.query_one(Input).value))

    def action_again(self, step: int) -> None:
        """Walk the hits while typing."""
        self.post_message(self.Again(step))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what was typed."""
        event.stop()
        if self.display:
            self.post_message(self.Typed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it was accepted."""
        event.stop()
        self.post_message(self.Accepted(self.purpose, event.value))
