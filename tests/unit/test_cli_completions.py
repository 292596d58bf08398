"""What shells offer, as the shells themselves say; and the manual page, as groff does."""

import importlib.util
import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from reader.cli import completions, grammar
from reader.cli.parser import COMMANDS, _parser

ROOT = Path(__file__).resolve().parents[2]
TOP = grammar.read(_parser(), "reader")
PROBE = """
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _reader 2>/dev/null; printf '%s\\n' "${COMPREPLY[@]}"
"""
CASES = [
    (["co"], {"compare", "concordance", "config", "corrections", "completions"}),
    (["notes", "re"], {"remove", "redo"}),
    (["notes", "--notes-file", "x", "ex"], {"export"}),
    (["actors", "--kind", "p"], {"person", "place"}),
    (["actors", "--js"], {"--json", "--jsonl"}),
    (["notes", "export", "--format", "j"], {"jsonld"}),
    (["cache", ""], {"info", "clear"}),
    (["completions", "z"], {"zsh"}),
]


def test_the_grammar_is_that_of_the_parser() -> None:
    assert {command.name for command in TOP.commands} == set(COMMANDS)
    quotes = next(command for command in TOP.commands if command.name == "quotes")
    kind = next(option for option in quotes.options if option.flags == ("--kind",))
    assert (kind.takes, kind.choices) == ("choice", ("direct", "mixed", "indirect"))
    assert [(a.called, a.takes, a.many, a.needed) for a in quotes.arguments] == [("PATH", "file", True, True)]
    notes = next(command for command in TOP.commands if command.name == "notes")
    assert {"add", "list", "merge"} <= {act.name for act in notes.commands}


def bash(script: Path, *words: str, cwd: Path = ROOT) -> set[str]:
    """What bash offers for the last word."""
    command = ["bash", "--norc", "-c", f"source {script}; {PROBE}", "bash", "reader", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=cwd, timeout=60)
    assert done.stderr == ""
    return set(done.stdout.split())


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script"
    path.write_text(completions.bash(TOP))
    return path


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_bash(script: Path, tmp_path: Path) -> None:
    for words, offered in CASES:
        assert bash(script, *words) == offered, words
    assert bash(script, "actors", "--kind", "=", "gr") == {"group"}
    assert bash(script, "actors", "x") == set()  # files are then bash's own business
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    assert bash(script, "export", "--to", "f", cwd=tmp_path) == {"folder"}


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not here")
def test_fish(tmp_path: Path) -> None:
    path = tmp_path / "script"
    path.write_text(completions.fish(TOP))
    for words, offered in CASES:
        command = ["fish", "--no-config", "-c", f"source {path}; complete -C 'reader {' '.join(words)}'"]
        home = os.environ | {"HOME": str(tmp_path)}
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, timeout=60, env=home)
        assert {line.split("\t")[0] for line in done.stdout.splitlines()} - {"script"} == offered, words


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not here")
@pytest.mark.parametrize(
    ("typed", "rest"), [("reader concor", "dance "), ("reader notes orp", "hans "), ("reader actors --kind gr", "oup ")]
)
def test_zsh(tmp_path: Path, typed: str, rest: str) -> None:
    path = tmp_path / "script"
    path.write_text(completions.zsh(TOP))
    child, line = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execvpe("zsh", ["zsh", "-f", "-i"], os.environ | {"TERM": "dumb", "HOME": str(tmp_path), "PS1": "ready> "})
    try:
        os.write(line, f"autoload -Uz compinit; compinit -D; source {path}; echo be''gun\n".encode())
        assert "begun" in until(line, "begun")
        os.write(line, typed.encode() + b"\t")
        assert rest in until(line, rest)
    finally:
        os.close(line)
        os.waitpid(child, 0)


def until(line: int, wanted: str) -> str:
    """What comes from a terminal until something wanted is there, or for long enough."""
    seen = ""
    end = time.monotonic() + 20
    while wanted not in seen and time.monotonic() < end:
        if select.select([line], [], [], 0.5)[0]:
            seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x08|\r", "", os.read(line, 4096).decode(errors="replace"))
    return seen


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_ones_of_their_shells(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    path = tmp_path / "script"
    path.write_text({"bash": completions.bash, "zsh": completions.zsh, "fish": completions.fish}[shell](TOP))
    subprocess.run([shell, "-n", str(path)], check=True, capture_output=True, timeout=60)


def test_the_manual_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("make_man", ROOT / "man" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (ROOT / "man" / "reader.1").read_text(encoding="ascii") == made.page(), "make man writes it anew"
    for command in COMMANDS:
        assert f"reader {command}" in made.page().replace("\\-", "-")


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not here")
def test_groff_finds_nothing_wrong_with_the_manual_page() -> None:
    command = ["groff", "-man", "-Tascii", "-ww", "-rCHECKSTYLE=3", str(ROOT / "man" / "reader.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    assert "EXIT STATUS" in re.sub(".\x08", "", done.stdout)
