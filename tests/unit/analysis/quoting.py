"""Small articles for the tests of quotes: text in, plain tuples out."""

import re
from types import SimpleNamespace
from typing import Any

from reader.analysis.quotes import find_quotes
from reader.model import Actor, Article, Mention, Paragraph, Quote


def article(text: str, kinds: dict[int, str] | None = None) -> Article:
    """Every line that is not blank is a paragraph; ``kinds`` gives some of them another kind than body."""
    paragraphs: list[Paragraph] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            kind: Any = (kinds or {}).get(len(paragraphs), "body")
            paragraphs.append(Paragraph(at, at + len(line), kind))
        at += len(line) + 1
    return Article("test", text, "", "text", tuple(paragraphs), len(text.split()))


def cast(text: str, **people: str) -> Any:
    """Actors by id: ``trump="male Donald Trump|Trump"``; the first word is the gender or the kind."""
    actors: list[Actor] = []
    profiles: dict[str, Any] = {}
    for actor, line in people.items():
        sort, _, names = line.partition(" ")
        kind: Any = "person" if sort in ("male", "female", "unknown") else sort
        pattern = re.compile("|".join(re.escape(name) for name in names.split("|")))
        mentions = tuple(Mention(*match.span()) for match in pattern.finditer(text))
        actors.append(Actor(actor, names.split("|")[0], kind, tuple(names.split("|")[1:]), mentions))
        gender = sort[0] if sort in ("male", "female") else None
        profiles[actor] = SimpleNamespace(gender=gender, number="singular", titles=())
    return SimpleNamespace(actors=tuple(actors), roles=(), profiles=profiles)


def quotes(text: str, kinds: dict[int, str] | None = None, **people: str) -> tuple[Quote, ...]:
    """What is found in a text."""
    return find_quotes(article(text, kinds), cast(text, **people))


def said(text: str, kinds: dict[int, str] | None = None) -> list[tuple[str, str | None, str]]:
    """Direct speech as (words, source, rule)."""
    return [
        (text[q.start : q.end], q.source.of(text) if q.source else None, q.rule)
        for q in quotes(text, kinds)
        if q.speech and q.kind != "indirect"
    ]


def sources(text: str) -> list[str | None]:
    """The source of each piece of direct speech."""
    return [source for _, source, _ in said(text)]


def reported(text: str) -> list[tuple[str, str | None]]:
    """Indirect speech as (clause, source)."""
    return [
        (text[q.start : q.end], q.source.of(text) if q.source else None) for q in quotes(text) if q.kind == "indirect"
    ]
