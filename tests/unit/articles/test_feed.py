"""Feeds, as one article and as several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import ArticleError, entries, format_of, read

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The &amp;amp; Feed</title><link>https://e.org/</link>
<language>de-de</language>
<item><media:title>No</media:title><title>First &lt;b&gt;item&lt;/b&gt;</title><link>https://e.org/1</link>
<pubDate>Sat, 02 Mar 2024 10:00:00 GMT</pubDate><dc:creator>Jane Doe</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>Hello <a href="https://x.org">there</a>.</p>
<h1>Deep</h1><p>\xe2\x80\x9cNo,\xe2\x80\x9d he said.</p>]]></content:encoded></item>
<item><title>Second</title><guid>https://e.org/2</guid>
<description>Plain text &amp;lt;here&amp;gt;.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Flux</title>
<link rel="self" href="https://e.org/atom"/><link href="https://e.org/"/>
<entry><title type="html">A &amp;amp; B</title><link rel="edit" href="https://no.org"/><link href="https://e.org/a"/>
<updated>2024-04-05T00:00:00Z</updated><published>2024-04-03T00:00:00Z</published>
<author><name>Jo Roe</name><email>j@e.org</email></author><author><name>Al</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Rich &lt; <em>text</em> <a href="https://l.org">l</a>.</p></div></content>
</entry><entry><title>T &lt;i&gt;</title><summary>1 &lt; 2 &amp;amp; so</summary></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title><link>https://e.org/</link></channel>
<item><title>One</title><link>https://e.org/1</link><description>Words.</description></item></rdf:RDF>"""


def test_a_feed_as_one_article() -> None:
    article = read(RSS, "a.rss")
    assert [(p.kind, p.level, article.text[p.start : p.end]) for p in article.paragraphs] == [
        ("title", 1, "The & Feed"),
        ("heading", 2, "First item"),
        ("kicker", 0, "Jane Doe · 2024-03-02"),
        ("body", 0, "Hello there."),
        ("heading", 3, "Deep"),
        ("body", 0, "“No,” he said."),
        ("heading", 2, "Second"),
        ("body", 0, "Plain text <here>."),
    ]
    assert article[6:11] == (None, "The & Feed", None, "https://e.org/", "de")
    links = [(article.text[m.start : m.end], m.target) for m in article.marks if m.kind == "link"]
    assert links == [("First item", "https://e.org/1"), ("there", "https://x.org"), ("Second", "https://e.org/2")]


def test_entries_as_articles() -> None:
    first, second = entries(RSS, "a.rss")
    assert first.text == "First item\n\nHello there.\n\nDeep\n\n“No,” he said."
    assert first[6:11] == ("Jane Doe", "The & Feed", "2024-03-02", "https://e.org/1", "de")
    assert (second.title, second.url, second.byline) == ("Second", "https://e.org/2", None)


def test_atom() -> None:
    first, second = entries(ATOM, "a.atom")
    assert first.text == "A & B\n\nRich < text l."
    assert first[6:11] == ("Jo Roe, Al", "Flux", "2024-04-03", "https://e.org/a", "fr")
    assert [mark.target for mark in first.marks] == ["", "https://l.org"]
    assert second.text == "T <i>\n\n1 < 2 &amp; so"
    assert read(ATOM, "x.xml").title == "Flux"


def test_rss_of_the_first_kind() -> None:
    assert [(e.title, e.url, e.source) for e in entries(RDF, "a")] == [("One", "https://e.org/1", "Old")]


def test_a_feed_is_known_by_how_it_begins() -> None:
    for data in (RSS, ATOM, RDF):
        assert format_of(data) == "feed"
    assert format_of(b'<?xml version="1.0"?><!DOCTYPE html><html>') == "html"
    assert format_of(b'<?xml version="1.0"?><note/>') == "plain"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<note/>", "no feed"),
        (b"<rss/>", "without a channel"),
        (b"<rss><channel/></rss>", "without entries"),
        (b"<rss><channel>", "no whole XML"),
        (b"He said so.", "no whole XML"),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
            "declares entities",
        ),
        (b"<rss>" + b"<a>" * 500, "nested too deeply"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        read(data, "a.rss")


PARTS = [b"<item>", b"</item>", b"<title>", b"</title>", b"<description>", b"&lt;p&gt;", b"x", b"<link/>"]


@given(st.lists(st.sampled_from([*PARTS, b"</description>"])))
def test_any_entries_are_read_or_refused(parts: list[bytes]) -> None:
    try:
        entries(b"<rss><channel>" + b"".join(parts) + b"</channel></rss>", "a")
    except ArticleError as fault:
        assert fault.reason
