"""Ask whether a link is to be opened, with all of its address."""

from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from reader.page.links import Link, host_of
from reader.text import printable
from reader.tui.screens.dialog import Dialog

Answer = Literal["open", "copy"]


class LinkScreen(Dialog[Answer]):
    """Shows where a link leads; its result is what to do with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('open')", "open", id="link.open", tooltip="Open it in the browser"),
        Binding("y", "answer('copy')", "copy", id="link.copy", tooltip="Copy the address"),
    ]

    def __init__(self, link: Link, opens: bool) -> None:
        """Ask.

        Args:
            link: The link.
            opens: Whether there is a browser to open it in.
        """
        super().__init__()
        self.link = link
        self.opens = opens

    def compose(self) -> ComposeResult:
        """What it says, where it leads, what can be done."""
        address, host = printable(self.link.address), host_of(self.link.address)
        whose = f"“{printable(self.link.words)}” leads to" if self.link.words else "The address of this article"
        lines = [whose, "", address, ""]
        if host not in address.casefold():
            lines += [f"The host in plain letters: {host}", ""]
        if self.opens:
            lines += ["Enter  opens it in the browser", "y      copies it"]
        else:
            lines += ["No browser opens from here.", "", "Enter  copies it"]
        with Vertical(classes="asker"):
            yield Static("\n".join((*lines, "Esc    leaves it")), markup=False)

    def action_answer(self, answer: Answer) -> None:
        """Do it."""
        self.dismiss(answer)
