"""Put another article beside the one that is open."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Article
from reader.page import marks
from reader.page.findings import Findings
from reader.page.paint import Layer
from reader.tui.history import Stop
from reader.tui.screens.reporting import ReportingScreen
from reader.tui.workers import WorkLostError


class Painted(NamedTuple):
    """What was found in an article and marked in it, as the page shows it."""

    layers: Sequence[Layer]
    """From the bottom."""
    speakers: Layer


class ComparingScreen(ReportingScreen):
    """Asks which article to put beside the one that is open, and opens what was come to."""

    def chord_compare(self) -> None:
        """Ask for the other article."""
        from reader.tui.screens.partner import PartnerScreen

        article = self.article
        if article is None:
            return

        def chosen(path: str | None) -> None:
            if path is not None and self.article is article:
                self._compare(article, path)

        self.app.push_screen(PartnerScreen(self.background.search, article.path, self.sidebar.catalog), chosen)

    def _compare(self, article: Article, path: str) -> None:
        """Show two articles side by side."""
        from reader.tui.screens.compare import CompareScreen

        def left(stop: Stop | None) -> None:
            if stop is not None:
                self.leave()
                self.return_to(stop)

        screen = CompareScreen(self.background.search, self.painted, article, self.view.spot, path)
        self.app.push_screen(screen, left)

    async def painted(self, article: Article) -> Painted:
        """What was found in an article and marked in it; nothing where it can't be analysed."""
        placed = await self.notebook.of(article)
        try:
            analysis = await self.background.analysis(article)
        except WorkLostError:
            return Painted(marks.mark_layers(placed), Layer())
        found = Findings(article, self.put_right(article, analysis), self.reader.config.highlights)
        return Painted([*found.layers, *marks.mark_layers(placed)], found.speakers)
