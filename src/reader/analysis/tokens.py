"""Text as tokens with offsets: words, numbers and single marks, possessives and compounds taken apart.

``Biden's`` is two tokens (``Biden``, ``'s``), ``U.S.-backed`` three (``U.S.``, ``-``, ``backed``); ``don't``,
``O'Brien``, ``U.S.``, ``Mr.``, ``J.`` before a name, ``bloomberg.com``, ``@handle`` and a web address are one each.
"""

import re
from functools import cache
from typing import NamedTuple

from reader.analysis import lexicon


class Tokens(NamedTuple):
    """The tokens of a text in order, as three lists of one length."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut a stretch of text into tokens.

    Args:
        text: Any text.
        start: Where the stretch begins.
        end: Where it ends; None is the end of the text.

    Returns:
        The tokens, with offsets that count in the whole of ``text``.
    """
    matches = list(_pattern().finditer(text, start, len(text) if end is None else end))
    return Tokens([m[0] for m in matches], [m.start() for m in matches], [m.end() for m in matches])


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of a token; its quantifiers are possessive, so that it never goes back over what it has read."""
    known = lexicon.words("abbreviations")
    both = sorted(known | {word.upper() for word in known})  # "MR. OAKES"
    abbreviations = "|".join(rf"(?<=\b{re.escape(word)}\.)" for word in both)
    return re.compile(
        r"(?:https?://|www\.)\S++"
        r"|(?:[^\W\d_]\.){2,}+(?:[A-Z](?!\w))?"  # U.S., a.m., U.S.A
        r"|[A-Z]\.(?=[ \n]?[A-Z])"  # an initial
        r"|\d++(?:[.,:/]\d++)*+\w*+"
        r"|\w++(?:['’](?![sS]\b)\w++)*+"  # a word, and what makes it longer:
        rf"(?:\.(?:(?:com|org|net|gov|edu)\b|{abbreviations}))?+"
        r"|['’][sS]\b"
        r"|[@#]\w++"
        r"|[^\w\s]"
    )
