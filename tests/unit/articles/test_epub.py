"""Books."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import ArticleError, format_of, read
from tests.unit.articles.making import epub, packed

SAID = (
    "<dc:title>The &#38; end</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>"
    "<dc:date>2020-02-03T00:00:00Z</dc:date><dc:language>de-AT</dc:language><dc:publisher>A house</dc:publisher>"
)
ONE = '<?xml version="1.0"?><!DOCTYPE html><html><body><h1>One</h1><p>&ldquo;No,&rdquo; he said.</p></body></html>'
TWO = "<html><body><h1>Two</h1><p>Unclosed <i>text<p>That goes on.</body>"


def test_chapters_in_reading_order() -> None:
    article = read(epub([ONE, TWO], SAID), "a.epub")
    assert [(p.kind, p.level, article.text[p.start : p.end]) for p in article.paragraphs] == [
        ("title", 1, "The & end"),
        ("heading", 2, "One"),
        ("body", 0, "“No,” he said."),
        ("heading", 2, "Two"),
        ("body", 0, "Unclosed text"),
        ("body", 0, "That goes on."),
    ]
    assert article[2:4] == ("The & end", "metadata")
    assert article[6:11] == ("Jane Doe, John Roe", "A house", "2020-02-03", None, "de")


def test_a_book_is_known_by_what_it_holds() -> None:
    assert format_of(epub([ONE]), "no-suffix") == "epub"
    assert read(epub([ONE]), "-").title == "A book"


def test_what_is_not_read_in_order_is_left_out() -> None:
    package = (
        "<package><manifest>"
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        '<item id="c" href="c.jpg" media-type="image/jpeg"/><item id="d" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="c"/><itemref idref="d" linear="no"/>'
        '<itemref idref="gone"/><itemref idref="a"/></spine></package>'
    )
    article = read(
        epub([], more={"OEBPS/book.opf": package, "OEBPS/a.xhtml": "<p>Here.", "OEBPS/b.xhtml": "<p>No."}), "x.epub"
    )
    assert article.text == "Here."


def test_missing_chapters_are_told() -> None:
    whole = epub([ONE, TWO])
    with_hole = whole.replace(b"ch 1.xhtml", b"ch X.xhtml")
    assert read(with_hole, "a.epub").notices == ("1 of 2 parts of the book can't be read",)


LOCK = (
    '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/ch%200.xhtml"/></CipherData>'
    "</EncryptedData></encryption>"
)
BOMB = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><package><metadata>&b;</metadata></package>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (packed({"a": "b"}), "no book in EPUB form"),
        (packed({"META-INF/container.xml": "<container/>"}), "no book in EPUB form"),
        (packed({"META-INF/container.xml": "<container>"}), "no whole XML"),
        (epub([]), "no chapter that can be read"),
        (epub([ONE], more={"META-INF/encryption.xml": LOCK}), "locked by whoever sold it"),
        (epub([ONE], more={"OEBPS/book.opf": BOMB}), "declares entities"),
        (epub(["<p>" + " " * (40 << 20)]), "no chapter that can be read"),
        (epub(["".join(f"<b>{n}" for n in range(300_000))]), "400,000 tags"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        read(data, "a.epub")


def test_entities_of_a_chapter_stay_text() -> None:
    chapter = '<!DOCTYPE html [<!ENTITY l "lol"><!ENTITY m "&l;&l;">]><html><body><p>A &m; b.</p></body></html>'
    assert "&m;" in read(epub([chapter]), "a.epub").text


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_damage_costs_a_line_or_nothing(data: st.DataObject) -> None:
    whole = bytearray(epub([ONE, TWO], SAID))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole), "a.epub")
    except ArticleError as fault:
        assert str(fault).isprintable()
