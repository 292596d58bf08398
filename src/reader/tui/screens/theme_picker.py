"""Choose a theme: the screen behind wears each one as it is selected."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult

from reader.page.cells import clip, width
from reader.page.looks import Theme
from reader.page.paint import Run
from reader.tui.screens.dialog import Dialog
from reader.tui.widgets.line_list import LineList


class Offer(NamedTuple):
    """Something to choose."""

    name: str
    """What is remembered when it is chosen."""
    title: str
    description: str
    theme: Theme
    """What is worn then."""


class ThemePicker(Dialog[str]):
    """A list of themes; its result is the name of the one chosen."""

    def __init__(self, offers: Sequence[Offer], current: str, preview: Callable[[Theme], None]) -> None:
        """Offer themes.

        Args:
            offers: To choose from.
            current: The name of the one that was chosen last, at which the list begins.
            preview: Puts a theme on for the time being.
        """
        super().__init__()
        self.offers = offers
        self.current = current
        self.preview = preview

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield ThemeList(self.offers, self.current, id="theme-list", classes="dialog")

    def on_line_list_highlighted(self, event: LineList.Highlighted) -> None:
        """Put the theme on, to see it."""
        self.preview(self.offers[event.index].theme)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Keep it."""
        self.dismiss(self.offers[event.index].name)

    def on_mount(self) -> None:
        """Begin at the theme in force."""
        names = [offer.name for offer in self.offers]
        if self.current in names:
            self.query_one(ThemeList).select(names.index(self.current), tell=False)


class ThemeList(LineList):
    """Themes by title, with what each is for."""

    def __init__(self, offers: Sequence[Offer], current: str, *, id: str, classes: str) -> None:  # noqa: A002
        """List themes.

        Args:
            offers: To choose from.
            current: The name of the one that was chosen last.
            id: The widget's name.
            classes: Its classes.
        """
        super().__init__(id=id, classes=classes)
        self.offers = offers
        self.current = current

    def count(self) -> int:
        """How many there are."""
        return len(self.offers)

    def head(self) -> Sequence[Run]:
        """What this is."""
        return [Run("Themes", ("panel.title",))]

    def foot(self) -> str:
        """What the keys do."""
        return "Enter keeps · Esc goes back"

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """Title and description on one row."""
        offer = self.offers[index]
        mark = "▌" if offer.name == self.current else " "
        title = clip(offer.title, cells - 2)
        left = cells - width(title) - 4
        what = clip(offer.description, left) if left > 8 else ""
        return [[Run(mark, ("cursor",)), Run(title, ()), Run(f"  {what}", ("row.dim",))]]
