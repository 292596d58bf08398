"""The gold itself: the reader of marks, the scorer on values made by hand, and that every marked text can be read."""

import re

import pytest

from .marks import (
    OPEN_PARTS,
    SEEDS,
    Gold,
    GoldError,
    Mark,
    article,
    errors,
    links,
    load,
    parse,
    parse_standoff,
    score,
    standoff,
    total,
)

MARKED = (
    "[[Ann Roe|person:ann-roe]] left [[Paris|place:paris]]. "
    "[[Paris|place:france|metonym]] hit back at [[Roe|ann-roe]].\n"
)
TEXT = "Ann Roe left Paris. Paris hit back at Roe.\n"
MARKS = (
    Mark(0, 7, "person", "ann-roe"),
    Mark(13, 18, "place", "paris"),
    Mark(20, 25, "place", "france", metonym=True),
    Mark(38, 41, "person", "ann-roe"),
)


def gold(*marks: Mark) -> Gold:
    return Gold("made-up", "look", TEXT, marks or MARKS)


def test_marks_are_stripped_to_spans() -> None:
    assert parse(MARKED) == (TEXT, MARKS)


def test_a_bracket_beside_a_mark_stays_in_the_text() -> None:
    text, marks = parse("the [[[Roe|person:roe]]-[[Doe|person:doe]]] talks")
    assert text == "the [Roe-Doe] talks"
    assert [text[mark.start : mark.end] for mark in marks] == ["Roe", "Doe"]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("[[Roe|roe]]", "names its kind"),
        ("[[Roe|human:roe]]", "no such kind"),
        ("[[Roe|person:roe|loud]]", "no such flag"),
        ("[[Roe|person:roe]] and [[Roe|place:roe]]", "was a person"),
        ("[[Roe]]", "cannot be read"),
    ],
)
def test_a_faulty_mark_is_named(marked: str, message: str) -> None:
    with pytest.raises(GoldError, match=message):
        parse(marked)


def test_standoff_is_read_as_it_was_written() -> None:
    assert parse_standoff(standoff(MARKS, TEXT), TEXT) == MARKS


@pytest.mark.parametrize(
    "line",
    [
        "0\t7\tperson\tann-roe\t-\tAnn Doe",
        "0\t7\tperson\tann-roe\tAnn Roe",
        "8\t12\tplace\tx\t-\tleft\n0\t7\tplace\tx\t-\tAnn Roe",
    ],
)
def test_standoff_that_does_not_fit_its_text_is_refused(line: str) -> None:
    with pytest.raises(GoldError):
        parse_standoff(line, TEXT)


def test_links_are_pairs_of_different_forms() -> None:
    assert links(TEXT, MARKS) == {("Ann Roe", "Roe")}


def test_all_right_scores_one() -> None:
    result = score(gold(), MARKS)
    assert (result.exact.f1, result.typed.f1, result.links.f1, result.metonyms.f1) == (1, 1, 1, 1)
    assert not list(errors(gold(), MARKS))


def test_nothing_found_scores_nought() -> None:
    result = score(gold(), ())
    assert (result.exact.f1, result.typed.f1, result.links.f1) == (0, 0, 0)
    assert result.exact.precision == 1


def test_kind_span_and_link_are_scored_apart() -> None:
    found = (
        Mark(0, 7, "person", "a"),
        Mark(13, 18, "organization", "b"),
        Mark(20, 29, "place", "b"),
        Mark(38, 41, "person", "c"),
    )
    result = score(gold(), found)
    assert result.exact == (3, 4, 4)
    assert result.typed == (2, 4, 4)
    assert result.links == (0, 1, 1)
    assert result.metonyms == (0, 0, 1)
    assert [line.split()[0] for line in errors(gold(), found)] == ["kind", "missed", "extra", "unlinked", "mislinked"]


def test_optional_marks_count_neither_way() -> None:
    doubtful = gold(MARKS[0], MARKS[1]._replace(optional=True))
    assert score(doubtful, MARKS[:1]).exact == (1, 1, 1)
    assert score(doubtful, MARKS[:2]).exact == (1, 1, 1)
    assert score(doubtful, (MARKS[0], Mark(8, 18, "place", "left-paris"))).exact == (1, 1, 1)


def test_scores_add_up() -> None:
    assert total([score(gold(), MARKS), score(gold(), ())]).exact == (4, 4, 8)


def test_an_article_has_a_paragraph_a_line() -> None:
    made = article("One two\n\nThree \n")
    assert [made.text[p.start : p.end] for p in made.paragraphs] == ["One two", "Three"]
    assert made.words == 3


def test_every_text_can_be_read_and_its_marks_are_clean() -> None:
    texts = load()
    assert {one.part for one in texts} == {"seeds", "look", "score"}
    assert len({one.name for one in texts}) == len(texts)
    for one in texts:
        for mark in one.marks:
            surface = one.text[mark.start : mark.end]
            assert surface == surface.strip()
            assert surface == "The Hague" or not re.search(r"['’]s$|^(?i:the) ", surface), (one.name, surface)
        assert all(earlier.end <= later.start for earlier, later in zip(one.marks, one.marks[1:], strict=False))


def test_every_seed_is_marked() -> None:
    assert {one.name for one in load(["seeds"])} == {path.stem for path in SEEDS.glob("*.txt")}


def test_the_part_to_score_is_not_open() -> None:
    assert "score" not in OPEN_PARTS
