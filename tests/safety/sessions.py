"""Sessions in a terminal to which bad things happen."""

import contextlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.safety import running, storms
from tests.terminal.terminal import Terminal

ARTICLES = {
    "a-vote.txt": "Council puts off vote\n\n“We need more time,” Mayor Ana Duarte said in Lisbon. “It is late.”\n\n"
    "“It is a disgrace,” said Pedro Almeida of Reuters. Duarte did not answer him.\n",
    "b-storm.md": "# Storm closes *schools*\n\nBy Jane Doe\n\n"
    + "Erik Hansen said: “The wind is strong.” See [this](https://example.org/).\n\n" * 40,
    "c-short.txt": "Short one\n\nNothing happened in Chad, Jane Doe said.",
}
THEME = Path(__file__).parents[2] / "themes/ink.toml"
KEYS = (
    *("J", "K", "j", " ", "\r", "f", "duarte", "\r", "\x1b", "gn", "\x1b", "a", "x", "\x13", "1", "gc", "\x1b"),
    *("T", "j", "\r", "gd", "\x1b", "gv", "\x1b", "L", "j", "\r", "?", "\x1b", "g|", "\x1b", "s", "=", "\x1b"),
)


def library(folder: Path) -> Path:
    """Write some articles."""
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


class Places:
    """Where a session's files are."""

    def __init__(self, home: Path) -> None:
        """Write articles, settings and a theme."""
        self.home = home
        self.library = library(home / "library")
        self.config = home / ".config/reader"
        (self.config / "themes").mkdir(parents=True)
        (self.config / "config.toml").write_text('theme = "mine"\n')
        shutil.copy(THEME, self.config / "themes/mine.toml")
        self.notes = home / ".local/share/reader/annotations.toml"

    def first(self) -> Path:
        """The article that is open."""
        return self.library / "a-vote.txt"

    def settings(self, content: str | bytes) -> None:
        """Change the settings."""
        data = content.encode() if isinstance(content, str) else content
        (self.config / "config.toml").write_bytes(data)


def _in_place(path: Path, make: Callable[[Path], object]) -> None:
    """Put something else in the place of a file."""
    path.unlink()
    make(path)


def _trash(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"trash" * 1000)


MISHAPS: Mapping[str, Callable[[Places], object]] = {
    "the article vanishes": lambda at: at.first().unlink(),
    "the library vanishes": lambda at: shutil.rmtree(at.library),
    "the library is a file": lambda at: (shutil.rmtree(at.library), at.library.write_text("x")),
    "the article is binary": lambda at: at.first().write_bytes(b"\0\1\x1b]52;c;x\x07" * 1000),
    "the article is empty": lambda at: at.first().write_bytes(b""),
    "the article is a pipe": lambda at: _in_place(at.first(), os.mkfifo),
    "the article is a folder": lambda at: _in_place(at.first(), Path.mkdir),
    "the article grows": lambda at: at.first().write_text("He said: “We stay.” " * 100_000, "utf-8"),
    "the settings break": lambda at: at.settings(b"\x1b]52;c;x\x07 = [\0"),
    "the settings are hostile": lambda at: at.settings('theme = "\\u001b[31m"\ncolumn_width = -5\nkeymap = 3\n'),
    "the settings vanish": lambda at: shutil.rmtree(at.config),
    "the settings are a pipe": lambda at: _in_place(at.config / "config.toml", os.mkfifo),
    "the theme vanishes": lambda at: (at.config / "themes/mine.toml").unlink(),
    "the theme breaks": lambda at: (at.config / "themes/mine.toml").write_text("[[["),
    "the notes break": lambda at: at.notes.write_bytes(b"\xff\0[[["),
    "the notes vanish": lambda at: at.notes.unlink(),
    "the notes are a folder": lambda at: _in_place(at.notes, Path.mkdir),
    "the notes are a pipe": lambda at: _in_place(at.notes, os.mkfifo),
    "the notes are a loop": lambda at: _in_place(at.notes, lambda path: path.symlink_to(path)),
    "the data vanish": lambda at: shutil.rmtree(at.notes.parent),
    "nothing can be written": lambda at: at.notes.parent.chmod(0o500),
    "the home is emptied": lambda at: [shutil.rmtree(at.home / name) for name in (".local", ".cache", ".config")],
    "the state is trash": lambda at: _trash(at.home / ".local/state/reader"),
    "the cache is trash": lambda at: _trash(at.home / ".cache"),
}
"""What may happen to the files of a session while it goes on."""


def crashes(home: str) -> str:
    """The reports of crashes below a home."""
    folder = Path(home, ".local/state/reader/crashes")
    return "\n".join(path.read_text("utf-8") for path in folder.glob("*"))


def end(terminal: Terminal, home: str, seconds: float = 60) -> None:
    """End a session, which has to go well."""
    for key in ("\x1b", "\x1b", "\x11") * 3:  # the key tester takes any key, and is left by two escapes
        with contextlib.suppress(OSError):
            terminal.send(key)
        terminal.read(0.1)
    status = terminal.wait(seconds)
    assert not crashes(home), crashes(home)
    assert status == 0, terminal.text
    assert not running.left_on(terminal.written)
    assert b"Traceback" not in terminal.written


def meet(mishap: str, terminal: Terminal, at: Places) -> None:
    """Have something happen to a session that goes on."""
    terminal.wait_for("¶ 1/")
    terminal.wait_for("3 articles")
    terminal.send("1")
    terminal.wait_for("Marked")
    MISHAPS[mishap](at)
    terminal.read(2.3)  # the reader looks every two seconds
    for key in KEYS:
        terminal.send(key)
        terminal.read(0.1)
    end(terminal, str(at.home))


def storm(terminal: Terminal, seed: int, count: int, resizing: bool = False) -> None:
    """Type and click by chance."""
    terminal.wait_for("3 articles")
    shapes = storms.sizes(seed, count)
    for number, keys in enumerate(storms.typed(seed, count)):
        try:
            terminal.send(keys)
        except OSError:
            break  # it has ended, which the test will see
        if resizing and number % 7 == 0:
            terminal.resize(*next(shapes))
        if number % 20 == 0:
            terminal.read(0.01)
    terminal.resize(120, 40)
    terminal.read(0.5)
