"""What kind of actor each name is: votes by string, over the whole article."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, gazetteer
from reader.analysis.judge import Candidate
from reader.analysis.persons import bare
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
    fixed: dict[str, Entry] = {}
    for candidate in found:
        if candidate.entry is not None:
            fixed[candidate.text] = candidate.entry
            if not _ambiguous(candidate):
                continue
        votes = scores.get(candidate.text)
        if votes is None:
            votes = scores[candidate.text] = voter.form(candidate)
        voter.context(candidate, votes)
    surnames, first_names = _surnames(scores), _first_names(scores)
    for name in _towns((*scores, *fixed)) & scores.keys():
        scores[name][2] += 3
    companies = _companies(scores)
    decided = {text: _decide(text, votes, surnames, companies) for text, votes in scores.items()}
    persons = surnames | first_names
    return decided | {text: _override(entry, scores.get(text), text in persons) for text, entry in fixed.items()}


def _ambiguous(candidate: Candidate) -> bool:
    """Whether a known name may be a person's surname here."""
    return candidate.end - candidate.start == 1 and candidate.text.isalpha() and not candidate.text.isupper()


def _override(entry: Entry, votes: list[float] | None, surname: bool) -> ActorKind:
    """A known place or organization is a person only where the text says so."""
    kind = _OF_ENTRY[entry.kind]
    if votes is not None and kind != "group":
        person, place = votes[0], max(votes[1], votes[2])
        if (person >= 5 and person > 2 * place) or (surname and person + 2 > place):
            return "person"
    return kind


def _surnames(scores: dict[str, list[float]]) -> frozenset[str]:
    """The last words of the names that are surely persons."""
    return frozenset(
        bare(text.split()[-1])
        for text, votes in scores.items()
        if " " in text and votes[0] > 3 and votes[0] > max(votes[1:])
    )


def _companies(scores: dict[str, list[float]]) -> frozenset[str]:
    """What is short for the names of companies: "Zorbon" of "Zorbon Inc.", "Larkin" of "Larkin & Sons"."""
    suffixes, heads = lexicon.words("company_suffixes"), lexicon.words("organization_heads")
    out = set()
    for text, votes in scores.items():
        first, _, rest = text.partition(" ")
        last = rest.rpartition(" ")[2]
        if last in suffixes:
            out |= {first, text.removesuffix(last).rstrip(" ,")}
        elif rest and votes[1] > max(votes[0], votes[2], votes[3]) and (last in heads or "&" in rest):
            local = rest.partition(" ")[0] in lexicon.family("small_words", "local")
            out |= {first} if not local and not is_common(first.lower()) else set()
    return frozenset(out)


def _towns(names: Iterable[str]) -> frozenset[str]:
    """The towns that lend their names to a body: "Oakhurst" of "Oakhurst Town Council"."""
    local, fronts = lexicon.family("small_words", "local"), lexicon.family("small_words", "place_front")
    words = [text.split() for text in names]
    towns = {word[0] for word in words if len(word) > 2 and word[1] in local}
    towns |= {word[1] for word in words if len(word) == 2 and word[0] in fronts}  # "Marapi" of "Mount Marapi"
    return frozenset(towns)


def _first_names(scores: dict[str, list[float]]) -> frozenset[str]:
    """The first words of those names."""
    return frozenset(
        text.partition(" ")[0]
        for text, votes in scores.items()
        if " " in text and votes[0] > 3 and votes[0] > max(votes[1:])
    )


def _decide(text: str, votes: list[float], surnames: frozenset[str], companies: frozenset[str]) -> ActorKind:
    """The kind with the most votes; without votes, what such a string mostly is."""
    if text in surnames and votes[0] + 4 > max(votes[1:]):
        return "person"
    if text.endswith("s") and bare(text[:-1]) in surnames:
        return "group"
    if text in companies:
        return "organization"
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
        self._directions = lexicon.family("small_words", "direction")
        self._saints = lexicon.family("small_words", "saint")
        self._nicknames = lexicon.table("teams")
        self._several = lexicon.family("small_words", "several_titled")
        self._motion = lexicon.family("small_words", "motion")
        self._endings = tuple(lexicon.family("small_words", "group_ending"))
        self._sites = lexicon.family("small_words", "site") | lexicon.family("small_words", "owned")
        self._fronts = lexicon.family("small_words", "organization_front")
        self._routes = lexicon.family("small_words", "route")
        self._words: Callable[[str], tuple[str, ...] | None] = lexicon.table("kind_words").get

    def form(self, candidate: Candidate) -> list[float]:
        """The votes of the string itself."""
        tokens = self._texts[candidate.start : candidate.end]
        votes = [0.0, 0.0, 0.0, 0.0]
        if len(tokens) == 1:
            self._word(candidate.text, votes)
        else:
            self._phrase(tokens, votes)
        return votes

    def _word(self, word: str, votes: list[float]) -> None:
        """The votes of a name of one word."""
        front = word[:2] in lexicon.family("small_words", "surname_front")
        if len(word) > 1 and word.isalpha() and word[1:] != word[1:].lower() and not front:
            votes[1] += 2  # CNN, HarperCollins
        if word in self._first_names:
            votes[0] += 1.5
        if word.endswith(tuple(lexicon.family("small_words", "place_ending"))):
            votes[2] += 2

    def _phrase(self, tokens: list[str], votes: list[float]) -> None:
        """The votes of a name of several words."""
        first, last = tokens[0], tokens[-1]
        named = first in self._first_names and tokens[1] != "-"
        if not (len(tokens) == 2 and named and last in self._surname_heads):
            self._head(tokens, votes)
        if any(token in self._heads and token not in self._surname_heads for token in tokens[:-1]):
            votes[1] += 3
        if last.endswith("s") and not named and self._is_place(first):
            votes[1] += 5  # a team
        if "&" in tokens:
            votes[1] += 5
        if named or (len(tokens) == 2 and first.isupper() and first.capitalize() in self._first_names):
            votes[0] += 4
        initial = len(tokens) > 2 and any(len(token) == 2 and token[1] == "." for token in tokens[:-1])
        if initial or last in lexicon.family("small_words", "generation"):
            votes[0] += 4
        if first.isupper() and first.isalpha() and len(first) > 2 and first.capitalize() not in self._first_names:
            votes[1] += 2.5  # "LIV Golf"
        if "of" in tokens:
            votes[0] -= 3
            votes[1] += 1
        if first in self._directions and len(tokens) == 2:
            votes[2] += 2.5  # "Upper Fernwood"
        if first in self._saints:
            votes[2] += 2  # "St Helier"
        if last.endswith("s") and last in self._nicknames:
            votes[1] += 4  # "Delta Kings"
        if len(tokens) == 2 and last in self._surname_heads and last not in self._places and last not in self._heads:
            votes[0] += 2  # "Muddy Waters"
        if first in self._fronts:
            votes[1] += 6
        if not lexicon.words("particles").isdisjoint(tokens):
            votes[0] += 2
        if len(tokens) == 2 and not any(is_common(token.lower()) for token in tokens):
            votes[0] += 1.5
        elif all(is_common(token.lower()) or not token[0].isalpha() for token in tokens):
            votes[1] += 1.5

    def _head(self, tokens: list[str], votes: list[float]) -> None:
        """The votes of the noun that heads a name."""
        first, last = tokens[0], tokens[-1]
        if (first in self._places and "of" in tokens) or (last.isdigit() and tokens[-2] in self._routes):
            votes[2] += 9
        elif last in self._heads or ("of" in tokens and not self._heads.isdisjoint(tokens)):
            votes[1] += 7
        elif last in self._places or first in lexicon.family("small_words", "place_front"):
            votes[2] += 6

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
        if before == BREAK and after == ":" and texts[start].isupper():
            votes[0] += 6  # a speaker in a transcript
        if before[0].isupper() and before != "The":
            before = before.lower()
        self._before(candidate, before, votes)
        if end - start == 1 and before in ("the", "The"):
            self._definite(candidate, before, votes)
        if after in self._verbs and votes[0] < 2:
            votes[0] += 0.5
        vote = self._words(">" + after)
        # "Zorbon, Rarity and Neuralink are" tells of no group.
        if vote is not None and not (vote[0][0] == "g" and before in ("and", ",")):
            _add(votes, vote)
        if after in lexicon.family("small_words", "market_move") and then[0].isdigit():
            votes[1] += 3  # "Greggs fell 2%"
        if after == ",":
            self._apposition(end, votes)
        elif after == "(" and then.isupper() and len(then) > 1 and then.isalpha() and texts[end + 2] == ")":
            votes[1] += 4

    def _before(self, candidate: Candidate, before: str, votes: list[float]) -> None:
        """The votes of the words before a name."""
        texts, start, end = self._texts, candidate.start, candidate.end
        if texts[start - 1] in self._roles and texts[start - 1][0].islower():
            votes[0] += 3
        elif before in ("and", ",") and start > 2:
            self._joined(candidate, before, votes)
        if before == "-" and texts[start - 2] in lexicon.family("small_words", "party_letter"):
            votes[2] += 5  # "R-Rockingham"
        if before == "at" and end - start > 1:
            votes[0] -= 1
        if before in ("to", "from") and not self._motion.isdisjoint(texts[max(start - 4, 0) : start - 1]):
            votes[2] += 1
        owner = texts[end] in lexicon.family("small_words", "possessive")
        vote = self._words("<" + before)
        if vote is not None and not (owner and before in lexicon.family("small_words", "owned")):
            _add(votes, vote)
        if owner and votes[0] < 2:
            votes[0] += 0.3
        if before == "of" and start > 1:
            votes[2] += 1.5 if texts[start - 2] == "," else 0  # "Hollis, 41, of Beeston"
            vote = self._words("<" + texts[start - 2] + " of")
            if vote is not None:
                _add(votes, vote)

    def _joined(self, candidate: Candidate, before: str, votes: list[float]) -> None:
        """The votes of what a comma or "and" joins to a name."""
        texts, start = self._texts, candidate.start
        word, earlier = texts[start - 2], texts[start - 3]
        site = word[0].isupper() and earlier.lower() in self._sites
        if before == "and":
            votes[0] += 5 if word[0].isupper() and earlier in self._several else 0  # "Justices Sotomayor and Jackson"
            votes[2] += 2 if site else 0
            return
        votes[2] += 2 if site and texts[candidate.end] in _AFTER_PLACE else 0  # "near Abakan, Khakassia."
        if word in self._roles:
            votes[0] += 1
        elif word[0].islower() and (vote := self._words("<" + word)) is not None:
            _add(votes, vote)  # "a third village, Novobakhmutivka"

    def _definite(self, candidate: Candidate, before: str, votes: list[float]) -> None:
        """The votes of an article before a name of one word."""
        texts, start, text = self._texts, candidate.start, candidate.text
        if before == "the" and start > 1 and texts[start - 2].lower() in self._sites:
            votes[2] += 1  # "in the Adirondacks"
        if texts[candidate.end] in lexicon.family("small_words", "plural_say") and not text.endswith("s"):
            votes[3] += 2  # "the Zaghawa say"
        if text.endswith(self._endings):
            votes[3] += 3  # "the Denisovans"

    def _apposition(self, comma: int, votes: list[float]) -> None:
        """The votes of what follows a comma: an age, "who", a role, a state."""
        texts = self._texts
        then, third = texts[comma + 1], texts[comma + 2]
        if then == "who" or (then.isdigit() and len(then) == 2 and third in (",", ".")):
            votes[0] += 3
        elif then in lexicon.family("small_words", "appositive"):
            self._appositive(comma + 2, votes)
        elif then in self._roles and then[0].islower():
            votes[0] += 2
        elif then[0].isupper() and third in _AFTER_PLACE:
            entry = gazetteer().entries.get(then)
            if entry is not None and entry.kind in ("state", "abbreviation", "country"):
                votes[2] += 3

    def _appositive(self, start: int, votes: list[float]) -> None:
        """The votes of the noun of an apposition: "Axios, a news website"."""
        possessive = lexicon.family("small_words", "possessive")
        for at in range(start, start + 4):
            text = self._texts[at]
            if self._texts[at + 1] in possessive:
                continue  # "the airline's chief"
            if text in self._roles:
                votes[0] += 2
                return
            if not text[0].islower() or text == "of":
                return
            vote = self._words(">" + text)
            if vote is not None:
                _add(votes, vote)


def _add(votes: list[float], row: tuple[str, ...]) -> None:
    """Add a row of kind words: pairs of kind letter and weight."""
    for field in row:
        votes["polg".index(field[0])] += float(field[1:])
