"""Links: found in what formats set apart and in the text, and only those that a browser can safely open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Mark, Paragraph, Span
from reader.page.links import Link, host_of, is_safe, links_of


def article(text: str, *marks: Mark, url: str | None = None) -> Article:
    """An article of one paragraph."""
    return Article("a.md", text, "A", "derived", (Paragraph(0, len(text)),), 3, marks=marks, url=url)


def test_links_come_in_text_order_each_once_and_the_article_itself_last() -> None:
    text = "See https://b.example/x, and the report (https://c.example/a_(b))."
    marks = (Mark(29, 39, "link", "https://r.example/1"), Mark(0, 3, "link", ""), Mark(0, 3, "strong"))
    found = links_of(article(text, *marks, url="https://b.example/x"), Span(0, len(text)))
    assert found == (
        Link("https://b.example/x", "https://b.example/x"),
        Link("the report", "https://r.example/1"),
        Link("https://c.example/a_(b)", "https://c.example/a_(b)"),
    )
    assert links_of(article(text, url="https://own.example/"), Span(0, 3)) == (Link("", "https://own.example/"),)


@pytest.mark.parametrize(
    ("printed", "address"),
    [
        ("https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("“https://a.example/x?y=1,2”", "https://a.example/x?y=1,2"),
        ("HTTPS://a.example/x…", "HTTPS://a.example/x…"),
    ],
)
def test_signs_behind_a_printed_address_are_the_texts(printed: str, address: str) -> None:
    assert [link.address for link in links_of(article(printed), Span(0, len(printed)))] == [address]


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "mailto:a@b.example", "--help", ""),
        *("https://", "http:///x", "https://a.example/\x1b[31m", "https://a.example/\n", "https://a.example/a b"),
        *(
            "https://a.example/\u202egnp",
            "https://a.example:99999/",
            "https://[::1/",
            "https://a.example/" + "x" * 2_000,
        ),
    ],
)
def test_nothing_else_is_offered(address: str) -> None:
    assert not is_safe(address)
    assert links_of(article("words", Mark(0, 5, "link", address)), Span(0, 5)) == ()


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    for link in links_of(article(text), Span(0, len(text))):
        assert is_safe(link.address)
        assert host_of(link.address).isascii()


def test_a_host_is_told_in_plain_letters() -> None:
    assert host_of("https://user@a.example:80/x") == "a.example"
    assert host_of("https://аpple.example/") == "xn--pple-43d.example"
