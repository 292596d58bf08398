"""Everything known by name before an article is read: one index over the lexicons, longest match first."""

import unicodedata
from functools import cache
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.tokens import tokenize

_STROKES = str.maketrans("łŁøØđĐı", "lLoOdDi")


class Entry(NamedTuple):
    """What a phrase is known as."""

    kind: str
    """country, state, abbreviation (of a state), place, organization, group, adjective, title, or other: no actor."""
    name: str
    """The canonical name; of an adjective the country's."""


class Gazetteer(NamedTuple):
    """The index: phrases as tokens joined by blanks, and for each first token the length of its longest phrase."""

    entries: dict[str, Entry]
    longest: dict[str, int]

    def match(self, texts: list[str], at: int) -> tuple[Entry, int] | None:
        """Find the longest known phrase that starts at a token.

        Args:
            texts: The tokens.
            at: Where the phrase must start.

        Returns:
            What it is and the index after its last token; None where no phrase is known.
        """
        first = texts[at]
        if not first.isascii() and first not in self.longest:
            first = unaccented(first)
        for length in range(self.longest.get(first, 0), 0, -1):
            key = first if length == 1 else " ".join([first, *texts[at + 1 : at + length]]).replace("’", "'")
            entry = self.entries.get(key)
            if entry is not None and at + length <= len(texts):
                return entry, at + length
        return None


@cache
def gazetteer() -> Gazetteer:
    """The index over all lexicons of names; where two know a phrase, the later one here wins."""
    entries: dict[str, Entry] = {}
    for name in lexicon.words("not_names"):
        entries[_key(name)] = Entry("other", name)
    for title in lexicon.table("titles"):
        entries[_key(title)] = Entry("title", title)
        # Transcripts name their speakers in capitals: "MR. OAKES: …".
        entries.setdefault(_key(title.upper()), Entry("title", title))
    for name, aliases in _rows("places"):
        _put(entries, Entry("place", name), name, *aliases)
    for name, aliases in _rows("groups"):
        _put(entries, Entry("group", name), name, *aliases)
    for name, (short, people) in lexicon.table("states").items():
        _put(entries, Entry("state", name), name)
        _put(entries, Entry("abbreviation", name), *_several(short))
        _put_groups(entries, people)
    for lexicon_name in ("teams", "organizations"):
        for name, aliases in _rows(lexicon_name):
            _put(entries, Entry("organization", name), name, *aliases)
    for name, (others, adjectives, people, _seats) in lexicon.table("countries").items():
        _put(entries, Entry("country", name), name, *_several(others))
        _put(entries, Entry("adjective", name), *_several(adjectives))
        _put_groups(entries, people)
    for seat in seats():
        entries.setdefault(_key(seat), Entry("place", seat))
    for key, entry in _paraphrased(entries):
        entries.setdefault(key, entry)
    longest: dict[str, int] = {}
    for key in entries:
        first = key.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), key.count(" ") + 1)
    return Gazetteer(entries, longest)


def _paraphrased(entries: dict[str, Entry]) -> list[tuple[str, Entry]]:
    """What a synonym machine makes of names of several words: each with one word swapped, and with all that can be."""
    swaps = {word: fields[0].split(";") for word, fields in lexicon.table("paraphrases").items()}
    out = []
    for key, entry in entries.items():
        words = key.split(" ")
        if len(words) == 1 or words[0] == "The" or entry.kind in ("adjective", "group", "country", "state"):
            continue
        places = [at for at, word in enumerate(words) if word in swaps]
        for at in places:
            out += [(" ".join([*words[:at], other, *words[at + 1 :]]), entry) for other in swaps[words[at]]]
        if len(places) > 1:
            out.append((" ".join(swaps[word][0] if word in swaps else word for word in words), entry))
    return out


@cache
def folded() -> dict[str, str]:
    """For text in capitals: every single known word and name in capitals, back to how it is written."""
    return {key.upper(): key for key in gazetteer().entries if key != key.upper() and len(key) > 2}


@cache
def seats() -> dict[str, str]:
    """For each seat of government the country."""
    return {seat: name for name, fields in lexicon.table("countries").items() for seat in _several(fields[3])}


def unaccented(name: str) -> str:
    """A name without accents, which texts print or leave out."""
    if name.isascii():
        return name
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return bare.translate(_STROKES)


@cache
def peoples() -> dict[str, str]:
    """For each people the country."""
    return {people: name for name, fields in lexicon.table("countries").items() for people in _several(fields[2])}


def _rows(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of a table of names: each with its other names."""
    return [(key, _several(fields[0]) if fields else ()) for key, fields in lexicon.table(name).items()]


def _several(field: str) -> tuple[str, ...]:
    """The parts of a field that holds several."""
    return tuple(field.split(";")) if field else ()


def _put(entries: dict[str, Entry], entry: Entry, *names: str) -> None:
    """Enter an actor under each of its names."""
    for name in names:
        entries[_key(name)] = entry


def _put_groups(entries: dict[str, Entry], field: str) -> None:
    """Enter names of peoples, each an actor of its own."""
    for name in _several(field):
        entries.setdefault(_key(name), Entry("group", name))


def _key(name: str) -> str:
    """A name as its tokens, joined by blanks."""
    if name.replace(" ", "").isalpha():
        return name
    return " ".join(tokenize(name).texts)
