"""The palette of commands: Textual's, made to withstand clicks and keys that come while it changes."""

from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.widgets import LoadingIndicator


class Palette(CommandPalette):
    """A line to type in, and the commands whose names are like it."""

    def compose(self) -> ComposeResult:
        """The line and the commands."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield Commands()
                yield LoadingIndicator()

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go; what was pressed while it went already asks for nothing more."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Commands(CommandList):
    """Commands that can be clicked."""

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        """Let a click be that hits a command which is not in the list any more."""
        if event.style.meta.get("option", 0) >= self.option_count:
            event.prevent_default()

    def action_page_up(self) -> None:
        """Go up a page; where the list has no room, there are none."""
        with suppress(LookupError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Go down a page; where the list has no room, there are none."""
        with suppress(LookupError):
            super().action_page_down()  # type: ignore[no-untyped-call]
