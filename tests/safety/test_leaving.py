"""However a session ends, the terminal is as it was, what was being written is kept, and no traceback is shown."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import crash
from reader.cli import output
from tests.safety import running
from tests.terminal.terminal import Terminal

ARTICLE = "Council puts off vote\n\nMayor Ana Duarte said: “We need more time.” Nobody else spoke.\n"
BREAKING = """
import sys

class Finder:
    def find_spec(self, name, path, target=None):
        if name == "%s":
            raise KeyError("\\x1b]0;EVIL\\x07" + "words of the article " * 100)

sys.meta_path.insert(0, Finder())
"""
"""Has the program fail where it imports something."""

Open = Callable[..., Terminal]


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def broken(folder: Path, module: str) -> dict[str, str]:
    """An environment in which importing a module fails."""
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(BREAKING % module)
    return {"PYTHONPATH": str(site)}


def reports(around: dict[str, str]) -> list[Path]:
    return sorted(Path(around["HOME"], ".local/state/reader/crashes").glob("*"))


def is_private(path: Path) -> bool:
    return path.stat().st_mode & 0o077 == 0


def test_a_command_that_fails_leaves_a_report(article: str, around: dict[str, str], tmp_path: Path) -> None:
    done = running.run(["analyze", article], around | broken(tmp_path, "reader.cli.analyze"))
    assert done.status == crash.STATUS
    (line,) = done.err.splitlines()
    (report,) = reports(around)
    assert line == f"reader: stopped by a fault of its own, KeyError; the report is {report}"
    assert is_private(report)
    assert is_private(report.parent)
    told = report.read_text("utf-8")
    assert "Traceback" in told
    assert "find_spec" in told
    assert "\x1b" not in told
    assert told.count("words of the article") < 20


def test_a_screen_that_fails_leaves_a_report(
    open_terminal: Open, article: str, around: dict[str, str], tmp_path: Path
) -> None:
    terminal = open_terminal(article, **broken(tmp_path, "reader.tui.screens.help"))
    terminal.wait_for("1 quote")
    terminal.read(0.5)
    terminal.send("?")
    assert terminal.wait() == crash.STATUS
    (report,) = reports(around)
    assert str(report) in running.shown(terminal.written)
    assert b"Traceback" not in terminal.written
    assert not running.left_on(terminal.written)
    assert not running.foreign(terminal.written)


def test_what_was_being_written_is_kept(open_terminal: Open, article: str, around: dict[str, str]) -> None:
    terminal = open_terminal(article)
    terminal.wait_for("1 quote")
    terminal.read(0.5)
    terminal.send("a")
    terminal.wait_for("Ctrl+S")
    terminal.send("Ask Maria about this")
    terminal.wait_for("about this")
    os.kill(terminal.process, signal.SIGTERM)
    assert terminal.wait() == 128 + signal.SIGTERM
    (kept,) = Path(around["HOME"], ".local/state/reader").glob("unsaved-*.txt")
    assert kept.read_text("utf-8") == "Ask Maria about this\n"
    assert is_private(kept)
    assert str(kept) in running.shown(terminal.written)


def test_a_mark_made_just_before_the_end_is_kept(open_terminal: Open, article: str, around: dict[str, str]) -> None:
    terminal = open_terminal(article)
    terminal.wait_for("1 quote")
    terminal.read(0.5)
    terminal.send("1\x11")
    assert terminal.wait() == 0
    assert "[[annotation]]" in Path(around["HOME"], ".local/share/reader/annotations.toml").read_text("utf-8")


def test_reports_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for number in range(15):
        monkeypatch.setattr(os, "getpid", lambda number=number: 1000 + number)
        assert str(1000 + number) in crash.report(ValueError("x"))
    kept = sorted(path.name.rpartition("-")[2] for path in (tmp_path / "reader/crashes").iterdir())
    assert kept == [f"{1000 + number}.txt" for number in range(5, 15)]


def test_a_report_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def deep(left: int) -> None:
        if left:
            deep(left - 1)
        raise ValueError("\n".join("line " * 1000 for _ in range(10_000)))

    with pytest.raises(ValueError, match="line") as caught:
        deep(500)
    line = crash.report(caught.value)
    report = Path(line.rpartition(" ")[2])
    assert report.stat().st_size < 100_000
    assert line.isprintable()


def test_no_report_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert "no report could be written: not a directory" in crash.report(ValueError("x"))


def failing(fault: BaseException) -> Callable[[], int]:
    def command() -> int:
        raise fault

    return command


def test_what_the_system_refuses_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(output, "_forget_output", lambda: None)
    assert output.run(failing(PermissionError(13, "Permission denied", "a\x1b.txt"))) == 1
    assert capsys.readouterr().err == "reader: a␛.txt: permission denied\n"
    assert output.run(failing(OSError(28, "No space left on device"))) == 1
    assert capsys.readouterr().err == "reader: the output can't be written: no space left on device\n"
    assert output.run(failing(OSError(9999, "Odd"))) == crash.STATUS
    assert "stopped by a fault of its own, OSError" in capsys.readouterr().err
    assert output.run(failing(KeyboardInterrupt())) == 130
    assert output.run(failing(BrokenPipeError())) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_restores_the_terminal(open_terminal: Open, article: str, number: signal.Signals) -> None:
    terminal = open_terminal(article)
    terminal.wait_for("1 quote")
    os.kill(terminal.process, number)
    assert terminal.wait() == 128 + number
    assert not running.left_on(terminal.written)
    assert b"Traceback" not in terminal.written


def test_a_signal_while_it_starts(open_terminal: Open, article: str) -> None:
    for number in range(6):
        terminal = open_terminal(article)
        time.sleep(0.1 * number)
        os.kill(terminal.process, signal.SIGINT if number % 2 else signal.SIGTERM)
        terminal.wait()
        assert not running.left_on(terminal.written)


def test_stopping_gives_the_terminal_back_and_going_on_takes_it(open_terminal: Open, article: str) -> None:
    terminal = open_terminal(article)
    terminal.wait_for("1 quote")
    terminal.read(0.5)
    os.kill(terminal.process, signal.SIGTSTP)
    terminal.read(0.5)
    assert Path(f"/proc/{terminal.process}/stat").read_text().split()[2] == "T"
    assert not running.left_on(terminal.written)
    before = len(terminal.written)
    os.kill(terminal.process, signal.SIGCONT)
    terminal.read(0.5)
    assert b"\x1b[?1049h" in terminal.written[before:]
    terminal.send("?")
    terminal.wait_for("Esc")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert not running.left_on(terminal.written)


def shell(command: str, around: dict[str, str], folder: Path) -> tuple[str, str]:
    """Run a command of the shell's in which ``reader`` is the program."""
    script = f'reader() {{ {sys.executable} -m reader "$@"; }}; {command}'
    done = subprocess.run(["bash", "-c", script], env=around, cwd=folder, capture_output=True, text=True, timeout=120)
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("command", "status"),
    [
        ("reader {0} < /dev/null", 2),
        ("reader {0} | cat; (exit ${{PIPESTATUS[0]}})", 2),
        ("reader {0} <&- >&-", 2),
        ("TERM=dumb reader {0}", 2),
        ("reader analyze {0} > /dev/full", 1),
        ("reader --version > /dev/full", 1),
        ("reader --help > /dev/full", 1),
        ("reader analyze {0} >&-", 0),
        ("reader analyze {0} 2>&- > /dev/null", 0),
        ("reader analyze - <&- > /dev/null", 0),
        ("reader analyze {0} | true; (exit ${{PIPESTATUS[0]}})", 0),
        ("mkdir gone; cd gone; rmdir ../gone; reader locate > /dev/null", 1),
        ("env -u HOME PATH=$PATH {1} -m reader analyze {0} > /dev/null", 0),
        ("HOME=/proc LC_ALL=C reader analyze {0} > /dev/null", 0),
        ("ulimit -f 0; reader notes add {0} --start 1 --end 9", 1),
        ("reader quotes {0} | head -1; (exit ${{PIPESTATUS[0]}})", 0),
    ],
)
def test_wrong_surroundings_cost_one_line(
    command: str, status: int, article: str, around: dict[str, str], tmp_path: Path
) -> None:
    told = command.format(article, sys.executable)
    out, err = shell(f"exec 9>{tmp_path}/status; ({told}); echo $? >&9", around, tmp_path)
    assert int((tmp_path / "status").read_text()) == status
    assert len(err.splitlines()) == (1 if status else 0)
    assert not re.search("Traceback|Exception|fault of its own", out + err)
