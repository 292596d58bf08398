"""Which segments of an index are to become one: a search looks into each, but one that is too large takes memory."""

from collections.abc import Sequence

from reader.search.segment import Segment

LARGEST = 1 << 18
"""Documents of a segment that is made of others; putting these in order takes some 150 MB."""

_FEW = 8  # segments of about one size that may lie beside each other
_SMALL = 1 << 12  # documents up to which segments count as of one size
_STEP = 3  # powers of two from one size to the next
_DEAD = 0.5  # the share of its documents from which on a segment is rid of those that were removed


def chosen(segments: Sequence[Segment]) -> list[Segment]:
    """Choose segments to merge.

    Args:
        segments: All that there are.

    Returns:
        Those to be made one; none while there are not too many.
    """
    for segment in segments:
        if segment.gone is not None and segment.living <= (1 - _DEAD) * segment.size:
            return [segment]
    sizes: dict[int, list[Segment]] = {}
    for segment in sorted(segments, key=lambda segment: segment.living):
        sizes.setdefault(_size(segment), []).append(segment)
    for alike in sizes.values():
        fitting = _fitting(alike)
        if len(fitting) > 1 and (len(fitting) >= _FEW or len(fitting) < len(alike)):
            return fitting
    return []


def _fitting(segments: Sequence[Segment]) -> list[Segment]:
    """The smallest of some segments, given by size, as far as one of all of them is not too large."""
    found: list[Segment] = []
    total = 0
    for segment in segments:
        total += segment.living
        if total > LARGEST:
            break
        found.append(segment)
    return found


def _size(segment: Segment) -> int:
    """How large a segment is, roughly."""
    return (max(segment.living - 1, 0) // _SMALL).bit_length() // _STEP
