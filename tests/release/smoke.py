"""Install what `make dist` has built into empty environments, one for each Python, and see that it works there.

    python tests/release/smoke.py dist

Needs nothing but the standard library; the packages that reader needs come from where pip takes them.
"""

import contextlib
import fcntl
import glob
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ROOT = Path(__file__).resolve().parents[2]
TITLE = "Ferry to the island sails again"
TEXT = f"{TITLE}\n\n“We stay where we are,” Jane Harrow said in Lisbon on Monday. She left at noon.\n"


def main(folder: Path) -> int:
    """Try each build on each Python there is; the exit status is 1 where one failed."""
    version = re.search(r'__version__ = "(.+)"', (ROOT / "src/reader/__init__.py").read_text(encoding="utf-8"))
    assert version is not None
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    assert wheel.name.startswith(f"closereader-{version[1]}-")
    assert sdist.name == f"closereader-{version[1]}.tar.gz"
    failed = tried = 0
    for number in PYTHONS:
        python = find(number)
        if python is None:
            print(f"Python {number}: skipped, it is not on this machine")
            continue
        for build in (wheel, sdist) if not tried else (wheel,):
            tried += 1
            try:
                with tempfile.TemporaryDirectory() as room:
                    check(python, build, version[1], Path(room))
                print(f"Python {number}: {build.name} works")
            except (AssertionError, OSError, subprocess.SubprocessError) as fault:
                failed += 1
                print(f"Python {number}: {build.name} FAILED: {fault}\n{getattr(fault, 'stderr', None) or ''}")
    print(f"{tried - failed} passed, {failed} failed")
    return 1 if failed or not tried else 0


def find(number: str) -> str | None:
    """A Python of some version, on the path or among those that pyenv and uv keep."""
    home = Path.home()
    kept = [
        f"{home}/.pyenv/versions/{number}.*/bin/python",
        f"{home}/.local/share/uv/python/cpython-{number}.*/bin/python3",
    ]
    named = [path for pattern in kept for path in sorted(glob.glob(pattern))]
    for path in filter(None, [*named, shutil.which(f"python{number}")]):
        asked = [path, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.stdout.strip() == number:
            return path
    return None


def check(python: str, build: Path, version: str, room: Path) -> None:
    """Install a build and use it."""
    quiet = {"capture_output": True, "text": True, "check": True, "timeout": 600}
    subprocess.run([python, "-m", "venv", str(room / "venv")], **quiet)  # type: ignore[call-overload]
    scripts = room / "venv/bin"
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(build.resolve())], **quiet)  # type: ignore[call-overload]
    article = room / "articles/ferry.txt"
    article.parent.mkdir()
    article.write_text(TEXT, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "HOME": str(room), "TERM": "xterm-256color", "LANG": "C.UTF-8"}

    def reader(*words: str) -> str:
        command = [str(scripts / "reader"), *words]
        return str(subprocess.run(command, env=environment, cwd=room, **quiet).stdout)  # type: ignore[call-overload]

    assert reader("--version") == f"reader {version}\n"
    quotes = json.loads(reader("quotes", "--json", str(article)))
    assert [quote["speaker"]["actor"] for quote in quotes] == ["Jane Harrow"]
    assert "Jane Harrow" in reader("search", "we stey where", str(article.parent))
    assert len(json.loads(reader("themes", "--json"))) > 10
    assert TITLE in reader("export", str(article))
    samples = json.loads(reader("locate", "--json"))["samples"]
    assert str(room) in samples
    assert len(os.listdir(samples)) == 5
    assert on_a_terminal([str(scripts / "reader"), str(article.parent)], environment) == 0


def on_a_terminal(command: list[str], environment: dict[str, str]) -> int:
    """Open the reader on a terminal, wait for the article, and quit; the exit status."""
    process, end = pty.fork()
    if not process:
        os.execve(command[0], command, environment)
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    written, asked, limit = b"", False, time.monotonic() + 60
    while time.monotonic() < limit:
        if select.select([end], [], [], 0.1)[0]:
            with contextlib.suppress(OSError):
                written += os.read(end, 65_536)
        if not asked and "Harrow" in written.decode("utf-8", "replace"):
            asked = True
            os.write(end, b"q")
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            assert asked, "it ended before the article was shown"
            return os.waitstatus_to_exitcode(status)
    os.kill(process, 9)
    os.waitpid(process, 0)
    raise AssertionError("the article was not shown" if not asked else "it did not quit")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
