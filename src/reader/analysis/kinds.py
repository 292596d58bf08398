"""What kind of actor each name is: votes by string, over the whole article."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import gazetteer
from reader.analysis.mentions import Candidate
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common
from reader.model import ActorKind

_OF_ENTRY: dict[str, ActorKind] = {
    "country": "place",
    "state": "place",
    "abbreviation": "place",
    "place": "place",
    "organization": "organization",
    "group": "group",
}
_ORDER: tuple[ActorKind, ...] = ("person", "organization", "place", "group")
_AFTER_PLACE = frozenset((",", ".", "-", "–", "—", ";", ")", BREAK))
_SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "II", "III", "IV"))


class Votes(NamedTuple):
    """The scores of one string, by kind."""

    person: float
    organization: float
    place: float
    group: float


def kinds(stream: Stream, found: Iterable[Candidate]) -> dict[str, ActorKind]:
    """Decide what kind of actor each string names.

    Args:
        stream: The article's tokens.
        found: The names in it.

    Returns:
        The kind of each different string.
    """
    voter = _Voter(stream)
    scores: dict[str, list[float]] = {}
    fixed: dict[str, ActorKind] = {}
    for candidate in found:
        if candidate.entry is not None:
            fixed[candidate.text] = _OF_ENTRY[candidate.entry.kind]
            if not _ambiguous(candidate):
                continue
        votes = scores.get(candidate.text)
        if votes is None:
            votes = scores[candidate.text] = voter.form(candidate)
        voter.context(candidate, votes)
    surnames, first_names = _surnames(scores), _first_names(scores)
    decided = {text: _decide(text, votes, surnames) for text, votes in scores.items()}
    return decided | {
        text: _override(kind, scores.get(text), text in surnames or text in first_names) for text, kind in fixed.items()
    }


def _ambiguous(candidate: Candidate) -> bool:
    """Whether a known name may be a person's surname here."""
    return candidate.end - candidate.start == 1 and candidate.text.isalpha() and not candidate.text.isupper()


def _override(kind: ActorKind, votes: list[float] | None, surname: bool) -> ActorKind:
    """A known place or organization is a person only where the text says so."""
    if votes is not None and kind != "group":
        person, place = votes[0], max(votes[1], votes[2])
        if (person >= 5 and person > 2 * place) or (surname and person + 2 > place):
            return "person"
    return kind


def _surnames(scores: dict[str, list[float]]) -> frozenset[str]:
    """The last words of the names that are surely persons."""
    return frozenset(
        text.split()[-1].rpartition("-")[2] if text.lower().startswith("al-") else text.split()[-1]
        for text, votes in scores.items()
        if " " in text and votes[0] > 3 and votes[0] > max(votes[1:])
    )


def _first_names(scores: dict[str, list[float]]) -> frozenset[str]:
    """The first words of those names."""
    return frozenset(
        text.partition(" ")[0]
        for text, votes in scores.items()
        if " " in text and votes[0] > 3 and votes[0] > max(votes[1:])
    )


def _decide(text: str, votes: list[float], surnames: frozenset[str]) -> ActorKind:
    """The kind with the most votes; without votes, what such a string mostly is."""
    if text in surnames and votes[0] + 4 > max(votes[1:]):
        return "person"
    if text.endswith("s") and text[:-1] in surnames:
        return "group"
    best = max(votes)
    if best > 0:
        return _ORDER[votes.index(best)]
    if text.isupper() and len(text) > 1:
        return "organization"
    return "person"


class _Voter:
    """Counts what the form of a name and its surroundings say."""

    def __init__(self, stream: Stream) -> None:
        self._texts = stream.texts
        self._stream = stream
        self._heads = lexicon.words("organization_heads")
        self._places = lexicon.words("place_heads")
        self._surname_heads = lexicon.words("surname_heads")
        self._first_names = lexicon.table("first_names")
        self._roles = lexicon.table("roles")
        self._verbs = lexicon.words("person_verbs")
        self._words: Callable[[str], tuple[str, ...] | None] = lexicon.table("kind_words").get

    def form(self, candidate: Candidate) -> list[float]:
        """The votes of the string itself."""
        tokens = self._texts[candidate.start : candidate.end]
        votes = [0.0, 0.0, 0.0, 0.0]
        first, last = tokens[0], tokens[-1]
        named = first in self._first_names and len(tokens) > 1
        plain = len(tokens) == 2 and named and last in self._surname_heads
        if len(tokens) > 1 and not plain:
            if last in self._heads or (any(token in self._heads for token in tokens) and "of" in tokens):
                votes[1] += 7
            elif last in self._places or first in ("Lake", "Mount", "Mt.", "Fort", "Cape", "Port", "Gulf", "Camp"):
                votes[2] += 6
        if any(token in self._heads and token not in self._surname_heads for token in tokens[:-1]):
            votes[1] += 3
        if len(tokens) > 1 and last.endswith("s") and not named and self._is_place(tokens[0]):
            votes[1] += 5  # a team
        if "&" in tokens:
            votes[1] += 5
        if named or (len(tokens) == 2 and first.isupper() and first.capitalize() in self._first_names):
            votes[0] += 4
        if last in _SUFFIXES or (len(tokens) > 2 and any(len(token) == 2 and token[1] == "." for token in tokens[:-1])):
            votes[0] += 4
        if any(token[0].islower() and token in lexicon.words("particles") for token in tokens):
            votes[0] += 2
        if len(tokens) == 1:
            if (first.isupper() and len(first) > 1) or (
                first[1:] != first[1:].lower()
                and first.isalpha()
                and first[:2] not in ("Mc", "Ma", "De", "Le", "Di", "La", "Du", "O'")
            ):
                votes[1] += 2
            if first in self._first_names:
                votes[0] += 1.5
            if first.endswith(("stan", "ville", "burg", "burgh", "shire", "abad", "grad", "polis")):
                votes[2] += 2
        elif len(tokens) == 2 and not any(is_common(token.lower()) for token in tokens):
            votes[0] += 1.5
        elif all(is_common(token.lower()) or not token[0].isalpha() for token in tokens):
            votes[1] += 1.5
        return votes

    def _is_place(self, token: str) -> bool:
        """Whether a word alone is a known place."""
        entry = gazetteer().entries.get(token)
        return entry is not None and _OF_ENTRY.get(entry.kind) == "place"

    def context(self, candidate: Candidate, votes: list[float]) -> None:
        """Add the votes of one mention's surroundings."""
        texts, start, end = self._texts, candidate.start, candidate.end
        if candidate.titles:
            votes[0] += 5
        before = texts[start - 1] if start else BREAK
        after, then = texts[end], texts[end + 1]
        if before in self._roles and before[0].islower():
            votes[0] += 3
        elif before == "," and start > 1 and texts[start - 2] in self._roles:
            votes[0] += 1
        owner = after in ("'s", "’s")
        vote = self._words("<" + before)
        if vote is not None and not (owner and before in ("in", "at", "from", "to")):
            _add(votes, vote)
        if owner and votes[0] < 2:
            votes[0] += 0.3
        if before == "of" and start > 1:
            vote = self._words("<" + texts[start - 2] + " of")
            if vote is not None:
                _add(votes, vote)
        if after in self._verbs and votes[0] < 2:
            votes[0] += 0.5
        vote = self._words(">" + after)
        if vote is not None:
            _add(votes, vote)
        if after == ",":
            self._apposition(end, votes)
        elif after == "(" and then.isupper() and len(then) > 1 and then.isalpha() and texts[end + 2] == ")":
            votes[1] += 4

    def _apposition(self, comma: int, votes: list[float]) -> None:
        """The votes of what follows a comma: an age, "who", a role, a state."""
        texts = self._texts
        then, third = texts[comma + 1], texts[comma + 2]
        if then == "who" or (then.isdigit() and len(then) == 2 and third in (",", ".")):
            votes[0] += 3
        elif then in ("a", "an", "the", "his", "her", "their", "its", "chief", "executive", "former"):
            for at in range(comma + 2, comma + 6):
                if texts[at] in self._roles:
                    votes[0] += 2
                    break
                if texts[at][0].isupper() or texts[at] in (",", ".", BREAK, "of"):
                    break
                vote = self._words(">" + texts[at])
                if vote is not None:
                    _add(votes, vote)
        elif then in self._roles and then[0].islower():
            votes[0] += 2
        elif then[0].isupper() and third in _AFTER_PLACE:
            entry = gazetteer().entries.get(then)
            if entry is not None and entry.kind in ("state", "abbreviation", "country"):
                votes[2] += 3


def _add(votes: list[float], row: tuple[str, ...]) -> None:
    """Add a row of kind words: pairs of kind letter and weight."""
    for field in row:
        votes["polg".index(field[0])] += float(field[1:])
