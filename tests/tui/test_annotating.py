"""Marking passages, writing about them, walking, changing, removing, and taking it all back."""

import tomllib
from pathlib import Path

from textual.widgets import Input, TextArea

from reader.page.citation import cite
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.screens.notes import NoteList, NotesScreen
from reader.tui.screens.orphan import OrphanScreen, PlaceList
from tests.tui.conftest import HARBOUR
from tests.tui.driving import reading, settled, shown


def held(tmp_path: Path) -> list[dict]:
    """The annotations in the file."""
    path = tmp_path / "annotations.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")).get("annotation", []) if path.exists() else []


async def stand_on_quote(pilot, words: str) -> None:
    """Walk the quotes until one holds the words."""
    screen = reading(pilot.app)
    await pilot.press("g", "g")
    for _ in range(20):
        await pilot.press("s")
        if words in screen.item.of(HARBOUR):
            return
    raise AssertionError(words)


async def test_a_digit_marks_the_quote_stood_on_and_another_digit_changes_its_color(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("3")
        await settled(pilot)
        assert [(it["exact"], it["color"]) for it in held(tmp_path)] == [("“It is a disgrace,”", "blue")]
        await pilot.press("4")
        await settled(pilot)
        assert [it["color"] for it in held(tmp_path)] == ["pink"]
        assert len(reading(app).placed) == 1


async def test_without_a_quote_the_paragraph_under_the_cursor_is_marked(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "1")
        await settled(pilot)
        assert held(tmp_path)[0]["exact"].startswith("The council of Lisbon")
        assert "color" not in held(tmp_path)[0] or held(tmp_path)[0]["color"] == "yellow"


async def test_a_note_with_tags_is_written_shown_changed_and_found(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "need more time")
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(app.screen, NoteEditor)
        await pilot.press(*"why", "enter", *"now")
        await pilot.press("tab", *"check", "space", *"lisbon", "ctrl+s")
        await settled(pilot)
        (note,) = held(tmp_path)
        assert note["note"].split() == ["why", "now"]
        assert note["tags"] == ["check", "lisbon"]
        assert "why now #check #lisbon" in shown(app)
        await pilot.press("e")
        await settled(pilot)
        app.screen.query_one(TextArea).text = "settled"
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert held(tmp_path)[0]["note"] == "settled"
        await pilot.press("f")
        await settled(pilot)
        app.screen.query_one(Input).value = "#setled"
        await settled(pilot)
        assert "1 hit" in shown(app)


async def test_a_tag_in_use_is_completed(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("a", "tab", *"fisheries", "enter")
        await settled(pilot)
        await stand_on_quote(pilot, "need more time")
        await pilot.press("a", "tab", *"fis")
        await settled(pilot)
        await pilot.press("right")
        assert app.screen.query_one(Input).value == "fisheries"


async def test_what_was_typed_and_left_comes_back(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("a", *"half", "escape")
        await settled(pilot)
        assert held(tmp_path) == []
        await pilot.press("a")
        await settled(pilot)
        assert app.screen.query_one(TextArea).text == "half"


async def test_removing_is_undone_and_undoing_redone(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert held(tmp_path) == []
        assert not reading(app).placed
        await pilot.press("U")
        await settled(pilot)
        assert len(held(tmp_path)) == 1
        await pilot.press("U")
        await settled(pilot)
        assert held(tmp_path) == []
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert [it["color"] for it in held(tmp_path)] == ["green"]


async def test_undo_goes_back_over_annotations_and_corrections_alike(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("s", "S", "c", *"not speech", "enter")
        await settled(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert len(held(tmp_path)) == 1
        assert "[[correction]]" not in (tmp_path / "corrections.toml").read_text(encoding="utf-8")
        await pilot.press("U")
        await settled(pilot)
        assert held(tmp_path) == []


async def test_marks_are_walked_and_listed_in_the_inspector(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        for words in ("need more time", "disgrace"):
            await stand_on_quote(pilot, words)
            await pilot.press("1")
            await settled(pilot)
        screen = reading(app)
        await pilot.press("g", "g", "m")
        first = screen.mark
        await pilot.press("m")
        assert screen.mark != first
        await pilot.press("M")
        assert screen.mark == first
        screen.inspector.set_tab("Notes")
        await pilot.pause()
        assert screen.inspector.count() == 2
        screen.set_focus(screen.inspector)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert screen.mark != first


async def test_all_notes_are_listed_narrowed_and_gone_to(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("a", *"boats", "tab", *"sea", "ctrl+s")
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        await pilot.press("g", "n")
        await settled(pilot)
        assert isinstance(app.screen, NotesScreen)
        notes = app.screen.query_one(NoteList)
        assert len(notes.items) == 2
        app.screen.query_one(Input).value = "#sea boat"
        await settled(pilot)
        assert [item.note for item in notes.items] == ["boats"]
        app.screen.query_one(Input).value = "orange"
        await settled(pilot)
        assert [item.color for item in notes.items] == ["orange"]
        app.screen.query_one(Input).value = "boats"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        screen = reading(app)
        assert screen.article.path.endswith("a-harbour.txt")
        assert screen.mark
        assert "2✎" not in shown(app) and "1✎" in shown(app)


async def test_what_another_window_writes_is_seen(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("1")
        await settled(pilot)
        path = tmp_path / "annotations.toml"
        path.write_text(path.read_text(encoding="utf-8").replace("“It is a disgrace,”", "a disgrace"), encoding="utf-8")
        screen._look()
        await settled(pilot)
        assert screen.placed[0].annotation.selector.exact == "a disgrace"


async def test_a_lost_passage_is_given_a_new_place(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "hurry")
        await pilot.press("1")
        await settled(pilot)
    article = tmp_path / "library" / "a-harbour.txt"
    article.write_text(
        HARBOUR.replace("“Nobody should build a harbour in a hurry.”", "A hurry, nobody denies, is no way to build."),
        encoding="utf-8",
    )
    changed = article.read_text(encoding="utf-8")
    app = make_app({"a-harbour.txt": changed})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        (placed,) = screen.placed
        assert placed.span is None
        screen.inspector.set_tab("Notes")
        screen.set_focus(screen.inspector)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, OrphanScreen)
        if app.screen.query_one(PlaceList).count():
            await pilot.press("enter")
            await settled(pilot)
            assert screen.placed[0].span is not None
        else:
            await pilot.press("escape")


async def test_copying_with_the_source(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_quote(pilot, "disgrace")
        await pilot.press("y")
        await settled(pilot)
        assert app.clipboard == "“It is a disgrace,”"
        await pilot.press("Y")
        await settled(pilot)
        screen = reading(app)
        assert app.clipboard == cite(screen.article, screen.item, "Pedro Almeida")
        assert "Pedro Almeida, *Council puts off harbour vote*" in app.clipboard
        assert ":¶4)" in app.clipboard


async def test_a_broken_file_is_left_alone_and_said(make_app, tmp_path: Path) -> None:
    (tmp_path / "annotations.toml").write_text("this is [not toml", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("1")
        await settled(pilot)
        assert any("annotations.toml" in notification.message for notification in app._notifications)
    assert (tmp_path / "annotations.toml").read_text(encoding="utf-8") == "this is [not toml"


async def test_a_selection_is_marked_and_the_ends_of_a_mark_are_moved(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "v", "e", "e", "2")
        await settled(pilot)
        assert [it["exact"] for it in held(tmp_path)] == ["The council"]
        assert reading(app).view.selection is None
        assert "Marked green" in shown(app)
        await pilot.press("v", "e", "e")
        await settled(pilot)
        assert "Enter keeps the ends" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert [(it["exact"], it["color"]) for it in held(tmp_path)] == [("The council of Lisbon", "green")]
        await pilot.press("U")
        await settled(pilot)
        assert [it["exact"] for it in held(tmp_path)] == ["The council"]


async def test_marks_that_overlap_are_both_kept_and_the_shorter_is_clicked(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "1")
        await settled(pilot)
        await pilot.press("v", "e", "e", "e", "e", "4")
        await settled(pilot)
        assert len(held(tmp_path)) == 2
        await pilot.press("escape", "escape")
        screen = reading(app)
        short = min(screen.placed, key=lambda item: item.found.end - item.found.start)
        row = next(y for y, line in enumerate(shown(app).splitlines()) if "The council of" in line)
        column = shown(app).splitlines()[row].index("The council of")
        await pilot.click("#article", offset=(column + 5 - screen.view.region.x, row - screen.view.region.y))
        await settled(pilot)
        assert screen.mark == short.annotation.id
