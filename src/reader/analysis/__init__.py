"""Article -> Analysis: who is named, what is said, and who says it."""

from reader import text
from reader.model import Analysis, Article


def analyze(article: Article) -> Analysis:
    """Find the actors of an article, its quotes and their speakers.

    In a very long one they are looked for at its beginning, so that time and memory have a bound.

    Args:
        article: The article as loaded.

    Returns:
        Everything found, in text order.
    """
    # Imported here, so that a program that only shows cached analyses never reads the lexicons.
    from reader.analysis.actors import find_actors
    from reader.analysis.quotes import find_quotes

    beginning = _beginning(article)
    found = find_actors(beginning)
    return Analysis(found.actors, find_quotes(beginning, found), found.roles)


def _beginning(article: Article) -> Article:
    """An article up to where analyzing it ends."""
    end = text.analyzed(article.text)
    if end == len(article.text):
        return article
    kept = tuple(part._replace(end=min(part.end, end)) for part in article.paragraphs if part.start < end)
    return article._replace(text=article.text[:end], paragraphs=kept)
