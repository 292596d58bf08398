"""What an attribution is: one quoted string or clause tied to its source."""

from typing import Literal, NamedTuple

from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase
from reader.analysis.sentences import Sentence
from reader.model import Confidence, Span

Shape = Literal["direct", "mixed"]
_PAUSES = frozenset(",?!…—–-")
_CLOSING_MARKS = "\"'”’»“ `"


class Source(NamedTuple):
    """Who is said to speak, as text."""

    span: Span
    head: Span
    """The word that decides who is meant."""
    relative: bool = False
    """Reached through "who"."""


class Attribution(NamedTuple):
    """One quoted string tied to its source."""

    source: Source | None
    cue: Span | None
    rule: str
    confidence: Confidence
    shape: Shape = "direct"


def pauses(text: str, sentence: Sentence, at: int) -> bool:
    """Whether a quoted string ends as speech does before its verb: in a comma, ?, ! or dash, in or behind the marks."""
    inner = text[max(sentence.starts[at], sentence.ends[at] - 4) : sentence.ends[at]].rstrip(_CLOSING_MARKS)
    return inner[-1:] in _PAUSES or sentence.tags.startswith((",", "-"), at + 1)


def source_of(sentence: Sentence, phrase: Phrase) -> Source:
    """A phrase as offsets; the words of somebody are that somebody's ("Ann's message", "her answer")."""
    if phrase.how != "relative" and sentence.words[phrase.head].lower() in members_of("words"):
        owner = sentence.tags.rfind("p", phrase.first + 1, phrase.head) - 1
        if owner < 0 and sentence.words[phrase.first].lower() in members_of("owner"):
            owner = phrase.first
        if owner >= 0:
            phrase = Phrase(phrase.first, owner, owner, phrase.how)
    return Source(
        Span(sentence.starts[phrase.first], sentence.ends[phrase.last]),
        Span(sentence.starts[phrase.head], sentence.ends[phrase.head]),
        phrase.how == "relative",
    )


def cue_of(sentence: Sentence, at: int) -> Span:
    """A cue's token as offsets."""
    return Span(sentence.starts[at], sentence.ends[at])
