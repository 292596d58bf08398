"""Two wordings of one statement side by side: what is the same, left out, added and altered."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

Change = Literal["same", "cut", "added", "altered"]

LONGEST = 2000
"""Words of a wording that are compared; what follows counts as cut or added."""

_SURE = 3  # words in a row that agree by no chance
_REACH = 3  # words of an alteration for each word that agrees beside it, above which that may be chance


class Step(NamedTuple):
    """A stretch of two wordings; both ranges count words, and one of them is empty where words are cut or added."""

    change: Change
    base: range
    other: range


def align(base: Sequence[str], other: Sequence[str], small: Callable[[str], bool] = lambda word: False) -> list[Step]:
    """Align two wordings by the longest row of words that they have in common, in order.

    The common row is the longest common subsequence, as `diff` has it (Hunt and McIlroy, 1976), worked out bit by bit
    by rapidfuzz. A word or two that happen to agree between long alterations are taken as altered too.

    Args:
        base: The wording that the other is compared with.
        other: The other one.
        small: Whether a word says nothing by itself.

    Returns:
        Steps that together cover both wordings, no two of a kind next to each other.
    """
    from rapidfuzz.distance import LCSseq

    head, tail = base[:LONGEST], other[:LONGEST]
    steps = [
        Step(
            "same" if code.tag == "equal" else "altered",
            range(code.src_start, code.src_end),
            range(code.dest_start, code.dest_end),
        )
        for code in LCSseq.opcodes(head, tail)
    ]
    steps = _joined([*steps, Step("altered", range(len(head), len(base)), range(len(tail), len(other)))])
    firm = [
        step if step.change != "same" or _holds(base, steps, at, small) else step._replace(change="altered")
        for at, step in enumerate(steps)
    ]
    return [_told(step) for step in _joined(firm)]


def shared(steps: Sequence[Step]) -> list[range]:
    """The runs of words that are the same, as words of the base."""
    return [step.base for step in steps if step.change == "same"]


def _holds(base: Sequence[str], steps: Sequence[Step], at: int, small: Callable[[str], bool]) -> bool:
    """Whether words that agree are more than chance between alterations: three in a row are, fewer near others."""
    run = steps[at].base
    if len(run) >= _SURE:
        return True
    reach = len(run) * (1 if all(small(base[word]) for word in run) else _REACH)
    around = [max(len(step.base), len(step.other)) for step in (*steps[max(0, at - 1) : at], *steps[at + 1 : at + 2])]
    return min(around, default=0) <= reach


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Steps without empty ones, those of a kind put together."""
    made: list[Step] = []
    for step in steps:
        if not step.base and not step.other:
            continue
        if made and made[-1].change == step.change:
            last = made.pop()
            step = Step(step.change, range(last.base.start, step.base.stop), range(last.other.start, step.other.stop))
        made.append(step)
    return made


def _told(step: Step) -> Step:
    """A step that is not the same, by what it does."""
    if step.change == "same":
        return step
    return step._replace(change="altered" if step.base and step.other else "cut" if step.base else "added")
