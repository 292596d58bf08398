"""Where a text may name something: known phrases, and chunks of capitalised words between them."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, Gazetteer, folded, gazetteer
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common, is_function

_HYPHENS = frozenset("-‐‑")
_LONGEST = 12  # tokens a name may have


class Piece(NamedTuple):
    """A stretch of tokens that may be a name."""

    start: int
    end: int
    entry: Entry | None
    """What the lexicons know it as; None for a chunk they don't know."""
    titles: tuple[str, ...] = ()
    """The titles right before it."""


def pieces(stream: Stream) -> Iterator[Piece]:
    """Find everything that may be a name, with the titles before it.

    Args:
        stream: The article's tokens.

    Yields:
        Known phrases and unknown chunks, in text order, without overlap.
    """
    titles: list[str] = []
    adjacent = -1
    pending: Piece | None = None
    done = 0
    reader = _Reader(stream)
    for at in stream.capitals:
        if at < done:
            continue
        piece = reader.piece(at)
        if piece is None:
            continue
        done = piece.end
        if piece.start != adjacent:
            titles = []
        if piece.entry is not None and piece.entry.kind == "title":
            # "Protection Secretary Lloyd Austin": common words before a title belong to it.
            if pending is not None and pending.end == piece.start and reader.ordinary(pending):
                pending = None
            titles = [*titles, piece.entry.name]
            adjacent = piece.end
            continue
        if pending is not None:
            yield pending
        pending = piece._replace(titles=tuple(titles)) if titles else piece
        titles = []
        adjacent = -1
    if pending is not None:
        yield pending


class _Reader:
    """Reads one piece at a time out of a stream."""

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

    def ordinary(self, piece: Piece) -> bool:
        """Whether an unknown chunk is made of ordinary words only."""
        return piece.entry is None and all(
            is_common(text.lower()) or not text[0].isalpha() for text in self._texts[piece.start : piece.end]
        )

    def piece(self, at: int) -> Piece | None:
        """The piece that starts at a capital, or None."""
        if self._texts[at - 1] == BREAK and self._texts[at].isupper() and (dateline := self._dateline(at)) is not None:
            return dateline
        match = self._known.match(self._texts, at)
        if match is None or self._begins_person(at, match):
            return self._chunk(at)
        entry, end = match
        if entry.kind == "title":
            return self._office(at, end) or Piece(at, end, entry)
        if entry.kind == "abbreviation" and not self._after_comma(at, end):
            return self._chunk(at)
        return self._extended(at, end, entry)

    def _dateline(self, at: int) -> Piece | None:
        """The place in capitals that a report begins with: "ATLANTIC CITY, N.J. —"."""
        texts = self._texts
        end = at
        while texts[end].isupper() and end - at < 4:
            end += 1
        shout = " ".join(texts[at:end])
        if len(shout) < 4 or texts[end] not in (",", "(", "-", "–", "—", "/"):
            return None
        if texts[end] == "," and not texts[end + 1][0].isupper():
            return None
        known = self._known.entries.get(folded().get(shout, shout)) or Entry("place", shout.title())
        return Piece(at, end, known) if known.kind in ("place", "state", "country") else None

    def _office(self, at: int, end: int) -> Piece | None:
        """The organization in "Prime Minister's Office"."""
        texts = self._texts
        if texts[end] in ("'s", "’s") and texts[end + 1] in self._heads:
            return Piece(at, end + 2, None)
        return None

    def _after_comma(self, at: int, end: int) -> bool:
        """Whether the abbreviation of a state stands where one does: "Austin, Tex.", "R-Ariz."."""
        text, before = self._texts[at], self._texts[at - 1] if at else ""
        if before == "," and at > 1 and self._texts[at - 2][0].isupper():
            return True
        if before == "(" or (before in _HYPHENS and self._stream.joined(at)):
            return True
        return text.count(".") > 1

    def _begins_person(self, at: int, match: tuple[Entry, int]) -> bool:
        """Whether a known single word is rather a first name, or an unknown surname follows a title."""
        entry, end = match
        if end - at > 1 or entry.kind == "adjective":
            return False
        following = self._texts[end]
        if entry.kind == "title":
            return following in _HYPHENS and self._stream.joined(end) and self._texts[end + 1][0].isupper()
        if self._texts[at] not in self._first_names or not following[0].isupper() or self._stream.joined(end):
            return False
        if following in self._heads or following in self._place_heads:
            return following in self._surnames
        return self._known.match(self._texts, end) is None and not is_function(following.lower())

    def _extended(self, at: int, end: int, entry: Entry) -> Piece | None:
        """A known phrase, or the longer name that it begins: "Gaza Health Ministry", "American Enterprise Institute"."""
        if self._stream.loud[at]:
            return Piece(at, end, entry)
        if entry.kind in ("place", "state") and self._texts[end] in _HYPHENS and self._stream.joined(end + 1):
            if self._same_name(end + 1) and not is_common(self._texts[end + 1].lower()):
                return Piece(at, end + 2, None)
        comma = end + (self._texts[end] in (",", "&"))
        if entry.kind == "organization" and self._texts[comma] in self._companies:
            return Piece(at, comma + 1, entry)
        tail = end if entry.kind in ("organization", "other", "group") and self._texts[end] != "of" else self._run(end)
        last = self._texts[tail - 1]
        if tail > end:
            words = self._texts[end:tail]
            generic = last in self._bodies and (
                entry.kind == "adjective" or "." in self._texts[at] or self._texts[at].isupper()
            )
            if last in self._heads and not generic:
                return Piece(at, self._connected(tail), None)
            if last in self._place_heads and entry.kind != "country":
                return Piece(at, tail, None)
            if entry.kind in ("place", "state") and len(words) == 1 and last.endswith("s"):
                return Piece(at, tail, None)
        return Piece(at, end, entry)

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
        return end

    def _chunk(self, at: int) -> Piece | None:
        """The unknown name that starts at a capital."""
        if is_function(self._texts[at].lower()):
            return None
        start = self._before(at)
        end = at + 1
        while end - start < _LONGEST:
            further = self._further(start, end)
            if further == end:
                break
            end = further
        return Piece(start, self._connected(end), None)

    def _before(self, at: int) -> int:
        """Where a name starts that lower-case particles lead: "al-Assad", "bin Laden", "van der Bellen"."""
        texts = self._texts
        start = at
        if (
            at > 1
            and texts[at - 1] in _HYPHENS
            and self._stream.joined(at)
            and texts[at - 2].lower() in self._particles
        ):
            return at - 2
        while start > 0 and texts[start - 1] in self._particles and at - start < 3:
            start -= 1
        return start

    def _further(self, start: int, end: int) -> int:
        """The end of a chunk after the next word that belongs to it; the same where none does."""
        texts, joined = self._texts, self._stream.joined
        text = texts[end]
        if text[0].isupper():
            if texts[end - 1] in self._companies and end - start > 1 and text not in self._companies:
                return end
            if texts[end - 1].count(".") > 1 and is_common(text.lower()):
                return end
            if joined(end) or is_function(text.lower()) or self._parts_here(start, end):
                return end
            return end + 1
        if text in _HYPHENS and joined(end) and joined(end + 1) and self._same_name(end + 1):
            return end + 2
        if text in ("'s", "’s") and texts[end - 1] in self._possessors:
            tail = self._run(end + 1)
            return tail if tail > end + 1 and texts[tail - 1] in self._heads else end
        if text == "&" and texts[end + 1][0].isupper():
            return end + 2
        if text == "," and (texts[end + 1] in self._companies or texts[end + 1] in ("Jr.", "Sr.", "Jr", "Sr")):
            return end + 2
        if (
            text in ('"', "“")
            and texts[end + 1][0].isupper()
            and texts[end + 2] in ('"', "”")
            and texts[end + 3][0].isupper()
        ):
            return end + 4 if texts[start] in self._first_names else end
        after = end
        while texts[after] in self._particles and after - end < 3:
            after += 1
        if after > end:
            if texts[after] in _HYPHENS and texts[after + 1][0].isupper() and joined(after):
                return after + 2
            if texts[after][0].isupper():
                return after + 1
        return end

    def _same_name(self, at: int) -> bool:
        """Whether what follows a hyphen goes on with the name before it; a known name stands for itself."""
        text = self._texts[at]
        if not (text[0].isupper() or text[0].isdigit()):
            return False
        match = self._known.match(self._texts, at)
        return match is None or match[0].kind in ("other", "title")

    def _parts_here(self, start: int, end: int) -> bool:
        """Whether a capitalised word begins a new name instead of going on with a chunk."""
        texts = self._texts
        match = self._known.match(texts, end)
        if match is None:
            return False
        entry, after = match
        if entry.kind in ("other", "group"):
            return True
        if entry.kind == "title":
            lone = end == start + 1 and texts[start] in self._first_names and "." not in texts[end]
            return not (lone or texts[end] in self._surnames) or after - end > 1
        person = texts[start] in self._first_names and (end == start + 1 or texts[end - 1].endswith("."))
        if person and after - end == 1 and entry.kind in ("place", "state", "country", "organization"):
            return "." in texts[end] or texts[end].isupper()
        if texts[end - 1] in self._heads and entry.kind in ("place", "country"):
            return False
        return not (after - end == 1 and texts[end] in self._heads)

    def _connected(self, end: int) -> int:
        """The end of a name with what "of", "for" or "on" ties to its head: "University of Dar es Salaam"."""
        texts = self._texts
        head = texts[end - 1]
        linked = (head in self._heads and texts[end] in ("of", "for", "on")) or (
            head in self._place_heads and texts[end] == "of"
        )
        if not linked or (head.endswith("s") and texts[end] != "of"):
            return end
        after = end + 1 + (texts[end + 1] == "the")
        tail = after
        while (
            tail < len(texts) and tail - after < 6 and texts[tail][0].isupper() and not is_function(texts[tail].lower())
        ):
            tail += 1
            if texts[tail] in ("and", "&") and texts[tail + 1][0].isupper() and is_common(texts[tail - 1].lower()):
                tail += 1
        return tail if tail > after else end
