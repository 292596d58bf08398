"""Annotations as values: what the file holds of them, by article."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Annotation, Article, Span
from reader.text import cut, printable, squeeze
from reader.tomlfile.faults import Fault

if TYPE_CHECKING:
    from reader.annotations.anchoring import Anchoring

USUAL = "yellow"
"""The color of an annotation that names none."""

_SHOWN = 60  # characters of a passage in a sentence about it


class ArticleEntry(NamedTuple):
    """An article as the file knows it."""

    id: str
    title: str = ""
    path: str = ""
    """Where it was last seen, in full; empty where it lies in no file."""
    source: str = ""
    """Its address on the web, empty where it is not known."""
    sha256: str = ""
    """Of its folded text."""


class Placed(NamedTuple):
    """An annotation in an article as it is now."""

    annotation: Annotation
    found: "Anchoring"
    """Where it is, how it was found, and where it may be if it was not."""

    @property
    def span(self) -> Span | None:
        """Where it is, None where it has no place."""
        return Span(self.found.start, self.found.end) if self.found.is_placed else None


class Step(NamedTuple):
    """What undoing or redoing has done."""

    removed: tuple[Annotation, ...]
    """As they were: gone now, or changed into one of ``restored`` with the same id."""
    restored: tuple[Annotation, ...]
    words: str
    """The same in one line, fit to be shown."""


class Annotations:
    """All that a file of annotations holds, never changed once made."""

    def __init__(
        self,
        items: Sequence[Annotation] = (),
        articles: Iterable[ArticleEntry] = (),
        faults: Iterable[Fault] = (),
    ) -> None:
        """Hold what was read.

        Args:
            items: The annotations, in the order of the file.
            articles: What the file knows of their articles.
            faults: What is wrong with the file.
        """
        self.items = tuple(items)
        self.articles: Mapping[str, ArticleEntry] = {entry.id: entry for entry in articles}
        """By id."""
        self.faults = tuple(faults)

    def __len__(self) -> int:
        """How many annotations there are."""
        return len(self.items)

    def find(self, identity: str) -> Annotation | None:
        """The annotation with an id, None where there is none."""
        return self._by_id.get(identity)

    def of(self, entry: str) -> Sequence[Annotation]:
        """The annotations of an article, given its id, in the order of the file."""
        return self._by_article.get(entry, ())

    @cached_property
    def tags(self) -> Mapping[str, int]:
        """How many annotations have each tag, the most used first."""
        from collections import Counter

        return dict(Counter(tag for item in self.items for tag in item.tags).most_common())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many annotations an article has, by the path it was last seen at."""
        counts: dict[str, int] = {}
        for identity, items in self._by_article.items():
            entry = self.articles.get(identity)
            if entry is not None and entry.path:
                counts[entry.path] = counts.get(entry.path, 0) + len(items)
        return counts

    @cached_property
    def _by_id(self) -> Mapping[str, Annotation]:
        return {item.id: item for item in self.items}

    @cached_property
    def _by_article(self) -> Mapping[str, Sequence[Annotation]]:
        groups: dict[str, list[Annotation]] = {}
        for item in self.items:
            groups.setdefault(item.article, []).append(item)
        return groups


def whole_path(article: Article) -> str:
    """An article's path in full, empty for what lies in no file."""
    return "" if article.path in ("", "-") else os.path.abspath(article.path)


def describe(annotation: Annotation) -> str:
    """Say in one line what an annotation marks, and what it says of it."""
    quote = cut(squeeze(annotation.selector.exact), _SHOWN)
    note = cut(squeeze(annotation.note), _SHOWN)
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    return printable(" ".join(filter(None, (f"“{quote}”", note and f"— {note}", tags))))
