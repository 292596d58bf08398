"""What the words of a query may mean in an index, and how much each counts."""

import numpy as np

from reader.search.index import Group, Pair, Snapshot
from reader.search.query import Query, Word
from reader.search.vocabulary import Ids, Values

_DAMPING = 0.5  # the power that rarity is raised to: rare misspellings must not win
_SHARP = 6  # how fast words that are less like the typed one stop counting for how frequent that is
_JOINED = 0.97  # what a word is worth that is two of the query, or two words that are one
_SHORTEST_HALF = 2  # letters
_REMEMBERED = 512  # words of queries
_SPLITS = 3  # ways of taking a word for two


def groups(snapshot: Snapshot, query: Query) -> list[Group]:
    """Find what the words of a query may mean.

    Args:
        snapshot: Where to look.
        query: The query.

    Returns:
        A group for each word.
    """
    found = [_known(snapshot, word) for word in query.words]
    for at in range(len(found) - 1):
        left, right = query.words[at], query.words[at + 1]
        if left.exact or right.exact or len(left.forms) > 1 or len(right.forms) > 1:
            continue
        joined = snapshot.vocabulary.matches(left.forms[0] + right.forms[0], right.open, exact=True).ids
        if len(joined):
            found[at], found[at + 1] = _with_joined(snapshot, found[at : at + 2], joined)
    return found


def rarity(snapshot: Snapshot, frequencies: Values) -> Values:
    """How much a word says that is in some number of documents: log((N + 1) / (n + 1/2)), damped."""
    plain = np.log((snapshot.size + 1.0) / (frequencies + 0.5))
    damped: Values = (np.maximum(plain, 0.05) ** _DAMPING).astype(np.float32)
    return damped


def _known(snapshot: Snapshot, word: Word) -> Group:
    """What one word may mean, remembered."""
    group = snapshot.meant.get(word)
    if group is None:
        if len(snapshot.meant) >= _REMEMBERED:
            snapshot.meant.clear()
        group = snapshot.meant[word] = _group(snapshot, word)
    return group


def _group(snapshot: Snapshot, word: Word) -> Group:
    """What one word may mean."""
    vocabulary = snapshot.vocabulary
    parts = [vocabulary.matches(form, word.open, word.exact) for form in word.forms]
    ids, values = parts[0]
    if len(parts) > 1:
        ids = np.concatenate([part.ids for part in parts])
        values = np.concatenate([part.values for part in parts])
    pairs = () if word.exact else tuple(pair for form in word.forms for pair in _pairs(snapshot, form))
    if not len(ids):
        if not pairs:
            return Group(ids, values, float(rarity(snapshot, np.zeros(1, np.float32))[0]), 0)
        return Group(ids, values, max(pair.value for pair in pairs), 0, pairs)
    frequencies = snapshot.frequencies[ids].astype(np.float32)
    typed = float((frequencies * (values / values.max()) ** _SHARP).sum())
    rare = rarity(snapshot, np.maximum(frequencies, typed))
    worth = values * rare
    order = np.argsort(worth, kind="stable")
    weight = float(rare.max())
    if values.max() == 1:  # it is a word by itself, and never worth more as two
        pairs = tuple(pair._replace(value=min(pair.value, _JOINED * weight)) for pair in pairs)
    weight = max(weight, *(pair.value for pair in pairs), 0.0)
    return Group(ids[order], worth[order], weight, int(frequencies.sum()), pairs)


def _with_joined(snapshot: Snapshot, pair: list[Group], joined: Ids) -> list[Group]:
    """Two groups, each of which a word will do for that is both of their words in one."""
    frequencies = snapshot.frequencies[joined].astype(np.float32)
    both = _JOINED * rarity(snapshot, np.full(len(joined), frequencies.sum(), np.float32))
    changed = []
    for group in pair:
        worth = np.minimum(both, np.float32(_JOINED * group.weight))  # never more than both words by themselves
        ids, values = np.concatenate((group.ids, joined)), np.concatenate((group.values, worth))
        order = np.argsort(values, kind="stable")
        ids, first = np.unique(ids[order][::-1], return_index=True)
        values = values[order][::-1][first]
        order = np.argsort(values, kind="stable")
        postings = group.postings + int(frequencies.sum())
        changed.append(
            group._replace(ids=ids[order], values=values[order], weight=float(values.max()), postings=postings)
        )
    return changed


def _pairs(snapshot: Snapshot, word: str) -> list[Pair]:
    """Two words that a word may be, the likeliest ways."""
    found: list[tuple[int, int, int]] = []
    for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        first = snapshot.vocabulary.number(word[:at])
        second = snapshot.vocabulary.number(word[at:]) if first >= 0 else -1
        if second >= 0:
            found.append((int(min(snapshot.frequencies[[first, second]])), first, second))
    found.sort(reverse=True)
    return [
        Pair(first, second, float(_JOINED * rarity(snapshot, np.full(1, frequency, np.float32))[0]))
        for frequency, first, second in found[:_SPLITS]
    ]
