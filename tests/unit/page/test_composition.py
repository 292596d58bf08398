"""Articles as blocks, put together as the settings say."""

import pytest

from reader.config import DEFAULT, HIGHLIGHTS, Config
from reader.model import Article, Paragraph
from reader.page.composition import compose
from reader.page.dates import shown_date

TEXT = "Title\n\nOne.\n\nTwo.\n\nHeading\n\nThree.\n\nSHARE"
KINDS = ("title", "body", "body", "heading", "body", "boilerplate")


def article() -> Article:
    parts, start = [], 0
    for words, kind in zip(TEXT.split("\n\n"), KINDS, strict=True):
        parts.append(Paragraph(start, start + len(words), kind))
        start += len(words) + 2
    return Article("a.txt", TEXT, "Title", "text", tuple(parts), words=6, published="2024-08-02")


@pytest.mark.parametrize(("gap", "gaps"), [(0, [0, 1, 0, 0]), (1, [1, 1, 1, 1]), (2, [2, 2, 2, 2])])
def test_gaps_between_paragraphs_keep_headings_apart(gap: int, gaps: list[int]) -> None:
    blocks = compose(article(), Config(paragraph_gap=gap))
    assert [block.gap for block in blocks if block.literal is None and block.kind in ("body", "heading")] == gaps


def test_leftovers_are_set_apart_or_not() -> None:
    assert compose(article())[-1].kind == "boilerplate"
    rest = tuple(name for name in HIGHLIGHTS if name != "boilerplate")
    assert compose(article(), Config(highlights=rest))[-1].kind == "body"


def test_the_date_is_written_as_is_wanted() -> None:
    assert any("2024-08-02" in (block.literal or "") for block in compose(article()))
    assert any("02.08.2024" in (block.literal or "") for block in compose(article(), Config(date_format="%d.%m.%Y")))


@pytest.mark.parametrize(
    ("published", "form", "shown"),
    [
        ("2024-08-02", DEFAULT.date_format, "2024-08-02"),
        ("2024-08-02T10:00:00Z", "%d/%m/%y", "02/08/24"),
        ("2024-08", "%d/%m/%y", "2024-08"),
        ("yesterday", "%d/%m/%y", "yesterday"),
        ("2024-13-40", "%d/%m/%y", "2024-13-40"),
        (None, "%d/%m/%y", ""),
    ],
)
def test_dates_that_are_no_whole_day_stay_as_they_are(published: str | None, form: str, shown: str) -> None:
    assert shown_date(published, form) == shown
