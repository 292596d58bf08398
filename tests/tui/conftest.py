"""The app over a small library of invented articles, without a terminal."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reader import locations
from reader.library import Opening, Place
from reader.page.marks import swatches
from reader.page.theme import load_named, load_themes
from reader.state import State
from reader.tui import search_process
from reader.tui.app import ReaderApp
from reader.tui.background import Background
from reader.tui.notebook import Notebook
from reader.tui.searching import Search

HARBOUR = """Council puts off harbour vote

The council of Lisbon will not vote on the new harbour before spring, Mayor Ana Duarte said on Monday.

“We need more time,” Duarte said. “Nobody should build a harbour in a hurry.”

Residents were divided. “It is a disgrace,” said Pedro Almeida, who runs a boatyard in Portugal’s capital. Almeida has
fought the plan for years, and he asked Duarte to resign.

The harbour would cost 4.1 million euros, according to Reuters.
"""
STORM = "Storm closes schools\n\n" + "\n\n".join(
    f"In the {number}th hour the storm reached Norway, and Erik Hansen said: “The wind is number {number}.” "
    + "The storm went on and on over the grey sea, and nobody could say when it would end. " * 6
    for number in range(1, 41)
)
ARTICLES = {"a-harbour.txt": HARBOUR, "b-storm.txt": STORM, "c-short.txt": "Short one\n\nNothing happened in Chad."}


class Threads:
    """Workers that are threads of this process."""

    count = 1

    async def do(self, task: Callable[..., object], *arguments: object, limit: float, urgent: bool = False) -> object:
        """Do a task."""
        return await asyncio.to_thread(task, *arguments)

    def expect(self, task: Callable[..., object], *arguments: object) -> None:
        """There is nothing to begin early."""

    def close(self) -> None:
        """There is nothing to end."""


@pytest.fixture
def library(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Write articles into a folder."""

    def write(articles: Mapping[str, str] = ARTICLES) -> Path:
        folder = tmp_path / "library"
        folder.mkdir(exist_ok=True)
        for name, text in articles.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def make_app(
    tmp_path: Path, library: Callable[[Mapping[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., ReaderApp]:
    """Make the app of a library."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("READER_CORRECTIONS", str(tmp_path / "corrections.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(search_process, "_desk", None)

    def make(articles: Mapping[str, str] = ARTICLES, at: Place | None = None, theme: str = "ink") -> ReaderApp:
        folder = library(articles)
        folders = locations.themes()[:1]
        app = ReaderApp(
            Opening((str(folder),), "library"),
            Background(Threads(), Search(Threads())),
            State(str(tmp_path / "state.sqlite")),
            load_named(folders, theme)[0],
            lambda: load_themes(folders),
            72,
            at,
        )
        app.reading.use_notebook(Notebook(str(tmp_path / "annotations.toml")), swatches())
        return app

    return make
