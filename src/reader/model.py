"""The values everything speaks in: frozen, and with no behaviour beyond slicing.

Every offset counts code points in ``Article.text``. Named tuples keep making, pickling and importing them cheap.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

ActorKind = Literal["person", "organization", "place", "group"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Confidence = Literal["sure", "likely", "guess"]
ParagraphKind = Literal["kicker", "title", "heading", "body", "item", "quotation", "code", "boilerplate"]
TitleOrigin = Literal["text", "metadata", "derived"]
Emphasis = Literal["emphasis", "strong", "code", "link"]


WORDS_A_MINUTE = 230
"""How fast people read news."""


class Span(NamedTuple):
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Slice the span out of the text it counts in."""
        return text[self.start : self.end]


class Paragraph(NamedTuple):
    """One paragraph of an article, without the line break that ends it."""

    start: int
    end: int
    kind: ParagraphKind = "body"
    level: int = 0
    """Depth of a heading (1 is the highest) or of a nested item."""


class Mark(NamedTuple):
    """A stretch that the source format set apart: emphasis, code, a link with its target."""

    start: int
    end: int
    kind: Emphasis
    target: str = ""


class Article(NamedTuple):
    """One article as loaded: its text, made once, and what is known about it."""

    path: str
    """Where it came from, as the user named it; ``-`` is standard input."""
    text: str
    """Decoded, newlines ``\\n``, dangerous characters replaced one for one."""
    title: str
    title_origin: TitleOrigin
    """``derived``: the text prints no title and this is the head of its first sentence."""
    paragraphs: tuple[Paragraph, ...]
    """In text order, without overlap; blank lines belong to none."""
    words: int
    """Runs of non-space, as `wc -w` counts them."""
    byline: str | None = None
    source: str | None = None
    """The outlet."""
    published: str | None = None
    """ISO 8601 date."""
    url: str | None = None
    language: str = "en"
    marks: tuple[Mark, ...] = ()
    notices: tuple[str, ...] = ()
    """What the reader should know about how it was read (a guessed encoding, a cut at a limit)."""

    @property
    def boilerplate(self) -> tuple[Span, ...]:
        """The web leftovers, which analysis passes over."""
        return tuple(Span(p.start, p.end) for p in self.paragraphs if p.kind == "boilerplate")

    @property
    def minutes(self) -> int:
        """Reading time, at least 1."""
        return max(1, round(self.words / WORDS_A_MINUTE))

    def minutes_left(self, read: float) -> int:
        """Reading time of what is left, rounded up.

        Args:
            read: How much has been read, 0 to 1.
        """
        return -int(-self.words * (1 - read) // WORDS_A_MINUTE)


class Mention(NamedTuple):
    """One place where the text names an actor."""

    start: int
    end: int
    role: bool = False
    """Named by a role only ("the president")."""
    metonym: bool = False
    """A place that stands for its government ("Washington")."""


class Actor(NamedTuple):
    """A person, organization, place or group that the text names."""

    id: str
    name: str
    """The canonical name."""
    kind: ActorKind
    aliases: tuple[str, ...]
    """Other forms the text uses, each once, without the name itself."""
    mentions: Sequence[Mention]
    """In text order."""


class Quote(NamedTuple):
    """Something said: its content, the cue and source around it, and whose words they are."""

    start: int
    end: int
    """Quotation marks included. One quote a contiguous quoted string, and one a paragraph."""
    kind: QuoteKind
    speech: bool = True
    """False for scare quotes and titles."""
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    """The id of the actor; None where the source is a description or absent."""
    rule: str = ""
    """Which rule attributed it."""
    confidence: Confidence = "guess"
    utterance: int = 0
    """Parts of one utterance share this number."""
    antecedents: tuple[Span, ...] = ()
    """From the pronoun that is the source back to the name it stands for."""


class Analysis(NamedTuple):
    """What was found in one article."""

    actors: tuple[Actor, ...]
    """In order of first appearance."""
    quotes: Sequence[Quote]
    """In text order."""
    roles: Sequence[Mention] = ()
    """Descriptions by role that belong to no actor named in the text."""


class Selector(NamedTuple):
    """What finds a passage again in an article that has changed: its words, and those around it."""

    exact: str
    """The passage as one line: white space is one blank."""
    prefix: str = ""
    """What stands before it, at most 64 characters, from the beginning of a word."""
    suffix: str = ""
    """What stands after it, at most 64 characters, to the end of a word."""
    start: int = 0
    """Where it was when made or last confirmed."""
    end: int = 0
    """Where it ended; not after ``start`` where the place is not known."""


class Annotation(NamedTuple):
    """A passage that the user has marked, with what was said about it."""

    id: str
    article: str
    """The id under which the file of annotations knows the article."""
    selector: Selector
    color: str = ""
    """A color's name, empty for the usual one."""
    tags: tuple[str, ...] = ()
    note: str = ""
    created: "datetime | None" = None
    """None where it was written by hand without a time."""
    updated: "datetime | None" = None
    """When it was changed last; None where it never was."""
    state: str = ""
    """``ambiguous`` or ``orphan`` where its passage could not be placed when it was last saved."""
    snapshot: str = ""
    """SHA-256 of the text that the selector's offsets count in; empty where it is not known."""
