"""How many terminal cells text takes, and what of it may be shown.

Text whose every code point takes one cell is recognised first and costs nothing more; the rest is measured by
graphemes (combining marks, wide letters, emoji sequences).
"""

import re
from bisect import bisect_right

# Everything outside these ranges may take no cell, or two, or change its neighbours.
_UNEVEN = re.compile(
    "[^ -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20c0\u2100-\u2117\u2150-\u218b\u2190-\u2193\u2400-\u2426\u2500-\u25a5\u25b2\u25b3\u25bc\u25c6\u25c7\u25cb\u25cf\u2713\u2717\u270e\ufffd\n]"
)
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
_MARKS_SHOWN = 8  # a letter under a heap of combining marks would flood the rows around it


class Ruler:
    """The cells of a stretch of text, for text in which code points and cells do not go one to one."""

    def __init__(self, text: str) -> None:
        """Measure ``text`` once.

        Args:
            text: The stretch, at most some thousand code points.
        """
        from wcwidth import iter_graphemes, wcswidth

        self._before = [0]  # cells before each code point
        self._starts: list[int] = []  # offsets at which a grapheme begins
        cells = 0
        for grapheme in iter_graphemes(text):
            self._starts.append(len(self._before) - 1)
            shown = "".join(char for char in grapheme if char not in _INVISIBLE)
            cells += 1 if grapheme == "\n" else max(0, wcswidth(shown[: _MARKS_SHOWN + 1]))
            self._before.extend([cells] * len(grapheme))

    def width(self, start: int, end: int) -> int:
        """Cells from one offset to another."""
        return self._before[end] - self._before[start]

    def reach(self, start: int, cells: int) -> int:
        """The last grapheme border that at most ``cells`` cells after ``start`` reach, at least one grapheme on."""
        furthest = bisect_right(self._before, self._before[start] + cells) - 1
        if furthest == len(self._before) - 1:
            return furthest
        border = self._starts[bisect_right(self._starts, furthest) - 1]
        if border > start:
            return border
        following = bisect_right(self._starts, start)
        return self._starts[following] if following < len(self._starts) else len(self._before) - 1

    def at(self, start: int, cells: int) -> int:
        """The offset of the grapheme that covers the cell ``cells`` right of ``start``."""
        covered = bisect_right(self._before, self._before[start] + cells) - 1
        return self._starts[bisect_right(self._starts, min(covered, len(self._before) - 2)) - 1]


def is_even(text: str) -> bool:
    """Whether every code point of the text takes exactly one cell."""
    return text.isascii() or _UNEVEN.search(text) is None


def ruler(text: str) -> Ruler | None:
    """A ruler for the text, or None where cells and code points are the same."""
    return None if is_even(text) else Ruler(text)


def width(text: str) -> int:
    """Cells that a short string takes."""
    return len(text) if is_even(text) else Ruler(text).width(0, len(text))


def clip(text: str, cells: int) -> str:
    """Cut a short string to at most ``cells`` cells, with an ellipsis where something was cut."""
    if cells <= 0:
        return ""
    if is_even(text):
        return text if len(text) <= cells else text[: cells - 1] + "…"
    measure = Ruler(text)
    if measure.width(0, len(text)) <= cells:
        return text
    end = measure.reach(0, cells - 1)
    return (text[:end] if measure.width(0, end) < cells else "") + "…"


def fit(text: str, cells: int) -> str:
    """Cut or pad a short string to exactly ``cells`` cells."""
    cut = clip(text, cells)
    return cut + " " * (cells - width(cut))


def shown(text: str) -> str:
    """What of a slice of an article goes to the terminal: no line breaks, nothing invisible, no heaps of marks."""
    if is_even(text):
        return text.replace("\n", " ")
    from wcwidth import iter_graphemes

    kept = []
    for grapheme in iter_graphemes(text):
        visible = "".join(char for char in grapheme if char not in _INVISIBLE)
        kept.append(visible[: _MARKS_SHOWN + 1] if len(visible) > _MARKS_SHOWN + 1 else visible)
    return "".join(kept).replace("\n", " ")
