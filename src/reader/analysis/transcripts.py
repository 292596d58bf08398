"""Transcripts: paragraphs that begin with the speaker's name and a colon (``WALLACE: Thank you.``)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reader.model import Paragraph, Span

_TURN = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z(][\w.'’)-]*){0,5}):[ \u00a0]+(?=\S)")
_FEWEST = 3  # turns that make a transcript


def turns(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, Span, Span]]:
    """Find the turns of a transcript.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs.

    Yields:
        For each turn the index of its paragraph, the name, and what is said. Nothing where too few paragraphs begin so,
        where all have one name or each another: lists and headings look like that, talk does not.
    """
    found: list[tuple[int, Span, Span]] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind not in ("body", "item", "quotation"):
            continue
        match = _TURN.match(text, paragraph.start, paragraph.end)
        if match is not None:
            end = paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())
            found.append((index, Span(*match.span(1)), Span(match.end(), end)))
    names = Counter(name.of(text) for _, name, _ in found)
    if len(found) >= _FEWEST and len(names) > 1 and max(names.values()) > 1:
        yield from found
