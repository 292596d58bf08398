"""The library's articles: titles, lengths, quotes, how far each was read."""

import os
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message

from reader.library import Entry, Summary
from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.text import fold
from reader.tui.widgets.line_list import LineList

_READ = 0.97  # share of the text from which on an article counts as read


class _Order(NamedTuple):
    """A way to sort."""

    name: str
    backwards: bool = False


_ORDERS = (_Order("name"), _Order("title"), _Order("date", True), _Order("length", True), _Order("quotes", True))


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
        self.entries: Sequence[Entry] = ()
        self.open: int | None = None
        """Index of the entry that is open."""
        self.filter = ""
        self._summaries: list[Summary | None] = []
        self._shares: dict[int, float] = {}
        self._notes: Mapping[str, int] = {}
        self._order = 0
        self._shown: Sequence[int] = ()

    # What is shown

    def list_entries(self, entries: Sequence[Entry]) -> None:
        """List a library's articles; what is known of those that were listed already stays."""
        known = {entry.path: number for number, entry in enumerate(self.entries)}
        before = [known.get(entry.path) for entry in entries] if known else [None] * len(entries)
        after = {old: number for number, old in enumerate(before) if old is not None}
        selected = after.get(self._shown[self.index]) if self.index < len(self._shown) else None
        self.entries = entries
        self.open = after.get(self.open) if self.open is not None else None
        self._summaries = [None if old is None else self._summaries[old] for old in before]
        self._shares = {after[old]: share for old, share in self._shares.items() if old in after}
        self._arrange(selected, self.index)

    def summarize(self, number: int, summary: Summary) -> None:
        """Take note of what an entry holds."""
        self._summaries[number] = summary
        if number in self.in_sight():
            self.refresh()

    def summary(self, number: int) -> Summary | None:
        """What is known of an entry."""
        return self._summaries[number]

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

    # Filtering and sorting

    def set_filter(self, words: str) -> None:
        """Show only entries whose title or name holds all words; accents and case do not count."""
        self.filter = words
        self._rearrange()

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        self.post_message(self.FilterAsked())

    def action_sort(self) -> None:
        """Sort another way."""
        self._order = (self._order + 1) % len(_ORDERS)
        self._rearrange()

    def _rearrange(self) -> None:
        self._arrange(self._shown[self.index] if self.index < len(self._shown) else None)

    def _arrange(self, selected: int | None, otherwise: int = 0) -> None:
        """Filter and sort.

        Args:
            selected: The entry to select.
            otherwise: The item to select where that is not shown.
        """
        wanted = fold(self.filter).text.split()
        shown: Sequence[int] = range(len(self.entries))
        if wanted:
            shown = [number for number in shown if self._matches(number, wanted)]
        order = _ORDERS[self._order]
        if order.name != "name":
            shown = sorted(shown, key=lambda number: self._rank(number, order.name), reverse=order.backwards)
        self._shown = shown
        self.select(shown.index(selected) if selected is not None and selected in shown else otherwise, tell=False)

    def _matches(self, number: int, wanted: Sequence[str]) -> bool:
        summary = self._summaries[number]
        held = fold(f"{summary.title if summary else ''} {self.entries[number].name}").text
        return all(word in held for word in wanted)

    def _rank(self, number: int, order: str) -> tuple[int, str]:
        summary = self._summaries[number]
        if summary is None or summary.error:
            return (-1, "")
        if order == "length":
            return (summary.words, "")
        if order == "quotes":
            return (summary.quotes or 0, "")
        return (0, (summary.published or "") if order == "date" else fold(summary.title).text)

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
        order = _ORDERS[self._order].name
        return count if order == "name" else f"{count} by {order}"

    def empty(self) -> str:
        """Why there is nothing."""
        return f"No title matches.\nEsc shows all {len(self.entries):,}." if self.filter else "No articles."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """Title above, facts below."""
        number = self._shown[index]
        summary = self._summaries[number]
        mark = Run("▌" if number == self.open else " ", ("cursor",))
        if summary is None:
            return [[mark, Run(clip(self.entries[number].name, cells - 2), ())], [Run("   …", ("row.dim",))]]
        if summary.error:
            return [
                [mark, Run(clip(self.entries[number].name, cells - 2), ("row.dim",))],
                [Run(clip(f"   {summary.error}", cells - 1), ("warning",))],
            ]
        style = ("emphasis",) if summary.title_origin == "derived" else ()
        facts = self._facts(number, summary)
        if width(facts) > cells - 2:
            facts = " · ".join(fact for fact in facts.split(" · ") if not fact.endswith("min"))
        facts = clip(facts, cells - 2)
        lead = " " * (cells - 1 - width(facts))
        return [[mark, Run(clip(summary.title, cells - 2), style)], [Run(f"{lead}{facts} ", ("row.dim",))]]

    def _facts(self, number: int, summary: Summary) -> str:
        share = self._shares.get(number, 0.0)
        read = "✓" if share >= _READ else f"{share:.0%}" if share > 0 else ""
        quotes = f"{summary.quotes}”" if summary.quotes else ""
        count = self._notes.get(os.path.abspath(self.entries[number].path), 0) if self._notes else 0
        notes = f"{count}✎" if count else ""
        facts = (f"{summary.words:,} w", f"{summary.minutes} min", quotes, notes, read)
        return " · ".join(fact for fact in facts if fact)
