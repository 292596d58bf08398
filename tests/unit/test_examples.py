"""The examples of the documents run, and print what the documents show."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from reader import locations

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("examples.md",)
TOOLS = ("jq", "fzf", "git")
_FENCED = re.compile(r"^```(sh|bash)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    """A block of a document."""

    name: str
    language: str
    """``sh`` is run; ``bash`` needs somebody at a terminal, and is only looked over."""
    commands: str
    printed: str
    """What the document says it prints; ``…`` stands for anything. Empty where it says nothing."""


def examples() -> list[Example]:
    found = []
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        for block in _FENCED.finditer(text):
            line = text.count("\n", 0, block.start()) + 1
            found.append(Example(f"{page}:{line}", block[1], block[2], block[3] or ""))
    return found


EXAMPLES = examples()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The program on the path, nothing of the user's, and the samples in ``news/``."""
    shutil.copytree(locations.samples(), tmp_path / "news", ignore=shutil.ignore_patterns("__*"))
    program = tmp_path / "bin" / "reader"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reader "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", "PYTHONUTF8": "1"}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_it_runs(example: Example, tmp_path: Path, environment: dict[str, str]) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    missing = [tool for tool in TOOLS if re.search(rf"\b{tool} ", example.commands) and shutil.which(tool) is None]
    if missing:
        pytest.skip(f"{missing[0]} is not here")
    options = ["-n"] if example.language == "bash" else ["-e"]
    words = ["bash", *options, "-c", example.commands]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    if example.printed:
        wanted = ".*".join(re.escape(part) for part in example.printed.split("…"))
        assert re.fullmatch(wanted, done.stdout, re.DOTALL), done.stdout


_CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
LINES = [
    line.split(" #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", _CLI, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
    if re.match(r"reader (?!add|serve|completions)", line)
]


@pytest.mark.parametrize("line", LINES)
def test_the_lines_of_the_command_line_run(line: str, tmp_path: Path, environment: dict[str, str]) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    shutil.move(tmp_path / "news", tmp_path / "articles")
    shutil.copy(tmp_path / "articles" / "3-fishing-talks.txt", tmp_path / "story.txt")
    (tmp_path / "remembered.txt").write_text("tablit in vilage\n")
    words = ["bash", "-e", "-c", line]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    found = done.returncode == 0 or (done.returncode == 1 and "nothing" in done.stderr + done.stdout)
    assert found, done.stderr


def test_there_are_some() -> None:
    assert len(LINES) > 12
    assert sum(example.language == "sh" for example in EXAMPLES) > 10
    assert sum(bool(example.printed) for example in EXAMPLES) > 8
