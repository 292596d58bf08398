"""The query language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.query import Condition, Filter, Phrase, Word, parse


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stop bullsh", [Word(("stop",)), Word(("bullsh",), open=True)]),
        ("stop ", [Word(("stop",))]),
        ("Don’t DON'T Álvarez ", [Word(("dont",)), Word(("dont",)), Word(("alvarez",))]),
        ("cease-fire ", [Word(("cease",)), Word(("fire",))]),
        ("isis | isil now ", [Word(("isis", "isil")), Word(("now",))]),
        ("'exact ", [Word(("exact",), exact=True)]),
        ("!not ", []),
        ("— ! ' ^ $ |", []),
        ("http://example.org ", [Word(("http",)), Word(("example",)), Word(("org",))]),
    ],
)
def test_words(text: str, words: list[Word]) -> None:
    assert list(parse(text).words) == words


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("'exact ", Condition((Phrase(("exact",)),))),
        ("!not ", Condition((Phrase(("not",)),), negated=True)),
        ("^the x", Condition((Phrase(("the",), "start", open=True),))),
        ("end$", Condition((Phrase(("end",), "end"),))),
        ("'a | 'b ", Condition((Phrase(("a",)), Phrase(("b",))))),
        ("'cease-fire", Condition((Phrase(("cease", "fire"), open=True),))),
    ],
)
def test_conditions(text: str, condition: Condition) -> None:
    assert parse(text).conditions == (condition,)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("speaker:biden", Filter("speaker", ("biden",))),
        ('speaker:"Joe Biden" x', Filter("speaker", ("joe", "biden"))),
        ("!tag:check", Filter("tag", ("check",), negated=True)),
        ("title:iran", Filter("title", ("iran",))),
        ("source:Politico", Filter("source", ("politico",))),
        ("date:2024", Filter("date", since=20240101, until=20241231)),
        ("date:2024-07..2024-08", Filter("date", since=20240701, until=20240831)),
        ("date:..2024-08-05", Filter("date", until=20240805)),
        ("after:2024-07-31", Filter("date", since=20240732)),
        ("before:2024", Filter("date", until=20240100)),
    ],
)
def test_filters(text: str, wanted: Filter) -> None:
    query = parse(text)
    assert query.filters == (wanted,)
    assert query.message == ""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ('"stop', {"quote"}),
        ("@biden", {"actor"}),
        ("#check", {"note"}),
        ("in:q x", {"quote"}),
        ("in:all x", set()),
        ("in:titles in:quotes x", {"title", "quote"}),
    ],
)
def test_kinds(text: str, kinds: set[str]) -> None:
    assert parse(text).kinds == kinds


@pytest.mark.parametrize("text", ["in:everywhere", "date:tomorrow", "date:2024-13", 'speaker:"joe', "!in:quotes"])
def test_what_cannot_be_read_is_searched(text: str) -> None:
    query = parse(text)
    assert query.words
    assert query.message.count("\n") == 0
    assert query.message


def test_an_empty_query() -> None:
    assert all(parse(text).is_empty for text in ("", "  ", '"', "in:quotes", "speaker:"))


@given(st.text(alphabet=st.sampled_from("abé '!^$|\":@#.-_“’\n2024inspeakerdate"), max_size=60) | st.text(max_size=40))
def test_nothing_is_an_error(text: str) -> None:
    query = parse(text)
    assert query.text == text
    assert all(word.forms and all(word.forms) for word in query.words)
