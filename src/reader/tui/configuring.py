"""The settings while the reader runs: their file is looked at now and then, and what has changed holds at once."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from reader import locations
from reader.config import DEFAULT, Config, Fault, kind_of, load
from reader.page.marks import swatches
from reader.state import State
from reader.text import printable
from reader.tui import spacing
from reader.tui.first_page import stamp_of
from reader.tui.keys import DECLARED, Changed
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

EACH = 1.0
"""Seconds between two looks at the file."""

_TOLD = 8.0  # seconds that a fault is told
_THEMES = ("theme", "light_theme", "dark_theme")
_PAGE = ("paragraph_gap", "line_gap", "highlights", "date_format")


class Follower:
    """Has an app follow the file of settings."""

    def __init__(self, app: "ReaderApp", state: State, said: Sequence[str] = ()) -> None:
        """Begin to follow.

        Args:
            app: Which already is as the settings say.
            state: What the program remembers.
            said: Settings of the command line, which hold whatever the file says.
        """
        self._app = app
        self._state = state
        self._said = said
        self._file = locations.config_file()
        self._stamp = stamp_of(self._file)

    def look(self) -> None:
        """Take up what has changed in the file, if anything has; what is wrong in it is told, and changes nothing."""
        stamp = stamp_of(self._file)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        before = self._app.config
        after, faults, _ = load(self._file, self._said, before)
        after = spacing.spaced(after, remembered(self._state, spacing.CHOICE, spacing.told(after)))
        changed = [name for name in Config._fields if getattr(before, name) != getattr(after, name)]
        if changed:
            self._app.config = after
            self._apply(after, changed)
            later = [name for name in changed if not kind_of(name).live]
            waits = f"; {' and '.join(later)} will from the next start" if later else ""
            self._app.reading.hints.flash(f"The settings have changed{waits}")
        if faults:
            more = f" (and {len(faults) - 1} more: reader config check)" if len(faults) > 1 else ""
            self._app.reading.hints.flash(f"{_told(faults[0])}{more}", _TOLD)

    def _apply(self, config: Config, changed: Collection[str]) -> None:
        """Have the screen be as the settings say by now."""
        app, screen = self._app, self._app.reading
        if not {"keymap", "keys"}.isdisjoint(changed):
            app.use_keys(keys_in_force(config))
        if not set(_THEMES).isdisjoint(changed):
            remembered(self._state, "theme", config.said_of_themes)
            app.wardrobe.dress()
        if "column_width" in changed:
            remembered(self._state, "column", str(config.column_width))
            screen.view.set_column_width(config.column_width)
        if not set(_PAGE).isdisjoint(changed):
            for view in (view for shown in app.screen_stack for view in shown.query(ArticleView)):
                view.compose_anew()
            screen.show_findings()
        if "colors" in changed:
            screen.swatches = swatches(config.colors)
        if "animations" in changed:
            app.move_by_itself(config.animations)
        if "mouse" in changed:
            app.use_mouse(config.mouse)
        screen.sidebar.rearrange()


def keys_in_force(config: Config) -> Changed:
    """The keys that are not those that bindings are declared with."""
    if config.keymap == DEFAULT.keymap and not config.keys:
        return DECLARED
    from reader.config.keymaps import keymap

    return keymap(config.keymap, config.keys).changed


def remembered(state: State, name: str, configured: str) -> str:
    """The choice made on the screen, unless the settings were changed since; then it is forgotten."""
    if state.choice(f"{name}.configured") != configured:
        state.keep_choice(f"{name}.configured", configured)
        state.keep_choice(name, "")
    return state.chosen(name, configured)


def _told(fault: Fault) -> str:
    """A fault in a short line."""
    return printable(str(fault._replace(file=fault.file.rpartition("/")[2])))
