"""Articles and what was found in them as JSON knows them; keys may be added here, never renamed."""

from collections.abc import Mapping, Sequence

from reader.model import Actor, Analysis, Article, Quote, Span


def failed(path: str, reason: str) -> dict[str, object]:
    """An article that could not be read."""
    return {"path": path, "error": reason}


def analyzed(article: Article, found: Analysis) -> dict[str, object]:
    """An article with everything found in it."""
    actors = {actor.id: actor for actor in found.actors}
    return {
        "path": article.path,
        "title": article.title,
        "title_origin": article.title_origin,
        "byline": article.byline,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "words": article.words,
        "minutes": article.minutes,
        "boilerplate": [{"start": span.start, "end": span.end} for span in article.boilerplate],
        "actors": [_actor(article.text, actor) for actor in found.actors],
        "quotes": [_quote(article.text, quote, actors) for quote in found.quotes],
        "notices": list(article.notices),
    }


def quoted(article: Article, quote: Quote, actors: dict[str, Actor]) -> dict[str, object]:
    """A quote with where it is from.

    Args:
        article: The article it stands in.
        quote: The quote.
        actors: The article's actors by id.

    Returns:
        The quote as ``analyzed`` has it, with the path and title of the article.
    """
    return {"path": article.path, "title": article.title} | _quote(article.text, quote, actors)


def merged(name: str, id: str, kind: str, aliases: Sequence[str], articles: Mapping[str, int]) -> dict[str, object]:  # noqa: A002
    """An actor over several articles.

    Args:
        name: The canonical name.
        id: The id that the first article gives it.
        kind: Its kind.
        aliases: Other forms of the name.
        articles: How often each article mentions it, by path.

    Returns:
        The actor with counts.
    """
    return {
        "name": name,
        "id": id,
        "kind": kind,
        "aliases": list(aliases),
        "mentions": sum(articles.values()),
        "articles": [{"path": path, "mentions": count} for path, count in articles.items()],
    }


def _span(text: str, span: Span) -> dict[str, object]:
    """A span with its text."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _actor(text: str, actor: Actor) -> dict[str, object]:
    """An actor with all mentions."""
    mentions = [
        _span(text, Span(mention.start, mention.end)) | {"role": mention.role, "metonym": mention.metonym}
        for mention in actor.mentions
    ]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "mentions": mentions,
    }


def _quote(text: str, quote: Quote, actors: dict[str, Actor]) -> dict[str, object]:
    """A quote with whose words it is."""
    return _span(text, Span(quote.start, quote.end)) | {
        "kind": quote.kind,
        "speech": quote.speech,
        "cue": _span(text, quote.cue) if quote.cue else None,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "speaker": _speaker(text, quote, actors),
        "utterance": quote.utterance,
    }


def _speaker(text: str, quote: Quote, actors: dict[str, Actor]) -> dict[str, object] | None:
    """Who says a quote, where the text names or describes anybody."""
    actor = actors.get(quote.speaker or "")
    if quote.source is None and actor is None:
        return None
    source = quote.source or Span(actor.mentions[0].start, actor.mentions[0].end) if actor else quote.source
    return (_span(text, source) if source else {}) | {"actor": actor.name if actor else None}
