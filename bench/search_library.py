"""What `search.py` searches: the corpus and the seeds, and larger sets made of their pieces."""

import os
import random
from collections.abc import Iterator
from typing import NamedTuple

import polnear
from reader.cli import reading
from reader.library import Skipped
from reader.model import Analysis, Article
from reader.search.documents import Document, documents
from reader.search.index import Index
from reader.search.results import About
from reader.search.words import words
from search_queries import Item

_PIECE = (4, 14)  # words of a piece
_PIECES = (1, 5)
_IN_ARTICLE = 40  # strings of a made-up article


class Source(NamedTuple):
    """An article with all that can be found in it."""

    about: About
    text: str
    documents: list[Document]


def sources() -> list[Source]:
    """Every article of the corpus and the seeds."""
    roots = [str(root) for root in (polnear.corpus(), polnear.ROOT / "seeds") if root.is_dir()]
    return [found for found in reading.each(roots, _source, writes=False) if not isinstance(found, Skipped)]


def _source(article: Article, found: Analysis) -> Source:
    about = About(article.path, article.title, article.source or "", article.published or "")
    return Source(about, article.text, documents(article, found))


def items(articles: list[Source]) -> dict[str, list[Item]]:
    """All strings by kind."""
    found: dict[str, list[Item]] = {}
    for about, _, parts in articles:
        for part in parts:
            key = " ".join(words(part.name if part.kind == "actor" else part.text))
            text = part.name if part.kind == "actor" else part.text
            name = part.more if part.kind == "actor" else part.name
            found.setdefault(part.kind, []).append(Item(part.kind, about.path, text, name, key))
    return found


def is_look(path: str) -> bool:
    """Whether an article belongs to the part to tune on."""
    return polnear.is_look(os.path.basename(path).removesuffix(".txt"))


def index_of(articles: list[Source]) -> Index:
    """An index of articles."""
    index = Index()
    for about, _, parts in articles:
        index.add(about, parts)
    index.commit()
    return index


def made_up(articles: list[Source], count: int, seed: int) -> Iterator[Source]:
    """Articles of new strings, each a few runs of words from passages anywhere in the corpus.

    Args:
        articles: Where the pieces are from.
        count: How many strings there shall be.
        seed: Of the random numbers.

    Yields:
        Articles of a few dozen strings: three passages, then two quotes, and so on.
    """
    chance = random.Random(seed)
    passages = [part.text.split() for source in articles for part in source.documents if part.kind == "passage"]
    names = sorted({part.name for source in articles for part in source.documents if part.kind == "quote"} - {""})
    for number in range(0, count, _IN_ARTICLE):
        parts: list[Document] = []
        at = 0
        for turn in range(min(_IN_ARTICLE, count - number)):
            text = " ".join(_piece(chance, passages) for _ in range(chance.randint(*_PIECES)))
            name = chance.choice(names) if turn % 5 > 2 else ""
            parts.append(Document("quote" if name else "passage", at, at + len(text), text, name, name))
            at += len(text) + 1
        yield Source(About(f"made-up/{number}.txt"), "", parts)


def _piece(chance: random.Random, passages: list[list[str]]) -> str:
    """A run of words."""
    passage = chance.choice(passages)
    size = chance.randint(*_PIECE)
    start = chance.randrange(max(1, len(passage) - size + 1))
    return " ".join(passage[start : start + size])
