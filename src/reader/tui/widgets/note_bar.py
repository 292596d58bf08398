"""A few lines below the text that say something about what the reader stands on."""

from collections.abc import Sequence

from textual.strip import Strip

from reader.page.explanation import Explanation
from reader.page.paint import Run
from reader.tui.widgets.lines import Lines

_MOST = 7  # rows, whatever there is to say


class NoteBar(Lines):
    """Shows an explanation; hidden while there is none."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make a hidden bar.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.explanation: Explanation | None = None
        self.display = False

    def show(self, explanation: Explanation | None, width: int) -> None:
        """Say something; None hides the bar.

        Args:
            explanation: What to say.
            width: Cells that the bar will have.
        """
        self.explanation = explanation
        self.display = explanation is not None
        if explanation is not None:
            self.styles.height = min(_MOST, max(2, self.screen.size.height // 3), len(explanation.rows(width - 4)) + 1)
        self.refresh()

    def strips(self, width: int, height: int) -> Sequence[Strip]:
        """Draw the sentences below a rule."""
        if self.explanation is None:
            return []
        rule = Run("─" * width, ("panel.border.focus",))
        rows = [
            [Run("  ", ()), Run(text, (style,) if style else ())] for text, style in self.explanation.rows(width - 4)
        ]
        return [self.brush.line(row, width, "panel") for row in ([rule], *rows)]
