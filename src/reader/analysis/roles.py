"""Descriptions by role: "the president", "an Israeli official"."""

from functools import cache
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import gazetteer
from reader.analysis.stream import Stream
from reader.analysis.vocabulary import is_function

_LONGEST = 5  # words between a determiner and its noun


class Role(NamedTuple):
    """A description by role."""

    start: int
    """Its first token."""
    end: int
    noun: str
    """The words after the determiner, in lower case."""
    definite: bool
    """Whether it is one known person's: "the president"."""


def roles(stream: Stream, covered: bytearray) -> list[Role]:
    """Find the descriptions by role.

    Args:
        stream: The article's tokens.
        covered: For each token whether it is part of a name.

    Returns:
        The descriptions outside names, in text order.
    """
    texts = stream.texts
    nouns = _nouns()
    found: list[Role] = []
    for at, text in enumerate(texts):
        if text in nouns and not covered[at] and not stream.loud[at] and not covered[at + 1]:
            role = _phrase(texts, at, covered)
            # What overlaps the role before it is the object of its verb: "the father gives voters hope".
            if role is not None and (not found or role.start >= found[-1].end):
                found.append(role)
    return found


@cache
def _nouns() -> frozenset[str]:
    """The role nouns, in lower case and with a capital."""
    nouns = lexicon.table("roles")
    return frozenset(nouns) | frozenset(noun.capitalize() for noun in nouns)


def _phrase(texts: list[str], at: int, covered: bytearray) -> Role | None:
    """The description whose noun is at a token, or None where nothing makes it one."""
    if texts[at + 1] in _nouns() or texts[at + 1][0].isupper() or texts[at + 1] == "-":
        return None
    following = texts[at + 1]
    if texts[at] in lexicon.family("small_words", "leading") and following[0].isalpha() and not _may_follow(following):
        return None
    first = at
    nation: int | None = None
    determiners, ranks = lexicon.family("small_words", "counter"), lexicon.family("small_words", "rank")
    while at - first < _LONGEST and first > 0 and not covered[first - 1]:
        word = texts[first - 1]
        lower = word.lower()
        if lower in determiners:
            noun = " ".join(texts[first : at + 1]).lower()
            wide = first > 1 and texts[first - 2].lower() == "the" and lower != "the"
            return Role(first - 1 - wide, at + 1, noun, lower == "the")
        if (not word[0].isalpha() and word != "-") or (is_function(lower) and lower not in ranks):
            break
        entry = gazetteer().entries.get(word)
        if entry is not None and entry.kind == "adjective":
            nation = first - 1
        first -= 1
    if nation is None:
        return None
    return Role(nation, at + 1, " ".join(texts[nation : at + 1]).lower(), False)


def _may_follow(word: str) -> bool:
    """Whether a word may come right after a whole description, rather than "election" after "a general"."""
    return is_function(word) or word in lexicon.words("person_verbs")
