"""Finding a passage again in an article that has changed.

Two things decide: the passage's words and their company. Words that are all there still need company when they are few;
words that were changed need the more of it the fewer are left. With the old text at hand, the passage is where its
neighbors are; else what was found is looked for in the old text in turn, and refused where that leads elsewhere.
"""

from typing import Literal, NamedTuple

from reader.annotations.folding import FoldedText
from reader.annotations.judging import Place, is_accepted
from reader.annotations.originals import Original
from reader.annotations.ranking import ranked
from reader.annotations.selectors import Needle, is_untouched, needle
from reader.annotations.verifying import verified
from reader.model import Selector

State = Literal["exact", "moved", "edited", "ambiguous", "orphan"]

_RIVAL = 0.05  # how much better the best place has to be than the next
_LEFT = 0.5  # the share of a passage's length that a place has to have: of less, too little is left to be the passage
_NEARER = 0.5  # how far off the nearest of several equals may be, as a share of how far off the next is
_AROUND = 1000  # characters on each side in which two places are compared
_MOST = 9  # places of an ambiguous passage that are named


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
    places = [place for place in ranked(wanted, text.text) if place.end - place.start >= _LEFT * len(wanted.quote)]
    if old is None:
        good = [place for place in places if is_accepted(place, wanted)]
    else:
        good = verified(places, wanted, text, old)
    rivals = [place for place in good if place.score > good[0].score - _RIVAL]
    at = old.expected(text.text) if old is not None and len(rivals) > 1 else wanted.at
    chosen = _nearest(rivals, at, text.text)
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
    places = ranked(wanted, text.text) if wanted.quote else []
    return tuple(_candidate(text, place) for place in places[:most])


def _is_unmoved(wanted: Needle, text: str) -> bool:
    """Whether the very words stand where they did, between the same contexts."""
    before, after = wanted.before[::-1], wanted.after
    at = wanted.at - len(before)
    return wanted.at >= 0 and at >= 0 and text.startswith(before + wanted.quote + after, at)


def _nearest(rivals: list[Place], at: int, text: str) -> Place | None:
    """The only one of several equals, or the one that is clearly nearest to where the passage was.

    Of two, the later may also have been moved on by as much as the earlier repeats of it and of what stands around it.
    """
    if len(rivals) < 2 or at < 0:
        return rivals[0] if len(rivals) == 1 else None
    off = {place: abs(place.start - at) for place in rivals}
    if len(rivals) == 2:
        one, other = sorted(rivals, key=lambda place: place.start)
        off[other] = min(off[other], abs(other.start - at - _repeated(text, one.start, other.start)))
    near = sorted(rivals, key=lambda place: off[place])
    return near[0] if off[near[0]] < _NEARER * off[near[1]] else None


def _repeated(text: str, one: int, other: int) -> int:
    """The length of what is the same around two offsets."""
    from rapidfuzz.distance import Postfix, Prefix

    before = Postfix.similarity(text[max(0, one - _AROUND) : one], text[max(0, other - _AROUND) : other])
    return before + Prefix.similarity(text[one : one + _AROUND], text[other : other + _AROUND])


def _candidate(text: FoldedText, place: Place) -> Candidate:
    """A place in code points of the article's text."""
    return Candidate(text.start(place.start), text.stop(place.end), round(place.score, 3))


def _anchoring(selector: Selector, text: FoldedText, place: Place) -> Anchoring:
    """The result for a place."""
    start, end = text.start(place.start), text.stop(place.end)
    state: State = "edited" if place.passage < 1 else "exact" if start == selector.start else "moved"
    return Anchoring(state, start, end, round(place.score, 3))
