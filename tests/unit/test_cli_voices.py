"""`reader voices`."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.unit.test_cli import SEEDS, one_line, reader

FIRST = "“We are nearly there,” Jane Doe said. “Never,” an official said. Mary Roe was there too.\n"
SECOND = "“It is over now,” Jane Doe said in Paris.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    (tmp_path / "1.txt").write_text(FIRST)
    (tmp_path / "2.txt").write_text(SECOND)
    return tmp_path


def test_json(articles: Path) -> None:
    done = reader("voices", str(articles), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [article["words"] for article in found["articles"]] == [5, 4]
    assert [(row["name"], row["standing"], row["words"]) for row in found["voices"]] == [
        ("Jane Doe", "named", 8),
        (None, "anonymous", 1),
    ]
    cell = found["voices"][0]["articles"][1]
    assert (Path(cell["path"]).name, cell["words"]) == ("2.txt", 4)
    (passage,) = cell["passages"]
    assert SECOND[passage["start"] : passage["end"]] == "“It is over now,”"
    assert {one["name"] for one in found["silent"]} == {"Mary Roe", "Paris"}


def test_the_matrix_as_csv(articles: Path) -> None:
    rows = list(csv.reader(io.StringIO(reader("voices", str(articles), "--csv").stdout)))
    assert rows[0] == ["speaker", "kind", "words", str(articles / "1.txt"), str(articles / "2.txt")]
    assert rows[1:] == [["Jane Doe", "person", "8", "4", "4"], ["(anonymous)", "", "1", "1", "0"]]


def test_for_people(articles: Path) -> None:
    lines = reader("voices", str(articles)).stdout.splitlines()
    assert lines[0] == "9 quoted words in 2 articles"
    assert any(line.split()[:5] == ["Jane", "Doe", "person", "8", "88.9%"] for line in lines)
    assert lines.index("Named, never quoted") > lines.index("Quoted")
    page = reader("voices", str(articles), "--md").stdout
    assert "\n## Quoted\n\n| Speaker | Kind |" in page


def test_by_kind(articles: Path) -> None:
    found = json.loads(reader("voices", str(articles), "--json", "--kind", "place").stdout)
    assert (found["voices"], [one["name"] for one in found["silent"]]) == ([], ["Paris"])


def test_the_seeds_add_up() -> None:
    found = json.loads(reader("voices", str(SEEDS), "--json").stdout)
    assert found["words"] == sum(row["words"] for row in found["voices"]) == 492 + 89 + 23 + 106 + 237


def test_an_article_without_quotes(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("It rained.\n")
    assert reader("voices", str(tmp_path)).stdout == "0 quoted words in 1 article\n"
    assert json.loads(reader("voices", str(tmp_path), "--json").stdout)["voices"] == []


def test_what_can_not_be_read(articles: Path) -> None:
    (articles / "3.txt").write_bytes(b"\0")
    assert "3.txt" in one_line(reader("voices", str(articles)), 1)


def test_where_a_speaker_is_absent(articles: Path) -> None:
    (articles / "3.txt").write_text("Jane Doe slept all day.\n")
    found = json.loads(reader("voices", str(articles), "--json").stdout)
    assert [[Path(path).name for path in row["absent"]] for row in found["voices"]] == [["3.txt"], []]
    doe = next(line for line in reader("voices", str(articles)).stdout.splitlines() if line.startswith("Jane Doe"))
    assert doe.split()[:7] == ["Jane", "Doe", "person", "8", "88.9%", "2", "1"]


def test_in_another_order(articles: Path) -> None:
    (articles / "3.txt").write_text("“It was never so far, and it never will be,” Adam Smith said.\n")
    names = {}
    for order in ("words", "name", "first"):
        found = json.loads(reader("voices", str(articles), "--json", "--sort", order).stdout)
        names[order] = [row["name"] for row in found["voices"] if row["name"]]
    assert names == {
        "words": ["Adam Smith", "Jane Doe"],
        "name": ["Adam Smith", "Jane Doe"],
        "first": ["Jane Doe", "Adam Smith"],
    }
