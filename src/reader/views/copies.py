"""Articles that are one text: syndicated, printed again, or brought up to date."""

import itertools
import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Sequence

_SHINGLE = 8  # words
_SAMPLE = 4  # of how many shingles one is looked at
_MOST = 50  # articles that share a shingle, above which it is a standing notice
_SAME = 0.5  # the share of the shorter article's shingles that the other has too
_LEAST = 12  # shared shingles looked at, below which it may be no more than a long quotation


def sketch(words: Sequence[str]) -> "array[int]":
    """Take from a text what tells whether another one is the same.

    Args:
        words: Its words.

    Returns:
        Hashes of a fourth of its shingles, which are its runs of eight words, each once; in every process the same.
    """
    letters = [word.encode() for word in words]
    text = b" ".join(letters)
    starts = list(itertools.accumulate((len(word) + 1 for word in letters), initial=0))
    runs = (text[start : end - 1] for start, end in zip(starts, starts[_SHINGLE:], strict=False))
    return array("I", {value for value in map(zlib.crc32, runs) if value % _SAMPLE == 0})


def copies(sketches: Sequence[Collection[int]]) -> list[int]:
    """Group texts that are the same, at least for the most part.

    Two texts are the same when at least half of the shorter one's shingles stand in the other, as Broder's containment
    has it ("On the resemblance and containment of documents", 1997). Texts that are the same as a third are the same.

    Args:
        sketches: What `sketch` takes from each.

    Returns:
        For each text the number of the first one that is the same; its own where it is the first or the only one.
    """
    often = Counter(itertools.chain.from_iterable(sketches))
    shared = {value for value, count in often.items() if 1 < count <= _MOST}
    holders: dict[int, list[int]] = {}
    for number, hashes in enumerate(sketches):
        for value in shared.intersection(hashes):
            holders.setdefault(value, []).append(number)
    together = Counter(pair for numbers in holders.values() for pair in itertools.combinations(numbers, 2))
    first = list(range(len(sketches)))
    for (one, other), count in together.items():
        if count >= max(_LEAST, _SAME * min(len(sketches[one]), len(sketches[other]))):
            one, other = _root(first, one), _root(first, other)
            first[max(one, other)] = min(one, other)
    return [_root(first, number) for number in range(len(sketches))]


def _root(first: list[int], number: int) -> int:
    """The first text of the group that one belongs to."""
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number
