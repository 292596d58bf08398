"""A widget that is a stack of strips: no styles cache, no children, nothing drawn that is not on the screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self, cast

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from reader.page.dates import shown_date
from reader.text import printable
from reader.tui.strips import Brush

if TYPE_CHECKING:
    from reader.tui.app import ReaderApp


class Lines(Widget):
    """Base of the widgets that draw themselves row by row.

    Overriding `render_lines` rather than `render_line` hands the compositor the same strips again as long as nothing
    changed, so that it can reuse what they once rendered to.
    """

    ALLOW_SELECT = False

    _drawn_strips: list[Strip] | None = None
    _drawn_size = Size(0, 0)
    _frozen: Sequence[Strip] = ()
    """What is shown instead of what there is to show, as long as the size fits."""

    @property
    def reader(self) -> "ReaderApp":
        """The app, by its own type."""
        return cast("ReaderApp", self.app)

    @property
    def brush(self) -> Brush:
        """Looks of the theme in force."""
        return self.reader.brush

    def date(self, published: str | None) -> str:
        """A date as the settings want it written; empty for none."""
        return printable(shown_date(published, self.reader.config.date_format))

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw.

        Args:
            width: Cells of each strip.
            height: How many strips.

        Returns:
            At most ``height`` strips; what is missing is left blank.
        """
        return ()

    def restyle(self) -> None:
        """Take note of a new theme."""
        self.refresh()

    def freeze(self, strips: Sequence[Strip]) -> None:
        """Show some strips, until the widget is told to show what it has."""
        self._frozen = strips

    @property
    def is_frozen(self) -> bool:
        """Whether strips are shown that it was told to show."""
        width, height = self.size
        return len(self._frozen) == height and height > 0 and self._frozen[0].cell_length == width

    def thaw(self) -> None:
        """Show what there is to show."""
        if self._frozen:
            self._frozen = ()
            self.refresh()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew at the next chance."""
        self._drawn_strips = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the compositor the strips of a region.

        It asks every widget at every frame, whichever has changed: those that have not give what they gave before.
        """
        width, height = self.size
        strips = self._drawn_strips
        if strips is None or self._drawn_size != self.size:
            strips = list(self._frozen if self.is_frozen else self.strips(width, height)) if width and height else []
            if len(strips) < height:
                strips += [Strip([self.brush.blank(width, "text")], width)] * (height - len(strips))
            self._drawn_strips, self._drawn_size = strips, self.size
        if crop.x == 0 and crop.width == width:
            return strips if crop.y == 0 and crop.height >= height else strips[crop.y : crop.bottom]
        return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]

    def render_line(self, y: int) -> Strip:
        """Give one row, for those who ask by row."""
        rows = self.render_lines(Region(0, y, self.size.width, 1))
        return rows[0] if rows else Strip([])
