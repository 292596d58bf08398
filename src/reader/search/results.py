"""What a search finds."""

from typing import NamedTuple

from reader.model import Span
from reader.search.documents import Kind


class About(NamedTuple):
    """What is known of an article that is searched."""

    path: str
    title: str = ""
    source: str = ""
    """The outlet."""
    published: str = ""
    """ISO 8601 date."""
    stamp: str = ""
    """Anything that changes when the article does; kept for whoever has to know whether it must be read again."""


class Hit(NamedTuple):
    """A document that was found. Its text is the article's, sliced by whoever has it; see ``Results.mark``."""

    about: About
    kind: Kind
    start: int
    end: int
    """In the article's text; 0, 0 for a title that the text does not print."""
    score: float
    """1 where every word was found as it was typed, more where they also follow each other; 0 for nothing."""
    name: str
    """The speaker of a quote, an actor's name, a note's text; may be empty."""

    def text(self, article: str) -> str:
        """What was found, in the words of the article's text (a title that it does not print: the title)."""
        return article[self.start : self.end] if self.end else self.about.title


class Marked(NamedTuple):
    """What was found, with the matching parts."""

    text: str
    spans: tuple[Span, ...]
    """In text order, counted in ``text``."""
