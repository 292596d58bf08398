"""The strip of a whole article: what each cell shows, and where a cell leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Actor, Mention
from reader.page.paint import Layer, Run
from reader.page.strip import MARK, bars, cell_of, offset_of, with_signs, with_window


def actor(*starts: int) -> Actor:
    """A person named at some places."""
    return Actor("ann", "Ann", "person", (), tuple(Mention(start, start + 3) for start in starts))


def text(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def test_bars_are_the_higher_the_more_of_their_part_is_quoted() -> None:
    quotes = Layer([(0, 100, "quote"), (100, 150, "quote.mixed"), (200, 210, "quote")])
    assert text(bars(400, quotes, 4)) == "▆▄▂▁"


def test_what_stands_in_no_quotation_marks_or_is_no_speech_is_no_bar() -> None:
    assert text(bars(200, Layer([(0, 90, "quote.indirect"), (100, 190, "quote.not-speech")]), 2)) == "▁▁"


def test_a_quote_over_a_border_counts_on_both_sides() -> None:
    assert text(bars(200, Layer([(60, 160, "quote")]), 2)) == "▄▅"


def test_a_mark_lies_over_an_actor_and_an_actor_over_bars() -> None:
    drawn = bars(400, Layer([(0, 400, "quote")]), 4)
    signed = with_signs(drawn, 400, [(250, 3)], actor(10, 150, 260))
    assert text(signed) == f"●●{MARK}▆"
    assert [run.styles for run in signed] == [("actor.person",), ("actor.person",), ("mark.3",), ("strip.quote",)]


def test_every_meaning_has_a_shape_of_its_own() -> None:
    shapes = {*"▁▂▃▄▅▆", MARK, *"●■▲◆"}
    assert len(shapes) == 6 + 1 + 4


def test_the_window_lies_over_its_cells_and_no_others() -> None:
    runs = with_window(bars(400, Layer(), 4), range(1, 3))
    assert runs == [Run("▁", ("strip",)), Run("▁▁", ("strip", "strip.window")), Run("▁", ("strip",))]


@pytest.mark.parametrize("cells", [0, 5])
def test_an_empty_article_has_no_bars(cells: int) -> None:
    drawn = bars(0, Layer(), cells)
    assert text(with_signs(drawn, 0, [(0, 1)], actor(0))) == "▁" * cells


@given(st.integers(1, 10_000_000), st.integers(1, 300), st.data())
def test_a_cell_leads_to_an_offset_in_it(length: int, cells: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, length - 1))
    cell = cell_of(at, length, cells)
    assert 0 <= cell < cells
    first = offset_of(cell, length, cells)
    assert first <= at
    assert cell_of(first, length, cells) == cell


@given(
    st.integers(1, 500),
    st.integers(1, 80),
    st.lists(st.tuples(st.integers(0, 499), st.integers(1, 200)), max_size=12),
)
def test_a_cell_has_a_bar_where_a_quote_touches_it(length: int, cells: int, spans: list[tuple[int, int]]) -> None:
    quotes = Layer((start, min(length, start + size), "quote") for start, size in spans if start < length)
    drawn = bars(length, quotes, cells)
    assert len(drawn) == cells
    for cell, run in enumerate(drawn):
        low, high = cell * length / cells, (cell + 1) * length / cells
        touched = any(
            start < high and end > low for start, end, _ in (quotes.span(at) for at in range(len(quotes.starts)))
        )
        assert (run.text != "▁") == touched
