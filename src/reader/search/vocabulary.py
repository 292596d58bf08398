"""The words of all documents, and which of them a typed word may mean."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reader.search.words import WORD, folded, words

Ids = NDArray[np.int32]
Values = NDArray[np.float32]

_TOP = "\U0010ffff"  # comes after every letter
_CACHED = 512  # typed words whose matches are remembered
_COMPLETIONS = 500  # words that are looked at for a common stem
_BEGUN = 3  # letters from which on a word may be meant to go on, or have a wrong one

# What a word that is not the typed one is worth, the typed one being 1.
_COMPLETED = 0.96  # the typed one goes on
_COMPLETED_LETTER = 0.008  # taken off for each letter that it goes on by
_COMPLETED_LEAST = 0.8
_EDIT = 0.93  # taken off for each edit, over the word's length
_FIRST_LETTER = 0.06  # taken off where the first letter differs
_STEM = 0.90  # both begin alike and end in few letters
_STEM_LETTER = 0.03  # taken off for each of these
_OPEN_EDIT = 0.10  # taken off where an edited word also goes on
_KNOWN = 0.80  # times all of these, where the typed word itself exists
_KNOWN_OPEN = 0.90  # the same where it may go on
_LEAST = 0.45


class Matches(NamedTuple):
    """Words that a typed word may mean."""

    ids: Ids
    values: Values
    """How sure each is, at most 1; ascending."""


def edits(length: int) -> int:
    """How many letters may be wrong in a word of some length."""
    return 0 if length < 3 else 1 if length < 6 else 2


class Vocabulary:
    """Words with their numbers, as they are at one time; never changes."""

    def __init__(self, listed: Sequence[str], order: Ids, masks: NDArray[np.uint32]) -> None:
        """Hold words.

        Args:
            listed: All of them in the order of their numbers; more may follow that do not count.
            order: Their numbers in alphabetical order.
            masks: For each number a bit for each of its letters.
        """
        self._words = listed
        self.order = order
        """Their numbers in alphabetical order. The place of a word there is its rank."""
        self.masks = masks
        """For each number a bit for each of its letters."""
        self._sorted = [listed[number] for number in order.tolist()]
        self._lengths = np.fromiter(map(len, self._sorted), np.uint8, len(order))
        self._ranked_masks = masks[order]
        self._cache: dict[tuple[str, bool, bool], Matches] = {}

    def __len__(self) -> int:
        return len(self.order)

    def word(self, number: int) -> str:
        """The word with a number."""
        return self._words[number]

    def number(self, word: str) -> int:
        """The number of a word, -1 where it is none."""
        at = bisect_left(self._sorted, word)
        return int(self.order[at]) if at < len(self._sorted) and self._sorted[at] == word else -1

    def matches(self, word: str, is_open: bool, exact: bool = False) -> Matches:
        """Find what a typed word may mean.

        Args:
            word: The word, folded.
            is_open: Whether more letters may follow.
            exact: Leave out all but the word itself, and with ``is_open`` words that begin with it.

        Returns:
            The words with how sure each is.
        """
        key = word, is_open, exact
        known = self._cache.get(key)
        if known is None:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            known = self._cache[key] = self._matches(word, is_open, exact)
        return known

    def near(self, word: str, count: int) -> list[int]:
        """The numbers of the words most like one, best first."""
        ranks, distances = self._within(word, min(3, max(1, len(word) // 2)), np.arange(len(self), dtype=np.int32))
        best = np.argsort(distances, kind="stable")[:count]
        return [int(number) for number in self.order[ranks[best]]]

    def _range(self, letters: str) -> tuple[int, int]:
        """The ranks of the words that begin with some letters."""
        return bisect_left(self._sorted, letters), bisect_left(self._sorted, letters + _TOP)

    def _matches(self, word: str, is_open: bool, exact: bool) -> Matches:
        start, end = self._range(word)
        known = start < end and self._sorted[start] == word
        if not is_open and (exact or len(word) < _BEGUN):
            end = start + known
        ranks = np.arange(start, end, dtype=np.int32)
        more = self._lengths[start:end].astype(np.float32) - len(word)
        values = np.maximum(_COMPLETED - _COMPLETED_LETTER * more, _COMPLETED_LEAST)
        values[more == 0] = 1
        if exact or len(word) < _BEGUN:
            return self._made([(ranks, values)])
        parts = [(ranks, values), self._edited(word, known), self._stems(word)]
        if is_open and len(word) > _BEGUN:
            parts += self._open_edited(word)
        return self._made(parts, _KNOWN_OPEN if is_open else _KNOWN, start if known else -1)

    def _made(self, parts: list[tuple[Ids, Values]], times: float = 1.0, known: int = -1) -> Matches:
        """Matches of words by rank, of each the best; where there is the typed one, the others are worth less."""
        ranks = np.concatenate([part[0] for part in parts])
        values = np.concatenate([part[1] for part in parts]).astype(np.float32)
        if known >= 0:
            values[ranks != known] *= np.float32(times)
        order = np.lexsort((values, ranks))
        ranks, values = ranks[order], values[order]
        keep = values >= _LEAST
        keep[:-1] &= ranks[1:] != ranks[:-1]
        ranks, values = ranks[keep], values[keep]
        order = np.argsort(values, kind="stable")
        return Matches(self.order[ranks[order]], values[order])

    def _within(self, word: str, most: int, ranks: Ids, cut: int = 0) -> tuple[Ids, Values]:
        """Those of some words that are within some edits of one, with the edits; ``cut`` looks at so many letters."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        mask, masks, lengths = np.uint32(mask_of(word)), self._ranked_masks[ranks], self._lengths[ranks]
        if cut:
            fits = (np.bitwise_count(mask & ~masks) <= most) & (lengths >= cut)
        else:
            apart = np.abs(lengths.astype(np.int16) - len(word))
            fits = (np.bitwise_count(mask ^ masks) <= 2 * most) & (apart <= most)
        ranks = ranks[fits]
        if not len(ranks):
            return ranks, np.empty(0, np.float32)
        choices = [self._sorted[rank][: cut or None] for rank in ranks.tolist()]
        distances = process.cdist([word], choices, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
        near = distances <= most
        return ranks[near], distances[near].astype(np.float32)

    def _beginning_like(self, word: str) -> Ids:
        """The ranks of words that begin with the first letter of one, or with the second, if they were turned round."""
        letters = dict.fromkeys(word[:2])
        return np.concatenate([np.arange(*self._range(letter), dtype=np.int32) for letter in letters])

    def _edited(self, word: str, known: bool) -> tuple[Ids, Values]:
        """What is the word with some letters wrong; where there is the word itself, not the first one."""
        like = self._beginning_like(word) if known else np.arange(len(self), dtype=np.int32)
        ranks, distances = self._within(word, edits(len(word)), like)
        lengths = np.maximum(self._lengths[ranks], len(word))
        firsts = np.array([self._sorted[rank][0] != word[0] for rank in ranks.tolist()], np.float32)
        return ranks, 1 - _EDIT * distances / lengths - _FIRST_LETTER * firsts

    def _stems(self, word: str) -> tuple[Ids, Values]:
        """What begins like the word and ends otherwise."""
        kept = max(4, len(word) - 4)
        found: dict[int, float] = {}
        start, end = self._range(word[:kept]) if len(word) >= kept else (0, 0)
        for rank in range(start, min(end, start + _COMPLETIONS)):
            other = self._sorted[rank]
            same = kept
            while same < len(word) and same < len(other) and word[same] == other[same]:
                same += 1
            tails = len(word) + len(other) - 2 * same
            if len(other) - same <= 4 and tails <= same:
                found[rank] = _STEM - _STEM_LETTER * tails
        return np.fromiter(found, np.int32, len(found)), np.fromiter(found.values(), np.float32, len(found))

    def _open_edited(self, word: str) -> list[tuple[Ids, Values]]:
        """What goes on after the word with some letters wrong."""
        most = edits(len(word) - 1)
        like = np.arange(*self._range(word[0]), dtype=np.int32)
        found = [self._within(word, most, like, cut) for cut in (len(word) - 1, len(word), len(word) + 1)]
        return [(ranks, (1 - _OPEN_EDIT) - distances * np.float32(_EDIT / len(word))) for ranks, distances in found]


class Lexicon:
    """The words as they grow, for whoever adds documents; one thread only."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Begin with nothing, or with the words that there are."""
        self._words: list[str] = [] if vocabulary is None else [vocabulary.word(n) for n in range(len(vocabulary))]
        self._numbers = {word: number for number, word in enumerate(self._words)}
        self._spellings: dict[str, int] = {}
        self._masks = array("I", [] if vocabulary is None else vocabulary.masks.tolist())
        self._order: list[int] = [] if vocabulary is None else vocabulary.order.tolist()

    def numbers(self, text: str) -> list[int]:
        """The numbers of a text's words in order; new ones are taken in."""
        spelled = WORD.findall(text)
        try:
            found = list(map(self._spellings.__getitem__, spelled))
        except KeyError:
            found = list(map(self._number, spelled))
        return found if -1 not in found else [number for number in found if number >= 0]

    def tags(self, tags: Iterable[str]) -> list[int]:
        """The numbers of the words of tags, which are no words of a text: ``#`` stands before each."""
        return [self._take_in("#" + word) for tag in tags for word in words(tag)]

    def vocabulary(self) -> Vocabulary:
        """The words as they are now."""
        new = range(len(self._order), len(self._words))
        self._order.extend(sorted(new, key=self._words.__getitem__))
        self._order.sort(key=self._words.__getitem__)  # two runs in order take hardly longer than one
        return Vocabulary(self._words, np.array(self._order, np.int32), np.array(self._masks, np.uint32))

    def _number(self, spelling: str) -> int:
        number = self._spellings.get(spelling)
        if number is None:
            word = folded(spelling)
            number = self._spellings[spelling] = self._take_in(word) if word else -1
        return number

    def _take_in(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._words)
            self._words.append(word)
            self._masks.append(mask_of(word))
        return number


def mask_of(word: str) -> int:
    """A bit for each letter that a word has; rare ones share bits."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 32)
    return mask
