"""Looks as rich has them."""

from rich.color import Color
from rich.style import Style

from reader.page.looks import Look


def style(look: Look) -> Style:
    """A look as a style of rich."""
    return Style(
        color=_color(look.fg),
        bgcolor=_color(look.bg),
        bold=look.bold,
        dim=look.dim,
        italic=look.italic,
        underline=look.underline and not look.double_underline,
        underline2=look.double_underline,
        reverse=look.reverse,
        strike=look.strike,
    )


def _color(name: str | None) -> Color | None:
    if name is None:
        return None
    return Color.parse(name.removeprefix("ansi_"))
