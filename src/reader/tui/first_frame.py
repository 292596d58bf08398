"""The page that the next session begins with, drawn by this one's widgets; and its parts as strips again."""

from collections.abc import Iterable, Sequence

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader.tui.first_page import Page, Part
from reader.tui.widgets.lines import Lines


def page_of(widgets: Iterable[Lines], colors: ColorSystem | None, path: str) -> Page:
    """Draw a page.

    Args:
        widgets: What is on the screen.
        colors: What the terminal can show.
        path: The article that is open.

    Returns:
        The page, which depends on no file yet.
    """
    numbers: dict[Style, int] = {}
    parts: list[Part] = []
    for widget in widgets:
        x, y, width, height = widget.region
        rows = [
            tuple((numbers.setdefault(style or Style.null(), len(numbers)), text) for text, style, _ in strip)
            for strip in widget.render_lines(Region(0, 0, width, height))
        ]
        parts.append(Part(widget.id or "", (x, y, width), rows))
    styles = [(_codes(style, colors), str(style)) for style in numbers]
    return Page(path, (), styles, parts)


def _codes(style: Style, colors: ColorSystem | None) -> str:
    """The numbers that make a terminal use a style."""
    return style.render("x", color_system=colors).partition("x")[0].removeprefix("\x1b[").removesuffix("m")


def strips_of(page: Page) -> dict[str, Sequence[Strip]]:
    """What the widgets of a page show, by their names."""
    styles = [Style.parse(style) for _, style in page.styles]
    return {
        part.name: [Strip([Segment(text, styles[number]) for number, text in row], part.place[2]) for row in part.rows]
        for part in page.parts
    }
