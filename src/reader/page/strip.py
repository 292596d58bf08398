"""A whole article in one row of cells: where somebody speaks, where an actor stands, where the reader's marks are.

Every meaning has a shape of its own besides its color: quotes are bars, the higher the more of their cell they fill; a
mark is half a block; an actor is the sign of its kind.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from reader.model import Actor
from reader.page.paint import Layer, Run
from reader.page.theme import GLYPHS

MARK = "▌"
"""The shape of a mark."""

_NOTHING = Run("▁", ("strip",))
_BARS = "▂▃▄▅▆"
_SPOKEN = frozenset({"quote", "quote.mixed"})


def bars(length: int, quotes: Layer, cells: int) -> list[Run]:
    """Draw how much of each part of an article stands between quotation marks, as somebody's words.

    Args:
        length: Code points of the article.
        quotes: The layer of its quotes.
        cells: How many cells the whole article takes.

    Returns:
        A run for each cell.
    """
    filled = [0] * cells
    for start, end in quotes.spans(_SPOKEN) if length else ():
        touched = cells_of(start, end, length, cells)
        if len(touched) == 1:  # as it is with most in a long article
            filled[touched[0]] += (end - start) * cells
            continue
        for cell in touched:
            filled[cell] += min(end * cells, (cell + 1) * length) - max(start * cells, cell * length)
    return [Run(_bar(share / length), ("strip.quote",)) if share else _NOTHING for share in filled]


def with_signs(drawn: Sequence[Run], length: int, marks: Iterable[tuple[int, int]], actor: Actor | None) -> list[Run]:
    """Draw the mentions of an actor, and over them marks, which are few, upon the bars.

    Args:
        drawn: What `bars` has drawn.
        length: Code points of the article.
        marks: Where each begins, and the number of its color.
        actor: Whose mentions; None for nobody's.

    Returns:
        A run for each cell.
    """
    cells = list(drawn)
    if length and cells:
        if actor is not None:
            sign = Run(GLYPHS[actor.kind], (f"actor.{actor.kind}",))
            for at in {cell_of(mention.start, length, len(cells)) for mention in actor.mentions}:
                cells[at] = sign
        for start, color in marks:
            cells[cell_of(start, length, len(cells))] = Run(MARK, (f"mark.{color}",))
    return cells


def with_window(drawn: Sequence[Run], window: range) -> list[Run]:
    """Show which part of the article is in sight.

    Args:
        drawn: A run for each cell.
        window: The cells that are in sight.

    Returns:
        The same as few runs.
    """
    styled = ((run.text, (*run.styles, "strip.window") if at in window else run.styles) for at, run in enumerate(drawn))
    grouped = groupby(styled, key=lambda cell: cell[1])
    return [Run("".join(text for text, _ in cells), styles) for styles, cells in grouped]


def cell_of(offset: int, length: int, cells: int) -> int:
    """The cell that an offset is in."""
    return min(cells - 1, offset * cells // length)


def cells_of(start: int, end: int, length: int, cells: int) -> range:
    """The cells that a span touches, which ends within the article."""
    return range(start * cells // length, (end * cells - 1) // length + 1)


def offset_of(cell: int, length: int, cells: int) -> int:
    """The first offset in a cell."""
    return min(length, -(-max(0, cell) * length // cells))


def _bar(share: float) -> str:
    """A bar as high as a share of a cell that is not nothing."""
    return _BARS[min(len(_BARS) - 1, int(share * len(_BARS)))]
