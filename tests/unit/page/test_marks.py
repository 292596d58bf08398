"""Colors by number, layers of annotations that overlap, signs in the margin."""

import pytest

from reader.annotations.anchoring import Anchoring
from reader.annotations.values import Placed
from reader.model import Annotation, Selector, Span
from reader.page import marks


def placed(start: int, end: int, color: str = "yellow", note: str = "", state: str = "exact") -> Placed:
    item = Annotation(f"n-{start}-{end}", "a", Selector("x"), color, note=note)
    return Placed(item, Anchoring(state, start, end, 1.0))


COLORS = [("yellow", 1), ("green", 2), ("gray", 9), ("3", 3), ("mauve", 9), ("0", 9)]


@pytest.mark.parametrize(("color", "number"), COLORS)
def test_colors_have_numbers(color: str, number: int) -> None:
    assert marks.number_of(color) == number


def test_marks_that_overlap_lie_in_layers_of_their_own() -> None:
    layers = marks.mark_layers([placed(0, 10), placed(5, 15, "green"), placed(10, 20, "blue")])
    assert [layer.between(0, 30) for layer in layers] == [
        [(0, 10, "annotation.1"), (10, 20, "annotation.3")],
        [(5, 15, "annotation.2")],
    ]


def test_the_mark_stood_on_is_lit() -> None:
    layers = marks.mark_layers([placed(0, 10)], "n-0-10")
    assert [layer.between(0, 30) for layer in layers] == [[(0, 10, "annotation.1")], [(0, 10, "annotation.lit")]]


def test_signs_tell_notes_and_changed_words() -> None:
    signs = marks.margin_signs([placed(0, 5), placed(9, 12, "red", "why"), placed(20, 25, "teal", state="edited")])
    assert signs.between(0, 30) == [(0, 1, "1▎"), (9, 10, "8✎"), (20, 21, "7≈")]


def test_annotations_without_a_place_are_in_no_layer() -> None:
    lost = [placed(0, 0, state="orphan")]
    assert marks.mark_layers(lost) == []
    assert marks.margin_signs(lost).between(0, 9) == []


def test_walking() -> None:
    both = [placed(20, 30), placed(5, 8)]
    assert marks.step(both, -1, 1) == both[1]
    assert marks.step(both, 5, 1) == both[0]
    assert marks.step(both, 20, 1) is None
    assert marks.step(both, 20, -1) == both[1]
    assert marks.step(both, 5, -1) is None


def test_those_at_a_place_come_shortest_first() -> None:
    both = [placed(0, 30), placed(5, 8)]
    assert marks.at(both, Span(6, 7)) == [both[1], both[0]]
    assert marks.at(both, Span(30, 31)) == []


def test_swatches_take_the_users_names() -> None:
    made = marks.swatches([("check", ("todo",)), ("", ())])
    assert made[0] == (1, "yellow", "check", ("todo",))
    assert made[1] == (2, "green", "green", ())
    assert len(made) == 9
