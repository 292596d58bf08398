"""What was found, on one row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Span
from reader.page.cells import width
from reader.page.snippet import snippet

LONG = (
    "Once upon a time there was a minister of fisheries who said nothing at all about the price of herring in spring."
)


def plain(runs) -> str:
    return "".join(run.text for run in runs)


def lit(runs) -> list[str]:
    return [run.text for run in runs if "hit" in run.styles]


def span(words: str, text: str = LONG) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_short_text_is_shown_whole() -> None:
    runs = snippet("a plain word", [Span(2, 7)], 40)
    assert plain(runs) == "a plain word"
    assert lit(runs) == ["plain"]


def test_a_match_further_on_is_brought_into_sight_with_words_before_it() -> None:
    runs = snippet(LONG, [span("herring")], 40)
    assert lit(runs) == ["herring"]
    assert plain(runs).startswith("…")
    assert "price of herring" in plain(runs)


def test_matches_far_apart_are_shown_in_fragments() -> None:
    runs = snippet(LONG, [span("upon"), span("herring")], 60)
    assert lit(runs) == ["upon", "herring"]
    assert plain(runs).count("…") >= 1


def test_line_breaks_become_blanks() -> None:
    assert plain(snippet("one\ntwo", [], 20)) == "one two"


def test_wide_letters_are_counted_in_cells() -> None:
    runs = snippet("大臣は何も言わなかった" * 4, [Span(3, 5)], 30)
    assert width(plain(runs)) <= 30


@pytest.mark.parametrize("cells", [1, 2, 5, 20])
def test_little_room_is_enough(cells: int) -> None:
    assert width(plain(snippet(LONG, [span("minister"), span("herring")], cells))) <= cells


@given(
    st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=6), st.integers(1, 90)
)
def test_whatever_comes_it_fits(text: str, raw: list[tuple[int, int]], cells: int) -> None:
    spans: list[Span] = []
    for start, length in sorted(raw):
        first = max(start, spans[-1].end if spans else 0)
        if first + length <= len(text):
            spans.append(Span(first, first + length))
    runs = snippet(text, spans, cells)
    assert width(plain(runs)) <= cells
    if spans and cells >= 40 and spans[0].end - spans[0].start <= 10 and text.isascii() and text.isprintable():
        assert lit(runs)
