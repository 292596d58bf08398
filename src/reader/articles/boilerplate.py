"""Which lines are web leftovers: whole lines that fit a pattern of ``boilerplate.txt``, or that hold no sentence.

Precision first: a leftover that stays costs a glance, a sentence that is passed over costs the reader's trust.
"""

import functools
import os
import re
from typing import NamedTuple

from reader import files

_LONGEST = 600  # characters of a line that can be boilerplate
_LONGEST_WHOLE = 14  # words of a line worth comparing though it begins like no pattern with gaps
_GAPS = {"*": 6, "**": 60}  # words that each may stand for
_SENTENCE_ENDS = (".", "!", "?", "”", '"', "’", "'")
_LINK = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w[\w.]*|[a-z0-9-]+(?:\.[a-z0-9-]+){0,3}\.[a-z]{2,6}(?:/\S*)?"
)
_NUMBER = re.compile(r"\d[\d.,:/-]*k?")
_STRIPPED = ".,:;!?|()[]{}<>\"'“”‘’«»•·–—-_*#+=~/\\►▶»›…→←↓↑"


class _Pattern(NamedTuple):
    """One pattern with gaps: its fixed runs of words, the first at the start."""

    runs: tuple[tuple[str, ...], ...]
    open_end: bool
    gap: int


class _Patterns(NamedTuple):
    """All patterns: those without gaps, and the others by their first word."""

    whole: frozenset[tuple[str, ...]]
    gapped: dict[str, tuple[_Pattern, ...]]
    longest: dict[str, int]
    """Words of a line that may fit a pattern with gaps, by the pattern's first word."""


def is_leftover(line: str) -> bool:
    """Tell whether a paragraph is a web leftover rather than part of the article.

    Args:
        line: The paragraph's text.

    Returns:
        True only where the whole of it is one.
    """
    if len(line) > _LONGEST:
        return False
    known = _patterns()
    count = len(line.split()) if "  " in line else line.count(" ") + 1
    # Words that are mere signs do not count in patterns: so many of them no leftover has.
    if count > _LONGEST_WHOLE and count > 2 * _most_words_of(" ".join(line.split(None, 2)[:2])):
        return False  # so it is with nearly all lines, and their words need not be looked at
    normal = _normal(_words(line))
    if not normal:
        return not any(map(str.isalnum, line))
    if _is_connector(line):
        return True
    if normal in known.whole:
        return not _is_exclamation(line, normal)
    return any(_fits(normal, pattern) for pattern in known.gapped.get(normal[0], ()))


@functools.lru_cache(maxsize=4096)
def _most_words_of(opening: str) -> int:
    """How many words a line has at most that fits a pattern with gaps, by its first two words."""
    longest = _patterns().longest
    return max((longest.get(word, 0) for word in _normal(_words(opening)[:2])), default=_LONGEST)


def _words(line: str) -> list[str]:
    """The words of a line, in small letters."""
    return line.replace("’", "'").replace("©", " © ").lower().split()


def _is_connector(line: str) -> bool:
    """Tell whether a line is one bare word in small letters: what joined a name and a date that are gone."""
    bare = line.strip()
    return bare.isascii() and bare.isalpha() and bare.islower() and len(bare) <= 12


def _is_exclamation(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether a line of one word is punctuated like a sentence ("Close." in a story is one)."""
    return len(words) == 1 and words[0][0] != "<" and line.rstrip().endswith(_SENTENCE_ENDS)


def _normal(words: list[str]) -> tuple[str, ...]:
    """Put words in the form that patterns are written in."""
    normal = []
    for word in words:
        bare = word.strip(_STRIPPED)
        if not bare:
            continue
        if bare[0] == "@" and len(bare) > 1:
            normal.append("<user>")
        elif bare[0].isdigit() and _NUMBER.fullmatch(bare):
            normal.append("<n>")
        elif ("." in bare or "/" in bare) and _LINK.fullmatch(bare):
            normal.append("<link>")
        else:
            normal.append(bare)
    return tuple(normal)


@functools.cache
def _patterns() -> _Patterns:
    """Read the patterns."""
    folder = __file__.rpartition(os.sep)[0]
    whole: set[tuple[str, ...]] = set()
    gapped: dict[str, tuple[_Pattern, ...]] = {}
    for line in files.read(f"{folder}/boilerplate.txt").decode().splitlines():
        if not line or line.startswith("#"):
            continue
        words = line.replace("**", " ** ").split() if "**" in line else line.replace("*", " * ").split()
        if "*" in line:
            gapped[words[0]] = (*gapped.get(words[0], ()), _pattern(words))
        else:
            whole.add(tuple(words))
    longest = {first: max(map(_most_words, patterns)) for first, patterns in gapped.items()}
    return _Patterns(frozenset(whole), gapped, longest)


def _most_words(pattern: _Pattern) -> int:
    """How many words a line has at most that fits a pattern."""
    return sum(map(len, pattern.runs)) + pattern.gap * len(pattern.runs)


def _pattern(words: list[str]) -> _Pattern:
    """Take one pattern apart at its gaps."""
    runs: list[tuple[str, ...]] = []
    run: list[str] = []
    for word in [*words, "*"]:
        if word not in _GAPS:
            run.append(word)
        elif run:
            runs.append(tuple(run))
            run = []
    return _Pattern(tuple(runs), words[-1] in _GAPS, max(_GAPS.get(word, 0) for word in words))


def _fits(words: tuple[str, ...], pattern: _Pattern) -> bool:
    """Tell whether a line fits a pattern: its runs in order, at most so many words in each gap."""
    at = 0
    for number, run in enumerate(pattern.runs):
        farthest = at + pattern.gap if number else at
        while words[at : at + len(run)] != run:
            at += 1
            if at > farthest:
                return False
        at += len(run)
    left = len(words) - at
    return left == 0 or (pattern.open_end and left <= pattern.gap)
