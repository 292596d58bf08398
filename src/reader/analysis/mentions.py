"""Which pieces of a text are names: evidence first, then every piece judged by it."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, folded, gazetteer
from reader.analysis.names import Piece
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common, is_function

_COUNTRIES = frozenset(("country", "state", "group"))


class Candidate(NamedTuple):
    """A name in the text."""

    start: int
    """Its first token."""
    end: int
    text: str
    """Its tokens, joined by blanks where the text has a space."""
    entry: Entry | None
    titles: tuple[str, ...]


class Evidence(NamedTuple):
    """What a text's ordinary prose says about its words."""

    capitals: frozenset[str]
    """Words with a capital where nothing but a name has one."""
    lower: frozenset[str]
    """Words in lower case."""


def evidence(stream: Stream) -> Evidence:
    """Collect what can be trusted: capitals inside sentences, and words in lower case.

    Args:
        stream: The article's tokens.

    Returns:
        Both sets.
    """
    texts, loud = stream.texts, stream.loud
    capitals = frozenset(texts[at] for at in stream.capitals if not loud[at] and not stream.opens(at))
    return Evidence(capitals, frozenset(text for text in texts if text[0].islower()))


def candidates(stream: Stream, found: Iterable[Piece], known: Evidence) -> list[Candidate]:
    """Judge the pieces of a text.

    Args:
        stream: The article's tokens.
        found: What may be a name.
        known: The text's evidence.

    Returns:
        The names, in text order. Of paragraphs in title case or capitals only what the prose or the lexicons know.
    """
    judge = _Judge(stream, known)
    quiet: list[Candidate] = []
    waiting: list[Piece] = []
    words_alone: list[Piece] = []
    for piece in found:
        if stream.loud[piece.start]:
            waiting.append(piece)
        elif (candidate := judge.prose(piece)) is not None:
            quiet.append(candidate)
        else:
            words_alone.append(piece)
    quiet_texts = Counter(candidate.text for candidate in quiet)
    # A surname may be an ordinary word: it is a name where the text has it with a first name or a title.
    surnames = {candidate.text.split()[-1] for candidate in quiet if _is_full(candidate)}
    quiet += [again for piece in words_alone if (again := judge.surname(piece, surnames)) is not None]
    quiet = [_quietened(candidate, surnames) for candidate in quiet if judge.has_weight(candidate, quiet_texts)]
    quiet.sort()
    quiet = [part for candidate in quiet for part in _parted(candidate, stream, surnames)]
    names = {candidate.text for candidate in quiet}
    words = {word for name in names for word in name.split() if len(word) > 2}
    loud = [candidate for piece in waiting for candidate in judge.heading(piece, names, words)]
    return sorted(quiet + loud) if loud else quiet


def _is_full(candidate: Candidate) -> bool:
    """Whether a candidate is surely a person's name."""
    if candidate.entry is not None:
        return False
    first = candidate.text.partition(" ")[0]
    return bool(candidate.titles) or (first != candidate.text and first in lexicon.table("first_names"))


def _parted(candidate: Candidate, stream: Stream, surnames: set[str]) -> list[Candidate]:
    """Two persons' surnames that a hyphen joins ("the Biden-Netanyahu meeting") as one candidate each."""
    left, hyphen, right = candidate.text.partition("-")
    if not hyphen or candidate.end - candidate.start != 3 or left not in surnames or right not in surnames:
        return [candidate]
    return [
        Candidate(candidate.start, candidate.start + 1, left, None, candidate.titles),
        Candidate(candidate.end - 1, candidate.end, right, None, ()),
    ]


def _quietened(candidate: Candidate, surnames: set[str]) -> Candidate:
    """A surname in capitals ("TAPPER: …") as the surname it is."""
    plain = candidate.text.capitalize()
    if candidate.entry is None and candidate.text.isupper() and plain in surnames:
        return candidate._replace(text=plain)
    return candidate


class _Judge:
    """Decides whether a piece is a name, and where it begins."""

    def __init__(self, stream: Stream, known: Evidence) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._known = known
        self._things = lexicon.words("thing_heads")
        self._first_names = lexicon.table("first_names")
        self._heads = lexicon.words("organization_heads") | lexicon.words("place_heads")
        self._roles = lexicon.table("roles")
        self._verbs = lexicon.words("person_verbs")

    def prose(self, piece: Piece) -> Candidate | None:
        """Judge a piece of ordinary prose."""
        entry = piece.entry
        if entry is not None:
            return self._known_phrase(piece, entry)
        start = self._trimmed(piece)
        if start >= piece.end:
            return None
        if not piece.titles and self._is_thing(start, piece.end):
            return None
        # Words that are left out in front leave no title right before the name.
        titles = piece.titles if start == piece.start else ()
        if piece.end - start == 1 and not titles and not self._stands_alone(start):
            return None
        return self._made(start, piece.end, None, titles)

    def _is_thing(self, start: int, end: int) -> bool:
        """Whether a chunk names an event, a law or the like, or is a heading's words in capitals."""
        texts = self._texts
        if end - start > 1 and texts[end - 1] in self._things and texts[start] not in self._first_names:
            return True
        words = texts[start:end]
        if len(words[0]) < 4 and words[0].isupper() and len(words) > 2 and words[2][0].isdigit():
            return True  # F-16, H-1B
        shouted = all(word.isupper() or not word[0].isalpha() for word in words)
        return shouted and any(len(word) > 3 and is_common(word.lower()) for word in words)

    def has_weight(self, candidate: Candidate, counts: Counter[str]) -> bool:
        """Whether a name made of ordinary words only has a head or is used again."""
        if candidate.entry is not None or candidate.titles or candidate.end - candidate.start == 1:
            return True
        words = self._texts[candidate.start : candidate.end]
        if counts[candidate.text] > 1 or words[0] in self._first_names or not self._heads.isdisjoint(words):
            return True
        return not all(is_common(word.lower()) or not word[0].isalpha() for word in words)

    def surname(self, piece: Piece, surnames: set[str]) -> Candidate | None:
        """Judge again a piece that looked like ordinary words, by the surnames of the text."""
        texts = self._texts
        if piece.entry is not None or not surnames:
            return None
        for at in range(piece.start, piece.end):
            if texts[at] in surnames and not is_function(texts[at].lower()):
                after = texts[at + 1]
                # "the Trump rally", but not "the West is".
                noun = after[0].islower() and not is_function(after) and after not in self._verbs
                if texts[at - 1] in ("the", "The", "a", "an") and not noun:
                    return None
                return self._made(at, piece.end, None, piece.titles)
        return None

    def heading(self, piece: Piece, names: set[str], words: set[str]) -> list[Candidate]:
        """Judge a piece of a heading: what it holds must be known."""
        shouted = all(text.isupper() for text in self._texts[piece.start : piece.end])
        if self._stream.loud[piece.start] == 2 or (shouted and len(self._texts[piece.start]) > 4):
            return self._shouted(piece, words)
        if piece.entry is not None:
            known = piece.entry.kind in _COUNTRIES or piece.end - piece.start > 1
            if not known and is_common(self._texts[piece.start].lower()) and self._texts[piece.start] not in words:
                return []
            found = self._known_phrase(piece, piece.entry, trusted=True)
            return [found] if found is not None else []
        return self._known_parts(piece, names, words)

    def _known_parts(self, piece: Piece, names: set[str], words: set[str]) -> list[Candidate]:
        """The names inside a run of capitalised words of a heading."""
        texts = self._texts
        found = []
        at = piece.start
        while at < piece.end:
            end = at
            while end < piece.end and self._credible(end, words):
                end += 1
            if end == at:
                at += 1
                continue
            # A first name leads an unknown surname along.
            if end == at + 1 and end < piece.end and self._leads(at):
                end += 1
            if end - at > 1 or texts[at] in words or piece.titles or not is_common(texts[at].lower()):
                found.append(self._made(at, end, None, piece.titles if at == piece.start else ()))
            at = end
        return found

    def _leads(self, at: int) -> bool:
        """Whether a word of a heading is a first name, and the next may be its surname."""
        text, following = self._texts[at], self._texts[at + 1]
        if text not in self._first_names or not following[0].isupper():
            return False
        return not is_common(following.lower()) or (not is_common(text.lower()) and self._texts[at - 1].islower())

    def _credible(self, at: int, words: set[str]) -> bool:
        """Whether a capitalised word of a heading is part of a name."""
        text = self._texts[at]
        if text in words:
            return text.lower() not in self._known.lower or text in self._known.capitals
        if not text[0].isupper():
            return not text[0].isalpha() or text in lexicon.words("particles")
        lower = text.lower()
        return not is_function(lower) and not is_common(lower) and lower not in self._known.lower

    def _shouted(self, piece: Piece, words: set[str]) -> list[Candidate]:
        """The known names in a run of capitals."""
        texts = self._texts
        plain = {word.upper(): word for word in words}
        entries, restored = gazetteer(), folded()
        found = []
        at = piece.start
        while at < piece.end:
            longest = min(4, piece.end - at)
            for length in range(longest, 0, -1):
                key = " ".join(texts[at : at + length])
                name = restored.get(key)
                entry = entries.entries.get(name or key)
                common = length == 1 and is_common(key.lower())
                if entry is not None and entry.kind not in ("other", "title", "adjective") and not common:
                    found.append(self._made(at, at + length, entry, ()))
                    break
                if length == 1 and key in plain and not common:
                    found.append(self._made(at, at + 1, None, ())._replace(text=plain[key]))
                    break
            at += max(length, 1)
        return found

    def _known_phrase(self, piece: Piece, entry: Entry, trusted: bool = False) -> Candidate | None:
        """Judge a phrase the lexicons know."""
        start, texts = piece.start, self._texts
        if entry.kind in ("other", "title"):
            return None
        if entry.kind == "adjective":
            return self._people(piece, entry)
        if texts[start] == "The":
            if self._stream.opens(start) and piece.end - start > 1 and not entry.name.startswith("The "):
                start += 1
        single = piece.end - start == 1
        if single and not trusted and entry.kind not in _COUNTRIES and self._stream.opens(start):
            word = texts[start]
            lower = word.lower()
            if not word.isupper() and is_common(lower) and word not in self._known.capitals:
                return None
        return self._made(start, piece.end, entry, piece.titles)

    def _people(self, piece: Piece, entry: Entry) -> Candidate | None:
        """A people named by an adjective that is its own plural: "the French have …"."""
        text = self._texts[piece.start]
        if not text.endswith(("ese", "sh", "ch", "ss")) or piece.start == 0:
            return None
        following = self._texts[piece.end]
        if self._texts[piece.start - 1] not in ("the", "The"):
            return None
        if following in (
            "are",
            "were",
            "have",
            "had",
            "will",
            "would",
            "and",
            "who",
            "to",
            ".",
            ",",
            "did",
            "do",
            "said",
            "say",
        ):
            return self._made(piece.start, piece.end, Entry("group", text), ())
        return None

    def _trimmed(self, piece: Piece) -> int:
        """Where the name in a chunk begins, without the ordinary words a sentence puts before it."""
        texts, start, end = self._texts, piece.start, piece.end
        for at in range(start + 1, end if texts[start] not in self._first_names else start):
            if texts[at] in self._first_names and at + 1 < end and texts[end - 1] not in self._heads:
                if all(self._ordinary(before) or is_common(texts[before].lower()) for before in range(start, at)):
                    return at
                break
        if piece.titles or not self._stream.opens(start):
            return start
        while start < end:
            word = texts[start]
            lower = word.lower()
            if not self._ordinary(start):
                break
            if end - start > 1:
                if word in self._first_names and (lower not in self._known.lower or not self._ordinary(start + 1)):
                    break
                if texts[end - 1] in self._heads and not is_function(lower) and end - start > 2:
                    break
            if word in self._known.capitals and lower not in self._known.lower:
                break
            start += 1
            while start < end and not texts[start][0].isupper():
                start += 1
        return start

    def _ordinary(self, at: int) -> bool:
        """Whether a capitalised word may be an ordinary word."""
        text = self._texts[at]
        lower = text.lower()
        if len(text) > 1 and text.isupper():
            return is_common(lower) and len(text) > 5
        return is_common(lower) or lower in self._known.lower

    def _stands_alone(self, at: int) -> bool:
        """Whether a single word with a capital is a name, though it may be an ordinary word too."""
        text = self._texts[at]
        lower = text.lower()
        if len(text) == 1 or not text[0].isalpha() or (text.endswith(".") and text.count(".") == 1):
            return False
        if lower in self._roles:
            return False
        if not is_common(lower) and lower not in self._known.lower:
            return True
        if text.isupper():
            return text in self._known.capitals
        before = self._texts[at - 1] if at else BREAK
        if before in ("the", "The", "a", "an", "this", "that", "his", "her", "their", "our", "your", "my", "its"):
            return False
        if self._stream.opens(at):
            return False
        site = before in ("in", "near", "by", "against", "with") and lower not in self._known.lower
        return site or self._texts[at + 1] in self._verbs

    def _made(self, start: int, end: int, entry: Entry | None, titles: tuple[str, ...]) -> Candidate:
        """The candidate of a stretch of tokens."""
        if end - start == 1:
            return Candidate(start, end, self._texts[start], entry, titles)
        parts = [self._texts[start]]
        for at in range(start + 1, end):
            if not self._stream.joined(at):
                parts.append(" ")
            parts.append(self._texts[at])
        return Candidate(start, end, "".join(parts), entry, titles)
