"""Which pieces of a text's prose are names: evidence first, then every piece judged by it."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from reader.analysis import lexicon
from reader.analysis.chunks import Piece
from reader.analysis.gazetteer import Entry
from reader.analysis.judge import Candidate, Evidence, Judge
from reader.analysis.persons import parts
from reader.analysis.stream import Stream
from reader.analysis.vocabulary import is_common, is_function


def evidence(stream: Stream) -> Evidence:
    """Collect what can be trusted: capitals inside sentences, and words in lower case.

    Args:
        stream: The article's tokens.

    Returns:
        Both sets.
    """
    texts, loud = stream.texts, stream.loud
    capitals = frozenset(texts[at] for at in stream.capitals if not loud[at] and not stream.opens(at))
    labels = [
        texts[at]
        for at in stream.capitals
        if texts[at + 1] == ":" and texts[at].isupper() and len(texts[at]) > 2 and not texts[at - 1][0].isalpha()
        if texts[at].lower() not in lexicon.table("roles")
    ]
    speakers = frozenset(labels) if len(labels) > 1 else frozenset()
    counts = Counter(texts[at] for at in stream.capitals if not loud[at])
    often = frozenset(text for text, count in counts.items() if count > 1)
    return Evidence(capitals, frozenset(text for text in texts if text[0].islower()), often, speakers)


def of_prose(stream: Stream, found: Iterable[Piece], known: Evidence) -> tuple[list[Candidate], list[Piece]]:
    """Judge the pieces of a text's ordinary prose.

    Args:
        stream: The article's tokens.
        found: What may be a name.
        known: The text's evidence.

    Returns:
        The names in text order, and the pieces of headings, not judged.
    """
    judge = _SecondLook(stream, known)
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
    surnames = _surnames(quiet)
    quiet += [again for piece in words_alone if (again := judge.surname(piece, surnames)) is not None]
    shorts = _shorts(quiet)
    quiet += [again for piece in words_alone if (again := judge.short(piece, shorts)) is not None]
    if any(is_function(surname.lower()) for surname in surnames):
        quiet += judge.odd_surnames(surnames, quiet)
    quiet = [_quietened(candidate, surnames) for candidate in quiet if judge.has_weight(candidate, quiet_texts)]
    quiet.sort()
    quiet = [part for candidate in quiet for part in _parted(candidate, stream, surnames)]
    things = {name for piece in words_alone if (name := judge.named_thing(piece))}
    return [candidate for candidate in quiet if candidate.text not in things], waiting


def _surnames(quiet: Iterable[Candidate]) -> dict[str, int]:
    """The surnames of those whom the text has in full, with the token where it first does."""
    out: dict[str, int] = {}
    for candidate in quiet:
        if _is_full(candidate):
            first, blank, given = candidate.text.partition(" ")
            family = first if blank and "-" in given and given.rpartition("-")[2].islower() else ""  # "Park Geun-hye"
            for name in (parts(candidate.text).last, family):
                out[name] = min(out.get(name, candidate.start), candidate.start)
    return out


def _shorts(quiet: Iterable[Candidate]) -> dict[str, Entry]:
    """What is short for the papers and teams a text names: "the Post", "United"; of several it stands for none."""
    papers, teams = lexicon.family("small_words", "paper"), lexicon.table("teams")
    out: dict[str, Entry] = {}
    for candidate in quiet:
        first, _, last = candidate.text.rpartition(" ")
        entry = candidate.entry or Entry("organization", candidate.text)
        if not first or entry.kind != "organization" or not (last in papers or entry.name in teams):
            continue
        known = out.setdefault(last, entry)
        if known.name != entry.name:
            out[last] = Entry("organization", last)
    return out


def _is_full(candidate: Candidate) -> bool:
    """Whether a candidate is surely a person's name."""
    if candidate.entry is not None:
        return False
    first, _, given = candidate.text.partition(" ")
    if bool(candidate.titles) or (given and first in lexicon.table("first_names")):
        return True
    if "-" in given and given.rpartition("-")[2].islower():
        return True
    heads = lexicon.words("organization_heads") - lexicon.words("surname_heads")
    return given.isalpha() and not (is_common(first.lower()) or first.isupper() or given in heads)


def _parted(candidate: Candidate, stream: Stream, surnames: Container[str]) -> list[Candidate]:
    """Two persons' surnames that a hyphen joins ("the Biden-Netanyahu meeting") as one candidate each."""
    left, hyphen, right = candidate.text.partition("-")
    whole = not hyphen or candidate.text in surnames or candidate.end - candidate.start != 3
    if whole or left not in surnames or right not in surnames:
        return [candidate]
    return [
        Candidate(candidate.start, candidate.start + 1, left, None, candidate.titles),
        Candidate(candidate.end - 1, candidate.end, right, None, ()),
    ]


def _quietened(candidate: Candidate, surnames: Container[str]) -> Candidate:
    """A surname in capitals ("TAPPER: …") as the surname it is."""
    plain = candidate.text.capitalize()
    if candidate.entry is None and candidate.text.isupper() and plain in surnames:
        return candidate._replace(text=plain)
    return candidate


class _SecondLook(Judge):
    """Judges again what looked like ordinary words, by the names that the text has."""

    def surname(self, piece: Piece, surnames: Mapping[str, int]) -> Candidate | None:
        """Judge again a piece that looked like ordinary words, by the surnames the text has had before it."""
        texts = self._texts
        at = piece.start
        definite = texts[at - 1] in lexicon.family("small_words", "definite")
        if piece.end - at == 1 and definite and piece.entry is None and texts[at].removesuffix("s") in surnames:
            return self.made(at, at + 1, None, ()) if texts[at].endswith("s") else None  # "the Pooles"
        if not surnames or (piece.entry is not None and not self._may_be_month(piece)):
            return None
        for at in range(piece.start, piece.end):
            introduced = surnames.get(texts[at], at) < at or (texts[at] in surnames and not self._stream.opens(at))
            if introduced and not is_function(texts[at].lower()):
                # "the Trump rally", but not "the West is"; "Brown recalled", but not "Brown water".
                alone = self._has_verb(piece.end)
                if texts[at - 1] in lexicon.family("small_words", "article"):
                    alone = not alone
                elif not self._stream.opens(at):
                    alone = True
                if not alone:
                    return None
                return self.made(at, piece.end, None, piece.titles)
        return None

    def short(self, piece: Piece, shorts: Mapping[str, Entry]) -> Candidate | None:
        """Judge again a single ordinary word, by the papers and teams of the text."""
        at, texts = piece.start, self._texts
        entry = shorts.get(texts[at])
        if entry is None or piece.entry is not None or piece.end - at > 1:
            return None
        definite = texts[at - 1] in lexicon.family("small_words", "definite")
        if texts[at] in lexicon.family("small_words", "paper") and not definite:
            return None
        alone = definite or self._has_verb(at + 1) or texts[at + 1] in self._players
        return self.made(at, at + 1, entry, ()) if alone else None

    def _may_be_month(self, piece: Piece) -> bool:
        """Whether a single known word that names no actor may be a surname: "May has crossed the bay"."""
        single = piece.entry is not None and piece.entry.kind == "other" and piece.end - piece.start == 1
        return single and self._texts[piece.end] in self._verbs | lexicon.family("small_words", "singular_verb")

    def odd_surnames(self, surnames: Mapping[str, int], found: Iterable[Candidate]) -> list[Candidate]:
        """The surnames that are function words, where one stands alone before its verb: "Such will take office"."""
        texts = self._texts
        covered = {at for candidate in found for at in range(candidate.start, candidate.end)}
        never = lexicon.family("small_words", "never_surname")
        return [
            self.made(at, at + 1, None, ())
            for at in self._stream.capitals
            if surnames.get(texts[at], at) < at
            and at not in covered
            and is_function(texts[at].lower())
            and texts[at].lower() not in never
            and (texts[at + 1] in self._verbs or texts[at + 1] in lexicon.family("small_words", "possessive"))
        ]

    def named_thing(self, piece: Piece) -> str | None:
        """The name of a storm or a ship, which stands for it alone later: "Nora" of "Hurricane Nora"."""
        if piece.entry is None or piece.entry.kind != "other" or piece.end - piece.start < 2:
            return None
        before = self._texts[piece.end - 2]
        return self._texts[piece.end - 1] if before in lexicon.family("small_words", "naming") else None
