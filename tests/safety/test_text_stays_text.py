"""Whatever an article, a name, a note or a setting holds, every command prints it as text and nothing else."""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.cli import main
from tests.safety import hostile

Run = Callable[..., tuple[int, str, str]]

OVER_ARTICLES = [
    *(["analyze", *form] for form in ([], ["--json"], ["--jsonl"])),
    *([name, *form] for name in ("actors", "quotes") for form in ([], ["--json"], ["--jsonl"], ["--csv"], ["--md"])),
    *(["search", word, *form] for word in ("stay", "\x1b]0;EVIL\x07") for form in ([], ["--json"], ["--jsonl"])),
    *(["twins", *form] for form in ([], ["--json"], ["--md"])),
    *(["concordance", "stay", *form] for form in (["--json"], ["--csv"], ["--md"], ["--collocates"])),
    *(["dossier", name, *form] for name in ("John Roe", "\x1b]0;EVIL\x07") for form in ([], ["--json"], ["--md"])),
    *(["voices", *form] for form in ([], ["--json"], ["--csv"], ["--md"])),
    *(["audit", *form] for form in ([], ["--json"], ["--md"])),
    *(["cat", *form] for form in ([], ["--no-marks"], ["--width", "30"])),
    ["notes", "orphans"],
]
OF_THE_USER = [
    *(["notes", "list", *form] for form in ([], ["--json"], ["--jsonl"], ["--csv"], ["--md"])),
    *(["notes", "export", "--format", form] for form in ("md", "jsonld", "hypothesis", "readwise")),
    *([name, *form] for name in ("themes", "locate", "corrections") for form in ([], ["--json"])),
    ["notes", "check"],
    ["corrections", "check"],
]
WRONG = [
    ["\x1b]0;EVIL\x07"],
    ["open", "\x1b]0;EVIL\x07"],
    ["--\x1b]0;EVIL\x07"],
    ["analyze", "\x9b31m\u202e"],
    ["actors", ".", "--kind", "\x1b]0;EVIL\x07"],
    ["notes", "\x1b]0;EVIL\x07"],
    ["notes", "edit", "\x1b]0;EVIL\x07"],
    ["anchor", "--selectors", "\x1b]0;EVIL\x07", "\x9b"],
    ["export", ".", "--theme", "\x1b]0;EVIL\x07"],
    ["add", "http://\x1b]0;EVIL\x07/"],
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A library and a home full of it."""
    folder = tmp_path_factory.mktemp("hostile")
    return hostile.library(folder / "library"), hostile.home(folder / "home")


@pytest.fixture
def run(
    world: tuple[Path, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    tmp_path: Path,
) -> Run:
    """Run a command; its status, output and errors."""
    for name in [name for name in os.environ if name.startswith(("XDG_", "READER_"))]:
        monkeypatch.delenv(name)
    for name, value in world[1].items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        done = capfdbinary.readouterr()
        return status, done.out.decode(), done.err.decode()

    return run


@pytest.mark.parametrize("command", OVER_ARTICLES, ids=repr)
def test_of_articles(world: tuple[Path, dict[str, str]], run: Run, command: list[str]) -> None:
    status, out, err = run(*command, str(world[0]))
    assert status in (0, 1)
    assert not hostile.acting(out, "\r\n" if "--csv" in command else "\n")
    assert not hostile.acting(err)
    assert all(line.startswith("reader: ") for line in err.splitlines())
    if "--json" in command or "--jsonl" in command:
        assert out.isascii()


@pytest.mark.parametrize("command", OF_THE_USER, ids=repr)
def test_of_notes_themes_and_settings(run: Run, command: list[str]) -> None:
    _, out, err = run(*command)
    assert not hostile.acting(out, "\r\n" if {"--csv", "readwise"} & set(command) else "\n")
    assert not hostile.acting(err)
    assert all(line.startswith("reader: ") for line in err.splitlines())


@pytest.mark.parametrize("command", WRONG, ids=repr)
def test_of_what_was_typed(run: Run, command: list[str]) -> None:
    status, out, err = run(*command)
    assert status in (1, 2)
    assert not hostile.acting(out)
    assert not hostile.acting(err)
    assert err.startswith("reader: ")


@pytest.mark.parametrize("form", ["html", "md"])
def test_of_pages_to_hand_on(world: tuple[Path, dict[str, str]], run: Run, form: str, tmp_path: Path) -> None:
    run("export", str(world[0]), "--format", form, "--to", str(tmp_path / "out"))
    pages = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(pages) >= len(hostile.ALL)
    for page in pages:
        assert not hostile.acting(page.read_text("utf-8")), page.name
        assert page.name.isprintable()


def test_markup_shows_as_typed(world: tuple[Path, dict[str, str]], run: Run) -> None:
    number = list(hostile.ALL).index("textual")
    out = run("cat", "--no-marks", str(world[0] / f"{number:02} plain.txt"))[1]
    assert hostile.MARKUP["textual"] in out


def test_no_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "=1+1 is the title\n\n+SUM Jane said: “=cmd|' /C calc'!A0”\n\n“@SUM(1)”, said -2+3 Jane Doe of Acme.\n", "utf-8"
    )
    for name in ("quotes", "actors", "voices"):
        out = run(name, "--csv", str(tmp_path))[1]
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert len(cells) > 3
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
