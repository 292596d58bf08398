"""The documents say what is true of the screen."""

from pathlib import Path

import pytest

from reader.tui.app import ReaderApp
from reader.tui.keys import READING, Key, chord_keys, keys_of
from reader.tui.screens.asker import Asker
from reader.tui.screens.correction_list import CorrectionList
from reader.tui.screens.dialog import Dialog
from reader.tui.screens.note_editor import NoteEditor, SwatchBar
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.orphan import OrphanScreen
from reader.tui.screens.picker import Picker, PickList
from reader.tui.screens.report import ReportScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.selecting import SELECTING
from reader.tui.widgets.sidebar import Sidebar

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
HOLDERS = (
    ArticleView,
    LineList,
    Sidebar,
    Inspector,
    Prompt,
    ReaderApp,
    Dialog,
    Picker,
    PickList,
    Asker,
    CorrectionList,
    SearchScreen,
    NoteEditor,
    SwatchBar,
    NotesScreen,
    OrphanScreen,
    ReportScreen,
)
KEYS = [
    *keys_of(READING),
    *keys_of(SELECTING),
    *chord_keys(),
    *(key for holder in HOLDERS for key in keys_of(holder.__dict__["BINDINGS"])),
]


@pytest.mark.parametrize("key", KEYS, ids=[key.id for key in KEYS])
def test_every_key_is_documented_with_what_it_does(key: Key) -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if f"| `{key.id}` |" in line]
    assert len(rows) == 1
    shown, what = rows[0].split("|")[1:3]
    assert {f"`{name}`" for name in key.shown.split()} <= set(shown.split())
    assert what.strip() == key.tooltip


def test_no_key_is_documented_that_is_not_there() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {row.split("|")[3].strip(" `") for row in rows} == {key.id for key in KEYS}
