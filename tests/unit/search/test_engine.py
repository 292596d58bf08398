"""Searching, end to end on a small library."""

import pytest
from tests.unit.search.library import library

from reader.search.engine import Results, search, suggest

INDEX, TEXTS = library()


def found(query: str, **options: object) -> list[tuple[str, str]]:
    return [(hit.kind, hit.text(TEXTS[hit.about.path])) for hit in search(INDEX, query, **options).hits]  # type: ignore[arg-type]


def marked(query: str) -> list[str]:
    results = search(INDEX, query)
    text, spans = results.mark(results.hits[0], TEXTS[results.hits[0].about.path])
    return [span.of(text) for span in spans]


STOP = ("quote", "“Stop bullshitting me,”")
CORRIDOR = ("quote", "“The corridor is their oxygen,” Benjamin Netanyahu said, “and it stays shut.”")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("stop bullshitting", STOP),
        ("stop bullshiting", STOP),
        ("sotp bullshittnig", STOP),
        ("bullshitting stop", STOP),
        ("sto bullsh", STOP),
        ("stopbullshitting", STOP),
        ("stop bull shitting", STOP),
        ("stop elephant bullshitting", STOP),
        ("bidan bullshitted", STOP),
        ("netanyaho oxigen corridor", CORRIDOR),
        ("oxygen shut", CORRIDOR),
        ("@netanyaho", ("actor", "Benjamin Netanyahu")),
        ("alvarez", ("actor", "José Álvarez")),
        ("#check", ("note", "patience")),
        ("#miller", ("note", "patience")),
        ("title:cards patience in:passages", ("passage", TEXTS["second.txt"].split("\n\n")[1].strip())),
    ],
)
def test_the_right_one_is_first(query: str, first: tuple[str, str]) -> None:
    assert found(query)[0] == first


def test_joined_and_split_words() -> None:
    assert {text.partition(" ")[0] for _, text in found("white house")} == {"The", "A"}
    assert {text.partition(" ")[0] for _, text in found("whitehouse")} == {"The", "A"}
    assert found("ceasefire")[0][1].startswith("The White House")


def test_didnt_without_apostrophe() -> None:
    assert "didn’t answer" in found("didnt answer in:passages")[0][1]


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("speaker:biden", {"quote"}),
        ("speaker:bidden", {"quote"}),
        ("speaker:netanyahu in:quotes", {"quote"}),
        ("!speaker:biden bullshitting", {"passage"}),
        ("tag:check", {"note"}),
        ("tag:to-check", {"note"}),
        ("source:evening in:titles", {"title"}),
        ("date:2024-07 in:titles", {"title"}),
        ("after:2023 corridor in:titles", {"title"}),
        ("before:2024 cards in:titles", {"title"}),
        ("!source:daily in:titles", {"title"}),
        ("^talks", {"title"}),
        ("cards$", {"title"}),
        ("'cease-fire", {"passage"}),
        ("'oxygen | 'winter in:passages", {"passage"}),
    ],
)
def test_filters_and_conditions(query: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in found(query)} == kinds


@pytest.mark.parametrize("query", ["tag:none", "source:weekly", "date:1999", "'fire-cease", "^corridor", "'corrido x"])
def test_nothing_passes(query: str) -> None:
    assert found(query) == []


def test_negation_leaves_out() -> None:
    assert ("title", "A whitehouse of cards") in found("whitehouse")
    assert ("title", "A whitehouse of cards") not in found("whitehouse !cards")


def test_no_passage_around_a_quote_that_is_there() -> None:
    assert [kind for kind, _ in found("bullshitting")] == ["quote"]
    assert [kind for kind, _ in found("bullshitting", kinds=["passage"])] == ["passage"]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("stop bullshiting", ["Stop", "bullshitting"]),
        ("sto bullsh", ["Sto", "bullsh"]),
        ("@alvar", ["Álvar"]),
        ("whitehouse in:passages", ["White", "House"]),
        ("stopbullshitting", ["Stop", "bullshitting"]),
    ],
)
def test_marks(query: str, parts: list[str]) -> None:
    assert marked(query) == parts


def test_limits() -> None:
    results = search(INDEX, "the corridor", limit=1)
    assert len(results.hits) == 1
    assert results.more
    assert not search(INDEX, "stop bullshitting me").more


def test_scores_fall() -> None:
    scores = [hit.score for hit in search(INDEX, "the corridor netanyahu").hits]
    assert scores == sorted(scores, reverse=True)


def test_an_overtaken_search_is_dropped() -> None:
    results = search(INDEX, "corridor", cancelled=lambda: True)
    assert results.cancelled
    assert results.hits == ()


@pytest.mark.parametrize("query", ["", "qzxjk", "“”", "in:quotes"])
def test_nothing_found(query: str) -> None:
    assert search(INDEX, query) == Results(search(INDEX, query).query)._replace(
        groups=search(INDEX, query).groups, snapshot=search(INDEX, query).snapshot
    )


def test_near_spellings() -> None:
    assert suggest(INDEX, "qatience")[0] == "patience"
    assert suggest(INDEX, "") == []


def test_a_message_and_the_words_all_the_same() -> None:
    results = search(INDEX, "corridor in:rome")
    assert "in:" in results.message
    assert results.hits[0].kind == "title"
