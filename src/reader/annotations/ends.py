"""Where in a window an edited passage begins and ends.

Both come from three sources: where the contexts end, where the passage's own first and last words stand, and the
alignment of everything with everything.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from reader.annotations.judging import EDGE, Place, begin, context_left, context_right, finish, passage
from reader.annotations.selectors import Needle, is_joined
from reader.annotations.windows import Window

_SIZES = (24, 14, 8)  # characters of a string that shows an end; the longest that is there counts
_AROUND = 160  # characters beside a window in which an end is looked for too, for what was put in
_REACH = 40  # characters from a passage's end in which its last unchanged ones are looked for
_MOST = 5  # beginnings and ends that are tried with each other
_FEW = 2  # the same of a long passage
_SHORT = 40  # characters of a passage up to which the one end is also looked for as far from the other as it was
_PLACES = 3  # of one string in a window
_SEAM = 0.7  # what counts for an end that was cut off together with what stood beside it
_CUT = 20  # characters of a passage that have to be left where its end was cut off in one go
_BESIDE = 10  # characters of the context that then stand there
_CLEAN = 1.0  # what counts for an end that was cut off so
_NO_WORD = re.compile(r"\W*")
_WORD = re.compile(r"\S+")

Offer = tuple[int, float]
"""Where a passage may begin or end, and what counts for it besides the words there."""


def best_place(
    wanted: Needle,
    text: str,
    heads: Window,
    tails: Window,
    begins: tuple[Offer, ...] = (),
    ends: tuple[Offer, ...] = (),
    known: Sequence[Place] = (),
) -> Place | None:
    """Find the best beginning and end of a passage.

    Args:
        wanted: What to look for.
        text: A folded text.
        heads: Where to look for its beginning.
        tails: Where to look for its end; the same place unless the passage is long.
        begins: Where it may begin besides.
        ends: Where it may end besides.
        known: Places that are known, so that others are looked for.

    Returns:
        The place with the words that fit best, None where there is none.
    """
    first, last = _both_aligned(wanted, text, heads, tails)
    firsts, lasts = [*first, *begins], [*last, *ends]
    starts = _ranked(_beginnings(wanted, text, heads, firsts), lambda at: begin(wanted, text, at))
    stops = _ranked(_endings(wanted, text, tails, lasts), lambda at: finish(wanted, text, at))
    size = len(wanted.quote)
    firsts += (offer for stop, _ in stops[:_FEW] for offer in _begun(wanted, text, stop))
    lasts += (offer for start, _ in starts[:_FEW] for offer in _ended(wanted, text, start))
    starts = _ranked(_beginnings(wanted, text, heads, firsts), lambda at: begin(wanted, text, at))
    stops = _ranked(_endings(wanted, text, tails, lasts), lambda at: finish(wanted, text, at))
    most = _FEW if size > 2 * EDGE else _MOST
    here = [place for place in known if place.start < tails[1] + _AROUND and place.end > heads[0] - _AROUND]
    return _best_pair(wanted, text, starts[:most], stops[:most], here)


def _best_pair(
    wanted: Needle, text: str, starts: Sequence[Offer], stops: Sequence[Offer], known: Sequence[Place]
) -> Place | None:
    """The beginning and the end, each with its score, that go together best and have nothing of a known place."""
    best: Place | None = None
    best_fit = 0.0
    longest = 3 * len(wanted.quote) + 600
    for start, start_score in starts:
        for end, end_score in stops:
            if not start < end <= start + longest or any(it.start < end and start < it.end for it in known):
                continue
            alike = passage(wanted.quote, text[start:end])
            fit = start_score + end_score + 2 * alike
            if best is None or fit > best_fit:
                left, right = context_left(wanted, text, start), context_right(wanted, text, end)
                best, best_fit = Place(start, end, alike, left, right), fit
    return best


def _ranked(offers: Iterable[Offer], score: Callable[[int], float]) -> list[tuple[int, float]]:
    """The best of some offsets, with their scores, best first."""
    extra: dict[int, float] = {}
    for at, more in offers:
        extra[at] = max(more, extra.get(at, 0.0))
    scored = [(at, score(at) + more) for at, more in sorted(extra.items())]
    return sorted(scored, key=lambda pair: pair[1], reverse=True)


def _beginnings(wanted: Needle, text: str, window: Window, aligned: list[Offer]) -> Iterator[Offer]:
    """Where the passage may begin."""
    before, quote = wanted.before[::-1].rstrip(), wanted.quote
    wide = _widened(window, text)
    found = [(at + beyond, 0.0) for at, beyond in _last(before, text, wide)]
    found += ((at + beyond, 0.0) for at, beyond in _first(quote, text, wide))
    for at, more in found + aligned:
        if 0 <= at < len(text):
            yield from ((snapped, more) for snapped in _snapped_start(wanted, text, at))


def _endings(wanted: Needle, text: str, window: Window, aligned: list[Offer]) -> Iterator[Offer]:
    """Where the passage may end."""
    quote = wanted.quote
    wide = _widened(window, text)
    found = [(at + beyond, 0.0) for at, beyond in _last(quote, text, wide)]
    found += ((at + beyond, 0.0) for at, beyond in _first(wanted.after.lstrip(), text, wide))
    for at, more in found + aligned:
        if 0 < at <= len(text):
            yield from ((snapped, more) for snapped in _snapped_end(wanted, text, at))


def _widened(window: Window, text: str) -> Window:
    """A window with what is beside it."""
    return max(0, window[0] - _AROUND), min(len(text), window[1] + _AROUND)


def _first(part: str, text: str, window: Window) -> list[tuple[int, int]]:
    """Where a part begins, going by its first characters and, as they may be others now, by those next to them."""
    found = _found(((part[:size], 0) for size in _SIZES if len(part) >= size), text, window)
    near = (part[at : at + _SIZES[-1]] for at in range(1, min(_REACH, len(part) - _SIZES[-1] + 1)))
    found += _found(((gram, -1 - n) for n, gram in enumerate(near)), text, window)
    return found or _found([(part, 0)], text, window)


def _last(part: str, text: str, window: Window) -> list[tuple[int, int]]:
    """Where a part ends, going by its last characters and, as they may be others now, by those next to them."""
    size = _SIZES[-1]
    found = _found(((part[-size:], size) for size in _SIZES if len(part) >= size), text, window)
    near = (part[at - size : at] for at in range(len(part) - 1, max(size, len(part) - _REACH) - 1, -1))
    found += _found(((gram, size + 1 + n) for n, gram in enumerate(near)), text, window)
    return found or _found([(part, len(part))], text, window)


def _found(strings: Iterable[tuple[str, int]], text: str, window: Window) -> list[tuple[int, int]]:
    """The places of the first string that is there, each with what was given for it."""
    for string, beyond in strings:
        places: list[tuple[int, int]] = []
        at = text.find(string, *window) if string else -1
        while at >= 0 and len(places) < _PLACES:
            places.append((at, beyond))
            at = text.find(string, at + 1, window[1])
        if places:
            return places
    return []


def _begun(wanted: Needle, text: str, stop: int) -> Iterator[Offer]:
    """Where the passage may begin if it ends at an offset: as long as it was, or its first words cut off in one go."""
    size = len(wanted.quote)
    if size <= _SHORT:
        yield stop - size, 0.0
    kept = _common(wanted.quote[::-1], text[max(0, stop - size) : stop][::-1])
    beside = text[max(0, stop - kept - _BESIDE) : stop - kept].strip()
    if _CUT <= kept < size and beside and beside in wanted.before[::-1]:
        yield stop - kept, _CLEAN


def _ended(wanted: Needle, text: str, start: int) -> Iterator[Offer]:
    """Where the passage may end if it begins at an offset."""
    size = len(wanted.quote)
    if size <= _SHORT:
        yield start + size, 0.0
    kept = _common(wanted.quote, text[start : start + size])
    beside = text[start + kept : start + kept + _BESIDE].strip()
    if _CUT <= kept < size and beside and beside in wanted.after:
        yield start + kept, _CLEAN


def _common(one: str, other: str) -> int:
    """How many first characters of two strings are the same, up to the last whole word."""
    from rapidfuzz.distance import Prefix

    same = Prefix.similarity(one, other)
    while 0 < same < min(len(one), len(other)) and is_joined(one[same - 1], one[same]):
        same -= 1
    return same


def _both_aligned(wanted: Needle, text: str, heads: Window, tails: Window) -> tuple[list[Offer], list[Offer]]:
    """Where a passage begins and ends by alignment; each by its own end of the passage where that is long."""
    before, quote = wanted.before[::-1], wanted.quote
    if len(quote) <= 2 * EDGE:
        return _aligned(before, quote, wanted.after, text, heads)
    begins, _ = _aligned(before, quote[:EDGE], "", text, heads)
    _, ends = _aligned("", quote[-EDGE:], wanted.after, text, tails)
    return begins, ends


def _aligned(before: str, quote: str, after: str, text: str, window: Window) -> tuple[list[Offer], list[Offer]]:
    """Where the two ends of a passage come to lie when all is aligned; two places each where something was put in."""
    from rapidfuzz.distance import Levenshtein

    start, end = window
    part = text[start : min(end, start + 8 * EDGE)]
    edits = Levenshtein.opcodes(before + quote + after, part)
    ends: tuple[list[Offer], list[Offer]] = ([], [])
    for found, at in zip(ends, (len(before), len(before) + len(quote)), strict=True):
        for edit in edits:
            if edit.src_start <= at <= edit.src_end:
                moved = edit.dest_start + min(at - edit.src_start, edit.dest_end - edit.dest_start)
                found.append((start + moved, 0.0))
                if edit.src_start == edit.src_end:
                    found.append((start + edit.dest_end, 0.0))
    words = [(start + match.start(), start + match.end()) for match in _WORD.finditer(part)]
    for found, left, right in ((ends[0], before, quote + after), (ends[1], before + quote, after)):
        found.extend(_seams(left.split(), right.split(), text, words))
    return ends


def _seams(left: list[str], right: list[str], text: str, words: list[tuple[int, int]]) -> Iterator[Offer]:
    """Where words of two texts that stood side by side do so again, though some between them were cut out."""
    from rapidfuzz.distance import Indel

    edits = Indel.opcodes(left + right, [text[start:end] for start, end in words])
    same = [edit for edit in edits if edit.tag == "equal"]
    for one, other in pairwise(same):
        if one.src_end < len(left) < other.src_start and one.dest_end == other.dest_start:
            yield words[one.dest_end - 1][1], _SEAM
            yield words[other.dest_start][0], _SEAM


def _snapped_start(wanted: Needle, text: str, at: int) -> Iterator[int]:
    """A beginning moved to where words begin, if the passage begins so, and to the passage's own first marks."""
    if not wanted.whole_start:
        yield at
        return
    here = at
    while here > 0 and is_joined(text[here - 1], text[here : here + 1]) and at - here < 40:
        here -= 1
    there = at
    if here < at:
        while there < len(text) and is_joined(text[there - 1], text[there]) and there - at < 40:
            there += 1
    for found in {here, there}:
        word = _NO_WORD.match(text, found, found + 20)
        inner = word.end() if word else found
        marks = _NO_WORD.match(wanted.quote)
        lead = marks[0] if marks else ""
        yield inner - len(lead) if lead and text[:inner].endswith(lead) else inner


def _snapped_end(wanted: Needle, text: str, at: int) -> Iterator[int]:
    """An end moved to where words end, if the passage ends so, and to the passage's own last marks."""
    if not wanted.whole_end:
        yield at
        return
    there = at
    while there < len(text) and there and is_joined(text[there - 1], text[there]) and there - at < 40:
        there += 1
    here = at
    if there > at:
        while here > 0 and is_joined(text[here - 1], text[here]) and at - here < 40:
            here -= 1
    marks = re.search(r"\W*\Z", wanted.quote[-20:])
    trail = marks[0] if marks else ""
    for found in {here, there}:
        inner = found
        while inner > max(0, found - 20) and not text[inner - 1].isalnum():
            inner -= 1
        yield inner + len(trail) if trail and text.startswith(trail, inner) else inner
