"""Tokens: what is one, what is taken apart, and that offsets are true."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Biden's aide", ["Biden", "'s", "aide"]),
        ("Biden’s aide", ["Biden", "’s", "aide"]),
        ("U.S.-backed forces", ["U.S.", "-", "backed", "forces"]),
        ("don't O’Brien", ["don't", "O’Brien"]),
        ("Mr. Xi of St. Louis, Mo.", ["Mr.", "Xi", "of", "St.", "Louis", ",", "Mo."]),
        ("Martin S. Indyk left.", ["Martin", "S.", "Indyk", "left", "."]),
        ("at bloomberg.com, @reader", ["at", "bloomberg.com", ",", "@reader"]),
        ("$1,200 or 75%", ["$", "1,200", "or", "75", "%"]),
        ("“Hi,” she said…", ["“", "Hi", ",", "”", "she", "said", "…"]),
        ("D-Calif. Israel-Hamas", ["D", "-", "Calif.", "Israel", "-", "Hamas"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenize(text).texts == tokens


def test_a_stretch_counts_in_the_whole_text() -> None:
    text = "One two. Three four."
    tokens = tokenize(text, 9, 14)
    assert (tokens.texts, tokens.starts, tokens.ends) == (["Three"], [9], [14])


@given(st.text(alphabet=st.sampled_from("aB.’'s- \n1,“Mr\u00e9😀"), max_size=80))
def test_offsets_slice_the_tokens_and_nothing_is_lost(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.texts
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert "".join(tokens.texts) == "".join(text.split())


@pytest.mark.parametrize("unit", ["a.", "a", "a'", "1.", "A. ", "www.", "http", "a-", "'s"])
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    small, large = (_seconds(unit * count) for count in (20_000, 160_000))
    assert large < 40 * small + 0.5


def _seconds(text: str) -> float:
    before = time.process_time()
    tokenize(text)
    return time.process_time() - before
