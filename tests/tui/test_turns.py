"""Whose turn it is to be read through."""

from collections.abc import Sequence

from reader.tui import turns
from reader.tui.turns import Turn, Turns

FEW = 4


def all_of(made: Turns, changed: dict[int, int]) -> list[Turn]:
    """All turns, where only what is looked at twice is known; ``changed`` says when each article was."""
    taken: list[Turn] = []
    while (turn := made.next(FEW)) is not None:
        taken.append(turn)
        for number in turn.numbers if not turn.analyze else ():
            made.put_off(number, changed[number])
    return taken


def test_all_are_looked_up_then_the_newest_are_read() -> None:
    taken = all_of(Turns(range(10), lambda: ()), {number: number % 7 for number in range(10)})
    assert taken[0] == Turn(list(range(10)), False)
    assert [turn.numbers for turn in taken[1:]] == [[6, 5, 4, 3], [2, 9, 1, 8], [0, 7]]
    assert all(turn.analyze for turn in taken[1:])


def test_what_is_in_sight_goes_first() -> None:
    seen: list[int] = [50, 51]
    made = Turns(range(turns._AT_ONCE + 100), lambda: seen)
    assert made.next(FEW) == Turn([50, 51], True)
    assert made.next(FEW) == Turn([number for number in range(turns._AT_ONCE + 2) if number not in seen], False)
    made.put_off(7, 1)
    made.put_off(8, 2)
    seen = [7, 60, turns._AT_ONCE + 50]
    assert made.next(FEW) == Turn([7, turns._AT_ONCE + 50], True)
    rest = made.next(FEW)
    assert rest is not None and not rest.analyze and turns._AT_ONCE + 50 not in rest.numbers
    assert made.next(FEW) == Turn([8], True)
    assert made.next(FEW) is None


def test_only_what_was_asked_for() -> None:
    seen: Sequence[int] = range(20)
    taken = all_of(Turns([3, 30], lambda: seen), {30: 0})
    assert taken == [Turn([3], True), Turn([30], False), Turn([30], True)]
