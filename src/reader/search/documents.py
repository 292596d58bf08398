"""What of an article can be found: its title, its passages, what is said in it, whom it names, notes on it."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reader.model import Actor, Analysis, Article, Quote, Span
from reader.search.words import words

Kind = Literal["title", "actor", "note", "quote", "passage"]

KINDS: tuple[Kind, ...] = ("title", "actor", "note", "quote", "passage")
"""In the order in which documents are kept."""

_LONG = 1000  # characters above which a passage or an utterance is cut into parts
_NAMES = 12  # words of a speaker's names that find what they say
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


class Document(NamedTuple):
    """Something that can be found by its own."""

    kind: Kind
    start: int
    end: int
    """Where it stands in the article; a title that the text does not print is at 0, 0."""
    text: str
    """What it is found by: the article's text from start to end, or the title."""
    name: str = ""
    """The speaker of a quote, an actor's name, a note's text."""
    more: str = ""
    """Further words that find it: names of the speaker or the actor, a note's text and tags."""
    tags: tuple[str, ...] = ()
    """Of a note."""
    weight: int = 0
    """How often an actor is mentioned."""


def documents(article: Article, analysis: Analysis) -> list[Document]:
    """List what can be found in an article.

    Args:
        article: The article.
        analysis: What was found in it.

    Returns:
        Its title, actors, quotes and passages. The parts of one utterance are one quote, with what stands between them
        (unless it is long); a long paragraph is several passages.
    """
    actors = {actor.id: actor for actor in analysis.actors}
    return [
        _title(article),
        *(_actor(article.text, actor) for actor in analysis.actors),
        *_quotes(article.text, analysis.quotes, actors),
        *_passages(article),
    ]


def note(article: Article, start: int, end: int, text: str, tags: Sequence[str] = ()) -> Document:
    """A note as something that can be found.

    Args:
        article: The article it is on.
        start: Where the annotated passage begins.
        end: Where it ends.
        text: What the note says; may be empty.
        tags: Its tags, without ``#``.

    Returns:
        The document; it is found by the passage, the note and the tags.
    """
    return Document("note", start, end, article.text[start:end], text, " ".join((text, *tags)), tuple(tags))


def _title(article: Article) -> Document:
    """The title, where the text prints it or its beginning."""
    for paragraph in article.paragraphs:
        if paragraph.kind == "title":
            return Document("title", paragraph.start, paragraph.end, article.text[paragraph.start : paragraph.end])
    head = article.title.removesuffix("…")
    start = article.text.find(head) if article.title_origin == "derived" and head else -1
    if start < 0:
        return Document("title", 0, 0, article.title)
    return Document("title", start, start + len(head), head)


def _actor(text: str, actor: Actor) -> Document:
    """An actor, at the first place that has the name in full."""
    spans = [Span(mention.start, mention.end) for mention in actor.mentions]
    span = next((span for span in spans if span.of(text) == actor.name), spans[0] if spans else Span(0, 0))
    more = " ".join((actor.name, *actor.aliases))
    return Document("actor", *span, span.of(text), actor.name, more, weight=len(actor.mentions))


def _quotes(text: str, quotes: Sequence[Quote], actors: dict[str, Actor]) -> Iterator[Document]:
    """The utterances, each with the names of who says it."""
    utterances: dict[int, list[Quote]] = {}
    for quote in quotes:
        parts = utterances.setdefault(quote.utterance, [])
        if parts and quote.end - parts[0].start > _LONG:
            yield _utterance(text, parts, actors)
            parts.clear()
        parts.append(quote)
    for parts in utterances.values():
        yield _utterance(text, parts, actors)


def _utterance(text: str, parts: Sequence[Quote], actors: dict[str, Actor]) -> Document:
    """One utterance, or a part of a long one."""
    start, end = parts[0].start, max(part.end for part in parts)
    speaker = next((actors[part.speaker] for part in parts if part.speaker in actors), None)
    source = next((part.source.of(text) for part in parts if part.source), "")
    if speaker is None:
        return Document("quote", start, end, text[start:end], source, source)
    names = dict.fromkeys(word for name in (speaker.name, *speaker.aliases) for word in words(name))
    return Document("quote", start, end, text[start:end], speaker.name, " ".join(list(names)[:_NAMES]))


def _passages(article: Article) -> Iterator[Document]:
    """The paragraphs, long ones in parts."""
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("title", "boilerplate"):
            for start, end in _parts(article.text, paragraph.start, paragraph.end):
                yield Document("passage", start, end, article.text[start:end])


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut a long passage, where sentences end if they do, else at any place."""
    while end - start > _LONG:
        cut = start + _LONG
        for match in _SENTENCE_END.finditer(text, start + _LONG // 2, cut):
            cut = match.end()
        yield Span(start, cut)
        start = cut
    if end > start:
        yield Span(start, end)
