"""Runs become segments that are text and nothing else."""

import pytest

from reader.page.paint import Run
from reader.page.theme import fallback
from reader.tui.strips import Brush


@pytest.fixture
def brush() -> Brush:
    """A brush of the theme that is usual."""
    return Brush(fallback())


@pytest.mark.parametrize("text", ["\x1b[2J", "a\x07b", "\x9b31m", "\x7f", "\u202eabc", "\ud800"])
def test_what_is_no_text_never_becomes_a_segment(brush: Brush, text: str) -> None:
    for segments in (brush.segments([Run(text, ())], "text"), brush.filled([Run(text, ())], 20, "text")):
        assert all(char not in "".join(segment.text for segment in segments) for char in text if not char.isprintable())


def test_a_line_has_the_cells_it_is_given(brush: Brush) -> None:
    for text in ("", "short", "much too long for it", "日本語の記事です"):
        assert brush.line([Run(text, ()), Run("tail", ())], 12, "text").cell_length == 12
