"""Statements as they are compared: whose they are, where, and their words."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from reader.views.extract import Extract
from reader.views.names import agree

Printed = Literal["direct", "mixed", "indirect", "passage"]
"""How an article prints a statement: the kind of quote, or a passage that is no quote there."""


class Unit(NamedTuple):
    """A statement of one article."""

    article: int
    """Which of the articles."""
    story: int
    """The first article that is the same text."""
    kind: Printed
    speaker: str
    named: bool
    certain: bool
    at: tuple[int, ...]
    """Where its words are among the article's."""
    words: tuple[str, ...]

    @property
    def spoken(self) -> bool:
        """Whether it is printed in quotation marks."""
        return self.kind in ("direct", "mixed")


def units(extracts: Sequence[Extract], stories: Sequence[int]) -> list[Unit]:
    """List the statements of articles.

    Args:
        extracts: The articles.
        stories: For each the first one that is the same text.

    Returns:
        Every statement that has a word.
    """
    found: list[Unit] = []
    for article, extract in enumerate(extracts):
        words = extract.wording.words
        for statement in extract.statements:
            at = tuple(word for part in statement.parts for word in extract.wording.within(part))
            if at:
                whose = (statement.kind, statement.speaker, statement.named, statement.certain)
                found.append(Unit(article, stories[article], *whose, at, tuple(words[word] for word in at)))
    return found


def same_speaker(one: Unit, other: Unit) -> bool:
    """Whether both name the speaker, and the same one."""
    return one.named and other.named and agree(one.speaker, other.speaker)


def apart(one: Extract, other: Extract, unknown: int) -> int:
    """How many days lie between two articles.

    Args:
        one: An article.
        other: Another.
        unknown: What to say where one has no date.

    Returns:
        Days.
    """
    days = [_day(extract.published) for extract in (one, other)]
    return unknown if None in days else abs((days[0] or 0) - (days[1] or 0))


def _day(published: str | None) -> int | None:
    """A date as a number of days."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
