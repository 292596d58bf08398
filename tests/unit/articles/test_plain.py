"""Plain text: kinds of paragraphs, titles, credits."""

import time
from pathlib import Path

import pytest

from reader.articles import load, read
from reader.model import Article

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
BODY = "This is a sentence of the body, long enough to be one, and it ends as sentences do.\n"


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(p.kind, article.text[p.start : p.end]) for p in article.paragraphs if p.kind != "body"]


def made(content: str) -> Article:
    return read(content.encode())


@pytest.mark.parametrize(
    ("seed", "wanted"),
    [
        ("000*", [("title", "Jerusalem confident U.S. has its back ahead of anticipated Iran attack")]),
        (
            "001*",
            [
                ("boilerplate", "© 2024 Bloomberg L.P."),
                ("boilerplate", "Visit bloomberg.com."),
                ("boilerplate", "Distributed by Tribune Content Agency, LLC."),
            ],
        ),
        (
            "002*",
            [
                ("kicker", "MIDDLE EAST"),
                ("title", "Netanyahu vetoes Gallant’s visit to Washington, refuses to share retaliation plans with US"),
                ("boilerplate", "Published"),
                ("boilerplate", "on"),
                ("heading", "WSJ: Israel withholds retaliation details from the US"),
                ("heading", "The Nasrallah assassination: Israel acts without US notice"),
                ("heading", "Netanyahu and Biden to hold phone call"),
                ("heading", "US wants to shape Israel’s response"),
                ("boilerplate", "MOST READ"),
                ("boilerplate", "Exit mobile version"),
            ],
        ),
        (
            "003*",
            [
                ("title", "US Loses Trust in Israel Over Iran"),
                ("heading", "Skeptical"),
                ("boilerplate", "Continue reading"),
                ("heading", "No Ceasefire Deal Before Biden Leaves Office!"),
                ("boilerplate", "Continue reading"),
            ],
        ),
        (
            "004*",
            [
                ("boilerplate", "Image"),
                ("title", "U.S.-Israel Relationship Reveals Indicators of Pressure Amid Battle In opposition to Hamas"),
                ("boilerplate", "SHARE THIS POST"),
            ],
        ),
    ],
)
def test_seeds(seed: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(load(next(SEEDS.glob(seed)))) == wanted


def test_a_title_is_derived_where_none_is_printed() -> None:
    article = load(next(SEEDS.glob("001*")))
    assert article.title_origin == "derived"
    assert article.title.endswith("ahead of an…")
    assert article.text.startswith(article.title[:-1])
    assert (article.words, article.source) == (609, "Bloomberg L.P.")


def test_a_derived_title_ends_with_its_sentence() -> None:
    lead = "The court ruled against the company on Tuesday. It gave no reasons, and the judges left by the back door, "
    article = made(lead + "according to three people who were in the room and asked not to be named.\n")
    assert article.title == "The court ruled against the company on Tuesday."


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    article = made(
        "Norway and Iceland failed on Thursday to agree on how much mackerel\n"
        "each may catch next year, and parted after four days of talks in Bergen\n"
        "without setting a date.\n\n"
        "Both delegations said they would go on fishing within the limits of the\n"
        "old agreement.\n"
    )
    assert [article.text[p.start : p.end].count("\n") for p in article.paragraphs] == [2, 1]


def test_one_paragraph_a_line() -> None:
    article = made("A short title\n" + BODY * 3)
    assert [p.kind for p in article.paragraphs] == ["title", "body", "body", "body"]


def test_credits_above_the_body() -> None:
    article = made(f"WORLD\n\nA short title of the day\nBy Jane Doe and Ann Roe | Aug. 2, 2024 10:30 am\n\n{BODY}")
    assert (article.byline, article.published) == ("Jane Doe and Ann Roe", "2024-08-02")
    assert [p.kind for p in article.paragraphs] == ["kicker", "title", "kicker", "body"]


def test_labels_above_the_body() -> None:
    article = made(f"Title: One thing\nAuthor: Jane Doe\nSource: The Example\nDate: 3 May 2024\n\n{BODY}")
    assert article[2:4] == ("One thing", "text")
    assert article[6:9] == ("Jane Doe", "The Example", "2024-05-03")


def test_a_name_after_a_bare_by() -> None:
    article = made(f"A short title\n\nBy\n\nJane Doe\n\nPublished\n\n2 August 2024\n\n{BODY}")
    assert (article.byline, article.published) == ("Jane Doe", "2024-08-02")


@pytest.mark.parametrize(
    ("line", "source"),
    [("PARIS, July 25 (AFP) — The minister", "AFP"), ("Rep. John Doe (R-TX) said the minister", None)],
)
def test_the_agency_of_a_dateline(line: str, source: str | None) -> None:
    assert made(f"A short title\n\n{line} said that nothing had been decided.\n\n{BODY}").source == source


def test_sentences_between_paragraphs_are_no_headings() -> None:
    lines = ["“Enough!” she said.", "What happened next?", "He left.", "Here are the facts:", "and then it ended"]
    article = made("A short title\n\n" + "".join(f"{BODY}\n{line}\n\n" for line in lines) + BODY)
    assert kinds(article) == [("title", "A short title")]


def test_items_and_quotations() -> None:
    article = made(f"A short title\n\n{BODY}\n- one thing\n- another thing\n\n1. first\n\n> quoted\n\n{BODY}")
    assert [p.kind for p in article.paragraphs[2:-1]] == ["item", "item", "item", "quotation"]


def test_too_many_paragraphs_are_cut_with_a_word() -> None:
    article = made("a\n\n" * 250_000)
    assert len(article.paragraphs) == 200_001
    assert article.notices == ("more than 200,000 paragraphs: the rest is shown as one",)


@pytest.mark.parametrize(
    "unit", ["a", "a\n", "A b\n\n", "By A B\n", "Title: x\n", "May 1 ", "(", "© 2024 ", "a.\n", "“", "1. "]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(size: int) -> float:
        content = (unit * size)[:size].encode()
        started = time.process_time()
        read(content)
        return time.process_time() - started

    seconds(1000)
    assert seconds(1024 * 1024) < 5 * seconds(512 * 1024) + 0.2
