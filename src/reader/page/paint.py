"""Layers of (span, meaning) over text become runs of (text, style names), the lowest layer's name first."""

import itertools
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from reader.model import Actor, Analysis, Article, Span
from reader.page.cells import shown
from reader.page.layout import Block, Row

BASE = {
    "body": "text",
    "item": "text",
    "quotation": "text",
    "title": "title",
    "kicker": "kicker",
    "heading": "heading",
    "code": "code",
    "boilerplate": "boilerplate",
    "meta": "meta",
}
"""Which style the text of each kind of block has under all layers."""

_STYLES_OF = {
    "people": ("actor.person",),
    "organizations": ("actor.organization",),
    "places": ("actor.place",),
    "groups": ("actor.group",),
    "quotes": ("quote", "quote.mixed", "quote.not-speech"),
    "indirect": ("quote.indirect",),
    "roles": ("role",),
}
"""Which styles show what can be set apart."""

Painted = tuple[int, int, str]
"""Start, end, style name."""


class Run(NamedTuple):
    """A stretch of one row that looks the same throughout."""

    text: str
    styles: tuple[str, ...]
    """Style names, the lowest first; later ones paint over earlier ones."""


class Layer:
    """Spans with a style name each, without overlap, in text order; held in few bytes, since articles can be long."""

    def __init__(self, spans: Iterable[Painted] = ()) -> None:
        """Take spans in any order; where two overlap, the longer stays.

        Args:
            spans: What to paint.
        """
        ordered = sorted(span for span in spans if span[0] < span[1])
        if any(before[1] > after[0] for before, after in itertools.pairwise(ordered)):
            ordered = _longest(ordered)
        self.starts = array("L", (start for start, _, _ in ordered))
        """Where each span begins."""
        self._ends = array("L", (end for _, end, _ in ordered))
        names = {name: number for number, name in enumerate(dict.fromkeys(name for _, _, name in ordered))}
        self._names = tuple(names)
        self._styles = array("L", (names[name] for _, _, name in ordered))

    def renamed(self, names: Mapping[str, str]) -> "Layer":
        """The same spans with other style names, kept only once."""
        layer = copy(self)
        layer._names = tuple(names[name] for name in self._names)
        return layer

    def without(self, names: Collection[str]) -> "Layer":
        """The spans whose style name is none of some."""
        if not any(name in names for name in self._names):
            return self
        return Layer(span for span in map(self.span, range(len(self.starts))) if span[2] not in names)

    def between(self, start: int, end: int) -> Sequence[Painted]:
        """The spans that touch a range."""
        first = bisect_right(self.starts, start)
        if first and self._ends[first - 1] > start:
            first -= 1
        last = bisect_left(self.starts, end, first)
        return [self.span(number) for number in range(first, last)]

    def spans(self, names: Collection[str]) -> Iterator[tuple[int, int]]:
        """Where the spans lie whose style name is one of some."""
        wanted = [name in names for name in self._names]
        pairs = zip(self.starts, self._ends, strict=True)
        return itertools.compress(pairs, map(wanted.__getitem__, self._styles))

    def span(self, number: int) -> Painted:
        """One span, by its place in the order."""
        return self.starts[number], self._ends[number], self._names[self._styles[number]]


def _longest(ordered: Sequence[Painted]) -> list[Painted]:
    """Of spans that overlap, keep the longest."""
    kept: list[Painted] = []
    for span in sorted(ordered, key=lambda span: (span[0] - span[1], span[0])):
        at = bisect_left(kept, span)
        end = kept[at - 1][1] if at else -1
        if end <= span[0] and (at == len(kept) or kept[at][0] >= span[1]):
            kept.insert(at, span)
    return kept


def mention_layer(analysis: Analysis) -> Layer:
    """The layer of all mentions by name, with the actors' ids for style names."""
    return Layer(
        (mention.start, mention.end, actor.id)
        for actor in analysis.actors
        for mention in actor.mentions
        if not mention.role
    )


def analysis_layers(analysis: Analysis, mentions: Layer) -> tuple[Layer, ...]:
    """The layers that show what was found, from the bottom: roles, quotes, mentions.

    Args:
        analysis: What was found.
        mentions: Its `mention_layer`.

    Returns:
        Layers to paint over the text.
    """
    quotes = Layer((quote.start, quote.end, quote_style(quote.kind, quote.speech)) for quote in analysis.quotes)
    roles = Layer((mention.start, mention.end, "role") for mention in _roles(analysis))
    return roles, quotes, mentions.renamed({actor.id: f"actor.{actor.kind}" for actor in analysis.actors})


def visible(layers: Sequence[Layer], highlights: Collection[str]) -> tuple[Layer, ...]:
    """What of some layers is to be set apart.

    Args:
        layers: What was found.
        highlights: What is to be set apart, as the settings call it.
    """
    hidden = {style for name, styles in _STYLES_OF.items() if name not in highlights for style in styles}
    return tuple(layer.without(hidden) for layer in layers) if hidden else tuple(layers)


def source_layer(article: Article) -> Layer:
    """The layer of what the source format set apart: emphasis, code, links."""
    return Layer((mark.start, mark.end, mark.kind) for mark in article.marks)


def lit_layer(actor: Actor) -> Layer:
    """The layer that lights up one actor everywhere."""
    return Layer((mention.start, mention.end, "actor.lit") for mention in actor.mentions)


def hit_layer(hits: Sequence[Span], current: int | None) -> Layer:
    """The layer of what a search found.

    Args:
        hits: In text order.
        current: Index of the one the reader stands on.

    Returns:
        A layer to paint over the text.
    """
    return Layer((hit.start, hit.end, "hit.current" if number == current else "hit") for number, hit in enumerate(hits))


def quote_style(kind: str, speech: bool) -> str:
    """The style name of a quote."""
    if not speech:
        return "quote.not-speech"
    return "quote" if kind == "direct" else f"quote.{kind}"


def paint(text: str, block: Block, row: Row, layers: Sequence[Layer]) -> list[Run]:
    """Paint one row.

    Args:
        text: The article's text.
        block: The block the row belongs to.
        row: Which of its code points are shown.
        layers: From the bottom.

    Returns:
        Runs from left to right; none for a blank row.
    """
    base = BASE[block.kind]
    if row.blank:
        return []
    if block.literal is not None:
        return [Run(shown(block.literal), (base,))]
    start, end = row.start, row.end
    touching = [spans for layer in layers if (spans := layer.between(start, end))]
    if not touching:
        return [Run(shown(text[start:end]), (base,))]
    borders = {start, end}
    for spans in touching:
        for first, last, _ in spans:
            borders.add(max(first, start))
            borders.add(min(last, end))
    cuts = sorted(borders)
    runs: list[Run] = []
    for first, last in itertools.pairwise(cuts):
        names = [name for spans in touching for low, high, name in spans if low <= first < high]
        runs.append(Run(shown(text[first:last]), (base, *names)))
    return runs


def lead_of(block: Block, row: Row, cells: int) -> list[Run]:
    """What stands left of a row's text: blanks, and a line beside what is quoted as a whole.

    Args:
        block: The block the row belongs to.
        row: The row.
        cells: How many there are.
    """
    if not cells or row.blank:
        return []
    sign = "│" if block.kind == "quotation" else " "
    return [Run(sign.ljust(cells), ("meta",))]


def out_of_focus(runs: Iterable[Run]) -> list[Run]:
    """Runs that stand back, whatever they are, but for what was looked for, selected or marked."""
    return [Run(text, ("unfocused", *filter(_stays, styles))) for text, styles in runs]


def _stays(style: str) -> bool:
    """Whether a style is seen out of focus."""
    return style.startswith(("hit", "selection", "caret", "mark."))


def _roles(analysis: Analysis) -> Iterable[Span]:
    for mention in analysis.roles:
        yield Span(mention.start, mention.end)
    for actor in analysis.actors:
        for mention in actor.mentions:
            if mention.role:
                yield Span(mention.start, mention.end)
