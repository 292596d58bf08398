"""The index: documents are added to it in segments, and searched in snapshots that never change."""

import hashlib
import threading
from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.search import merging, storage
from reader.search import segment as segments_
from reader.search.arrays import Array
from reader.search.documents import KINDS, Document
from reader.search.query import Word
from reader.search.results import About
from reader.search.segment import Rows, Segment
from reader.search.vocabulary import Ids, Lexicon, Values, Vocabulary

Keys = NDArray[np.uint64]

_MOST_TAIL = 255  # words that find a document beyond its text
_NONE = np.array([np.iinfo(np.uint64).max], np.uint64)  # stands behind all keys


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
    """What can be searched. One thread adds and removes; any may search what is committed, merge and save meanwhile."""

    def __init__(self, snapshot: Snapshot | None = None) -> None:
        """Begin with nothing, or with what was committed once."""
        self._lexicon: Lexicon | None = None
        self._pending = _Pending()
        self._removed: set[int] = set()
        self._states: Keys | None = None
        self._turn = threading.Lock()
        self._saving = threading.Lock()
        self._saved: tuple[str, list[tuple[str, int]]] | None = None
        """Where it was saved last, and what."""
        self.snapshot = snapshot or _snapshot(Lexicon().vocabulary(), ())
        """What was committed last: what searches see."""

    @classmethod
    def open(cls, folder: str) -> "Index":
        """Open a saved index.

        Args:
            folder: Where it is.

        Returns:
            The index; its arrays are read from the disk as they are needed.

        Raises:
            UnusableError: There is none, it is damaged or of another version: build it anew.
        """
        index = cls(_snapshot(*storage.load(folder)))
        index._saved = folder, _state(index.snapshot)
        return index

    def save(self, folder: str) -> None:
        """Make a folder hold what is committed, and go on with what lies there. Takes time that grows with what is new.

        Args:
            folder: Where; what it lies in has to be there.

        Raises:
            OSError: It can't be written, or another process is just writing there.
        """
        with self._saving:
            before = self.snapshot
            state = folder, _state(before)
            if state != self._saved:
                saved = storage.save(folder, before.vocabulary, before.segments)
                for old, new in zip(before.segments, saved, strict=True):
                    self._exchange([old], new)
                self._saved = state

    def __len__(self) -> int:
        return self.snapshot.size

    @property
    def waiting(self) -> int:
        """How many articles were added since the last ``commit``."""
        return len(self._pending.paths)

    @property
    def articles(self) -> int:
        """How many articles are committed."""
        return sum(len(_living_keys(segment)) for segment in self.snapshot.segments)

    def unchanged(self, articles: Sequence[About]) -> list[bool]:
        """Say of each of some articles whether it is committed with the stamp it has."""
        if self._states is None:
            self._states = np.unique(
                np.concatenate([_NONE, *(_living_keys(each)[:, 1] for each in self.snapshot.segments)])
            )
        wanted = np.array([key(about.path, about.stamp) for about in articles], np.uint64)
        at = np.searchsorted(self._states[:-1], wanted)
        held: list[bool] = (self._states[at] == wanted).tolist()
        return held

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
        self._removed.add(key(path))

    def keep_only(self, keys: Sequence[int]) -> None:
        """Remove all articles but those whose paths have these keys; they are found until the next ``commit``."""
        kept = np.array(keys, np.uint64)
        for segment in self.snapshot.segments:
            held = _living_keys(segment)[:, 0]
            self._removed.update(held[~np.isin(held, kept)].tolist())

    def commit(self) -> None:
        """Let what was added be found, and what was removed not. Takes time that grows with what was added."""
        with self._turn:
            vocabulary, segments = self.snapshot.vocabulary, self._without_removed()
            if self._pending.paths and self._lexicon is not None:
                vocabulary = self._lexicon.vocabulary()
                segments.append(segments_.build(self._pending.rows(), len(vocabulary)))
                self._pending = _Pending()
            self._take_up(vocabulary, segments)

    def rest(self) -> None:
        """Commit, and forget what adding takes until something is added again."""
        self.commit()
        self._lexicon = None

    def release(self) -> None:
        """Let the system have the memory that searching took; what is needed is read from the disk again."""
        for segment in self.snapshot.segments:
            segment.release()

    def merge(self) -> bool:
        """Make one segment of several where there are many, or of one that has lost much; in any thread.

        Returns:
            Whether that was so; if it was, there may be more to do.
        """
        before = self.snapshot
        chosen = merging.chosen(before.segments)
        if not chosen:
            return False
        self._exchange(chosen, segments_.merged(chosen, len(before.vocabulary)))
        return True

    def _exchange(self, old: Sequence[Segment], new: Segment) -> None:
        """Put a segment in the place of others, unless one of them has changed meanwhile."""
        with self._turn:
            now = {segment.name: segment for segment in self.snapshot.segments}
            if all(each.name in now and now[each.name].gone is each.gone for each in old):
                names = {segment.name for segment in old}
                first = next(at for at, segment in enumerate(self.snapshot.segments) if segment.name in names)
                rest = [segment for segment in self.snapshot.segments if segment.name not in names]
                self._take_up(self.snapshot.vocabulary, [*rest[:first], new, *rest[first:]])

    def _take_up(self, vocabulary: Vocabulary, segments: Sequence[Segment]) -> None:
        """Let these segments be searched, if they are others than those that are."""
        before = self.snapshot
        if list(map(id, segments)) != list(map(id, before.segments)):
            self._states = None
            self.snapshot = _snapshot(vocabulary, tuple(segments))

    def _without_removed(self) -> list[Segment]:
        """The segments without the articles that were removed."""
        segments = list(self.snapshot.segments)
        removed = np.fromiter(self._removed, np.uint64, len(self._removed))
        self._removed.clear()
        for at, segment in enumerate(segments if len(removed) else ()):
            flags = np.isin(segment.rows.keys[:, 0], removed)
            if segment.gone is not None:
                flags &= ~segment.gone
            if flags.any():
                segments[at] = segment.without(flags)
        return segments


def _state(snapshot: Snapshot) -> list[tuple[str, int]]:
    """What tells a snapshot from those before and after it: its segments, and how many articles each has left."""
    return [(segment.name, len(_living_keys(segment))) for segment in snapshot.segments]


def _living_keys(segment: Segment) -> Keys:
    """The keys of the articles of a segment that have not been removed."""
    keys: Keys = segment.rows.keys if segment.gone is None else segment.rows.keys[~segment.gone]
    return keys


def key(*parts: str) -> int:
    """A number that stands for strings: no two of a million articles are likely to have the same."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "little")


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
        self._keys = array("Q")
        self._strings: dict[str, int] = {"": 0}

    def add(self, about: About, documents: Iterable[Document], lexicon: Lexicon) -> None:
        """Take in an article."""
        article = len(self.paths)
        self.paths.add(about.path)
        strings = self._strings
        self._articles.extend(strings.setdefault(string, len(strings)) for string in about[:4])
        self._articles.append(_date(about.published))
        self._keys.extend((key(about.path), key(about.path, about.stamp)))
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
        articles = np.frombuffer(self._articles, np.uint64).astype(np.int64).reshape(-1, 5)
        keys = np.array(self._keys, np.uint64).reshape(-1, 2)
        tokens = np.frombuffer(self._tokens, np.uint32) if self._tokens else np.empty(0, np.uint32)
        return Rows._make((*columns, tokens, articles, keys, *segments_.packed(self._strings)))


def _date(published: str) -> int:
    """A date as the number YYYYMMDD, 0 where there is none."""
    digits = published[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0
