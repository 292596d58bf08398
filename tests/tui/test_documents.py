"""The documents say what is true of the screen."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

from reader.config.keymaps import keymap
from reader.config.keynames import parse, written
from reader.tui.app import ReaderApp
from reader.tui.guided_app import GuidedApp
from reader.tui.keys import CHORDS, READING, Key, chord_keys, keys_of
from reader.tui.screens.asker import Asker
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.correction_list import CorrectionList
from reader.tui.screens.dialog import Dialog
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.link import LinkScreen
from reader.tui.screens.note_editor import NoteEditor, SwatchBar
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.orphan import OrphanScreen
from reader.tui.screens.partner import PartnerScreen
from reader.tui.screens.picker import Picker, PickList
from reader.tui.screens.report import ReportScreen
from reader.tui.screens.search import SearchScreen
from reader.tui.screens.typed_list import TypedList
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
    GuidedApp,
    Dialog,
    HelpScreen,
    Picker,
    PickList,
    Asker,
    CorrectionList,
    LinkScreen,
    SearchScreen,
    NoteEditor,
    SwatchBar,
    TypedList,
    NotesScreen,
    OrphanScreen,
    ReportScreen,
    PartnerScreen,
    CompareScreen,
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
    shown, what = _cells(rows[0])[:2]
    assert {f"`{name}`" for name in key.shown.split()} <= set(shown.split())
    assert what.strip() == key.tooltip


def test_no_key_is_documented_that_is_not_there() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {_cells(row)[2].strip(" `") for row in rows} == {key.id for key in KEYS}


def test_the_default_keymap_is_what_bindings_are_declared_with() -> None:
    chords = {chord.id: (chord.key,) for chord in CHORDS}
    declared = {
        binding.id: parse(",".join(map(written, binding.key.split(","))))
        for binding in (*READING, *SELECTING, *(held for holder in HOLDERS for held in holder.__dict__["BINDINGS"]))
        if isinstance(binding, Binding) and binding.description
    }
    listed = {it.id: it for place in keymap("default").places for it in place.keys}
    assert {identity: set(it.keys) for identity, it in listed.items()} == {
        identity: set(keys) for identity, keys in (declared | chords).items()
    }
    assert {identity: it.does for identity, it in listed.items()} == {key.id: key.tooltip for key in KEYS}


def _cells(row: str) -> list[str]:
    """The cells of a row of a table, in which a bar that is text has a backslash before it."""
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:]]
