"""An article as a row of words, folded so that spelling by one house or another makes no difference."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from reader.analysis import lexicon
from reader.model import Article, Span
from reader.text import fold

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W_]+(?:['’‘`\u0300-\u036f]+[^\W_]+)*")
_POSSESSIVE = ("'s", "’s")
_SILENT = str.maketrans("", "", "'’‘`.")


class Wording(NamedTuple):
    """The words of a text in order, and where each stands."""

    words: tuple[str, ...]
    """Without case, accents, apostrophes and the full stops of abbreviations: ``U.S.`` and ``US`` are one word."""
    starts: "array[int]"
    ends: "array[int]"

    def within(self, span: Span) -> range:
        """Which words begin within a span of the text."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def span(self, words: range) -> Span:
        """From the first of some words to the end of the last."""
        return Span(self.starts[words.start], self.ends[words.stop - 1])


def wording(article: Article) -> Wording:
    """The words of an article, without its boilerplate.

    Args:
        article: The article.

    Returns:
        Its words; hyphens part words, apostrophes do not.
    """
    body = [Span(part.start, part.end) for part in article.paragraphs if part.kind != "boilerplate"]
    return worded(article.text, body)


def worded(text: str, spans: Iterable[Span], bare: bool = False) -> Wording:
    """The words of some spans of a text.

    Args:
        text: The text.
        spans: In order, none over another.
        bare: Leave out an ``'s`` at the end of a word.

    Returns:
        The words in them.
    """
    words: list[str] = []
    starts, ends = array("l"), array("l")
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            length = len(match[0])
            if bare and length > len(_POSSESSIVE[0]) and match[0].lower().endswith(_POSSESSIVE):
                length -= len(_POSSESSIVE[0])
            words.append(_folded(match[0][:length]))
            starts.append(match.start())
            ends.append(match.start() + length)
    return Wording(tuple(words), starts, ends)


@cache
def small_words() -> frozenset[str]:
    """Words that by themselves say nothing: articles, pronouns, prepositions, auxiliary verbs and the like."""
    return frozenset(map(_folded, lexicon.words("function_words")))


def _folded(word: str) -> str:
    """A word without what houses spell differently."""
    return (word.lower() if word.isascii() else fold(word).text).translate(_SILENT)
