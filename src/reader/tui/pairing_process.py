"""What putting articles side by side asks of the process that searches: which go together, and how two match."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable

from reader.model import Analysis, Article, Span
from reader.tui.paired import Paired, Partner, Passage
from reader.views.pairing import Match, pair
from reader.views.sides import side
from reader.views.wording import small_words, wording

_NEAREST = 40  # articles whose passages are compared in earnest

Studied = tuple[Article, Analysis]

_shared: dict[str, tuple[frozenset[str], int]] = {}
"""The words that each article looked at has in common with the one that a partner is sought for; how many it has."""


def paired(one: Studied, other: Studied) -> Paired:
    """How two articles match."""
    found = pair(side(*one), side(*other))
    return Paired(tuple(map(_passage, found.matches)), found.cut)


def look_at(article: Article, others: Iterable[Article], first: bool) -> None:
    """Take note of the words that some articles have in common with another.

    Args:
        article: The one that a partner is sought for.
        others: The articles.
        first: Whether these are the first.
    """
    if first:
        _shared.clear()
    words = frozenset(wording(article).words) - small_words()
    for other in others:
        theirs = frozenset(wording(other).words)
        _shared[other.path] = words & theirs, len(theirs)


def nearest() -> list[str]:
    """The articles looked at that have most rare words in common with the one a partner is sought for (tf-idf)."""
    often = Counter(word for words, _ in _shared.values() for word in words)
    weight = {word: math.log((len(_shared) + 1) / count) for word, count in often.items()}

    def likeness(path: str) -> float:
        words, count = _shared[path]
        return sum(weight[word] ** 2 for word in words) / math.sqrt(count + 1)

    return heapq.nlargest(_NEAREST, _shared, key=likeness)


def partners(one: Studied, others: Iterable[Studied]) -> list[Partner]:
    """How many passages articles share with another; those that share none are left out."""
    mine = side(*one)
    found = ((other[0].path, len(pair(mine, side(*other)).matches)) for other in others)
    return [Partner(path, passages) for path, passages in found if passages]


def _passage(match: Match) -> Passage:
    changed = [piece for piece in match.pieces if piece.change != "same"]
    differs = _held(piece.one for piece in changed), _held(piece.other for piece in changed)
    return Passage((match.one, match.other), match.kind, match.in_order, differs, match.actors)


def _held(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those that are not empty."""
    return tuple(span for span in spans if span.start < span.end)
