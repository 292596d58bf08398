"""A passage being selected: two ends that move."""

from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Paragraph, Span


class Selection(NamedTuple):
    """Two code points, both inside, as in vim's visual mode; offsets hold whatever the width of the page."""

    anchor: int
    """The end that stays."""
    caret: int
    """The end that moves."""
    whole: bool = False
    """Whether all of every paragraph it touches is selected."""

    @classmethod
    def of(cls, text: str, paragraphs: Sequence[Paragraph], span: Span, whole: bool = False) -> "Selection":
        """Select a span, the caret at its end.

        Args:
            text: The article's text.
            paragraphs: Its paragraphs.
            span: What to select; of an empty one, the character there.
            whole: Whether to select by paragraphs.

        Returns:
            The selection.
        """
        from reader.page.motions import character_at

        return cls(span.start, character_at(text, paragraphs, max(span.start, span.end - 1)).start, whole)

    def swapped(self) -> "Selection":
        """The same with the other end to move."""
        return self._replace(anchor=self.caret, caret=self.anchor)

    def span(self, text: str, paragraphs: Sequence[Paragraph]) -> Span:
        """What is selected.

        Args:
            text: The article's text.
            paragraphs: Its paragraphs.

        Returns:
            The span, never cutting a character.
        """
        from reader.page.motions import character_at, paragraph_at

        low, high = sorted((self.anchor, self.caret))
        if self.whole:
            return Span(paragraph_at(paragraphs, low).start, paragraph_at(paragraphs, high).end)
        return Span(character_at(text, paragraphs, low).start, character_at(text, paragraphs, high).end)
