"""Which panes there is room for and how wide they are: a matter of the terminal's width and the reader's wishes."""

from typing import Literal, NamedTuple

Pane = Literal["library", "inspector"]
PANES: tuple[Pane, ...] = ("library", "inspector")

_DRAWER = 64  # cells below which a pane that was asked for takes the whole width
_ONE = 88  # … from which on the library stands beside the text unasked
_BOTH = 112  # … and the inspector too
_TEXT = 40  # cells that panes leave to the text
_NARROWEST, _WIDEST = 18, 60
_COLUMN = (30, 120)  # cells of the column of text, at the least and the most


class Arrangement(NamedTuple):
    """What is on the screen, in cells; 0 is folded away."""

    library: int
    inspector: int
    text: bool
    """Whether the article is to be seen."""


class Panes:
    """What the reader asked for."""

    def __init__(self) -> None:
        """Begin with no wishes: the panes follow the width."""
        self.zen = False
        """Nothing but the text."""
        self._wishes: dict[Pane, bool] = {}
        self._sizes: dict[Pane, int] = {}
        self._regime = -1

    def wish(self, pane: Pane, shown: bool, width: int) -> None:
        """Open or fold a pane; where there is room for one, the other gives way."""
        self.zen = False
        self._wishes[pane] = shown
        if shown and width < _ONE:
            self._wishes["inspector" if pane == "library" else "library"] = False

    def recall(self, wishes: str) -> None:
        """Take up the wishes of an earlier session; see `told`. Others than it could have had are none."""
        regime, _, panes = wishes.partition(" ")
        if regime in ("1", "2", "3"):
            self._regime = int(regime)
            self._wishes = {pane: f"+{pane}" in panes for pane in PANES if pane in panes}

    @property
    def told(self) -> str:
        """The wishes in force, for the next session."""
        wishes = (f"{'+' if shown else '-'}{pane}" for pane, shown in self._wishes.items())
        return " ".join((str(self._regime), *wishes))

    def forget_wishes(self) -> None:
        """Let the panes follow the width again."""
        self._wishes.clear()

    def resize(self, pane: Pane, cells: int) -> int:
        """Make a pane wider or narrower.

        Returns:
            Its width, held to what is sensible.
        """
        self._sizes[pane] = min(_WIDEST, max(_NARROWEST, cells))
        return self._sizes[pane]

    def arrange(self, width: int) -> Arrangement:
        """Share out the width of the terminal; the article gets what the panes leave.

        Wishes hold until the terminal becomes so much wider or narrower that other panes fit.
        """
        regime = sum(width >= border for border in (_DRAWER, _ONE, _BOTH))
        if regime != self._regime:
            self._regime = regime
            self._wishes.clear()
        if self.zen:
            return Arrangement(0, 0, True)
        library = self._wishes.get("library", width >= _ONE)
        inspector = self._wishes.get("inspector", width >= _BOTH)
        if width < _DRAWER and (library or inspector):
            return Arrangement(width, 0, False) if library else Arrangement(0, width, False)
        usual = min(34, max(24, width * 22 // 100))
        most = max(_NARROWEST, (width - _TEXT) // (2 if library and inspector else 1))
        return Arrangement(
            min(most, self._sizes.get("library", usual)) if library else 0,
            min(most, self._sizes.get("inspector", usual - 1)) if inspector else 0,
            True,
        )


def column(cells: int) -> int:
    """Hold the width of the column of text to what is sensible."""
    return min(_COLUMN[1], max(_COLUMN[0], cells))
