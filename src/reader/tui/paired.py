"""Two articles that are compared, as plain values: what the screen shows of how they match."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reader.model import Span

Kind = Literal["same", "altered", "quote", "retold"]

SIGNS: dict[Kind, str] = {"same": "=", "altered": "≈", "quote": "”", "retold": "~"}
"""What stands in the margin beside a passage."""


class Passage(NamedTuple):
    """A passage of each of two articles that match."""

    spans: tuple[Span, Span]
    kind: Kind
    in_order: bool
    """Whether it belongs to those that come in the same order in both."""
    differs: tuple[tuple[Span, ...], tuple[Span, ...]]
    """The words of each that the other has not."""
    actors: tuple[str, ...]
    """Who is named in both, where it is told in other words."""


class Paired(NamedTuple):
    """How two articles match."""

    passages: tuple[Passage, ...]
    """By their place in the first."""
    cut: bool
    """Whether the end of an article was not looked at."""


class Partner(NamedTuple):
    """An article that may be put beside another."""

    path: str
    passages: int
    """How many they share."""


class Order:
    """Passages by their place in one of the articles; none lies over another."""

    def __init__(self, passages: Sequence[Passage], side: int) -> None:
        """Sort them.

        Args:
            passages: Those of both articles.
            side: 0 for the first article, 1 for the other.
        """
        self._numbers = sorted(range(len(passages)), key=lambda number: passages[number].spans[side])
        spans = [passages[number].spans[side] for number in self._numbers]
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self._places = {number: place for place, number in enumerate(self._numbers)}

    def touching(self, span: Span) -> Sequence[int]:
        """The passages that touch a span."""
        return self._numbers[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def place(self, number: int) -> int:
        """Which one in this article a passage is, counted from 1."""
        return self._places[number] + 1

    def beside(self, number: int | None, offset: int, step: int) -> int | None:
        """Walk.

        Args:
            number: The passage that the reader stands on, if any.
            offset: Where the reader is otherwise.
            step: 1 or -1.

        Returns:
            The next passage or the one before; None where there is none.
        """
        before = bisect_left(self._starts, offset)
        wanted = self._places[number] + step if number is not None else before - (step < 0)
        return self._numbers[wanted] if 0 <= wanted < len(self._numbers) else None
