"""Try keys: what the terminal sends for each, what it is called in the settings, and what it would do where."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from reader.config.keymaps import CHORDS, START, Keymap, keymap
from reader.config.keynames import readable, written
from reader.page.cells import clip, fit, width
from reader.page.paint import Run
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_SHOWN = 16  # characters of what the terminal sent
_DIGITS = "123456789"
_PLACE = 24  # cells of the name of a place at most


class KeyTester(Dialog[None]):
    """Shows the key pressed last; every key is tried and none does what it does elsewhere, but Escape twice leaves."""

    _last = ""

    def compose(self) -> ComposeResult:
        """What is told of the key alone."""
        yield KeyAccount(id="key-account", classes="dialog")

    def take_key(self, key: str) -> bool:
        """Try a key.

        Args:
            key: What was pressed.

        Returns:
            True: all are taken.
        """
        if key == self._last == "escape":
            self.dismiss(None)
            return True
        self._last = key
        app = cast("ReaderApp", self.app)
        keys = keymap(app.config.keymap, app.config.keys)
        self.query_one(KeyAccount).show(key, getattr(app._driver, "sent", ""), keys)
        return True


class KeyAccount(LineList):
    """What there is to tell of a key."""

    can_focus = False

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002
        """Tell of no key yet.

        Args:
            id: The widget's name.
            classes: Its classes.
        """
        super().__init__(id=id, classes=classes)
        self._told: Sequence[tuple[str, str, str]] = (("", "Press any key.", ""),)
        self._widest = 0

    def show(self, key: str, sent: str, keys: Keymap) -> None:
        """Tell of a key.

        Args:
            key: By Textual's name.
            sent: What the terminal sent for it; empty where that is not known.
            keys: The keys in force.
        """
        told = [("Key", readable(key), ""), ("In settings", written(key), "")]
        if sent:
            told.append(("Sent", _caret(sent), " ".join(f"{byte:02x}" for byte in sent.encode()[:_SHOWN])))
        told.append(("", "", ""))
        does = [
            (_place(place.name, keys), it.does, it.id) for place in keys.places for it in place.keys if key in it.keys
        ]
        if key in _DIGITS and not any(place in ("In the text", "Everywhere") for place, _, _ in does):
            does.insert(0, ("In the text", "Begin a count", ""))
        self._told = [*told, *(does or [("", "Nothing happens anywhere at this key.", "")])]
        self._widest = max((width(told) for _, told, _ in does), default=0)
        self.on_mount()
        self.refresh()

    def on_mount(self) -> None:
        """Take only the rows there is something to say in; none of them is selected."""
        self.index = -1
        self.styles.height = len(self._told) + 2

    def count(self) -> int:
        """Rows."""
        return len(self._told)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Key tester", ("panel.title",))]

    def foot(self) -> str:
        """How to leave."""
        return "Esc twice leaves"

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """One row: where, what happens there, its id; or what the key is called."""
        what, told, more = self._told[index]
        wide = min(_PLACE, cells // 3, max(width(what) for what, _, _ in self._told))
        lead = f" {fit(what, wide)}  " if wide else " "
        room = cells - width(lead) - 1
        apart = max(width(told), self._widest if self._widest + width(more) + 2 <= room else 0)
        rest = [Run(f"{' ' * (apart - width(told))}  {more}", ("row.dim",))] if apart + width(more) + 2 <= room else []
        return [[Run(lead, ("key.text",)), Run(clip(told, max(0, room)), ("key",) if what == "Key" else ()), *rest]]


def _place(name: str, keys: Keymap) -> str:
    """The name of a place, with the key that chords begin with."""
    if name != CHORDS:
        return name
    start = next((it.keys for place in keys.places for it in place.keys if it.id == START), ())
    return f"After {readable(start[0])}" if start else name


def _caret(sent: str) -> str:
    """What was sent, as terminals echo it: ``^[`` for escape."""
    return "".join(f"^{chr(ord(char) ^ 64)}" if ord(char) < 32 or ord(char) == 127 else char for char in sent[:_SHOWN])
