"""The places where the very words of a passage stand."""

from collections.abc import Iterator

from reader.annotations.judging import NEAR, Place, context_left, context_right
from reader.annotations.selectors import Needle, is_joined

_MOST = 400  # places that are looked at


def occurrences(wanted: Needle, text: str) -> list[Place]:
    """Find the very words of a passage.

    Args:
        wanted: What to look for.
        text: A folded text.

    Returns:
        The places, in text order; where there are very many, those that have the same words beside them and those
        around where the passage was.
    """
    found = list(_limited(wanted, text, wanted.quote, 0, _MOST + 1))
    if len(found) > _MOST:
        found = _likeliest(wanted, text)
    return [_judged(wanted, text, start) for start in found]


def _judged(wanted: Needle, text: str, start: int) -> Place:
    """A place of the very words, with its contexts looked at."""
    end = start + len(wanted.quote)
    return Place(start, end, 1.0, context_left(wanted, text, start), context_right(wanted, text, end))


def _limited(wanted: Needle, text: str, pattern: str, shift: int, most: int, begin: int = 0) -> Iterator[int]:
    """Where the words stand, found by a pattern that begins some characters before them, up to a number."""
    at = text.find(pattern, begin)
    while at >= 0 and most > 0:
        start = at + shift
        if _is_whole(wanted, text, start):
            yield start
        most -= 1
        at = text.find(pattern, at + 1)


def _is_whole(wanted: Needle, text: str, start: int) -> bool:
    """Whether words end at a place where those of the passage do."""
    end = start + len(wanted.quote)
    return not (
        (wanted.whole_start and start and is_joined(text[start - 1], text[start]))
        or (wanted.whole_end and is_joined(text[end - 1], text[end : end + 1]))
    )


def _likeliest(wanted: Needle, text: str) -> list[int]:
    """Places of words that stand everywhere: with the same words beside them, and around where they were."""
    found: set[int] = set()
    before, after = wanted.before[::-1], wanted.after
    for size in (len(before) + len(after), NEAR):
        left = before[-size:]
        patterns = ((left + wanted.quote + after[:size], len(left)), (left + wanted.quote, len(left)))
        for pattern, shift in (*patterns, (wanted.quote + after[:size], 0)):
            found.update(_limited(wanted, text, pattern, shift, _MOST // 8))
    if wanted.at >= 0:
        found.update(_limited(wanted, text, wanted.quote, 0, _MOST // 4, wanted.at))
    return sorted(found)
