"""In words: who said something, why the program thinks so, and how sure it is."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.analysis.rules import RULES
from reader.model import Actor, Quote, Span
from reader.page.findings import Findings
from reader.page.layout import even_cuts
from reader.page.paint import Layer
from reader.text import cut, printable, squeeze

_WORDS = 60  # characters of a passage that an explanation quotes

_SURENESS = {
    "sure": "The text says so plainly.",
    "likely": "This is likely, not certain.",
    "guess": "This is a guess: look for yourself.",
}


class Explanation(NamedTuple):
    """Sentences, and what to mark in the text meanwhile."""

    sentences: tuple[tuple[str, str], ...]
    """Each with the style name it is shown in."""
    layers: tuple[Layer, ...] = ()

    def rows(self, width: int) -> list[tuple[str, str]]:
        """The sentences wrapped to a width."""
        return [
            (text[start:end], style) for text, style in self.sentences for start, end in even_cuts(text, max(8, width))
        ]


def explain(findings: Findings, item: Span) -> Explanation | None:
    """Explain what the reader stands on.

    Args:
        findings: What was found in the article.
        item: A mention or a quote.

    Returns:
        The explanation, or None where the item is neither.
    """
    named = findings.actor_at(item.start)
    if named is not None and named[0] == item:
        return Explanation(tuple(_actor(named[1])))
    quote = findings.quote_at(item.start)
    return None if quote is None else Explanation(tuple(_quote(findings, quote)), _marks(quote))


def _actor(actor: Actor) -> list[tuple[str, str]]:
    count = len(actor.mentions)
    sentences = [(f"{printable(actor.name)}: {actor.kind}, named {count} time{'s' * (count != 1)}.", "panel.title")]
    if actor.aliases:
        sentences.append((f"Also called {', '.join(map(printable, actor.aliases))}.", ""))
    roles = sum(mention.role for mention in actor.mentions)
    metonyms = sum(mention.metonym for mention in actor.mentions)
    if roles:
        sentences.append((f"{roles} of these by role alone.", "row.dim"))
    if metonyms:
        sentences.append((f"{metonyms} of these by a place that stands for its government.", "row.dim"))
    return sentences


def _quote(findings: Findings, quote: Quote) -> list[tuple[str, str]]:
    text = findings.article.text
    rule = RULES.get(quote.rule) or _corrected()
    if not quote.speech:
        return [("Marked, but not as speech.", "panel.title"), (rule, "")]
    sentences = [(f"{_speaker(findings, quote)} {_KINDS[quote.kind]}", "panel.title")]
    if quote.speaker is None and quote.source is None:
        return [*sentences, (rule, "")]
    because = f"{rule} The verb is “{_words(text, quote.cue)}”." if quote.cue else rule
    sentences.append((because, ""))
    if quote.antecedents and quote.source:
        chain = " → ".join(f"“{_words(text, span)}”" for span in (quote.source, *quote.antecedents))
        sentences.append((f"The pronoun leads back to a name: {chain}.", ""))
    elif quote.source and quote.speaker is not None:
        name = _words(text, quote.source)
        if name != printable(findings.actors[quote.speaker].name):
            sentences.append((f"Named here as “{name}”.", ""))
    sentences.append((_SURENESS[quote.confidence], "row.dim"))
    return sentences


_KINDS = {
    "direct": "said this, word for word.",
    "mixed": "said this, in part word for word.",
    "indirect": "said this, as the article reports it.",
}


def _speaker(findings: Findings, quote: Quote) -> str:
    if quote.speaker is not None:
        return printable(findings.actors[quote.speaker].name)
    if quote.source is not None:
        return f"Somebody without a name, “{_words(findings.article.text, quote.source)}”,"
    return "Nobody named here"


def _marks(quote: Quote) -> tuple[Layer, ...]:
    cue: Sequence[tuple[int, int, str]] = [(*quote.cue, "cue")] if quote.cue else []
    lit = [(span.start, span.end, "actor.lit") for span in (*quote.antecedents, *filter(None, (quote.source,)))]
    return Layer(lit), Layer(cue)


def _words(text: str, span: Span) -> str:
    return cut(printable(squeeze(span.of(text))), _WORDS)


def _corrected() -> str:
    """What is said of a speaker whom the user has named."""
    from reader.corrections import RULE_TEXT

    return RULE_TEXT
