"""Which pieces of headings are names: where most words have a capital, only what the prose or the lexicons know."""

from collections.abc import Iterable

from reader.analysis import lexicon
from reader.analysis.chunks import Piece
from reader.analysis.gazetteer import folded, gazetteer
from reader.analysis.judge import COUNTRIES, Candidate, Evidence, Judge
from reader.analysis.stream import Stream
from reader.analysis.vocabulary import is_common, is_function

_LONGEST = 4  # words of a known name in capitals


def of_headings(
    stream: Stream, waiting: Iterable[Piece], known: Evidence, prose: Iterable[Candidate]
) -> list[Candidate]:
    """Judge the pieces of a text's headings.

    Args:
        stream: The article's tokens.
        waiting: What may be a name in them.
        known: The evidence of the text's prose.
        prose: The names in its prose.

    Returns:
        The names in them, in text order.
    """
    judge = _Heading(stream, known, prose)
    return [candidate for piece in waiting for candidate in judge.piece(piece)]


def _is_long(word: str) -> bool:
    """Whether a word of a name is long enough to be known again: "Xi" is, "of" is not."""
    return len(word) > 2 or (len(word) == 2 and word.istitle() and not is_function(word.lower()))


class _Heading:
    """Decides which words of a heading are names."""

    def __init__(self, stream: Stream, known: Evidence, prose: Iterable[Candidate]) -> None:
        self._stream = stream
        self._texts = stream.texts
        self._known = known
        self._judge = Judge(stream, known)
        self._first_names = lexicon.table("first_names")
        articles = lexicon.family("small_words", "article")
        texts = {name.text for name in prose}
        self._words = {
            word for text in texts for word in text.split() if (_is_long(word) or word == text) and word not in articles
        }
        self._plain = {word.upper(): word for word in sorted(self._words)}

    def piece(self, piece: Piece) -> list[Candidate]:
        """Judge a piece of a heading: what it holds must be known."""
        shouted = all(text.isupper() for text in self._texts[piece.start : piece.end])
        if self._stream.loud[piece.start] == 2 or (shouted and len(self._texts[piece.start]) > 4):
            return self._shouted(piece)
        if piece.entry is not None:
            known = piece.entry.kind in COUNTRIES or piece.end - piece.start > 1
            if (
                not known
                and is_common(self._texts[piece.start].lower())
                and self._texts[piece.start] not in self._words
            ):
                return []
            found = self._judge.phrase(piece, piece.entry, trusted=True)
            return [found] if found is not None else []
        return self._known_parts(piece)

    def _known_parts(self, piece: Piece) -> list[Candidate]:
        """The names inside a run of capitalised words of a heading."""
        texts = self._texts
        found = []
        at = piece.start
        while at < piece.end:
            end = at
            while end < piece.end and self._credible(end):
                end += 1
            while end > at and not self._texts[end - 1][0].isalpha():
                end -= 1
            if end == at or not texts[at][0].isalpha():
                at += 1
                continue
            # A first name leads an unknown surname along.
            if end == at + 1 and end < piece.end and self._leads(at):
                end += 1
            if end - at > 1 or texts[at] in self._words or piece.titles or not is_common(texts[at].lower()):
                found.append(self._judge.made(at, end, None, piece.titles if at == piece.start else ()))
            at = end
        return found

    def _leads(self, at: int) -> bool:
        """Whether a word of a heading is a first name, and the next may be its surname."""
        text, following = self._texts[at], self._texts[at + 1]
        if text not in self._first_names or not following[0].isupper():
            return False
        return not is_common(following.lower()) or (not is_common(text.lower()) and self._texts[at - 1].islower())

    def _credible(self, at: int) -> bool:
        """Whether a capitalised word of a heading is part of a name."""
        text = self._texts[at]
        if text in self._words:
            return text.lower() not in self._known.lower or text in self._known.capitals
        if not text[0].isupper():
            return not text[0].isalpha() or text in lexicon.words("particles")
        lower = text.lower()
        return not is_function(lower) and not is_common(lower) and lower not in self._known.lower

    def _shouted(self, piece: Piece) -> list[Candidate]:
        """The known names in a run of capitals."""
        texts = self._texts
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
                if common and name in self._words:
                    common = False
                if entry is not None and entry.kind not in ("other", "title", "adjective") and not common:
                    found.append(self._judge.made(at, at + length, entry, ()))
                    break
                if length == 1 and key in self._plain and not common:
                    found.append(self._judge.made(at, at + 1, None, ())._replace(text=self._plain[key]))
                    break
            at += max(length, 1)
        return found
