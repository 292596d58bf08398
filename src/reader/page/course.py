"""How two articles go side by side: which place of one stands beside which of the other."""

from bisect import bisect_right
from collections.abc import Iterable

from reader.model import Span
from reader.page.viewport import Viewport


class Course:
    """A way through two texts at once that passes all matches which come in the same order in both.

    Between two matches it goes evenly, so that it never turns back.
    """

    def __init__(self, matches: Iterable[tuple[Span, Span]], lengths: tuple[int, int]) -> None:
        """Lay the way.

        Args:
            matches: Passages that match, in the order of both texts, none over another.
            lengths: Code points of the texts.
        """
        stops = [(0, 0)]
        for one, other in matches:
            stops += [(one.start, other.start), (one.end, other.end)]
        stops.append(lengths)
        self._stops = tuple([stop[side] for stop in stops] for side in (0, 1))

    def across(self, offset: int, side: int) -> int:
        """What stands beside a place.

        Args:
            offset: The place.
            side: Which of the texts it is in, 0 or 1.

        Returns:
            The place in the other one.
        """
        here, there = self._stops[side], self._stops[1 - side]
        at = min(max(bisect_right(here, offset) - 1, 0), len(here) - 2)
        reach = here[at + 1] - here[at]
        share = min(1.0, max(0.0, (offset - here[at]) / reach)) if reach else 0.0
        return round(there[at] + share * (there[at + 1] - there[at]))


def follow(leader: Viewport, follower: Viewport, course: Course, side: int, way: int = 0) -> None:
    """Move a window to what stands beside that of another.

    What is compared is a row of the windows: the first at the beginning of the text, the last at its end, and in
    between as far down as the reader has come; so both ends are reached.

    Args:
        leader: The window that the reader moves.
        follower: The one to move.
        course: How their texts go side by side.
        side: Which of the texts is the leader's.
        way: 1 where the leader goes down, so that the follower does not go up; -1 the other way around; 0 for any.
    """
    if leader.at_start:
        follower.to_start()
        return
    if leader.at_end:
        follower.to_end()
        return
    before = follower.top
    rows = leader.rows()
    last = leader.layout.row(leader.layout.last_top(leader.height)).start
    share = min(1.0, rows[0].start / max(1, last))
    row = rows[min(round(share * (leader.height - 1)), len(rows) - 1)]
    follower.put(course.across(row.start, side), round(share * (follower.height - 1)))
    if (follower.top < before and way > 0) or (follower.top > before and way < 0):
        follower.top = before


def align(leader: Viewport, follower: Viewport, here: Span, there: Span) -> bool:
    """Move a window so that a passage stands beside the one that matches it.

    Args:
        leader: The window that the reader moves.
        follower: The one to move.
        here: The passage in the leader's text.
        there: The one in the follower's.

    Returns:
        Whether the passage is in sight at all; if not, nothing was moved.
    """
    rows = leader.rows()
    if not (rows[0].start < here.end and here.start < rows[-1].end):
        return False
    down = leader.layout.distance(leader.top, leader.layout.place_of(here.start), leader.height)
    follower.put(there.start, round(down * follower.height / leader.height))
    return True
