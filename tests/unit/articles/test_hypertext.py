"""HTML of chapters and entries: paragraphs, and time that grows with the length alone."""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles import hypertext
from reader.articles.draft import Builder, Draft
from reader.articles.metadata import Metadata


def made(*pieces: str) -> Draft:
    builder = Builder()
    reading = hypertext.Reading(builder)
    for piece in pieces:
        reading.take(piece)
    return builder.draft(Metadata(), None)


def told(draft: Draft) -> list[tuple[str, int, str]]:
    return [(p.kind, p.level, draft.text[p.start : p.end]) for p in draft.paragraphs]


def test_paragraphs() -> None:
    draft = made(
        "<head><title>no</title></head><h2>A &amp; B</h2>Loose <b>bold</b>\n  text."
        "<p>One<br/> two.<p>Three <!-- <p>no --> more."
        "<ul><li>first<ol><li>in<li>also</ol><li><p>second</ul><blockquote><p>Said.</blockquote>"
        "<pre>a\n  b</pre><table><tr><td>1<td>2</table><script>var a = '<p>no';</script><![CDATA[a & <b> c]]>"
    )
    assert told(draft) == [
        ("heading", 2, "A & B"),
        ("body", 0, "Loose bold text."),
        ("body", 0, "One\ntwo."),
        ("body", 0, "Three more."),
        ("item", 1, "• first"),
        ("item", 2, "1. in"),
        ("item", 2, "2. also"),
        ("item", 1, "• second"),
        ("quotation", 0, "Said."),
        ("code", 0, "a\n  b"),
        ("body", 0, "1 | 2"),
        ("body", 0, "a & <b> c"),
    ]


def test_emphasis_and_links() -> None:
    draft = made('<p>A <i>b</i> <a title="x > y" href="https://e.org/?a&amp;b">c</a> <a href="javascript:x">d</a> e.')
    assert draft.text == "A b c d e."
    assert [(m.kind, m.target, draft.text[m.start : m.end]) for m in draft.marks] == [
        ("emphasis", "", "b"),
        ("link", "https://e.org/?a&b", "c"),
    ]


def test_what_is_left_open_ends_with_its_piece() -> None:
    draft = made("<pre><b><blockquote><h1>one", "<p>two words.")
    assert told(draft)[-1] == ("body", 0, "two words.")


def test_nothing_dangerous_comes_out() -> None:
    assert made("<p>a&#27;[31m&#x1b;&#8238;b&#99999999999;c").text.isprintable()


@pytest.mark.parametrize(
    "unit", ["<a ", '<a "', "<a x='<b ", "<!--", "<![CDATA[", "<<", "</p", "<p>x", "&", '<a href="', "<b>", "<a x=' "]
)
def test_four_times_the_length_takes_about_four_times_as_long(unit: str) -> None:
    def spent(length: int) -> float:
        """The best of some turns without garbage collection, whose time depends on all that other tests have left."""
        turns = []
        gc.disable()
        for _ in range(3):
            begun = time.process_time()
            made(unit * (length // len(unit)))
            turns.append(time.process_time() - begun)
        gc.enable()
        return min(turns)

    assert spent(64 * 1024) < 8 * max(spent(16 * 1024), 0.001)


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(ValueError, match="400,000 tags"):
        made("<br>" * 400_001)


UNITS = ["<p>", "</p>", "<li>", "<ul>", "</ul>", "<pre>", "</b>", "<a>", "<", ">", "&", "x", "&lt;", '"', "'"]
UNITS += ["<!--", "-->", "<br>", "<h1>", " ", "\n", "</h1>", "<blockquote>", "<script>", "</script>"]


@given(st.lists(st.sampled_from(UNITS)))
def test_paragraphs_stand_apart_and_never_overlap(units: list[str]) -> None:
    draft = made("".join(units))
    for before, after in zip(draft.paragraphs, draft.paragraphs[1:], strict=False):
        assert before.start < before.end
        assert before.end + 2 == after.start
