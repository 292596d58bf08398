"""Whom a pronoun stands for: recent mentions that agree with it, weighed by where they stand.

The weights follow the usual order of salience: the subject of a clause before the subject of an attribution before
the last speaker, each losing with distance. Descriptions without a name ("the official") compete as antecedents.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from reader.analysis import lexicon
from reader.model import Span

SUBJECT = 4.8
ATTRIBUTION = 3.5
LAST_SPEAKER = 2.9
_SENTENCE = 2.2
_PARAGRAPH = 1.9
_QUOTED = 3.0
_POSSESSIVE = 1.5
_PREPOSITIONAL = 1.0
_UNKNOWN_GENDER = 2.0
_OWN_QUOTE = 3.0
_SPOKEN_OF = 5.0
_ASKER = 6.0
_MARGIN = 0.4
_FLOOR = -9.0
_FAR = 8  # sentences over which even the most prominent mention falls below the floor
_GENDERED = re.compile(r"\b[HhSs](?:e|is|im|er|he)\b")
_REMEMBERED = 48  # mentions that a pronoun may look back over

Agreement = Mapping[str, tuple[str, str]]
"""Actor id to its gender (``m``, ``f`` or nothing) and its kind."""


class Entry(NamedTuple):
    """A mention as an antecedent may be: whose, where, and how prominent."""

    actor: str
    """The actor's id; empty for a description."""
    span: Span
    sentence: int
    paragraph: int
    weight: float
    gender: str = ""
    plural: bool = False


class Place(NamedTuple):
    """Where a pronoun stands."""

    sentence: int
    paragraph: int
    beside: tuple[Span, ...] = ()
    """The quoted strings of its sentence, in which its speaker is not likely named."""
    named: frozenset[str] = frozenset()
    """The actors named in what is said; whoever speaks says "I"."""


@cache
def classes() -> Mapping[str, str]:
    """The class of each pronoun."""
    found: dict[str, str] = {}
    for line in lexicon.words("pronouns"):
        name, _, members = line.partition(":")
        if name in ("he", "she", "they", "it", "first"):
            found.update(dict.fromkeys(members.split(), name))
    return found


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    lines = (line.partition(":") for line in lexicon.words("pronouns"))
    return {name: frozenset(members.split()) for name, _, members in lines if name in ("male", "female")}


@cache
def noun_gender(word: str) -> str:
    """The gender a noun says by itself ("spokeswoman"), or nothing."""
    for name in ("female", "male"):  # -woman before -man
        for noun in _nouns()[name]:
            if word == noun.lstrip("-") or (noun.startswith("-") and word.endswith(noun[1:])):
                return name[0]
    return ""


def feminine_share(text: str) -> float:
    """The share of feminine pronouns among the gendered ones of a text, half where there are none."""
    found = Counter(classes().get(word[0].lower()) for word in _GENDERED.finditer(text))
    return (found["she"] + 1) / (found["he"] + found["she"] + 2)


def weight(*, subject: bool, attribution: bool, quoted: bool, possessive: bool, prepositional: bool) -> float:
    """How prominent a mention is by its place in the sentence."""
    score = SUBJECT if subject else 0.0
    score += ATTRIBUTION if attribution and not subject else 0.0
    score -= _QUOTED * quoted + _POSSESSIVE * possessive + _PREPOSITIONAL * prepositional
    return score


class Memory:
    """The mentions of the last sentences, and who spoke last."""

    def __init__(self, agreement: Agreement, feminine: float = 0.5) -> None:
        """Start with nothing read.

        Args:
            agreement: Gender and kind of each actor.
            feminine: The share of feminine pronouns among the gendered ones of the text: where all are of one kind, so
                are the persons whose gender nothing else tells.
        """
        self._agreement = dict(agreement)
        self._doubts = {"he": 2 * _UNKNOWN_GENDER * feminine, "she": 2 * _UNKNOWN_GENDER * (1 - feminine)}
        self._entries: list[Entry] = []
        self.last_speaker = ""
        self.asker = ("", -1)
        """Who asked last, and in which paragraph: the answer is hardly theirs."""

    def add(self, entry: Entry) -> None:
        """Remember a mention."""
        self._entries.append(entry)
        if len(self._entries) > 2 * _REMEMBERED:
            del self._entries[:-_REMEMBERED]

    def resolve(self, kind: str, place: Place) -> Entry | None:
        """Find the antecedent of a pronoun.

        Args:
            kind: The pronoun's class: ``he``, ``she``, ``they``, ``it``, or ``body`` for "the company".
            place: Where it stands.

        Returns:
            The mention it most likely takes up, or None where two are about as likely or none is near.
        """
        best: dict[str, tuple[float, Entry]] = {}
        for entry in reversed(self._entries[-_REMEMBERED:]):
            if place.sentence - entry.sentence > _FAR:
                break
            doubt = self._doubt(kind, entry)
            if doubt is None:
                continue
            score = self._score(entry, place) - doubt
            key = entry.actor or f"{entry.span.start}"
            if key not in best or score > best[key][0]:
                best[key] = (score, entry)
        ranked = sorted(best.values(), key=lambda item: (-item[0], -item[1].span.start))
        if not ranked or ranked[0][0] < _FLOOR:
            return None
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN:
            return None
        found = ranked[0][1]
        gender, actor_kind = self._agreement.get(found.actor, ("", ""))
        if kind in ("he", "she") and found.actor and not gender:
            self._agreement[found.actor] = ("m" if kind == "he" else "f", actor_kind)  # one person, one gender
        return found

    def _score(self, entry: Entry, place: Place) -> float:
        score = entry.weight
        score -= _SENTENCE * (place.sentence - entry.sentence) + _PARAGRAPH * (place.paragraph - entry.paragraph)
        if entry.actor and entry.actor == self.asker[0] and 1 <= place.paragraph - self.asker[1] <= 2:
            score -= _ASKER
        elif entry.actor and entry.actor == self.last_speaker:
            score += LAST_SPEAKER
        if entry.sentence == place.sentence and any(span.start <= entry.span.start < span.end for span in place.beside):
            score -= _OWN_QUOTE
        if entry.actor in place.named:
            score -= _SPOKEN_OF
        return score

    def _doubt(self, kind: str, entry: Entry) -> float | None:
        """What a mention loses for agreeing badly; None where it cannot be meant."""
        gender, actor_kind = self._agreement.get(entry.actor, (entry.gender, ""))
        if kind in ("he", "she"):
            wanted = "m" if kind == "he" else "f"
            if actor_kind not in ("person", "") or entry.plural or gender not in (wanted, ""):
                return None
            return 0.0 if gender else self._doubts[kind]
        if kind == "body":
            return 0.0 if actor_kind == "organization" else None
        if kind == "it":
            return 0.0 if actor_kind in ("organization", "place") else None
        if actor_kind in ("organization", "group"):
            return 0.0
        return 0.0 if entry.plural else None
