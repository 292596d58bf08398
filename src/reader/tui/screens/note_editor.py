"""Write what there is to say about a passage: a note, tags, a color."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from reader.page.cells import width
from reader.page.marks import Swatch
from reader.page.paint import Run
from reader.page.snippet import snippet
from reader.text import squeeze
from reader.tui.notebook import Written
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.lines import Lines


class NoteEditor(Dialog[Written]):
    """A note of several lines, tags completed from those in use, and nine colors."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", id="note.save", tooltip="Keep it"),
        Binding("escape", "close", "close", id="note.close", tooltip="Leave without it; what was typed comes back"),
        Binding("tab", "app.focus_next", "next field", id="note.next", tooltip="Go to note, tags and colors in turn"),
    ]

    def __init__(self, passage: str, written: Written, swatches: Sequence[Swatch], tags: Iterable[str]) -> None:
        """Ask for a note.

        Args:
            passage: What it is about.
            written: What stands there to begin with.
            swatches: The colors.
            tags: Those in use, the most used first.
        """
        super().__init__()
        self.passage = passage
        self.written = written
        self.left = written
        """What stood there when it was closed."""
        self._swatches = swatches
        self._tags = tuple(tags)

    def compose(self) -> ComposeResult:
        """Passage, note, tags, colors."""
        with Vertical(id="note-box"):
            yield PassageLine(self.passage, id="note-passage")
            yield TextArea(self.written.note, id="note-text", soft_wrap=True, tab_behavior="focus", compact=True)
            yield Input(
                " ".join(self.written.tags),
                placeholder="tags, with blanks between",
                suggester=TagSuggester(self._tags),
                compact=True,
                id="note-tags",
            )
            yield SwatchBar(self._swatches, self.written.color, id="note-colors")

    def on_mount(self) -> None:
        """Begin in the note, at its end."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        self.set_focus(area)

    @property
    def written_so_far(self) -> Written:
        """What stands there now."""
        tags = tuple(tag.lstrip("#") for tag in self.query_one(Input).value.replace(",", " ").split())
        return Written(self.query_one(TextArea).text.rstrip(), tags, self.query_one(SwatchBar).color)

    @property
    def unsaved(self) -> str:
        """The note as it stands now, if it is not as it was."""
        note = self.written_so_far.note
        return note if note != self.written.note else ""

    def dismiss(self, result: Written | None = None) -> AwaitComplete:
        """Go, and leave what stands there."""
        if self.app.screen is self:
            self.left = self.written_so_far
        return super().dismiss(result)

    def action_save(self) -> None:
        """Keep what was said."""
        self.dismiss(self.written_so_far)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the tags keeps it all."""
        event.stop()
        self.action_save()


class PassageLine(Lines):
    """The passage on one row."""

    can_focus = False

    def __init__(self, passage: str, *, id: str) -> None:  # noqa: A002
        """Show a passage.

        Args:
            passage: Its text.
            id: The widget's name.
        """
        super().__init__(id=id)
        self._passage = squeeze(passage)

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw one row."""
        runs = [Run(run.text, ("quote",)) for run in snippet(self._passage, (), width - 2)]
        return [self.brush.line([Run(" ", ()), *runs], width, "panel")]


class SwatchBar(Lines, can_focus=True):
    """Nine colors, one of them chosen: by its digit, with the arrows, or with the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "turn(-1)", "color before", id="note.color-left", tooltip="Take the color to the left"),
        Binding("right,l", "turn(1)", "color after", id="note.color-right", tooltip="Take the color to the right"),
    ]

    def __init__(self, swatches: Sequence[Swatch], color: str, *, id: str) -> None:  # noqa: A002
        """Offer colors.

        Args:
            swatches: The colors.
            color: The name of the one that is chosen.
            id: The widget's name.
        """
        super().__init__(id=id)
        self._swatches = swatches
        self.color = color

    def action_turn(self, steps: int) -> None:
        """Choose the color beside."""
        names = [swatch.color for swatch in self._swatches]
        at = names.index(self.color) if self.color in names else 0
        self.choose(names[(at + steps) % len(names)])

    def choose(self, color: str) -> None:
        """Choose a color."""
        self.color = color
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        for swatch in self._swatches:
            if event.character == str(swatch.number):
                event.stop()
                self.choose(swatch.color)

    def on_focus(self) -> None:
        """Show the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the focus is elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the color clicked."""
        left = 1
        for swatch in self._swatches:
            cells = width(self._label(swatch))
            if left <= event.x < left + cells:
                self.choose(swatch.color)
            left += cells

    def _label(self, swatch: Swatch) -> str:
        return f" {swatch.number} {swatch.label} " if swatch.color == self.color else f" {swatch.number} "

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw one row, the chosen color with its name."""
        runs = [Run("›" if self.has_focus else " ", ("key",))]
        for swatch in self._swatches:
            look = f"annotation.{swatch.number}" if swatch.color == self.color else f"mark.{swatch.number}"
            runs.append(Run(self._label(swatch), (look,)))
        hint = "  Ctrl+S keeps · Esc leaves"
        return [self.brush.line([*runs, Run(hint, ("row.dim",))], width, "panel")]


class TagSuggester(Suggester):
    """Completes the last of several tags from those in use."""

    def __init__(self, tags: Sequence[str]) -> None:
        """Complete from tags.

        Args:
            tags: Those in use, the most used first.
        """
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = tags

    async def get_suggestion(self, value: str) -> str | None:
        """Complete what was typed.

        Args:
            value: The line so far.

        Returns:
            The line with its last tag in full; None where none begins so.
        """
        before, blank, begun = value.rpartition(" ")
        taken = before.split()
        for tag in self._known:
            if begun and tag.startswith(begun) and tag != begun and tag not in taken:
                return f"{before}{blank}{tag}"
        return None
