"""A small library for the tests of search."""

from reader.model import Actor, Analysis, Article, Mention, Paragraph, Quote
from reader.search.documents import Document, documents, note
from reader.search.index import Index
from reader.search.results import About

FIRST = """Talks about the corridor go on

“The corridor is their oxygen,” Benjamin Netanyahu said, “and it stays shut.” Netanyahu left at noon.

The White House hopes for a cease-fire before winter. José Álvarez didn’t answer.
"""
SECOND = """A whitehouse of cards

“Stop bullshitting me,” President Joe Biden told him. The president’s patience is thin.
"""


def first() -> tuple[Article, Analysis]:
    """An article with two people and one utterance in two parts."""
    names = [_at(FIRST, "Benjamin Netanyahu"), _at(FIRST, "Netanyahu", 1)]
    netanyahu = Actor("n", "Benjamin Netanyahu", "person", ("Netanyahu",), [Mention(*span) for span in names])
    alvarez = Actor("a", "José Álvarez", "person", (), [Mention(*_at(FIRST, "José Álvarez"))])
    parts = (_at(FIRST, "“The corridor is their oxygen,”"), _at(FIRST, "“and it stays shut.”"))
    quotes = [Quote(*part, "direct", speaker="n", utterance=1) for part in parts]
    return _article("first.txt", FIRST, "The Daily", "2024-07-30"), Analysis((netanyahu, alvarez), quotes)


def second() -> tuple[Article, Analysis]:
    """An article with one person and one quote."""
    biden = Actor("b", "Joe Biden", "person", (), [Mention(*_at(SECOND, "Joe Biden"))])
    quote = Quote(*_at(SECOND, "“Stop bullshitting me,”"), "direct", speaker="b", utterance=1)
    return _article("second.txt", SECOND, "Evening News", "2023-01-02"), Analysis((biden,), [quote])


def library() -> tuple[Index, dict[str, str]]:
    """Both articles, each in a segment of its own, with a note on the second; and their texts."""
    index = Index()
    for article, analysis in (first(), second()):
        found = documents(article, analysis)
        if article.path == "second.txt":
            found.append(note(article, *_at(SECOND, "patience"), "ask Miller", ["to-check"]))
        add(index, article, found)
        index.commit()
    return index, {"first.txt": FIRST, "second.txt": SECOND}


def add(index: Index, article: Article, found: list[Document]) -> None:
    """Add an article."""
    index.add(About(article.path, article.title, article.source or "", article.published or ""), found)


def _article(path: str, text: str, source: str, published: str) -> Article:
    paragraphs, start = [], 0
    for block in text.split("\n\n"):
        kind = "body" if start else "title"
        paragraphs.append(Paragraph(start, start + len(block.rstrip()), kind))  # type: ignore[arg-type]
        start += len(block) + 2
    title = text.partition("\n")[0]
    return Article(path, text, title, "text", tuple(paragraphs), len(text.split()), source=source, published=published)


def _at(text: str, part: str, occurrence: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(part, start + 1)
    return start, start + len(part)
