"""An article as a row of words, folded so that spelling by one house or another makes no difference."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from reader.analysis import lexicon
from reader.model import Article, Span
from reader.text import fold

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W_]+(?:['’‘`\u0300-\u036f]+[^\W_]+)*")
_POSSESSIVE = ("'s", "’s")
_SILENT = str.maketrans("", "", "'’‘`.")
_KNOWN = 65_536  # spellings whose folded form is kept …
_SHORT = 32  # … and letters of the longest of them


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
    starts, ends = array("I"), array("I")
    for span in spans:
        for match in _WORD.finditer(text, span.start, span.end):
            start, end = match.span()
            word = text[start:end]
            if bare and (own := _without_possessive(word)) != word:
                word, end = own, end - len(_POSSESSIVE[0])
            words.append(_folded_once(word) if end - start <= _SHORT else _folded(word))
            starts.append(start)
            ends.append(end)
    return Wording(tuple(words), starts, ends)


def bare_words(text: str, span: Span) -> list[str]:
    """The words that `worded` gives of one span where they are bare, without where they stand: that takes a third."""
    found = _WORD.findall(text, span.start, span.end)
    return list(map(_bare_once if max(map(len, found), default=0) <= _SHORT else _bare, found))


@cache
def small_words() -> frozenset[str]:
    """Words that by themselves say nothing: articles, pronouns, prepositions, auxiliary verbs and the like."""
    return frozenset(map(_folded, lexicon.words("function_words")))


def _folded(word: str) -> str:
    """A word without what houses spell differently."""
    return (word.lower() if word.isascii() else fold(word).text).translate(_SILENT)


def _bare(word: str) -> str:
    """The same, without an ``'s`` at its end."""
    return _folded(_without_possessive(word))


def _without_possessive(word: str) -> str:
    """A word as it is spelled, without an ``'s`` at its end."""
    has_it = word[-1] in "sS" and len(word) > len(_POSSESSIVE[0]) and word.lower().endswith(_POSSESSIVE)
    return word[: -len(_POSSESSIVE[0])] if has_it else word


_folded_once, _bare_once = lru_cache(_KNOWN)(_folded), lru_cache(_KNOWN)(_bare)
"""The same; a word met before comes back as the very same string, which compares at once and takes no more room."""
