"""Find in the article at hand: what was asked, what was found, where the reader stands among it."""

from bisect import bisect_left

from reader.model import Span
from reader.search.within import Hits, find


class Finder:
    """A query and its hits."""

    def __init__(self) -> None:
        """Begin with no query."""
        self.query = ""
        self.hits = Hits(())
        self.current: int | None = None
        """Index of the hit the reader stands on."""

    def search(self, text: str, query: str, offset: int) -> Span | None:
        """Search anew.

        Args:
            text: The article's text.
            query: What the reader typed.
            offset: From where on the first hit is wanted; past the last, the first of all is taken.

        Returns:
            The hit to stand on.
        """
        self.query = query
        self.hits = find(text, query)
        spans = self.hits.spans
        self.current = bisect_left(spans, (offset,)) % len(spans) if spans else None
        return self.span

    def step(self, steps: int) -> Span | None:
        """Walk to another hit, around the ends."""
        if self.current is not None:
            self.current = (self.current + steps) % len(self.hits.spans)
        return self.span

    @property
    def span(self) -> Span | None:
        """The hit the reader stands on."""
        return None if self.current is None else self.hits.spans[self.current]

    @property
    def tally(self) -> str:
        """Where the reader stands: ``3/14``."""
        if not self.query:
            return ""
        if self.current is None:
            return "nothing found"
        return f"{self.current + 1}/{len(self.hits.spans)}{'+' if self.hits.cut else ''}"

    def clear(self) -> bool:
        """Forget the query.

        Returns:
            Whether there was one.
        """
        had = bool(self.query)
        self.query, self.hits, self.current = "", Hits(()), None
        return had
