"""Two articles side by side: which passage of one tells what which passage of the other tells."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from reader.model import Span
from reader.views.alignment import Change, align
from reader.views.passages import Common, common
from reader.views.retelling import Retold, retold
from reader.views.sides import Side
from reader.views.wording import small_words

Kind = Literal["same", "altered", "quote", "retold"]
"""How two passages match: word for word, with words altered, quoted in both, told in other words."""

_MARKS = 3  # marks before or after a passage that go with it
_OPENING = frozenset("“\"‘'(«„")
_CLOSING = frozenset(".,;:!?…”\"’')»")


class Piece(NamedTuple):
    """A stretch of two passages; empty in the one that does not have it."""

    change: Change
    one: Span
    other: Span


class Match(NamedTuple):
    """A passage of one article and what matches it in the other."""

    one: Span
    other: Span
    kind: Kind
    likeness: float
    """How much of what the shorter one says the other has, 0 to 1."""
    in_order: bool
    """Whether it belongs to the matches that come in the same order in both articles."""
    pieces: tuple[Piece, ...] = ()
    """Both passages from end to end, word by word; empty where they are told in other words."""
    actors: tuple[str, ...] = ()
    """Who is named in both, where they are told in other words."""


class Pairing(NamedTuple):
    """How two articles match."""

    matches: tuple[Match, ...]
    """By their place in the first article; none over another in either."""
    cut: bool
    """Whether an article is so long that its end was not looked at."""


def pair(one: Side, other: Side) -> Pairing:
    """Find the passages of two articles that match.

    Passages with the same words or quotes come first, the longest of those that overlap; paragraphs that have none are
    matched by their actors and rare words. Each passage has one match. Matches may come in another order in the other
    article; `in_order` marks the heaviest of them that do not, which scrolling can keep to.

    Args:
        one: An article.
        other: Another.

    Returns:
        The matches.
    """
    worded = _apart(common(one, other))
    mine = {one.paragraph_of(passage.one.start) for passage in worded}
    theirs = {other.paragraph_of(passage.other.start) for passage in worded}
    found = [_worded(one, other, passage) for passage in worded]
    found += (_retold(one, other, passage) for passage in retold(one, other, mine, theirs))
    found.sort(key=lambda match: match.one)
    weights = [match.likeness * (match.one.end - match.one.start) for match in found]
    spine = _heaviest([match.other.start for match in found], weights)
    return Pairing(
        tuple(match._replace(in_order=number in spine) for number, match in enumerate(found)), one.cut or other.cut
    )


def _apart(found: Iterable[Common]) -> list[Common]:
    """Of passages that overlap in either article, the heaviest."""
    kept: list[Common] = []
    taken: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for passage in sorted(found, key=lambda passage: (-passage.weight, passage.one.start, passage.other.start)):
        ranges = (passage.one, passage.other)
        if all(_free(held, words) for held, words in zip(taken, ranges, strict=True)):
            kept.append(passage)
            for held, words in zip(taken, ranges, strict=True):
                insort(held, (words.start, words.stop))
    return kept


def _free(taken: Sequence[tuple[int, int]], words: range) -> bool:
    """Whether some words are in none of the ranges that are taken, which are sorted."""
    at = bisect_left(taken, (words.start, words.stop))
    return not (at and taken[at - 1][1] > words.start) and not (at < len(taken) and taken[at][0] < words.stop)


def _worded(one: Side, other: Side, passage: Common) -> Match:
    """A match of words, with what differs."""
    mine, theirs = passage.one, passage.other
    steps = align(
        one.words[mine.start : mine.stop], other.words[theirs.start : theirs.stop], small_words().__contains__
    )
    equal = sum(len(step.base) for step in steps if step.change == "same")
    whole = all(step.change == "same" for step in steps)
    return Match(
        _outer(one, one.span(mine)),
        _outer(other, other.span(theirs)),
        "quote" if passage.quoted else "same" if whole else "altered",
        equal / min(len(mine), len(theirs)),
        False,
        tuple(Piece(step.change, _span(one, mine, step.base), _span(other, theirs, step.other)) for step in steps),
    )


def _outer(side: Side, span: Span) -> Span:
    """A span with the marks that stand right before and after it, as quotation marks do."""
    text = side.extract.text
    start, end = span
    while start > span.start - _MARKS and start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < span.end + _MARKS and end < len(text) and text[end] in _CLOSING:
        end += 1
    return Span(start, end)


def _span(side: Side, passage: range, words: range) -> Span:
    """Where some words of a passage stand; words before which there are none, at their place."""
    if words:
        return side.span(range(passage.start + words.start, passage.start + words.stop))
    at = passage.start + words.start
    place = side.extract.wording.starts[at] if words.start < len(passage) else side.extract.wording.ends[at - 1]
    return Span(place, place)


def _retold(one: Side, other: Side, passage: Retold) -> Match:
    """A match of two paragraphs."""
    mine, theirs = one.paragraphs[passage.one], other.paragraphs[passage.other]
    if one.words[mine.start : mine.stop] == other.words[theirs.start : theirs.stop]:
        return _worded(one, other, Common(mine, theirs, 0.0))
    spans = _outer(one, one.span(mine)), _outer(other, other.span(theirs))
    return Match(*spans, "retold", passage.likeness, False, actors=passage.actors)


def _heaviest(places: Sequence[int], weights: Sequence[float]) -> frozenset[int]:
    """The heaviest of some items whose places increase, in the time of a sort (Jacobson and Vo, 1992).

    Args:
        places: Where each item is, none twice.
        weights: How heavy it is.

    Returns:
        Their indices.
    """
    ranks = {place: rank for rank, place in enumerate(sorted(places), 1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)  # a Fenwick tree of the heaviest row up to a rank
    before: list[int] = []
    for number, (place, weight) in enumerate(zip(places, weights, strict=True)):
        rank = ranks[place]
        heaviest, at = (0.0, -1), rank - 1
        while at > 0:
            heaviest = max(heaviest, best[at])
            at -= at & -at
        before.append(heaviest[1])
        row = (heaviest[0] + weight, number)
        while rank < len(best):
            best[rank] = max(best[rank], row)
            rank += rank & -rank
    last = max(best)[1]  # no entry of the tree is heavier than the heaviest row
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return frozenset(chain)
