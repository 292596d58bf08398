"""Where a passage should be, going by what stands beside it in both texts."""

from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.judging import Place
from reader.annotations.neighbors import neighbors

OLD = "a ferry company has asked for two berths by the old pier, and for a third one later in the year."
PASSAGE = "two berths"
START = OLD.index(PASSAGE)
END = START + len(PASSAGE)


def at(words: str, text: str) -> Place:
    start = text.index(words)
    return Place(start, start + len(words), 0.5, 0.0, 0.0)


def test_a_passage_is_between_what_stood_on_both_sides_of_it() -> None:
    now = f"a note came first. {OLD.replace(PASSAGE, 'three moorings')}"
    beside = neighbors(OLD, START, END, now)
    assert beside.before is not None
    assert beside.after is not None
    assert now[beside.before.edge : beside.after.edge] == "three moorings"
    assert beside.holding(at("three moorings", now)) == 2
    assert beside.touch(at("three moorings", now))
    assert beside.holding(at("company has", now)) == 0


def test_what_changed_beside_a_passage_is_skipped() -> None:
    now = OLD.replace("for two berths by", "to get two berths at")
    beside = neighbors(OLD, START, END, now)
    assert beside.holding(at(PASSAGE, now)) == 2
    assert beside.before is not None
    assert beside.before.gap > 0


def test_one_side_may_be_all_there_is() -> None:
    now = f"nothing of what stood here is left, but {OLD[START:]}"
    assert neighbors(OLD, START, END, now).holding(at(PASSAGE, now)) == 1


def test_what_stands_twice_says_nothing() -> None:
    assert neighbors(OLD, START, END, f"{OLD} {OLD}") == (None, None)


words = st.text(alphabet="abcdef ", max_size=60)


@given(words, words, words, words, st.integers(0, 9))
def test_neighbors_stand_once_in_both_texts(first: str, passage: str, last: str, new: str, cut: int) -> None:
    old, now = first + passage + last, first + new + last[cut:]
    before, after = neighbors(old, len(first), len(first + passage), now)
    for neighbor, edge, shift in ((before, len(first), -16), (after, len(first + passage), 0)):
        if neighbor is not None:
            there = shift + (-neighbor.gap if shift else neighbor.gap)
            mark = old[edge + there :][:16]
            assert (old.count(mark), now.count(mark), now.find(mark)) == (1, 1, neighbor.edge + there)
