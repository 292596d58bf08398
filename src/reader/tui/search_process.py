"""The process that searches: it holds the index and the texts that were found in, and answers with what to show.

It keeps numpy and all that grows with the library out of the screen's own process.
"""

import pickle
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from reader.articles import ArticleError, load
from reader.model import Article, Paragraph, Span
from reader.search.documents import Document, Kind
from reader.search.results import About

if TYPE_CHECKING:
    from reader.search.engine import Results

_MOST_HITS = 300
_UNCOMMITTED = 48  # articles that may wait to be found
_TEXTS = 8_000_000  # code points of articles that are kept to show what was found
_AROUND = 1_500  # code points of an article shown before and after what was found

Findable = list[tuple[About, list[Document]]]
"""Articles and what can be found in each."""


class Shown(NamedTuple):
    """Something found, as a list shows it."""

    about: About
    kind: Kind
    start: int
    end: int
    name: str
    """The speaker of a quote, an actor's name, a note's text."""
    text: str = ""
    spans: tuple[Span, ...] = ()
    """What of the text matches, counted in it."""
    marked: bool = False
    """Whether text and spans are there."""


class Found(NamedTuple):
    """What a search found."""

    query: str
    hits: tuple[Shown, ...] = ()
    more: bool = False
    message: str = ""
    """What of the query could not be read as it was meant."""
    suggestions: tuple[str, ...] = ()
    """Near spellings, where nothing was found."""


class Preview(NamedTuple):
    """A part of an article around what was found in it."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    """Counted in ``text``, as is the rest."""
    hit: Span


class _Desk:
    """What the process holds."""

    def __init__(self) -> None:
        from reader.search.index import Index

        self.index: Index = Index()
        self.waiting = 0
        self.results: Results | None = None
        self.texts: OrderedDict[str, Article | None] = OrderedDict()
        self.size = 0

    def article(self, path: str) -> Article | None:
        """An article, None where it can't be read any more."""
        if path in self.texts:
            self.texts.move_to_end(path)
            return self.texts[path]
        try:
            article = load(path)
        except ArticleError:
            article = None
        self.texts[path] = article
        self.size += len(article.text) if article else 0
        while self.size > _TEXTS and len(self.texts) > 1:
            _, gone = self.texts.popitem(last=False)
            self.size -= len(gone.text) if gone else 0
        return article

    def marked(self, results: "Results", first: int, last: int) -> list[Shown]:
        """Some hits with their texts."""
        shown: list[Shown] = []
        for hit in results.hits[max(first, 0) : last]:
            article = self.article(hit.about.path)
            text, spans = results.mark(hit, article.text if article else "")
            shown.append(Shown(hit.about, hit.kind, hit.start, hit.end, hit.name, text, spans, True))
        return shown


_desk: _Desk | None = None


def _held() -> _Desk:
    global _desk
    if _desk is None:
        _desk = _Desk()
    return _desk


def add(findable: bytes) -> None:
    """Let articles be found.

    Args:
        findable: A pickled ``Findable``.
    """
    desk = _held()
    batch: Findable = pickle.loads(findable)  # noqa: S301 - from a process of our own
    for about, documents in batch:
        desk.index.add(about, documents)
        desk.texts.pop(about.path, None)
    desk.waiting += len(batch)
    if desk.waiting >= _UNCOMMITTED:
        settle()


def settle() -> None:
    """Let everything that was added be found."""
    desk = _held()
    desk.index.commit()
    desk.waiting = 0


def find(query: str, kinds: tuple[Kind, ...], rows: int, thorough: bool) -> Found:
    """Search.

    Args:
        query: What was typed.
        kinds: What to look at; everything where it is empty.
        rows: How many of the hits come with their texts.
        thorough: Look further.

    Returns:
        The hits.
    """
    from reader.search.engine import search

    desk = _held()
    desk.results = results = search(desk.index, query, _MOST_HITS, kinds, thorough)
    if results is None:
        return Found(query)
    shown = desk.marked(results, 0, rows)
    shown += (Shown(hit.about, hit.kind, hit.start, hit.end, hit.name) for hit in results.hits[rows:])
    return Found(query, tuple(shown), results.more, results.message)


def mark(first: int, last: int) -> list[Shown]:
    """The hits of the last search from one to another, with their texts."""
    desk = _held()
    return desk.marked(desk.results, first, last) if desk.results else []


def preview(path: str, start: int, end: int) -> Preview | None:
    """The part of an article around something.

    Args:
        path: The article.
        start: Where it begins.
        end: Where it ends.

    Returns:
        Whole paragraphs as far as that goes; None where the article can't be read any more.
    """
    article = _held().article(path)
    if article is None:
        return None
    low, high = max(0, start - _AROUND), end + _AROUND
    near = [part for part in article.paragraphs if part.end > low and part.start < high]
    first = max(low, near[0].start) if near else 0
    last = min(high, near[-1].end) if near else 0
    parts = (part._replace(start=max(part.start, first) - first, end=min(part.end, last) - first) for part in near)
    return Preview(article.text[first:last], tuple(parts), Span(start - first, end - first))
