"""Searching: a query and an index in, the documents that fit best out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from reader.search import highlight
from reader.search.arrays import UnusableError
from reader.search.candidates import QUICK, THOROUGH, Limits, Slate, candidates
from reader.search.conditions import allowed
from reader.search.documents import KINDS, Kind
from reader.search.index import Group, Index, Snapshot
from reader.search.matching import groups
from reader.search.query import Query, parse
from reader.search.ranking import rank
from reader.search.results import Hit, Marked
from reader.search.segment import Segment

_COVERED = 0.34  # the share of the query's weight that a document needs
_OF_BEST = 0.5  # of the best one's score, which others need

_ACTOR = KINDS.index("actor")
_LOOKED_AT = 4  # times the hits asked for that are looked at, since some are the same


class Results(NamedTuple):
    """What a search found."""

    query: Query
    hits: tuple[Hit, ...] = ()
    """Best first."""
    more: bool = False
    """Whether there are more."""
    cancelled: bool = False
    groups: tuple[Group, ...] = ()
    snapshot: Snapshot | None = None

    @property
    def message(self) -> str:
        """What of the query could not be read as it was meant; one line."""
        return self.query.message

    def mark(self, hit: Hit, article: str) -> Marked:
        """Take a hit's text out of its article's, and find the parts of it that match.

        Args:
            hit: One of the hits.
            article: The text of its article.

        Returns:
            The text with the spans in it.
        """
        text = hit.text(article)
        if self.snapshot is None or not self.groups:
            return Marked(text, ())
        return Marked(text, highlight.spans(text, self.query.words, self.groups, self.snapshot.vocabulary))


class _Candidate(NamedTuple):
    """A document that may be a hit."""

    score: float
    segment: Segment
    doc: int


def search(
    index: Index,
    query: str | Query,
    limit: int = 50,
    kinds: Iterable[Kind] = (),
    thorough: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> Results:
    """Find the documents that fit a query best.

    Args:
        index: Where to look; what was committed when this is called.
        query: What was typed, or that read by ``parse``.
        limit: Hits at most.
        kinds: What to look at, unless the query says so; everything by default.
        thorough: Look further, which takes up to ten times as long; for when nobody is typing.
        cancelled: Asked now and then whether the answer is still wanted.

    Returns:
        The hits; none where it was cancelled, or the query is empty.

    Raises:
        UnusableError: The index comes from a file that is damaged: build it anew.
    """
    wanted = parse(query) if isinstance(query, str) else query
    snapshot = index.snapshot
    if wanted.is_empty:
        return Results(wanted)
    scope = wanted.kinds or frozenset(kinds)
    try:
        meant = groups(snapshot, wanted)
        found: list[_Candidate] = []
        slate = np.zeros((2, max((segment.size for segment in snapshot.segments), default=0)), np.float32)
        for segment in snapshot.segments:
            if cancelled is not None and cancelled():
                return Results(wanted, cancelled=True)
            limits = (THOROUGH if thorough else QUICK).within(segment.size / max(snapshot.size, 1))
            found += _in_segment(snapshot, segment, wanted, meant, scope, limits, slate, limit + 1)
        hits = _hits(_best(found), limit + 1)
    except (IndexError, ValueError) as fault:  # numbers that point outside of what there is
        raise UnusableError("is damaged") from fault
    return Results(wanted, tuple(hits[:limit]), len(hits) > limit, groups=tuple(meant), snapshot=snapshot)


def _best(found: list[_Candidate]) -> list[_Candidate]:
    """Candidates by their scores, without those that are far behind the first."""
    ranked = sorted(found, key=lambda candidate: -candidate.score)
    return [candidate for candidate in ranked if candidate.score >= ranked[0].score * _OF_BEST]


def _in_segment(
    snapshot: Snapshot,
    segment: Segment,
    query: Query,
    meant: list[Group],
    scope: frozenset[Kind],
    limits: Limits,
    slate: Slate,
    limit: int,
) -> list[_Candidate]:
    """The documents of a segment that may be hits."""
    flags = allowed(snapshot, segment, query)
    found: list[_Candidate] = []
    for start, end in segment.ranges(scope):
        if not query.words:
            docs = np.arange(start, end) if flags is None else np.flatnonzero(flags[start:end]) + start
            found += (_Candidate(0.0, segment, doc) for doc in docs[: _LOOKED_AT * limit].tolist())
            continue
        docs = candidates(segment, start, end, meant, flags, limits, slate)
        if len(docs):
            scores, covered = rank(segment, docs, meant, len(snapshot.vocabulary))
            enough = np.flatnonzero(covered >= _COVERED)
            best = enough[np.argsort(-scores[enough], kind="stable")[: _LOOKED_AT * limit]]
            pairs = zip(scores[best].tolist(), docs[best].tolist(), strict=True)
            found += (_Candidate(score, segment, doc) for score, doc in pairs)
    return found


def _hits(found: list[_Candidate], limit: int) -> list[Hit]:
    """The first of some documents as hits: an actor once, and no passage around a quote that is there already."""
    hits: list[Hit] = []
    actors: set[str] = set()
    shown: dict[str, list[tuple[int, int]]] = {}
    named: set[tuple[str, int]] = set()
    for candidate in found:
        if len(hits) == limit:
            break
        _, segment, doc = candidate
        if segment.rows.kind[doc] == _ACTOR:
            name = segment.name, int(segment.rows.name[doc])
            if name in named:  # seen without making a hit of it, as most actors are in many articles
                continue
            named.add(name)
        hit = _hit(candidate)
        if hit.kind == "actor":
            if hit.name in actors:
                continue
            actors.add(hit.name)
        elif hit.kind in ("quote", "passage"):
            spans = shown.setdefault(hit.about.path, [])
            if any(start < hit.end and hit.start < end for start, end in spans):
                continue
            spans.append((hit.start, hit.end))
        hits.append(hit)
    return hits


def _hit(candidate: _Candidate) -> Hit:
    """A document as a hit."""
    score, segment, doc = candidate
    rows = segment.rows
    start = int(rows.begin[doc])
    return Hit(
        segment.about(int(rows.article[doc])),
        KINDS[int(rows.kind[doc])],
        start,
        start + int(rows.length[doc]),
        score,
        segment.string(int(rows.name[doc])),
    )


def suggest(index: Index, query: str | Query, count: int = 3) -> list[str]:
    """Find words that are spelled nearly like those of a query that finds nothing.

    Args:
        index: Where to look.
        query: What was typed, or that read by ``parse``.
        count: Words at most, for each word of the query.

    Returns:
        Words of the index that the query does not have, folded, the nearest first.
    """
    wanted = parse(query) if isinstance(query, str) else query
    vocabulary = index.snapshot.vocabulary
    typed = [form for word in wanted.words for form in word.forms]
    found = {vocabulary.word(number): None for form in typed for number in vocabulary.near(form, count)}
    return [word for word in found if word not in typed and not word.startswith("#")]
