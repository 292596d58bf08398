"""Which of the articles that a file knows an opened one is, though it was moved or edited."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from reader.annotations.snapshots import digest
from reader.annotations.values import ArticleEntry, whole_path
from reader.model import Article
from reader.text import fold, printable, squeeze

Texts = Callable[[ArticleEntry], Iterable[str]]

_WORD = re.compile(r"\w+")
_SHINGLE = 5  # words
_ALIKE = 0.6  # the share of shingles that two states of one article have in common at least
_LOOKED_INTO = 16  # articles whose kept texts are compared


def fingerprint(text: str) -> str:
    """SHA-256 of a text without case, accents, kinds of quotation marks and dashes, and white space."""
    return digest(squeeze(fold(text).text))


class Index:
    """The articles of a file, ready to be looked up."""

    def __init__(self, entries: Sequence[ArticleEntry]) -> None:
        """Take up articles.

        Args:
            entries: What is known of them.
        """
        self._entries = entries
        self._last: tuple[Article, Sequence[ArticleEntry]] | None = None
        self._by_hash = _by((entry.sha256, entry) for entry in entries)
        self._by_source = _by((entry.source, entry) for entry in entries)
        self._by_path = _by((entry.path, entry) for entry in entries)

    def find(self, article: Article, texts: Texts) -> Sequence[ArticleEntry]:
        """The entries of an article; those of the last one at no cost.

        Args:
            article: The article as it is now.
            texts: Says which texts of an entry are kept.

        Returns:
            Those of the same text, else address, else path, else of a text that is much the same and whose file is
            gone; the best first. There are several where it was annotated for the first time in several places at
            once, such as two branches.
        """
        if self._last is None or self._last[0] is not article:
            self._last = article, self._find(article, texts) if self._entries else ()
        return self._last[1]

    def _find(self, article: Article, texts: Texts) -> Sequence[ArticleEntry]:
        path = whole_path(article)
        for entries in (
            self._by_hash.get(fingerprint(article.text), ()),
            self._by_source.get(printable(article.url), ()) if article.url else (),
            self._by_path.get(path, ()) if path else (),
        ):
            if entries:
                return sorted(entries, key=lambda entry: entry.path != path)
        moved = self._moved(article, texts)
        return (moved,) if moved else ()

    def _moved(self, article: Article, texts: Texts) -> ArticleEntry | None:
        """The entry whose file is gone and whose text was much the same."""
        gone = [entry for entry in self._entries if not os.access(entry.path, os.F_OK)]
        if not gone:
            return None
        title = set(_words(article.title))
        likely = sorted(gone, key=lambda entry: -len(title.intersection(_words(entry.title))))
        shingles = _shingles(article.text)
        shares = [(_share(shingles, texts(entry)), entry) for entry in likely[:_LOOKED_INTO]]
        share, best = max(shares, key=lambda pair: pair[0])
        return best if share >= _ALIKE else None


def _by(pairs: Iterable[tuple[str, ArticleEntry]]) -> Mapping[str, Sequence[ArticleEntry]]:
    """Entries by what they are looked up by, those without it left out."""
    index: dict[str, list[ArticleEntry]] = {}
    for key, entry in pairs:
        if key:
            index.setdefault(key, []).append(entry)
    return index


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _shingles(text: str) -> set[int]:
    """What tells texts apart: every five words in a row, as a number."""
    words = _words(text)
    return {hash(tuple(words[at : at + _SHINGLE])) for at in range(max(1, len(words) - _SHINGLE + 1))}


def _share(shingles: set[int], texts: Iterable[str]) -> float:
    """How much of an earlier text is in one still: of several, the most, 0 to 1."""
    others = map(_shingles, texts)
    return max((len(shingles & other) / len(other) for other in others), default=0.0)
