"""A passage in the text it was marked in, where that is kept: with more context, and where it should be now."""

from typing import NamedTuple

from reader.annotations.folding import FoldedText
from reader.annotations.occurrences import occurrences
from reader.annotations.selectors import Needle, needle, needle_at
from reader.model import Selector

_REACH = 1500  # characters around the passage that are looked for in the new text
_STEP = 60
LONG = 20
"""Characters from which on the same words elsewhere are no chance."""
_MARK = 24  # characters of a string that stands once in each text


class Original(NamedTuple):
    """A passage in its old text."""

    text: FoldedText
    start: int
    """In the folded text."""
    end: int

    @classmethod
    def of(cls, selector: Selector, old: FoldedText) -> "Original | None":
        """Find the passage of a selector in the text it was made in.

        Args:
            selector: What finds it.
            old: The text it was made in, folded.

        Returns:
            The passage, None where its words are not there.
        """
        wanted = needle(selector, old)
        size = len(wanted.quote)
        if not size:
            return None
        if wanted.at >= 0 and old.text.startswith(wanted.quote, wanted.at):
            return cls(old, wanted.at, wanted.at + size)
        best = max(occurrences(wanted, old.text), key=lambda place: place.score, default=None)
        return cls(old, best.start, best.end) if best else None

    @property
    def words(self) -> str:
        """The passage itself, folded."""
        return self.text.text[self.start : self.end]

    def needle(self, at: int) -> Needle:
        """The passage as it is to be looked for.

        Args:
            at: Where it was, as the selector says, in the text it is to be looked for in.

        Returns:
            What to look for.
        """
        text = self.text.text
        wanted = needle_at(self.text, self.start, self.end, at)
        beside = max(0, LONG - len(wanted.quote))
        start = max(0, self.start - beside)
        words = text[start : self.end + beside]  # few words stand everywhere: of them, with what is beside them
        first = text.find(words)
        return wanted._replace(has_twin=first != start or text.find(words, first + 1) >= 0)

    def expected(self, now: str) -> int:
        """Work out where the passage should begin in a new text, going by what stands around it in both.

        Args:
            now: The new text, folded.

        Returns:
            The offset; -1 where nothing around it is left.
        """
        old = self.text.text
        shifts: list[int] = []
        for at in range(max(0, self.start - _REACH), min(len(old) - _MARK, self.end + _REACH), _STEP):
            mark = old[at : at + _MARK]
            found = now.find(mark)
            if found >= 0 and now.find(mark, found + 1) < 0 and old.find(mark) == at and old.find(mark, at + 1) < 0:
                shifts.append(found - at)
        return self.start + sorted(shifts)[len(shifts) // 2] if shifts else -1
