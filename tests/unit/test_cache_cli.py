"""`reader cache`, and commands that answer from it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import analysis
from reader.cache import indexes, keeping, study
from reader.cli import main, search


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = f"Report {number} on the harbour\n\n“This is number {number},” said Ana Duarte.\n"
        (folder / f"{number}.txt").write_text(text)
    return folder


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as left alone at once."""
    monkeypatch.setattr(study, "_CLOCK", -1)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(list(words))
    return capsys.readouterr().out


def test_info_and_clear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fill(tmp_path / "library", 14)
    printed(capsys, "search", "harbour", str(folder))
    told = json.loads(printed(capsys, "cache", "info", "--json"))
    assert told["path"] == keeping.folder()
    assert (told["articles"], told["indexes"]) == (14, 1)
    assert told["article_bytes"] > 4096 and told["index_bytes"] > 1024
    assert "14 articles" in printed(capsys, "cache")
    assert main(["cache", "clear"]) == 0
    assert json.loads(printed(capsys, "cache", "--json"))["articles"] == 0
    assert indexes.size().indexes == 0


def test_no_cache_to_tell_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert main(["cache"]) == 1
    assert "can't be used" in capsys.readouterr().err
    assert main(["cache", "clear"]) == 1


@pytest.mark.parametrize("count", [3, 14])
@pytest.mark.parametrize("command", ["quotes", "actors", "analyze", "search"])
def test_a_warm_command_prints_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(fill(tmp_path / "library", count))
    words = [command, "number harbour", "--json", folder] if command == "search" else [command, "--json", folder]
    cold = printed(capsys, *words)
    monkeypatch.setattr(analysis, "analyze", None)  # nobody needs it any more
    assert printed(capsys, *words) == cold
    assert printed(capsys, *words) == cold


def test_a_warm_search_knows_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "library", 14)
    printed(capsys, "search", "harbour", str(folder))
    (folder / "3.txt").write_text("A bridge for Porto\n\n“It stands,” said Rui Costa.\n")
    os.unlink(folder / "4.txt")
    read: list[str] = []
    monkeypatch.setattr(search.reading, "work", lambda found, *_, **__: read.extend(it.path for it in found) or [])
    printed(capsys, "search", "harbour", str(folder))
    assert read == [str(folder / "3.txt")]


def test_a_warm_search_finds_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = fill(tmp_path / "library", 14)
    for _ in range(3):
        hits = json.loads(printed(capsys, "search", "report 4 harbour", str(folder), "--json"))
        assert str(folder / "4.txt") in {hit["path"] for hit in hits}
    (folder / "3.txt").write_text("A bridge for Porto\n\n“It stands,” said Rui Costa.\n")
    os.unlink(folder / "4.txt")
    hits = json.loads(printed(capsys, "search", "rui costa", str(folder), "--json"))
    assert {hit["path"] for hit in hits} == {str(folder / "3.txt")}
    hits = json.loads(printed(capsys, "search", "report 4 harbour", str(folder), "--json"))
    assert hits and str(folder / "4.txt") not in {hit["path"] for hit in hits}


def test_a_warm_command_loads_no_analysis(tmp_path: Path) -> None:
    folder = fill(tmp_path / "library", 3)
    code = (
        "import sys; from reader.cache import study; study._CLOCK = -1; from reader.cli import main\n"
        "main(['quotes', '--json', sys.argv[1]])\n"
        "print(sorted(name for name in sys.modules if name.startswith('reader.analysis.')), file=sys.stderr)"
    )
    told = [
        subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True).stderr.strip()
        for _ in range(2)
    ]
    assert "reader.analysis.quotes" in told[0] and told[1] == "[]"
