"""Ask for a line of text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from reader.tui.screens.dialog import Dialog


class Asker(Dialog[str]):
    """One input under a question; its result is what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "close", id="asker.close", tooltip="Close without an answer"),
    ]

    def __init__(self, question: str, answer: str = "") -> None:
        """Ask.

        Args:
            question: What is asked.
            answer: What stands there to begin with.
        """
        super().__init__()
        self.question = question
        self.answer = answer

    def compose(self) -> ComposeResult:
        """Question and input."""
        with Vertical(classes="asker"):
            yield Static(self.question, markup=False)
            yield Input(self.answer, compact=True, select_on_focus=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the answer; an empty one is none."""
        event.stop()
        self.dismiss(event.value.strip() or None)
