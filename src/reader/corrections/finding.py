"""A quote found again by its words and what stands around it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.corrections.values import QuoteSelector, key
from reader.model import Quote

_LONG = 24  # characters from which on words that stand once need no company
_ALIKE = 0.6  # how much one side of the company must be the same
_SAME = 0.8  # how much of changed words must be the same
_APART = 0.05  # how much better the best must be than the next
_MARKS = "\"' .,;:"


class _Candidate(NamedTuple):
    """A quote that may be meant."""

    number: int
    words: float
    """How much of its words is the same, 0 to 1."""
    company: float
    """How much of the better side around it is the same, 0 to 1."""
    both: float
    """How much of both sides around it is the same, 0 to 2."""
    distance: int
    """From where it was."""


def find(text: str, quotes: Sequence[Quote], selector: QuoteSelector) -> int | None:
    """Find a quote again.

    Args:
        text: The article's text.
        quotes: Its quotes.
        selector: What the quote was.

    Returns:
        Its number, None where it is gone or can't be told from another.
    """
    exact = _inner(selector.exact)
    found = [_inner(text[quote.start : quote.end]) for quote in quotes]
    same = [number for number, words in enumerate(found) if words == exact]
    if len(same) == 1 and len(exact) >= _LONG:
        return same[0]
    if same:
        best = max(_weighed(text, quotes, selector, ((number, 1.0) for number in same)), key=_by_company)
        return best.number if best.company >= _ALIKE else None
    near = ((number, _likeness(exact, words)) for number, words in enumerate(found) if _comparable(exact, words))
    ranked = sorted(
        _weighed(text, quotes, selector, ((number, words) for number, words in near if words >= _SAME)),
        key=lambda candidate: (candidate.words + candidate.both / 2, -candidate.distance),
        reverse=True,
    )
    if not ranked or ranked[0].company < _ALIKE:
        return None
    if len(ranked) > 1:
        gap = ranked[0].words + ranked[0].both / 2 - ranked[1].words - ranked[1].both / 2
        if gap < _APART:
            return None
    return ranked[0].number


def _inner(words: str) -> str:
    """Words folded, without the marks around them."""
    return key(words).strip(_MARKS)


def _comparable(exact: str, words: str) -> bool:
    """Whether one is at most twice as long as the other."""
    return bool(words) and len(exact) <= 2 * len(words) and len(words) <= 2 * len(exact)


def _likeness(one: str, other: str) -> float:
    """How much of two folded strings is the same; all of it where one holds the other."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 0.95
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100


def _weighed(
    text: str, quotes: Sequence[Quote], selector: QuoteSelector, near: Iterable[tuple[int, float]]
) -> list[_Candidate]:
    """Quotes with what stands around them compared."""
    weighed = []
    for number, words in near:
        quote = quotes[number]
        before = _beside(text[max(0, quote.start - 2 * len(selector.prefix)) : quote.start], selector.prefix, last=True)
        after = _beside(text[quote.end : quote.end + 2 * len(selector.suffix)], selector.suffix, last=False)
        distance = abs(quote.start - selector.at)
        weighed.append(_Candidate(number, words, max(before, after), before + after, distance))
    return weighed


def _beside(now: str, once: str, last: bool) -> float:
    """How much of one side is the same as it was."""
    was, is_now = key(once), key(now)
    is_now = is_now[-len(was) :] if last and was else is_now[: len(was)]
    if not was:
        return 1.0 if not is_now.strip() else 0.0
    from rapidfuzz import fuzz

    return fuzz.ratio(was, is_now) / 100


def _by_company(candidate: _Candidate) -> tuple[float, int]:
    return candidate.both, -candidate.distance
