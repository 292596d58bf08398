"""Wrapping by offsets: nothing is lost, nothing overflows, cells and code points map both ways."""

import itertools
import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.page.cells import width
from reader.page.layout import Block, Layout, Place, even_cuts, pieces

WORDS = st.text(alphabet="abcdef-— é’漢🙂e\u0301\n", max_size=300)


def blocks_of(text: str, gap: int = 1) -> tuple[Block, ...]:
    """Each line of the text as a block."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(start, start + len(line), "body", number, gap=gap))
        start += len(line) + 1
    return tuple(blocks)


@given(WORDS, st.integers(1, 40))
def test_rows_hold_all_text_in_order_and_fit(text: str, columns: int) -> None:
    page = Layout(text, (Block(0, len(text), "body", 0),), columns)
    rows = [row for row in page.rows(0) if not row.blank]
    assert rows[0].start == 0 or text[: rows[0].start].isspace()
    for above, below in itertools.pairwise(rows):
        assert above.end <= below.start
        assert text[above.end : below.start].strip() == ""
    assert text[rows[-1].end :].strip() == ""
    for row in rows:
        cells = width(text[row.start : row.end].replace("\n", " "))
        assert cells <= columns or (columns == 1 and cells == 2)


@given(WORDS, st.integers(1, 40), st.integers(0, 2))
def test_a_line_gap_puts_blank_rows_between_and_changes_no_other(text: str, columns: int, gap: int) -> None:
    blocks = (Block(0, len(text), "body", 0, gap=gap),)
    usual, spaced = Layout(text, blocks, columns), Layout(text, blocks, columns, line_gap=1)
    rows = [row for row in usual.rows(0) if not row.blank]
    assert [row[:2] for row in spaced.rows(0) if not row.blank] == [row[:2] for row in rows]
    assert [row.blank for row in spaced.rows(0)] == [False, True] * len(rows) + [True] * gap
    assert [row.number for row in spaced.rows(0)] == list(range(len(spaced.rows(0))))
    assert all(spaced.row(spaced.place_of(row.start)).start == row.start for row in rows if row.start < row.end)


@given(WORDS, st.integers(2, 40))
def test_every_cell_maps_to_a_code_point_and_back(text: str, columns: int) -> None:
    page = Layout(text, (Block(0, len(text), "body", 0),), columns)
    for row in page.rows(0):
        for cell in range(page.cells(row)):
            offset = page.offset_at(row, cell)
            assert offset is not None
            assert row.start <= offset < row.end
            assert page.cell_of(row, offset) <= cell
        assert page.offset_at(row, page.cells(row)) is None
        assert page.offset_at(row, -1) is None


def test_plain_prose_wraps_as_textwrap_does() -> None:
    prose = "the quick brown fox jumps over the lazy dog and runs away from it again " * 20
    for columns in (10, 23, 40, 72):
        rows = [prose[start:end] for start, end in even_cuts(prose, columns)]
        assert rows == textwrap.wrap(prose, columns)


def test_compounds_break_after_the_hyphen_but_numbers_and_stubs_do_not() -> None:
    assert [*even_cuts("a long cease-fire", 13)] == [(0, 13), (13, 17)]
    rows = ["a 2019-2024 b"[start:end] for start, end in even_cuts("a 2019-2024 b", 9)]
    assert rows == ["a", "2019-2024", "b"]


@given(st.lists(st.text(alphabet="ab ", max_size=90), min_size=1, max_size=12), st.integers(3, 30), st.integers(1, 15))
def test_moving_is_the_same_as_counting_rows(lines: list[str], columns: int, height: int) -> None:
    text = "\n".join(lines)
    page = Layout(text, blocks_of(text), columns)
    places = [Place(block, row) for block in range(len(page.blocks)) for row in range(len(page.rows(block)))]
    for here, place in enumerate(places):
        for step in (-height, -1, 0, 1, height):
            assert page.move(place, step) == places[min(max(here + step, 0), len(places) - 1)]
    assert page.last_top(height) == places[max(0, len(places) - height)]
    assert page.distance(places[0], places[-1], 10_000) == len(places) - 1
    assert page.distance(places[-1], places[0], 10_000) == 1 - len(places)
    window = page.window(places[len(places) // 2], height)
    assert window == [page.row(place) for place in places[len(places) // 2 :][:height]]


@given(st.lists(st.text(alphabet="ab ", min_size=1, max_size=90), min_size=1, max_size=8), st.integers(3, 30))
def test_every_offset_has_a_place_that_shows_it(lines: list[str], columns: int) -> None:
    text = "\n".join(lines)
    page = Layout(text, blocks_of(text), columns)
    for offset in range(len(text)):
        row = page.row(page.place_of(offset))
        following = page.window(page.place_of(offset), 2)
        assert row.start <= offset or row.number == 0
        assert offset <= row.end or following[-1].start >= offset or text[row.end : offset + 1].strip() == ""


def test_a_long_line_is_wrapped_in_pieces_and_only_where_looked_at() -> None:
    text = "word " * 400_000
    blocks = tuple(Block(start, end, "body", 0, gap=0) for start, end in pieces(text, 0, len(text)))
    assert "".join(text[block.start : block.end] for block in blocks) == text
    page = Layout(text, blocks, 60)
    page.window(page.place_of(1_000_000), 40)
    assert len(page._rows) < 5


def test_pieces_do_not_part_a_letter_from_its_marks() -> None:
    text = "x" * 3_999 + "e" + "\u0301" * 5 + "x" * 3_000
    assert next(end for _, end in pieces(text, 0, len(text))) in (3_999, 4_005)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_narrow_columns_go_on(columns: int) -> None:
    page = Layout("漢字 wide", (Block(0, 7, "body", 0),), columns)
    assert page.rows(0)


@given(WORDS, st.integers(1, 40), st.integers(0, 12), st.integers(0, 6), st.sampled_from(["item", "code", "quotation"]))
def test_what_is_set_in_fits_and_maps_both_ways(text: str, columns: int, lead: int, hang: int, kind: str) -> None:
    assume(text[:1].strip())  # no paragraph begins with a blank
    page = Layout(text, (Block(0, len(text), kind, 0, lead=lead, hang=hang),), columns)
    rows = [row for row in page.rows(0) if not row.blank]
    for above, below in itertools.pairwise(rows):
        assert text[above.end : below.start].strip() == ""
    for row in rows:
        left = page.lead(row)
        assert left <= columns // 4
        assert page.cells(row) == left + width(text[row.start : row.end].replace("\n", " "))
        assert page.cells(row) <= columns or width(text[row.start : row.end]) <= 2
        assert page.offset_at(row, left - 1) is None
        for cell in range(left, page.cells(row)):
            offset = page.offset_at(row, cell)
            assert offset is not None
            assert row.start <= offset < row.end
            assert page.cell_of(row, offset) <= cell


def test_code_keeps_its_lines_and_their_indents() -> None:
    text = "if x:\n    y\n\nz"
    page = Layout(text, (Block(0, len(text), "code", 0, gap=0, lead=2),), 40)
    assert [text[row.start : row.end] for row in page.rows(0)] == ["if x:", "    y", "", "z"]
    assert page.place_of(text.index("y")) == Place(0, 1)


def test_rows_after_the_first_hang_below_the_words_of_an_entry() -> None:
    text = "1. one two three four"
    page = Layout(text, (Block(0, len(text), "item", 0, gap=0, lead=2, hang=3),), 20)
    rows = [(page.lead(row), text[row.start : row.end]) for row in page.rows(0)]
    assert rows == [(2, "1. one two three"), (5, "four")]
