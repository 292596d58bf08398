"""Four times the input costs about four times as long: ratios of CPU time within one run, never seconds.

What grows with the square of its input costs sixteen times as long. The best of several turns counts, so that a busy
machine cannot fail a test.
"""

import time
from collections.abc import Callable

import pytest

from reader.analysis import analyze
from reader.analysis.quotes import find_quotes

from .quoting import article, cast

ROUNDS = 2_000
TIMES = 4
BOUND = 8
_LETTERS = str.maketrans("01", "ax")
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
    "promises": lambda n: "her promise to go, " * n,
    "contrasts": lambda n: "Ann said it, while, " * n,
    "gaps": lambda n: "which Ann said was, " * n,
    "objects": lambda n: "Ann denied the plan and left " * n,
    "addressees": lambda n: "he told Ann in Ohio on Monday " * n + "that",
    "subordinate clauses": lambda n: "who when that " * n + ", said Ann.",
    "clauses in one paragraph": lambda n: "Ann said the plan failed, but Ben said it worked. " * n,
    "according": lambda n: "Sales fell, according to data, " * n,
    "no stop": lambda n: "the people of the town and " * n,
    "inches": lambda n: "5'11\" " * n,
    "apostrophes": lambda n: "'a " * n + "b.'",
    "marks only": lambda n: '"' * n,
    "single marks only": lambda n: "'" * n,
    "doubled single marks": lambda n: "''' " * n,
    "one word": lambda n: "word " * n,
    "one long word": lambda n: "w" * 8 * n,
    "said": lambda n: "said " * n,
    "only commas": lambda n: "," * 4 * n,
    "names without spaces": lambda n: "JohnSmith" * n,
    "chants": lambda n: "chants of “go” " * n,
    "the company": lambda n: "“We go,” the company said. " * n,
    "dashes and names": lambda n: "Ann - Ben: “Go.” " * n,
    "whose words": lambda n: "in the words of Ann, " * n + "“no”",
    "insertions": lambda n: "has in the past " * n + "said",
    "datelines": lambda n: "PARIS, " * n + "- He said.",
    "ends of markup": lambda n: '">' * n,
    "british": lambda n: "'We go,' said Ann. " * n,
    "turns": lambda n: "WALLACE: Thank you.\n" * n,
}


WHOLE: dict[str, Callable[[int], str]] = {
    "titles": lambda n: "Mr. " * 3 * n,
    "capitals": lambda n: "ABC " * 3 * n,
    "names without spaces": lambda n: "JohnSmith" * 3 * n,
    "new names": lambda n: " ".join(f"Bob Zor{number:b} said no." for number in range(n // 4)).translate(_LETTERS),
    "bodies": lambda n: "The Foreign Ministry met Acme Corp. “We go,” the company said. " * (n // 4),
}


def seconds(text: str) -> float:
    """The CPU time that one text takes."""
    whole, people = article(text), cast(text, trump="male Donald Trump|Trump", ann="female Ann")
    began = time.process_time()
    find_quotes(whole, people)
    return time.process_time() - began


def whole_seconds(text: str) -> float:
    """The CPU time of a whole analysis, actors included."""
    whole = article(text)
    began = time.process_time()
    analyze(whole)
    return time.process_time() - began


def check(make: Callable[[int], str], measure: Callable[[str], float]) -> None:
    """Fail where the longer text takes too long for its length in every turn."""
    short, long = make(ROUNDS), make(TIMES * ROUNDS)
    measure(make(50))
    once = more = float("inf")
    for _ in range(TURNS):
        once, more = min(once, measure(short)), min(more, measure(long))
        if more < BOUND * once + 0.02:
            return
    pytest.fail(f"{TIMES} times the input took {more / once:.1f} times as long")


@pytest.mark.parametrize("name", CASES)
def test_linear(name: str) -> None:
    check(CASES[name], seconds)


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_analysis_is_linear(name: str) -> None:
    check(WHOLE[name], whole_seconds)
