"""All corrections, to look through and take back."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reader.page.cells import clip, width
from reader.page.paint import Run
from reader.text import printable
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.corrections import Correction

Remove = Callable[[str], Coroutine[Any, Any, "Sequence[Correction]"]]


class CorrectionsDialog(Dialog[None]):
    """The list of corrections, the newest first."""

    def __init__(self, corrections: "Sequence[Correction]", remove: Remove) -> None:
        """List corrections.

        Args:
            corrections: As the file has them.
            remove: Takes one back by its id, and says which hold then.
        """
        super().__init__()
        self.corrections = corrections
        self._remove = remove

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield CorrectionList(self.corrections, classes="dialog")

    def on_correction_list_unwanted(self, event: "CorrectionList.Unwanted") -> None:
        """Take one back."""
        self.run_worker(self._take_back(event.identity), exclusive=True)

    async def _take_back(self, identity: str) -> None:
        self.query_one(CorrectionList).show(await self._remove(identity))


class CorrectionList(LineList):
    """Corrections in words, with the day each was made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x,delete", "remove", "take back", id="corrections.remove", tooltip="Take this correction back"),
    ]

    class Unwanted(LineList.Highlighted):
        """A correction is to be taken back."""

        def __init__(self, sender: "CorrectionList", index: int, identity: str) -> None:
            """Say which.

            Args:
                sender: The list.
                index: Of the item.
                identity: The correction's id.
            """
            super().__init__(sender, index)
            self.identity = identity

    def __init__(self, corrections: "Sequence[Correction]", *, classes: str) -> None:
        """List corrections.

        Args:
            corrections: As the file has them.
            classes: The widget's classes.
        """
        super().__init__(classes=classes)
        self.corrections: list[Correction] = []
        self.show(corrections)

    def show(self, corrections: "Sequence[Correction]") -> None:
        """List these."""
        self.corrections = list(reversed(corrections))
        self.select(self.index, tell=False)

    def action_remove(self) -> None:
        """Have the selected one taken back."""
        if self.corrections:
            self.post_message(self.Unwanted(self, self.index, self.corrections[self.index].id))

    def count(self) -> int:
        """How many corrections."""
        return len(self.corrections)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Corrections", ("panel.title",))]

    def foot(self) -> str:
        """What the keys do."""
        return "x takes back · Esc"

    def empty(self) -> str:
        """Why there is nothing."""
        return f"No corrections yet: {self.reader.reading.key('correction.make')} on an actor or a quote makes one."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """The day and the words on one row."""
        from reader.corrections import describe

        correction = self.corrections[index]
        day = f" {correction.created:%Y-%m-%d} " if correction.created and cells > 40 else " "
        return [[Run(day, ("row.dim",)), Run(clip(printable(describe(correction)), cells - width(day)), ())]]
