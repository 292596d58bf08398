"""PDF: lines to paragraphs, and a parser that may be lost."""

import sys
import zlib
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles import ArticleError, format_of, pdf, read
from reader.articles.pdf_lines import Line
from tests.unit.articles.making import assembled
from tests.unit.articles.making import pdf as made

pytest.importorskip("pdfminer")

FULL = "The minister said on Friday that the plan which was agreed on last week would be"


def lines(texts: Sequence[str], top: float = 700, left: float = 72, box: int = 0) -> list[Line]:
    """Lines of one column, one below the other; each as long as its text."""
    step = 14.0
    return [Line(box, left, top - n * step, left + 5.0 * len(said), 10.0, False, said) for n, said in enumerate(texts)]


def joined(*pages: list[Line]) -> list[str]:
    return [block.text for block in pdf.joined(pages)]


def test_lines_make_paragraphs_which_end_with_a_short_line() -> None:
    page = lines([FULL, FULL, "put off.", FULL, "and on."])
    assert joined(page) == [f"{FULL} {FULL} put off.", f"{FULL} and on."]


def test_an_indented_line_begins_a_paragraph() -> None:
    page = lines([FULL + ".", FULL])
    page[1] = page[1]._replace(left=90.0)
    assert len(joined(page)) == 2


def test_a_paragraph_goes_on_over_a_page() -> None:
    last = "Nobody else who was asked about it on Saturday had any thing at all to say of it."
    assert joined(lines([FULL]), lines(["put off.", last])) == [f"{FULL} put off.", last]


def test_words_parted_at_line_ends() -> None:
    page = lines(
        [
            FULL + " reconsi-",
            "dered in the light of what the co-operation of those who co-",
            "operate with the well-",
            "Known",
        ]
    )
    assert joined(page)[0].startswith(f"{FULL} reconsidered in the light")
    assert "who cooperate with the well- Known" in joined(page)[0]
    page = lines([FULL + " a long-", "term plan, which is what they call the long-term plan they have"])
    assert " a long-term plan" in joined(page)[0]


def test_ligatures_are_letters() -> None:
    assert joined(lines(["The oﬃce ﬁled it."])) == ["The office filed it."]


def test_what_pages_repeat_is_left_out() -> None:
    words = ["One", "Two", "Three", "Four", "Five"]
    pages = []
    for number, word in enumerate(words, 1):
        head = Line(0, 72, 760, 300, 9.0, False, f"Example News, page {number}")
        foot = Line(2, 300, 30, 310, 9.0, False, str(number))
        pages.append([head, *lines([f"{word} {FULL}", f"{word} is done."], box=1), foot])
    assert joined(*pages) == [f"{word} {FULL} {word} is done." for word in words]


def test_one_page_keeps_its_edges() -> None:
    assert joined(lines(["1", "Words here."])) == ["1 Words here."]


PAGE = [
    *((72, 720, 24, "The title of it"), (72, 690, 10, "By Jane Doe")),
    *((72, 660, 10, FULL), (72, 646, 10, FULL), (72, 632, 10, "put off, he \\(Doe\\) said.".replace("\\", ""))),
    *((72, 600, 14, "A section"), (72, 580, 10, "More words in a sentence.")),
]


def test_a_file() -> None:
    article = read(made([PAGE], "/Title (Draft.docx) /Author (jdoe) /CreationDate (D:20240506101112Z)"), "a.pdf")
    assert [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs] == [
        ("title", "The title of it"),
        ("kicker", "By Jane Doe"),
        ("body", f"{FULL} {FULL} put off, he (Doe) said."),
        ("heading", "A section"),
        ("body", "More words in a sentence."),
    ]
    assert (article.title, article.title_origin) == ("The title of it", "text")
    assert (article.byline, article.published, article.notices) == ("Jane Doe", "2024-05-06", ())


def test_what_the_file_says_of_itself() -> None:
    article = read(made([PAGE[2:5]], "/Title (Named in it) /Author (Jo Roe)"), "a.pdf")
    assert (article.title, article.title_origin, article.byline) == ("Named in it", "metadata", "Jo Roe")


def test_a_file_is_known_by_how_it_begins() -> None:
    assert format_of(made([PAGE])) == "pdf"


def stream(content: bytes, said: str) -> bytes:
    """A PDF whose one page has a stream."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    packed = b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), said.encode(), content)
    return assembled(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, packed], 1
    )


ROUND = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged, or no PDF"),
        (b"%PDF-1.4\n", "damaged, or no PDF"),
        (b"He said so.", "damaged, or no PDF"),
        (made([[]]), "its pages are pictures"),
        (assembled(ROUND, 1), "."),
        (stream(zlib.compress(b"\0" * (600 << 20), 9), "/Filter /FlateDecode"), "memory|pictures|damaged"),
        (stream(b"[" * 200_000, ""), "."),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError, match=said) as caught:
        read(data, "a.pdf")
    assert str(caught.value).isprintable()


SLOW = b"q " * 3_000_000


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(ArticleError, match="too long or too much memory"):
        read(stream(SLOW, ""), "a.pdf")


def test_pages_that_there_is_no_time_for_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 2)
    slow = made([PAGE, [(72, 700, 10, SLOW.decode())]]).replace(b"(q q", b"() q").replace(b"q ) Tj", b"q q   ")
    assert read(slow, "a.pdf").notices == ("the first 1 of 2 pages: the rest takes too long",)


def test_a_damaged_page_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made([PAGE, [(72, 700, 10, "Nothing.")], [(72, 700, 10, "More words.")]])
    at = whole.rindex(b"<< /Length", 0, whole.index(b"Nothing."))
    article = read(whole[: at + 3] + b"/Filter /Nonsense " + whole[at + 3 :], "a.pdf")
    assert article.notices == ("1 of 3 pages are damaged",)
    assert article.text.endswith("\n\nMore words.")


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ArticleError, match=r"pip install 'closereader\[pdf\]'"):
        read(made([PAGE]), "a.pdf")


def test_a_process_that_is_lost_costs_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ArticleError, match="too long or too much memory"):
        read(made([PAGE]), "a.pdf")
    monkeypatch.setattr(sys, "executable", "/nowhere")
    with pytest.raises(ArticleError, match="no process can be started"):
        read(made([PAGE]), "a.pdf")


def test_files_cut_short() -> None:
    data = made([PAGE])
    for end in range(10, len(data), len(data) // 6):
        try:
            read(data[:end], "a.pdf")
        except ArticleError as fault:
            assert fault.reason


LINES = st.builds(
    Line,
    *(st.integers(0, 3), st.floats(0, 600), st.floats(0, 800), st.floats(0, 600)),
    *(st.sampled_from([8.0, 10.0, 20.0]), st.booleans()),
    st.text("ab-.1 \x1bﬁ", min_size=1).map(lambda said: said.strip() or "x"),
)


@settings(deadline=None)
@given(st.lists(st.lists(LINES, max_size=9), max_size=5))
def test_nothing_is_lost_but_at_the_edges_of_pages(pages: list[list[Line]]) -> None:
    kept = "".join(joined(*pages)).count("a")
    there = sum(line.text.count("a") for page in pages for line in page)
    assert kept <= there
    if len(pages) == 1:
        assert kept == there
