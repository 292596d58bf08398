"""The window and its cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Paragraph
from reader.page.layout import Block, Layout, Place
from reader.page.viewport import Spot, Viewport

START = Spot(0, 0)


def viewport(count: int = 30, words: int = 40, columns: int = 40, height: int = 20, spot: Spot = START) -> Viewport:
    line = "word " * words
    text = "\n".join([line] * count)
    paragraphs = [Paragraph(n * (len(line) + 1), n * (len(line) + 1) + len(line)) for n in range(count)]
    blocks = [Block(part.start, part.end, "body", n) for n, part in enumerate(paragraphs)]
    return Viewport(Layout(text, blocks, columns), paragraphs, height, spot)


def in_sight(view: Viewport) -> bool:
    """Whether some row of the cursor's paragraph is in the window."""
    return any(view.layout.blocks[row.block].paragraph == view.cursor for row in view.rows() if not row.blank)


def test_scrolling_down_and_up_comes_back() -> None:
    view = viewport()
    for _ in range(10):
        view.scroll(1)
    assert view.top != Place(0, 0)
    for _ in range(10):
        view.scroll(-1)
    assert view.top == Place(0, 0)


def test_at_the_end_the_cursor_goes_on() -> None:
    view = viewport(count=3, words=5)
    assert view.at_start
    assert view.at_end
    view.scroll(1)
    assert view.cursor == 1
    view.scroll(1)
    view.scroll(1)
    assert view.cursor == 2
    assert view.fraction == 1.0


def test_turning_pages_reaches_the_end_and_the_start() -> None:
    view = viewport()
    for _ in range(100):
        view.turn(1)
    assert view.at_end
    assert view.cursor == view.last_paragraph
    for _ in range(100):
        view.turn(-1)
    assert view.at_start
    assert view.cursor == 0


def test_a_page_move_keeps_two_rows_in_sight() -> None:
    view = viewport()
    before = view.rows()
    view.turn(1)
    assert view.rows()[:2] == before[-2:]


def test_stepping_shows_each_paragraph() -> None:
    view = viewport()
    for number in range(1, 30):
        view.step(1)
        assert view.cursor == number
        assert in_sight(view)
    for number in range(28, -1, -1):
        view.step(-1)
        assert view.cursor == number
        assert in_sight(view)


def test_going_to_an_offset_shows_it() -> None:
    view = viewport()
    for offset in (5_000, 10, 3_000, 5_990):
        view.go(offset)
        assert any(row.start <= offset <= row.end for row in view.rows())
        assert view.paragraphs[view.cursor].start <= offset <= view.paragraphs[view.cursor].end


def test_a_spot_survives_another_width() -> None:
    view = viewport()
    view.go(3_333)
    spot = view.spot
    other = viewport(columns=17, spot=spot)
    row = other.layout.row(other.top)
    assert row.start <= spot.top <= row.end
    assert other.cursor == spot.cursor


@given(st.lists(st.sampled_from(["scroll", "turn", "step", "share", "go"]), max_size=30), st.integers(1, 25), st.data())
def test_the_cursor_stays_in_bounds_and_the_end_at_the_bottom(
    moves: list[str], height: int, data: st.DataObject
) -> None:
    view = viewport(count=8, words=20, height=height)
    for move in moves:
        if move == "scroll":
            view.scroll(data.draw(st.integers(-5, 5).filter(bool)))
        elif move == "turn":
            view.turn(data.draw(st.sampled_from([-1, -0.5, 0.5, 1])))
        elif move == "step":
            view.step(data.draw(st.sampled_from([-1, 1])))
        elif move == "share":
            view.to_share(data.draw(st.floats(-0.5, 1.5)))
        else:
            view.go(data.draw(st.integers(0, len(view.layout.text))))
        assert 0 <= view.cursor <= view.last_paragraph
        assert Place(0, 0) <= view.top <= view.layout.last_top(height)
        thumb = view.thumb(height)
        assert 0 <= thumb.start <= thumb.stop <= height


@pytest.mark.parametrize("height", [1, 2, 20])
def test_an_empty_article_is_a_page_too(height: int) -> None:
    view = Viewport(Layout("", [Block(0, 0, "meta", 0, literal="0 words")], 40), [], height, Spot(0, 0))
    view.scroll(1)
    view.turn(1)
    view.step(1)
    view.to_end()
    view.go(0)
    assert view.rows()
    assert view.fraction == 1.0
