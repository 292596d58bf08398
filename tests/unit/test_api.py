"""The public API: its documents run, its functions say what they take, give and raise, and it imports nothing early."""

import doctest
import inspect
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader import locations

DOCUMENT = Path(__file__).parents[2] / "docs" / "api.md"


def test_the_examples_of_the_document_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(locations.samples(), tmp_path / "news")
    monkeypatch.chdir(tmp_path)
    text = DOCUMENT.read_text(encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(text, {}, "api.md", str(DOCUMENT), 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(examples, out=said.append)
    assert result.attempted > 15
    assert not result.failed, "".join(said)


@pytest.mark.parametrize("name", [name for name in reader.__all__ if not name.startswith("__")])
def test_every_function_is_documented(name: str) -> None:
    function = getattr(reader, name)
    written = inspect.getdoc(function) or ""
    parameters = inspect.signature(function).parameters
    assert written.splitlines()[0].endswith(".")
    for parameter in parameters:
        assert f"{parameter}: " in written, f"{name} does not say what {parameter} is"
    assert "Returns:" in written or "Yields:" in written
    assert f"reader.{name}(" in DOCUMENT.read_text(encoding="utf-8")


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys; before = set(sys.modules); import reader; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["reader"]


def test_using_it_never_imports_textual() -> None:
    code = (
        "import sys, reader; from reader import locations; "
        "articles = list(reader.read(locations.samples())); reader.find('train', articles); "
        "print('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
