"""What kind of source a quote has, and by what kind of verb it is told."""

import re
from collections.abc import Collection, Iterable
from typing import Literal, NamedTuple

from reader.model import Actor, Quote
from reader.views.wordlists import family

Standing = Literal["named", "anonymous", "document", "unattributed"]

STANDINGS: tuple[Standing, ...] = ("named", "anonymous", "document", "unattributed")
"""In the order in which they are shown."""

_WORD = re.compile(r"[^\W_]+(?:[-.'’&][^\W_]+)*")
_TAIL = 24  # code points after a verb in which the word that belongs to it stands


class Telling(NamedTuple):
    """How a quote is brought in."""

    stance: str
    """What kind of saying the verb tells of: ``said``, ``claimed``, ``denied``, …; ``according`` for "according to",
    ``other`` for what the lexicon of verbs does not know, empty where nothing brings it in."""
    verb: str
    """Its base form ("say"), or the word as it stands in lower case."""


def standing(text: str, quote: Quote, named: Collection[str], persons: Collection[str]) -> Standing:
    """Tell what kind of source a quote has.

    Args:
        text: The article's text.
        quote: One of its quotes.
        named: The ids of the article's actors.
        persons: The words of the names of its persons.

    Returns:
        ``named`` where the speaker is an actor, or the source a person's name that may be several actors';
        ``document`` where the source is a paper, a poll or a medium that is not named; ``anonymous`` where it is
        anybody else who is described and not named; ``unattributed`` where there is no source, or only a pronoun
        or a letter ("Q:").
    """
    if quote.speaker in named:
        return "named"
    span = quote.antecedents[-1] if quote.antecedents else quote.source
    words = _words(span.of(text)) if span else []
    if not words or (len(words) == 1 and (len(words[0]) == 1 or words[0].lower() in _pronouns())):
        return "unattributed"
    if _is_name(words, persons):
        return "named"
    return "document" if _head(words) in family("document") else "anonymous"


def person_words(actors: Iterable[Actor]) -> frozenset[str]:
    """The words of the names of an article's persons."""
    return frozenset(word for actor in actors if actor.kind == "person" for word in actor.name.split())


def _words(phrase: str) -> list[str]:
    """The words of a phrase, without the full stops that end abbreviations."""
    return _WORD.findall(phrase)


def telling(text: str, quote: Quote) -> Telling:
    """Tell by what kind of verb a quote is brought in.

    Args:
        text: The article's text.
        quote: One of its quotes.

    Returns:
        The stance and the verb; both empty where the quote has no cue.
    """
    from reader.analysis.cues import cue_at

    if quote.cue is None:
        return Telling("", "")
    verb = quote.cue.of(text).lower()
    if verb.startswith("according"):
        return Telling("according", "according to")
    words = _words(text[quote.cue.start : quote.cue.end + _TAIL].lower())
    cue = cue_at(words[:2], 0) if words else None
    return Telling(cue.stance, cue.lemma) if cue else Telling("other", verb)


def _pronouns() -> Collection[str]:
    """Pronouns that stand for somebody named before, in lower case."""
    from reader.analysis.grammar import members_of

    return members_of("pronoun") - family("nobody")


def _is_name(words: list[str], persons: Collection[str]) -> bool:
    """Whether a source is a person's name, though no one actor's: several are called so, or only the source is."""
    from reader.analysis import lexicon

    if not all(word[0].isupper() for word in words):
        return False
    if words[0].lower() in family("honorific"):
        return len(words) > 1
    return any(word in persons or word in lexicon.table("first_names") for word in words)


def _head(words: list[str]) -> str:
    """The noun that a description is about: the last word before the first preposition, in lower case."""
    from reader.analysis.grammar import members_of

    stops = members_of("preposition") | members_of("of") | members_of("to") | members_of("relative") | {"that"}
    lower = [word.lower() for word in words]
    end = next((at for at, word in enumerate(lower) if at and word in stops), len(lower))
    return lower[end - 1]
