"""Find in one article: smart case, accents and quotation marks folded, across line breaks."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from reader.model import Span
from reader.text import Folded, fold

LIMIT = 20_000
"""Hits after which counting stops; nobody walks through more."""


class Hits(NamedTuple):
    """What was found, in text order."""

    spans: tuple[Span, ...]
    cut: bool = False
    """Whether there are more than were kept."""


@lru_cache(maxsize=2)
def _folded(text: str, keep_case: bool) -> Folded:
    return fold(text, keep_case)


def find(text: str, query: str) -> Hits:
    """Find every occurrence of a query in an article's text.

    A capital letter in the query makes capitals count. White space stands for any white space, a line break included.

    Args:
        text: The article's text.
        query: What the reader typed.

    Returns:
        The hits, without overlap.
    """
    keep_case = query != query.lower()
    words = fold(query, keep_case).text.split()
    if not words:
        return Hits(())
    folded = _folded(text, keep_case)
    spans: list[Span] = []
    for match in re.finditer(r"\s+".join(map(re.escape, words)), folded.text):
        if len(spans) == LIMIT:
            return Hits(tuple(spans), cut=True)
        end = folded.origin(match.end() - 1) + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        spans.append(Span(folded.origin(match.start()), end))
    return Hits(tuple(spans))
