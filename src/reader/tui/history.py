"""Where the reader was: back and forward as in a browser."""

from typing import NamedTuple

from reader.page.viewport import Spot

_KEPT = 200


class Stop(NamedTuple):
    """An article and a spot in it."""

    path: str
    spot: Spot


class History:
    """Stops behind and ahead."""

    def __init__(self) -> None:
        """Begin with none."""
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    def leave(self, stop: Stop) -> None:
        """Remember a stop that a jump leaves; what lay ahead is forgotten."""
        if not self._behind or self._behind[-1] != stop:
            self._behind.append(stop)
            del self._behind[:-_KEPT]
        self._ahead.clear()

    def back(self, here: Stop) -> Stop | None:
        """The stop before, and remember this one as ahead; None where there is none."""
        return self._turn(self._behind, self._ahead, here)

    def forward(self, here: Stop) -> Stop | None:
        """The stop ahead, and remember this one as behind; None where there is none."""
        return self._turn(self._ahead, self._behind, here)

    @staticmethod
    def _turn(source: list[Stop], target: list[Stop], here: Stop) -> Stop | None:
        while source:
            stop = source.pop()
            if stop != here:
                target.append(here)
                return stop
        return None
