"""Seats of government that stand for their government: "Washington is not opposed"."""

from collections.abc import Iterable

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, gazetteer, peoples, seats
from reader.analysis.judge import Candidate
from reader.analysis.stream import Stream
from reader.analysis.vocabulary import is_common, is_function

_HYPHENS = frozenset("-‐‑")
_OPENING = frozenset("“‘\"'«")
_JOINING = frozenset((",", "and"))
_ASIDE = 9  # tokens of an aside
_SEATS = 4  # seats on either side that one verb may have
_NEAR = 5  # tokens before a preposition that may tell of an act


def metonyms(stream: Stream, found: Iterable[Candidate]) -> dict[int, Entry]:
    """Find the places that act as a country's government.

    A seat counts where the words around tell of an act, not of a site. Where they don't make it plain, the country must
    be named in the text, or its people.

    Args:
        stream: The article's tokens.
        found: The names in it.

    Returns:
        The country, by the first token of the mention.
    """
    listed = [candidate for candidate in found if candidate.text in seats()]
    if not listed:
        return {}
    named = _countries(stream)
    ends = {candidate.start: candidate.end for candidate in listed}
    # By the mark or word that joins a seat to the next.
    starts = {candidate.end: candidate.start for candidate in listed}
    out: dict[int, Entry] = {}
    for candidate in listed:
        entry = candidate.entry
        if entry is None or entry.kind not in ("place", "state"):
            continue
        country = seats()[candidate.text]
        seat = _Seat(stream, candidate, ends, starts)
        if seat.acts() and (country in named or seat.plain):
            out[candidate.start] = Entry("country", country)
    return out


def _countries(stream: Stream) -> set[str]:
    """The countries that a text names, by name, adjective or people."""
    known = gazetteer()
    out = set()
    for at in stream.capitals:
        match = known.match(stream.texts, at)
        if match is not None and match[0].kind in ("country", "adjective", "group"):
            out.add(peoples().get(match[0].name, match[0].name))
    return out


class _Seat:
    """A mention of a seat of government among the words around it."""

    def __init__(self, stream: Stream, candidate: Candidate, ends: dict[int, int], starts: dict[int, int]) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._start, self._end = candidate.start, candidate.end
        # "London, Warsaw and Kyiv want more" is judged as a whole.
        for _ in range(_SEATS):
            if self._texts[self._end] in _JOINING and self._end + 1 in ends:
                self._end = ends[self._end + 1]
            if self._start > 1 and self._texts[self._start - 1] in _JOINING and self._start - 1 in starts:
                self._start = starts[self._start - 1]
        self._several = self._end - self._start > candidate.end - candidate.start
        self._words = lexicon.table("metonym_words")
        self.plain = False
        """Whether the words around leave no doubt."""

    def _says(self, mark: str, word: str) -> str:
        """What a word beside the seat tells."""
        word = word.replace("’", "'").removesuffix("n't")  # "wouldn't"
        return self._words.get(mark + word, ("",))[0]

    def acts(self) -> bool:
        """Whether the words around tell of an act."""
        texts, start, end = self._texts, self._start, self._end
        before = texts[start - 1].lower() if start else ""
        after = texts[end]
        if after in _HYPHENS and self._stream.joined(end):
            return self._says("-", texts[end + 1]) == "act" or texts[end + 1][0].isupper()
        if before in _HYPHENS and self._stream.joined(start):
            return self._says("-", texts[start - 2].lower()) == "act"
        if after in lexicon.family("small_words", "possessive"):
            return before != "in" and self._owns(end + 1)
        if after == "," and texts[end + 1][0].isupper():
            return False  # "Moscow, Idaho"
        if (told := self._told_before(before)) is not None:
            return told
        if before == "and":
            return self._paired() or self._says(">", after) == "act"
        return self._is_subject(before)

    def _told_before(self, before: str) -> bool | None:
        """What the word before tells; None where it is not enough."""
        says = self._says("<", before)
        if says == "act":
            return True
        if says != "site":
            return None
        # "talks with", "objections from", "pressure on"
        near = self._texts[max(self._start - 1 - _NEAR, 0) : self._start - 1]
        for at in range(len(near) - 1, -1, -1):
            if not near[at][0].isalnum() or near[at] in lexicon.family("small_words", "site_only"):
                break
            if near[at] in lexicon.family("small_words", "motion"):
                break
            if self._says("~", near[at].lower()) == "act":
                self.plain = True
                return before not in lexicon.family("small_words", "site_only")
        return False

    def _owns(self, at: int) -> bool:
        """Whether what the seat owns tells of an act, not of a site."""
        texts = self._texts
        self.plain = self._says("~", texts[at]) == "act"
        named = texts[at][0].isupper() and self._says(">", texts[at].lower()) != "act"
        return not named and not any(self._says(">", text) == "site" for text in texts[at : at + 2])

    def _is_subject(self, before: str) -> bool:
        """Whether the seat is the subject of a verb."""
        end = self._after_aside()
        after = self._texts[end]
        says = self._says(">", after)
        subject = self._stream.opens(self._start) or self._says("<", before) == "clause"
        if says == "adverb" or after.endswith("ly"):
            end += 1
            after = self._texts[end]
            says = self._says(">", after) or ("act" if subject and self._is_verb(after) else "")
        if says == "act" or (subject and after in _OPENING):
            spoken = after in lexicon.family("small_words", "saying")
            self.plain = says == "act" and subject and (spoken or not is_function(after))
            return True
        return subject and (self._several or after.endswith(("s", "ed"))) and self._is_verb(after)

    def _after_aside(self) -> int:
        """Where the clause goes on behind the seat, after an aside between commas: "Moscow, for its part, denied"."""
        texts, end = self._texts, self._end
        if texts[end] == "," and texts[end + 1][0].islower():
            aside = texts[end + 2 : end + _ASIDE]
            if "," in aside:
                return end + 3 + aside.index(",")
        return end

    def _is_verb(self, word: str) -> bool:
        """Whether a word after a subject may be its verb: ordinary, and no role or site."""
        return (
            is_common(word)
            and not is_function(word)
            and self._says(">", word) != "site"
            and word not in lexicon.table("roles")
        )

    def _paired(self) -> bool:
        """Whether a seat is the second of a pair: "between Washington and Jerusalem"."""
        before = self._texts[max(self._start - 5, 0) : self._start]
        return not lexicon.family("small_words", "pair").isdisjoint(before) or any(
            self._says("<", word.lower()) == "act" for word in before[-3:-2]
        )
