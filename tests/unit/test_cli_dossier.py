"""`reader dossier`."""

import json
from pathlib import Path

import pytest

from tests.unit.test_cli import one_line, reader

FIRST = """---
title: Talks go on
date: 2024-05-01
---

Defense Minister Jane Doe met Mary Roe at noon. “We are nearly there,” Doe said.
"""
SECOND = """---
title: Nothing yet
date: 2024-04-30
---

Jane Doe and John Doe slept. “She is tired,” Mary Roe said of Jane Doe.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    (tmp_path / "1.md").write_text(FIRST)
    (tmp_path / "2.md").write_text(SECOND)
    return tmp_path


def test_json(articles: Path) -> None:
    done = reader("dossier", "jane doe", str(articles), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    found = json.loads(done.stdout)
    assert (found["id"], found["name"], found["kind"]) == ("jane-doe", "Jane Doe", "person")
    assert (found["first"], found["last"], found["mentions"], found["words"]) == ("2024-04-30", "2024-05-01", 4, 4)
    assert [Path(article["path"]).name for article in found["articles"]] == ["2.md", "1.md"]
    (role,) = found["roles"]
    assert (role["text"], Path(role["passages"][0]["path"]).name) == ("Defense Minister", "1.md")
    (said,) = found["said"]
    assert (said["text"], said["kind"], said["words"]) == ("“We are nearly there,”", "direct", 4)
    assert (said["speaker"], said["source"], said["stance"], said["verb"]) == ("Jane Doe", "Doe", "said", "say")
    assert [(other["name"], other["paragraphs"]) for other in found["beside"]] == [("Mary Roe", 2), ("John Doe", 1)]


def test_for_people_and_as_markdown(articles: Path) -> None:
    done = reader("dossier", "Jane Doe", str(articles))
    assert done.stdout.splitlines()[:4] == [
        "Jane Doe, person",
        "also: Doe",
        "roles: Defense Minister (1)",
        "4 mentions in 2 articles, seen 2024-04-30 to 2024-05-01; 4 quoted words",
    ]
    assert "1.md@" in done.stdout
    page = reader("dossier", "Jane Doe", str(articles), "--md").stdout
    assert page.startswith("# Jane Doe\n")
    assert "\n## Says\n" in page


def test_a_name_that_fits_several(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Jane Doe slept. Jane Doe woke.\n")
    (tmp_path / "2.txt").write_text("John Doe slept.\n")
    fault = one_line(reader("dossier", "doe", str(tmp_path)), 2)
    assert "Jane Doe (person, 2 mentions, id:jane-doe); John Doe (person, 1 mention, id:john-doe)" in fault
    assert reader("dossier", "id:john-doe", str(tmp_path)).stdout.startswith("John Doe, person\n")


def test_a_misspelled_name_and_one_that_nobody_has(articles: Path) -> None:
    assert reader("dossier", "Marry Rooe", str(articles)).stdout.startswith("Mary Roe, person\n")
    assert "Wolfeschlegelstein" in one_line(reader("dossier", "Wolfeschlegelstein", str(articles)), 1)
    assert "Jane Doe" in one_line(reader("dossier", "Jane Doe", str(articles), "--kind", "place"), 1)


def test_what_can_not_be_read(articles: Path) -> None:
    (articles / "3.txt").write_bytes(b"\0")
    done = reader("dossier", "Jane Doe", str(articles))
    assert "3.txt" in one_line(done, 1)
    assert done.stdout.startswith("Jane Doe, person\n")


def test_wrong_use(tmp_path: Path) -> None:
    one_line(reader("dossier", "Jane Doe"), 2)
    one_line(reader("dossier", "Jane Doe", str(tmp_path)), 2)


def test_mentions_over_time(articles: Path) -> None:
    lines = reader("dossier", "jane doe", str(articles)).stdout.splitlines()
    at = lines.index("Mentions by day")
    assert [line.split()[:2] for line in lines[at + 1 :] if line.startswith("2024-")][:2] == [
        ["2024-04-30", "2"],
        ["2024-05-01", "2"],
    ]


def test_in_another_order(articles: Path) -> None:
    for order, paths in (("date", ["2.md", "1.md"]), ("article", ["2.md", "1.md"])):
        found = json.loads(reader("dossier", "jane doe", str(articles), "--json", "--sort", order).stdout)
        assert [Path(article["path"]).name for article in found["articles"]] == paths
    (articles / "2.md").write_text(SECOND.replace("Nothing yet", "Zero hour"))
    found = json.loads(reader("dossier", "jane doe", str(articles), "--json", "--sort", "article").stdout)
    assert [article["title"] for article in found["articles"]] == ["Talks go on", "Zero hour"]
