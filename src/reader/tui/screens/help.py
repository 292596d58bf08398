"""The keys of where the reader is, made from the bindings themselves."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from reader.page.cells import fit, width
from reader.page.paint import Run
from reader.tui.keys import Key
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList


class HelpScreen(Dialog[None]):
    """A list of keys in groups."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, groups: Iterable[tuple[str, Sequence[Key]]]) -> None:
        """List groups of keys.

        Args:
            groups: A heading and its keys, the nearest first.
        """
        super().__init__()
        self.groups = tuple(groups)

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield KeyList(self.groups, id="help-list", classes="dialog")


class KeyList(LineList):
    """Keys, what they do, and headings between."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Key]]], *, id: str, classes: str) -> None:  # noqa: A002
        """List groups of keys.

        Args:
            groups: A heading and its keys.
            id: The widget's name.
            classes: Its classes.
        """
        super().__init__(id=id, classes=classes)
        self._lines: list[tuple[str, str]] = []
        for heading, keys in groups:
            if self._lines:
                self._lines.append(("", ""))
            self._lines.append(("", heading))
            self._lines += [(key.shown, key.tooltip) for key in keys]
        self._wide = max((width(key) for key, _ in self._lines), default=0)

    def count(self) -> int:
        """Rows of help."""
        return len(self._lines)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Keys", ("panel.title",))]

    def foot(self) -> str:
        """How to leave."""
        return "Esc closes"

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One row: a key and what it does, or a heading."""
        key, what = self._lines[index]
        if not key:
            return [[Run(f" {what}", ("panel.title", "header.accent"))]]
        wide = min(self._wide, max(8, cells // 2))
        return [[Run(f"  {fit(key, wide)}", ("key",)), Run(f"  {what}", ())]]
