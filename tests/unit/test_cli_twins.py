"""`reader twins`."""

import json
import os
from pathlib import Path

import pytest

from tests.unit.test_cli import ROOT, SEEDS, one_line, reader

CORPUS = Path(os.environ.get("READER_CORPUS") or ROOT.parent / "shared" / "corpus" / "news")

FIRST = """Talks end

“The corridor is their oxygen and the army keeps every gate *shut*,” Jane Harrow said on Monday.
"""
SECOND = """Talks go on

Jane Harrow told reporters that the talks failed. “The corridor is their oxygen,” Harrow said.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles with one statement in common, and one that can't be read."""
    (tmp_path / "1.txt").write_text(FIRST)
    (tmp_path / "2.txt").write_text(SECOND)
    (tmp_path / "3.txt").write_bytes(b"\0")
    return tmp_path


def test_for_people(articles: Path) -> None:
    done = reader("twins", str(articles))
    assert done.returncode == 1
    assert "3.txt" in done.stderr
    assert "Jane Harrow  2 articles" in done.stdout
    assert "The corridor is their oxygen [-and the army keeps every gate *shut-]" in done.stdout
    assert "cut: Jane Harrow" in done.stdout


def test_as_json(articles: Path) -> None:
    value = json.loads(reader("twins", "--json", str(articles / "1.txt"), str(articles / "2.txt")).stdout)
    assert value["copies"] == []
    (group,) = value["groups"]
    base, cut = group["versions"]
    assert group["stories"] == 2
    assert base["relations"] == []
    assert cut["relations"] == ["cut"]
    assert cut["actor"] == "Jane Harrow"
    assert SECOND[cut["start"] : cut["end"]] == cut["text"] == "The corridor is their oxygen"
    for piece in cut["pieces"]:
        for span in piece["base"]:
            assert FIRST[span["start"] : span["end"]] == span["text"]
        for span in piece["here"]:
            assert SECOND[span["start"] : span["end"]] == span["text"]


def test_a_line_a_statement_and_only_some() -> None:
    lines = reader("twins", "--jsonl", str(SEEDS)).stdout.splitlines()
    assert [json.loads(line)["stories"] for line in lines] == [2, 2]
    (line,) = reader("twins", "--jsonl", "--only", "cut", str(SEEDS)).stdout.splitlines()
    assert json.loads(line)["versions"][0]["actor"] == "White House"
    nothing = reader("twins", "--only", "reattributed", str(SEEDS))
    assert "nothing found" in one_line(nothing, 0)


def test_markdown_stays_text(articles: Path) -> None:
    shown = reader("twins", "--md", str(articles)).stdout
    assert "## Jane Harrow 2 articles" in shown
    assert r"every gate \*shut" in shown
    assert "~~and the army" in shown


def test_copies_are_named(tmp_path: Path) -> None:
    text = FIRST + "\n\n".join(f"Village {n} lies {n + 2} miles from bridge {n * 3} over the river." for n in range(20))
    (tmp_path / "1.txt").write_text(text)
    (tmp_path / "2.txt").write_text(text)
    done = reader("twins", str(tmp_path))
    assert done.stdout.startswith("One text, taken as one article: ")
    assert done.stdout.count("\n") == 1


def test_wrong_use(tmp_path: Path) -> None:
    assert "there is no article here" in one_line(reader("twins", str(tmp_path)), 2)
    assert "invalid choice" in one_line(reader("twins", "--only", "wrong", str(SEEDS)), 2)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the articles at READER_CORPUS")
def test_many_articles() -> None:
    """What was found by hand in the articles of ten days is there."""
    paths = sorted(map(str, CORPUS.glob("*_2016-03-1*.txt")))
    value = json.loads(reader("twins", "--json", *paths).stdout)
    assert list(map(len, value["copies"])) == [2, 2]
    bases = [group["versions"][0]["text"] for group in value["groups"]]
    for words in (
        "TARP II was an auto bailout",
        "I am not a natural politician",
        "consequences here and around the world",
    ):
        assert any(words in base for base in bases)
    for group in value["groups"]:
        assert len({version["path"] for version in group["versions"]}) > 1


def test_in_another_order(articles: Path) -> None:
    gate = "“Nobody opened the northern gate before the lorries came,” Adam Smith said on Monday.\n"
    for number in (3, 4, 5):
        (articles / f"{number}.txt").write_text(f"Story number {number}\n\n{gate}")
    speakers = {}
    for order in ("articles", "change"):
        lines = reader("twins", "--jsonl", "--sort", order, str(articles)).stdout.splitlines()
        speakers[order] = [json.loads(line)["versions"][0]["actor"] for line in lines]
    assert speakers == {"articles": ["Adam Smith", "Jane Harrow"], "change": ["Jane Harrow", "Adam Smith"]}
