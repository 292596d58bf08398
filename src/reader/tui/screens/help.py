"""The keys of where the reader is, made from the bindings themselves."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from reader.config.keynames import readable
from reader.page.cells import fit, width
from reader.page.paint import Run
from reader.tui.keys import Hint, Key, hints
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList

_FOOT = (Hint("t", "tries keys", ("help.try-keys",)), Hint("Esc", "closes", ("dialog.close",)))


def groups_of(screen: Screen[object]) -> list[tuple[str, Sequence[Key]]]:
    """The keys that work on a screen which lies over the text.

    Args:
        screen: The screen.

    Returns:
        Places with the keys in force, the nearest first.
    """
    from reader.config.keymaps import keymap

    places = {listed.id: place.name for place in keymap("default").places for listed in place.keys}
    groups: dict[str, dict[str, Key]] = {}
    for _, bindings in screen._modal_binding_chain:
        for key, binding in ((key, binding) for key, held in bindings.key_to_bindings.items() for binding in held):
            if binding.id in places:
                group = groups.setdefault(places[binding.id], {})
                before = group.get(binding.id)
                shown = f"{before.shown} {readable(key)}" if before else readable(key)
                group[binding.id] = Key(binding.id, shown, binding.description, binding.tooltip)
    return [(place, list(keys.values())) for place, keys in groups.items()]


class HelpScreen(Dialog[None]):
    """A list of keys in groups."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "try_keys", "try keys", id="help.try-keys", tooltip="Try keys: what is sent, and what that does"),
    ]

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

    def action_try_keys(self) -> None:
        """Show what keys send and do."""
        from reader.tui.screens.key_tester import KeyTester

        self.app.switch_screen(KeyTester())


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
            self._lines += [(key.shown, key.tooltip) for key in keys if key.shown]
        self._wide = max((width(key) for key, _ in self._lines), default=0)

    def count(self) -> int:
        """Rows of help."""
        return len(self._lines)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Keys", ("panel.title",))]

    def foot(self) -> str:
        """How to leave."""
        return " · ".join(f"{keys} {what}" for keys, what in hints(_FOOT, self.reader.keys))

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One row: a key and what it does, or a heading."""
        key, what = self._lines[index]
        if not key:
            return [[Run(f" {what}", ("panel.title", "header.accent"))]]
        wide = min(self._wide, max(8, cells // 3))
        return [[Run(f"  {fit(key, wide)}", ("key",)), Run(f"  {what}", ())]]
