"""The parts of a text where an edited passage may be: those that share rare strings with it and its contexts."""

from reader.annotations.judging import EDGE
from reader.annotations.selectors import Needle

_GRAM = 10  # characters
_COMMON = 6  # places from which on a string tells nothing
_MOST_GRAMS = 120
_FEW_GRAMS = 28  # in a long text, where each takes longer
_LONG = 100_000  # characters
_GAP = 500  # characters without a shared string that end a window
_SLACK = 40  # characters taken in on both sides
_MOST = 4  # windows
_FEW = 2  # windows for each end of a long passage

Window = tuple[int, int]


def windows(needle: str, text: str) -> list[Window]:
    """Find where a text shares rare strings with what is looked for.

    Args:
        needle: A passage with its contexts, folded.
        text: A folded text.

    Returns:
        Stretches of the text, likeliest first.
    """
    hits = sorted(_hits(needle, text))
    groups: list[list[tuple[int, int, float]]] = []
    reach = 2 * len(needle) + _GAP
    for hit in hits:
        if not groups or hit[0] - groups[-1][-1][0] > _GAP or hit[0] - groups[-1][0][0] > reach:
            groups.append([])
        groups[-1].append(hit)
    groups.sort(key=_votes, reverse=True)
    return [_window(group, needle, text) for group in groups[:_MOST]]


def _hits(needle: str, text: str) -> list[tuple[int, int, float]]:
    """Places of strings of the needle: where in the text, where in the needle, and how rare."""
    most = _FEW_GRAMS if len(text) > _LONG else _MOST_GRAMS
    last = max(0, len(needle) - _GRAM)
    step = max(1, -(-last // most))
    hits: list[tuple[int, int, float]] = []
    for offset in range(0, last + 1, step):
        gram = needle[offset : offset + _GRAM]
        places: list[int] = []
        at = text.find(gram)
        while at >= 0 and len(places) < _COMMON:
            places.append(at)
            at = text.find(gram, at + 1)
        if len(places) < _COMMON:
            hits.extend((place, offset, 1 / len(places)) for place in places)
    return hits


def _votes(group: list[tuple[int, int, float]]) -> float:
    """How much strings that stand together say: each string once."""
    return sum({offset: rarity for _, offset, rarity in group}.values())


def _window(group: list[tuple[int, int, float]], needle: str, text: str) -> Window:
    """The stretch that strings which stand together speak for."""
    start = min(place - offset for place, offset, _ in group)
    end = max(place + len(needle) - offset for place, offset, _ in group)
    return max(0, start - _SLACK), min(len(text), end + _SLACK)


def regions(wanted: Needle, text: str) -> list[tuple[Window, Window]]:
    """Find where an edited passage may be.

    Args:
        wanted: What to look for.
        text: A folded text.

    Returns:
        Windows for its beginning and its end, likeliest first; both are the same unless the passage is long.
    """
    before, quote = wanted.before[::-1], wanted.quote
    if len(quote) <= 2 * EDGE:
        return [(window, window) for window in windows(before + quote + wanted.after, text)]
    heads = windows(before + quote[:EDGE], text)[:_FEW]
    tails = windows(quote[-EDGE:] + wanted.after, text)[:_FEW]
    return [(head, tail) for head in heads for tail in tails if head[0] < tail[1]]
