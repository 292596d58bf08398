"""Three hints for those who start the reader the first time, one after the other in the bottom line; each once ever."""

import re
from typing import TYPE_CHECKING

from reader.state import State

if TYPE_CHECKING:
    from reader.tui.screens.reading import ReadingScreen

FIRST = 4.0
"""Seconds from the start to the first hint."""
EACH = 8.0
"""Seconds that a hint stays, unless something else is to be said."""
AGAIN = 1.0
"""Seconds until it is tried again where the line is taken, and between two hints."""

HINTS = (
    "{quote.next} goes from quote to quote: who says what",
    "{search.start} finds what you half remember, misspelt too, in all articles",
    "{app.help} lists the keys of this place; reader --guide shows you round",
)
"""What is said, with keys by their ids."""

_CHOICE = "hints"  # how many were shown, among the things remembered
_KEY = re.compile(r"\{([a-z.-]+)\}")


class StartHints:
    """Gives the hints that were not given yet."""

    def __init__(self, state: State) -> None:
        """Look which were given.

        Args:
            state: What the program remembers.
        """
        self._state = state
        given = state.choice(_CHOICE) or ""
        self._given = int(given) if given.isdecimal() else 0

    def begin(self, screen: "ReadingScreen") -> None:
        """Give them while the reader reads.

        Args:
            screen: Where they are shown.
        """
        self._screen = screen
        if self._given < len(HINTS):
            screen.set_timer(FIRST, self._give)

    def _give(self) -> None:
        """Give the next one, as soon as nothing else is said and nothing lies over the text."""
        screen = self._screen
        if screen.app.screen is not screen or screen.hints.message is not None:
            screen.set_timer(AGAIN, self._give)
            return
        said = _KEY.sub(lambda found: screen.key(found[1]), HINTS[self._given])
        self._given += 1
        self._state.keep_choice(_CHOICE, str(self._given))
        screen.hints.say(said)
        message = screen.hints.message
        screen.set_timer(EACH, lambda: screen.hints.say("") if screen.hints.message is message else None)
        if self._given < len(HINTS):
            screen.set_timer(EACH + AGAIN, self._give)
