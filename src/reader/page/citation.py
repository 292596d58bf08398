"""A passage as it is cited: its words, who says them, where they stand, and the way back."""

from bisect import bisect_right

from reader.model import Article, Span
from reader.text import printable, squeeze

_MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"))


def cite(article: Article, span: Span, speaker: str = "") -> str:
    """Cite a passage.

    Args:
        article: Where it stands.
        span: The passage.
        speaker: Who says it; empty where it is no quote or nobody is named.

    Returns:
        One line: “…” — speaker, *title*, outlet, date (reader open FILE:¶12).
    """
    words = squeeze(printable(span.of(article.text)))
    for opening, closing in _MARKS:
        if len(words) > 2 and words.startswith(opening) and words.endswith(closing):
            words = words[1:-1]
            break
    facts = (speaker, f"*{article.title}*", article.source, article.published)
    return f"“{words}” — {', '.join(printable(fact) for fact in facts if fact)} ({way_back(article, span)})"


def way_back(article: Article, span: Span) -> str:
    """The command that opens an article at a passage."""
    import shlex

    starts = [paragraph.start for paragraph in article.paragraphs]
    number = max(1, bisect_right(starts, span.start))
    return f"reader open {shlex.quote(printable(article.path))}:¶{number}"
