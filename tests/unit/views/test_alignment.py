"""Two wordings side by side."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.views.alignment import LONGEST, Change, align, shared

SMALL = {"the", "of", "to", "a", "is"}


def told(base: str, other: str) -> list[tuple[Change, str, str]]:
    """Steps with their words."""
    one, two = base.split(), other.split()
    steps = align(one, two, SMALL.__contains__)
    return [
        (
            step.change,
            " ".join(one[step.base.start : step.base.stop]),
            " ".join(two[step.other.start : step.other.stop]),
        )
        for step in steps
    ]


def test_the_same() -> None:
    assert told("we will win", "we will win") == [("same", "we will win", "we will win")]


def test_cut_added_and_altered() -> None:
    assert told("we will surely win the day", "we will win every day today") == [
        ("same", "we will", "we will"),
        ("cut", "surely", ""),
        ("same", "win", "win"),
        ("altered", "the", "every"),
        ("same", "day", "day"),
        ("added", "", "today"),
    ]


def test_nothing_in_common() -> None:
    assert told("one two", "three") == [("altered", "one two", "three")]
    assert told("", "three") == [("added", "", "three")]
    assert told("one", "") == [("cut", "one", "")]
    assert told("", "") == []


def test_a_small_word_between_alterations_is_chance() -> None:
    base = "they chop the heads off many people"
    other = "nobody saw what happened in the dark winter nights"
    assert told(base, other) == [("altered", base, other)]


def test_three_words_in_a_row_are_no_chance() -> None:
    steps = told("p q r s t the end of u v w x y", "a b c d e the end of f g h i j")
    assert ("same", "the end of", "the end of") in steps


def test_what_is_too_long_counts_as_altered() -> None:
    words = [str(number) for number in range(LONGEST + 5)]
    steps = align(words, words)
    assert [step.change for step in steps] == ["same", "altered"]
    assert len(steps[0].base) == LONGEST


WORDS = st.lists(st.sampled_from(["a", "the", "win", "lose", "wall", "of", "corridor"]), max_size=30)


@given(WORDS, WORDS)
def test_steps_cover_both(base: list[str], other: list[str]) -> None:
    steps = align(base, other, SMALL.__contains__)
    assert [word for step in steps for word in step.base] == list(range(len(base)))
    assert [word for step in steps for word in step.other] == list(range(len(other)))
    for step in steps:
        one = base[step.base.start : step.base.stop]
        two = other[step.other.start : step.other.stop]
        assert (step.change == "same") == (one == two)
        assert (step.change == "cut") == (not two)
        assert (step.change == "added") == (not one)
    assert all(one.change != two.change for one, two in itertools.pairwise(steps))


@given(WORDS)
def test_alike_is_one_step(words: list[str]) -> None:
    assert shared(align(words, words)) == ([range(len(words))] if words else [])
