"""The library's articles: titles, lengths, quotes, how far each was read."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple, cast

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.library import Entries, Summary
from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.text import fold
from reader.tui.catalog import ORDERS, Catalog, Order
from reader.tui.widgets.line_list import LineList

_READ = 0.97  # share of the text from which on an article counts as read


class _Filtered(NamedTuple):
    """What a filter has left."""

    words: str
    known: int
    """How much was known then."""
    order: Order
    shown: Sequence[int]


class Sidebar(LineList):
    """The list of articles; filters and sorts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="library.filter", tooltip="Show only articles whose title matches"),
        Binding("o", "sort", "sort", id="library.sort", tooltip="Sort by name, title, date, length or quotes"),
    ]

    grip = "right"
    item_height = 2

    class FilterAsked(Message):
        """The reader wants to filter the list."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.catalog = Catalog()
        """What is known of the articles."""
        self.open: int | None = None
        """Index of the entry that is open."""
        self.filter = ""
        self._filtered: _Filtered | None = None
        self._shares: dict[int, float] = {}
        self._notes: Mapping[str, int] = {}
        self._chosen: Order | None = None
        self._shown: Sequence[int] = ()

    # What is shown

    @property
    def entries(self) -> Entries:
        """The articles of the library."""
        return self.catalog.entries

    def list_entries(self, entries: Entries) -> None:
        """List a library's articles; what is known of those that were listed already stays."""
        self.catalog, after = self.catalog.listing(entries)
        selected = after.get(self._shown[self.index]) if self.index < len(self._shown) else None
        self.open = after.get(self.open) if self.open is not None else None
        self._shares = {after[old]: share for old, share in self._shares.items() if old in after}
        self._filtered = None
        self._arrange(selected, self.index)

    def summarize(self, found: Iterable[tuple[int, bytes]]) -> None:
        """Take note of what some entries hold."""
        seen = False
        in_sight = self.in_sight()
        for number, packed in found:
            self.catalog.learn(number, packed)
            seen |= number in in_sight
        if seen:
            self.refresh()

    def summary(self, number: int) -> Summary | None:
        """What is known of an entry."""
        return self.catalog.summary(number)

    def set_share(self, number: int, share: float) -> None:
        """Take note of how far an entry was read."""
        self._shares[number] = max(share, self._shares.get(number, 0.0))

    def set_notes(self, counts: Mapping[str, int]) -> None:
        """Take note of how many annotations articles have, by their paths in full."""
        if counts != self._notes:
            self._notes = counts
            self.refresh()

    def set_open(self, number: int) -> None:
        """Mark an entry as the one that is open, and select it where it is listed."""
        self.open = number
        if number in self._shown:
            self.select(self._shown.index(number), tell=False)
        self.refresh()

    def entry_at(self, index: int) -> int:
        """The entry that an item shows."""
        return self._shown[index]

    def neighbour(self, step: int) -> int | None:
        """The entry so many further on from the open one, in the order shown; None where the list ends."""
        here = self._shown.index(self.open) if self.open is not None and self.open in self._shown else -step
        there = here + step
        return self._shown[there] if 0 <= there < len(self._shown) else None

    def in_sight(self) -> Sequence[int]:
        """The entries that are on the screen."""
        return self._shown[self.first : self.first + self._room + 1]

    def begin_anew(self) -> None:
        """Show all, in the first order, with the open one selected."""
        self.filter, self._chosen, self.first = "", None, 0
        self._arrange(self.open)

    # Filtering and sorting

    def set_filter(self, words: str) -> None:
        """Show only entries whose title or name holds all words; accents and case do not count."""
        self.filter = words
        self.rearrange()

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        self.post_message(self.FilterAsked())

    def action_sort(self) -> None:
        """Sort another way."""
        self._chosen = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.rearrange()

    @property
    def order(self) -> Order:
        """What the list is sorted by: as was chosen on the screen, else as the settings say."""
        return self._chosen or cast("Order", self.reader.config.sidebar_sort)

    def rearrange(self) -> None:
        """Filter and sort anew; what is selected stays so."""
        self._arrange(self._shown[self.index] if self.index < len(self._shown) else None)

    def _arrange(self, selected: int | None, otherwise: int = 0) -> None:
        """Filter and sort.

        Args:
            selected: The entry to select.
            otherwise: The item to select where that is not shown.
        """
        self._shown = shown = self._left()
        at = shown.index(selected) if selected is not None and selected in shown else otherwise
        self.select(at, tell=False)

    def _left(self) -> Sequence[int]:
        """What the filter leaves, sorted; of what it left before a letter was added, if nothing was learned since."""
        catalog, order, words = self.catalog, self.order, fold(self.filter).text
        before = self._filtered
        everything: Sequence[int] = range(len(catalog))
        if before and before.order == order and before.known == catalog.known and words.startswith(before.words):
            shown: Sequence[int] = catalog.matching(words.split(), before.shown)
        else:
            left = catalog.matching(words.split(), everything) if words.split() else everything
            shown = catalog.sorted(left, order)
        self._filtered = _Filtered(words, catalog.known, order, shown) if words.split() else None
        return shown

    # How it reads

    def count(self) -> int:
        """How many entries are shown."""
        return len(self._shown)

    def head(self) -> Sequence[Run]:
        """The list's name."""
        if self.filter:
            return [Run("Library", ("panel.title",)), Run(f" /{self.filter}", ("row.dim",))]
        return [Run("Library", ("panel.title",))]

    def foot(self) -> str:
        """How many there are, and in which order."""
        count = (
            f"{self.count():,}" if self.count() == len(self.entries) else f"{self.count():,} of {len(self.entries):,}"
        )
        return count if self.order == "name" else f"{count} by {self.order}"

    def empty(self) -> str:
        """Why there is nothing."""
        return f"No title matches.\nEsc shows all {len(self.entries):,}." if self.filter else "No articles here."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """Title above, facts below."""
        number = self._shown[index]
        summary = self.summary(number)
        mark = Run("▌" if number == self.open else " ", ("cursor",))
        if summary is None:
            return [[mark, Run(clip(self.entries.name(number), cells - 2), ())], [Run("   …", ("row.dim",))]]
        if summary.error:
            return [
                [mark, Run(clip(self.entries.name(number), cells - 2), ("row.dim",))],
                [Run(clip(f"   {summary.error}", cells - 1), ("warning",))],
            ]
        titled = "title" in self.reader.config.sidebar_fields
        title = summary.title if titled else self.entries.name(number)
        style = ("emphasis",) if titled and summary.title_origin == "derived" else ()
        facts = self._facts(number, summary)
        if width(facts) > cells - 2:
            facts = " · ".join(fact for fact in facts.split(" · ") if not fact.endswith("min"))
        facts = clip(facts, cells - 2)
        lead = " " * (cells - 1 - width(facts))
        return [[mark, Run(clip(title, cells - 2), style)], [Run(f"{lead}{facts} ", ("row.dim",))]]

    def _facts(self, number: int, summary: Summary) -> str:
        """What the settings want to be said, a point between each."""
        config = self.reader.config
        share = self._shares.get(number, 0.0)
        read = "✓" if share >= _READ else f"{share:.0%}" if share > 0 else ""
        quotes = f"{summary.quotes}”" if summary.quotes else ""
        count = self._notes.get(os.path.abspath(self.entries.paths[number]), 0) if self._notes else 0
        notes = f"{count}✎" if count else ""
        facts = {
            "length": f"{summary.words:,} w",
            "minutes": f"{summary.minutes} min",
            "date": self.date(summary.published),
        }
        facts |= {"quotes": quotes, "notes": notes, "read": read}
        return " · ".join(fact for field in config.sidebar_fields if (fact := facts.get(field, "")))
