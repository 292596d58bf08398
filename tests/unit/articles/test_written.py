"""Articles written as Markdown are the same articles when they are read again."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import entries, frontmatter, read
from reader.articles.draft import Builder, Run
from reader.articles.metadata import from_pairs
from reader.articles.written import written
from reader.model import Article

SIGNS = [*"ab CZ1.9)-+*_#>`[]()!|\\\"':=~&<;,/§“”\n\t\x1b\u202e\u200b—•", "---", "+++", "https://x.org/", "2020-01-02"]
STRANGE = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)
FACTS = ("title", "byline", "source", "published", "url", "language")


def again(article: Article) -> Article:
    return read(written(article).encode(), "2024.md")


def told(article: Article) -> list[tuple[str, str]]:
    """Paragraphs with what they say; kinds that nothing is read from count as one, and so does white space."""
    kept = ("heading", "item", "quotation", "code")
    return [
        (p.kind if p.kind in kept else "", re.sub(r"\s+", " ", article.text[p.start : p.end]))
        for p in article.paragraphs
    ]


def known(article: Article) -> dict[str, str]:
    return {fact: getattr(article, fact) for fact in FACTS if getattr(article, fact)}


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles as feeds give them, with anything for titles, names and text."""
    from html import escape

    def cdata(said: str) -> str:
        return escape(said.translate(dict.fromkeys(range(32), " ")))

    parts = []
    for tag in draw(st.lists(st.sampled_from(["p", "h2", "h4", "li", "blockquote", "pre"]), max_size=5)):
        link = f'<a href="https://l.org/(x)">{escape(draw(STRANGE))}</a>' if draw(st.booleans()) else ""
        parts.append(f"<{tag}>w{escape(draw(STRANGE))}{link}{escape(draw(STRANGE))}</{tag}>")
    feed = (
        f"<rss><channel><title>{cdata(escape(draw(STRANGE)))}</title><item><title>{cdata(escape(draw(STRANGE)))}</title>"
        f"<author>{cdata(draw(STRANGE))}</author><pubDate>2024-05-06</pubDate><link>https://e.org/{cdata(draw(STRANGE))}</link>"
        f"<description>{cdata(''.join(parts))}</description></item></channel></rss>"
    )
    return entries(feed.encode(), "a")[0]


@settings(max_examples=300, deadline=None)
@given(articles())
def test_what_is_read_again_is_the_same(article: Article) -> None:
    second = again(article)
    assert known(second) == known(second) | known(article)
    assert told(second) == told(article)


@settings(max_examples=300, deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_title_name_and_outlet_come_back(title: str, author: str, source: str) -> None:
    facts = from_pairs([("title", title), ("author", author), ("source", source), ("url", "https://e.org/a?b=1#c")])
    builder = Builder()
    builder.add([Run("He said so.")])
    draft = builder.draft(facts, None)
    article = read(b"He said so.", "a.txt")._replace(
        title=facts.title or "He said so.",
        title_origin="metadata" if facts.title else "derived",
        byline=facts.byline,
        source=facts.source,
        url=facts.url,
        text=draft.text,
    )
    assert known(again(article)) == known(article)


@pytest.mark.parametrize(
    "title", ["---", '"', "a: b", "# x", "x\\", '\\"', "[a, b]", "- x", "> y", "...", "'", "''", "+++"]
)
def test_titles_that_look_like_markup(title: str) -> None:
    article = read(b"He said so.", "a.txt")._replace(title=title, title_origin="metadata")
    assert again(article).title == title


def test_what_it_looks_like() -> None:
    article = read(b"# A *title*\n\nSee [this](https://e.org/a), he said.\n\n- one\n\n  > two\n", "a.md")
    article = article._replace(byline="Jane Doe", url="https://e.org/")
    assert written(article, [("retrieved", "2024-05-06"), ("asked", "")]) == (
        '---\ntitle: "A title"\nauthor: "Jane Doe"\nurl: "https://e.org/"\nlanguage: "en"\n'
        'retrieved: "2024-05-06"\n---\n\n'
        "# A title\n\nSee [this](<https://e.org/a>), he said.\n\n- one\n\n> two\n"
    )


def test_front_matter_is_what_it_says() -> None:
    pairs, body = frontmatter.split(written(read(b"He said so.", "a.txt"), [("asked", 'a"\n---\nb')]))
    assert pairs == [("language", "en"), ("asked", 'a" --- b')]
    assert body == "\nHe said so.\n"


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="too long to be saved"):
        written(read(b"word " * 500_000, "a.txt"))
