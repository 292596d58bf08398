"""How well a place in a text fits a passage that is looked for, and whether that is well enough.

Similarities go from 0 to 1. Those of contexts are measured from the passage outwards.
"""

from itertools import pairwise
from typing import NamedTuple

from reader.annotations.selectors import CONTEXT, Needle

NEAR = 16
"""Characters of context right beside the passage that are also looked at alone."""
EDGE = 1000
"""Characters at each end of a long passage that stand for all of it where alignment would take too long."""
_JUNCTION = (8, 24)  # characters on each side that show where a passage begins and ends
_WHOLE = 0.1  # what counts for a place that has one of the contexts as it was
_UNKNOWN = 0.3  # what is said for a place where nothing is known of the context
_FAR = 0.4  # the most that a context says of which nothing is left beside the passage: it may be that of a neighbor
_KEPT = 0.65  # how alike a passage is to one that holds all its words and others between them
_OWN = 1.05  # what the passage's own words count there; more, as what was put in beside it is none of it
_FEW_WORDS = 4  # words below which a passage is compared by letters alone
_SAYS_ENOUGH = 32  # characters in words of three letters or more with which a passage's very words can stand alone
_SAYS_ALL = 150  # the same up to which more say more
_WITHOUT_CONTEXT = 0.85  # how alike the words have to be where no context is known
_CLOSE = 400  # characters from where a passage was within which its place speaks for it

# What speaks for a place being the passage, as log odds: a logistic regression on the cases of bench/anchoring.py that
# are there to tune on. The threshold is set so that fourteen in a thousand of the passages gone there are placed.
_AT_FIRST = -5.65
_ALTERED = -18.5  # times the square of what its words lack in likeness
_SHORT = -9.0  # times what its words lack in length
_IN_COMPANY = 6.1  # times the likeness of both contexts
_SHORT_IN_COMPANY = 6.2  # times what it lacks in length too
_STAYED = 1.2  # close to where it was
_LONG = 10.5  # times its length
_LONG_ALTERED = -31.9  # times its length and what its words lack in likeness


class Place(NamedTuple):
    """A place in a folded text that may be the passage."""

    start: int
    end: int
    passage: float
    """How alike its words are."""
    left: float
    """How alike what stands before it is."""
    right: float

    @property
    def score(self) -> float:
        """Everything in one number; a context of which nothing was changed counts more than two that are much alike."""
        whole = max(self.left, self.right) == 1
        return (0.5 * self.passage + 0.25 * self.company + _WHOLE * whole) / (1 + _WHOLE)

    @property
    def company(self) -> float:
        """Both contexts together, from 0 to 2."""
        return self.left + self.right


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The share of two stretches that they have in common."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, max(one[1], other[1]) - min(one[0], other[0]))


def context_left(wanted: Needle, text: str, start: int) -> float:
    """How alike the contexts before a place and before the passage are."""
    size = len(wanted.before)
    return _context(wanted.before, text[max(0, start - size) : start][::-1], start <= size)


def context_right(wanted: Needle, text: str, end: int) -> float:
    """How alike the contexts after a place and after the passage are."""
    size = len(wanted.after)
    return _context(wanted.after, text[end : end + size], end + size >= len(text))


def _context(wanted: str, found: str, at_edge: bool) -> float:
    """How alike two contexts are: half of it the whole, half the part beside the passage that is most alike.

    Where one is short as the text begins or ends there, what there is of it is compared, and says less.
    """
    if wanted == found and (at_edge or len(wanted) >= NEAR):
        return 1.0
    known = min(1.0, min(len(wanted), len(found)) / NEAR)
    if not known:
        return _UNKNOWN
    from rapidfuzz.distance import Levenshtein

    wanted = wanted[: len(found)]
    whole = Levenshtein.normalized_similarity(wanted, found)
    near = Levenshtein.normalized_similarity(wanted[:NEAR], found[:NEAR])
    middle = Levenshtein.normalized_similarity(wanted[:CONTEXT], found[:CONTEXT]) if len(wanted) > CONTEXT else whole
    alike = min((whole + max(near, middle, whole)) / 2, _FAR + (1 - _FAR) * near)
    return known * alike + (1 - known) * _UNKNOWN


def passage(quote: str, found: str) -> float:
    """How alike the words of two passages are: by characters, and by whole words where there are some."""
    if quote == found:
        return 1.0
    from rapidfuzz.distance import OSA, Indel, LCSseq

    if max(len(quote), len(found)) > 4 * EDGE:
        return _roughly(quote, found)
    ours, theirs = quote.split(), found.split()
    if len(ours) < _FEW_WORDS:
        return OSA.normalized_similarity(quote, found)
    by_characters = Indel.normalized_similarity(quote, found)
    common = LCSseq.similarity(ours, theirs)
    return max((by_characters + 2 * common / (len(ours) + len(theirs))) / 2, _KEPT * common / len(ours))


def _roughly(quote: str, found: str) -> float:
    """The share of words, in pairs, that two long passages have in common."""
    ours, theirs = (set(pairwise(words)) for words in (quote.split(), found.split()))
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def begin(wanted: Needle, text: str, at: int) -> float:
    """How much speaks for a place as the passage's beginning: the context up to it, and the first words after it."""
    before = text[max(0, at - _JUNCTION[-1]) : at][::-1]
    return _junction(wanted.before, before) + _OWN * _junction(wanted.quote, text[at : at + _JUNCTION[-1]])


def finish(wanted: Needle, text: str, at: int) -> float:
    """How much speaks for a place as the passage's end."""
    last = text[max(0, at - _JUNCTION[-1]) : at][::-1]
    return _junction(wanted.after, text[at : at + _JUNCTION[-1]]) + _OWN * _junction(
        wanted.quote[: -_JUNCTION[-1] - 1 : -1], last
    )


def _junction(wanted: str, found: str) -> float:
    """How alike two strings are in their first characters, the very first counting most."""
    from rapidfuzz.distance import Levenshtein

    return sum(Levenshtein.normalized_similarity(wanted[:n], found[:n]) for n in _JUNCTION) / len(_JUNCTION)


def weight(quote: str) -> int:
    """How much a passage's words say by themselves: the characters in words of three letters or more."""
    return sum(len(word) for word in quote.split() if len(word) > 2)


def is_accepted(place: Place, wanted: Needle) -> bool:
    """Whether a place is the passage: the fewer its words and the less alike, the more their company has to be.

    Args:
        place: The place.
        wanted: What is looked for.

    Returns:
        Whether it is.
    """
    if place.passage == 1 and weight(wanted.quote) >= _SAYS_ENOUGH:
        return True
    if not (wanted.before or wanted.after):
        return place.passage >= _WITHOUT_CONTEXT
    return _odds(place, wanted) > 0


def _odds(place: Place, wanted: Needle) -> float:
    """The log odds that a place is the passage, from its words, their number and company, and the place."""
    says = weight(wanted.quote)
    altered = 1 - place.passage
    short = 1 - min(1.0, says / _SAYS_ENOUGH)
    length = min(1.0, says / _SAYS_ALL)
    stayed = wanted.at >= 0 and abs(place.start - wanted.at) <= _CLOSE
    return (
        _AT_FIRST
        + _ALTERED * altered**2
        + _SHORT * short
        + (_IN_COMPANY + _SHORT_IN_COMPANY * short) * place.company
        + _STAYED * stayed
        + (_LONG + _LONG_ALTERED * altered) * length
    )
