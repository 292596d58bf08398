"""Word documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import ArticleError, format_of, read
from tests.unit.articles.making import docx, packed, paragraph

STYLES = """<w:styles %s>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift2"/></w:style>
<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:styleId="Out"><w:name w:val="Out"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style></w:styles>"""
LISTS = """<w:numbering %s>
<w:abstractNum w:abstractNumId="7"><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""
NOTES = """<w:footnotes %s><w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> A source.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
LINKS = '<Relationships %s><Relationship Id="r9" Target="https://e.org/a"/></Relationships>'
CORE = (
    '<p %s xmlns:dc="d" xmlns:t="t"><dc:title>Named</dc:title><dc:creator>jdoe</dc:creator>'
    "<t:created>2024-05-06T10:00:00Z</t:created></p>"
)
MORE = {
    "word/styles.xml": STYLES,
    "word/numbering.xml": LISTS,
    "word/footnotes.xml": NOTES,
    "word/_rels/document.xml.rels": LINKS,
    "docProps/core.xml": CORE,
}


def told(data: bytes) -> list[tuple[str, int, str]]:
    article = read(data, "a.docx")
    return [(p.kind, p.level, article.text[p.start : p.end]) for p in article.paragraphs]


def test_paragraphs_by_their_styles() -> None:
    body = "".join(
        [
            paragraph("The title", "Titel"),
            paragraph("By Jane Doe"),
            paragraph("He said so, and she agreed with it."),
            paragraph("A section", "berschrift2"),
            paragraph("Another", "Mine"),
            paragraph("Deeper", "Out"),
            paragraph("Round and round", "Loop"),
            paragraph("Words", "Zitat"),
            paragraph("one", numbered="1"),
            paragraph("first", numbered="2"),
            paragraph("second", numbered="2"),
        ]
    )
    assert told(docx(body, MORE)) == [
        ("title", 1, "The title"),
        ("kicker", 0, "By Jane Doe"),
        ("body", 0, "He said so, and she agreed with it."),
        ("heading", 2, "A section"),
        ("heading", 2, "Another"),
        ("heading", 3, "Deeper"),
        ("body", 0, "Round and round"),
        ("quotation", 0, "Words"),
        ("item", 1, "• one"),
        ("item", 1, "1. first"),
        ("item", 1, "2. second"),
    ]


def test_what_the_text_says_of_itself_counts_before_what_the_file_says() -> None:
    article = read(docx(paragraph("The title", "Titel") + paragraph("By Jane Doe"), MORE), "a.docx")
    assert (article.title, article.title_origin, article.byline, article.published) == (
        *("The title", "text", "Jane Doe", "2024-05-06"),
    )
    article = read(docx(paragraph("He said so."), MORE), "a.docx")
    assert (article.title, article.title_origin, article.byline) == ("Named", "metadata", "jdoe")


def test_runs_links_footnotes_and_what_was_deleted() -> None:
    body = (
        "<w:p><w:r><w:t>A </w:t></w:r><w:r><w:rPr><w:b/><w:i w:val='0'/></w:rPr><w:t>bold</w:t></w:r>"
        "<w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:del><w:r><w:delText> old</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>word</w:t><w:footnoteReference w:id='5'/></w:r>"
        "<w:hyperlink r:id='r9'><w:r><w:t>, there</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>next.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:drawing><w:t>no</w:t></w:drawing></w:r></w:p>"
    )
    article = read(docx(body, {key: value for key, value in MORE.items() if "core" not in key}), "a.docx")
    assert article.text == "A bold new word[1], there\nnext.\n\na | b\n\n[1] A source."
    assert [(m.kind, m.target, article.text[m.start : m.end]) for m in article.marks] == [
        ("strong", "", "bold"),
        ("link", "https://e.org/a", ", there"),
    ]


def test_a_document_is_known_by_what_it_holds() -> None:
    assert format_of(docx(paragraph("x")), "-") == "docx"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not at all", "damaged"),
        (packed({"a": "b"}), "no Word document"),
        (packed({"word/document.xml": "<w:document>"}), "no whole XML"),
        (packed({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "declares entities"),
        (
            packed({"word/document.xml": "<d>" + "".join(f"<p{n}/>" for n in range(700_000)) + "</d>"}),
            "600,000 elements",
        ),
        (packed({"word/document.xml": f"<d>{' ' * (4 << 20)}</d>"}), "far more than text does"),
        (packed({"word/document.xml": "<d>" * 1_000}), "nested too deeply"),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said):
        read(data, "a.docx")


def test_damage_in_what_need_not_be_there_costs_only_that() -> None:
    assert told(docx(paragraph("He said so."), {"word/styles.xml": "<w:styles %s>", "word/numbering.xml": "%s"})) == [
        ("body", 0, "He said so.")
    ]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_damage_costs_a_line_or_nothing(data: st.DataObject) -> None:
    whole = bytearray(docx(paragraph("The title", "Titel") + paragraph("one", numbered="1"), MORE))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole), "a.docx")
    except ArticleError as fault:
        assert str(fault).isprintable()
