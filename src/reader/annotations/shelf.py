"""Where annotations lie: one file for all, or a folder with a file for each article."""

import contextlib
import os
import re
from collections.abc import Mapping, Sequence

from reader import locations
from reader.annotations import forms
from reader.annotations.merging import merged
from reader.annotations.values import Annotations, ArticleEntry
from reader.model import Annotation
from reader.text import fold
from reader.tomlfile import BlockCache, Document, Fault, Form, Make, TomlError, TomlFile
from reader.tomlfile.calm import calm

_SUFFIX = ".toml"
_SLUG = 40  # characters of a title in the name of a file
_NO_WORD = re.compile(r"[^a-z0-9]+")
_FORM = Form(forms.OPENING, forms.SCHEMA, merge=merged, orders=forms.ORDERS)

Taken = dict[int, tuple[object, Annotation]]
"""Annotations by the identity of the values they were made of, with those values."""


class Volume:
    """One file of annotations."""

    def __init__(self, path: str, cache: BlockCache) -> None:
        """Take up a file.

        Args:
            path: The file; it need not exist.
            cache: Blocks that were read before.
        """
        self.path = path
        self.file = TomlFile(path, _FORM, locations.state(), cache)
        self.folder = os.path.dirname(self.file.path)
        self._seen: object = None
        self._last: tuple[Document, Annotations] | None = None
        self._taken: Taken = {}

    def load(self) -> Annotations:
        """Read the file; quick where it has not changed since.

        Returns:
            What it holds; where it can't be read, what it held when it last could be or what can be made out of
            it, and the reason.
        """
        self._seen = self.file.signature()
        try:
            with calm():
                return self._read(self.file.load())
        except TomlError as fault:
            held = self._read(self.file.readable())
            told = Fault(self.path, fault.line, fault.column, fault.reason)
            return Annotations(held.items, held.articles.values(), (told,))

    def articles(self) -> Sequence[ArticleEntry]:
        """What the file knows of articles, without reading the annotations."""
        try:
            return articles_of(self.file.load(), self.folder)
        except TomlError:
            return articles_of(self.file.readable(), self.folder)

    def changed(self) -> bool:
        """Whether the file was changed by another program since it was last read or written."""
        return self.file.signature() not in (self._seen, self.file.mark)

    def save(self, make: Make, aside: Make | None = None) -> None:
        """Change the file.

        Args:
            make: Says what is to be changed.
            aside: Says what is to be changed along with it, not to be undone.

        Raises:
            SaveError: It can't be saved.
        """
        self.file.change(make, aside)

    def _read(self, document: Document) -> Annotations:
        """What a document holds."""
        if self._last is not None and self._last[0] is document:
            return self._last[1]
        items: list[Annotation] = []
        articles, faults = self._articles(document)
        known, taken = self._taken, Taken()
        for table, identity, _, _, _, line, value in document.blocks:
            if table != forms.ANNOTATION:
                continue
            try:
                held = known.get(id(value))
                item = held[1] if held and held[1].id == identity else forms.to_annotation(identity, value)
                taken[id(value)] = value, item
                items.append(item)
            except ValueError as fault:
                faults.append(Fault(self.path, line, 0, str(fault), identity))
        self._taken = taken
        self._last = (document, Annotations(items, articles, faults))
        return self._last[1]

    def _articles(self, document: Document) -> tuple[list[ArticleEntry], list[Fault]]:
        """What a document knows of articles, and what is wrong with it, the annotations apart."""
        articles: list[ArticleEntry] = []
        faults = list(_faults(self.path, document))
        for block in document.blocks:
            if block.table == forms.ARTICLE:
                try:
                    articles.append(forms.to_article(block.id, block.value, self.folder))
                except ValueError as fault:
                    faults.append(Fault(self.path, block.line, 0, str(fault), block.id))
        return articles, faults


def articles_of(document: Document, folder: str) -> list[ArticleEntry]:
    """What a document knows of articles, damaged ones left out.

    Args:
        document: The file.
        folder: Where it lies.

    Returns:
        The articles.
    """
    articles = []
    for block in document.blocks:
        if block.table == forms.ARTICLE:
            with contextlib.suppress(ValueError):
                articles.append(forms.to_article(block.id, block.value, folder))
    return articles


def _faults(path: str, document: Document) -> Sequence[Fault]:
    """What is wrong with a file as a whole."""
    faults = [
        Fault(path, 0, 0, f"must hold each {table} under a line [[{table}]]")
        for table in (forms.ARTICLE, forms.ANNOTATION)
        if table in document.head
    ]
    schema = document.head.get("schema", forms.SCHEMA)
    if not isinstance(schema, int) or schema > forms.SCHEMA:
        faults.append(Fault(path, 0, 0, f"is of schema {schema}, newer than this program, and so is only read"))
    return faults


class Shelf:
    """All files of annotations at one path."""

    def __init__(self, path: str) -> None:
        """Take up a path.

        Args:
            path: A file, which need not exist, or a folder.
        """
        import hashlib

        whole = os.path.realpath(path)
        name = hashlib.sha256(os.fsencode(whole)).hexdigest()[:16]
        self._cache = BlockCache(os.path.join(locations.cache(), f"{name}.blocks"))
        self._path = path
        self._single = None if os.path.isdir(whole) else Volume(path, self._cache)
        self._volumes: dict[str, Volume] = {}
        self._holders: Mapping[str, Volume] = {}
        self._last: tuple[tuple[Annotations, ...], Annotations] | None = None

    def volumes(self) -> Sequence[Volume]:
        """The files, in order of their names."""
        if self._single is not None:
            return [self._single]
        try:
            names = sorted(name for name in os.listdir(self._path) if name.endswith(_SUFFIX) and name[0] != ".")
        except OSError:
            names = []
        paths = [os.path.join(self._path, name) for name in names]
        self._volumes = {path: self._volumes.get(path) or Volume(path, self._cache) for path in paths}
        return list(self._volumes.values())

    def load(self) -> Annotations:
        """Read what has changed.

        Returns:
            All that the files hold.
        """
        if self._single is not None:
            return self._single.load()
        volumes = self.volumes()
        parts = tuple(volume.load() for volume in volumes)
        if self._last is None or len(self._last[0]) != len(parts) or any(map(_differ, self._last[0], parts)):
            self._last = (parts, _together(parts))
            self._holders = {
                entry: volume
                for volume, part in zip(volumes, parts, strict=True)
                for entry in (*part.articles, *(item.article for item in part.items))
            }
        return self._last[1]

    def articles(self) -> Sequence[ArticleEntry]:
        """What is known of articles, without reading the annotations; the same values as long as nothing changes."""
        if self._single is not None:
            return self._single.articles()
        return list(self.load().articles.values())

    def changed(self) -> bool:
        """Whether something was changed by another program since it was last read or written."""
        if self._single is not None:
            return self._single.changed()
        known = self._volumes.keys()
        return any(volume.changed() for volume in self.volumes()) or self._volumes.keys() != known

    def of(self, article: str, title: str = "") -> Volume:
        """The file for an article.

        Args:
            article: The id of the article's entry.
            title: What a new file is called by.

        Returns:
            The file, which need not exist yet.
        """
        if self._single is not None:
            return self._single
        if article not in self._holders:
            import hashlib

            slug = _NO_WORD.sub("-", fold(title).text)[:_SLUG].strip("-") or "article"
            name = f"{slug}-{hashlib.sha256(article.encode()).hexdigest()[:8]}{_SUFFIX}"
            return Volume(os.path.join(self._path, name), self._cache)
        return self._holders[article]


def _differ(one: Annotations, other: Annotations) -> bool:
    return one is not other


def _together(parts: Sequence[Annotations]) -> Annotations:
    """What several files hold."""
    return Annotations(
        [item for part in parts for item in part.items],
        [entry for part in parts for entry in part.articles.values()],
        [fault for part in parts for fault in part.faults],
    )
