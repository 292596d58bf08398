"""Which places are the passage, going by its old text: those its neighbors stand around, and those that lead back."""

from reader.annotations.folding import FoldedText
from reader.annotations.judging import Place, is_accepted, overlap, weight
from reader.annotations.neighbors import Neighbors, neighbors
from reader.annotations.originals import LONG, Original
from reader.annotations.ranking import ranked
from reader.annotations.selectors import Needle, needle_at

_HELD = 0.5  # how alike the words have to be where the neighbors on both sides stand as they did
_HELD_ALONE = 0.8  # the same where those on one side do
_HELD_SAYS = 12  # how much the words have to say there
_WORSE = 0.15  # how much less alike the words may be where the neighbors are than elsewhere
_SURE = 0.9  # how alike both contexts are where the very words need no look into the old text
_EQUAL = 0.02  # how far apart places are that are as good as each other
_BACK = 0.3  # the share of the marked passage and the one led back to that they have in common at least


def verified(places: list[Place], wanted: Needle, text: FoldedText, old: Original) -> list[Place]:
    """Keep the places that are the passage.

    Args:
        places: Where it may be, best first.
        wanted: The passage as it was looked for.
        text: The text it was looked for in.
        old: The passage in its old text.

    Returns:
        Those of the places, or the one between the passage's neighbors where that is better; best first.
    """
    sure = [place for place in places if _is_sure(place, wanted)]
    if len(sure) == 1:
        return sure
    beside = neighbors(old.text.text, old.start, old.end, text.text)
    held = [place for place in places if _sides(place, text, old, beside) == 2]
    if held:
        return held
    accepted = (place for place in places if is_accepted(place, wanted))
    good = [place for place in accepted if place in sure or _leads_back(place, text, old)]
    if good and good[0].passage == 1:
        return good
    for place in beside.places(wanted, text.text):
        sides = _sides(place, text, old, beside)
        if good and (sides < 2 or place.score <= good[0].score or place.passage < good[0].passage - _WORSE):
            continue
        if sides == 2 or (sides and _leads_back(place, text, old, needs=False)):
            return [place]
    return good


def _sides(place: Place, text: FoldedText, old: Original, beside: Neighbors) -> int:
    """On how many sides neighbors say that the passage is at a place; on none where too little of its words is left."""
    sides = beside.holding(place)
    if place.passage < (_HELD if sides == 2 else _HELD_ALONE):
        return 0
    words = text.text[place.start : place.end]
    if words != old.words and len(words) >= LONG and words in old.text.text:
        return 0  # it is another passage of the old text
    says_enough = weight(words) >= _HELD_SAYS or beside.touch(place)
    return sides if sides == 2 or says_enough else 0


def _is_sure(place: Place, wanted: Needle) -> bool:
    """Whether the very words stand in their own company, and had it for themselves in the old text."""
    return place.passage == 1 and min(place.left, place.right) >= _SURE and not wanted.has_twin


def _leads_back(place: Place, text: FoldedText, old: Original, needs: bool = True) -> bool:
    """Whether what was found, looked for in the old text, is the passage that was marked.

    Without needs it is enough that nothing there is more like it.
    """
    back = needle_at(text, place.start, place.end)
    good = [p for p in ranked(back, old.text.text) if not needs or is_accepted(p, back)]
    equals = [p for p in good if p.score > good[0].score - _EQUAL]
    if len(equals) > 1:
        at = Original(text, place.start, place.end).expected(old.text.text)
        equals.sort(key=lambda p: abs(p.start - at))
    return bool(equals) and overlap((equals[0].start, equals[0].end), (old.start, old.end)) >= _BACK
