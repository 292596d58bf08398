"""Where a passage may be, best first."""

from reader.annotations.ends import best_place
from reader.annotations.judging import Place, overlap
from reader.annotations.occurrences import occurrences
from reader.annotations.selectors import Needle
from reader.annotations.windows import regions

_COMPANY = 1.85  # how alike both contexts are where the very words are surely those of the passage
_SAME = 0.5  # the share of two stretches that they have in common where they are one passage


def ranked(wanted: Needle, text: str) -> list[Place]:
    """Find its very words; where they stand in other company, also what is like it.

    Args:
        wanted: What to look for.
        text: A folded text.

    Returns:
        The places, best first, however little they fit.
    """
    words = occurrences(wanted, text)
    places = list(words)
    if max((place.company for place in words), default=0.0) < _COMPANY or wanted.has_twin:
        for heads, tails in regions(wanted, text):
            place = best_place(wanted, text, heads, tails, known=words)
            if place and not any(overlap((place.start, place.end), (p.start, p.end)) > _SAME for p in places):
                places.append(place)
    return sorted(places, key=lambda place: place.score, reverse=True)
