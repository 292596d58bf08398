"""What was found, on one row: as much of the text as fits, around what matches."""

from collections.abc import Sequence

from reader.model import Span
from reader.page.cells import clip, shown, width
from reader.page.paint import Run

_LEAST = 22  # cells that a fragment takes
_BEFORE = 0.3  # the share of a fragment's free cells that stand before what matches
_WORD = 12  # code points within which a word's beginning is looked for


def snippet(text: str, spans: Sequence[Span], cells: int, style: str = "hit") -> list[Run]:
    """Show a text on one row, in fragments where what matches lies far apart.

    Args:
        text: The text.
        spans: What of it matches, in text order.
        cells: Cells of the row.
        style: The style name of what matches.

    Returns:
        Runs that take at most so many cells.
    """
    runs: list[Run] = []
    left, done = cells, 0
    for start, end in _fragments(text, spans, cells):
        if start > done:
            runs.append(Run("…", ("row.dim",)))
            left -= 1
        for first, last, names in _pieces(start, end, spans, style):
            piece = shown(text[first:last])
            if width(piece) > left - (last < len(text)):
                piece = clip(piece, left)
                last = len(text)
            runs.append(Run(piece, names))
            left -= width(piece)
            if left <= 0:
                return runs
        done = end
    if done < len(text) and left > 0:
        runs.append(Run("…", ("row.dim",)))
    return runs


def _fragments(text: str, spans: Sequence[Span], cells: int) -> list[Span]:
    """Which parts of a text a row shows."""
    if len(text) <= cells or not spans or spans[-1].end < cells:
        return [Span(0, len(text) if len(text) <= cells else cells - 1)]
    clusters = _clusters(spans, cells)
    room = (cells - 1) // len(clusters) - 1
    found: list[Span] = []
    done = 0
    for cluster in clusters:
        free = max(0, room - (cluster.end - cluster.start))
        start = _word_start(text, max(done, cluster.start - int(free * _BEFORE)), cluster.start)
        start = start if start > done + 1 else done
        end = min(len(text), start + room)
        if start == done and found:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        done = end
    return found


def _clusters(spans: Sequence[Span], cells: int) -> list[Span]:
    """What matches, put together where it fits into a fragment, in no more clusters than there is room for."""
    most = max(1, cells // _LEAST)
    for count in range(1, most + 1):
        room = cells // count - 1 - _LEAST // 3
        clusters = [spans[0]]
        for span in spans[1:]:
            if span.end - clusters[-1].start <= room:
                clusters[-1] = Span(clusters[-1].start, span.end)
            else:
                clusters.append(span)
        if len(clusters) <= count:
            break
    return clusters[:most]


def _word_start(text: str, wanted: int, latest: int) -> int:
    """The beginning of a word soon after a place; the place itself where there is none."""
    if wanted == 0 or text[wanted - 1].isspace():
        return wanted
    blank = text.find(" ", wanted, min(wanted + _WORD, latest))
    return blank + 1 if blank >= 0 else wanted


def _pieces(start: int, end: int, spans: Sequence[Span], style: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """A fragment cut where matches begin and end."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    at = start
    for first, last in spans:
        if last > at and first < end:
            first, last = max(first, at), min(last, end)
            found += [(at, first, ()), (first, last, (style,))]
            at = last
    found.append((at, end, ()))
    return [piece for piece in found if piece[0] < piece[1]]
