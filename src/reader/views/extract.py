"""What comparing articles needs of each: its words and what is said in it, in little room."""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from reader.model import Actor, Analysis, Article, Quote, QuoteKind, Span
from reader.views.copies import sketch
from reader.views.wording import Wording, wording


class Statement(NamedTuple):
    """What somebody is quoted as saying in one place: an utterance with what interrupts it left out."""

    parts: tuple[Span, ...]
    """In text order, quotation marks included."""
    kind: QuoteKind
    speaker: str = ""
    """The actor's name or, where none is named, the words that describe the source; empty where nobody is."""
    named: bool = False
    """Whether the speaker is an actor."""
    certain: bool = False
    """Whether it is more than a guess that the speaker says it."""


class Extract(NamedTuple):
    """An article as it is compared with others."""

    path: str
    title: str
    published: str | None
    text: str
    wording: Wording
    statements: tuple[Statement, ...]
    marked: tuple[Span, ...]
    """What stands in quotation marks, said by somebody or not."""
    sketch: "array[int]"
    """What tells whether another article is the same text."""


def extract(article: Article, found: Analysis) -> Extract:
    """Take from an article what comparing it needs; made to run in another process.

    Args:
        article: The article.
        found: What was found in it.

    Returns:
        Its words and statements. Titles and scare quotes, which nobody says, are not among the statements.
    """
    statements = tuple(_statements(article.text, found))
    marked = tuple(Span(quote.start, quote.end) for quote in found.quotes if quote.kind != "indirect")
    words = wording(article)
    about = (article.path, article.title, article.published, article.text)
    return Extract(*about, words, statements, marked, sketch(words.words))


def _statements(text: str, found: Analysis) -> Iterator[Statement]:
    """The utterances; what of one is in the speaker's words and what is told in the writer's are two statements."""
    actors = {actor.id: actor for actor in found.actors}
    utterances: dict[tuple[int, bool], list[Quote]] = {}
    for quote in found.quotes:
        if quote.speech:
            utterances.setdefault((quote.utterance, quote.kind == "indirect"), []).append(quote)
    for quotes in utterances.values():
        parts = tuple(Span(quote.start, quote.end) for quote in quotes)
        yield Statement(parts, quotes[0].kind, *_speaker(text, quotes, actors), quotes[0].confidence != "guess")


def _speaker(text: str, quotes: list[Quote], actors: dict[str, Actor]) -> tuple[str, bool]:
    """Who says the parts of an utterance, and whether that is an actor."""
    for quote in quotes:
        if quote.speaker in actors:
            return actors[quote.speaker].name, True
    return next((quote.source.of(text) for quote in quotes if quote.source), ""), False
