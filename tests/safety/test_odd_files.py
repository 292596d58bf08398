"""Odd files cost themselves: each is opened, or listed with its reason, and those beside it are read."""

import json
import os
import socket
from pathlib import Path

import pytest

from reader.analysis import analyze
from reader.articles import ArticleError, load
from reader.library import discover
from reader.text import SIGNS, analyzed
from tests.safety import odd, running

SOUND = "A sound article\n\nJane Doe said: “We stay.”\n"
SIZE = 40_000
LARGE = 10 << 20
SECONDS, MEGABYTES = 60, 4000  # far more than is promised: make torture is exact, on a machine of its own


@pytest.mark.parametrize("name", odd.FILES)
def test_a_file_is_opened_or_refused_in_a_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(odd.FILES[name](SIZE))
    try:
        article = load(path)
    except ArticleError as fault:
        assert fault.reason
        assert str(fault).isprintable()
        return
    assert all(0 <= part.start <= part.end <= len(article.text) for part in article.paragraphs)
    found = analyze(article)
    assert all(0 <= quote.start < quote.end <= len(article.text) for quote in found.quotes)


def test_one_bad_file_hides_no_other(tmp_path: Path, around: dict[str, str]) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name in ("noise.txt", "bomb.docx", "deep.html", "arrays.md", "entities.rss", "nul.txt", "arrays.pdf"):
        (library / f"m {name}").write_bytes(odd.FILES[name](SIZE))
    long = "n" * 251 + ".txt"
    strange = [b"-rf.txt", b"--json.txt", b"line\nend.txt", b"\x1b]0;x\x07.txt", b"\xff\xfe.txt", long.encode()]
    for name in (b"a sound.txt", b"z sound.txt", *strange):
        with open(os.fsencode(library) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(SOUND)
    os.mkfifo(library / "fifo.txt")
    (library / "loop.txt").symlink_to("loop.txt")
    (library / "gone.txt").symlink_to("nowhere")
    (library / "device.txt").symlink_to("/dev/zero")
    (library / "around").symlink_to(library)
    (library / "unreadable.txt").write_text(SOUND)
    (library / "unreadable.txt").chmod(0)
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(library)
        listening.bind("socket.txt")
        done = running.run(["analyze", "--jsonl", str(library)], around, SECONDS, MEGABYTES)
    told = [json.loads(line) for line in done.out.splitlines()]
    whole = [one for one in told if "error" not in one and one["title"] == "A sound article"]
    assert len(whole) >= len(strange) + 2
    assert all(len(one["quotes"]) == 1 for one in whole)
    refused = {os.path.basename(one["path"]): one["error"] for one in told if "error" in one}
    assert {"fifo.txt", "loop.txt", "gone.txt", "device.txt", "socket.txt", "m nul.txt"} <= refused.keys()
    assert done.status == 1
    assert len(done.err.splitlines()) == len(refused)
    assert all(line.startswith("reader: ") for line in done.err.splitlines())


def test_files_that_vanish_while_they_are_looked_for(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(SOUND)
    found = discover([str(tmp_path)])
    (tmp_path / "1.txt").unlink()
    with pytest.raises(ArticleError, match="no such file"):
        load(found.entries.paths[1])
    assert load(found.entries.paths[2]).title == "A sound article"


@pytest.mark.parametrize("name", ["one line.txt", "straight marks.txt", "lines.txt", "combining.txt", "table.md"])
def test_a_large_file_has_a_bound(name: str, tmp_path: Path, around: dict[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(odd.FILES[name](LARGE))
    done = running.run(["analyze", str(path)], around, SECONDS, MEGABYTES)
    assert done.status == 0, done.err


def test_what_is_not_analyzed_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nJane Doe said: “We stay.”\n\n" + "-" * SIGNS + " “We go,” John Roe said.", "utf-8")
    article = load(path)
    assert analyzed(article.text) < len(article.text)
    assert any(f"first {analyzed(article.text):,} characters" in notice for notice in article.notices)
    found = analyze(article)
    assert found.quotes
    assert max(quote.end for quote in found.quotes) <= analyzed(article.text)
