"""What was found in an article, by where it lies: what is at an offset, what comes next, what to light up."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reader.config import HIGHLIGHTS
from reader.model import Actor, Analysis, Article, Paragraph, Quote, Span
from reader.page.paint import Layer, Run, analysis_layers, lit_layer, mention_layer, visible
from reader.page.theme import GLYPHS
from reader.text import printable, squeeze


class Findings:
    """An analysis, made ready for the screen once."""

    def __init__(self, article: Article, analysis: Analysis, highlights: Sequence[str] = HIGHLIGHTS) -> None:
        """Sort what was found.

        Args:
            article: Where it was found.
            analysis: What was found.
            highlights: What of it is to be set apart in the text.
        """
        self.article = article
        self.analysis = analysis
        self.actors = {actor.id: actor for actor in analysis.actors}
        self._mentions = mention_layer(analysis)
        layers = analysis_layers(analysis, self._mentions)
        self.quotes = layers[1]
        """The layer of the quotes."""
        self.layers = visible(layers, highlights)
        """What to paint over the text, from the bottom."""
        self.speakers = Layer(
            (quote.start, quote.start + 1, self.actors[quote.speaker].name)
            for quote in analysis.quotes
            if "speakers" in highlights and quote.speaker is not None and quote.speech and quote.kind == "direct"
        )
        """Who speaks, at the first letter of each direct quote."""

    def actor_at(self, offset: int) -> tuple[Span, Actor] | None:
        """The mention that covers an offset, and whom it names."""
        for start, end, actor in self._mentions.between(offset, offset + 1):
            return Span(start, end), self.actors[actor]
        return None

    def quote_at(self, offset: int) -> Quote | None:
        """The quote that covers an offset; of nested ones the one that begins last."""
        quotes = self.analysis.quotes
        at = bisect_right(quotes, offset, key=lambda quote: quote.start) - 1
        for quote in reversed(quotes[max(0, at - 3) : at + 1]):
            if quote.end > offset:
                return quote
        return None

    def quote_from(self, item: Span, paragraph: Paragraph, step: int) -> Span | None:
        """The next quote to stand on, or the one before; None past the last or before the first."""
        quotes = self.analysis.quotes
        at = _step([quote.start for quote in quotes], item, paragraph, step)
        return Span(quotes[at].start, quotes[at].end) if at is not None else None

    def mention_from(self, item: Span, paragraph: Paragraph, step: int) -> Span | None:
        """The next mention of any actor, or the one before; None past the last or before the first."""
        at = _step(self._mentions.starts, item, paragraph, step)
        return Span(*self._mentions.span(at)[:2]) if at is not None else None

    def lit(self, item: Span) -> Actor | None:
        """The actor to light up when the reader stands on a mention or a quote: who is named, or who speaks."""
        named = self.actor_at(item.start)
        if named is not None and named[0] == item:
            return named[1]
        quote = self.quote_at(item.start)
        return self.actors.get(quote.speaker or "") if quote is not None else None

    def light(self, item: Span) -> tuple[Sequence[Layer], Sequence[Run]]:
        """What to light up when the reader stands on something, and what to say of it.

        Args:
            item: A mention or a quote.

        Returns:
            Layers to paint on top, and runs for the status line.
        """
        named = self.actor_at(item.start)
        if named is not None and named[0] == item:
            actor = named[1]
            count = len(actor.mentions)
            return [lit_layer(actor)], [*_sign(actor), Run(f", {actor.kind}, {count} time{'s' * (count != 1)}", ())]
        quote = self.quote_at(item.start)
        if quote is None:
            return [], []
        standing = Layer([(quote.start, quote.end, "actor.lit")])
        if quote.speaker is not None:
            actor = self.actors[quote.speaker]
            return [standing, lit_layer(actor)], [*_sign(actor), Run(f", {quote.kind} quote, {quote.confidence}", ())]
        if quote.source is not None:
            source = printable(squeeze(quote.source.of(self.article.text)))
            return [standing], [Run(f"{source}, {quote.kind} quote, {quote.confidence}", ())]
        return [standing], [Run("said by nobody named here" if quote.speech else "marked, but not speech", ())]


def _sign(actor: Actor) -> list[Run]:
    return [Run(GLYPHS[actor.kind], (f"actor.{actor.kind}",)), Run(f" {printable(actor.name)}", ())]


def _step(starts: Sequence[int], item: Span, paragraph: Paragraph, step: int) -> int | None:
    """Walk spans in text order.

    Args:
        starts: Where each begins, sorted.
        item: What the reader stands on, if it lies in the paragraph: the walk goes on from there.
        paragraph: The one under the cursor: else the walk goes on from its beginning.
        step: 1 or -1.

    Returns:
        Which one to stand on next.
    """
    stands = paragraph.start <= item.start < paragraph.end
    here = item.start if stands else paragraph.start
    if step < 0:
        at = bisect_left(starts, here) - 1
    else:
        at = bisect_right(starts, here) if stands else bisect_left(starts, here)
    return at if 0 <= at < len(starts) else None
