"""Pick the article to put beside the one that is open: first those that share most with it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.text import fold, printable
from reader.tui.catalog import Catalog
from reader.tui.screens.typed_list import TypedList
from reader.tui.searching import Search
from reader.tui.widgets.line_list import LineList
from reader.tui.workers import WorkLostError

_LOOKED_AT = 3_000  # articles among which partners are sought, those nearest in date
_AT_A_TIME = 32  # articles read between two looks at whether somebody searches …
_COMPARED = 8  # … and compared


class PartnerScreen(TypedList[str]):
    """Lists the other articles; its result is the path of one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="partner.down", tooltip="Select the next article"),
        Binding("up,ctrl+p", "move(-1)", "up", id="partner.up", tooltip="Select the article before"),
        Binding("pagedown", "pages(1)", "page down", id="partner.page-down", tooltip="Move a page down"),
        Binding("pageup", "pages(-1)", "page up", id="partner.page-up", tooltip="Move a page up"),
        Binding("escape", "clear", "clear", id="partner.clear", tooltip="Clear the line, then close"),
    ]

    list: "PartnerList"

    def __init__(self, search: Search, path: str, catalog: Catalog) -> None:
        """Offer articles.

        Args:
            search: What finds and compares them.
            path: The file of the one that another is to go beside.
            catalog: All articles.
        """
        super().__init__()
        self._search = search
        self._path = path
        self._catalog = catalog
        self._looking = True
        """Whether those that share most are still looked for."""
        self._awaited = False
        """Whether the reader wants the one that shares most, as soon as it is known."""

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Container(id="search-box"):
            yield Input(placeholder="Beside this article: type to narrow down", compact=True, id="search-line")
            yield PartnerList(self._catalog, self._path, id="partner-list")

    def on_mount(self) -> None:
        """Begin with all, and look for those that share most."""
        self.line = self.query_one(Input)
        self.list = self.query_one(PartnerList)
        self.list.narrow("")
        self.set_focus(self.line)
        self.run_worker(self._rank(), group="rank", exclusive=True)

    async def _rank(self) -> None:
        """Find the articles that share most with the one that is open; nothing is lost where that fails."""
        path = self._path
        others = [other for other in near(self._catalog, path) if other != path]
        try:
            for at in range(0, len(others), _AT_A_TIME):
                self.list.tell(f"looking at {at:,} of {len(others):,} articles …")
                await self._search.ask("look_at", path, others[at : at + _AT_A_TIME], not at)
            likest = await self._search.ask("nearest") if others else []
            shared: dict[str, int] = {}
            for at in range(0, len(likest), _COMPARED):
                shared.update(await self._search.ask("partners", path, likest[at : at + _COMPARED]))
                self.list.rank(shared)
        except WorkLostError:
            pass
        self._looking = False
        self.list.tell("")
        if self._awaited and self.list.is_ranked:
            self.take()

    def action_move(self, step: int) -> None:
        """Select another article."""
        self._awaited = False
        super().action_move(step)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down with each letter; where nothing holds the words, look for what is spelled nearly so."""
        event.stop()
        self._awaited = False
        self.list.narrow(event.value)
        if not self.list.count():
            self.run_worker(self._look(event.value), group="look", exclusive=True)

    async def _look(self, words: str) -> None:
        found = await self._search.find(words, ("title",), 0)
        if found is not None and self.line.value == words:
            self.list.only([hit.about.path for hit in found.hits])

    def take(self) -> None:
        """Close with the selected article; where nothing is selected yet, with the one that shares most, once known."""
        if self._looking and not self.line.value and not self.list.index:
            self._awaited = True
        else:
            self._close()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Close with what was clicked, whatever comes."""
        event.prevent_default()
        self._close()

    def _close(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self.dismiss(self._catalog.entries.paths[chosen])


class PartnerList(LineList, inherit_bindings=False):
    """Articles on a row each; the keys belong to the line in which the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = []
    can_focus = False

    def __init__(self, catalog: Catalog, path: str, *, id: str) -> None:  # noqa: A002
        """List articles.

        Args:
            catalog: All of them.
            path: The file of the one that is not listed.
            id: The widget's name.
        """
        super().__init__(id=id)
        self._catalog = catalog
        self._numbers = {other: number for number, other in enumerate(catalog.entries.paths) if other != path}
        self._ranked: Sequence[int] = ()
        self._shared: Mapping[int, int] = {}
        """How many passages articles share with that one, by their numbers."""
        self._words = ""
        self._shown: Sequence[int] = ()
        self._told = ""

    def tell(self, told: str) -> None:
        """Say what is going on."""
        self._told = told
        self.refresh()

    def rank(self, shared: Mapping[str, int]) -> None:
        """Put articles first that share passages, those with most first; what is selected stays so."""
        chosen = self.chosen() if self.index else None
        self._shared = {self._numbers[path]: count for path, count in shared.items() if path in self._numbers}
        self._ranked = sorted(self._shared, key=lambda number: -self._shared[number])
        self.narrow(self._words)
        if chosen is not None:
            self.select(self._shown.index(chosen), tell=False)

    @property
    def is_ranked(self) -> bool:
        """Whether some are known to share passages."""
        return bool(self._ranked)

    def narrow(self, words: str) -> None:
        """Show only articles whose title or name holds all words."""
        self._words = words
        order = [*self._ranked, *(number for number in self._numbers.values() if number not in self._shared)]
        wanted = fold(words).text.split()
        self._shown = self._catalog.matching(wanted, order) if wanted else order
        self.select(0, tell=False)

    def only(self, paths: Sequence[str]) -> None:
        """Show some articles."""
        self._shown = [self._numbers[path] for path in dict.fromkeys(paths) if path in self._numbers]
        self.select(0, tell=False)

    def chosen(self) -> int | None:
        """The number of the selected article."""
        return self._shown[self.index] if self._shown else None

    def count(self) -> int:
        """How many articles are listed."""
        return len(self._shown)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Side by side", ("panel.title",))]

    def foot(self) -> str:
        """What is going on, and what the keys do."""
        return " · ".join(part for part in (self._told, "Enter puts it beside · Esc") if part)

    def empty(self) -> str:
        """Why there is nothing."""
        return "No title is like this." if self._words else "There is no other article here."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """How many passages, the title, where and when."""
        number = self._shown[index]
        summary = self._catalog.summary(number)
        count = self._shared.get(number, 0)
        badge = f"{count:4} passage{'s' if count != 1 else ' '}  " if count else ""
        lead = badge or " " * (16 if self._shared else 1)
        named = (summary.source, self.date(summary.published)) if summary else ()
        facts = printable(" · ".join(fact for fact in named if fact))
        room = cells - len(lead) - width(facts) - 3
        known = summary.title if summary and not summary.error else self._catalog.entries.name(number)
        title = clip(printable(known), max(8, room))
        gap = " " * max(2, room - width(title) + 2)
        return [[Run(lead, ("badge",)), Run(title, ()), Run(f"{gap}{facts}" if room >= 8 else "", ("row.dim",))]]


def near(catalog: Catalog, path: str) -> Sequence[str]:
    """The articles to look at for partners of one: all, or where there are many those that are nearest in date.

    Args:
        catalog: All articles.
        path: The one.

    Returns:
        Paths; the one may be among them.
    """
    paths = catalog.entries.paths
    if len(paths) <= _LOOKED_AT:
        return paths
    number = catalog.entries.find(path)
    order = catalog.sorted(range(len(paths)), "date")
    at = order.index(number) if number is not None else 0
    first = min(max(0, at - _LOOKED_AT // 2), len(paths) - _LOOKED_AT)
    return [paths[other] for other in order[first : first + _LOOKED_AT]]
