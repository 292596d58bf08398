"""Cells against code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.cells import Ruler, clip, fit, is_even, ruler, shown, width

UNEVEN = st.text(alphabet="ab c漢字🙂e\u0301\u200d👩👧\ufe0f☎ ", max_size=60)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("“naïve” — …", 11),
        ("漢字", 4),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 2),
        ("co\u00adop", 4),
        ("", 0),
    ],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells


def test_what_counts_as_even_takes_one_cell_by_the_tables_too() -> None:
    from wcwidth import wcwidth

    for code in range(0xA0, 0x3000):
        if is_even(chr(code)) and chr(code) != "\n":
            assert wcwidth(chr(code)) == 1, hex(code)


def test_text_of_one_cell_each_is_recognised() -> None:
    assert is_even("“Don’t,” he said — 5 € … Привет, Ελλάδα, Łódź ␛[31m")
    assert not is_even("漢")
    assert not is_even("e\u0301")
    assert not is_even("a\u00adb")
    assert ruler("plain") is None


@given(UNEVEN, st.integers(1, 20))
def test_clipped_text_fits(text: str, cells: int) -> None:
    assert width(clip(text, cells)) <= cells
    assert width(fit(text, cells)) == cells


@given(UNEVEN)
def test_every_cell_leads_to_the_grapheme_that_covers_it(text: str) -> None:
    measure = Ruler(text)
    total = measure.width(0, len(text))
    reached = [measure.at(0, cell) for cell in range(total)]
    assert reached == sorted(reached)
    for cell, offset in enumerate(reached):
        assert measure.width(0, offset) <= cell


def test_a_heap_of_marks_is_cut() -> None:
    assert len(shown("a" + "\u0301" * 1000)) < 12
    assert shown("a\nb") == "a b"
    assert shown("a\u200bb\u00ad") == "ab"
