"""Which documents may be found at all: filters on where they are from, and words that must or must not be there."""

import numpy as np
from numpy.typing import NDArray

from reader.search.documents import KINDS
from reader.search.index import Snapshot
from reader.search.query import Condition, Filter, Phrase, Query
from reader.search.segment import Docs, Segment
from reader.search.vocabulary import Ids
from reader.search.words import words

Flags = NDArray[np.bool_]

_ALL = 1 << 60  # documents, more than there can be
_LIKE = 0.6  # how sure a word of a filter has to mean another


def allowed(snapshot: Snapshot, segment: Segment, query: Query) -> Flags | None:
    """Say which documents of a segment may be found.

    Args:
        snapshot: What the segment is of.
        segment: The segment.
        query: The query.

    Returns:
        A flag for each document, None where all may.
    """
    flags = None if segment.dead is None else ~segment.dead
    for condition in query.conditions:
        flags = _both(flags, _meets(snapshot, segment, condition), condition.negated)
    for wanted in query.filters:
        flags = _both(flags, _passes(snapshot, segment, wanted), wanted.negated)
    return flags


def _both(flags: Flags | None, others: Flags, negated: bool) -> Flags:
    """What both allow."""
    turned = ~others if negated else others
    return turned if flags is None else flags & turned


def _flags(segment: Segment, docs: Docs) -> Flags:
    """Flags that are set for some documents."""
    flags = np.zeros(segment.size, bool)
    flags[docs] = True
    return flags


def _with_any(segment: Segment, ids: Ids, start: int, end: int) -> Docs:
    """The documents of a range that have any of some words, ascending."""
    docs, _ = segment.listed(ids, np.ones(len(ids), np.float32), start, end, _ALL)
    return np.flatnonzero(_flags(segment, docs))


def _meets(snapshot: Snapshot, segment: Segment, condition: Condition) -> Flags:
    """The documents that have one of a condition's phrases."""
    flags = np.zeros(segment.size, bool)
    for phrase in condition.phrases:
        flags |= _flags(segment, _having(snapshot, segment, phrase))
    return flags


def _having(snapshot: Snapshot, segment: Segment, phrase: Phrase) -> Docs:
    """The documents that have a phrase."""
    last = len(phrase.words) - 1
    forms = [
        snapshot.vocabulary.matches(word, phrase.open and at == last, exact=True).ids
        for at, word in enumerate(phrase.words)
    ]
    docs: Docs | None = None
    for ids in forms:
        having = _with_any(segment, ids, 0, segment.size)
        docs = having if docs is None else np.intersect1d(docs, having, assume_unique=True)
    if docs is None or not len(docs) or (last == 0 and phrase.where == "anywhere"):
        return docs if docs is not None else np.empty(0, np.int64)
    return docs[_in_order(segment, docs, forms, phrase)]


def _in_order(segment: Segment, docs: Docs, forms: list[NDArray[np.int32]], phrase: Phrase) -> Flags:
    """Which of some documents have the words of a phrase one after the other, at the right place."""
    starts = segment.starts[docs].astype(np.int64)
    lengths = segment.starts[docs + 1].astype(np.int64) - starts
    own = lengths - segment.rows.tail[docs]
    size = len(forms)
    if phrase.where == "anywhere":
        from reader.search.segment import flat

        at, owner = flat(starts, np.maximum(lengths - size + 1, 0)), None
        owner = np.repeat(np.arange(len(docs)), np.maximum(lengths - size + 1, 0))
    else:
        fits = own >= size
        at = np.where(fits, starts if phrase.where == "start" else starts + own - size, 0)
        owner = np.arange(len(docs))
        at, owner = at[fits], owner[fits]
    holds = np.ones(len(at), bool)
    for offset, ids in enumerate(forms):
        holds &= np.isin(segment.rows.tokens[at + offset], ids)
    flags = np.zeros(len(docs), bool)
    flags[owner[holds]] = True
    return flags


def _passes(snapshot: Snapshot, segment: Segment, wanted: Filter) -> Flags:
    """The documents that pass a filter."""
    articles = segment.rows.article
    match wanted.field:
        case "date":
            dates = segment.rows.articles[:, -1]
            return ((dates >= max(wanted.since, 1)) & (dates <= wanted.until))[articles]
        case "source":
            return _sources(segment, wanted.words)[articles]
        case "tag":
            tagged = np.ones(segment.size, bool)
            for word in wanted.words:
                number = snapshot.vocabulary.number("#" + word)
                tagged &= _flags(segment, segment.posted(number, *_range(segment, "note")))
            return tagged
        case "title":
            flags = np.zeros(len(segment.rows.articles), bool)
            flags[articles[_with_all(snapshot, segment, wanted.words, *_range(segment, "title"))]] = True
            return flags[articles]
        case "speaker":
            docs = _with_all(snapshot, segment, wanted.words, *_range(segment, "quote"), tail=True)
            return _flags(segment, docs)


def _range(segment: Segment, kind: str) -> tuple[int, int]:
    """Where the documents of a kind are."""
    number = [str(kind) for kind in KINDS].index(kind)
    return int(segment.bounds[number]), int(segment.bounds[number + 1])


def _sources(segment: Segment, wanted: tuple[str, ...]) -> Flags:
    """The articles whose outlet has some words, or words that begin so."""
    numbers = segment.rows.articles[:, 2]
    passing = []
    for number in np.unique(numbers).tolist():
        have = list(words(segment.string(number)))
        if all(any(word.startswith(start) for word in have) for start in wanted):
            passing.append(number)
    return np.isin(numbers, passing)


def _with_all(
    snapshot: Snapshot, segment: Segment, wanted: tuple[str, ...], start: int, end: int, tail: bool = False
) -> Docs:
    """The documents of a range that have all of some words, or words like them; with ``tail`` among the names."""
    found: Docs | None = None
    for word in wanted:
        matches = snapshot.vocabulary.matches(word, is_open=True)
        best = matches.values.max() if len(matches.values) else 0.0
        ids = matches.ids[matches.values >= max(_LIKE, 0.85 * best)]
        docs = _with_any(segment, ids, start, end)
        if tail:
            docs = docs[_in_tail(segment, docs, ids)]
        found = docs if found is None else np.intersect1d(found, docs, assume_unique=True)
    return found if found is not None else np.empty(0, np.int64)


def _in_tail(segment: Segment, docs: Docs, ids: NDArray[np.int32]) -> Flags:
    """Which of some documents have one of some words beyond their text."""
    from reader.search.segment import flat

    tails = segment.rows.tail[docs].astype(np.int64)
    at = flat(segment.starts[docs + 1].astype(np.int64) - tails, tails)
    flags = np.zeros(len(docs), bool)
    flags[np.repeat(np.arange(len(docs)), tails)[np.isin(segment.rows.tokens[at], ids)]] = True
    return flags
