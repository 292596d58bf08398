"""What is built for others: the wheel and the source, without what only a checkout has."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from reader import __version__

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120, env=dict(os.environ))
    return folder


def test_the_wheel_has_the_program_its_themes_and_its_samples(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    assert wheel.name == f"closereader-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(f"closereader-{__version__}.dist-info/METADATA").decode()
    program = [path for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    expected = {str(path.relative_to(ROOT / "src")) for path in program}
    expected |= {f"reader/themes/{path.name}" for path in (ROOT / "themes").glob("*.toml")}
    mine = {name for name in names if name.startswith("reader/")}
    assert mine == {name for name in expected if name.startswith("reader/")}
    others = {name.partition("/")[0] for name in names - mine}
    assert others <= {f"closereader-{__version__}.dist-info", f"closereader-{__version__}.data"}
    assert f"closereader-{__version__}.dist-info/licenses/LICENSE" in names
    assert not any("seeds" in name for name in names)
    for extra in ("html", "serve"):
        assert f"Provides-Extra: {extra}\n" in metadata


def test_the_source_has_all_that_a_packager_needs(built: Path) -> None:
    (source,) = built.glob("*.tar.gz")
    root = f"closereader-{__version__}"
    with tarfile.open(source) as archive:
        names = {name.removeprefix(f"{root}/") for name in archive.getnames()}
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "Makefile", "requirements.lock"):
        assert name in names
    for folder in ("themes", "tests", "docs", "src/reader", "bench"):
        kept = [path for path in (ROOT / folder).rglob("*.*") if path.suffix in (".py", ".toml", ".md", ".css", ".txt")]
        missing = {str(path.relative_to(ROOT)) for path in kept} - names
        assert not missing
    assert not any(name.startswith(("seeds", ".ci", ".venv", ".git/")) or "__pycache__" in name for name in names)
