"""The folded view of an article and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.folding import fold

TEXT = (
    "“It’s  fine…” — said **Ann** of [the <b>Board</b>](https://example.org/a_b) &amp; cafe\u0301.\n\n"
    "## A Head\n> quoted"
)


def test_what_is_folded() -> None:
    assert fold(TEXT).text == "'it's fine…'-said ann of the board & cafe. a head quoted"


@pytest.mark.parametrize(
    ("folded", "source"),
    [
        ("fine", "fine"),
        ("ann", "Ann"),
        ("board", "Board"),
        ("&", "&amp;"),
        ("cafe", "cafe\u0301"),
        ("a head", "A Head"),
        ("quoted", "quoted"),
    ],
)
def test_the_way_back_leaves_markup_out_and_takes_accents_in(folded: str, source: str) -> None:
    view = fold(TEXT)
    start = view.text.index(folded)
    assert TEXT[view.start(start) : view.stop(start + len(folded))] == source
    assert view.into(view.start(start)) == start


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He said -- and left", "He said\u2014and left"),
        ("a long-term\nplan", "a long-\nterm plan"),
        ("''Well,'' he said", "“Well,” he said"),
        ("so . . . on", "so… on"),
        ("naïve", unicodedata.normalize("NFD", "NAÏVE")),
        ("co\u00adop\u200beration", "cooperation"),
        ("<p>One &quot;two&quot;</p>", '\nOne "two"\n'),
    ],
)
def test_what_means_the_same_is_folded_alike(one: str, other: str) -> None:
    assert fold(one).text.strip() == fold(other).text.strip()


@given(st.text(alphabet="aB é\u0301.…'\"-—*_[]()<>&;#\n\tpb/ﬁ\u200b\u00ad\\!x;amp", max_size=60))
def test_every_piece_leads_back_in_order(text: str) -> None:
    view = fold(text)
    starts = [view.start(at) for at in range(len(view.text) + 1)]
    stops = [view.stop(at) for at in range(len(view.text) + 1)]
    assert starts == sorted(starts)
    assert stops == sorted(stops)
    assert all(0 <= at <= len(text) for at in (*starts, *stops))
    assert view.stop(0) == 0
    assert all(0 <= view.into(at) <= len(view.text) for at in range(-1, len(text) + 2))
