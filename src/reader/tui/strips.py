"""Runs of (text, style names) become Textual's strips, in the colours of the theme in force.

All that the reader's own widgets show passes here: whatever a run holds, its segment is text and nothing else.
"""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

from reader.page.cells import fit, width
from reader.page.looks import Theme
from reader.page.paint import Run
from reader.page.theme import mono
from reader.text import clean
from reader.tui import richly


class Brush:
    """Knows how each style name looks; remembers every combination it has met."""

    def __init__(self, theme: Theme, colourless: bool = False) -> None:
        """Take up a theme.

        Args:
            theme: Where the looks come from.
            colourless: Drop all colours and tell things apart by attributes alone.
        """
        self.theme = mono(theme) if colourless else theme
        self._styles: dict[tuple[str, ...], Style] = {}

    def style(self, *names: str) -> Style:
        """The style of names painted over each other, the lowest first."""
        known = self._styles.get(names)
        if known is None:
            known = self._styles[names] = richly.style(self.theme.look(*names))
        return known

    def segments(self, runs: Iterable[Run], ground: str) -> list[Segment]:
        """Runs as segments upon a ground style."""
        return [Segment(_safe(text), self.style(ground, *styles)) for text, styles in runs if text]

    def blank(self, cells: int, *names: str) -> Segment:
        """A stretch of blanks."""
        return Segment(" " * max(0, cells), self.style(*names))

    def line(self, runs: Sequence[Run], cells: int, ground: str) -> Strip:
        """Runs as a strip of exactly ``cells`` cells; what is too long is cut, the last run first."""
        return Strip(self.filled(runs, cells, ground), cells)

    def filled(self, runs: Sequence[Run], cells: int, ground: str) -> list[Segment]:
        """Runs as segments of exactly ``cells`` cells, see `line`; for what is only a part of a strip."""
        segments: list[Segment] = []
        left = cells
        for text, styles in runs:
            if left <= 0:
                break
            taken = width(text)
            if taken > left:
                text, taken = fit(text, left), left
            if text:
                segments.append(Segment(_safe(text), self.style(ground, *styles)))
            left -= taken
        if left > 0:
            segments.append(self.blank(left, ground))
        return segments


def _safe(text: str) -> str:
    """A text with stand-ins for what a terminal would act on; emoji stay as they are joined."""
    return text if text.isprintable() else clean(text).replace("\n", " ")


def textual_theme(theme: Theme) -> TextualTheme:
    """The same colours for Textual's own widgets: input and palette."""
    colors = theme.colors
    plain = BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"]
    return TextualTheme(
        name=f"reader-{theme.name}",
        primary=colors["accent"],
        accent=colors["accent"],
        foreground=colors["foreground"],
        background=colors["background"],
        surface=colors["panel"],
        panel=colors["panel"],
        warning=colors["warning"],
        error=colors["error"],
        success=colors["success"],
        dark=theme.dark,
        ansi=theme.terminal,
        variables=plain.variables if theme.terminal else {},
    )
