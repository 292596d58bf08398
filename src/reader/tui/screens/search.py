"""Find everywhere: a line to type in, what was found as one types, and where it stands."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from reader.page.paint import Run
from reader.search.documents import Kind
from reader.state import State
from reader.text import printable
from reader.tui import clipboard
from reader.tui.keys import Hint, hints
from reader.tui.screens.typed_list import TypedList
from reader.tui.search_process import Found, Shown
from reader.tui.searching import Search, Trail
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.preview import PreviewPane
from reader.tui.widgets.result_list import SIGNS, ResultList

_PAUSE = 0.25  # seconds without a key after which the search looks further; most type on sooner
_FRAME = 0.012  # seconds that a letter waits for its hits to be shown with them
_WIDE = 104  # cells from which on the preview stands beside the hits
_TALL = 20  # rows from which on it stands below them
_REMEMBERED = 30  # searches

_CAN = (
    Hint("Tab", "one kind only", ("search.scope",)),
    Hint("F1", "keys", ("typed.help",)),
    Hint("Esc", "back", ("search.clear",)),
)

SCOPES: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("all", ()),
    ("quotes", ("quote",)),
    ("passages", ("passage",)),
    ("titles", ("title",)),
    ("actors", ("actor",)),
    ("notes", ("note",)),
)
"""What can be looked at, one after the other."""


class SearchScreen(TypedList[Trail]):
    """Searches the library; its result is what was found and which of it to open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="search.down", tooltip="Select the next hit"),
        Binding("up,ctrl+p", "move(-1)", "up", id="search.up", tooltip="Select the hit before"),
        Binding("pagedown", "pages(1)", "page down", id="search.page-down", tooltip="Move a page of hits down"),
        Binding("pageup", "pages(-1)", "page up", id="search.page-up", tooltip="Move a page of hits up"),
        Binding("shift+down", "preview(3)", "preview", id="search.preview-down", tooltip="Scroll the preview down"),
        Binding("shift+up", "preview(-3)", "preview", id="search.preview-up", tooltip="Scroll the preview up"),
        Binding("tab", "scope(1)", "scope", id="search.scope", tooltip="Look at quotes only, passages only, …"),
        Binding("shift+tab", "scope(-1)", "scope", id="search.scope-back", tooltip="Look at the kind before"),
        Binding("ctrl+y", "copy", "copy", id="search.copy", tooltip="Copy what was found"),
        Binding("enter", "take", "open", id="search.open", tooltip="Open it; n and N walk the other hits"),
        Binding("escape", "clear", "clear", id="search.clear", tooltip="Clear the line, then close"),
    ]

    list: ResultList

    def __init__(self, search: Search, state: State, query: str = "", unread: int = 0) -> None:
        """Make the screen.

        Args:
            search: Finds things.
            state: Where searches are remembered.
            query: What stands in the line to begin with.
            unread: Articles in which nothing can be found yet.
        """
        super().__init__()
        self._unread = unread
        self._search = search
        self._state = state
        self._query = query
        self._scope = 0
        self._past = [line for line in (state.choice("searches") or "").splitlines() if line]

    def compose(self) -> ComposeResult:
        """The line, the scopes, the hits and the preview."""
        with Container(id="search-box"):
            yield Input(
                self._query, compact=True, id="search-line", select_on_focus=True, placeholder="Find everywhere"
            )
            yield ScopeBar(id="search-scopes")
            with Horizontal(id="search-body"):
                yield ResultList(id="search-hits")
                yield PreviewPane(id="search-preview")

    def on_mount(self) -> None:
        """Begin with what was typed the last time."""
        self.line = self.query_one(Input)
        self.scopes = self.query_one(ScopeBar)
        self.list = self.query_one(ResultList)
        self.preview = self.query_one(PreviewPane)
        self._arrange()
        self.set_focus(self.line)
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Put the preview where there is room for it."""
        self._arrange()

    def _arrange(self) -> None:
        wide, tall = self.size.width >= _WIDE, self.size.height >= _TALL
        self.preview.display = wide or tall
        body = self.query_one("#search-body")
        body.styles.layout = "horizontal" if wide else "vertical"
        self.list.styles.width = "55%" if wide else "100%"
        self.preview.styles.width = "1fr"
        self.preview.styles.height = "100%" if wide else "40%"
        self.list.styles.height = "100%" if wide else "1fr"

    # Searching

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Search with each letter; letter and hits come in one frame if the hits are quick."""
        event.stop()
        with self.app.batch_update():
            self._ask()
            await asyncio.wait([self._asking], timeout=_FRAME)

    def look_again(self, unread: int) -> None:
        """Search once more, unless the reader has moved on: there is more to be found now.

        Args:
            unread: Articles in which nothing can be found yet.
        """
        self._unread = unread
        if self.is_mounted and not self.list.index:
            self._ask()

    def _ask(self) -> None:
        self._asking = asyncio.create_task(self._find(self.line.value, False))

    async def _find(self, query: str, thorough: bool) -> None:
        """Search; look further when nobody types on."""
        if not query.strip():
            self.list.show((), f"{self._unread:,} articles to be read yet" if self._unread else "", self._hint())
            self.preview.show(None, None)
            return
        found = await self._search.find(query, SCOPES[self._scope][1], self.list.rows, thorough)
        if found is None or query != self.line.value or not self.is_attached:
            return
        self._show(found, keep=thorough)
        if not thorough:
            self.run_worker(self._look_further(query), group="further", exclusive=True)

    async def _look_further(self, query: str) -> None:
        await asyncio.sleep(_PAUSE)
        if query == self.line.value:
            await self._find(query, True)

    def _show(self, found: Found, keep: bool) -> None:
        """Show what was found; when looking further changed nothing, or the reader has moved on, nothing moves."""
        if keep and (self.list.index or [hit[:4] for hit in found.hits] == [hit[:4] for hit in self.list.hits]):
            return
        count = len(found.hits)
        tally = f"{count:,}{'+' if found.more else ''} {'hit' if count == 1 else 'hits'}" if count else ""
        if self._unread:
            tally += f"{' · ' if tally else ''}{self._unread:,} articles to be read yet"
        near = f"\nDid you mean: {', '.join(found.suggestions)}?" if found.suggestions else ""
        self.list.show(found.hits, tally, f"Nothing found.{near}")
        self.preview.show(self.list.hit, found.preview)
        self.scopes.say(found.message)

    def _hint(self) -> str:
        self.scopes.say("")
        past = "".join(f"\n  {printable(line)}" for line in self._past[:8])
        recent = f"\n\nRecent searches (↓ brings them back):{past}" if past else ""
        return (
            "Words in any order, half typed or misspelt.\n"
            "'exact  !not  ^start  end$  a | b\n"
            "speaker:  title:  source:  tag:  in:  date:\n"
            f"{' · '.join(map(' '.join, hints(_CAN, self.list.reader.keys)))}"
            f"{recent}"
        )

    async def on_result_list_wanted(self, event: ResultList.Wanted) -> None:
        """Fetch texts of hits that came into sight."""
        held = self.list.hits
        hits = await self._search.mark(held[event.first : event.last])
        if self.list.hits is held:
            self.list.fill(event.first, hits)

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Show where the selected hit stands."""
        self._preview()

    def _preview(self) -> None:
        if self.preview.display and self.preview.hit is not self.list.hit:
            self.run_worker(self._show_preview(self.list.hit), group="preview", exclusive=True)

    async def _show_preview(self, hit: Shown | None) -> None:
        part = await self._search.preview(hit) if hit is not None else None
        self.preview.show(hit, part)

    # Keys

    def action_move(self, step: int) -> None:
        """Select another hit; in an empty line, bring back what was searched before."""
        if self.list.count():
            super().action_move(step)
        elif self._past and not self.line.value.strip():
            self.line.value = self._past[0 if step > 0 else -1]

    def action_preview(self, rows: int) -> None:
        """Scroll the preview."""
        self.preview.scroll(rows)

    def action_scope(self, step: int) -> None:
        """Look at another kind of things."""
        self._scope = (self._scope + step) % len(SCOPES)
        self.scopes.mark(self._scope)
        self._ask()

    def on_scope_bar_chosen(self, event: "ScopeBar.Chosen") -> None:
        """Look at what was clicked."""
        self._scope = event.number
        self.scopes.mark(self._scope)
        self._ask()

    def action_copy(self) -> None:
        """Copy the text of the selected hit."""
        hit = self.list.hit
        if hit is not None and hit.text:
            self.run_worker(self._copy(hit.text), group="copy")

    async def _copy(self, text: str) -> None:
        self.scopes.say(await clipboard.copy(self.app, text) or "Copied.")

    def take(self) -> None:
        """Open the selected hit."""
        hit = self.list.hit
        if hit is not None:
            query = self.line.value.strip()
            past = [query, *(line for line in self._past if line != query)][:_REMEMBERED]
            self._state.keep_choice("searches", "\n".join(past))
            self.dismiss(Trail(query, tuple(self.list.hits), self.list.index))


class ScopeBar(Lines):
    """What is looked at, and what there is to say about the query."""

    can_focus = False

    class Chosen(Message):
        """A scope was clicked."""

        def __init__(self, number: int) -> None:
            """Say which.

            Args:
                number: Its place in ``SCOPES``.
            """
            super().__init__()
            self.number = number

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Mark the first scope.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self._number = 0
        self._message = ""

    def mark(self, number: int) -> None:
        """Mark a scope."""
        self._number = number
        self.refresh()

    def say(self, message: str) -> None:
        """Say something instead of the scopes; nothing shows them again."""
        if message != self._message:
            self._message = message
            self.refresh()

    def _labels(self) -> Sequence[str]:
        return [f" {SIGNS[kinds[0]] if kinds else '*'} {name} " for name, kinds in SCOPES]

    def on_click(self, event: events.Click) -> None:
        """Choose a scope."""
        left = 0
        for number, label in enumerate(self._labels()):
            if left <= event.x < left + len(label):
                self.post_message(self.Chosen(number))
            left += len(label)

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw one row."""
        if self._message:
            return [self.brush.line([Run(f" {printable(self._message)}", ("warning",))], width, "panel")]
        runs = [
            Run(label, ("row.selected",) if number == self._number else ("row.dim",))
            for number, label in enumerate(self._labels())
        ]
        return [self.brush.line(runs, width, "panel")]
