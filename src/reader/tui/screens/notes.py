"""All annotations of the user, whichever article they are on, narrowed down as one types."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from reader.model import Annotation
from reader.page import marks
from reader.page.cells import clip
from reader.page.paint import Run
from reader.text import fold, printable
from reader.tui.keys import Hint, hints
from reader.tui.screens.typed_list import TypedList
from reader.tui.widgets.inspector import note_rows
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.annotations.values import Annotations

Remove = Callable[[Annotation], Coroutine[Any, Any, "Annotations"]]

_CAN = (
    Hint("Ctrl+X", "removes", ("notes.remove",)),
    Hint("F1", "keys", ("typed.help",)),
    Hint("Esc", "back", ("notes.clear",)),
)
_LOST = ("orphan", "ambiguous")


class NotesScreen(TypedList[Annotation]):
    """Lists annotations; its result is the one to go to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "down", id="notes.down", tooltip="Select the next annotation"),
        Binding("up,ctrl+p", "move(-1)", "up", id="notes.up", tooltip="Select the one before"),
        Binding("pagedown", "pages(1)", "page down", id="notes.page-down", tooltip="Move a page down"),
        Binding("pageup", "pages(-1)", "page up", id="notes.page-up", tooltip="Move a page up"),
        Binding("ctrl+x", "remove", "remove", id="notes.remove", tooltip="Take the annotation away"),
        Binding("escape", "clear", "clear", id="notes.clear", tooltip="Clear the line, then close"),
    ]

    list: "NoteList"

    def __init__(self, known: "Annotations", swatches: Sequence[marks.Swatch], remove: Remove) -> None:
        """List annotations.

        Args:
            known: All of them.
            swatches: What the colors are called.
            remove: Takes one away, and says what is left.
        """
        super().__init__()
        self._known = known
        self._swatches = swatches
        self._remove = remove

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Container(id="search-box"):
            yield Input(placeholder="Notes: words, #tag, a color, lost", compact=True, id="search-line")
            yield NoteList(id="notes-list")

    def on_mount(self) -> None:
        """Show them all."""
        self.line = self.query_one(Input)
        self.list = self.query_one(NoteList)
        self.set_focus(self.line)
        self._narrow()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow down with each letter."""
        event.stop()
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.line.value.split()
        shown = [item for item in reversed(self._known.items) if all(self._fits(item, word) for word in wanted)]
        self.list.show(self._known, shown)

    def _fits(self, item: Annotation, word: str) -> bool:
        """Whether a word of the line is true of an annotation: a tag, a color, ``lost``, or some of its text."""
        if word.startswith("#"):
            return any(tag.startswith(word[1:]) for tag in item.tags)
        swatch = self._swatches[marks.number_of(item.color) - 1]
        if word.lower() in (swatch.color, swatch.label.lower()) or (word == "lost" and item.state in _LOST):
            return True
        entry = self._known.articles.get(item.article)
        held = (item.note, item.selector.exact, " ".join(item.tags), entry.title if entry else "")
        return fold(word).text in fold(" ".join(held)).text

    # Keys

    def action_remove(self) -> None:
        """Take the selected one away."""
        if self.list.items:
            self.run_worker(self._take_away(self.list.items[self.list.index]), exclusive=True)

    async def _take_away(self, item: Annotation) -> None:
        self._known = await self._remove(item)
        self._narrow()

    def take(self) -> None:
        """Go to the selected one."""
        if self.list.items:
            self.dismiss(self.list.items[self.list.index])


class NoteList(LineList, inherit_bindings=False):
    """Annotations on three rows each; the keys belong to the line in which the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = []
    item_height = 3
    can_focus = False

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty list.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.items: Sequence[Annotation] = ()
        self._known: Annotations | None = None

    def show(self, known: "Annotations", items: Sequence[Annotation]) -> None:
        """List annotations.

        Args:
            known: All there are, with their articles.
            items: Those to list.
        """
        self._known, self.items = known, items
        self.select(self.index, tell=False)

    def count(self) -> int:
        """How many."""
        return len(self.items)

    def head(self) -> Sequence[Run]:
        """How many of how many."""
        every = len(self._known) if self._known else 0
        count = f"{len(self.items):,} of {every:,}" if len(self.items) != every else f"{every:,}"
        return [Run("Notes", ("panel.title",)), Run(f" {count}", ("row.dim",))]

    def foot(self) -> str:
        """What the keys do."""
        return " · ".join(["Enter goes there", *map(" ".join, hints(_CAN, self.reader.keys))])

    def empty(self) -> str:
        """Why there is nothing."""
        if self._known and len(self._known):
            return f"Nothing fits.\nEsc shows all {len(self._known):,}."
        return f"No notes yet: {self.reader.reading.key('mark.annotate')} in the text writes one on a passage."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """What is said, the passage, and the article."""
        annotation = self.items[index]
        entry = self._known.articles.get(annotation.article) if self._known else None
        where = printable(entry.title or entry.path) if entry else ""
        day = f"{annotation.created:%Y-%m-%d} · " if annotation.created else ""
        rows = note_rows(annotation, annotation.state, cells)
        return [*rows, [Run(clip(f"   {day}{where}", cells - 1), ("row.dim",))]]
