"""What the views ask of one article, small enough to travel between processes and to be kept for a whole library."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Set
from typing import NamedTuple

from reader.model import Actor, ActorKind, Analysis, Article, Quote, QuoteKind, Span
from reader.text import squeeze
from reader.views.roles import Role, honorific, roles_near
from reader.views.sources import Standing, person_words, standing, telling

_APART = re.compile(r"\s+|[…—–]|\.\.+|--+")


class Said(NamedTuple):
    """One quoted string, or one clause of indirect speech."""

    path: str
    start: int
    end: int
    """Where it stands in the article, quotation marks included."""
    text: str
    """As it stands there, as one line."""
    kind: QuoteKind
    words: int
    """How many it has; those of indirect speech are the article's own."""
    speaker: str | None
    """The id of the actor in the article; None where the source is no actor."""
    source: str
    """The words that name or describe the speaker; empty where there are none."""
    standing: Standing
    stance: str
    verb: str
    cue: int
    """Where the verb stands, which quotes may share; -1 where there is none."""
    about: tuple[str, ...]
    """The ids of the actors whom it mentions."""

    @property
    def quoted(self) -> int:
        """Its words if they stand between quotation marks, else none."""
        return 0 if self.kind == "indirect" else self.words


class Named(NamedTuple):
    """An actor of one article."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    paragraphs: tuple[int, ...]
    """The paragraphs with a mention, by their index among the digest's; in order, each once."""
    roles: tuple[Role, ...] = ()
    """Of persons only; in text order."""
    honorifics: tuple[str, ...] = ()
    """Words before the name that tell a gender ("Mrs."), each once."""


class Digest(NamedTuple):
    """One article as the views know it."""

    path: str
    title: str
    published: str | None
    """ISO 8601 date."""
    source: str | None
    """The outlet."""
    words: int
    actors: tuple[Named, ...]
    """In order of first appearance."""
    said: tuple[Said, ...]
    """What is said, without titles and scare quotes; in text order."""
    paragraphs: tuple[Span, ...]


def digest(article: Article, found: Analysis) -> Digest:
    """Take from an article what the views ask of it.

    Args:
        article: The article.
        found: What was found in it, with the user's corrections.

    Returns:
        The digest.
    """
    actors = {actor.id: actor._replace(mentions=tuple(actor.mentions)) for actor in found.actors}
    persons = person_words(found.actors)
    places = sorted((mention.start, mention.end, actor.id) for actor in actors.values() for mention in actor.mentions)
    starts = [paragraph.start for paragraph in article.paragraphs]
    names = {start for start, _, _ in places}
    speech = [quote for quote in found.quotes if quote.speech]
    return Digest(
        article.path,
        article.title,
        article.published,
        article.source,
        article.words,
        tuple(_named(article, actor, starts, names) for actor in actors.values()),
        tuple(_said(article, quote, actors, persons, places) for quote in speech),
        tuple(Span(paragraph.start, paragraph.end) for paragraph in article.paragraphs),
    )


def count_words(quote: str) -> int:
    """Count the words of a quote as a person would.

    Args:
        quote: Its text, with or without quotation marks.

    Returns:
        How many runs hold a letter or a digit, where blanks, dashes between words and ellipses part runs.
    """
    return sum(any(map(str.isalnum, part)) for part in _APART.split(quote))


def _named(article: Article, actor: Actor, starts: list[int], names: Set[int]) -> Named:
    """One actor.

    Args:
        article: The article.
        actor: The actor.
        starts: Where the article's paragraphs begin.
        names: Where the names of all actors begin.

    Returns:
        The actor with the roles the article gives it.
    """
    text = article.text
    at = [(bisect_right(starts, mention.start) - 1, mention) for mention in actor.mentions]
    near = [(article.paragraphs[index], mention) for index, mention in at if index >= 0 and actor.kind == "person"]
    return Named(
        actor.id,
        actor.name,
        actor.kind,
        actor.aliases,
        tuple(Span(mention.start, mention.end) for mention in actor.mentions),
        tuple(dict.fromkeys(index for index, _ in at if index >= 0)),
        tuple(role for paragraph, mention in near for role in roles_near(text, paragraph, mention, names)),
        tuple(dict.fromkeys(word for _, mention in near if (word := honorific(text, mention)))),
    )


def _said(
    article: Article,
    quote: Quote,
    actors: Mapping[str, Actor],
    persons: frozenset[str],
    places: list[tuple[int, int, str]],
) -> Said:
    """One quote."""
    text = squeeze(article.text[quote.start : quote.end])
    told = telling(article.text, quote)
    first = bisect_right(places, (quote.start, -1, ""))
    last = bisect_right(places, (quote.end, -1, ""))
    return Said(
        article.path,
        quote.start,
        quote.end,
        text,
        quote.kind,
        count_words(text),
        quote.speaker if quote.speaker in actors else None,
        squeeze(quote.source.of(article.text)) if quote.source else "",
        standing(article.text, quote, actors, persons),
        told.stance,
        told.verb,
        quote.cue.start if quote.cue else -1,
        tuple(dict.fromkeys(actor for _, end, actor in places[first:last] if end <= quote.end)),
    )
