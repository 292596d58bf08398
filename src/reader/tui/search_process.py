"""The process that searches: it holds the index and the texts that were found in, and answers with what to show.

It keeps numpy and all that grows with the library out of the screen's own process.
"""

import itertools
import operator
import os
import pickle
import threading
from array import array
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
        self.folder = ""
        """Where the index is kept; empty for nowhere."""
        self.heard: array[int] | None = None
        """The keys of the library's articles, as far as they were heard of; None once all were."""
        self.notes: Index = Index()
        """Annotations, in an index of their own that is made anew when one changes."""
        self.results: dict[bool, Results] = {}
        """What the last search found: among annotations (true) and among all else."""
        self.articles: OrderedDict[str, Article | None] = OrderedDict()
        self._merging = threading.Thread()

    def commit(self) -> None:
        """Let everything that was added be found, and keep it; many small parts become few, beside what goes on."""
        self.index.commit()
        self._save()
        if not self._merging.is_alive():
            self._merging = threading.Thread(target=self._merge, daemon=True)
            self._merging.start()

    def _save(self) -> None:
        from reader.cache import indexes

        if self.folder:
            indexes.save_index(self.index, self.folder)

    def _merge(self) -> None:
        while self.index.merge():
            self._save()
            self.release()

    def release(self) -> None:
        """Let the system have what memory is not needed now; the C library keeps most of it else."""
        import ctypes

        self.index.release()
        with suppress(AttributeError, OSError):  # only glibc has it
            ctypes.CDLL(None).malloc_trim(0)

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
    desk.folder = indexes.folder_of(roots)
    desk.index = indexes.open_index(desk.folder)
    desk.heard = array("Q")


def add(findable: bytes | str) -> list[str]:
    """Let articles be found.

    Args:
        findable: A pickled ``Findable``, or the file it is in, which is taken away.

    Returns:
        The paths of those that nothing is known about; what can be found in them has to be added.
    """
    from reader.search.index import key

    desk = _held()
    if isinstance(findable, str):
        with open(findable, "rb") as file:
            os.unlink(findable)
            findable = file.read()
    batch: Findable = pickle.loads(findable)  # noqa: S301 - from a process of our own
    lacking: list[str] = []
    if desk.heard is not None:
        desk.heard.extend(key(about.path) for about, _ in batch)
    held = desk.index.unchanged([about for about, _ in batch])
    for about, documents in itertools.compress(batch, map(operator.not_, held)):
        desk.articles.pop(about.path, None)
        if documents is None:
            lacking.append(about.path)
        elif documents:
            desk.index.add(about, documents)
        else:
            desk.index.remove(about.path)
    if desk.index.waiting >= max(_UNCOMMITTED, _SHARE * desk.index.articles):
        desk.commit()
    return lacking


def remove(paths: Sequence[str]) -> None:
    """Let articles not be found any more.

    Args:
        paths: Where they were.
    """
    desk = _held()
    for path in paths:
        desk.articles.pop(path, None)
        desk.index.remove(path)
    desk.commit()


def settle(whole: bool) -> None:
    """Let everything that was added be found.

    Args:
        whole: Whether that is the library as it is: nothing else is to be found then.
    """
    desk = _held()
    if whole and desk.heard is not None:
        desk.index.keep_only(desk.heard)
        desk.heard = None
    desk.commit()
    desk.index.rest()
    desk.release()


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


def rest() -> None:
    """Let the system have the memory that searching has taken: nobody searches now."""
    _held().release()


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
