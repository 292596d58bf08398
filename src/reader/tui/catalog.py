"""What is known of the articles of a list, in columns: few bytes for each, and quick to filter and to sort."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import Literal

from reader.library import NO_ENTRIES, Entries, Summary
from reader.text import fold

Order = Literal["name", "title", "date", "length", "quotes"]

ORDERS: tuple[Order, ...] = ("name", "title", "date", "length", "quotes")
"""What articles can be sorted by."""

_FEW = 20  # of so many articles one is sorted by itself; more are taken from all, sorted once
_DIGITS = 8  # of a date


class Catalog:
    """The articles in the order of the library, with what is known of each."""

    def __init__(self, entries: Entries = NO_ENTRIES) -> None:
        """List articles of which nothing is known yet."""
        self.entries = entries
        self.quotes = 0
        """In all articles that were read."""
        self.known = 0
        """How often something was learned."""
        self._summaries: list[bytes | None] = [None] * len(entries)
        self._found_by: list[str | None] = [None] * len(entries)
        """Title and name, folded; worked out when they are wanted or known."""
        self._orders: dict[Order, tuple[int, array[int]]] = {}
        """All articles in orders that were asked for, each with how much was known then."""
        self._columns: dict[Order, array[int]] = {
            order: array("I", bytes(4 * len(entries))) for order in ("date", "length", "quotes")
        }

    def __len__(self) -> int:
        return len(self.entries)

    def learn(self, number: int, packed: bytes) -> None:
        """Take note of what an article holds.

        Args:
            number: Which.
            packed: A packed summary.
        """
        summary = Summary.unpacked(packed)
        self.known += 1
        quotes = self._columns["quotes"]
        self.quotes += summary.quotes - quotes[number]
        quotes[number] = summary.quotes
        self._columns["length"][number] = summary.words
        self._columns["date"][number] = _date(summary.published or "")
        self._summaries[number] = packed
        self._found_by[number] = _folded(f"{summary.title} {self.entries.name(number)}")

    def summary(self, number: int) -> Summary | None:
        """What an article holds; None while that is not known."""
        packed = self._summaries[number]
        return None if packed is None else Summary.unpacked(packed)

    def listing(self, entries: Entries) -> "tuple[Catalog, dict[int, int]]":
        """Other articles, with what is known of those that are listed here already.

        Args:
            entries: The articles.

        Returns:
            The catalog of them, and the new number for each old one that stays.
        """
        known = {path: number for number, path in enumerate(self.entries.paths)}
        moved = {known[path]: number for number, path in enumerate(entries.paths) if path in known}
        after = Catalog(entries)
        for old, new in moved.items():
            after._summaries[new] = self._summaries[old]
            after._found_by[new] = self._found_by[old]
            for order, column in self._columns.items():
                after._columns[order][new] = column[old]
        after.quotes = sum(after._columns["quotes"])
        return after, moved

    def matching(self, words: Iterable[str], among: Iterable[int]) -> list[int]:
        """The articles whose title or name holds all of some folded words.

        Args:
            words: The words.
            among: The articles to look at.

        Returns:
            Those that do.
        """
        held, found_by = self._found_by, self._name
        left = list(among)
        for word in words:
            left = [number for number in left if word in (held[number] or found_by(number))]
        return left

    def sorted(self, numbers: Sequence[int], order: Order) -> Sequence[int]:
        """Articles in some order: by title as it reads, else the newest, longest, most quoting first.

        Args:
            numbers: Which, in the order of the library.
            order: What they are to be sorted by.
        """
        if order == "name":
            return numbers
        if len(numbers) < len(self) // _FEW:
            return self._sorted(numbers, order)
        known, everything = self._orders.get(order, (-1, array("I")))
        if known != self.known:
            everything = array("I", self._sorted(range(len(self)), order))
            self._orders[order] = self.known, everything
        if len(numbers) == len(self):
            return everything
        wanted = bytearray(len(self))
        for number in numbers:
            wanted[number] = 1
        return list(compress(everything, map(wanted.__getitem__, everything)))

    def _sorted(self, numbers: Sequence[int], order: Order) -> Sequence[int]:
        if order == "title":
            for number in numbers if None in self._found_by else ():
                self._found_by[number] = self._found_by[number] or self._name(number)
            return sorted(numbers, key=self._found_by.__getitem__)  # type: ignore[arg-type]
        return sorted(numbers, key=self._columns[order].__getitem__, reverse=True)

    def _name(self, number: int) -> str:
        """What finds an article of which nothing else is known."""
        found_by = self._found_by[number] = _folded(f" {self.entries.name(number)}")
        return found_by


def _folded(words: str) -> str:
    return words.lower() if words.isascii() else fold(words).text


def _date(published: str) -> int:
    """A date as a number that grows with it; 0 for none."""
    digits = published[:10].replace("-", "")
    return int(digits.ljust(_DIGITS, "0")) if digits.isascii() and digits.isdecimal() else 0
