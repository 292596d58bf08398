"""Saved pages."""

import sys

import pytest

from reader.articles import ArticleError, read
from reader.model import Article

pytest.importorskip("trafilatura")

PAGE = """<!DOCTYPE html>
<html lang="de-AT"><head><meta charset="{charset}"><title>My title | The Paper</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-03-02T10:00:00Z">
<link rel="canonical" href="https://paper.example/a"></head>
<body><nav>Home</nav><script>alert(1)</script><article><h1>My title</h1>
<p>Lead <b>bold</b> and <a href="https://example.org/a">a link</a> in a café that is long enough to be kept in the text.
It goes on with another sentence that says little, but says it at length and with patience.</p>
<h2>Section</h2>
<p>More text that is long enough to be kept, said Mr. Doe, and on with a further sentence or two. &#27;[31m</p>
<ul><li>one item</li><li>two <i>items</i></li></ul>
<blockquote><p>A quote here which is also kept as it goes.</p></blockquote>
<p>Other text that is long enough to be kept in the extraction of an article, said Mrs. Doe.</p>
<p>Share this article</p></article><footer>foot</footer></body></html>"""


def made(content: str, charset: str = "utf-8") -> Article:
    return read(content.replace("{charset}", charset).encode(charset), "a.html")


def test_paragraphs() -> None:
    article = made(PAGE)
    told = [(p.kind, p.level, article.text[p.start : p.end][:12]) for p in article.paragraphs]
    assert told == [
        ("title", 1, "My title"),
        ("body", 0, "Lead bold an"),
        ("heading", 2, "Section"),
        ("body", 0, "More text th"),
        ("item", 1, "• one item"),
        ("item", 1, "• two items"),
        ("quotation", 0, "A quote here"),
        ("body", 0, "Other text t"),
        ("boilerplate", 0, "Share this a"),
    ]
    assert [(m.kind, m.target, article.text[m.start : m.end]) for m in article.marks] == [
        ("strong", "", "bold"),
        ("link", "https://example.org/a", "a link"),
        ("emphasis", "", "items"),
    ]
    assert "\x1b" not in article.text
    assert "alert" not in article.text


def test_metadata() -> None:
    article = made(PAGE)
    assert article[2:4] == ("My title", "text")
    assert article[6:11] == ("Jane Doe", "The Paper", "2024-03-02", "https://paper.example/a", "de")


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-16", "iso-8859-15"])
def test_the_charset_a_page_names(charset: str) -> None:
    assert "café" in made(PAGE, charset).text


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(ArticleError, match=r"pip install 'closereader\[html\]'"):
        made(PAGE)


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    for page in ("", "<html></html>", "<p>", "<html><body>" + "<div>" * 1000):
        with pytest.raises(ArticleError, match="no text"):
            made(page)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "unit", ["<div>", "<a ", "<b>x", "<table><tr><td>x", "<ul><li>x", "&", "&#" + "9" * 5000 + ";"]
)
def test_hostile_pages_end(unit: str) -> None:
    try:
        made("<html><body><article>" + unit * (64 * 1024 // len(unit)))
    except ArticleError as fault:
        assert fault.reason


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(ArticleError, match="50,000 elements"):
        made("<html><body>" + "<br>" * 60_000)


def test_pictures_are_their_captions_which_analysis_passes_over() -> None:
    caption = "<figcaption>The <b>harbour</b>,\n photographed by Jane Doe</figcaption>"
    figure = f'<figure><img src="a.jpg" alt="x">{caption}</figure>'
    bare = '<figure><img src="b.jpg"></figure>'
    article = made(PAGE.replace("<h2>Section</h2>", f"{figure}{bare}<h2>Section</h2>"))
    told = [(p.kind, article.text[p.start : p.end][:40]) for p in article.paragraphs]
    assert told[2:4] == [("boilerplate", "The harbour, photographed by Jane Doe"), ("heading", "Section")]
    assert len(told) == len(made(PAGE).paragraphs) + 1
