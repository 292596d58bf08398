"""Where what one article prints in quotation marks stands in others, word for word or nearly.

Runs of four words lead from a statement to the places that have them, so that never all pairs are compared; so text
that was reprinted is found (Smith, Cordell and Mullen, "Computational methods for uncovering reprinted texts", 2015)
and quotations that change on their way (Leskovec, Backstrom and Kleinberg, "Meme-tracking and the dynamics of the news
cycle", 2009). Runs that many articles have or that several people say are stock phrases and lead nowhere.
"""

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from reader.views.alignment import align, shared
from reader.views.extract import Extract
from reader.views.names import agree
from reader.views.units import Unit, apart, same_speaker
from reader.views.wording import small_words

_RUN = 4  # words
_ARTICLES = 25  # that print a run, above which it is a stock phrase
_PLACES = 50  # where a run stands, above which it is one
_PARTNERS = 40  # statements that share most runs with one, which are compared with it
_SPEAKERS = 2  # who say a run, above which it is one
_SHORT = 2  # words of the shortest statement that can be told again
_RECENT = 30  # days within which little is enough
_GAP = 10  # words between runs of one passage

# What two statements must share: words in a row, words that say something, parts of the shorter one.
_CLEAR = 6
_LONG = 9
_PASSAGE = 12
_SAYING = 2
_TELLING = 4
_MOST = 0.6
_WHOLE = 0.9

Run = tuple[str, ...]
Pair = tuple[Unit, Unit]


def pairs(extracts: Sequence[Extract], stories: Sequence[int], units: Sequence[Unit]) -> Iterator[Pair]:
    """Find what is printed in several articles.

    Args:
        extracts: The articles.
        stories: For each the first one that is the same text.
        units: The statements in them, in quotation marks and told.

    Yields:
        Pairs of different stories, the first one in quotation marks. The other one may be a passage that is no
        statement in its article.
    """
    spoken = [unit for unit in units if unit.spoken]
    yield from _short(extracts, spoken)
    where = _places(extracts, stories, _telling(spoken, _printed_again(extracts, spoken)))
    owners = _owners(extracts, units)
    linked: dict[int, Counter[int]] = {}
    loose: dict[tuple[int, int], set[int]] = {}
    for at in where.values():
        owned = [(article, word, owners[article].get(word, _FREE)) for article, word in at]
        holders = {owner for _, _, owner in owned if owner >= 0 and units[owner].spoken}
        for holder, (article, word, owner) in itertools.product(holders, owned):
            if units[holder].story == stories[article]:
                continue
            if owner >= 0:
                if owner > holder or not units[owner].spoken:
                    linked.setdefault(holder, Counter())[owner] += 1
            elif owner == _FREE:
                loose.setdefault((holder, article), set()).add(word)
    for holder, partners in sorted(linked.items()):
        for owner, _ in sorted(partners.most_common(_PARTNERS)):
            near = _near(extracts, units[holder], units[owner])
            if _alike(units[holder], units[owner], near, where):
                yield units[holder], units[owner]
    for (holder, article), words in sorted(loose.items()):
        for passage in _passages(extracts[article], stories[article], article, words):
            if _alike(units[holder], passage, True, where):
                yield units[holder], passage


_FREE = -1  # the owner of a word that is in no statement
_MARKED = -2  # and of one in quotation marks that nobody says


def _runs(words: Sequence[str]) -> Iterator[Run]:
    """The runs of some words, in order."""
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def _printed_again(extracts: Sequence[Extract], spoken: Sequence[Unit]) -> set[Run]:
    """The runs of statements that stand in more than one article, which few do: all else looks at these alone."""
    said = set(itertools.chain.from_iterable(_runs(unit.words) for unit in spoken))
    often = Counter(run for extract in extracts for run in said.intersection(_runs(extract.wording.words)))
    return {run for run, count in often.items() if count > 1}


def _telling(spoken: Sequence[Unit], again: set[Run]) -> set[Run]:
    """The runs, of some, that say something and that not everybody says."""
    small = small_words()
    speakers: dict[Run, list[str]] = {}
    for unit in spoken:
        for run in again.intersection(_runs(unit.words)):
            names = speakers.setdefault(run, [])
            if unit.named and len(names) <= _SPEAKERS and not any(agree(unit.speaker, name) for name in names):
                names.append(unit.speaker)
    return {run for run, names in speakers.items() if len(names) <= _SPEAKERS and not small.issuperset(run)}


def _places(extracts: Sequence[Extract], stories: Sequence[int], wanted: set[Run]) -> dict[Run, list[tuple[int, int]]]:
    """Where runs stand, as article and word: those that are in more than one story and no stock phrase."""
    found: dict[Run, list[tuple[int, int]]] = {}
    for article, extract in enumerate(extracts):
        words = extract.wording.words
        for word in itertools.compress(itertools.count(), map(wanted.__contains__, _runs(words))):
            found.setdefault(words[word : word + _RUN], []).append((article, word))
    return {
        run: at
        for run, at in found.items()
        if len(at) <= _PLACES and 1 < len({stories[article] for article, _ in at}) <= _ARTICLES
    }


def _owners(extracts: Sequence[Extract], units: Sequence[Unit]) -> list[dict[int, int]]:
    """For each article, in which unit its words are; one in quotation marks comes before one that is told."""
    owners: list[dict[int, int]] = [{} for _ in extracts]
    for number, unit in enumerate(units):
        if not unit.spoken:
            owners[unit.article].update(dict.fromkeys(unit.at, number))
    for owned, extract in zip(owners, extracts, strict=True):
        for span in extract.marked:
            owned.update(dict.fromkeys(extract.wording.within(span), _MARKED))
    for number, unit in enumerate(units):
        if unit.spoken:
            owners[unit.article].update(dict.fromkeys(unit.at, number))
    return owners


def _short(extracts: Sequence[Extract], spoken: Sequence[Unit]) -> Iterator[Pair]:
    """Statements of two or three words that one speaker makes in several articles at about the same time."""
    small = small_words()
    alike: dict[tuple[str, ...], list[Unit]] = {}
    for unit in spoken:
        if _SHORT <= len(unit.words) < _RUN and unit.named and not small.issuperset(unit.words):
            alike.setdefault(unit.words, []).append(unit)
    for group in alike.values():
        if len(group) <= _ARTICLES:
            for one, other in itertools.combinations(group, 2):
                if one.story != other.story and same_speaker(one, other) and _near(extracts, one, other):
                    yield one, other


def _alike(one: Unit, other: Unit, near: bool, telling: Collection[Run]) -> bool:
    """Whether two statements are one.

    What one and the same speaker says must have four words in a row in common and agree in most of the shorter one,
    or have nine in common. Where nobody is named in one of them it takes more, and so it does for two speakers.
    """
    longest, weight, most = _agreement(one, other, telling)
    whole = longest >= _WHOLE * min(len(one.words), len(other.words))
    if same_speaker(one, other):
        partly = longest >= max(_RUN, _MOST * min(len(one.words), len(other.words)))
        if weight == _SAYING:
            return whole or (near and partly and longest < _CLEAR)
        return weight > _SAYING and (whole or longest >= _LONG or (near and (partly if longest < _CLEAR else most)))
    if not other.spoken:
        return longest >= _PASSAGE and weight >= _TELLING
    if whole and weight >= _TELLING and not (one.named and other.named):
        return True
    return (longest >= _LONG and weight >= _TELLING and most) or (longest >= _PASSAGE and weight > _TELLING)


def _agreement(one: Unit, other: Unit, telling: Collection[Run]) -> tuple[int, int, bool]:
    """How long the longest run is that two statements share, how many words in telling runs say something, and whether
    most that say something in the shorter one are shared.
    """
    small = small_words()
    found = shared(align(one.words, other.words, small.__contains__))
    told = {
        word
        for run in found
        for start in range(run.start, run.stop - _RUN + 1)
        if one.words[start : start + _RUN] in telling
        for word in range(start, start + _RUN)
    }
    weight = sum(one.words[word] not in small for word in told)
    common = sum(one.words[word] not in small for run in found for word in run)
    content = min(sum(word not in small for word in unit.words) for unit in (one, other))
    return max(map(len, found), default=0), weight, common >= _MOST * max(1, content)


def _passages(extract: Extract, story: int, article: int, starts: set[int]) -> Iterator[Unit]:
    """The stretches of an article that have runs of a statement in them."""
    ordered = sorted(starts)
    begin = ordered[0]
    for word, after in itertools.pairwise([*ordered, ordered[-1] + 2 * _GAP]):
        if after - word > _GAP:
            at = tuple(range(begin, word + _RUN))
            words = tuple(extract.wording.words[begin : word + _RUN])
            yield Unit(article, story, "passage", "", False, False, at, words)
            begin = after


def _near(extracts: Sequence[Extract], one: Unit, other: Unit) -> bool:
    """Whether two statements may have been made at the same time."""
    return apart(extracts[one.article], extracts[other.article], 0) <= _RECENT
