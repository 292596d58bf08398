"""Making selectors."""

from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.folding import fold
from reader.annotations.selectors import CONTEXT, is_untouched, needle, select
from reader.model import Selector

TEXT = (
    "After a long debate on Tuesday that nobody in the room had wanted, the mayor said\n\nthe council will vote\nnext"
    " week on the harbour, which the residents’ group opposes. Officials declined to comment on any of it."
)


def test_a_selector_is_one_line_with_contexts_cut_at_words() -> None:
    start = TEXT.index("the council")
    end = TEXT.index(", which")
    found = select(TEXT, start, end)
    assert found.exact == "the council will vote next week on the harbour"
    assert found.prefix == "on Tuesday that nobody in the room had wanted, the mayor said "
    assert found.suffix == ", which the residents’ group opposes. Officials declined to"
    assert (found.start, found.end) == (start, end)


def test_white_space_at_the_ends_is_left_out() -> None:
    start = TEXT.index("the council") - 2
    assert select(TEXT, start, start + 6) == select(TEXT, start + 2, start + 5)


def test_a_passage_from_inside_a_word_keeps_the_rest_of_it() -> None:
    start = TEXT.index("ouncil")
    found = select(TEXT, start, start + 6)
    assert found.prefix.endswith("the c")
    assert not needle(found, fold(TEXT)).whole_start
    assert needle(found, fold(TEXT)).whole_end


@given(st.text(alphabet="ab cé\n\t “.", max_size=300), st.integers(-5, 310), st.integers(-5, 310))
def test_any_selection_makes_a_selector_that_fits_where_it_was_made(text: str, start: int, end: int) -> None:
    found = select(text, start, end)
    assert len(found.prefix) <= CONTEXT
    assert len(found.suffix) <= CONTEXT
    assert "\n" not in found.exact
    assert not found.exact or is_untouched(found, text)


def test_a_place_that_is_not_there_is_no_match() -> None:
    for start, end in ((-3, 5), (5, 5), (9, 3), (0, 10**9), (10**30, 10**31)):
        assert not is_untouched(Selector("the", start=start, end=end), TEXT)
