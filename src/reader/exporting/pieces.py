"""An article's text cut where anything begins or ends, so that a page can nest what overlaps."""

import itertools
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.model import Analysis, Article, Paragraph, Span

Layers = Mapping[str, Sequence[Span]]
"""Spans by what they are: quotes, mentions, marks, notes; each known by its number there."""


class Piece(NamedTuple):
    """A stretch in which nothing begins or ends."""

    start: int
    end: int
    inside: dict[str, int]
    """What it is inside of, by layer: the number of the span, of several that of the one that began last."""
    begins: tuple[tuple[str, int], ...]
    """What begins with it."""


class Row(NamedTuple):
    """A paragraph in pieces."""

    number: int
    """Counted from 1, as ``reader open FILE:¶N`` does."""
    paragraph: Paragraph
    pieces: tuple[Piece, ...]


def layers(article: Article, found: Analysis, notes: Sequence[Span]) -> Layers:
    """What there is to show in an article.

    Args:
        article: The article.
        found: What was found in it.
        notes: The passages of its annotations.

    Returns:
        The quotes that are speech, the mentions of actors in the order of the actors, the marks and the notes.
    """
    return {
        "quote": [Span(quote.start, quote.end) for quote in found.quotes if quote.speech],
        "mention": [Span(mention.start, mention.end) for actor in found.actors for mention in actor.mentions],
        "mark": [Span(mark.start, mark.end) for mark in article.marks],
        "note": notes,
    }


def rows(paragraphs: Sequence[Paragraph], shown: Layers) -> Iterator[Row]:
    """Cut paragraphs into pieces.

    Args:
        paragraphs: In text order.
        shown: What lies over them.

    Yields:
        Each paragraph with its pieces.
    """
    coming = sorted((span, name, number) for name, spans in shown.items() for number, span in enumerate(spans))
    open_: list[tuple[Span, str, int]] = []
    at = 0
    for number, paragraph in enumerate(paragraphs, 1):
        first = at
        while at < len(coming) and coming[at][0].start < paragraph.end:
            at += 1
        open_ = [item for item in (*open_, *coming[first:at]) if item[0].end > paragraph.start]
        begun = {(name, number) for _, name, number in coming[first:at]}
        yield Row(number, paragraph, tuple(_pieces(paragraph, open_, begun)))


def _pieces(
    paragraph: Paragraph, over: Sequence[tuple[Span, str, int]], begun: Container[tuple[str, int]]
) -> Iterator[Piece]:
    """The pieces of a paragraph, given what lies over it by where it begins, and what of that is not there before."""
    starts: dict[int, list[tuple[str, int]]] = {}
    ends: dict[int, list[tuple[str, int]]] = {}
    for span, name, number in over:
        if span.start < span.end:
            starts.setdefault(max(span.start, paragraph.start), []).append((name, number))
            ends.setdefault(min(span.end, paragraph.end), []).append((name, number))
    cuts = sorted({paragraph.start, paragraph.end, *starts, *ends})
    inside: dict[str, dict[int, None]] = {}
    for start, end in itertools.pairwise(cuts):
        for name, number in ends.get(start, ()):
            inside.get(name, {}).pop(number, None)
        for name, number in starts.get(start, ()):
            inside.setdefault(name, {})[number] = None
        newest = {name: next(reversed(numbers)) for name, numbers in inside.items() if numbers}
        yield Piece(start, end, newest, tuple(item for item in starts.get(start, ()) if item in begun))
