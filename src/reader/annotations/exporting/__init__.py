"""Annotations in the forms that other programs read, one module a format."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from reader.annotations.values import Annotations, ArticleEntry
from reader.model import Annotation


def by_article(known: Annotations, items: Sequence[Annotation]) -> Iterator[tuple[ArticleEntry, list[Annotation]]]:
    """Annotations with their articles, in the order of the file, those of one article in text order.

    Args:
        known: What the file holds.
        items: The annotations to take.

    Yields:
        Each article with its annotations.
    """
    groups: dict[str, list[Annotation]] = {}
    for item in items:
        groups.setdefault(item.article, []).append(item)
    for identity, group in groups.items():
        entry = known.articles.get(identity, ArticleEntry(identity))
        yield entry, sorted(group, key=lambda item: (item.selector.start, item.selector.end, item.id))


def address(entry: ArticleEntry) -> str:
    """What an article goes by elsewhere: its address on the web, else its file, else its id."""
    if entry.source:
        return entry.source
    if entry.path:
        return "file://" + quote(entry.path.encode("utf-8", "surrogateescape"))
    return f"urn:reader:{entry.id}"
