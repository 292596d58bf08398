"""The index: documents are added to it in segments, and searched in snapshots that never change."""

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from reader.search import segment as segments_
from reader.search import storage
from reader.search.documents import KINDS, Document
from reader.search.query import Word
from reader.search.results import About
from reader.search.segment import Array, Rows, Segment
from reader.search.vocabulary import Ids, Lexicon, Values, Vocabulary

_TIER = 8  # segments of about one size that are merged
_SMALL = 4096  # documents up to which segments count as of one size
_MOST_TAIL = 255  # words that find a document beyond its text


class Pair(NamedTuple):
    """Two words that are one in the query; they count where the second follows the first."""

    first: int
    second: int
    value: float


class Group(NamedTuple):
    """What one word of a query may mean."""

    ids: Ids
    values: Values
    """What a document gains by having each; ascending."""
    weight: float
    """The most it can gain."""
    postings: int
    """How many documents there are at most that have one of them."""
    pairs: tuple[Pair, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is anything that it may mean."""
        return len(self.ids) > 0 or len(self.pairs) > 0


class Snapshot(NamedTuple):
    """All that was committed at one time."""

    vocabulary: Vocabulary
    segments: tuple[Segment, ...]
    frequencies: Array
    """In how many documents each word is."""
    meant: dict[Word, Group]
    """What words of queries were found to mean."""

    @property
    def size(self) -> int:
        """How many documents there are, removed ones included until they are merged away."""
        return sum(segment.size for segment in self.segments)


class Index:
    """What can be searched. One thread adds and removes; any thread may search what is committed, meanwhile."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lexicon: Lexicon | None = None
        self._pending = _Pending()
        self._removed: set[str] = set()
        self._places: dict[str, tuple[int, int]] | None = {}
        self.snapshot = _snapshot(Lexicon().vocabulary(), ())
        """What was committed last: what searches see."""

    @classmethod
    def open(cls, path: str) -> "Index":
        """Open a saved index.

        Args:
            path: The file.

        Returns:
            The index; its arrays are read from the file as they are needed.

        Raises:
            storage.UnusableError: There is no such file, it is damaged or of another version: build it anew.
        """
        index = cls()
        index._places = None
        index.snapshot = _snapshot(*storage.load(path))
        return index

    def save(self, path: str) -> None:
        """Save what is committed, as one segment, in the place of what is there.

        Args:
            path: The file; its folder has to be there.

        Raises:
            OSError: It can't be written.
        """
        vocabulary, segments = self.snapshot.vocabulary, self.snapshot.segments
        storage.save(path, vocabulary, segments_.merged(segments, len(vocabulary)) if segments else None)

    def __len__(self) -> int:
        return self.snapshot.size

    def articles(self) -> list[About]:
        """The articles that are committed."""
        return [
            segment.about(number)
            for segment in self.snapshot.segments
            for number in range(len(segment.rows.articles))
            if segment.gone is None or not segment.gone[number]
        ]

    def add(self, about: About, documents: Iterable[Document]) -> None:
        """Add an article, in the place of what its path had; it is found after the next ``commit``.

        Args:
            about: Where it is and what is known of it.
            documents: What can be found in it.
        """
        self.remove(about.path)
        if self._lexicon is None:
            self._lexicon = Lexicon(self.snapshot.vocabulary)
        self._pending.add(about, documents, self._lexicon)

    def remove(self, path: str) -> None:
        """Remove an article, if it is there; it is found until the next ``commit``."""
        if path in self._pending.paths:
            self.commit()
        self._removed.add(path)

    def commit(self) -> None:
        """Let what was added be found, and what was removed not. Takes time that grows with what was added, and
        sometimes, when segments are merged, with the index.
        """
        segments = self._without_removed()
        vocabulary = self.snapshot.vocabulary
        if self._pending.paths and self._lexicon is not None:
            vocabulary = self._lexicon.vocabulary()
            segments.append(segments_.build(self._pending.rows(), len(vocabulary)))
        while len(segments) >= _TIER and _tier(segments[-_TIER]) <= _tier(segments[-1]):
            segments[-_TIER:] = [segments_.merged(segments[-_TIER:], len(vocabulary))]
        if list(map(id, segments)) != list(map(id, self.snapshot.segments)):
            self._pending = _Pending()
            self._places = None
            self.snapshot = _snapshot(vocabulary, tuple(segments))

    def _without_removed(self) -> list[Segment]:
        """The segments without the articles that were removed."""
        segments = list(self.snapshot.segments)
        if not segments or not self._removed:
            self._removed.clear()
            return segments
        if self._places is None:
            self._places = _places(segments)
        gone: dict[int, list[int]] = {}
        for path in self._removed & self._places.keys():
            segment, article = self._places[path]
            gone.setdefault(segment, []).append(article)
        for number, articles in gone.items():
            segments[number] = segments[number].without(articles)
        self._removed.clear()
        return segments


def _places(segments: Sequence[Segment]) -> dict[str, tuple[int, int]]:
    """Where each article is that has not been removed: the number of its segment, and its own."""
    return {
        segment.string(path): (number, article)
        for number, segment in enumerate(segments)
        for article, path in enumerate(segment.rows.articles[:, 0].tolist())
        if segment.gone is None or not segment.gone[article]
    }


def _tier(segment: Segment) -> int:
    """How large a segment is, roughly."""
    return (max(segment.size - 1, 0) // _SMALL).bit_length() // 3


def _snapshot(vocabulary: Vocabulary, segments: tuple[Segment, ...]) -> Snapshot:
    """Count in how many documents each word is."""
    frequencies = np.zeros(len(vocabulary), np.int32)
    for segment in segments:
        frequencies[: len(segment.counts)] += segment.counts.astype(np.int32)
    return Snapshot(vocabulary, segments, frequencies, {})


class _Pending:
    """Documents that are added and not yet committed."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._columns = array("Q")
        self._tokens = array("I")
        self._articles = array("Q")
        self._strings: dict[str, int] = {"": 0}

    def add(self, about: About, documents: Iterable[Document], lexicon: Lexicon) -> None:
        """Take in an article."""
        article = len(self.paths)
        self.paths.add(about.path)
        strings = self._strings
        self._articles.extend(strings.setdefault(string, len(strings)) for string in about)
        self._articles.append(_date(about.published))
        for document in documents:
            tokens = lexicon.numbers(document.text)
            further: list[int] = []
            if document.more or document.tags:
                named = lexicon.numbers(document.more) + lexicon.tags(document.tags)
                further = list(dict.fromkeys(named))[:_MOST_TAIL]
                tokens += further
            name = strings.setdefault(document.name, len(strings))
            length = max(document.end - document.start, 0)
            kind = KINDS.index(document.kind)
            row = (kind, article, document.start, length, name, document.weight, len(further), len(tokens))
            self._columns.extend(row)
            self._tokens.extend(tokens)

    def rows(self) -> Rows:
        """All of it as columns."""
        columns = np.frombuffer(self._columns, np.uint64).astype(np.int64).reshape(-1, 8).T
        articles = np.frombuffer(self._articles, np.uint64).astype(np.int64).reshape(-1, 6)
        tokens = np.frombuffer(self._tokens, np.uint32) if self._tokens else np.empty(0, np.uint32)
        return Rows._make((*columns, tokens, articles, *segments_.packed(self._strings)))


def _date(published: str) -> int:
    """A date as the number YYYYMMDD, 0 where there is none."""
    digits = published[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0
