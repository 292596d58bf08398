"""What pairing passages needs of one article: its words by paragraphs, what is said in it, who is named where."""

from bisect import bisect_right
from typing import NamedTuple

from reader.model import Actor, Analysis, Article, Span
from reader.views.extract import Extract, extract

LONGEST = 20_000
"""Words of an article that are compared with another; what follows is not looked at."""


_TELLING = frozenset({"body", "item", "quotation"})


class Naming(NamedTuple):
    """A place that names an actor, by a name or a role."""

    span: Span
    actor: int
    """Which of the actors."""


class Side(NamedTuple):
    """One of two articles that are compared."""

    extract: Extract
    words: tuple[str, ...]
    """As they are compared, at most `LONGEST`."""
    paragraphs: tuple[range, ...]
    """The words of each paragraph that has some."""
    telling: frozenset[int]
    """Which paragraphs tell something: no titles, headings and the like."""
    actors: tuple[str, ...]
    """Their names."""
    namings: tuple[Naming, ...]
    """In text order."""

    @property
    def cut(self) -> bool:
        """Whether the article goes on after what is compared."""
        return len(self.words) < len(self.extract.wording.words)

    def paragraph_of(self, word: int) -> int:
        """Which paragraph a word is in."""
        return bisect_right(self.paragraphs, word, key=lambda words: words.start) - 1

    def span(self, words: range) -> Span:
        """Where some words stand in the text."""
        return self.extract.wording.span(words)


def side(article: Article, found: Analysis) -> Side:
    """Take from an article what pairing needs.

    Args:
        article: The article.
        found: What was found in it, with the user's corrections.

    Returns:
        The article as one of two.
    """
    taken = extract(article, found)
    words = taken.wording.words[:LONGEST]
    held = [(part.kind, taken.wording.within(Span(part.start, part.end))) for part in article.paragraphs]
    parts = [(kind, range(part.start, min(part.stop, len(words)))) for kind, part in held if part.start < len(words)]
    parts = [(kind, part) for kind, part in parts if part]
    return Side(
        taken,
        words,
        tuple(part for _, part in parts),
        frozenset(number for number, (kind, _) in enumerate(parts) if kind in _TELLING),
        tuple(actor.name for actor in found.actors),
        tuple(sorted(naming for number, actor in enumerate(found.actors) for naming in _namings(number, actor))),
    )


def _namings(number: int, actor: Actor) -> list[Naming]:
    """Where an actor is named."""
    return [Naming(Span(mention.start, mention.end), number) for mention in actor.mentions]
