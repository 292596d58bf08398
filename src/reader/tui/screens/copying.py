"""Copy a passage, plainly or with where it is from."""

from reader.page.citation import cite
from reader.tui import clipboard
from reader.tui.screens.reviewing import ReviewingScreen


class CopyingScreen(ReviewingScreen):
    """Copies what an annotation would mark."""

    def action_copy(self, citing: bool) -> None:
        """Copy the selection, else the mark or quote stood on, else the paragraph."""
        span, article = self.passage(), self.article
        if span is None or article is None:
            return
        if not citing:
            self.copy(span.of(article.text), "Copied")
            return
        quote = self.findings.quote_at(span.start) if self.findings is not None else None
        inside = quote is not None and quote.speech and quote.start <= span.start and span.end <= quote.end
        speaker = ""
        if quote is not None and inside and self.findings is not None:
            actor = self.findings.actors.get(quote.speaker or "")
            speaker = actor.name if actor else quote.source.of(article.text) if quote.source else ""
        self.copy(cite(article, span, speaker), "Copied with its source")

    def copy(self, text: str, words: str) -> None:
        """Copy a text by every way there is, and say so."""
        self.run_worker(self._copy(text, words), group="copy")

    async def _copy(self, text: str, words: str) -> None:
        fault = await clipboard.copy(self.app, text)
        self.view.clear_selection()
        self.hints.flash(fault or words)
