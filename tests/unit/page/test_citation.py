"""Passages as they are cited."""

from reader.articles import read
from reader.model import Span
from reader.page.citation import cite, way_back

TEXT = "A title here\n\nBy Ann Lee\n\n“We need\nmore time,” he said.\n\nLast."


def test_a_quote_with_its_speaker() -> None:
    article = read(TEXT.encode(), "it's here.txt")._replace(source="The Post", published="2025-01-02")
    start = article.text.index("“We")
    words = cite(article, Span(start, article.text.index("”") + 1), "Ann Lee")
    assert words == (
        "“We need more time,” — Ann Lee, *A title here*, The Post, 2025-01-02"
        f" ({way_back(article, Span(start, start))})"
    )
    assert way_back(article, Span(start, start)).startswith("reader open 'it'\"'\"'s here.txt':¶")


def test_a_plain_passage_without_facts() -> None:
    article = read(b"Only one line, and no more than that.", "a.txt")
    assert cite(article, Span(0, 8)) == f"“Only one” — *{article.title}* (reader open a.txt:¶1)"


def test_nothing_of_it_acts_on_a_terminal() -> None:
    article = read(b"A\x1b[31m b", "a\x1bb.txt")
    assert cite(article, Span(0, 8)).isprintable()
