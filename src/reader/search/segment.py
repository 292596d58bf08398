"""Documents and where their words are, as arrays: what a search reads and never changes."""

import mmap
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.search.arrays import Array
from reader.search.documents import KINDS, Kind
from reader.search.results import About

Docs = NDArray[np.int64]

_DENSE = 16  # a word in more than one document of so many is kept as a bit for each document
_FAR = 0xFFFF  # the longest step from one document to the next
_FREQUENT = 512  # documents from which on a word's list is looked at by itself
_SEEN = 256  # articles that are remembered
_AT_ONCE = 1 << 15  # documents whose words are put in order at a time
_EMPTY: Docs = np.empty(0, np.int64)


class Rows(NamedTuple):
    """Documents and articles in no order, as they are added."""

    kind: Array
    article: Array
    begin: Array
    """Offset in the article's text."""
    length: Array
    """Characters there."""
    name: Array
    """Number of a string."""
    weight: Array
    tail: Array
    """How many of a document's words, the last ones, are not in its text: a speaker's name, a note."""
    words: Array
    """How many words a document has."""
    tokens: Array
    """The numbers of the words of all documents, one after the other."""
    articles: Array
    """For each article the numbers of four strings (path, title, source, published) and its date."""
    keys: Array
    """For each article a number for its path, and one for its path with its stamp."""
    strings: Array
    """All strings in UTF-8, one after the other."""
    string_ends: Array


class Segment(NamedTuple):
    """Documents in order: by kind, in a kind by length, so that of a list cut short the shortest are left."""

    name: str
    """Tells it from all others, anywhere; it stays the same while articles are removed."""
    rows: Rows
    starts: Array
    """Where each document's words begin in ``rows.tokens``, and where the last ends."""
    bounds: Array
    """Where each kind begins, and where the last ends."""
    counts: Array
    """In how many documents each word is."""
    post_starts: Array
    """Where each word's documents begin in ``posts``; words kept as bits have none."""
    posts: Array
    """Each of a word's documents as the step from the one before; 65535 is a step to none."""
    dense: Array
    """The words kept as bits, ascending."""
    bits: Array
    """For each of them a bit for each document."""
    seen: dict[int, About]
    """What is known of the articles that were asked for."""
    gone: Array | None = None
    """Which articles have been removed."""
    dead: Array | None = None
    """Which documents have been removed with them."""
    file: mmap.mmap | None = None
    """What it is read from as it is needed; None while it is in memory."""

    @property
    def size(self) -> int:
        """How many documents there are, removed ones too."""
        return len(self.rows.kind)

    @property
    def living(self) -> int:
        """How many documents there are, without those removed."""
        return self.size if self.dead is None else self.size - int(self.dead.sum())

    def ranges(self, kinds: Iterable[Kind]) -> list[tuple[int, int]]:
        """Where the documents of some kinds are; of all where none is named. Neighbors are one range."""
        wanted = sorted(KINDS.index(kind) for kind in kinds) or list(range(len(KINDS)))
        found: list[tuple[int, int]] = []
        for number in wanted:
            start, end = int(self.bounds[number]), int(self.bounds[number + 1])
            if found and found[-1][1] == start:
                found[-1] = found[-1][0], end
            elif start < end:
                found.append((start, end))
        return [(start, end) for start, end in found if start < end]

    def posted(self, word: int, start: int, end: int, most: int | None = None) -> Docs:
        """The documents of a range that have a word, ascending; the first ``most``."""
        if word >= len(self.counts) or word < 0:
            return _EMPTY
        at = int(np.searchsorted(self.dense, word))
        if at < len(self.dense) and self.dense[at] == word:
            first = start // 8
            bits = np.unpackbits(self.bits[at, first : -(-end // 8)], bitorder="little").view(bool)
            return np.flatnonzero(bits[start - 8 * first : end - 8 * first])[:most] + start
        steps = self.posts[self.post_starts[word] : self.post_starts[word + 1]]
        if start == 0:
            steps = steps[: None if most is None else most + self.size // _FAR]
        docs = _reached(steps)
        if start > 0:
            docs = docs[np.searchsorted(docs, start) :]
        if end < self.size:
            docs = docs[: np.searchsorted(docs, end)]
        return docs[:most]

    def listed(self, words: Array, values: Array, start: int, end: int, most: int) -> tuple[Docs, Array]:
        """The documents of a range that have some words, each with the word's value, in the order of the words.

        Args:
            words: Their numbers.
            values: What each is worth, ascending.
            start: Where the range begins.
            end: Where it ends.
            most: Postings at most; the words of least value are left out, and of the last one taken long documents.

        Returns:
            Documents, some of them more than once, and values.
        """
        inside = words < len(self.counts)
        words, values = words[inside], values[inside]
        counts = self.counts[words].astype(np.int64)
        if end - start < self.size:
            counts = np.where(counts > _FREQUENT, counts * (end - start) // self.size + 1, counts)
        below = np.cumsum(counts[::-1])[::-1] - counts  # postings of the words that are worth more
        taken = (below < most) & (counts > 0)
        words, values, counts, below = words[taken], values[taken], counts[taken], below[taken]
        few = counts <= _FREQUENT
        parts = [self._gathered(words[few], values[few], start, end)]
        for word, value, room in zip(words[~few].tolist(), values[~few], most - below[~few], strict=True):
            docs = self.posted(word, start, end, int(room))
            parts.append((docs, np.full(len(docs), value, np.float32)))
        parts = [part for part in parts if len(part[0])]
        if not parts:
            return _EMPTY, np.empty(0, np.float32)
        if len(parts) == 1:
            return parts[0]
        docs, worth = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.argsort(worth, kind="stable")
        return docs[order], worth[order]

    def _gathered(self, words: Array, values: Array, start: int, end: int) -> tuple[Docs, Array]:
        """The documents of words that are in few."""
        begins = self.post_starts[words].astype(np.int64)
        counts = self.post_starts[words + 1].astype(np.int64) - begins
        steps = self.posts[flat(begins, counts)]
        docs = np.cumsum(steps, dtype=np.int64)
        before = np.concatenate(([0], docs))[np.cumsum(counts) - counts]
        docs -= np.repeat(before, counts)
        inside = steps != _FAR
        if start > 0 or end < self.size:
            inside &= (docs >= start) & (docs < end)
        return docs[inside], np.repeat(values, counts)[inside]

    def string(self, number: int) -> str:
        """A string of the segment."""
        ends = self.rows.string_ends
        start = int(ends[number - 1]) if number else 0
        return bytes(self.rows.strings[start : int(ends[number])]).decode("utf-8", "surrogatepass")

    def about(self, article: int) -> About:
        """What is known of an article."""
        known = self.seen.get(article)
        if known is None:
            if len(self.seen) >= _SEEN:
                self.seen.clear()
            known = self.seen[article] = About(*map(self.string, self.rows.articles[article, :4].tolist()))
        return known

    def release(self) -> None:
        """Let the system have the memory that what was read from the file takes; it is read again when it is needed."""
        if self.file is not None and hasattr(mmap, "MADV_DONTNEED"):
            self.file.madvise(mmap.MADV_DONTNEED)

    def without(self, articles: Array) -> "Segment":
        """The same without the articles that are flagged."""
        gone = articles if self.gone is None else self.gone | articles
        return self._replace(gone=gone, dead=gone[self.rows.article])


def _reached(steps: Array) -> Docs:
    """The documents that steps lead to."""
    docs: Docs = np.cumsum(steps, dtype=np.int64)
    far = steps == _FAR
    return docs[~far] if far.any() else docs


def flat(starts: Array, counts: Array) -> Docs:
    """The places start, start + 1, … of each run of some length, all in one."""
    ends = np.cumsum(counts)
    places: Docs = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - (ends - counts), counts)
    return places


def narrow(numbers: Array) -> Array:
    """The same numbers, none below zero, in as few bytes as they fit in."""
    most = int(numbers.max()) if numbers.size else 0
    kind = next(kind for kind in (np.uint8, np.uint16, np.uint32, np.uint64) if most <= np.iinfo(kind).max)
    return numbers.astype(kind, copy=False)


def build(rows: Rows, words: int) -> Segment:
    """Put documents in order and find where each word is.

    Args:
        rows: The documents.
        words: How many words there are in the vocabulary.

    Returns:
        The segment.
    """
    order = np.lexsort((rows.words, rows.kind))
    counts = rows.words[order].astype(np.int64)
    begins = np.cumsum(rows.words, dtype=np.int64) - rows.words
    tokens = _gathered(narrow(rows.tokens), begins[order], counts)
    columns = [narrow(column[order]) for column in rows[:8]]
    articles = narrow(rows.articles), rows.keys
    ordered = Rows._make((*columns, tokens, *articles, rows.strings, narrow(rows.string_ends)))
    starts = narrow(np.concatenate(([0], np.cumsum(counts))))
    bounds = np.searchsorted(ordered.kind, np.arange(len(KINDS) + 1)).astype(np.uint32)
    return Segment(uuid.uuid4().hex, ordered, starts, bounds, *_inverted(tokens, counts, words), seen={})


def _gathered(tokens: Array, begins: Docs, counts: Docs) -> Array:
    """The words of documents, one after the other; not all at a time, which would take eight times the room."""
    pieces = (slice(at, at + _AT_ONCE) for at in range(0, len(counts), _AT_ONCE))
    return np.concatenate([tokens[:0], *(tokens[flat(begins[piece], counts[piece])] for piece in pieces)])


def _inverted(tokens: Array, counts: Array, words: int) -> tuple[Array, Array, Array, Array, Array]:
    """For each word the documents it is in: as a list, or as bits where that is shorter."""
    size = len(counts)
    order = np.argsort(tokens, kind="stable")
    docs = np.repeat(np.arange(size, dtype=np.uint32), counts)[order]
    starts = np.concatenate(([0], np.cumsum(np.bincount(tokens, minlength=words))))
    del order
    first = np.ones(len(docs), bool)  # not so where a document has a word again
    first[1:] = docs[1:] != docs[:-1]
    first[starts[:-1][np.diff(starts) > 0]] = True
    held = np.zeros(words, np.int64)
    used = np.flatnonzero(np.diff(starts))
    held[used] = np.add.reduceat(first, starts[used], dtype=np.int64) if len(used) else 0
    docs = docs[first]
    starts = np.concatenate(([0], np.cumsum(held)))
    dense = np.flatnonzero(held * _DENSE > size) if size > _DENSE * _FREQUENT else np.empty(0, np.int64)
    bits = np.zeros((len(dense), -(-size // 8)), np.uint8)
    keep = np.ones(len(docs), bool)
    for row, word in enumerate(dense.tolist()):
        flags = np.zeros(size, bool)
        flags[docs[starts[word] : starts[word + 1]]] = True
        keep[starts[word] : starts[word + 1]] = False
        bits[row] = np.packbits(flags, bitorder="little")
    posts, post_starts = _stepped(docs[keep], np.where(np.isin(np.arange(words), dense), 0, held))
    return narrow(held), narrow(post_starts), posts, narrow(dense), bits


def _stepped(docs: Array, counts: Array) -> tuple[Array, Array]:
    """The documents of each word as steps, and where each word's steps begin."""
    steps: Docs = np.diff(docs.astype(np.int64), prepend=0).astype(np.int64, copy=False)
    ends = np.cumsum(counts)
    firsts = (ends - counts)[counts > 0]
    steps[firsts] = docs[firsts]
    long = np.flatnonzero(steps >= _FAR)
    jumps = steps[long] // _FAR
    posts = np.insert((steps % _FAR).astype(np.uint16), np.repeat(long, jumps), _FAR)
    starts = np.concatenate(([0], ends))
    return posts, starts + np.concatenate(([0], np.cumsum(jumps)))[np.searchsorted(long, starts)]


def merged(segments: Sequence[Segment], words: int) -> Segment:
    """Several segments as one, without what has been removed from them.

    Args:
        segments: What to merge.
        words: How many words there are in the vocabulary.

    Returns:
        One segment.
    """
    strings: dict[str, int] = {}
    parts = [_living(segment, strings, at) for segment, at in zip(segments, _article_bases(segments), strict=True)]
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return build(Rows._make((*joined, *packed(strings))), words)


def packed(strings: Iterable[str]) -> tuple[Array, Array]:
    """Strings one after the other in UTF-8, and where each ends."""
    encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
    ends = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    return np.frombuffer(b"".join(encoded), np.uint8), ends


def _article_bases(segments: Sequence[Segment]) -> list[int]:
    """The number that each segment's first article gets when all are one."""
    living = [len(s.rows.articles) - (int(s.gone.sum()) if s.gone is not None else 0) for s in segments]
    return [sum(living[:at]) for at in range(len(living))]


def _living(segment: Segment, strings: dict[str, int], base: int) -> list[Array]:
    """The columns of a segment but for its strings, which are taken into others."""
    rows = segment.rows
    docs = np.arange(segment.size) if segment.dead is None else np.flatnonzero(~segment.dead)
    kept = np.arange(len(rows.articles)) if segment.gone is None else np.flatnonzero(~segment.gone)
    numbers = np.zeros(len(rows.articles), np.int64)
    numbers[kept] = np.arange(len(kept)) + base
    used = np.unique(np.concatenate((rows.name[docs].astype(np.int64), rows.articles[kept, :4].ravel())))
    renamed = np.zeros(len(rows.string_ends), np.int64)
    renamed[used] = [strings.setdefault(segment.string(number), len(strings)) for number in used.tolist()]
    articles = np.column_stack((renamed[rows.articles[kept, :4]], rows.articles[kept, 4:]))
    counts = rows.words[docs].astype(np.int64)
    tokens = _gathered(rows.tokens, segment.starts[docs].astype(np.int64), counts)
    plain = [rows.begin[docs], rows.length[docs], renamed[rows.name[docs]], rows.weight[docs], rows.tail[docs]]
    return [rows.kind[docs], numbers[rows.article[docs]], *plain, counts, tokens, articles, rows.keys[kept]]
