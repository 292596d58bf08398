"""How things look: colours, looks made of them, and a theme as all the looks there are."""

from collections.abc import Mapping
from typing import NamedTuple


class Look(NamedTuple):
    """How a run of text looks; None leaves a thing as it is below."""

    fg: str | None = None
    """``#rrggbb``, or in a terminal theme a name such as ``ansi_red``."""
    bg: str | None = None
    bold: bool | None = None
    dim: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    double_underline: bool | None = None
    """Wins where both underlines are set."""
    reverse: bool | None = None
    strike: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Paint this look over another one."""
        return Look._make(under if mine is None else mine for mine, under in zip(self, below, strict=True))


class Theme(NamedTuple):
    """One theme, complete: a look for every name in `STYLES`, a colour for every name in `BASE`."""

    name: str
    """The name of its file without ``.toml``."""
    title: str
    description: str
    dark: bool
    terminal: bool
    """Its colours are the terminal's own 16, by name."""
    looks: Mapping[str, Look]
    colors: Mapping[str, str]

    def look(self, *names: str) -> Look:
        """Merge the looks of styles, each painted over those before it."""
        merged = Look()
        for name in names:
            merged = self.looks[name].over(merged)
        return merged


def luminance(color: str) -> float:
    """Compute the relative luminance of ``#rrggbb`` as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2 contrast of two ``#rrggbb`` colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(start: str, end: str, amount: float) -> str:
    """Go a part of the way, 0 to 1, from one ``#rrggbb`` colour to another."""
    mixed = (round(a + (b - a) * amount) for a, b in zip(_channels(start), _channels(end), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _channels(color: str) -> bytes:
    """Read ``#rrggbb`` as three bytes."""
    return bytes.fromhex(color[1:])
