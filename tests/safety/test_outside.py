"""What the program does outside itself: no network, no other programs, nothing written but where the documents say."""

import os
import stat
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.safety import hostile, running
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
WATCHING = Path(__file__).parent / "watching"

QUIET = [
    *(["analyze"], ["actors"], ["quotes"], ["search", "stay"], ["twins"], ["concordance", "stay"], ["voices"]),
    *(["audit"], ["dossier", "John Roe"], ["cat"], ["notes", "list"], ["notes", "orphans"]),
]
"""Commands over articles that reach nothing and change nothing of the user's."""

LOOKS_FOR_IPV6 = {"socket.__new__\t10\t1\t0", "socket.bind\t('::1', 0)"}
"""What urllib3, which trafilatura imports, does once: the address is this machine's own, and nothing is sent."""


@pytest.fixture
def log(around: dict[str, str], tmp_path: Path) -> Iterator[Callable[[], dict[str, set[str]]]]:
    """Have every process write down what it does; what was written down, by kind."""
    path = tmp_path / "watched"
    around |= {"PYTHONPATH": str(WATCHING), "WATCHED": str(path), "PYTHONDONTWRITEBYTECODE": "1"}

    def read() -> dict[str, set[str]]:
        done: dict[str, set[str]] = {"write": set(), "network": set(), "start": set()}
        for line in path.read_text("utf-8").splitlines():
            kind, _, what = line.partition("\t")
            done[kind].add(what)
        return done

    yield read


def outside(written: set[str], *allowed: Path) -> set[str]:
    """What was written elsewhere."""
    folders = [str(folder) for folder in (*allowed, Path("/dev"))]
    return {path for path in written if not any(path == folder or path.startswith(f"{folder}/") for folder in folders)}


def documented(around: dict[str, str]) -> list[Path]:
    """The folders that docs/security.md names."""
    home = Path(around["HOME"])
    return [home / place / "reader" for place in (".cache", ".local/state", ".local/share", ".config")]


def are_private(*folders: Path) -> bool:
    """Whether only the user can look into folders and read the files in them."""
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode & 0o077:
                raise AssertionError(f"{path} is {mode:o}")
    return True


def test_commands(around: dict[str, str], log: Callable[[], dict[str, set[str]]], tmp_path: Path) -> None:
    library = hostile.library(tmp_path / "library")
    for command in (*([*words, str(library)] for words in QUIET), ["themes"], ["locate"], ["corrections"], ["cache"]):
        assert running.run(command, around, folder=tmp_path).status in (0, 1), command
    done = log()
    assert done["network"] <= LOOKS_FOR_IPV6
    assert not done["start"]
    cache, state, *_ = documented(around)
    parents = {str(parent) for folder in documented(around) for parent in folder.parents}
    assert done["write"]
    assert not outside(done["write"] - parents, cache, state)
    assert are_private(*(folder for folder in documented(around) if folder.exists()))


def test_a_session(
    around: dict[str, str],
    log: Callable[[], dict[str, set[str]]],
    open_terminal: Callable[..., Terminal],
    tmp_path: Path,
) -> None:
    library = hostile.library(tmp_path / "library")
    before = {path: path.lstat().st_mtime_ns for path in library.iterdir()}
    terminal = open_terminal(str(library))
    terminal.wait_for("¶ 1/")
    terminal.wait_for(" articles")
    for key in ("J", "1", "a", "x\x13", "fstay", "\r", "gd", "\x1b", "T", "j", "\r", "g|", "\x1b", "c", "\x1b", "J"):
        terminal.send(key)
        terminal.read(0.3)
    terminal.send("\x11")
    assert terminal.wait() == 0
    done = log()
    assert done["network"] <= LOOKS_FOR_IPV6
    assert not done["start"]
    parents = {str(parent) for folder in documented(around) for parent in folder.parents}
    spooled = {path for path in done["write"] if os.path.basename(path).startswith("reader-")}
    assert not outside(done["write"] - parents - spooled, *documented(around))
    assert not any(map(os.path.exists, spooled))
    assert are_private(*(folder for folder in documented(around) if folder.exists()))
    assert before == {path: path.lstat().st_mtime_ns for path in library.iterdir()}


def test_nothing_is_imported_from_where_one_is(around: dict[str, str], tmp_path: Path) -> None:
    for name in ("json", "reader", "trafilatura", "sitecustomize", "lxml", "rich"):
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} was run')")
    (tmp_path / "a.html").write_text("<html><body><p>Jane Doe said: “We stay here.”</p></body></html>")
    script = str(Path(running.READER[0]).parent / "reader")
    done = subprocess.run(
        [script, "quotes", "--json", "."], env=around, cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert "was run" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_dependencies_are_few_and_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = (ROOT / "docs/security.md").read_text("utf-8")
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    for requirement in {*project["dependencies"], *extras}:
        assert f"`{requirement.split('>')[0]}`" in told, requirement
    assert len(project["dependencies"]) <= 8


def test_everything_that_is_installed_has_a_hash() -> None:
    pinned = 0
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    for line in lines:
        if line.strip() and not line.startswith("#"):
            pinned += 1
            assert "==" in line.split()[0], line
            assert "--hash=sha256:" in line, line
    assert pinned > 20
