"""The title of an article that prints none: the head of its first sentence."""

import re

from reader import text
from reader.model import Paragraph

LONGEST = 90
"""Characters of a title made from a sentence."""

# A full stop after a word of five letters or a figure, since abbreviations are shorter; a capital after it.
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{5}|\d)[.!?][”’\"')]? (?=[“‘\"'(]?[A-Z])")


def derive(content: str, paragraphs: tuple[Paragraph, ...]) -> str:
    """Make a title.

    Args:
        content: The article's text.
        paragraphs: Its paragraphs.

    Returns:
        The first sentence, cut at a word; "Untitled" where there is no text.
    """
    for wanted in ("body", "item", "quotation", "heading", "kicker", "code", "boilerplate"):
        for paragraph in paragraphs[:50]:
            if paragraph.kind == wanted:
                head = text.squeeze(
                    text.printable(content[paragraph.start : min(paragraph.end, paragraph.start + 600)])
                )
                end = _SENTENCE_END.search(head)
                return text.cut(head[: end.end() - 1] if end else head, LONGEST)
    return "Untitled"


def tidy(line: str) -> str:
    """A title as it stands in the text, on one line, without what joined it to a second line."""
    return text.cut(text.squeeze(text.printable(line[:2_000])), 300).rstrip(" ;")
