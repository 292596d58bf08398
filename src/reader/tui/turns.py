"""Whose turn it is to be read through: what the reader looks at, then what may be known, then the newest."""

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

_AT_ONCE = 256  # articles that are looked up together: some milliseconds, which what is opened waits at most


class Turn(NamedTuple):
    """Articles to be read."""

    numbers: Sequence[int]
    analyze: bool
    """Whether they are to be analyzed where nothing is known of them; else that is put off."""


class Turns:
    """The articles that are to be read through, in an order that follows the reader."""

    def __init__(self, numbers: Iterable[int], in_sight: Callable[[], Sequence[int]]) -> None:
        """Line up articles.

        Args:
            numbers: Which.
            in_sight: Says which ones the reader sees, whenever it is asked.
        """
        self._waiting = dict.fromkeys(numbers)
        self._fresh = list(reversed(self._waiting))
        self._put_off: list[tuple[int, int]] = []
        self._in_sight = in_sight

    def next(self, few: int) -> Turn | None:
        """Whose turn it is.

        Args:
            few: How many to analyze at a time.

        Returns:
            The articles; None where all are read or being read.
        """
        seen = [number for number in self._in_sight() if number in self._waiting]
        if seen:
            return Turn(self._given(seen[:few]), True)
        fresh: list[int] = []
        while self._fresh and len(fresh) < _AT_ONCE:
            if (number := self._fresh.pop()) in self._waiting:
                fresh.append(number)
        if fresh:
            return Turn(self._given(fresh), False)
        newest: list[int] = []
        while self._put_off and len(newest) < few:
            if (number := heappop(self._put_off)[1]) in self._waiting:
                newest.append(number)
        return Turn(self._given(newest), True) if newest else None

    def put_off(self, number: int, changed: int) -> None:
        """Have an article wait until all are looked up, and those that changed later are read."""
        self._waiting[number] = None
        heappush(self._put_off, (-changed, number))

    def _given(self, numbers: Sequence[int]) -> Sequence[int]:
        for number in numbers:
            del self._waiting[number]
        return numbers
