"""The user's annotations, read and written beside the screen, one thing at a time."""

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader.model import Annotation, Article

if TYPE_CHECKING:
    from reader.annotations.store import Store
    from reader.annotations.values import Annotations, Placed
    from reader.search.documents import Document

T = TypeVar("T")


class Written(NamedTuple):
    """What was said about a passage."""

    note: str
    tags: tuple[str, ...]
    color: str


class Notebook:
    """A file of annotations; nothing is loaded before there is one, or something to put into it."""

    def __init__(self, path: str) -> None:
        """Take up a file.

        Args:
            path: The file, or a folder of files; it need not exist.
        """
        self.path = path
        self._store: Store | None = None
        self._turn = asyncio.Lock()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever annotated."""
        return self._store is None and not os.access(self.path, os.F_OK)

    def changed(self) -> bool:
        """Whether another program has changed it since it was last read; one look at the disk."""
        if self._store is None:
            return not self.is_empty
        return self._store.changed()

    async def of(self, article: Article) -> "Sequence[Placed]":
        """The annotations of an article, with their places in it."""
        return () if self.is_empty else await self.do(lambda store: store.of(article))

    async def all(self) -> "Annotations":
        """All annotations, and what is wrong with the file."""
        return await self.do(lambda store: store.load())

    async def do(self, deed: "Callable[[Store], T]") -> T:
        """Do something with the file, in a thread, when all that was asked before is done.

        Args:
            deed: What to do.

        Returns:
            What it returns.

        Raises:
            SaveError: Something can't be saved.
        """
        async with self._turn:
            return await asyncio.to_thread(self._do, deed)

    def _do(self, deed: "Callable[[Store], T]") -> T:
        if self._store is None:
            from reader.annotations.store import Store

            self._store = Store(self.path)
        return deed(self._store)


def findable(known: "Annotations", paths: Sequence[str]) -> bytes:
    """What of annotations can be found, in the form that the process that searches takes.

    Args:
        known: The annotations.
        paths: Those of the library's articles; annotations of others are left out.
    """
    import pickle

    from reader.search.documents import Document
    from reader.search.results import About

    found: list[tuple[About, list[Document]]] = []
    names = {os.path.abspath(path): path for path in paths} if known.items else {}
    for entry in known.articles.values():
        if entry.path in names:
            about = About(names[entry.path], entry.title)
            found.append((about, [_document(item) for item in known.of(entry.id)]))
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def _document(item: Annotation) -> "Document":
    from reader.search.documents import Document

    selector = item.selector
    more = " ".join((item.note, *item.tags))
    return Document("note", selector.start, selector.end, selector.exact, item.note, more, item.tags)
