"""The program's themes as CSS variables, whose contrast is kept whatever a theme says."""

from collections.abc import Callable, Iterator, Mapping

from reader.page.looks import Theme, blend, contrast
from reader.page.styles import NINE

TEXT, BODY, SIGN = 4.5, 7.0, 3.0
"""Contrasts: of text with all that it lies on, of body text with the page, of signs with the page (WCAG 2.2)."""

_STEPS = 20  # in which one color goes towards another
_WORDS = ("muted", "accent", "person", "organization", "place", "group", "quote", "indirect")


def css(light: Theme, dark: Theme, printed: Theme) -> str:
    """Write the rules that give each color its value.

    Args:
        light: What a page wears where the browser is light.
        dark: What it wears where the browser is dark.
        printed: What it wears on paper.

    Returns:
        CSS with nothing in it but colors.
    """
    parts = [_root(printed)]
    if light != printed:
        parts.append(f"@media screen {{ {_root(light)} }}")
    if dark != light:
        parts.append(f"@media screen and (prefers-color-scheme: dark) {{ {_root(dark)} }}")
    return "\n".join(parts) + "\n"


def variables(theme: Theme) -> dict[str, str]:
    """The colors of a page, each as ``#rrggbb``.

    What a theme gives stays as it is as long as it can be read. Else grounds go towards the background and texts
    towards the body text, until they can.

    Args:
        theme: One with colors of its own.

    Returns:
        By name: ``paper`` and ``ink``, ``panel`` and ``tint-1`` to ``tint-9`` to lie under text, ``mark-1`` to
        ``mark-9`` for signs, ``border``, and the colors of texts, called as in themes.
    """
    given = theme.colors
    paper = given["background"]
    end = max(("#000000", "#ffffff"), key=lambda color: contrast(color, paper))
    ink = _towards(given["foreground"], end, lambda color: contrast(color, paper) >= BODY)
    grounds = {
        name: _towards(given[name], paper, lambda color: contrast(color, ink) >= TEXT)
        for name in ("panel", *(f"tint-{number}" for number in NINE))
    }
    under = (paper, *grounds.values())
    words = {
        name: _towards(given[name], ink, lambda color: min(contrast(color, ground) for ground in under) >= TEXT)
        for name in _WORDS
    }
    signs = {
        f"mark-{n}": _towards(given[f"annotation-{n}"], ink, lambda color: contrast(color, paper) >= SIGN) for n in NINE
    }
    return {"paper": paper, "ink": ink, "border": given["border"], **grounds, **words, **signs}


def _towards(color: str, end: str, fits: Callable[[str], bool]) -> str:
    """The first color on the way to another that fits; the end of the way where none does."""
    way: Iterator[str] = (blend(color, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(filter(fits, way), end)


def _root(theme: Theme) -> str:
    """The rule that a theme comes to."""
    colors: Mapping[str, str] = variables(theme)
    given = "; ".join(f"--{name}: {color}" for name, color in colors.items())
    return f":root {{ color-scheme: {'dark' if theme.dark else 'light'}; {given} }}"
