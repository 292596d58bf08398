"""Where a text may name something: known phrases, and chunks of capitalised words between them."""

from collections.abc import Iterator

from reader.analysis import lexicon
from reader.analysis.chunks import HYPHENS, Chunks, Piece
from reader.analysis.gazetteer import Entry, folded
from reader.analysis.stream import BREAK, Stream
from reader.analysis.vocabulary import is_common, is_function

_TITLES = 8  # titles that one name may have


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
        piece = reader.piece(at, titled=at == adjacent)
        if piece is None:
            continue
        if piece.start < done:
            piece = piece._replace(start=at)
        done = piece.end
        if piece.start != adjacent:
            titles = []
        if piece.entry is not None and piece.entry.kind == "title":
            # "Protection Secretary Lloyd Austin": common words before a title belong to it.
            if pending is not None and pending.end == piece.start and reader.ordinary(pending):
                pending = None
            if not reader.may_be_surname(piece):
                titles = [*titles[1 - _TITLES :], piece.entry.name]
                adjacent = piece.end
                continue
            piece = Piece(piece.start, piece.end, None)
        if pending is not None:
            yield pending
        pending = piece._replace(titles=tuple(titles)) if titles else piece
        titles = []
        adjacent = -1
    if pending is not None:
        yield pending


class _Reader(Chunks):
    """Reads one piece at a time out of a stream."""

    def may_be_surname(self, piece: Piece) -> bool:
        """Whether a title that no name follows is a surname too: "Mr. King left", "King Concedes" in a heading."""
        alone = not self._texts[piece.end][0].isupper() or self._stream.loud[piece.start] == 1
        return self._texts[piece.start] in self._surnames and alone

    def piece(self, at: int, titled: bool = False) -> Piece | None:
        """The piece that starts at a capital, after a title or not; None where nothing can."""
        if self._texts[at].isupper() and (dateline := self._dateline(at)) is not None:
            return dateline
        start = self._before(at)
        if start < at and (led := self._known.match(self._texts, start)) is not None and led[1] > at:
            return Piece(start, led[1], led[0])  # "al-Qaeda"
        match = self._thing(at) or self._known.match(self._texts, at) or self._directed(at)
        label = titled or self._texts[at + 1] == ":"
        if match is None and not label and self._texts[at].isupper() and (quiet := folded().get(self._texts[at])):
            match = self._known.entries[quiet], at + 1
        if match is None or self._begins_person(at, match):
            return self._chunk(at, titled)
        entry, end = match
        if self._texts[at] == "The" and self._texts[end][0].isupper():
            return None  # "The National" is a paper, "The National Guard" another body
        if entry.kind == "title":
            return self._office(at, end) or Piece(at, end, entry)
        if entry.kind == "abbreviation" and not self._after_comma(at, end):
            return self._chunk(at, titled)
        return self._extended(at, end, entry)

    def _thing(self, at: int) -> tuple[Entry, int] | None:
        """A storm with its name, a ship with hers: "Hurricane Nora", "the ferry Queen of Oak Bay"."""
        text, texts = self._texts[at], self._texts
        storm = texts[at + 1] in self._naming and is_common(text.lower()) and texts[at + 2] not in self._heads
        if text in self._naming or storm:
            end = at + 1 + (text not in self._naming)
            return (Entry("other", text), self._run(end)) if texts[end][0].isupper() else None
        if at == 0 or texts[at - 1] not in self._vessels or self._stream.opens(at):
            return None
        end = at + 1
        while texts[end][0].isupper() or (texts[end] == "of" and texts[end + 1][0].isupper()):
            end += 1
        return Entry("other", text), end

    def _directed(self, at: int) -> tuple[Entry, int] | None:
        """A place by its front: "South Darfur", "Lake Erie"."""
        text, texts = self._texts[at], self._texts
        if text in self._fronts and texts[at + 1][0].isupper() and not is_function(texts[at + 1].lower()):
            end = max(self._run(at + 1), at + 2)
            return (Entry("place", " ".join(texts[at:end])), end) if texts[end - 1] not in self._heads else None
        if text not in self._directions or self._stream.opens(at) or self._stream.joined(at + 1):
            return None
        match = self._known.match(texts, at + 1)
        if match is None or match[0].kind not in ("place", "state", "country"):
            return None
        return Entry("place", f"{text} {match[0].name}"), match[1]

    def _dateline(self, at: int) -> Piece | None:
        """The place in capitals that a report begins with: "ATLANTIC CITY, N.J. —"."""
        texts = self._texts
        if not (texts[at - 1] == BREAK or (texts[at - 1] == "/" and texts[at - 2].isupper())):
            return None
        end = at
        while texts[end].isupper() and end - at < 4:
            end += 1
        shout = " ".join(texts[at:end])
        dated = texts[end][0].isdigit() and BREAK in texts[end : end + 6]
        if len(shout) < 4 or not (dated or texts[end] in lexicon.family("small_words", "dateline_end")):
            return None
        if texts[end] == "," and not texts[end + 1][0].isupper():
            return None
        known = self._known.entries.get(folded().get(shout, shout)) or Entry("place", shout.title())
        return Piece(at, end, known) if known.kind in ("place", "state", "country") else None

    def _office(self, at: int, end: int) -> Piece | None:
        """The organization in "Prime Minister's Office"."""
        texts = self._texts
        if texts[end] in self._possessive and texts[end + 1] in self._heads:
            return Piece(at, end + 2, None)
        return None

    def _after_comma(self, at: int, end: int) -> bool:
        """Whether the abbreviation of a state stands where one does: "Austin, Tex.", "R-Ariz."."""
        text, before = self._texts[at], self._texts[at - 1] if at else ""
        if before == "," and at > 1 and self._texts[at - 2][0].isupper():
            return True
        if before == "(" or (before in HYPHENS and self._stream.joined(at)):
            return True
        return text.count(".") > 1

    def _begins_person(self, at: int, match: tuple[Entry, int]) -> bool:
        """Whether a known single word is rather a first name, or an unknown surname follows a title."""
        entry, end = match
        if end - at == 1 and self._is_korean(end):
            return True
        if end - at > 1 or entry.kind == "adjective":
            return False
        following = self._texts[end]
        if entry.kind == "title":
            if self._texts[at] in self._first_names and following[0].isupper() and not self._stream.joined(end):
                return self._known.match(self._texts, end) is None  # "Dean Hollis"
            if following in self._heads and following not in self._surnames and not self._stream.loud[at]:
                return True  # "General Synod"
            return following in HYPHENS and self._stream.joined(end) and self._texts[end + 1][0].isupper()
        if self._texts[at] not in self._first_names or not following[0].isupper() or self._stream.joined(end):
            return False
        if following in self._surnames:
            return True
        if following in self._heads or following in self._place_heads:
            return False
        return self._known.match(self._texts, end) is None and not is_function(following.lower())

    def _extended(self, at: int, end: int, entry: Entry) -> Piece:
        """A known phrase, or the longer name it begins: "Gaza Health Ministry", "American Enterprise Institute"."""
        texts = self._texts
        plain = Piece(at, end, entry)
        if entry.kind == "organization":
            comma = end + (texts[end] in (",", "&"))
            if texts[comma] in self._companies:
                return Piece(at, comma + 1 + (texts[comma + 1] in self._companies), entry)
            if texts[end] in self._links and texts[end - 1] in self._heads and self._connected(end) > end:
                return Piece(at, self._connected(end), None)
        if self._stream.loud[at] or (entry.kind == "group" and texts[end - 1].endswith("s")):
            return plain
        if entry.kind == "other":
            leads = end - at == 1 and texts[at] not in self._calendar and texts[at][1:].islower()
            return (self._headed(at, end, entry) if leads else None) or plain
        town = entry.kind in ("place", "state")
        if town and texts[end] in HYPHENS and self._stream.joined(end + 1):
            following = texts[end + 1]
            return Piece(at, end + 2, None) if self._same_name(end + 1) and not is_common(following.lower()) else plain
        if town and texts[end] in self._crossing:
            return Piece(at, end + 1, Entry("place", f"{entry.name} {texts[end]}"))
        if town and texts[end] == "&" and texts[end + 1][0].isupper():
            return Piece(at, max(self._run(end + 1), end + 2), None)
        if texts[end] == "of" and end - at == 1 and texts[at] in self._place_heads and self._connected(end) > end:
            return Piece(at, self._connected(end), None)
        return self._headed(at, end, entry) or plain

    def _headed(self, at: int, end: int, entry: Entry) -> Piece | None:
        """The longer name that a known phrase begins, by its head."""
        texts = self._texts
        if self._stream.joined(end):
            return None
        if entry.kind == "other" and (inner := self._known.match(texts, end)) is not None:
            if inner[0].kind not in ("place", "state", "country"):
                return None
            longer = self._headed(end, inner[1], inner[0])  # "Southern Nevada Water Authority"
            return Piece(at, longer.end, None) if longer is not None and longer.entry is None else None
        if entry.kind != "organization" and (body := self._body(end)):
            return Piece(at, body, None)
        if entry.kind in ("place", "state") and texts[end] in self._papers and not texts[end + 1][0].isupper():
            return Piece(at, end + 1, None)
        team = self._known.match(texts, end) if entry.kind in ("place", "state") else None
        if team is not None and team[0].name in self._teams and team[1] == end + 1 and texts[end].endswith("s"):
            return Piece(at, end + 1, None)  # "Leicester Tigers"
        tail = self._run(end)
        if tail == end:
            return None
        last = texts[tail - 1]
        if last in self._things and entry.kind != "organization":
            return Piece(at, self._connected(tail, self._things), Entry("other", last))
        if last in self._heads:
            return Piece(at, self._connected(tail), None)
        headed = next((end for end in range(tail - 1, end, -1) if texts[end - 1] in self._heads), 0)
        if headed and entry.kind in ("adjective", "country"):
            return Piece(at, headed, None)  # "Ethiopian Airlines Flight 302"
        place = last in self._place_heads and entry.kind not in ("country", "organization")
        if place and entry.kind == "other":
            return Piece(at, self._connected(tail), None)
        nickname = entry.kind in ("place", "state") and tail - end == 1 and last.endswith("s")
        return Piece(at, tail, None) if place or nickname else None
