"""`reader concordance`."""

import csv
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.unit.test_cli import CLEAN, SEEDS, one_line, reader

TEXT = "At the market\n\nThe *old* gate of the city is shut. Nobody opens the Gate, says the keeper of the gate.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles."""
    (tmp_path / "1.txt").write_text(TEXT)
    (tmp_path / "2.txt").write_text("A road\n\nThe road ends at a gate.\n")
    return tmp_path


def test_for_people(articles: Path) -> None:
    done = reader("concordance", "gate", str(articles))
    assert done.returncode == 0
    head, *lines = done.stdout.splitlines()
    assert head == "4 in 2 of 2 articles: gate 4"
    path, left, word, right = lines[0].split("\t")
    assert path == f"{articles / '1.txt'}@25-29"
    assert (left, word) == ("The *old*", "gate")
    assert right.startswith("of the city is shut.")


def test_as_json() -> None:
    value = json.loads(reader("concordance", "--json", "--sort", "right", "Netanyahu", str(SEEDS)).stdout)
    assert value["count"] == len(value["lines"]) == 57
    assert (value["articles"], value["read"]) == (5, 5)
    for line in value["lines"]:
        text = Path(line["path"]).read_text()
        assert text[line["start"] : line["end"]] == line["text"] == "Netanyahu"
        assert text[: line["start"]].endswith(line["left"])
        assert text[line["end"] :].startswith(line["right"])
    scores = [collocate["log_likelihood"] for collocate in value["collocates"]]
    assert scores == sorted(scores, reverse=True)


def test_other_forms(articles: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(reader("concordance", "--csv", "gate", str(articles)).stdout)))
    assert [row["text"] for row in rows] == ["gate", "Gate", "gate", "gate"]
    assert TEXT[int(rows[1]["start"]) : int(rows[1]["end"])] == "Gate"
    lines = reader("concordance", "--jsonl", "--sort", "left", "gate", str(articles)).stdout.splitlines()
    assert [json.loads(line)["left"].split()[-1] for line in lines] == ["a", "*old*", "the", "the"]
    assert r"The \*old\*" in reader("concordance", "--md", "gate", str(articles)).stdout


def test_company(articles: Path) -> None:
    (articles / "3.txt").write_text("Wine\n\n" + "red wine. " * 5 + "green tea. " * 30)
    shown = reader("concordance", "--collocates", "--window", "1", "red", str(articles)).stdout.splitlines()
    assert shown[0].split() == ["WORD", "NEAR", "LEFT", "RIGHT", "TOTAL", "EXPECTED", "LOG-LIKELIHOOD"]
    assert shown[1].split()[:5] == ["wine", "5", "0", "5", "6"]
    (line,) = reader(
        "concordance", "--collocates", "--window", "1", "--jsonl", "red", str(articles)
    ).stdout.splitlines()
    assert json.loads(line)["near"] == 5


def test_an_actor() -> None:
    value = json.loads(reader("concordance", "--actor", "--json", "netanyahu", str(SEEDS)).stdout)
    assert {"Netanyahu", "Benjamin Netanyahu", "Bibi"} <= {form["text"] for form in value["forms"]}


def test_what_goes_wrong(articles: Path) -> None:
    assert "nothing found" in one_line(reader("concordance", "zebra", str(articles)), 1)
    assert "no word" in one_line(reader("concordance", "…", str(articles)), 2)
    assert "--window" in one_line(reader("concordance", "--window", "0", "gate", str(articles)), 2)
    assert "not allowed with" in one_line(reader("concordance", "--fuzzy", "--actor", "gate", str(articles)), 2)
    (articles / "3.txt").write_bytes(b"\0")
    assert reader("concordance", "gate", str(articles)).returncode == 1


def test_a_terminal_shows_one_column(articles: Path) -> None:
    """What was looked for stands under each other, and no row is wider than the terminal."""
    (articles / "4.txt").write_text("標題\n\n東京 gate 北京\n\n" + "very " * 60 + "long gate " + "words " * 60)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 90, 0, 0))
    words = [sys.executable, "-m", "reader", "concordance", "gate", str(articles)]
    done = subprocess.Popen(words, stdout=theirs, stderr=subprocess.PIPE, env=CLEAN | {"TERM": "xterm-256color"})
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert done.wait(60) == 0
    os.close(ours)
    from reader.page.cells import width

    rows = [re.sub(r"\x1b\[[\d;]*m", "", row) for row in shown.decode().splitlines()][1:]
    assert len(rows) == 6
    assert len({width(row[: row.lower().index(" gate")]) for row in rows}) == 1
    assert max(map(width, rows)) <= 90
