"""The page that the next session begins with, drawn by this one's widgets; and its parts as strips again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.geometry import Region
from textual.keys import key_to_character
from textual.strip import Strip

from reader.tui.kept_page import Frame, Moves, Page, Part
from reader.tui.widgets.article_view import LINES, MOVES, PAGES, ArticleView
from reader.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from reader.tui.kept_page import Row

_LINES = 5  # moves by a row that are worked out, up and down; by pages it is one, since each makes leaving take longer
_WINDOWS = 4  # of rows that are kept drawn meanwhile: this page, those before and behind it, and rows that differ


class Artist:
    """Draws widgets as rows; each strip once, since widgets give those again that have not changed."""

    def __init__(self, widgets: Sequence[Lines], colors: ColorSystem | None) -> None:
        """Make one.

        Args:
            widgets: What is on the screen.
            colors: What the terminal can show.
        """
        self.widgets = widgets
        self._colors = colors
        self._styles: dict[Style, int] = {}
        self._rows: dict[int, tuple[Strip, Row]] = {}
        self._drawn: dict[int, tuple[list[Strip], list[Row]]] = {}

    def draw(self) -> "list[list[Row]]":
        """What each widget shows now."""
        return [self._draw(widget.render_lines(Region(0, 0, *widget.size))) for widget in self.widgets]

    def _draw(self, strips: list[Strip]) -> "list[Row]":
        known = self._drawn.get(id(strips))
        if known is None:  # what is held keeps its identity
            known = self._drawn[id(strips)] = strips, [self._row(strip) for strip in strips]
        return known[1]

    def _row(self, strip: Strip) -> "Row":
        known = self._rows.get(id(strip))
        if known is None:
            numbers = self._styles
            row = tuple((numbers.setdefault(style or Style.null(), len(numbers)), text) for text, style, _ in strip)
            known = self._rows[id(strip)] = strip, row
        return known[1]

    @property
    def styles(self) -> list[tuple[str, str]]:
        """How the pieces of all rows drawn so far look: as a terminal takes it, and as Rich says it."""
        return [(_codes(style, self._colors), str(style)) for style in self._styles]


def page_of(artist: Artist, path: str, view: ArticleView | None = None) -> tuple[Page, Moves]:
    """Draw a page.

    Args:
        artist: Draws what is on the screen.
        path: The article that is open.
        view: Where to make the moves that keys will make; None for none.

    Returns:
        The page, which depends on no file yet, and where keys lead from it.
    """
    drawn = artist.draw()
    keys = _keys_of(view) if view else []
    moves = Moves(keys, _frames(artist, view)) if view and keys else Moves()
    parts = [
        Part(widget.id or "", (*widget.region.offset, widget.size.width), rows)
        for widget, rows in zip(artist.widgets, drawn, strict=True)
    ]
    return Page(path, (), artist.styles, parts), moves


def _frames(artist: Artist, view: ArticleView) -> list[Frame]:
    """What moves lead to, each made for real; the view is left as it was."""
    kept, view.windows_kept = view.windows_kept, _WINDOWS
    places = [view.place]
    frames = [(artist.draw(), dict[str, int]())]
    waiting = [(0, 0)]  # the number of a frame, and by how many rows it is away
    try:
        for number, lines in waiting:
            for move in (*(LINES if lines < _LINES else ()), *(PAGES if not lines else ())):
                view.come_back(places[number])
                view.move([move])
                if view.place not in places:
                    if move in LINES:
                        waiting.append((len(frames), lines + 1))
                    places.append(view.place)
                    frames.append((artist.draw(), {}))
                frames[number][1][move] = places.index(view.place)
    finally:
        view.windows_kept = kept
        view.come_back(places[0])
    return [Frame(parts, moves) for parts, moves in frames]


def _keys_of(view: ArticleView) -> list[tuple[str, str]]:
    """What a terminal sends for the keys that move, and the moves."""
    moves = {key: binding.id for key, binding in view._bindings if binding.id and binding.id in MOVES}
    sent = [(character, move) for key, move in moves.items() if len(character := key_to_character(key) or "") == 1]
    for sequence, keys in ANSI_SEQUENCES_KEYS.items():
        if isinstance(keys, tuple) and len(keys) == 1 and (move := moves.get(keys[0].value)):
            sent.append((sequence, move))
    return list(dict(sent).items())


def _codes(style: Style, colors: ColorSystem | None) -> str:
    """The numbers that make a terminal use a style."""
    return style.render("x", color_system=colors).partition("x")[0].removeprefix("\x1b[").removesuffix("m")


def strips_of(page: Page, frame: Frame | None = None) -> dict[str, Sequence[Strip]]:
    """What the widgets of a page show, by their names.

    Args:
        page: The page.
        frame: What of it, after some moves; None where there were none.
    """
    styles = [Style.parse(style) for _, style in page.styles]
    shown = frame.parts if frame else [part.rows for part in page.parts]
    return {
        part.name: [Strip([Segment(text, styles[number]) for number, text in row], part.place[2]) for row in rows]
        for part, rows in zip(page.parts, shown, strict=True)
    }
