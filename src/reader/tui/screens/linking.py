"""Open links: those of the paragraph at hand, only after asking."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model import Span
from reader.tui.screens.copying import CopyingScreen

if TYPE_CHECKING:
    from reader.page.links import Link


class LinkingScreen(CopyingScreen):
    """Offers the links of the paragraph that the reader is at."""

    def action_links(self) -> None:
        """Offer the links of the paragraph at hand, and ask before one is opened."""
        from reader.page.links import links_of

        if self.article is None or not self.article.paragraphs:
            return
        start, end, *_ = self.article.paragraphs[self.view.cursor]
        links = links_of(self.article, Span(start, end))
        if not links:
            self.hints.flash("No link here")
        elif len(links) == 1:
            self._ask(links[0])
        else:
            self._offer(links)

    def _offer(self, links: "Sequence[Link]") -> None:
        """Have one of several chosen; one whose words are its address says so once."""
        from reader.text import printable
        from reader.tui.options import Option
        from reader.tui.screens.picker import Picker

        def picked(number: int | None) -> None:
            if number is not None:
                self._ask(links[number])

        told = [(printable(link.words) or "This article", printable(link.address)) for link in links]
        options = [Option(words, address if words != address else "") for words, address in told]
        self.app.push_screen(Picker("Links", options), picked)

    def _ask(self, link: "Link") -> None:
        """Ask what to do with a link, and do that."""
        import os

        from reader.tui.browser import open_address, opener
        from reader.tui.screens.link import Answer, LinkScreen

        opens = not self.app.is_web and bool(opener(os.environ))

        def answered(answer: Answer | None) -> None:
            if answer == "open" and opens and open_address(link.address):
                self.hints.flash("Opened in the browser")
            elif answer is not None:
                self.copy(link.address, "The address is copied")

        self.app.push_screen(LinkScreen(link, opens), answered)
