"""Passages that two articles have in common: word for word or nearly, and what is quoted in both."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.views import paraphrase, reuse
from reader.views.alignment import align
from reader.views.sides import LONGEST, Side
from reader.views.units import Unit, units
from reader.views.wording import small_words

_RUN = 4  # words in a row by which passages are found
_OFTEN = 6  # places of a run in one article, above which it leads nowhere
_GAP = 10  # words between runs of one passage
_EDGE = 6  # words at the ends of a statement that only one article has, which still belong to the passage
_LEAST = 4  # words of a passage that say something and name nobody, unless it is quoted in both


class Common(NamedTuple):
    """A passage of each of two articles, within a paragraph of each; ranges count words."""

    one: range
    other: range
    weight: float
    """How many words say something."""
    quoted: bool = False
    """Whether somebody is quoted as saying it in both."""


class _Run(NamedTuple):
    """Words in a row that two articles have."""

    one: int
    other: int
    length: int


def common(one: Side, other: Side) -> list[Common]:
    """Find the passages that two articles have in common.

    Args:
        one: An article.
        other: Another.

    Returns:
        Them in no order; they may overlap.
    """
    named = _named(one)
    small = small_words()
    pairs: dict[tuple[int, int], list[Common]] = {}
    for run in _within_paragraphs(_runs(one.words, other.words), one, other):
        at = (one.paragraph_of(run.one), other.paragraph_of(run.other))
        telling = sum(
            word not in named and one.words[word] not in small for word in range(run.one, run.one + run.length)
        )
        pairs.setdefault(at, []).append(
            Common(range(run.one, run.one + run.length), range(run.other, run.other + run.length), telling)
        )
    for at, quoted in _quoted(one, other):
        pairs.setdefault(at, []).append(quoted)
    return [
        passage for found in pairs.values() for passage in _joined(found) if passage.quoted or passage.weight >= _LEAST
    ]


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterator[_Run]:
    """The longest rows of words that stand in both, as often as they do; but for what stands everywhere."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, gram in enumerate(_grams(other)):
        places.setdefault(gram, []).append(at)
    running: dict[int, int] = {}  # where the run began that goes on, by how far apart its places are
    for at, gram in enumerate(_grams(one)):
        here = places.get(gram, ())
        begun = {at - there: running.get(at - there, at) for there in here} if len(here) <= _OFTEN else {}
        yield from (
            _Run(start, start - apart, at - start + _RUN - 1) for apart, start in running.items() - begun.items()
        )
        running = begun
    at = max(0, len(one) - _RUN + 1)
    yield from (_Run(start, start - apart, at - start + _RUN - 1) for apart, start in running.items())


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of so many words, in order."""
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def _within_paragraphs(runs: Iterable[_Run], one: Side, other: Side) -> Iterator[_Run]:
    """Runs, cut where a paragraph ends in either article."""
    for run in runs:
        at, there, left = run
        while left:
            ends = one.paragraphs[one.paragraph_of(at)].stop - at
            length = min(left, ends, other.paragraphs[other.paragraph_of(there)].stop - there)
            yield _Run(at, there, length)
            at, there, left = at + length, there + length, left - length


def _named(side: Side) -> frozenset[int]:
    """The words that name actors."""
    within = side.extract.wording.within
    return frozenset(word for naming in side.namings for word in within(naming.span))


def _joined(found: Sequence[Common]) -> Iterator[Common]:
    """Passages of one paragraph in another: those that follow each other in both, or overlap, put together."""
    held: Common | None = None
    for passage in sorted(found, key=lambda passage: (passage.one.start, passage.other.start)):
        if held is not None and _follows(held, passage):
            held = Common(
                range(held.one.start, max(held.one.stop, passage.one.stop)),
                range(min(held.other.start, passage.other.start), max(held.other.stop, passage.other.stop)),
                held.weight + passage.weight,
                held.quoted or passage.quoted,
            )
            continue
        if held is not None:
            yield held
        held = passage
    if held is not None:
        yield held


def _follows(before: Common, after: Common) -> bool:
    """Whether a passage overlaps one before it, or comes soon after it, in both articles."""
    near = after.one.start - before.one.stop <= _GAP
    behind = after.other.start - before.other.stop
    return near and behind <= _GAP and after.other.stop > before.other.start


def _quoted(one: Side, other: Side) -> Iterator[tuple[tuple[int, int], Common]]:
    """What somebody is quoted as saying in both, by paragraphs."""
    extracts = [one.extract, other.extract]
    listed = [unit for unit in units(extracts, (0, 1)) if unit.at[-1] < len((one, other)[unit.article].words)]
    for first, second in (*reuse.pairs(extracts, (0, 1), listed), *paraphrase.pairs(extracts, listed)):
        here, there = sorted((first, second), key=lambda unit: unit.article)
        yield from _by_paragraphs(one, other, here, there)


def _by_paragraphs(one: Side, other: Side, here: Unit, there: Unit) -> Iterator[tuple[tuple[int, int], Common]]:
    """A statement of both articles, a passage for each paragraph of the first that has a part of it in the other."""
    small = small_words()
    same: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for step in align(here.words, there.words, small.__contains__):
        if step.change == "same":
            for word, match in zip(step.base, step.other, strict=True):
                at = one.paragraph_of(here.at[word]), other.paragraph_of(there.at[match])
                same.setdefault(at, []).append((here.at[word], there.at[match]))
    if not same:  # told in other words
        at = one.paragraph_of(here.at[0]), other.paragraph_of(there.at[0])
        same[at] = [(here.at[0], there.at[0])]
    for (mine, theirs), words in same.items():
        reach = _EDGE if len(words) > 1 else LONGEST
        at_one = _grown(words[0][0], words[-1][0], here.at, one.paragraphs[mine], reach)
        at_other = _grown(words[0][1], words[-1][1], there.at, other.paragraphs[theirs], reach)
        telling = sum(one.words[word] not in small for word in at_one)
        yield (mine, theirs), Common(at_one, at_other, telling, True)


def _grown(first: int, last: int, statement: Sequence[int], paragraph: range, reach: int) -> range:
    """From one word of a statement to another, and to its ends in the paragraph where these are not far."""
    begin = statement[bisect_left(statement, paragraph.start)]
    end = statement[bisect_left(statement, paragraph.stop) - 1]
    return range(begin if first - begin <= reach else first, (end if end - last <= reach else last) + 1)
