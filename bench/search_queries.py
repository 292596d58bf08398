"""Known-item queries: a string that is in the library, and what somebody types who remembers it half.

The words are taken from the string as it is; then one thing goes wrong, by class. Only words are used that, all of them
as they are, stand in this one string of its kind and in no other (identical ones aside): what fits several strings
equally well has no right answer. So it is with the words left where one is wrong, and with the beginnings of words cut
short. What goes wrong otherwise may well make a query ambiguous, and that counts.
"""

import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reader.model import Span
from reader.search.words import WORD, folded

CLASSES = (
    *("as words", "one typo", "two typos", "wrong order", "half typed", "every word cut", "one wrong word"),
    *("run together", "split", "inflected", "speaker and word", "no apostrophes"),
)
_TRIES = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDINGS = ("ing", "ed", "es", "s")
_SMALL = 4  # letters of a word that somebody remembers for itself


class Item(NamedTuple):
    """A string that can be looked for."""

    kind: str
    path: str
    text: str
    name: str
    """The speaker."""
    key: str
    """The same for strings that say the same: the folded words, for actors the name."""


class Question(NamedTuple):
    """A query with its right answer."""

    kind: str
    group: str
    """The class."""
    text: str
    item: Item
    marks: tuple[tuple[Span, ...], ...]
    """For each word of the string that is asked for: the places that may be marked, the one that is meant first."""


class _Picked(NamedTuple):
    """A word of a string."""

    word: str
    span: Span


class Asker:
    """Makes queries for strings of one kind."""

    def __init__(self, items: Sequence[Item], seed: int) -> None:
        """Prepare.

        Args:
            items: All strings of the kind, also those that are not asked for.
            seed: Of the random numbers.
        """
        self._random = random.Random(seed)
        self._keys: defaultdict[str, set[int]] = defaultdict(set)
        numbers: dict[str, int] = {}
        for item in items:
            number = numbers.setdefault(item.key, len(numbers))
            for word in {*_folded(item.text), *_folded(item.name)}:
                self._keys[word].add(number)
        self._numbers = numbers
        self._sorted = sorted(self._keys)
        self._vocabulary = [word for word in self._keys if len(word) >= _SMALL and word.isalpha()]

    def questions(self, items: Sequence[Item], each: int) -> Iterator[Question]:
        """Ask for some strings.

        Args:
            items: Which may be asked for.
            each: How many queries there shall be of each class.

        Yields:
            Queries, class after class.
        """
        for group in CLASSES:
            left = each
            for item in self._random.sample(items, len(items)):
                question = self._question(item, group)
                if question is not None:
                    yield question
                    left -= 1
                if not left:
                    break

    def _question(self, item: Item, group: str) -> Question | None:
        """A query of a class for a string, None where it gives none."""
        found = [_Picked(match[0], Span(*match.span())) for match in WORD.finditer(item.text)]
        if len(found) < (2 if item.kind == "actor" else 4):
            return None
        if group == "speaker and word":
            return self._by_speaker(item, found)
        for _ in range(_TRIES):
            picked, in_a_row = self._pick(found, group, item.kind == "actor")
            if not picked or not self._only(item, [_fold(word) for word, _ in picked]):
                continue
            typed = self._typed(group, [re.sub("['’‘]", "'", word).lower() for word, _ in picked])
            if typed is not None and self._fits_one(item, group, picked, typed):
                return Question(item.kind, group, " ".join(typed), item, _marks(found, picked, group, typed, in_a_row))
        return None

    def _by_speaker(self, item: Item, found: Sequence[_Picked]) -> Question | None:
        """The last word of the speaker's name, and one or two words said."""
        names = list(_folded(item.name))
        content = [pick for pick in found if len(pick.word) > _SMALL and _fold(pick.word) not in names]
        if item.kind != "quote" or not names or not content:
            return None
        for size in (1, 2, 2, 3, 3):
            if size <= len(content):
                picked = self._random.sample(content, size)
                if self._only(item, [names[-1], *(_fold(pick.word) for pick in picked)]):
                    text = " ".join([names[-1], *(pick.word.lower() for pick in picked)])
                    return Question(item.kind, "speaker and word", text, item, ())
        return None

    def _pick(self, found: Sequence[_Picked], group: str, all_of_it: bool) -> tuple[list[_Picked], bool]:
        """Words that somebody remembers: a run of them, or the longer ones from here and there, in order."""
        if all_of_it:
            return list(found), True
        size = self._random.randint(3, 6)
        if group in ("one wrong word", "every word cut"):
            size = max(size, 4)
        if group in ("run together", "no apostrophes") or self._random.random() < 0.5:
            start = self._random.randrange(max(1, len(found) - size + 1))
            return list(found[start : start + size]), True
        content = [at for at, pick in enumerate(found) if len(pick.word) >= _SMALL]
        if len(content) < 3:
            return [], False
        chosen = sorted(self._random.sample(content, min(size, len(content))))
        return [found[at] for at in chosen], False

    def _only(self, item: Item, words: Sequence[str]) -> bool:
        """Whether words are all in one string only."""
        sets = sorted((self._keys.get(word, set()) for word in words), key=len)
        return bool(sets) and set.intersection(*sets) == {self._numbers[item.key]}

    def _fits_one(self, item: Item, group: str, picked: Sequence[_Picked], typed: Sequence[str]) -> bool:
        """Whether words cut short, or those left where one is wrong, still fit one string only."""
        if group == "one wrong word":
            return self._only(item, _right(picked, typed))
        if group not in ("half typed", "every word cut"):
            return True
        whole = typed[:-1] if group == "half typed" else ()
        sets = [self._keys.get(_fold(word), set()) for word in whole]
        sets += [self._beginning(_fold(word)) for word in typed[len(whole) :]]
        return set.intersection(*sets) == {self._numbers[item.key]}

    def _beginning(self, letters: str) -> set[int]:
        """The strings that have a word that begins with some letters."""
        start, end = bisect_left(self._sorted, letters), bisect_left(self._sorted, letters + "\U0010ffff")
        return set().union(*(self._keys[word] for word in self._sorted[start:end]))

    def _typed(self, group: str, words: list[str]) -> list[str] | None:
        """What is typed for some words, None where this can't go wrong with them."""
        change: dict[str, Callable[[list[str]], list[str] | None]] = {
            "as words": lambda words: words,
            "one typo": lambda words: self._with_typos(words, 1),
            "two typos": lambda words: self._with_typos(words, 2),
            "wrong order": self._turned,
            "half typed": self._half_typed,
            "every word cut": self._cut,
            "one wrong word": self._wrong,
            "run together": self._together,
            "split": self._split,
            "inflected": self._inflected,
            "no apostrophes": _without_apostrophes,
        }
        return change[group](words)

    def _with_typos(self, words: list[str], count: int) -> list[str] | None:
        long = [at for at, word in enumerate(words) if len(word) >= _SMALL and word.isalpha()]
        if len(long) < count:  # all in one word, if it is long enough for them
            long = [at for at in long if len(words[at]) >= _SMALL * count] * count
        if not long:
            return None
        for at in self._random.sample(long, count):
            words[at] = self._typo(words[at])
        return words

    def _typo(self, word: str) -> str:
        """A letter left out, doubled or put in, a wrong one, or two turned round."""
        at = self._random.randrange(len(word))
        match self._random.randrange(4):
            case 0:
                changed = word[:at] + word[at + 1 :]
            case 1:
                changed = word[:at] + self._random.choice((word[at], self._beside(word[at]))) + word[at:]
            case 2:
                changed = word[:at] + self._beside(word[at]) + word[at + 1 :]
            case _:
                at = min(at, len(word) - 2)
                changed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return changed if changed != word else self._typo(word)

    def _beside(self, letter: str) -> str:
        """A letter beside one on the keyboard."""
        for row in _ROWS:
            at = row.find(letter)
            if at >= 0:
                return self._random.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])
        return self._random.choice(_LETTERS)

    def _turned(self, words: list[str]) -> list[str] | None:
        turned = self._random.sample(words, len(words))
        return turned if turned != words else None

    def _half_typed(self, words: list[str]) -> list[str] | None:
        last = words[-1]
        return [*words[:-1], last[: max(2, (len(last) + 1) // 2)]] if len(last) >= _SMALL else None

    def _cut(self, words: list[str]) -> list[str] | None:
        cut = [word[: max(3, round(0.6 * len(word)))] for word in words]
        return cut if cut != words else None

    def _wrong(self, words: list[str]) -> list[str] | None:
        if len(words) < 3:  # more of them have to be right than wrong
            return None
        words[self._random.randrange(len(words))] = self._random.choice(self._vocabulary)
        return words

    def _together(self, words: list[str]) -> list[str] | None:
        at = self._random.randrange(max(1, len(words) - 1))
        if len(words) < 2 or len(words[at]) + len(words[at + 1]) < 6:
            return None
        return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]

    def _split(self, words: list[str]) -> list[str] | None:
        long = [at for at, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
        if not long:
            return None
        at = self._random.choice(long)
        cut = self._random.randint(2, len(words[at]) - 2)
        return [*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]]

    def _inflected(self, words: list[str]) -> list[str] | None:
        long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
        if not long:
            return None
        for at in self._random.sample(long, min(len(long), self._random.randint(1, 2))):
            stems = (words[at].removesuffix(ending) for ending in _ENDINGS if words[at].endswith(ending))
            stem = next((stem for stem in stems if len(stem) >= _SMALL), words[at])
            forms = {stem + ending for ending in ("", *_ENDINGS)} - {words[at]}
            words[at] = self._random.choice(sorted(forms))
        return words


def _right(picked: Sequence[_Picked], typed: Sequence[str]) -> list[str]:
    """The words that are typed as they are, folded."""
    return [_fold(word) for (word, _), other in zip(picked, typed, strict=True) if _fold(word) == _fold(other)]


def _without_apostrophes(words: list[str]) -> list[str] | None:
    """Words as they are typed in haste."""
    plain = [word.replace("'", "") for word in words]
    return plain if plain != words else None


def _marks(
    found: Sequence[_Picked], picked: Sequence[_Picked], group: str, typed: Sequence[str], in_a_row: bool
) -> tuple[tuple[Span, ...], ...]:
    """What should be marked; of a word from here and there any place that has it will do."""
    marks = []
    for at, pick in enumerate(picked):
        if group == "one wrong word" and typed[at] != pick.word.lower().replace("’", "'"):
            continue
        others = [other.span for other in found if not in_a_row and _fold(other.word) == _fold(pick.word)]
        spans = [pick.span, *(span for span in others if span != pick.span)]
        if group == "every word cut" or (group == "half typed" and at == len(picked) - 1):
            spans = [Span(span.start, span.start + len(typed[at])) for span in spans]
        marks.append(tuple(spans))
    return tuple(marks)


def _folded(text: str) -> Iterator[str]:
    return map(_fold, WORD.findall(text))


def _fold(word: str) -> str:
    return folded(word)
