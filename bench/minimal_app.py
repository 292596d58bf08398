"""The smallest Textual app that does what is measured: it shows one Static, repaints it at a key, and quits.

``python bench/minimal_app.py``
"""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static


class MinimalApp(App[None]):
    """One Static that counts keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,space,b", "count", "count"),
        Binding("q", "quit", "quit"),
    ]
    pressed = 0

    def compose(self) -> ComposeResult:
        """Nothing but the Static."""
        yield Static("minimal: pressed 0")

    def action_count(self) -> None:
        """Count a key, which repaints the Static."""
        self.pressed += 1
        self.query_one(Static).update(f"minimal: pressed {self.pressed}")


if __name__ == "__main__":
    MinimalApp().run()
