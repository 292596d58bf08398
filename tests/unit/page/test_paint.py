"""Layers to runs."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Actor, Analysis, Article, Mention, Paragraph, Quote, Span
from reader.page.layout import Block, Row
from reader.page.paint import (
    Layer,
    Run,
    analysis_layers,
    hit_layer,
    lead_of,
    lit_layer,
    mention_layer,
    out_of_focus,
    paint,
)

TEXT = "“Go home,” said Ada Lovelace of London."
BLOCK = Block(0, len(TEXT), "body", 0)
ROW = Row(0, len(TEXT), 0, 0)
ADA = Actor("ada-lovelace", "Ada Lovelace", "person", (), (Mention(16, 28),))
ARTICLE = Article("-", TEXT, "", "derived", (Paragraph(0, len(TEXT)),), 7)


def test_later_layers_paint_over_earlier_ones() -> None:
    runs = paint(TEXT, BLOCK, ROW, [Layer([(0, 10, "quote")]), Layer([(5, 9, "hit")])])
    assert [(run.text, run.styles) for run in runs] == [
        ("“Go h", ("text", "quote")),
        ("ome,", ("text", "quote", "hit")),
        ("”", ("text", "quote")),
        (TEXT[10:], ("text",)),
    ]


def test_what_was_found_becomes_styles() -> None:
    analysis = Analysis((ADA,), (Quote(0, 10, "direct", speaker="ada-lovelace"),))
    runs = paint(TEXT, BLOCK, ROW, [*analysis_layers(analysis, mention_layer(analysis)), lit_layer(ADA)])
    assert ("Ada Lovelace", ("text", "actor.person", "actor.lit")) in runs
    assert ("“Go home,”", ("text", "quote")) in runs


def test_the_current_hit_differs() -> None:
    layer = hit_layer([Span(1, 3), Span(5, 7)], 1)
    assert layer.between(0, 99) == [(1, 3, "hit"), (5, 7, "hit.current")]


def test_of_overlapping_spans_the_longest_stays() -> None:
    assert Layer([(0, 4, "a"), (2, 10, "b"), (9, 12, "c")]).between(0, 99) == [(2, 10, "b")]
    assert Layer([(5, 5, "empty")]).between(0, 99) == []


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=8)


@given(st.lists(SPANS, max_size=3), st.integers(0, 20), st.integers(1, 20))
def test_runs_rejoin_to_the_row(layers: list[list[tuple[int, int]]], start: int, size: int) -> None:
    row = Row(start, min(len(TEXT), start + size), 0, 0)
    made = [Layer((a, a + n, str(level)) for a, n in spans) for level, spans in enumerate(layers)]
    runs = paint(TEXT, BLOCK, row, made)
    assert "".join(run.text for run in runs) == TEXT[row.start : row.end]
    for layer in made:
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(layer.between(0, 99)))


def test_out_of_focus_only_what_was_found_selected_or_marked_is_seen() -> None:
    runs = [Run("a", ("text", "quote", "hit")), Run("b", ("text", "actor.person")), Run("▎", ("mark.3",))]
    assert out_of_focus(runs) == [
        Run("a", ("unfocused", "hit")),
        Run("b", ("unfocused",)),
        Run("▎", ("unfocused", "mark.3")),
    ]


def test_what_is_quoted_as_a_whole_has_a_line_beside_it() -> None:
    quotation, item = Block(0, 5, "quotation", 0, lead=2), Block(0, 5, "item", 0, lead=2)
    assert lead_of(quotation, Row(0, 5, 0, 0), 2) == [Run("│ ", ("meta",))]
    assert lead_of(item, Row(0, 5, 0, 0), 2) == [Run("  ", ("meta",))]
    assert lead_of(quotation, Row(5, 5, 0, 1, blank=True), 2) == []
    assert lead_of(item, Row(0, 5, 0, 0), 0) == []
