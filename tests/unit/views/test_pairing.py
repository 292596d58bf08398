"""Which passages of two articles match."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import analysis, articles
from reader.views import sides
from reader.views.pairing import Match, _heaviest, pair
from reader.views.passages import _runs
from reader.views.sides import Side, side

SEEDS = Path(__file__).resolve().parents[3] / "seeds"

STORM = "The storm tore roofs off forty houses in Harwick on Sunday, and the mayor closed every school until Thursday."
FERRY = "A ferry with ninety passengers ran aground near Lowen Point, the coast guard said, and nobody was hurt."
QUOTE = "“We lost the bridge and we lost the road, and help can only come by sea,” Mayor Ann Barrow said."


def of(*paragraphs: str) -> Side:
    """An article of some paragraphs under a title."""
    article = articles.read(("A title\n\n" + "\n\n".join(paragraphs) + "\n").encode(), "a.txt")
    return side(article, analysis.analyze(article))


def texts(match: Match, one: Side, other: Side) -> tuple[str, str]:
    return match.one.of(one.extract.text), match.other.of(other.extract.text)


def only(one: Side, other: Side) -> Match:
    matches = [match for match in pair(one, other).matches if match.kind != "retold"]
    assert len(matches) == 1
    return matches[0]


def test_the_same_words_match_with_the_marks_around_them() -> None:
    one, other = of("Elsewhere all was calm.", STORM), of(STORM, "Nothing else is known so far.")
    match = only(one, other)
    assert match.kind == "same"
    assert match.likeness == 1.0
    assert texts(match, one, other) == (STORM, STORM)


def test_words_that_differ_are_told_apart() -> None:
    changed = STORM.replace("forty", "some thirty").replace("on Sunday, ", "")
    one, other = of(STORM), of(changed)
    match = only(one, other)
    assert match.kind == "altered"
    assert 0.8 < match.likeness < 1.0
    differs = [
        (piece.change, piece.one.of(one.extract.text), piece.other.of(other.extract.text))
        for piece in match.pieces
        if piece.change != "same"
    ]
    assert differs == [("altered", "forty", "some thirty"), ("cut", "on Sunday", "")]


def test_a_quote_of_both_is_a_quote_however_short_it_is() -> None:
    one = of("Rain fell all day.", "“We lost the bridge,” Mayor Ann Barrow said on Monday.")
    other = of("Mayor Ann Barrow spoke of the storm. “We lost the bridge,” Barrow said.", "The harbor is closed.")
    match = only(one, other)
    assert match.kind == "quote"
    assert "We lost the bridge" in texts(match, one, other)[0]


def test_a_quote_that_one_prints_in_two_parts_matches_both() -> None:
    said = "we lost the bridge and the road to the mill", "help can come by sea and only when the tide is in"
    one = of(f"“Tonight {said[0]}, and {said[1]},” Mayor Ann Barrow said.")
    other = of(f"“Tonight {said[0]},” Mayor Ann Barrow said.", "Rain fell all day.", f"“And {said[1]},” Barrow said.")
    found = [texts(match, one, other)[1] for match in pair(one, other).matches]
    assert any(said[0] in text for text in found)
    assert any(said[1] in text for text in found)


def test_what_is_told_in_other_words_matches_by_actors_and_rare_words() -> None:
    here = "Mayor Ann Barrow ordered the schools of Harwick closed after the storm tore the roofs from forty houses."
    there = "Forty houses lost their roofs in the storm, and schools stay closed, Barrow of Harwick ordered."
    one = of(here, *(f"Item {n} speaks of other things entirely, such as the price of {n} apples." for n in range(9)))
    other = of(
        *(f"Number {n} says nothing whatever about it; it is long over {n}." for n in range(9)),
        "Ann Barrow was there.",
        there,
    )
    (match,) = [match for match in pair(one, other).matches if match.kind == "retold"]
    assert texts(match, one, other) == (here, there)
    assert "Harwick" in match.actors or "Ann Barrow" in match.actors
    assert match.pieces == ()


def test_names_and_stock_phrases_alone_do_not_match() -> None:
    one = of("On Monday Prime Minister Benjamin Netanyahu flew home.")
    other = of("It was said that Prime Minister Benjamin Netanyahu had no comment.")
    assert [match.kind for match in pair(one, other).matches] == []


def test_matches_in_another_order_are_known_as_such() -> None:
    one, other = of(STORM, FERRY, QUOTE), of(QUOTE, STORM, FERRY)
    found = pair(one, other).matches
    assert len(found) == 3
    assert [match.in_order for match in found] == [True, True, False]
    assert [match.one for match in found] == sorted(match.one for match in found)


def test_boilerplate_and_empty_articles_match_nothing() -> None:
    one = of("Short.")
    assert pair(one, of(STORM)).matches == ()
    article = articles.read(b"\n", "a.txt")
    empty = side(article, analysis.analyze(article))
    assert pair(empty, empty).matches == ()


def test_of_a_long_article_only_the_beginning_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "LONGEST", 25)
    one, other = of(STORM, FERRY), of(FERRY, STORM)
    found = pair(one, other)
    assert found.cut
    assert all(match.one.end <= one.extract.wording.ends[24] + 3 for match in found.matches)


def test_the_seeds() -> None:
    """The first two share two quotes and the same calls between the same people."""
    paths = sorted(SEEDS.glob("*.txt"))[:2]
    if len(paths) < 2:
        pytest.skip("the checkout's articles are not here")
    loaded = [articles.load(path) for path in paths]
    one, other = (side(article, analysis.analyze(article)) for article in loaded)
    found = [(match.kind, texts(match, one, other)[0]) for match in pair(one, other).matches]
    assert ("quote", "“very direct.”") in found
    assert any(kind == "quote" and "new defensive U.S. military deployments" in text for kind, text in found)
    assert any(kind == "retold" and "Lloyd Austin" in text and "Gallant" in text for kind, text in found)


WORDS = st.lists(st.sampled_from("abcdef"), max_size=30)


@given(WORDS, WORDS)
def test_runs_are_common_and_as_long_as_can_be(one: list[str], other: list[str]) -> None:
    for at, there, length in _runs(one, other):
        assert length >= 4
        assert one[at : at + length] == other[there : there + length]


@given(st.permutations(range(7)), st.lists(st.floats(0.1, 9.0), min_size=7, max_size=7))
def test_the_heaviest_row_is_the_heaviest(places: list[int], weights: list[float]) -> None:
    def best(at: int, last: int) -> float:
        if at == len(places):
            return 0.0
        without = best(at + 1, last)
        return max(without, weights[at] + best(at + 1, places[at])) if places[at] > last else without

    row = sorted(_heaviest(places, weights))
    assert [places[number] for number in row] == sorted(places[number] for number in row)
    assert sum(weights[number] for number in row) == pytest.approx(best(0, -1))


PARTS = st.lists(st.sampled_from([STORM, FERRY, QUOTE, STORM[:60] + "and left.", "Nothing."]), max_size=6)


@settings(deadline=None, max_examples=30)
@given(PARTS, PARTS)
def test_matches_never_lie_over_each_other(first: list[str], second: list[str]) -> None:
    one, other = of(*first), of(*second)
    found = pair(one, other).matches
    for spans in ([match.one for match in found], sorted(match.other for match in found)):
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    spine = [match.other for match in found if match.in_order]
    assert spine == sorted(spine)
