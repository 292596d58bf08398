"""Whether a piece of a text is a name, where it begins, and what its tokens make of it."""

from collections import Counter
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.chunks import Piece
from reader.analysis.gazetteer import Entry, gazetteer
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common, is_function

_TITLE = 6  # words of a work's title on either side of a name in it
COUNTRIES = frozenset(("country", "state", "group"))


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
    often: frozenset[str]
    """Words with a capital that the text has more than once."""
    labels: frozenset[str]
    """Words in capitals that begin paragraphs with a colon: speakers in a transcript."""


class Judge:
    """Decides whether a piece is a name, and where it begins."""

    def __init__(self, stream: Stream, known: Evidence) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._known = known
        self._things = lexicon.words("thing_heads")
        self._first_names = lexicon.table("first_names")
        self._heads = lexicon.words("organization_heads") | lexicon.words("place_heads")
        self._roles = lexicon.table("roles")
        self._particles = lexicon.words("particles")
        self._kind_words = lexicon.table("kind_words")
        self._surname_heads = lexicon.words("surname_heads")
        self._players = lexicon.family("small_words", "player")
        self._craft = lexicon.family("small_words", "craft")
        self._in_titles = lexicon.family("small_words", "in_title")
        self._possessive = lexicon.family("small_words", "possessive")
        self._verbs = lexicon.words("person_verbs")
        self._past = {verb for verb in self._verbs if not verb.endswith("s")}

    def prose(self, piece: Piece) -> Candidate | None:
        """Judge a piece of ordinary prose."""
        entry = piece.entry
        if piece.end - piece.start == 1 and self._texts[piece.start] in self._known.labels:
            return self.made(piece.start, piece.end, None, piece.titles)
        if entry is not None:
            return self.phrase(piece, entry)
        start = self._trimmed(piece)
        if start >= piece.end:
            return None
        if not piece.titles and self._is_thing(start, piece.end):
            return None
        # Words that are left out in front leave no title right before the name.
        titles = piece.titles if start == piece.start else ()
        if self._texts[piece.end] in self._craft:
            return None  # "the James Webb telescope"
        if piece.end - start == 1 and not titles and not (self._stands_alone(start) and self._leads_verb(start)):
            return None
        if self._is_case(start, piece.end) or self._is_ticker(start, piece.end) or self._is_work(start, piece.end):
            return None
        return self.made(start, piece.end, None, titles)

    def _leads_verb(self, at: int) -> bool:
        """Whether a word at a sentence's start is no adjective: "Young is", but not "Young firefighters"."""
        text = self._texts[at]
        if text.isupper():
            return True
        known = text in self._known.capitals or text in self._known.often or text in self._first_names
        if (known and not is_common(text.lower())) or not self._stream.opens(at) or self._has_verb(at + 1):
            return True
        return self._texts[at + 1] in self._roles or ">" + self._texts[at + 1] in self._kind_words

    def _is_case(self, start: int, end: int) -> bool:
        """Whether a name is a party of a case in court: "Patel v. Facebook"."""
        texts = self._texts
        return (texts[end] == "v" and texts[end + 1] == ".") or (start > 1 and texts[start - 2 : start] == ["v", "."])

    def _is_work(self, start: int, end: int) -> bool:
        """Whether a name is a work's: a title that fills a pair of marks, "The" inside a sentence and no head."""
        texts = self._texts
        if texts[start] in self._first_names or (end - start == 1 and texts[start] in self._known.capitals):
            return False
        if texts[start - 1] == "The" and not self._stream.opens(start - 1):
            return self._heads.isdisjoint(texts[start:end])
        first = start
        while start - first < _TITLE and self._may_be_in_title(texts[first - 1]):
            first -= 1
        last = end
        while last - end < _TITLE and self._may_be_in_title(texts[last]):
            last += 1
        last += texts[last] in (".", ",")
        return texts[first - 1] in '“"‘' and texts[last] in '”"’'

    def _may_be_in_title(self, text: str) -> bool:
        """Whether a title in capitals may hold a word."""
        return text[0].isupper() or text[0].isdigit() or text in self._in_titles

    def _is_ticker(self, start: int, end: int) -> bool:
        """Whether a name is a share's: "(NASDAQ: HLDN)", "<HLDN.O>"."""
        texts = self._texts
        if end - start > 1 or start < 2 or not texts[start].isupper():
            return False
        listed = texts[start - 1] == ":" and texts[start - 2].isupper() and texts[end] in ")>];,"
        return listed or (texts[start - 1] in "(<" and texts[end] == "." and texts[end + 2 : end + 3] in ([")"], [">"]))

    def _is_thing(self, start: int, end: int) -> bool:
        """Whether a chunk names an event, a law or the like, or is a heading's words in capitals."""
        texts = self._texts
        if (
            end - start > 1
            and texts[end - 1] in self._things
            and (end - start > 2 or texts[start] not in self._first_names)
        ):
            return True
        words = texts[start:end]
        if len(words) > 2 and words[1] == "-" and words[0].isupper() and (len(words[0]) == 1 or words[2][0].isdigit()):
            return True  # F-16, H-1B, D-IN
        if len(words) > 1 and len(words[-1]) == 1 and words[-1].isalpha():
            return True  # Plan B
        shouted = all(word.isupper() or not word[0].isalpha() for word in words)
        return shouted and any(len(word) > 3 and is_common(word.lower()) for word in words)

    def has_weight(self, candidate: Candidate, counts: Counter[str]) -> bool:
        """Whether a name made of ordinary words only has a head or is used again."""
        if candidate.entry is not None or candidate.titles or candidate.end - candidate.start == 1:
            return True
        words = self._texts[candidate.start : candidate.end]
        if not self._particles.isdisjoint(words):
            return True
        if counts[candidate.text] > 1 or words[0] in self._first_names or not self._heads.isdisjoint(words):
            return True
        if not self._stream.opens(candidate.start):
            if len(words) == 2 and words[1] in self._surname_heads:
                return True
            if self._texts[candidate.start - 1] in lexicon.family("small_words", "owned"):
                return True  # "a bus from Cedar Flats"
        return not all(is_common(word.lower()) or not word[0].isalpha() for word in words)

    def _has_verb(self, at: int) -> bool:
        """Whether what follows a word lets it be a whole name: a verb, a small word, a mark; not a noun."""
        text = self._texts[at]
        if not text[0].islower():
            return True
        return is_function(text) or text in self._verbs or text.endswith(("ed", "ly")) or not is_common(text)

    def phrase(self, piece: Piece, entry: Entry, trusted: bool = False) -> Candidate | None:
        """Judge a phrase the lexicons know."""
        start, texts = piece.start, self._texts
        if entry.kind in ("other", "title"):
            return None
        if entry.kind == "adjective":
            return self._people(piece)
        single = piece.end - start == 1
        if texts[start] in lexicon.family("small_words", "definite") and texts[start + 1] != "Hague":
            start += 1
            trusted = True
        if self._is_case(start, piece.end) or self._is_adjective(piece, entry):
            return None
        if single and len(texts[start]) == 1 and texts[start - 1] not in lexicon.family("small_words", "platform"):
            return None
        if single and not trusted and entry.kind not in COUNTRIES and self._stream.opens(start):
            word = texts[start]
            lower = word.lower()
            if not word.isupper() and is_common(lower) and word not in self._known.capitals:
                after = texts[piece.end]
                acts = after in self._verbs or after[0].isupper() or after in self._possessive
                plays = after in self._players or (after in self._roles and entry.kind == "organization")
                if not plays and (lower in self._known.lower or not acts):
                    return None
        return self.made(start, piece.end, entry, piece.titles)

    def _is_adjective(self, piece: Piece, entry: Entry) -> bool:
        """Whether a people's name is an adjective or a tongue: "Kalenjin voters", "write in Igbo"."""
        if entry.kind != "group" or self._texts[piece.end - 1].endswith("s"):
            return False
        before, after = self._texts[piece.start - 1], self._texts[piece.end]
        return before == "in" or (after[0].islower() and not self._has_verb(piece.end))

    def _people(self, piece: Piece) -> Candidate | None:
        """A people named by an adjective that is its own plural: "the French have …"."""
        text = self._texts[piece.start]
        if piece.start == 0 or not text.endswith(tuple(lexicon.family("small_words", "adjective_plural"))):
            return None
        definite = self._texts[piece.start - 1] in lexicon.family("small_words", "definite")
        after = self._texts[piece.end]
        if definite and (after in lexicon.family("small_words", "plural_verb") or after in self._past):
            return self.made(piece.start, piece.end, Entry("group", text), ())
        return None

    def _trimmed(self, piece: Piece) -> int:
        """Where the name in a chunk begins, without the ordinary words a sentence puts before it."""
        texts, start, end = self._texts, piece.start, piece.end
        if texts[end - 1].islower():
            return start  # "Moon Jae-in"
        known = gazetteer().match(texts, start)
        after = known[1] if known is not None and known[0].kind != "other" else start + 1
        for at in range(after, end if texts[start] not in self._first_names else start):
            if texts[at] in self._first_names and at + 1 < end and texts[end - 1] not in self._heads:
                if all(self._ordinary(before) or is_common(texts[before].lower()) for before in range(start, at)):
                    return at
                break
        if piece.titles or not self._stream.opens(start):
            return start
        linked = texts[start + 1] in lexicon.family("small_words", "link")
        if texts[start] in self._heads and linked and end - start > 2:
            return start  # "Students for Fair Admissions"
        while start < end:
            word = texts[start]
            lower = word.lower()
            if not self._ordinary(start):
                break
            opener = lower in self._roles or "<" + lower in self._kind_words  # "Rival Crumb Group"
            if end - start > 1 and not opener:
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
        if lower in self._particles:
            return False
        if len(text) > 1 and text.isupper():
            return is_common(lower) and len(text) > 5
        return is_common(lower) or lower in self._known.lower

    def _stands_alone(self, at: int) -> bool:
        """Whether a single word with a capital is a name, though it may be an ordinary word too."""
        text = self._texts[at]
        lower = text.lower()
        if len(text) == 1 or not text[0].isalpha() or (text.endswith(".") and text.count(".") == 1):
            return False
        if len(text) < 5 and not text.isalpha() and text[-1].isdigit():
            return False  # "cut to B3"
        if lower in self._roles:
            return False
        if not is_common(lower) and lower not in self._known.lower:
            return True
        if text.isupper():
            return text in self._known.capitals
        before = self._texts[at - 1] if at else BREAK
        if self._stream.opens(at) or before in lexicon.family("small_words", "determiner"):
            return False
        site = before in lexicon.family("small_words", "site") and lower not in self._known.lower
        return site or self._texts[at + 1] in self._verbs

    def made(self, start: int, end: int, entry: Entry | None, titles: tuple[str, ...]) -> Candidate:
        """The candidate of a stretch of tokens."""
        if end - start == 1:
            return Candidate(start, end, self._texts[start], entry, titles)
        parts = [self._texts[start]]
        for at in range(start + 1, end):
            if not self._stream.joined(at):
                parts.append(" ")
            parts.append(self._texts[at])
        return Candidate(start, end, "".join(parts), entry, titles)
