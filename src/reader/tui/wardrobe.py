"""Which theme the screen wears: the one chosen, the one set, or as the terminal is; and its file when that is saved."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.config import GROUND, Config
from reader.page.looks import Theme
from reader.page.theme import load_named
from reader.page.theme_file import Fault
from reader.state import State
from reader.tui.first_page import stamp_of

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp

_CHOICE = "theme"
_GROUND = "ground"  # what the terminal's ground is called among the things remembered
_LIGHT, _DARK = "15", "0"  # of it, as the environment has it: the number of a colour


def ground_of(state: State) -> str:
    """The terminal's ground as it was when it last told, else as the environment has it."""
    return state.choice(_GROUND) or os.environ.get(GROUND, "")


def theme_of(state: State, config: Config, folders: Sequence[str]) -> tuple[Theme, tuple[Fault, ...]]:
    """The theme to wear, and what is wrong with it.

    Args:
        state: What the program remembers.
        config: The settings in force.
        folders: Where themes lie.
    """
    return load_named(folders, _name_of(state, config))


def _name_of(state: State, config: Config) -> str:
    """What the theme to wear is called."""
    return state.chosen(_CHOICE, config.said_of_themes) or config.theme_for(ground_of(state))


class Wardrobe:
    """Has an app wear what it should."""

    def __init__(self, app: "ReaderApp", state: State, folders: Sequence[str]) -> None:
        """Begin with what it wears.

        Args:
            app: The app.
            state: What the program remembers.
            folders: Where themes lie.
        """
        self._app = app
        self._state = state
        self._folders = folders
        self._seen = self._stamps()

    @property
    def chosen(self) -> str:
        """The theme chosen on the screen; empty where none is."""
        return self._state.chosen(_CHOICE, self._app.config.said_of_themes)

    def usual(self) -> Theme:
        """The theme to wear as long as none is chosen."""
        return load_named(self._folders, self._app.config.theme_for(ground_of(self._state)))[0]

    def dress(self) -> None:
        """Wear what is chosen or set; a theme with a fault is told of, and changes nothing."""
        theme, faults = theme_of(self._state, self._app.config, self._folders)
        if faults:
            self._app.tell(faults[0].short)
        elif theme != self._app.worn:
            self._app.wear(theme)

    def choose(self, name: str) -> None:
        """Wear a theme from now on.

        Args:
            name: Its name; none for the usual one.
        """
        self._state.keep_choice(f"{_CHOICE}.configured", self._app.config.said_of_themes)
        self._state.keep_choice(_CHOICE, name)
        self.dress()

    def look(self) -> None:
        """Take up the theme's file where it was saved."""
        before, self._seen = self._seen, self._stamps()
        if before != self._seen and before[0] == self._seen[0]:
            self.dress()

    def take_ground(self, light: bool) -> None:
        """Remember what the terminal says of its ground, and wear what goes with it."""
        ground = _LIGHT if light else _DARK
        if ground != self._state.choice(_GROUND):
            self._state.keep_choice(_GROUND, ground)
            self.dress()

    def _stamps(self) -> tuple[str, ...]:
        """The name of what is to be worn, and what tells its files from what they were before."""
        name = _name_of(self._state, self._app.config)
        return name, *(stamp_of(f"{folder}/{name}.toml") for folder in self._folders)
