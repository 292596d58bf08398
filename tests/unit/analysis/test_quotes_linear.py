"""Four times the input costs about four times as long: ratios of CPU time within one run, never seconds.

What grows with the square of its input costs sixteen times as long. The best of several turns counts, so that a busy
machine cannot fail a test.
"""

import time
from collections.abc import Callable

import pytest

from .quoting import article, cast

ROUNDS = 2_000
TIMES = 4
BOUND = 8
TURNS = 6
CASES: dict[str, Callable[[int], str]] = {
    "nested": lambda n: "“" * n + "x" + "”" * n,
    "nested straight": lambda n: '"a ' * n,
    "never closed": lambda n: "“We " * n,
    "capitals": lambda n: "ABC " * n,
    "one word of capitals": lambda n: "A" * 20 * n,
    "commas": lambda n: "Trump, " * n + "said.",
    "cues": lambda n: "he said " * n,
    "relative clauses": lambda n: "Trump, who said " * n,
    "participles": lambda n: ", saying x" * n,
    "parentheses": lambda n: "(" * n + ")" * n + " said",
    "dashes": lambda n: "- a " * n + "said",
    "quotes in one paragraph": lambda n: "“We go,” he said, " * n,
    "dense quotes": lambda n: "“We go,” Trump said. “Go,” he said. “So,” asked Ann, " * n,
    "quotes in many paragraphs": lambda n: "“We go.”\n" * n,
    "addressees": lambda n: "he told Ann in Ohio on Monday " * n + "that",
    "subordinate clauses": lambda n: "who when that " * n + ", said Ann.",
    "clauses in one paragraph": lambda n: "Ann said the plan failed, but Ben said it worked. " * n,
    "according": lambda n: "Sales fell, according to data, " * n,
    "no stop": lambda n: "the people of the town and " * n,
    "inches": lambda n: "5'11\" " * n,
    "apostrophes": lambda n: "'a " * n + "b.'",
    "turns": lambda n: "WALLACE: Thank you.\n" * n,
}


def seconds(text: str) -> float:
    """The CPU time that one text takes."""
    from reader.analysis.quotes import find_quotes

    whole, people = article(text), cast(text, trump="male Donald Trump|Trump", ann="female Ann")
    began = time.process_time()
    find_quotes(whole, people)
    return time.process_time() - began


@pytest.mark.parametrize("name", CASES)
def test_linear(name: str) -> None:
    short, long = CASES[name](ROUNDS), CASES[name](TIMES * ROUNDS)
    seconds(CASES[name](50))
    once = more = float("inf")
    for _ in range(TURNS):
        once, more = min(once, seconds(short)), min(more, seconds(long))
        if more < BOUND * once + 0.02:
            return
    pytest.fail(f"{TIMES} times the input took {more / once:.1f} times as long")
