"""Finding a passage again in an article that has changed.

Two things decide: the passage's words and their company. Words that are all there still need company when they are few;
words that were changed need the more of it the fewer are left. With the old text at hand, what was found is looked for
in it in turn, and refused where that leads to another passage.
"""

from typing import Literal, NamedTuple

from reader.annotations.ends import best_place
from reader.annotations.folding import FoldedText
from reader.annotations.judging import Place, is_accepted
from reader.annotations.occurrences import occurrences
from reader.annotations.originals import Original
from reader.annotations.selectors import Needle, is_untouched, needle, needle_at
from reader.annotations.windows import regions
from reader.model import Selector

State = Literal["exact", "moved", "edited", "ambiguous", "orphan"]

_COMPANY = 1.85  # how alike both contexts are where the very words are surely those of the passage
_RIVAL = 0.05  # how much better the best place has to be than the next
_SURE = 0.9  # how alike both contexts are where the very words need no look into the old text
_EQUAL = 0.02  # how far apart places are that are as good as each other
_BACK = 0.3  # the share of the marked passage and the one led back to that they have in common at least
_NEARER = 0.5  # how far off the nearest of several equals may be, as a share of how far off the next is
_MOST = 9  # places of an ambiguous passage that are named
_SAME = 0.5  # the share of two stretches that they have in common where they are one passage


class Candidate(NamedTuple):
    """A place that may be the passage, in code points of the article's text."""

    start: int
    end: int
    score: float
    """From 0 to 1."""


class Anchoring(NamedTuple):
    """Where a passage is now."""

    state: State
    """``exact``: the same words at the same place; ``moved``: at another; ``edited``: other words; ``ambiguous``: it
    may be several; ``orphan``: nowhere."""
    start: int = 0
    """In code points of the article's text; 0 where it is ambiguous or an orphan."""
    end: int = 0
    confidence: float = 0.0
    """From 0 to 1."""
    candidates: tuple[Candidate, ...] = ()
    """The places between which it is ambiguous, best first."""

    @property
    def is_placed(self) -> bool:
        """Whether it has a place."""
        return self.end > self.start


def anchor(selector: Selector, text: FoldedText, snapshot: FoldedText | None = None) -> Anchoring:
    """Find a passage again.

    Args:
        selector: What finds it.
        text: The article as it is now, folded.
        snapshot: The article as it was when the selector's place was right, folded, where that is kept.

    Returns:
        Where it is now.
    """
    if is_untouched(selector, text.source):
        return Anchoring("exact", selector.start, selector.end, 1.0)
    wanted = needle(selector, text)
    if not wanted.quote:
        return Anchoring("orphan")
    old = Original.of(selector, snapshot) if snapshot else None
    if old is not None:
        wanted = old.needle(wanted.at)
    if _is_unmoved(wanted, text.text):
        return _anchoring(selector, text, Place(wanted.at, wanted.at + len(wanted.quote), 1.0, 1.0, 1.0))
    good = [place for place in _ranked(wanted, text.text) if is_accepted(place, wanted, lenient=old is not None)]
    if old is not None:
        good = [place for place in good if _leads_back(place, text, old, wanted.has_twin)]
    rivals = [place for place in good if place.score > good[0].score - _RIVAL]
    at = old.expected(text.text) if old is not None and len(rivals) > 1 else wanted.at
    chosen = _nearest(rivals, at)
    if chosen is not None:
        return _anchoring(selector, text, chosen)
    if rivals:
        return Anchoring("ambiguous", candidates=tuple(_candidate(text, place) for place in rivals[:_MOST]))
    return Anchoring("orphan")


def candidates(selector: Selector, text: FoldedText, most: int = 5) -> tuple[Candidate, ...]:
    """The places that are most like a passage, however little that is: for somebody to choose from.

    Args:
        selector: What finds the passage.
        text: The article as it is now, folded.
        most: How many at most.

    Returns:
        The places, best first.
    """
    wanted = needle(selector, text)
    places = _ranked(wanted, text.text) if wanted.quote else []
    return tuple(_candidate(text, place) for place in places[:most])


def _is_unmoved(wanted: Needle, text: str) -> bool:
    """Whether the very words stand where they did, between the same contexts."""
    before, after = wanted.before[::-1], wanted.after
    at = wanted.at - len(before)
    return wanted.at >= 0 and at >= 0 and text.startswith(before + wanted.quote + after, at)


def _ranked(wanted: Needle, text: str) -> list[Place]:
    """Where the passage may be, best first: its very words; where they stand in other company, also what is like it."""
    places = occurrences(wanted, text)
    if max((place.company for place in places), default=0.0) < _COMPANY or wanted.has_twin:
        for heads, tails in regions(wanted, text):
            place = best_place(wanted, text, heads, tails)
            if place and not any(_overlap((place.start, place.end), (p.start, p.end)) > _SAME for p in places):
                places.append(place)
    return sorted(places, key=lambda place: place.score, reverse=True)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of two stretches that they have in common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def _leads_back(place: Place, text: FoldedText, old: Original, twins: bool) -> bool:
    """Whether what was found, looked for in the old text, is the passage that was marked."""
    if place.passage == 1.0 and min(place.left, place.right) >= _SURE and not twins:
        return True
    back = needle_at(text, place.start, place.end)
    good = [p for p in _ranked(back, old.text.text) if is_accepted(p, back, lenient=True)]
    equals = [p for p in good if p.score > good[0].score - _EQUAL]
    if len(equals) > 1:
        at = Original(text, place.start, place.end).expected(old.text.text)
        equals.sort(key=lambda p: abs(p.start - at))
    return bool(equals) and _overlap((equals[0].start, equals[0].end), (old.start, old.end)) >= _BACK


def _nearest(rivals: list[Place], at: int) -> Place | None:
    """The only one of several equals, or the one that is clearly nearest to where the passage was."""
    if len(rivals) < 2 or at < 0:
        return rivals[0] if len(rivals) == 1 else None
    near = sorted(rivals, key=lambda place: abs(place.start - at))
    first, second = (abs(place.start - at) for place in near[:2])
    return near[0] if first < _NEARER * second else None


def _candidate(text: FoldedText, place: Place) -> Candidate:
    """A place in code points of the article's text."""
    return Candidate(text.start(place.start), text.stop(place.end), round(place.score, 3))


def _anchoring(selector: Selector, text: FoldedText, place: Place) -> Anchoring:
    """The result for a place."""
    start, end = text.start(place.start), text.stop(place.end)
    state: State = "edited" if place.passage < 1 else "exact" if start == selector.start else "moved"
    return Anchoring(state, start, end, round(place.score, 3))
