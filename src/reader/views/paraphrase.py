"""What one article quotes and another tells in its own words: the same speaker, the same days, the same rare words."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.search.words import words as name_words
from reader.views.extract import Extract
from reader.views.units import Unit, apart, same_speaker
from reader.views.wording import small_words

_STEM = 6  # letters by which forms of a word are known
_COMMON = 100  # statements that have a word, above which it leads nowhere
_DAYS = 7  # between what is said and what is told
_LEAST = 4  # words in common
_SHARE = 0.6  # of the shorter statement's weight that is in common
_MANY = 5  # words in common from which on a smaller share will do
_SMALLER = 0.5


def pairs(extracts: Sequence[Extract], units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Find statements that are quoted in one story and told in another.

    Words are compared by their first six letters and weigh what they are worth (inverse document frequency, Spärck
    Jones, 1972). The speaker must be named in both, the articles no more than a week apart where they have dates.

    Args:
        extracts: The articles.
        units: The statements in them.

    Yields:
        What is quoted, and what is told.
    """
    stems = [_stems(unit) if unit.named else frozenset() for unit in units]
    often = Counter(stem for held in stems for stem in held)
    weight = {stem: math.log(len(units) / count) + 1 for stem, count in often.items()}
    weights = [sum(weight[stem] for stem in held) for held in stems]
    lasts = {name: _last(name) for name in {unit.speaker for unit in units}}
    index: dict[tuple[str, str], list[int]] = {}
    for number, unit in enumerate(units):
        if unit.spoken:
            for stem in stems[number]:
                if often[stem] <= _COMMON:
                    index.setdefault((lasts[unit.speaker], stem), []).append(number)
    for number, unit in enumerate(units):
        if unit.spoken or len(stems[number]) < _LEAST:
            continue
        last = lasts[unit.speaker]
        common = Counter(other for stem in stems[number] for other in index.get((last, stem), ()))
        for other, count in sorted(common.items()):
            quoted = units[other]
            if count < 2 or quoted.story == unit.story or not same_speaker(quoted, unit):
                continue
            both = stems[number] & stems[other]
            share = sum(weight[stem] for stem in both) / min(weights[number], weights[other])
            enough = share >= _SHARE or (len(both) >= _MANY and share >= _SMALLER)
            near = apart(extracts[quoted.article], extracts[unit.article], 0) <= _DAYS
            if len(both) >= _LEAST and enough and near:
                yield quoted, unit


def _stems(unit: Unit) -> frozenset[str]:
    """The words of a statement that say something, cut short."""
    small = small_words()
    return frozenset(word[:_STEM] for word in unit.words if word not in small)


def _last(name: str) -> str:
    """The last word of a name."""
    return ([*name_words(name)] or [""])[-1]
