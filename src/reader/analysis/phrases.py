"""Noun phrases found from one end, on the letters of ``grammar``: the chain that ends at a token, or begins there."""

import re
from typing import NamedTuple

_CHAIN = frozenset("Nn#pxgdwqDPOtR")
_LIMIT = 60  # tokens that a phrase may have
_FRONTED_LIMIT = 25  # tokens that a fronted adverbial may have
_FORWARD = re.compile(r"(?:[DqR]{0,3}[Nn#pxg]{1,12}|S|q|D(?![Nn#pxg]))")
_TAIL = re.compile(r"(?:[OPt]D?[n#px]{0,4}[NpC]{1,8}n{0,3}|O[Dq]?[n#px]{1,5})")
_OF_NAME = re.compile(r"ON{1,6}")
_APPOSED = re.compile(r",(N{1,5})(?=[,.:;(]|$)")
_SAYERS = frozenset("NnSq#")
_LAST_NOUNS = re.compile(r"[Nn]{1,8}$")
_NAME_END = re.compile(r"N{1,12}$")


class Phrase(NamedTuple):
    """A noun phrase as token indices, both inclusive."""

    first: int
    last: int
    head: int
    """The token that decides who is meant."""
    how: str = "subject"
    """``subject``, ``main`` (of the clause that the verb only continues) or ``relative``."""
    outer: int = -1
    """Where the whole phrase begins, if this is a name set beside a description."""

    @property
    def begin(self) -> int:
        """The first token of the whole phrase."""
        return self.first if self.outer < 0 else self.outer


def name_at(tags: str, first: int, last: int) -> Phrase | None:
    """A stretch that is nothing but a name.

    Args:
        tags: The sentence's letters.
        first: Index of the first token of the stretch.
        last: Index of its last token.

    Returns:
        The name, or None where anything else stands in the stretch.
    """
    if first <= last and last - first < 6 and set(tags[first : last + 1]) <= {"N"}:
        return Phrase(first, last, last)
    return None


def antecedent(tags: str, at: int, low: int, how: str = "relative") -> Phrase | None:
    """The phrase that a relative pronoun takes up.

    Args:
        tags: The sentence's letters.
        at: The token before the pronoun.
        low: Where the clause begins.
        how: What the phrase is to the verb.

    Returns:
        The phrase, or None where no noun stands there.
    """
    if at > low and tags[at] == ",":
        at -= 1
    if at < low or tags[at] not in "Nn#pSqD":
        return None
    phrase = backward(tags, at, low)
    if phrase is None:  # "… was echoed by Martin O'Malley, who …"
        last = _LAST_NOUNS.search(tags, low, at + 1)
        phrase = Phrase(last.start(), at, at) if last is not None else None
    return phrase._replace(how=how) if phrase is not None else None


def backward(tags: str, at: int, low: int) -> Phrase | None:
    """The chain of noun phrases and prepositions that ends at a token, cut to what can be a subject.

    Args:
        tags: The sentence's letters.
        at: The token.
        low: Where the clause begins.

    Returns:
        The phrase, or None where the chain is but an adverbial.
    """
    if tags[at] == "S":
        return Phrase(at, at, at)
    first = at
    floor = max(low, at - _LIMIT)
    while first >= floor and (tags[first] in _CHAIN or (tags[first] == "C" and _joins(tags, first, low))):
        first -= 1
        if tags[first + 1] in "Dq" and first >= floor and tags[first] not in "OPtDqCR":
            break
    if first >= floor and tags[first] == "S" and tags[first + 1] == "P":
        return Phrase(first, at, first)  # "someone in the audience"
    return _trim(tags, first + 1, at)


def _joins(tags: str, at: int, low: int) -> bool:
    """Whether a conjunction joins two names or nouns that stand at the start of their clause."""
    if at - 1 < low or tags[at - 1] not in "Nn" or tags[at + 1] not in "NnD":
        return False
    first = at - 1
    while first >= low and at - first < 8 and tags[first] in "Nn#pD":
        first -= 1
    return first < low or tags[first] in ",TcC"


def _trim(tags: str, first: int, last: int) -> Phrase | None:
    """Cut a chain's fronted adverbial ("In a statement Monday Trump") and find its head."""
    while first <= last and tags[first] in "RdC":
        first += 1
    if first > last or (tags[first] in "xg" and first < last and tags[first + 1] in "DPOtRSx"):
        return None
    if tags[first] in "PtO" or (tags[first] == "g" and "P" not in tags[first : last + 1]):
        name = _NAME_END.search(tags, first, last + 1)
        before = tags[name.start() - 1] if name is not None else "P"
        if before not in "OPtD":
            first = name.start() if name is not None else first
        elif tags[first] != "g":
            return None
    if first == last and tags[first] == "D":
        return Phrase(first, last, last)
    if not set(tags[first : last + 1]) & _SAYERS:
        return None
    return Phrase(first, last, _head(tags, first, last))


def _head(tags: str, first: int, last: int) -> int:
    """The token that decides whom a chain means: the last noun before its first preposition."""
    end = first + 1
    while end <= last and tags[end] not in "OPt":
        end += 1
    head = end - 1
    while head > first and tags[head] in "dRpx#":
        head -= 1
    return head


def first_phrase(tags: str, low: int = 0) -> Phrase | None:
    """The first noun phrase of a clause, behind a fronted adverbial.

    Args:
        tags: The sentence's letters.
        low: Where the clause begins.

    Returns:
        The phrase, or None where the clause begins with no noun.
    """
    at = low
    while at < len(tags) and (tags[at] in "RCd*,-" or tags.startswith("Dd", at)):  # "Last year, he …"
        at += 1
    if at < len(tags) and tags[at] in "PcgGwKt":
        comma = tags.find(",", at)
        if comma < 0 or comma - at > _FRONTED_LIMIT:
            return None
        at = comma + 1
    return forward(tags, at)


def forward(tags: str, at: int) -> Phrase | None:
    """The noun phrase that begins at a token.

    Args:
        tags: The sentence's letters.
        at: Index of its first token.

    Returns:
        The phrase with what belongs to it ("a spokesman for the Pentagon"); a name set beside a description is taken
        in its stead ("the group's president, John Smith").
    """
    while tags.startswith("R", at):
        at += 1
    match = _FORWARD.match(tags, at)
    if match is None:
        return None
    last = _last_of_name(tags, at, match.end() - 1) if tags[at] == "N" else match.end() - 1
    while last > at and tags[last] in "xgp":
        last -= 1
    if tags[last] == "n":
        apposed = _APPOSED.match(tags, last + 1)
        if apposed is not None:
            return Phrase(apposed.start(1), apposed.end(1) - 1, apposed.end(1) - 1, outer=at)
    return Phrase(at, _with_tail(tags, last), last)


def _last_of_name(tags: str, first: int, last: int) -> int:
    """Where a name ends: with its capitals, unless it only describes what follows ("Trump's aides")."""
    while last > first and tags[last] in "xg#d":
        last -= 1
    name = first
    while name < last and tags[name + 1] == "N":
        name += 1
    rest = tags[name + 1 : last + 1]
    if "N" in rest and "p" not in rest:
        last = tags.rindex("N", first, last + 1)
    return last


def _with_tail(tags: str, last: int) -> int:
    """Where a phrase ends together with "of …", and with "for NAME" behind a description."""
    if tags[last] == "N":
        tail = _OF_NAME.match(tags, last + 1)
        return tail.end() - 1 if tail is not None else last
    for _ in range(2):
        tail = _TAIL.match(tags, last + 1) if tags[last] in "nNp" else None
        if tail is None:
            break
        last = tail.end() - 1
    return last
