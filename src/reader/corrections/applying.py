"""Corrections applied to what was found in an article."""

import heapq
from collections.abc import Iterable, Sequence

from reader.corrections import casting, finding
from reader.corrections.casting import Cast
from reader.corrections.values import RULE, Correction, Corrections, is_here, key
from reader.model import Actor, Analysis, Article, Quote, Span


def apply(article: Article, analysis: Analysis, corrections: Corrections) -> Analysis:
    """Apply corrections.

    Each is applied in order of creation to what those before it have left. What a correction that does not concern
    the article costs does not grow with the article, nor the other way round.

    Args:
        article: The article.
        analysis: What was found in it.
        corrections: What the user has said.

    Returns:
        What was found, corrected; the very same where nothing is to be corrected.
    """
    return applied(article, analysis, corrections)[0]


def applied(article: Article, analysis: Analysis, corrections: Corrections) -> tuple[Analysis, tuple[Correction, ...]]:
    """Apply corrections, and tell which of them changed something.

    Args:
        article: The article.
        analysis: What was found in it.
        corrections: What the user has said.

    Returns:
        What was found, corrected, and the corrections that did something here, in order of creation.
    """
    waiting = _concerned(article, analysis.actors, corrections)
    if not waiting:
        return analysis, ()
    heapq.heapify(waiting)
    seen = set(waiting)
    work = _Work(article, analysis)
    used: list[Correction] = []
    while waiting:
        number = heapq.heappop(waiting)
        correction = corrections.items[number]
        if not is_here(correction.article, article) or not work.do(correction):
            continue
        used.append(correction)
        # An actor may have come to a name that a later correction is about.
        for later in corrections.by_name.get(key(correction.to), ()) if correction.to else ():
            if later > number and later not in seen:
                seen.add(later)
                heapq.heappush(waiting, later)
    return (work.result(), tuple(used)) if used else (analysis, ())


def _concerned(article: Article, actors: Iterable[Actor], corrections: Corrections) -> list[int]:
    """Numbers of the corrections that may do something here."""
    if not corrections.items:
        return []
    numbers = corrections.of_quotes(article)
    if corrections.by_name:
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                numbers.update(corrections.by_name.get(key(name), ()))
    return list(numbers)


class _Work:
    """An analysis in the making."""

    def __init__(self, article: Article, analysis: Analysis) -> None:
        """Begin with what was found.

        Args:
            article: The article.
            analysis: What was found in it.
        """
        self._article = article
        self._cast = Cast(article.text, analysis.actors, analysis.roles)
        self._quotes: list[Quote] = list(analysis.quotes)

    def result(self) -> Analysis:
        """What it has become."""
        return Analysis(self._cast.actors(), tuple(self._quotes), self._cast.roles())

    def do(self, correction: Correction) -> bool:
        """Apply one correction; says whether that changed anything."""
        if correction.quote is not None:
            return self._on_quote(correction)
        actor = self._cast.named(correction.actor)
        if actor is None:
            return False
        match correction.deed:
            case "rename":
                return self._rename(actor, correction.to)
            case "kind":
                return self._cast.set_kind(actor, correction.to)
            case "merge":
                return self._merge(actor, correction.to)
            case "split":
                return self._split(actor, correction.to)
            case "not-actor":
                return self._not_actor(actor, correction.actor)
            case _:
                return False

    def _rename(self, actor: Actor, name: str) -> bool:
        """Give an actor another name; one of the same kind that has it already becomes one with it."""
        other = self._cast.called(name, actor.kind)
        if other is not None and other.id != actor.id:
            self._unite(actor, other)
            return True
        return self._cast.rename(actor, name)

    def _merge(self, actor: Actor, into: str) -> bool:
        """Make two actors one; where the other is not in the article, this one goes by its name."""
        other = self._cast.named(into)
        if other is None:
            return self._cast.rename(actor, into)
        if other.id == actor.id:
            return False
        self._unite(actor, other)
        return True

    def _unite(self, actor: Actor, other: Actor) -> None:
        self._cast.unite(actor, other)
        self._speak(actor.id, other.id)

    def _split(self, actor: Actor, alias: str) -> bool:
        """Make an alias an actor of its own, with what was said under it."""
        new = self._cast.split(actor, alias)
        if new is None:
            return False
        places = casting.Places(new.mentions)
        for number, quote in enumerate(self._quotes):
            named = casting.name_of(quote)
            if quote.speaker == actor.id and named is not None and places.touch(named):
                self._quotes[number] = quote._replace(speaker=new.id)
        return True

    def _not_actor(self, actor: Actor, name: str) -> bool:
        """Take away an actor, or the places where one that has other names goes by this one."""
        gone = self._cast.without(actor, name)
        if gone is None:
            self._speak(actor.id, None)
            return True
        for number, quote in enumerate(self._quotes):
            named = casting.name_of(quote)
            if quote.speaker == actor.id and named is not None and gone.touch(named):
                self._quotes[number] = quote._replace(speaker=None)
        return True

    def _speak(self, actor: str, other: str | None) -> None:
        """Let everything that one says be said by another."""
        for number, quote in enumerate(self._quotes):
            if quote.speaker == actor:
                self._quotes[number] = quote._replace(speaker=other)

    def _on_quote(self, correction: Correction) -> bool:
        """Apply what is said about a quote."""
        number = finding.find(self._article.text, self._quotes, correction.quote) if correction.quote else None
        if number is None:
            return False
        quote = self._quotes[number]
        if correction.deed == "not-speech":
            if quote.kind == "indirect":  # without marks in the text there is nothing left of it
                del self._quotes[number]
                return True
            unsaid = quote._replace(speech=False, cue=None, source=None, speaker=None, antecedents=())
            self._quotes[number] = unsaid._replace(rule=RULE, confidence="sure")
            return True
        actor = self._speaker(correction.to, quote) if correction.to else None
        for part in self._parts(number):
            self._quotes[part] = self._said(self._quotes[part], actor)
        return True

    def _parts(self, number: int) -> Sequence[int]:
        """The parts of the utterance that a quote is of."""
        utterance = self._quotes[number].utterance
        if not utterance:
            return [number]
        return [
            part
            for part, quote in enumerate(self._quotes)
            if part == number or (quote.utterance == utterance and quote.speech)
        ]

    def _said(self, quote: Quote, actor: Actor | None) -> Quote:
        """A quote with the speaker that the user has named."""
        said = quote._replace(rule=RULE, confidence="sure", antecedents=())
        if actor is None:
            return said._replace(speaker=None, source=None)
        keep = quote.source is not None and self._cast.may_mean(quote.source, actor)
        return said._replace(speaker=actor.id, speech=True, source=quote.source if keep else None)

    def _speaker(self, name: str, quote: Quote) -> Actor:
        """The actor of a name, made where the analysis has found none."""
        known = self._cast.named(name, loosely=True)
        if known is not None:
            return known
        return self._cast.add(name, quote.source or Span(quote.start, min(quote.start + 1, quote.end)))
