"""What is made new when a passage is annotated."""

from reader.annotations.identity import fingerprint
from reader.annotations.selectors import select
from reader.annotations.values import ArticleEntry, whole_path
from reader.model import Article, Selector, Span
from reader.text import printable, squeeze
from reader.tomlfile import new_id


def selected(article: Article, span: Span) -> Selector:
    """The selector of a passage.

    Args:
        article: The article it is in.
        span: The passage; white space at its ends is left out.

    Returns:
        The selector.

    Raises:
        ValueError: There is nothing in the span.
    """
    selector = select(article.text, span.start, span.end)
    if not selector.exact:
        raise ValueError(f"there is no text from {span.start} to {span.end}")
    return selector


def new_entry(article: Article) -> ArticleEntry:
    """What a file is to know of an article that it has not known."""
    title, url = squeeze(printable(article.title)), squeeze(printable(article.url or ""))
    return ArticleEntry(new_id("a"), title, whole_path(article), url, fingerprint(article.text))
