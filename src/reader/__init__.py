"""A close reader for news: who is in an article, and who said what.

The functions here are the public API; `docs/api.md` shows them at work. They take and return the values of
`reader.model`, whose spans count code points of `Article.text`. Nothing is imported before it is used, and nothing here
ever imports Textual.
"""

__version__ = "0.1.0"

__all__ = ["__version__", "analyze", "annotate", "find", "load", "notes_of", "read"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from reader.annotations.store import Store
    from reader.annotations.values import Placed
    from reader.model import Analysis, Annotation, Article, Span
    from reader.search.results import Hit, Marked


def load(path: "str | os.PathLike[str]") -> "Article":
    """Load an article.

    Args:
        path: A file of any kind that `docs/articles.md` lists.

    Returns:
        Its text with paragraphs, and what is known of it: title, byline, outlet, date.

    Raises:
        reader.articles.ArticleError: It can't be read; the message is one line.
    """
    from reader import articles

    return articles.load(path)


def analyze(article: "Article") -> "Analysis":
    """Find the actors of an article, its quotes and their speakers.

    The user's corrections are not applied; `read` applies them.

    Args:
        article: The article as loaded.

    Returns:
        Everything found, in text order.
    """
    from reader import analysis

    return analysis.analyze(article)


def read(*paths: "str | os.PathLike[str]") -> "Iterator[tuple[Article, Analysis]]":
    """Read articles with what is found in them, as the commands do: from the cache where it holds, and put right.

    Args:
        paths: Files, and folders with articles below them. What can't be read is left out.

    Yields:
        Each article with its analysis, in the order of the library.
    """
    from reader.articles import ArticleError
    from reader.cache import righting
    from reader.cache.study import study
    from reader.library import discover

    for entry in discover(paths).entries:
        try:
            studied = study(entry.path)
        except ArticleError:
            continue
        yield studied.article, righting.put_right(studied.article, studied.analysis)[0]


def find(query: str, articles: "Iterable[tuple[Article, Analysis]]", limit: int = 20) -> "Sequence[tuple[Hit, Marked]]":
    """Find what is remembered half: quotes, passages, titles and actors; misspelt, half typed, in the wrong order.

    Args:
        query: What is looked for, with the conditions of `docs/search.md`.
        articles: Where, as `read` gives them; they are held in memory meanwhile.
        limit: Hits at most.

    Returns:
        The hits, each with its text and the parts that match, best first.
    """
    from reader.search.documents import documents
    from reader.search.engine import search
    from reader.search.index import Index
    from reader.search.results import About

    index = Index()
    texts: dict[str, str] = {}
    for article, analysis in articles:
        texts[article.path] = article.text
        about = About(article.path, article.title, article.source or "", article.published or "")
        index.add(about, documents(article, analysis))
    index.commit()
    results = search(index, query, limit, thorough=True)
    return [(hit, results.mark(hit, texts[hit.about.path])) for hit in results.hits]


def annotate(
    article: "Article", span: "Span", note: str = "", tags: "Sequence[str]" = (), color: str = "", file: str = ""
) -> "Annotation":
    """Mark a passage, and say something about it, in the user's file of annotations.

    Args:
        article: The article it is in.
        span: The passage.
        note: What to say about it.
        tags: Words to find it by.
        color: A color's name; the usual one by default.
        file: The file of annotations; the user's own by default.

    Returns:
        The annotation as it was saved.

    Raises:
        ValueError: There is nothing in the span.
        reader.tomlfile.SaveError: It can't be saved.
    """
    return _store(article, file).add(article, span, color=color, note=note, tags=tags)


def notes_of(article: "Article", file: str = "") -> "Sequence[Placed]":
    """The annotations of an article, with the places where their passages are by now.

    Args:
        article: The article as loaded.
        file: The file of annotations; the user's own by default.

    Returns:
        Those that are found in text order, then those whose passage is gone.
    """
    return _store(article, file).of(article)


def _store(article: "Article", file: str) -> "Store":
    """The file of annotations that an article's are in."""
    from reader import locations
    from reader.annotations.store import Store
    from reader.config import load_config

    return Store(locations.notes_file(file or None, load_config()[0].notes, (article.path,)))
