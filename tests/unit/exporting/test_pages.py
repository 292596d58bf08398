"""Articles as pages: whole, harmless, and with everything in its place."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import analysis, articles
from reader.annotations.anchoring import Anchoring
from reader.annotations.values import Placed
from reader.exporting import article_index, frame, html, markdown
from reader.exporting.pieces import rows
from reader.model import Annotation, Article, Paragraph, Selector, Span

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.txt"))
PAGE = re.compile(r"[\w%-]+\.html(#a\d+)?")
HOSTILE = """<script>alert(1)</script> & "Title"

“Stop <img src=x onerror=alert(1)>,” Jane Harrow said. 'Quoted' & </article></style><b>bold</b>

- [click](javascript:alert(1)) `code` *stars* <https://example.org>

Jane Harrow\u202e left\x1b[31m.
"""


class Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.pointers: set[str] = set()
        self.text: list[str] = []
        self.style = ""
        self.policy = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.attributes |= set(given)
        assert len(given) == len(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        self.pointers |= {value for name, value in attrs if name in ("aria-labelledby", "aria-details") and value}
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)


def made(text: str, path: str = "a.txt") -> Article:
    return articles.read(text.encode(), path)


def noted(article: Article, passage: str, note: str = "", color: str = "", tags: tuple[str, ...] = ()) -> Placed:
    start = article.text.index(passage)
    end = start + len(passage)
    annotation = Annotation("n-1", "a-1", Selector(passage), color, tags, note)
    return Placed(annotation, Anchoring("exact", start, end, 1.0))


def lost(passage: str, note: str) -> Placed:
    return Placed(Annotation("n-2", "a-1", Selector(passage), note=note), Anchoring("orphan"))


def check(page: str) -> Seen:
    """What has to hold for every page."""
    seen = Seen(page)
    assert not seen.open
    assert len(seen.ids) == len(set(seen.ids))
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)
    assert all(link.startswith(("#", "https://", "http://")) or PAGE.fullmatch(link) for link in seen.links)
    assert not {"script", "img", "iframe", "link", "object", "form", "svg", "base"} & set(seen.tags)
    assert seen.attributes <= {
        *("id", "class", "href", "title", "rel", "lang", "dir", "charset", "http-equiv", "content", "name", "role"),
        *("datetime", "data-number", "aria-label", "aria-labelledby", "aria-details", "aria-hidden"),
    }
    assert seen.pointers <= set(seen.ids)
    digest = base64.b64encode(hashlib.sha256(seen.style.encode()).digest()).decode()
    assert seen.policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "url(" not in seen.style
    assert "@import" not in seen.style
    return seen


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_seeds_as_html(path: Path) -> None:
    article = articles.load(path)
    found = analysis.analyze(article)
    seen = check(html.page(article, found))
    shown = re.sub(r"\s+", " ", "".join(seen.text))
    for paragraph in article.paragraphs:
        words = re.sub(r"\s+", " ", article.text[paragraph.start : paragraph.end]).strip()
        assert words in shown
    expected = 0
    for actor in found.actors:
        inside = {
            at
            for at, paragraph in enumerate(article.paragraphs)
            for mention in actor.mentions
            if paragraph.start <= mention.start < paragraph.end
        }
        expected += len(inside)
    assert sum(link.startswith("#m") for link in seen.links) == expected


def test_hostile_text_stays_text() -> None:
    article = made(HOSTILE)
    placed = [
        noted(article, "Jane Harrow said", "<script>note</script>\n& more", "<evil>", ("a b", "<i>")),
        lost("<b>gone</b>", "</section>"),
    ]
    seen = check(html.page(article, analysis.analyze(article), placed))
    text = "".join(seen.text)
    for words in (
        "<script>alert(1)</script>",
        "onerror=alert(1)",
        "<b>bold</b>",
        "<script>note</script>",
        "<b>gone</b>",
    ):
        assert words in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_only_links_to_the_web() -> None:
    links = "[one](https://example.org/a?b=1&c=2), [two](javascript:alert(1)) and [three](data:text/html,x)"
    text = f"# A title\n\nSee {links}.\n"
    article = made(text, "a.md")
    seen = check(html.page(article, analysis.analyze(article)))
    assert "https://example.org/a?b=1&c=2" in seen.links
    assert not any("javascript" in link or "data:" in link for link in seen.links)


def test_notes_stand_in_the_margin_and_in_the_text() -> None:
    article = made("Title\n\n“We stay,” Jane Harrow said. She left at noon.\n")
    found = analysis.analyze(article)
    page = html.page(article, found, [noted(article, "stay,” Jane", "check this", "green", ("doubt",))])
    check(page)
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page))
    assert re.sub("<[^>]*>", "", marked) == "stay,” Jane"
    assert page.count('class="c2" id="h0"') == 1
    note = re.search(r'<div class="note c2" role="note" id="n0">(.*?)</div>', page)
    assert note is not None
    assert "check this" in note[1]
    assert "#doubt" in note[1]
    assert 'href="#h0"' in note[1]
    assert re.search(r'Jane</a></mark><a class="reference" href="#n0"', page)
    assert 'title="Jane Harrow"' in page
    assert re.search(r'<p class="speaker">.*?<a href="#a0"><bdi>Jane Harrow</bdi></a></p>', page)


def test_an_annotation_without_words_is_only_seen_in_the_text() -> None:
    article = made("Title\n\nShe left at noon.\n")
    page = html.page(article, analysis.analyze(article), [noted(article, "left")])
    check(page)
    assert '<mark class="c1" id="h0">left</mark>' in page
    assert 'class="note' not in page
    assert 'class="reference"' not in page


def test_a_guess_is_called_one() -> None:
    article = made("Title\n\n“We stay,” Jane Harrow said.\n")
    found = analysis.analyze(article)
    unsure = found._replace(quotes=[quote._replace(confidence="guess") for quote in found.quotes])
    assert "a guess" in html.page(article, unsure)
    assert "a guess" not in html.page(article, found)


@pytest.mark.parametrize(
    ("text", "path", "hidden"),
    [("Title\n\nText.\n", "a.txt", False), ("---\nx: y\n---\n\nText alone.\n", "a.md", True)],
)
def test_every_page_has_one_main_heading(text: str, path: str, hidden: bool) -> None:
    article = made(text, path)
    page = html.page(article, analysis.analyze(article))
    assert check(page).tags.count("h1") == 1
    assert ('class="hidden"' in page) is hidden


def test_the_way_back_and_where_the_file_lies() -> None:
    article = made("Title\n\nText.\n", "/home/jane/secret/a&b.txt")
    page = html.page(article, analysis.analyze(article), home="index.html")
    check(page)
    assert '<a href="index.html">← All articles</a>' in page
    assert "a&amp;b.txt" in page
    assert "secret" not in page


def test_a_page_that_leads_to_others() -> None:
    articles_ = [made(HOSTILE, "a.txt"), made("Title\n\n“We stay,” Jane Harrow said.\n", "2024-05-01 b.txt")]
    entries = [
        (name, article_index.entry(article, analysis.analyze(article), notes))
        for name, article, notes in zip(("a-é.html", "b.html"), articles_, (0, 2), strict=True)
    ]
    page = article_index.page("<b>all</b>", entries, frame.usual_style())
    seen = check(page)
    text = "".join(seen.text)
    assert "<b>all</b>" in text
    assert "<script>alert(1)</script>" in text
    assert {"a-%C3%A9.html", "b.html", "b.html#a0"} <= set(seen.links)
    assert "2 notes" in text
    assert "1 quote" in text


def test_markdown() -> None:
    article = made(HOSTILE)
    placed = [noted(article, "Jane Harrow said", "a *note*\n\nin two", tags=("doubt",)), lost("gone", "why")]
    page = markdown.page(article, analysis.analyze(article), placed)
    assert page.startswith(markdown.GENERATOR)
    assert r"# \<script\>alert(1)\</script\>" in page
    assert "==Jane Harrow said==[^1]" in page
    assert r"[^1]: a \*note\* in two \#doubt" in page
    assert "- Jane Harrow: “Stop" in page
    assert "- “gone” why" in page
    assert "<" not in re.sub(r"\\<", "", page.removeprefix(markdown.GENERATOR))


@pytest.mark.parametrize(
    "line", ["- a", "+ a", "12. a", "3) a", "# a", "> a", "*a*", "| a |", "==a==", "<b>", "[a](b)"]
)
def test_lines_stay_text_in_markdown(line: str) -> None:
    from markdown_it import MarkdownIt

    shown = Seen(MarkdownIt().render(markdown.escaped(line)))
    assert shown.tags == ["p"]
    assert "".join(shown.text).strip() == line


SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_pieces_cover_paragraphs(one: list[Span], two: list[Span]) -> None:
    paragraphs = [Paragraph(0, 12), Paragraph(14, 30), Paragraph(30, 30), Paragraph(31, 40)]
    cut = list(rows(paragraphs, {"one": one, "two": two}))
    assert [row.paragraph for row in cut] == paragraphs
    begun = [item for row in cut for piece in row.pieces for item in piece.begins]
    assert len(begun) == len(set(begun))
    for row in cut:
        places = [at for piece in row.pieces for at in range(piece.start, piece.end)]
        assert places == list(range(row.paragraph.start, row.paragraph.end))
        for piece in row.pieces:
            for name, spans in (("one", one), ("two", two)):
                over = {
                    number for number, span in enumerate(spans) if span.start <= piece.start and piece.end <= span.end
                }
                over = {number for number in over if spans[number].start < spans[number].end}
                assert (piece.inside.get(name) in over) if over else name not in piece.inside
