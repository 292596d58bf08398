"""Sentences over masked text."""

import pytest

from reader.analysis.scanner import scan
from reader.analysis.sentences import split

from .quoting import article, sources


def cut(text: str) -> list[str]:
    whole = article(text)
    found = scan(text, whole.paragraphs)
    out = []
    for index, paragraph in enumerate(whole.paragraphs):
        inside = [(number, string) for number, string in enumerate(found) if string.paragraph == index]
        out += [text[s.start : s.end] for s in split(text, index, paragraph, inside)]
    return out


@pytest.mark.parametrize(
    "text",
    [
        "“Where?” Trump asked.",
        "“Go!” Rep. Glenn Thompson of Ohio said.",
        "“We go,” said Trump.",
        "Mr. Trump met Sen. J. D. Vance of the U.S. Senate on Jan. 5 in St. Paul.",
        "He said, “We tried. We failed. We go.”",
        "“We tried. We failed.” Trump said.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“We go.” Trump then left the room.", ["“We go.”", "Trump then left the room."]),
        ("He said, “Go.” “Why?” she asked.", ["He said, “Go.”", "“Why?” she asked."]),
        ("He went to the U.S. She stayed.", ["He went to the U.S.", "She stayed."]),
        ("(He left.) She stayed.", ["(He left.)", "She stayed."]),
    ],
)
def test_several_sentences(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


def test_very_long_sentences_are_cut() -> None:
    assert len(cut("word " * 1000)) == 3


def test_an_abbreviation_before_a_quote_in_lower_case_ends_no_sentence() -> None:
    text = "Austin said that the U.S. “certainly will help” if asked."
    assert sources(text) == ["Austin"]
