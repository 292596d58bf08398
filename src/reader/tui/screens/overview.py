"""The strip below the text that shows the whole article at once: who is heard where, and the reader's marks."""

from collections.abc import Sequence

from reader.model import Article
from reader.page import marks
from reader.page.paint import Layer
from reader.page.viewport import Spot
from reader.tui.screens.comparing import ComparingScreen
from reader.tui.screens.study import NOTHING
from reader.tui.widgets.voice_strip import VoiceStrip

_TALL = 16  # rows of the screen from which on there is room for the strip
_CHOICE = "strip"  # what the wish is called among the things remembered
_NO_QUOTES = Layer()


class OverviewScreen(ComparingScreen):
    """Keeps the strip as the article, the marks, the actor and the window are."""

    strip: VoiceStrip

    def fit_strip(self, zen: bool) -> None:
        """Show the strip where it is wished for and there is room for it.

        Args:
            zen: Whether nothing but the text is to be seen.
        """
        wished = self.state.choice(_CHOICE) != "off"
        self.strip.display = wished and not zen and self.size.height >= _TALL

    def action_strip(self) -> None:
        """Show the strip or hide it, from now on."""
        was = self.strip.display
        self.state.keep_choice(_CHOICE, "off" if was else "on")
        self.fit_strip(zen=False)
        if self.strip.display == was:
            self.hints.flash("There is too little room for the strip here")

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article, and the strip of it."""
        self.view.followed = self._follow_window
        super().show(article, spot)
        self._draw_strip()

    def close_article(self) -> None:
        """Have no article open."""
        super().close_article()
        self._draw_strip()

    def _repaint(self) -> None:
        super()._repaint()
        self._draw_strip()

    def _draw_strip(self) -> None:
        findings = self.findings
        self.strip.show(
            len(self.article.text) if self.article is not None else 0,
            findings.quotes if findings is not None else _NO_QUOTES,
            self._marked_at(),
            findings.lit(self.item) if findings is not None and self.item != NOTHING else None,
        )

    def _marked_at(self) -> Sequence[tuple[int, int]]:
        """Where marks begin, each with the number of its color."""
        return [(it.found.start, marks.number_of(it.annotation.color)) for it in self.placed if it.span]

    def _follow_window(self) -> None:
        """Show which part is in sight."""
        view = self.view.viewport
        rows = view.rows() if view is not None else ()
        self.strip.place(rows[0].start, rows[-1].end) if rows else self.strip.place(0, 0)

    def on_voice_strip_picked(self, event: VoiceStrip.Picked) -> None:
        """Go to the part of the article that was clicked."""
        self.leave()
        self.view.go(event.offset)

    def show_text(self) -> None:
        """Show the strip itself, with the article."""
        super().show_text()
        self.strip.thaw()
