"""Two windows that go side by side."""

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Paragraph, Span
from reader.page.course import Course, align, follow
from reader.page.layout import Block, Layout
from reader.page.viewport import Spot, Viewport


def window(lengths: list[int], height: int = 10) -> Viewport:
    """A window upon paragraphs of so many words each, a word a row."""
    paragraphs, at = [], 0
    for length in lengths:
        paragraphs.append(Paragraph(at, at + 5 * length - 1))
        at += 5 * length + 1
    text = "\n\n".join(" ".join(["word"] * length) for length in lengths)
    blocks = [Block(part.start, part.end, "body", number) for number, part in enumerate(paragraphs)]
    return Viewport(Layout(text, blocks, 4), paragraphs, height, Spot(0, 0))


def test_a_course_passes_through_matches_and_both_ends() -> None:
    course = Course([(Span(10, 20), Span(50, 70))], (100, 90))
    assert [course.across(at, 0) for at in (0, 5, 10, 15, 20, 60, 100)] == [0, 25, 50, 60, 70, 80, 90]
    assert [course.across(at, 1) for at in (0, 50, 60, 70, 90)] == [0, 10, 15, 20, 100]


@given(st.lists(st.integers(0, 300), min_size=8, max_size=8, unique=True), st.integers(0, 1))
def test_a_course_never_turns_back(cuts: list[int], side: int) -> None:
    ends = sorted(cuts)
    spans = [(Span(ends[at], ends[at + 1]), Span(2 * ends[at], 2 * ends[at + 1])) for at in range(0, 8, 2)]
    course = Course(spans, (301, 602))
    there = [course.across(at, side) for at in range(302)]
    assert there == sorted(there)


def test_what_follows_reaches_both_ends_and_never_turns_back() -> None:
    leader, follower = window([30, 30, 30]), window([10, 60, 5, 10])
    course = Course([(Span(151, 300), Span(51, 350))], (len(leader.layout.text), len(follower.layout.text)))
    tops = []
    while not leader.at_end:
        follow(leader, follower, course, 0, way=1)
        tops.append(follower.top)
        leader.scroll(1)
    follow(leader, follower, course, 0, way=1)
    assert tops[0] == (0, 0)
    assert tops == sorted(tops)
    assert follower.at_end
    leader.to_start()
    follow(leader, follower, course, 0)
    assert follower.at_start


def test_a_passage_is_brought_beside_the_one_that_matches_it() -> None:
    leader, follower = window([30, 30, 30]), window([10, 60, 5, 10])
    here, there = Span(151, 200), Span(360, 380)
    assert not align(leader, follower, here, there)
    assert follower.at_start
    leader.go(here.start)
    assert align(leader, follower, here, there)
    row = next(number for number, row in enumerate(leader.rows()) if row.start == here.start)
    assert follower.layout.place_of(there.start) == follower.layout.move(follower.top, row)
    assert follower.cursor == 2
    leader.scroll(3)
    assert align(leader, follower, here, there)
    assert follower.layout.place_of(there.start) == follower.layout.move(follower.top, row - 3)
