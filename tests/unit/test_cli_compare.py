"""`reader compare`."""

import json
from pathlib import Path

import pytest

from tests.unit.test_cli import one_line, reader

FIRST = """Talks end

“The corridor is their oxygen and the army keeps every gate *shut*,” Jane Harrow said on Monday.

Nothing else was said.
"""
SECOND = """Talks go on

Jane Harrow told reporters that the talks failed. “The corridor is their very oxygen and the army keeps every gate,”
Harrow said.
"""


@pytest.fixture
def articles(tmp_path: Path) -> tuple[str, str]:
    """Two articles with a quote in common."""
    one, other = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text(FIRST, encoding="utf-8")
    other.write_text(SECOND, encoding="utf-8")
    return str(one), str(other)


def test_for_people(articles: tuple[str, str]) -> None:
    done = reader("compare", *articles)
    assert done.returncode == 0
    assert "the same quote" in done.stdout
    assert "The corridor is their {+very+} oxygen and the army keeps" in done.stdout
    assert f"{articles[0]}@11-" in done.stdout


def test_as_json(articles: tuple[str, str]) -> None:
    value = json.loads(reader("compare", "--json", *articles).stdout)
    assert [article["title"] for article in value["articles"]] == ["Talks end", "Talks go on"]
    assert value["cut"] is False
    (match,) = value["matches"]
    assert match["kind"] == "quote"
    assert match["in_order"] is True
    for passage, text in ((match["one"], FIRST), (match["other"], SECOND)):
        assert text[passage["start"] : passage["end"]] == passage["text"]
    assert [piece["other"]["text"] for piece in match["pieces"] if piece["change"] == "added"] == ["very"]


def test_two_articles_are_needed(articles: tuple[str, str]) -> None:
    done = reader("compare", articles[0], articles[0])
    assert "two articles can be compared" in one_line(done, 2)


def test_what_can_not_be_read_is_said(articles: tuple[str, str]) -> None:
    Path(articles[1]).write_bytes(b"\0")
    done = reader("compare", *articles)
    assert "2.txt" in one_line(done, 1)
    assert done.stdout == ""


def test_nothing_in_common(articles: tuple[str, str]) -> None:
    Path(articles[1]).write_text("Rain\n\nIt rained.\n")
    done = reader("compare", *articles)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing matches" in done.stderr
