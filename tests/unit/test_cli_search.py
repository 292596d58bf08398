"""`reader search`."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.test_cli import CLEAN, one_line, reader

FIRST = """Talks about the corridor go on

“The corridor is their oxygen,” Benjamin Netanyahu said. Netanyahu left at noon.
"""
SECOND = """A second day of talks

“Stop bullshitting me,” said Joe Biden. The president’s patience is thin.
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles."""
    (tmp_path / "1.txt").write_text(FIRST)
    (tmp_path / "2.txt").write_text(SECOND)
    return tmp_path


def hits(*words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(reader("search", "--json", *words).stdout)
    return found


def test_one_hit(articles: Path) -> None:
    done = reader("search", "stop bullshiting", "--json", str(articles))
    assert done.returncode == 0
    assert done.stdout.isascii()
    hit = json.loads(done.stdout)[0]
    assert (hit["path"], hit["title"]) == (f"{articles}/2.txt", "A second day of talks")
    assert (hit["kind"], hit["speaker"]) == ("quote", "Joe Biden")
    assert SECOND[hit["start"] : hit["end"]] == hit["text"] == "“Stop bullshitting me,”"
    assert [hit["text"][start:end] for start, end in hit["spans"]] == ["Stop", "bullshitting"]
    assert hit["score"] > 0.9


def test_lines_are_those_of_the_list(articles: Path) -> None:
    lines = reader("search", "--jsonl", "talks", str(articles)).stdout.splitlines()
    assert len(lines) > 1
    assert [json.loads(line) for line in lines] == hits("talks", str(articles))


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [("titles", {"title"}), ("passages", {"passage"}), ("quotes", set()), ("all", {"title", "passage"})],
)
def test_scopes(articles: Path, scope: str, kinds: set[str]) -> None:
    assert {hit["kind"] for hit in hits("day patience", str(articles), "--in", scope)} == kinds


def test_an_actor(articles: Path) -> None:
    hit = hits("@netanyaho", str(articles))[0]
    assert (hit["kind"], hit["text"], hit["actor"], hit["speaker"]) == ("actor", *["Benjamin Netanyahu"] * 2, None)


def test_the_limit(articles: Path) -> None:
    assert len(hits("talks", str(articles), "--limit", "1")) == 1
    assert "--limit" in one_line(reader("search", "talks", str(articles), "--limit", "0"), 2)


def test_for_people_by_article(articles: Path) -> None:
    done = reader("search", "talks", str(articles))
    heads = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert sorted(heads) == [
        f"A second day of talks  {articles}/2.txt",
        f"Talks about the corridor go on  {articles}/1.txt",
    ]
    assert "  quote  Joe Biden  “Stop bullshitting me,”\n" in reader("search", "stop", str(articles)).stdout


def test_a_long_passage_is_cut_around_the_match(articles: Path) -> None:
    (articles / "3.txt").write_text("Long\n\n" + "word " * 100 + "needle " + "more " * 100 + "\n")
    line = reader("search", "needle", str(articles / "3.txt")).stdout.splitlines()[1]
    assert "…word" in line
    assert "needle" in line
    assert line.endswith("…")
    assert len(line) < 400


def test_colors_on_a_terminal_only(articles: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reader", "search", "stop bullshiting", str(articles)]
    environment = {**CLEAN, "TERM": "xterm-256color", "COLUMNS": "100"}
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 4096):
                shown += piece
        except OSError:
            pass
        assert running.wait(30) == 0
    os.close(ours)
    assert b"\x1b[1;33mbullshitting\x1b[0m" in shown
    assert b"\x1b[1;33mStop\x1b[0m" in shown


def test_nothing_found(articles: Path) -> None:
    done = reader("search", "qatience", str(articles), "--in", "titles")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "nothing found" in done.stderr
    assert "patience" in done.stderr
    assert reader("search", "--json", "zzzz", str(articles)).stdout == "[]\n"


def test_a_query_that_cannot_be_read(articles: Path) -> None:
    done = reader("search", "oxygen in:rome", str(articles))
    assert done.returncode == 0
    assert "in: takes all, titles," in done.stderr
    assert "oxygen" in done.stdout


def test_batch(articles: Path) -> None:
    data = b"stop bullshiting\n\noxigen corridor\n"
    done = reader("search", "--batch", str(articles), "--in", "quotes", "--json", data=data)
    assert done.returncode == 0
    lists = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[hit["speaker"] for hit in found] for found in lists] == [["Joe Biden"], [], ["Benjamin Netanyahu"]]


def test_an_article_from_standard_input() -> None:
    done = reader("search", "oxigen", "-", "--json", data=FIRST.encode())
    assert json.loads(done.stdout)[0]["path"] == "-"
    assert "--batch" in one_line(reader("search", "--batch", "-"), 2)


def test_what_cannot_be_read_costs_a_line(articles: Path) -> None:
    (articles / "0.txt").write_bytes(b"\0")
    done = reader("search", "oxigen", str(articles))
    assert done.returncode == 1
    assert "0.txt" in done.stderr
    assert "oxygen" in done.stdout


def test_no_path(articles: Path) -> None:
    assert "PATH" in one_line(reader("search", "oxigen"), 2)
    (articles / "empty").mkdir()
    assert "no article" in one_line(reader("search", "oxigen", str(articles / "empty")), 2)


def test_search_does_not_load_textual(articles: Path) -> None:
    words = ["search", "oxigen", str(articles)]
    code = f"import sys; from reader.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=CLEAN)
    assert not set(done.stderr.split()) & {"textual", "asyncio", "rich"}
