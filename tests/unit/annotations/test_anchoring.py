"""Passages found again after edits, and refused where they are gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.anchoring import Anchoring, anchor, candidates
from reader.annotations.folding import fold
from reader.annotations.selectors import select
from reader.model import Selector

TEXT = """Council puts off harbour vote

After a long debate on Tuesday, the mayor said the council will vote next week on the new harbour, which the \
residents’ group opposes. Officials declined to comment on the cost.

“We were not asked,” said Ann Miller, who has lived by the water for thirty years. She wants the old pier kept.

The port authority expects 4.1 million visitors a year. A ferry company has asked for two berths, and a third later.

The next meeting is on Monday. It is open to everybody who lives in the town, and to the press.
"""
QUOTE = "the council will vote next week on the new harbour"


def at(words: str, text: str = TEXT) -> Selector:
    start = text.index(words)
    return select(text, start, start + len(words))


def found(selector: Selector, text: str, old: str | None = None) -> tuple[str, str]:
    result = anchor(selector, fold(text), None if old is None else fold(old))
    assert result.is_placed == (result.state in ("exact", "moved", "edited"))
    return result.state, text[result.start : result.end]


def test_an_article_as_it_was() -> None:
    assert anchor(at(QUOTE), fold(TEXT)) == Anchoring("exact", TEXT.index(QUOTE), TEXT.index(QUOTE) + len(QUOTE), 1.0)


@pytest.mark.parametrize("words", [QUOTE, "said", "Ann Miller", "“We were not asked,”", "lived by"])
@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "Editor’s note: a figure was corrected.\n\n" + text,
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace(", ", ",\n"),
        lambda text: text.replace("\n\n", "\n\nA paragraph of something else came in here.\n\n", 1),
        lambda text: text.replace("Officials declined to comment on the cost.", ""),
        lambda text: text.replace("debate", "quarrel").replace("opposes", "fights").replace("water", "sea"),
    ],
    ids=["note on top", "straight quotes", "re-wrapped", "paragraph inserted", "sentence deleted", "words near it"],
)
def test_words_that_stayed_are_found(words: str, kept: bool, edit: "object") -> None:
    changed = edit(TEXT)  # type: ignore[operator]
    state, passage = found(at(words), changed, TEXT if kept else None)
    plain = str.maketrans("“”’\n", '""\' ')
    assert state in ("exact", "moved")
    assert passage.translate(plain) == words.translate(plain)


@pytest.mark.parametrize(
    ("passage", "now"),
    [
        (QUOTE, "the council wil vote nxt week on the new harbour"),
        (QUOTE, "the council will vote next month on the old harbour"),
        (QUOTE, "the council, after a break for Easter, will vote next week on the new harbour"),
        (QUOTE, "the council will vote on the new harbour"),
        ("Ann Miller", "Anne Miller"),
    ],
)
@pytest.mark.parametrize("kept", [False, True])
def test_words_that_changed_are_found_with_their_new_ends(passage: str, now: str, kept: bool) -> None:
    changed = TEXT.replace(passage, now)
    assert found(at(passage), changed, TEXT if kept else None) == ("edited", now)


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("count", [400, 4000])
def test_a_long_passage_with_something_put_in(count: int, kept: bool) -> None:
    old = " ".join(f"word{n * n % 3001}" for n in range(count))
    start, end = old.index(" ", 300) + 1, old.rindex(" ", 0, len(old) - 300)
    middle = old.index(" ", len(old) // 2)
    changed = f"A note. {old[:middle]} that came later{old[middle:]}"
    now = f"{old[start:middle]} that came later{old[middle:end]}"
    assert found(select(old, start, end), changed, old if kept else None) == ("edited", now)


def test_what_was_put_in_beside_a_passage_is_none_of_it() -> None:
    changed = TEXT.replace(QUOTE, f"that nothing is decided and {QUOTE} and the old one")
    assert found(at(QUOTE), changed)[1] == QUOTE


def test_a_passage_whose_end_was_cut_off_with_what_followed() -> None:
    changed = TEXT.replace(" the new harbour, which the residents’ group", "")
    assert found(at(QUOTE), changed) == ("edited", "the council will vote next week on")


def test_a_passage_whose_beginning_was_cut_off_with_what_stood_before() -> None:
    changed = TEXT.replace("said the council will vote ", "")
    assert found(at(QUOTE), changed) == ("edited", "next week on the new harbour")


def test_a_word_is_found_by_its_neighbors_in_the_old_text() -> None:
    changed = TEXT.replace("have asked for", "wants").replace("asked for two berths, and a", "wants tow brths, or")
    assert found(at("two berths"), changed, TEXT) == ("edited", "tow brths")


def test_a_passage_of_which_little_is_left_is_an_orphan() -> None:
    changed = TEXT.replace("has asked for two berths", "has asked")
    assert found(at("asked for two berths, and a third"), TEXT.replace("asked for two berths, and ", ""))[0] == "orphan"
    assert found(at("asked for two berths"), changed, TEXT)[0] == "orphan"


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("ahead", [False, True])
def test_a_copy_of_its_sentence_does_not_hide_a_word(ahead: bool, kept: bool) -> None:
    sentence = "A ferry company has asked for two berths, and a third later."
    place = TEXT.index("“We were" if ahead else "The next meeting")
    changed = f"{TEXT[:place]}{sentence} {TEXT[place:]}"
    start = TEXT.index("two berths") + (len(sentence) + 1 if ahead else 0)
    result = anchor(at("two berths"), fold(changed), fold(TEXT) if kept else None)
    assert (result.start, changed[result.start : result.end]) == (start, "two berths")


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("words", ["said", "the", "Ann Miller", QUOTE, "thirty years"])
def test_a_passage_that_is_gone_is_an_orphan(words: str, kept: bool) -> None:
    selector = at(words)
    changed = TEXT[: selector.start].rstrip() + " " + TEXT[selector.end :].lstrip()
    assert found(selector, changed, TEXT if kept else None)[0] == "orphan"


def test_another_article_holds_nothing() -> None:
    other = "\n".join(f"Line {n} says that the town has said a thing or two of its river." for n in range(30))
    assert {found(at(words), other)[0] for words in (QUOTE, "said", "the", "Ann Miller")} == {"orphan"}


def test_the_kept_text_tells_a_look_alike_from_a_passage() -> None:
    alike = "In May too the mayor had said the council will vote next week on the new pier, and it was put off."
    old = f"{TEXT}\n{alike}\n"
    start = old.index(QUOTE)
    changed = old[:start] + old[start:].replace(f"{QUOTE}, which the residents’ group opposes.", "nothing.", 1)
    assert found(at(QUOTE, old), changed, old)[0] == "orphan"


def test_equal_places_are_left_to_the_user() -> None:
    line = "The vote was put off once more on that day.\n"
    result = anchor(Selector("was put off once more"), fold(line * 3))
    assert result.state == "ambiguous"
    assert [place.start for place in result.candidates] == [line.index("was") + n * len(line) for n in range(3)]


def test_candidates_for_an_orphan_come_best_first() -> None:
    changed = TEXT.replace(QUOTE, "some of the council may want to look at a harbour at some later time")
    places = candidates(at(QUOTE), fold(changed))
    assert places
    assert "harbour" in changed[places[0].start : places[0].end]
    assert [place.score for place in places] == sorted((place.score for place in places), reverse=True)


@pytest.mark.parametrize("exact", ["", " ", "\u200b", "**", "\n\n"])
def test_a_selector_without_words_is_an_orphan(exact: str) -> None:
    assert anchor(Selector(exact, "said ", " the"), fold(TEXT)).state == "orphan"
    assert candidates(Selector(exact, "said ", " the"), fold(TEXT)) == ()


def test_a_passage_of_marks_alone_is_found_where_it_was() -> None:
    assert found(at("**", text := "a ** b"), text) == ("exact", "**")


pieces = st.text(alphabet="ab the\n\n.“’ é\u0301-&*", max_size=40)


@given(pieces, pieces, pieces, st.integers(-9, 99), st.integers(-9, 99), pieces, st.none() | pieces)
def test_any_selector_gives_a_span_of_the_text(
    exact: str, prefix: str, suffix: str, start: int, end: int, text: str, old: str | None
) -> None:
    result = anchor(Selector(exact, prefix, suffix, start, end), fold(text), None if old is None else fold(old))
    assert 0 <= result.start <= result.end <= len(text)
    assert result.is_placed == (result.end > result.start)
    assert 0 <= result.confidence <= 1


@given(st.data())
def test_any_passage_is_found_in_the_text_it_was_made_in(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    selector = select(TEXT, start, end)
    if selector.exact:
        assert found(selector, TEXT) == ("exact", TEXT[selector.start : selector.end])


FUEL = "We need the fossil fuel industry to pay. She took money from the fossil fuel industry although they care less."
TWIN = "With 107 delegates at stake, she will win at least 56. Sanders will gain at least 24. That is all tonight.\n\n"


@pytest.mark.parametrize("kept", [False, True])
def test_the_very_words_beside_do_not_hide_those_that_were_changed(kept: bool) -> None:
    start = FUEL.rindex("fossil fuel")
    changed = FUEL.replace("from the fossil fuel industry although", "from a fossil fbel lobby although")
    selector = select(FUEL, start, start + len("fossil fuel"))
    assert found(selector, changed, FUEL if kept else None) == ("edited", "fossil fbel")


def test_a_few_words_that_stood_twice_in_the_same_company_are_told_apart_by_the_old_text() -> None:
    old = f"{TWIN}{TEXT}\n{TWIN}"
    start = old.rindex("will gain")
    gone = f"{TWIN}{TEXT}\n"
    assert found(select(old, start, start + len("will gain")), gone, old)[0] == "orphan"
