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
from reader.exporting import html, markdown
from reader.exporting.pieces import rows
from reader.model import Annotation, Article, Paragraph, Selector, Span

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.txt"))
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
    assert all(link.startswith(("#", "https://", "http://")) for link in seen.links)
    assert not {"script", "img", "iframe", "link", "object", "form", "svg", "base"} & set(seen.tags)
    assert seen.attributes <= {
        *("id", "class", "href", "title", "rel", "lang", "charset", "http-equiv", "content", "name"),
    }
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
    assert sum(link.startswith("#m") for link in seen.links) == sum(len(actor.mentions) for actor in found.actors)


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
    assert page.count('class="green" id="h0"') == 1
    note = re.search(r'<div class="note green">(.*?)</div>', page)
    assert note is not None
    assert "check this" in note[1]
    assert "#doubt" in note[1]
    assert 'title="Jane Harrow"' in page
    assert '<p class="speaker"><a href="#a0">Jane Harrow</a></p>' in page


def test_light_and_dark() -> None:
    page = html.page(made("Title\n\nText.\n"), analysis.analyze(made("Title\n\nText.\n")))
    assert "prefers-color-scheme: dark" in page
    assert "color-scheme: light dark" in page


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
