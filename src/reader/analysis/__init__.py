"""Article -> Analysis: who is named, what is said, and who says it."""

from reader.model import Analysis, Article


def analyze(article: Article) -> Analysis:
    """Find the actors of an article, its quotes and their speakers.

    Args:
        article: The article as loaded.

    Returns:
        Everything found, in text order.
    """
    # Imported here, so that a program that only shows cached analyses never reads the lexicons.
    from reader.analysis.actors import find_actors
    from reader.analysis.quotes import find_quotes

    found = find_actors(article)
    return Analysis(found.actors, find_quotes(article, found), found.roles)
