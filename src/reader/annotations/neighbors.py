"""Where a passage should be now, going by strings that stood beside it in the old text and stand once in each text.

What stands once in both is the same in both, whatever happened between: the idea behind Heckel's "A technique for
isolating differences between files" (1978) and of patience diff. Where the nearest such strings on both sides still
stand around a place, at the distance they had, that is the passage's place even if its words and theirs were changed.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.annotations.ends import best_place
from reader.annotations.judging import Place
from reader.annotations.selectors import OLD_CONTEXT, Needle

_MARK = 16  # characters of a string that stands once in each text
_STEP = 6
_TRIES = 40  # strings that are looked for on each side, the farther from the passage the sparser
_DENSE = 20  # of them, that stand a step apart
_BESIDE = 12  # characters between a string and the passage up to which it stands right beside it
_REACH = 40  # characters between a string and the passage up to which its place says where the passage is
_NEAR = 2  # characters by which a string may stand nearer or farther than it did
_SAID = 0.5  # what counts for an end where a neighbor says it is
_STRETCH = 0.75  # how many more for each character between it and the passage


class Neighbor(NamedTuple):
    """A string beside a passage."""

    gap: int
    """Characters between it and the passage in the old text."""
    edge: int
    """Where the passage should begin, or for a string after it end, in the new text."""

    def fits(self, edge: int) -> bool:
        """Whether the passage's edge may be at an offset."""
        return self.gap <= _REACH and abs(edge - self.edge) <= _NEAR + _STRETCH * self.gap

    def touches(self, edge: int) -> bool:
        """Whether the passage's edge is at an offset, with hardly anything between."""
        return self.gap <= _BESIDE and abs(edge - self.edge) <= 1


class Neighbors(NamedTuple):
    """The strings nearest to a passage that stand once in each of two texts."""

    before: Neighbor | None
    after: Neighbor | None

    def holding(self, place: Place) -> int:
        """On how many sides of a place they stand as they stood beside the passage."""
        before = self.before is not None and self.before.fits(place.start)
        return before + (self.after is not None and self.after.fits(place.end))

    def touch(self, place: Place) -> bool:
        """Whether one of them stands right beside a place."""
        before = self.before is not None and self.before.touches(place.start)
        return before or (self.after is not None and self.after.touches(place.end))

    def places(self, wanted: Needle, text: str) -> Iterator[Place]:
        """What fits a passage best where it should be: between both sides if they go together, else beside each."""
        size = len(wanted.quote)
        begins = [self.before.edge] if self.before else []
        ends = [self.after.edge] if self.after else []
        both = [(begin, end) for begin in begins for end in ends if begin < end <= begin + 3 * size + _REACH]
        for begin, end in both or [*((at, at + size) for at in begins), *((at - size, at) for at in ends)]:
            window = max(0, begin - OLD_CONTEXT), min(len(text), end + OLD_CONTEXT)
            place = best_place(wanted, text, window, window, ((begin, _SAID),), ((end, _SAID),))
            if place:
                yield place


def neighbors(old: str, start: int, end: int, now: str) -> Neighbors:
    """Find what stands around a passage in its old text and once in each text.

    Args:
        old: The old text, folded.
        start: Where the passage begins in it.
        end: Where it ends.
        now: The new text, folded.

    Returns:
        The nearest on both sides.
    """
    before = ((start - _MARK - gap, gap, start) for gap in _gaps())
    after = ((end + gap, gap, end) for gap in _gaps())
    return Neighbors(_found(old, now, before), _found(old, now, after))


def _gaps() -> Iterator[int]:
    """How far from the passage strings are looked for."""
    gap = 0
    for count in range(_TRIES):
        yield gap
        gap += _STEP * max(1, count - _DENSE)


def _found(old: str, now: str, offsets: Iterable[tuple[int, int, int]]) -> Neighbor | None:
    """The first string that stands once in both texts; each is given by where it is, its gap and the edge it is for."""
    for at, gap, edge in offsets:
        mark = old[max(0, at) : at + _MARK]
        if len(mark) < _MARK:
            return None
        found = _only(now, mark)
        if found >= 0 and _only(old, mark) >= 0:
            return Neighbor(gap, found + edge - at)
    return None


def _only(text: str, part: str) -> int:
    """Where a part stands that stands once in a text; -1 where it does not."""
    at = text.find(part)
    return at if at >= 0 and text.find(part, at + 1) < 0 else -1
