"""What was found, best first: the passage with what matches in it, and where it stands."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.page.snippet import snippet
from reader.text import printable
from reader.tui.search_process import Shown
from reader.tui.widgets.line_list import LineList

SIGNS = {"quote": "“", "passage": "¶", "title": "T", "actor": "@", "note": "✎"}
"""The sign of each kind of thing that can be found."""

_STYLES = {"quote": "quote", "actor": "actor.person", "note": "warning", "title": "title"}


class ResultList(LineList, inherit_bindings=False):
    """Hits on two rows each; the keys belong to the line in which the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = []
    item_height = 2
    can_focus = False

    class Wanted(Message):
        """Hits have come into sight whose texts are not there."""

        def __init__(self, first: int, last: int) -> None:
            """Say which.

            Args:
                first: The first of them.
                last: The one after the last.
            """
            super().__init__()
            self.first = first
            self.last = last

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.hits: list[Shown] = []
        self.said = ""
        """What to say where there are none."""
        self._tally = ""

    def show(self, hits: Sequence[Shown], tally: str, said: str) -> None:
        """List hits.

        Args:
            hits: Best first.
            tally: How many, in words.
            said: What to say where there are none.
        """
        self.hits = list(hits)
        self.said = said
        self._tally = tally
        self.first = 0
        self.select(0)

    def fill(self, first: int, hits: Sequence[Shown]) -> None:
        """Put in hits whose texts were missing."""
        self.hits[first : first + len(hits)] = hits
        self.refresh()

    def count(self) -> int:
        """How many hits."""
        return len(self.hits)

    @property
    def rows(self) -> int:
        """How many hits are in sight at a time."""
        return self._room + 1

    @property
    def hit(self) -> Shown | None:
        """The selected one."""
        return self.hits[self.index] if self.hits else None

    def select(self, index: int, *, tell: bool = True) -> None:
        """Select a hit; ask for texts that are missing."""
        super().select(index, tell=tell)
        self._ask()

    def _scroll(self, items: int) -> None:
        super()._scroll(items)
        self._ask()

    def _ask(self) -> None:
        last = min(self.first + self.rows, len(self.hits))
        missing = [number for number in range(self.first, last) if not self.hits[number].marked]
        if missing:
            self.post_message(self.Wanted(missing[0], missing[-1] + 1))

    def head(self) -> Sequence[Run]:
        """How many there are."""
        return [Run(self._tally, ("row.dim",))] if self._tally else []

    def empty(self) -> str:
        """Why there is nothing."""
        return self.said

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """The passage on one row, speaker and article on the next."""
        hit = self.hits[index]
        sign = Run(f" {SIGNS[hit.kind]} ", (_STYLES.get(hit.kind, "row.dim"),))
        first = [sign, *snippet(hit.text, hit.spans, cells - 4)] if hit.marked else [sign]
        about = hit.about
        title = about.title if hit.kind != "title" else ""
        facts = [fact for fact in (title, about.source, self.date(about.published)) if fact]
        where = " · ".join(facts) or about.path
        name = printable(hit.name) if hit.kind in ("quote", "note") else ""
        if name:
            name = clip(name, max(8, (cells - 4) // 2))
        rest = clip(printable(f" — {where}" if name else where), max(0, cells - 4 - width(name)))
        return [first, [Run("   ", ()), Run(name, ("speaker",)), Run(rest, ("row.dim",))]]
