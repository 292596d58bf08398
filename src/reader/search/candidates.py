"""The first look: which documents may be the best, from the lists of the rarest words."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.search.conditions import Flags
from reader.search.index import Group, Pair
from reader.search.segment import Docs, Segment, flat

Slate = NDArray[np.float32]

_MORE = 2.0  # times its share that a segment may give
_FEWEST = 32  # documents that are ranked in each segment at least …
_SHORTEST = 2000  # … and that are looked at in a word's lists


class Limits(NamedTuple):
    """How far to look."""

    kept: int
    """Documents that are ranked."""
    postings: int
    """Documents of one word's lists that are looked at."""
    enough: float
    """The share of the query's weight after which frequent words are left out."""
    all: float
    """The share after which all further words are."""

    def within(self, share: float) -> "Limits":
        """How far to look in a segment that holds some share of all documents: more than that, as the best of them
        may lie close together.
        """
        part = min(1.0, _MORE * share)
        kept, postings = max(_FEWEST, int(part * self.kept)), max(_SHORTEST, int(part * self.postings))
        return self._replace(kept=kept, postings=postings)


QUICK = Limits(160, 25_000, 0.4, 0.8)
"""While somebody types."""

THOROUGH = Limits(1000, 400_000, 0.7, 0.98)
"""When they have stopped."""


def candidates(
    segment: Segment, start: int, end: int, groups: Sequence[Group], flags: Flags | None, limits: Limits, slate: Slate
) -> Docs:
    """Find the documents of a range that are worth ranking.

    Args:
        segment: Where to look.
        start: Where the range begins.
        end: Where it ends.
        groups: What the query's words may mean.
        flags: Which documents may be found; None for all.
        limits: How far to look.
        slate: Where to reckon: two rows of zeros, left as such, as long as the range at least. To make them anew for
            each range would take most of the time.

    Returns:
        Documents, ascending.
    """
    total, best = slate[:, : end - start]
    known = [group for group in groups if group.is_known]
    weight = sum(group.weight for group in known)
    covered = 0.0
    for group in sorted(known, key=lambda group: group.postings):
        if covered >= limits.all * weight or (covered >= limits.enough * weight and group.postings > limits.postings):
            continue
        docs, values = segment.listed(group.ids, group.values, start, end, limits.postings)
        for pair in group.pairs:
            together = _following(segment, pair, start, end, limits.postings)
            docs = np.concatenate((docs, together))
            values = np.concatenate((values, np.full(len(together), pair.value, np.float32)))
        docs = docs - start
        best[docs] = values  # the last of several is the highest
        total[docs] = total[docs] + best[docs]  # read before it is written: each document gains once
        best[docs] = 0
        covered += group.weight
    found = np.flatnonzero(total > 0)
    gains = total[found]
    total[found] = 0
    if flags is not None:
        allowed = flags[found + start]
        found, gains = found[allowed], gains[allowed]
    if len(found) > limits.kept:
        # Of equals the first ones, which are the shortest.
        gains -= np.linspace(0, 1e-3 * max(weight, 1e-3), len(found), dtype=np.float32)
        found = np.sort(found[np.argpartition(-gains, limits.kept)[: limits.kept]])
    return found + start


def _following(segment: Segment, pair: Pair, start: int, end: int, most: int) -> Docs:
    """The documents in which one word follows another."""
    firsts = segment.posted(pair.first, start, end, most)
    docs = np.intersect1d(firsts, segment.posted(pair.second, start, end, most), assume_unique=True)
    if not len(docs):
        return docs
    begins = segment.starts[docs].astype(np.int64)
    counts = segment.starts[docs + 1].astype(np.int64) - begins - 1
    at = flat(begins, counts)
    tokens = segment.rows.tokens
    follows = (tokens[at] == pair.first) & (tokens[at + 1] == pair.second)
    return np.unique(np.repeat(docs, counts)[follows])
