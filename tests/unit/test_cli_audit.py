"""`reader audit`."""

import json
from pathlib import Path

from tests.unit.test_cli import SEEDS, one_line, reader


def test_the_seeds_as_json() -> None:
    done = reader("audit", str(SEEDS), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["articles"], found["words"]) == (5, 6998)
    assert (found["speech"]["words"], found["speech"]["quotes"]) == (947, 65)
    assert [(one["name"], one["words"], one["share"]) for one in found["standings"]] == [
        ("named", 716, round(716 / 947, 6)),
        ("anonymous", 202, round(202 / 947, 6)),
        ("document", 29, round(29 / 947, 6)),
        ("unattributed", 0, 0),
    ]
    assert found["speakers"][0]["name"] == "Benjamin Netanyahu"
    for passage in found["standings"][2]["passages"]:
        assert Path(passage["path"]).read_text()[passage["start"] : passage["end"]]


def test_for_people() -> None:
    lines = reader("audit", str(SEEDS)).stdout.splitlines()
    assert lines[0].startswith("5 articles of 6,998 words, 947 of them (13.5%) in 65 quotes; ")
    assert any(line.split()[:3] == ["anonymous", "202", "21.3%"] for line in lines)


def test_as_markdown() -> None:
    page = reader("audit", str(SEEDS), "--md").stdout
    assert "\n## Sources\n\n| Source | Words | Share | Quotes | Reported |" in page
    assert "| named | 716 | 75.6% | 51 |" in page


def test_standard_input() -> None:
    done = reader("audit", "-", "--json", data="“We go,” Jane Doe said. “Never,” an aide said.\n".encode())
    found = json.loads(done.stdout)
    assert [one["words"] for one in found["standings"]] == [2, 1, 0, 0]


def test_an_article_without_speech(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("It rained.\n")
    done = reader("audit", str(tmp_path))
    assert done.returncode == 0
    assert done.stdout.startswith("1 article of 2 words, 0 of them (0.0%) in 0 quotes; 0 clauses of indirect speech\n")


def test_what_can_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("“We go,” Jane Doe said.\n")
    (tmp_path / "2.txt").write_bytes(b"\0")
    done = reader("audit", str(tmp_path))
    assert "2.txt" in one_line(done, 1)
    assert "100.0%" in done.stdout


def test_in_another_order() -> None:
    shares = json.loads(reader("audit", str(SEEDS), "--json", "--sort", "passages").stdout)["speakers"]
    passages = [len(one["passages"]) for one in shares]
    assert passages == sorted(passages, reverse=True)
    assert passages != [one["quotes"] for one in shares]
    names = [
        one["name"] for one in json.loads(reader("audit", str(SEEDS), "--json", "--sort", "name").stdout)["speakers"]
    ]
    assert names == sorted(names, key=str.casefold)
