"""An annotation whose passage is gone: its old words beside the places that are most like them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from reader.model import Annotation, Span
from reader.page.paint import Run
from reader.page.snippet import snippet
from reader.text import printable, squeeze
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.annotations.anchoring import Candidate

_AROUND = 120  # code points of the text shown on either side of a place


class OrphanScreen(Dialog[Span]):
    """Old words above, places below; its result is the place chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close", id="orphan.close", tooltip="Leave the annotation without a place"),
    ]

    def __init__(self, annotation: Annotation, text: str, places: "Sequence[Candidate]") -> None:
        """Offer places.

        Args:
            annotation: What has no place.
            text: Its article's text.
            places: Where it may be, best first.
        """
        super().__init__()
        self.annotation = annotation
        self.text = text
        self.places = places

    def compose(self) -> ComposeResult:
        """Old words and places."""
        yield PlaceList(self.annotation, self.text, self.places, id="orphan-places")

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Take the place."""
        place = self.places[event.index]
        self.dismiss(Span(place.start, place.end))


class PlaceList(LineList):
    """Places with their scores, three rows each, below the passage as it was."""

    item_height = 3

    def __init__(self, annotation: Annotation, text: str, places: "Sequence[Candidate]", *, id: str) -> None:  # noqa: A002
        """List places.

        Args:
            annotation: What has no place.
            text: Its article's text.
            places: Where it may be, best first.
            id: The widget's name.
        """
        super().__init__(id=id, classes="dialog")
        self._annotation = annotation
        self._text = text
        self._places = places

    def count(self) -> int:
        """How many places."""
        return len(self._places)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Where is it now?", ("panel.title",))]

    def foot(self) -> str:
        """What the keys do."""
        return "Enter takes a place · Esc leaves it lost"

    def empty(self) -> str:
        """Why there is nothing."""
        return (
            f"Nothing in the article is like it any more:\n{squeeze(printable(self._annotation.selector.exact))[:400]}"
        )

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """The old words, the new ones, and how alike they are."""
        place = self._places[index]
        selector = self._annotation.selector
        old = f"{selector.prefix[-_AROUND:]}{selector.exact}{selector.suffix[:_AROUND]}"
        before = len(selector.prefix[-_AROUND:])
        start = max(0, place.start - _AROUND)
        new = self._text[start : place.end + _AROUND]
        score = f" {place.score:4.0%} "
        blank = " " * len(score)
        was = snippet(old, [Span(before, before + len(selector.exact))], cells - len(score) - 6, "actor.lit")
        now = snippet(new, [Span(place.start - start, place.end - start)], cells - len(score) - 6, "hit")
        return [
            [Run(f"{blank}was  ", ("row.dim",)), *was],
            [Run(score, ("key",)), Run("now  ", ("row.dim",)), *now],
            [],
        ]
