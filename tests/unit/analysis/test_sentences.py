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


def test_a_handle_begins_a_sentence() -> None:
    assert sources("“What a city!” she tweeted. @ann: “You lie here.”") == ["she", "@ann"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("DAVENPORT, Iowa -- Ann Lee showed them a film.\n“Go home right now.”", "Ann Lee"),
        ("PARIS (AP) - Ann was in town. “We go home now.”", "Ann"),
        ("Filling in for Ann, Bob made a joke. “We go home now.”", "Bob"),
        ("Last year, Ann played down the talk as “part of the big game.”", "Ann"),
        ("Ann said it “was not good.” Adding, “Now they are back again.”", "Ann"),
        ("Ann said no. Adding, “We never had it so good.”", "Ann"),
        ("Ann didn’t seem impressed with Ben’s work, telling reporters, “We go.”", "Ann"),
        ("One aide tried to play down Ryan’s comments, saying they were “no big deal here.”", "One aide"),
        ("He came after the Democratic mayor had said he was “a bad recruiter of men.”", "the Democratic mayor"),
    ],
)
def test_the_parts_words_play(text: str, source: str) -> None:
    assert sources(text)[-1:] == [source]


def test_very_long_sentences_are_cut() -> None:
    assert len(cut("word " * 1000)) == 3


def test_an_abbreviation_before_a_quote_in_lower_case_ends_no_sentence() -> None:
    text = "Austin said that the U.S. “certainly will help” if asked."
    assert sources(text) == ["Austin"]
