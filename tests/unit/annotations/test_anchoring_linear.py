"""Four times the input costs about four times as long: ratios of CPU time within one run, never seconds.

What grows with the square of its input costs sixteen times as long. The best of several turns counts, so that a busy
machine cannot fail a test.
"""

import random
import time
from collections.abc import Callable

import pytest

from reader.annotations.anchoring import anchor, candidates
from reader.annotations.folding import fold
from reader.annotations.selectors import select
from reader.model import Selector

SIZE = 1_500
TIMES = 4
BOUND = 9
TURNS = 3
FLOOR = 0.002  # seconds below which a ratio says nothing


def prose(count: int) -> str:
    """Words without much repetition, always the same."""
    chance = random.Random(count)
    return " ".join(f"word{chance.randrange(5000)}" for _ in range(count))


def edited(count: int) -> tuple[Selector, str, str | None]:
    """A passage that is most of a text, with a word put into its middle."""
    old = prose(count)
    middle = len(old) // 2
    return select(old, 100, len(old) - 100), f"new {old[:middle]} altered {old[middle:]}", None


CASES: dict[str, Callable[[int], tuple[Selector, str, str | None]]] = {
    "one word all over": lambda n: (Selector("word", "word word ", " word word", 1000, 1004), "word " * n, None),
    "one word, kept text": lambda n: (
        Selector("word", "word is ", " word", 900, 904),
        "word " * n,
        "word is word " * n,
    ),
    "one letter": lambda n: (Selector("a" * 1000, "a" * 64, "b" * 64, 5, 50), "a" * 4 * n, None),
    "a long passage": edited,
    "a long passage, kept text": lambda n: (*edited(n)[:2], prose(n)),
    "a long passage that is gone": lambda n: (Selector(prose(n), "so ", " it"), prose(n + 1), None),
    "a long repetition": lambda n: (Selector("word " * n + "end", "word ", " word"), "word " * 2 * n, None),
    "no word ends": lambda n: (Selector("y" * n), "x" * 4 * n, None),
}
UNITS = [
    "](",
    "[",
    "<a ",
    "<p",
    "&amp",
    "&amp;",
    "- ",
    ". ",
    "*_",
    "> ",
    "e\u0301\u0301",
    "\ufb01 ",
    "\\*",
    "'",
    "# ",
    " ",
]


def seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(TURNS):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def anchoring(case: tuple[Selector, str, str | None]) -> float:
    selector, text, old = case
    views = fold(text), None if old is None else fold(old)
    return seconds(lambda: (anchor(selector, *views), candidates(selector, views[0])))


@pytest.mark.parametrize("name", CASES)
def test_anchoring_grows_with_its_input(name: str) -> None:
    make = CASES[name]
    assert anchoring(make(TIMES * SIZE)) < BOUND * max(FLOOR, anchoring(make(SIZE)))


@pytest.mark.parametrize("unit", UNITS)
def test_folding_grows_with_its_input(unit: str) -> None:
    def folding(count: int) -> float:
        return seconds(lambda: fold(unit * count).into(len(unit) * count // 2))

    assert folding(TIMES * SIZE) < BOUND * max(FLOOR, folding(SIZE))
