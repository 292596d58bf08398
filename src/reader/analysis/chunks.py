"""Chunks: runs of capitalised words that no lexicon knows, and how far the name reaches that begins with one."""

from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, Gazetteer, gazetteer
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common, is_function

HYPHENS = frozenset("-‐‑")
_QUOTES = frozenset('"“”')
_LONGEST = 12  # tokens a name may have


class Piece(NamedTuple):
    """A stretch of tokens that may be a name."""

    start: int
    end: int
    entry: Entry | None
    """What the lexicons know it as; None for a chunk they don't know."""
    titles: tuple[str, ...] = ()
    """The titles right before it."""


class Chunks:
    """Reads chunks out of a stream."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._known: Gazetteer = gazetteer()
        self._first_names = lexicon.table("first_names")
        self._particles = lexicon.words("particles")
        self._heads = lexicon.words("organization_heads")
        self._place_heads = lexicon.words("place_heads")
        self._bodies = lexicon.words("state_bodies")
        self._companies = lexicon.words("company_suffixes")
        self._possessors = lexicon.words("possessors")
        self._surnames = lexicon.words("surname_heads")
        self._possessive = lexicon.family("small_words", "possessive")
        self._generation = lexicon.family("small_words", "generation")
        self._directions = lexicon.family("small_words", "direction")
        self._naming = lexicon.family("small_words", "naming")
        self._links = lexicon.family("small_words", "link")
        self._ands = lexicon.family("small_words", "and")
        self._definite = lexicon.family("small_words", "definite")
        self._crossing = lexicon.family("small_words", "crossing")
        self._routes = lexicon.family("small_words", "route")
        self._saints = lexicon.family("small_words", "saint")
        self._owned_heads = lexicon.family("small_words", "owned_head")
        self._vessels = lexicon.family("small_words", "vessel")
        self._fronts = lexicon.family("small_words", "place_front")
        self._turns = lexicon.family("small_words", "turn")
        self._postnominals = lexicon.family("small_words", "postnominal")
        self._parties = lexicon.family("small_words", "party_letter")
        self._modals = lexicon.family("small_words", "modal")
        self._teams = lexicon.table("teams")
        self._calendar = lexicon.family("small_words", "calendar")
        self._compounds = lexicon.family("small_words", "compound")
        self._things = lexicon.words("thing_heads")
        self._papers = lexicon.family("small_words", "paper")
        self._national = (self._heads - self._papers) | lexicon.family("small_words", "of_nation")

    def ordinary(self, piece: Piece) -> bool:
        """Whether an unknown chunk is made of ordinary words only."""
        return piece.entry is None and all(
            is_common(text.lower()) or not text[0].isalpha() for text in self._texts[piece.start : piece.end]
        )

    def _body(self, at: int) -> int:
        """The end of a body that a country's name before it belongs to ("Congress", "Defense Ministry"), else 0."""
        match = self._known.match(self._texts, at)
        if match is None or match[0].kind != "organization":
            return 0
        words = self._texts[at : match[1]]
        head = words[-1] in self._bodies or (len(words) > 1 and not self._national.isdisjoint(words))
        paper = words[-1] in self._papers
        return match[1] if head and not paper and all(is_common(word.lower()) for word in words) else 0

    def _run(self, at: int) -> int:
        """The end of the unknown capitalised words that follow a known phrase."""
        texts = self._texts
        end = at
        while (
            end < len(texts) and end - at < _LONGEST and texts[end][0].isupper() and not is_function(texts[end].lower())
        ):
            match = self._known.match(texts, end)
            if match is not None and match[0].kind not in ("other", "adjective"):
                if end > at and texts[end - 1] in self._heads:
                    break
                if match[0].kind == "title" or texts[match[1] - 1] not in self._heads:
                    break
            if match is not None and match[0].kind in ("country", "title", "organization"):
                break
            if end > at and self._stream.joined(end):
                break
            end += 1
            if texts[end] in self._possessive and texts[end - 1] in self._possessors and texts[end + 1][0].isupper():
                end += 1
        return end

    def _chunk(self, at: int, titled: bool) -> Piece | None:
        """The unknown name that starts at a capital."""
        if self._texts[at] in self._turns and self._texts[at - 1] == BREAK:
            return None  # "Q. You played …"
        if self._texts[at] in self._postnominals or (self._texts[at] in self._parties and self._stream.joined(at + 1)):
            return None  # "D-Rockingham"
        if is_function(self._texts[at].lower()) and not titled and not self._leads_name(at):
            return None
        start = self._before(at)
        end = at + 1
        while end - start < _LONGEST:
            further = self._further(start, end)
            if further == end:
                break
            end = further
        return Piece(self._numbered(start, end), self._connected(end), None)

    def _leads_name(self, at: int) -> bool:
        """Whether a function word is a family name in front: "met He Lifeng"."""
        following = self._texts[at + 1]
        if self._stream.opens(at) or self._stream.loud[at] or not following[0].isupper() or len(following) < 3:
            return False
        return not is_common(following.lower()) and self._known.match(self._texts, at + 1) is None

    def _numbered(self, start: int, end: int) -> int:
        """Where a unit's name starts: "101st Airborne Division"."""
        before = self._texts[start - 1] if start else ""
        ordinal = before[:1].isdigit() and before[-2:] in lexicon.family("small_words", "ordinal_ending")
        return start - 1 if ordinal and self._texts[end - 1] in self._heads else start

    def _before(self, at: int) -> int:
        """Where a name starts that lower-case particles lead: "al-Assad", "bin Laden", "van der Bellen"."""
        texts = self._texts
        start = at
        if at > 1 and texts[at - 1] in HYPHENS and self._stream.joined(at) and texts[at - 2].lower() in self._particles:
            return at - 2
        while start > 0 and texts[start - 1] in self._particles and at - start < 3:
            start -= 1
        return start

    def _further(self, start: int, end: int) -> int:
        """The end of a chunk after the next word that belongs to it; the same where none does."""
        texts, joined = self._texts, self._stream.joined
        text, following = texts[end], texts[end + 1]
        if text[0].isupper():
            return end if self._stops(start, end) else end + 1
        if text in HYPHENS:
            if not (joined(end) and joined(end + 1)):
                return end
            korean = end - start > 1 and self._is_korean(end - 1)
            return end + 2 if korean or self._same_name(end + 1) else end
        if text in self._possessive:
            return self._owned(start, end)
        if text in self._ands and text != "&":
            return self._joined_by_and(start, end)
        if text.isdigit():
            return end + 1 if texts[end - 1] in self._routes else end
        if text == "&":
            return end + 2 if following[0].isupper() else end
        if text == ",":
            return end + 2 if following in self._companies or following in self._generation else end
        if text in _QUOTES:
            return self._after_nickname(start, end)
        return self._after_particles(end)

    def _is_korean(self, at: int) -> bool:
        """Whether a given name in two parts stands here, the second in lower case: "Jae-in", "Ki-moon"."""
        texts = self._texts
        text, part = texts[at], texts[at + 2]
        if texts[at + 1] not in HYPHENS or not text[0].isupper() or not text[1:].islower() or not part.islower():
            return False
        short = len(text) < 7 and len(part) < 6 and self._stream.joined(at + 1) and self._stream.joined(at + 2)
        return short and not part.endswith("ed") and part not in self._compounds and not is_function(text.lower())

    def _owned(self, start: int, end: int) -> int:
        """The end of a name that a possessive stands inside: "Children's Hospital", "St. Anne's Church"."""
        texts = self._texts
        following = texts[end + 1]
        if texts[start] in self._saints or (following in self._owned_heads and texts[end - 1][0].isupper()):
            tail = end + 1
            while texts[tail][0].isupper() and tail - end < 4 and not is_function(texts[tail].lower()):
                tail += 1
            last = texts[tail - 1]
            return tail if last in self._heads or last in self._place_heads or last in self._owned_heads else end
        tail = self._run(end + 1) if texts[end - 1] in self._possessors else end
        return tail if tail > end + 1 and texts[tail - 1] in self._heads else end

    def _joined_by_and(self, start: int, end: int) -> int:
        """The end of an organization with "and" inside: "the Independent Electoral and Boundaries Commission"."""
        texts = self._texts
        definite = start > 0 and (texts[start - 1] in self._definite or self._stream.opens(start))
        if not definite or self._stream.loud[start]:
            return end
        tail = end + 1
        while texts[tail][0].isupper() and tail - end < 6 and not is_function(texts[tail].lower()):
            tail += 1
        words = [*texts[start:end], *texts[end + 1 : tail]]
        headed = tail - end > 2 and texts[tail - 1] in self._heads and self._heads.isdisjoint(texts[start + 1 : end])
        return tail if headed and all(is_common(word.lower()) for word in words) else end

    def _stops(self, start: int, end: int) -> bool:
        """Whether a chunk ends before a capitalised word."""
        text, last = self._texts[end], self._texts[end - 1]
        if text in self._postnominals:
            return True
        if last in self._companies and end - start > 1 and text not in self._companies:
            return True
        if end - start == 1 and last.count(".") > 1 and is_common(text.lower()) and text not in self._surnames:
            return True
        if self._stream.joined(end) or self._parts_here(start, end):
            return True
        return is_function(text.lower()) and not self._is_odd_surname(start, end)

    def _is_odd_surname(self, start: int, end: int) -> bool:
        """Whether a function word is a surname: "Alan Such, a driver"."""
        lone = end == start + 1 and self._texts[start] in self._first_names
        return lone and len(self._texts[end]) > 2 and not self._stream.loud[end] and self._texts[end + 1] in ",.’'"

    def _after_nickname(self, start: int, end: int) -> int:
        """The end of a person's name after a nickname in quotation marks and the word behind it; the same for none."""
        texts = self._texts
        first = texts[start]
        if first not in self._first_names and (is_common(first.lower()) or self._known.match(texts, start)):
            return end
        close = end + 1
        while texts[close][0].isupper() and close - end < 4:
            close += 1
        if close == end + 1 or texts[close] not in _QUOTES:
            return end
        after = close + 1
        while texts[after] in self._particles:
            after += 1
        return after + 1 if texts[after][0].isupper() else end

    def _after_particles(self, end: int) -> int:
        """The end of a chunk after lower-case particles and the word they lead to."""
        texts = self._texts
        after = end
        while texts[after] in self._particles and after - end < 3:
            after += 1
        if after == end:
            return end
        if texts[after] in HYPHENS and texts[after + 1][0].isupper() and self._stream.joined(after):
            return after + 2
        return after + 1 if texts[after][0].isupper() else end

    def _same_name(self, at: int) -> bool:
        """Whether what follows a hyphen goes on with the name before it; a known name stands for itself."""
        text = self._texts[at]
        if not (text[0].isupper() or text[0].isdigit()):
            return False
        match = self._known.match(self._texts, at)
        return match is None or match[0].kind in ("other", "title") or self._texts[at - 2].lower() in self._particles

    def _parts_here(self, start: int, end: int) -> bool:
        """Whether a capitalised word begins a new name instead of going on with a chunk."""
        texts = self._texts
        match = self._known.match(texts, end)
        if match is None:
            return False
        entry, after = match
        if entry.kind == "other" and texts[end] in self._surnames and texts[start] in self._first_names:
            return end > start + 1
        if entry.kind in ("other", "group"):
            return True
        if entry.kind == "adjective" and texts[after][0].isupper() and is_common(texts[end - 1].lower()):
            return texts[max(self._run(after), self._body(after)) - 1] not in self._heads  # "Royal Canadian Navy"
        if entry.name in self._teams and after - end == 1 and texts[end].endswith("s"):
            return False  # "Delta Kings"
        if entry.kind == "title" and texts[start].count(".") > 1 and texts[end] in self._surnames:
            return False  # "B.B. King"
        if entry.kind == "title":
            lone = end == start + 1 and texts[start] in self._first_names and "." not in texts[end]
            return not (lone or texts[end] in self._surnames) or after - end > 1
        named = texts[end - 1] in self._first_names or texts[end - 1].endswith(".")
        asked = self._stream.opens(start) and texts[start] in self._modals  # "Will Kyiv hold?"
        person = (texts[start] in self._first_names or is_common(texts[start].lower())) and named and not asked
        if person and after - end == 1 and entry.kind in ("place", "state", "country", "organization", "adjective"):
            return "." in texts[end] or texts[end].isupper()
        if texts[end - 1] in self._heads and entry.kind in ("place", "country"):
            return False
        return not (after - end == 1 and texts[end] in self._heads)

    def _connected(self, end: int, heads: frozenset[str] | None = None) -> int:
        """The end of a name with what "of", "for" or "on" ties to its head: "University of Dar es Salaam"."""
        texts = self._texts
        head = texts[end - 1]
        heads = heads or self._heads
        linked = (head in heads and texts[end] in self._links) or (head in self._place_heads and texts[end] == "of")
        if head in self._heads and texts[end][0].isupper():
            # "King's College London"
            match = self._known.match(texts, end)
            return match[1] if match is not None and match[0].kind == "place" else end
        if not linked or (head.endswith("s") and texts[end] not in ("of", "for")):
            return end
        tail = self._tied(end)
        if head.endswith("s") and texts[end] == "for" and tail - end < 3:
            return end
        # "Institute for the Study of War"
        return self._tied(tail) if texts[tail] == "of" and end < tail and is_common(texts[tail - 1].lower()) else tail

    def _tied(self, end: int) -> int:
        """The end of the capitalised words after a linking word; the same where none follow."""
        texts = self._texts
        after = end + 1 + (texts[end + 1] == "the")
        if texts[after] in self._calendar:
            return end
        tail = after
        while (
            tail < len(texts) and tail - after < 6 and texts[tail][0].isupper() and not is_function(texts[tail].lower())
        ):
            match = self._known.match(texts, tail)
            tail = match[1] if match is not None else tail + 1
            if texts[tail] in self._ands and texts[tail + 1][0].isupper() and is_common(texts[tail - 1].lower()):
                tail += 1
        return self._listed(tail) if tail > after else end

    def _listed(self, end: int) -> int:
        """The end of a list of fields inside a name: "Committee on Health, Education, Labor and Pensions"."""
        texts = self._texts
        tail = end
        while texts[tail] == "," and tail - end < 10 and self._is_field(tail + 1):
            tail += 2
        if tail > end and texts[tail] in self._ands and self._is_field(tail + 1):
            return tail + 2
        return end

    def _is_field(self, at: int) -> bool:
        """Whether an ordinary word with a capital stands here."""
        text = self._texts[at]
        return text[0].isupper() and is_common(text.lower()) and text not in self._calendar
