"""Articles gathered for the views: the seeds, and small texts of our own."""

from functools import cache

from tests.unit.test_cli import SEEDS

from reader import analysis, articles
from reader.views.digests import Digest, digest
from reader.views.identities import Gathering, gather


@cache
def seed(number: int) -> Digest:
    """One of the five seeds."""
    article = articles.load(str(next(SEEDS.glob(f"{number:03}*"))))
    return digest(article, analysis.analyze(article))


def seeds() -> Gathering:
    """All five."""
    return gather(map(seed, range(5)))


def digested(text: str, path: str = "a.md", published: str | None = None) -> Digest:
    """A text of our own as the article at a path."""
    article = articles.read(text.encode())._replace(path=path, published=published)
    return digest(article, analysis.analyze(article))


def library(*texts: str) -> Gathering:
    """Texts of our own as articles called 1, 2, …, each a day later than the one before."""
    days = enumerate(texts, 1)
    return gather(digested(text, str(number), f"2024-05-{number:02}") for number, text in days)
