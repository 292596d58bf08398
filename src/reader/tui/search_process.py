"""The process that searches: it holds the index and the texts that were found in, and answers with what to show.

It keeps numpy and all that grows with the library out of the screen's own process.
"""

import os
import pickle
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.articles import ArticleError, load
from reader.model import Article, Paragraph, Span
from reader.search.documents import Document, Kind
from reader.search.results import About, Hit

if TYPE_CHECKING:
    from reader.search.engine import Results

_MOST_HITS = 60  # of a quick search …
_MOST_OF_ALL = 300  # … and of one that looks further
_UNCOMMITTED = 48  # articles that may wait to be found, or …
_SHARE = 0.02  # … that share of all
_UNSAVED = 5_000  # articles after which the index is saved although others still come
_ARTICLES = 64  # articles loaded again that are kept
_AROUND = 1_500  # code points of an article shown before and after what was found

Findable = list[tuple[About, list[Document] | None]]
"""Articles with what can be found in each; None where that is as it was when the article had this stamp."""


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


class Preview(NamedTuple):
    """A part of an article around what was found in it."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    """Counted in ``text``, as is the rest."""
    hit: Span


class Found(NamedTuple):
    """What a search found."""

    query: str
    hits: tuple[Shown, ...] = ()
    more: bool = False
    message: str = ""
    """What of the query could not be read as it was meant."""
    suggestions: tuple[str, ...] = ()
    """Near spellings, where nothing was found."""
    preview: Preview | None = None
    """Where the first one stands."""


class _Desk:
    """What the process holds."""

    def __init__(self) -> None:
        from reader.search.index import Index

        self.index: Index = Index()
        self.file = ""
        """Where the index is kept; empty for nowhere."""
        self.unseen: dict[str, str] = {}
        """Articles of the index that was kept, with their stamps, of which nothing was heard yet."""
        self.kept = 0
        """Articles of the index as it is kept, and …"""
        self.unsaved = 0
        """… how many came and went since."""
        self.notes: Index = Index()
        """Annotations, in an index of their own that is made anew when one changes."""
        self.waiting = 0
        self.results: dict[bool, Results] = {}
        """What the last search found: among annotations (true) and among all else."""
        self.articles: OrderedDict[str, Article | None] = OrderedDict()

    def commit(self) -> None:
        """Let everything that was added be found."""
        self.index.commit()
        self.waiting = 0

    def save(self) -> None:
        """Keep the index, and go on with what was kept, which lies on the disk."""
        from reader.cache import indexes

        if self.file and indexes.save_index(self.index, self.file):
            self.kept, self.unsaved = self.kept + self.unsaved, 0
            self.index = indexes.open_index(self.file)

    def text(self, path: str) -> str:
        """An article's text, empty where it can't be read any more."""
        article = self.article(path)
        return article.text if article else ""

    def article(self, path: str) -> Article | None:
        """An article, None where it can't be read any more."""
        if path in self.articles:
            self.articles.move_to_end(path)
            return self.articles[path]
        from reader.cache.study import recall

        article = recall(path)
        if article is None:
            with suppress(ArticleError):
                article = load(path)
        self.articles[path] = article
        if len(self.articles) > _ARTICLES:
            self.articles.popitem(last=False)
        return article

    def marked(self, hit: Shown) -> Shown:
        """Something found, with its text, and what of it matches what was looked for last."""
        found = Hit(hit.about, hit.kind, hit.start, hit.end, 0.0, hit.name)
        article = self.text(hit.about.path)
        results = self.results.get(hit.kind == "note")
        text, spans = results.mark(found, article) if results else (found.text(article), ())
        return hit._replace(text=text, spans=spans, marked=True)


_desk: _Desk | None = None


def _held() -> _Desk:
    global _desk
    if _desk is None:
        _desk = _Desk()
    return _desk


def open_library(roots: tuple[str, ...]) -> None:
    """Take up the index that was kept of a library, before anything is added.

    Args:
        roots: Its files and folders, as the user names them.
    """
    from reader.cache import indexes

    desk = _held()
    desk.file = indexes.file_of(roots)
    desk.index = indexes.open_index(desk.file)
    desk.unseen = {about.path: about.stamp for about in desk.index.articles()}
    desk.kept = len(desk.unseen)


def add(findable: bytes | str) -> list[str]:
    """Let articles be found.

    Args:
        findable: A pickled ``Findable``, or the file it is in, which is taken away.

    Returns:
        The paths of those that nothing is known about; what can be found in them has to be added.
    """
    desk = _held()
    if isinstance(findable, str):
        with open(findable, "rb") as file:
            os.unlink(findable)
            findable = file.read()
    batch: Findable = pickle.loads(findable)  # noqa: S301 - from a process of our own
    lacking: list[str] = []
    for about, documents in batch:
        held = desk.unseen.pop(about.path, "")
        if held and held == about.stamp:
            continue
        desk.articles.pop(about.path, None)
        if documents is None:
            lacking.append(about.path)
            continue
        desk.index.add(about, documents)
        desk.waiting += 1
        desk.unsaved += 1
    if desk.waiting >= max(_UNCOMMITTED, _SHARE * (desk.kept + desk.unsaved)):
        desk.commit()
        if desk.unsaved >= max(_UNSAVED, desk.kept):
            desk.save()
    return lacking


def remove(paths: Sequence[str]) -> None:
    """Let articles not be found any more.

    Args:
        paths: Where they were.
    """
    desk = _held()
    for path in paths:
        desk.unseen.pop(path, None)
        desk.articles.pop(path, None)
        desk.index.remove(path)
    desk.unsaved += len(paths)
    desk.commit()


def settle() -> None:
    """Let everything that was added be found, and nothing that the library does not hold any more."""
    from reader.cache.indexes import is_worth_saving

    desk = _held()
    for path in desk.unseen:
        desk.index.remove(path)
    desk.unsaved += len(desk.unseen)
    desk.unseen = {}
    desk.commit()
    if is_worth_saving(desk.unsaved, desk.kept):
        desk.save()


def note(findable: bytes) -> None:
    """Let these annotations be found, and no others.

    Args:
        findable: A pickled ``Findable``.
    """
    from reader.search.index import Index

    desk = _held()
    desk.notes = Index()
    batch: Findable = pickle.loads(findable)  # noqa: S301 - from a process of our own
    for about, documents in batch:
        desk.notes.add(about, documents or ())
    desk.notes.commit()


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
    from reader.search.engine import search, suggest

    desk = _held()
    most = _MOST_OF_ALL if thorough else _MOST_HITS
    indexes = {True: desk.notes, False: desk.index}
    desk.results = {
        notes: search(index, query, most, kinds, thorough) for notes, index in indexes.items() if len(index)
    }
    hits = [hit for results in desk.results.values() for hit in results.hits]
    hits.sort(key=lambda hit: -hit.score)
    shown = [Shown(hit.about, hit.kind, hit.start, hit.end, hit.name) for hit in hits]
    shown[:rows] = map(desk.marked, shown[:rows])
    message = next((results.message for results in desk.results.values() if results.message), "")
    near = tuple(suggest(desk.index, query)) if not shown and len(desk.index) else ()
    part = preview(shown[0].about.path, shown[0].start, shown[0].end) if shown else None
    more = any(results.more for results in desk.results.values())
    return Found(query, tuple(shown), more, message, near, part)


def mark(hits: Sequence[Shown]) -> list[Shown]:
    """Hits with their texts, and what of them matches what was looked for last."""
    return list(map(_held().marked, hits))


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


def with_views(task: str, *arguments: object) -> object:
    """Do what is asked of the whole library.

    Args:
        task: The name of a function of `views_process`.
        arguments: Its arguments.

    Returns:
        What it returns.
    """
    from reader.tui import views_process

    return getattr(views_process, task)(*arguments)
