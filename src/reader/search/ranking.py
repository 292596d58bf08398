"""The second look: how well each of some documents fits, by its words and their order."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.search.index import Group
from reader.search.segment import Docs, Segment, flat

Scores = NDArray[np.float32]

_GAPS = np.array((0, 1, 0.8, 0.6, 0.5, 0.4, 0.3, 0), np.float32)  # what so many words from match to match are worth
_APART = 100  # words between documents
_STEPS = 3  # matching words that one is compared with
_TURNED = 0.6  # of that, where they stand the other way round
_CLOSE = 0.25  # what following each other is worth, a match being worth 1
_LENGTH = 0.03  # taken off for each doubling of a document's length


class Ranked(NamedTuple):
    """How well documents fit."""

    scores: Scores
    """1 for a document that has all that was typed, more where it is in order; 0 for nothing."""
    covered: Scores
    """The share that they have of what of the query is anywhere."""


def rank(segment: Segment, docs: Docs, groups: Sequence[Group], words: int) -> Ranked:
    """Say how well documents fit.

    Args:
        segment: Where they are.
        docs: Which.
        groups: What the query's words may mean, in the query's order.
        words: How many words the vocabulary has.

    Returns:
        A score for each.
    """
    starts = segment.starts[docs].astype(np.int64)
    counts = segment.starts[docs + 1].astype(np.int64) - starts
    at = flat(starts, counts)
    values = gains(segment.rows.tokens[at], groups, words)
    places = np.flatnonzero(values.any(axis=1))  # from here on, words that match only
    values, owner = values[places], np.repeat(np.arange(len(docs)), counts)[places]
    offsets = np.searchsorted(owner, np.arange(len(docs)))
    best = np.maximum.reduceat(values, offsets, axis=0)
    gained = best.sum(axis=1)
    weight = sum(group.weight for group in groups)
    scores = gained / weight
    covered = gained / sum(group.weight for group in groups if group.is_known)
    if len(groups) > 1:
        scores += _CLOSE * _closeness(values, at[places] + _APART * owner, offsets) / weight
    own = counts - segment.rows.tail[docs]  # names that find a quote make it no longer
    scores -= _LENGTH * np.log2(1 + own.astype(np.float32))
    return Ranked(scores.astype(np.float32), covered.astype(np.float32))


def gains(tokens: NDArray[Any], groups: Sequence[Group], words: int) -> Scores:
    """What each word of a text gains for each word of the query.

    Args:
        tokens: The numbers of the text's words.
        groups: What the query's words may mean.
        words: How many words the vocabulary has.

    Returns:
        A row for each word of the text, a column for each word of the query.
    """
    slots = np.zeros(words, np.int32)
    meant = np.concatenate([group.ids for group in groups])
    slots[meant] = np.arange(1, len(meant) + 1)
    table = np.zeros((len(meant) + 1, len(groups)), np.float32)
    for column, group in enumerate(groups):
        table[slots[group.ids], column] = group.values
    values: Scores = table[slots[tokens]]
    for column, group in enumerate(groups):
        for pair in group.pairs:
            firsts = np.flatnonzero((tokens[:-1] == pair.first) & (tokens[1:] == pair.second))
            for at in (firsts, firsts + 1):
                values[at, column] = np.maximum(values[at, column], pair.value)
    return values


def _closeness(values: Scores, places: NDArray[np.int64], offsets: NDArray[np.int64]) -> Scores:
    """What documents gain where matches of words that follow each other in the query are near each other.

    Args:
        values: What each matching word gains for each word of the query.
        places: Where it stands; words of different documents are far apart.
        offsets: Where each document begins.

    Returns:
        A gain for each document.
    """
    nearest = np.zeros((len(values), values.shape[1] - 1), np.float32)
    for step in range(1, min(_STEPS + 1, len(values))):
        gaps = np.minimum(places[step:] - places[:-step], len(_GAPS) - 1)
        ahead = np.minimum(values[:-step, :-1], values[step:, 1:])
        turned = np.minimum(values[step:, :-1], values[:-step, 1:]) * np.float32(_TURNED)
        near = nearest[:-step]
        np.maximum(near, np.maximum(ahead, turned) * _GAPS[gaps][:, None], out=near)
    total: Scores = np.maximum.reduceat(nearest, offsets, axis=0).sum(axis=1)
    return total
