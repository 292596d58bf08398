"""Other keys than those that bindings are declared with: keymaps, keys of one's own, counts, and trying keys."""

import pytest

from reader.config import DEFAULT, Config
from reader.tui.configuring import Follower, keys_in_force
from reader.tui.keys import DECLARED, HINTS, READING, RESHAPING, SELECTED, SELECTING_HINTS, Hint, hints, keys_of, times
from reader.tui.screens.compare import CompareScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.key_tester import KeyAccount, KeyTester
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.selecting import SELECTING
from tests.tui.driving import reading, settled, shown

VIM = Config(keymap="vim")


@pytest.fixture
def with_keys(make_app):
    def make(config: Config):
        app = make_app()
        app.configure(config, keys_in_force(config), Follower(app, app.state))
        return app

    return make


def bottom(app) -> str:
    return shown(app).splitlines()[-1]


@pytest.mark.parametrize(
    ("action", "count", "done"),
    [
        ("lines(1)", 3, "lines(3)"),
        ("lines(-1)", 12, "lines(-12)"),
        ("pages(0.5)", 3, "pages(1.5)"),
        ("mark(1)", 3, "mark(3)"),
        ("mark(1)", 12, ""),
        ("annotate", 3, "annotate"),
        ("copy(False)", 3, "copy(False)"),
    ],
)
def test_a_count_multiplies_what_can_be_done_often(action: str, count: int, done: str) -> None:
    assert times(action, count) == done


def test_hints_say_the_keys_that_bindings_are_declared_with() -> None:
    listed = [*READING, *SELECTING, *ArticleView.BINDINGS, *CompareScreen.BINDINGS]
    declared = {key.id: key.shown.split(" ") for key in keys_of(listed)}
    told = [*HINTS, *SELECTED, *SELECTING_HINTS, *RESHAPING, *CompareScreen.HINTS]
    for hint in told:
        keys = hint.shown.split("/") if len(hint.ids) > 1 else [hint.shown]
        assert all(key in declared[it] or key == "1-9" for key, it in zip(keys, hint.ids, strict=True)), hint


def test_hints_say_the_keys_in_force() -> None:
    told = (Hint("j/k", "line", ("a", "b")), Hint("s", "quote", ("c",)))
    assert hints(told, DECLARED) == [("j/k", "line"), ("s", "quote")]
    assert hints(told, {"b": ("up", "x"), "c": ()}) == [("j/↑", "line")]
    assert hints(told, {"a": (), "b": ()}) == [("s", "quote")]


async def test_keys_of_ones_own_work_and_the_old_ones_do_not(with_keys) -> None:
    app = with_keys(Config(keys=(("article.next", "n"), ("chord.start", ";"), ("chord.top", "t"), ("app.help", "h"))))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert reading(app).number == 1
        await pilot.press("J")
        await settled(pilot)
        assert reading(app).number == 1
        await pilot.press("G", "semicolon")
        await pilot.pause()
        assert any(row.startswith(" ; …  t top") for row in shown(app).splitlines())
        await pilot.press("t")
        assert reading(app).view.viewport.at_start
        assert "n/K article" in bottom(app)
        await pilot.press("h")
        assert isinstance(app.screen, HelpScreen)
        assert any("Open the next article" in row and " n " in row for row in shown_rows(app))


def shown_rows(app) -> list[str]:
    held = app.screen.query_one(LineList)
    return ["".join(run.text for row in held.item(n, 70) for run in row) for n in range(held.count())]


async def test_a_dialog_opened_later_has_the_keys_in_force(with_keys) -> None:
    app = with_keys(Config(keys=(("dialog.close", "x"), ("list.down", "n"))))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark", "q")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("n")
        assert app.screen.query_one(LineList).index == 1
        await pilot.press("x")
        assert not isinstance(app.screen, HelpScreen)


async def test_counts(with_keys) -> None:
    app = with_keys(VIM)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        view = reading(app).view
        await pilot.press("1", "2")
        assert "12 …" in bottom(app)
        await pilot.press("G")
        assert view.cursor == 11
        assert "12 …" not in bottom(app)
        await pilot.press("3", "right_curly_bracket")
        assert view.cursor == 14
        await pilot.press("2", "g", "g")
        assert view.cursor == 1
        await pilot.press("9", "9", "escape", "j")
        top = view.viewport.top
        await pilot.press("5", "j")
        assert view.viewport.layout.distance(top, view.viewport.top, 99) == 5
        await pilot.press("3", "m")
        await settled(pilot)
        assert [item.annotation.color for item in reading(app).placed] == ["blue"]
        await pilot.press("9", "9", "9", "9", "9", "G")
        assert view.cursor == view.viewport.last_paragraph


async def test_a_count_repeats_what_moves_a_selection(with_keys) -> None:
    app = with_keys(VIM)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "v", "3", "l")
        view = reading(app).view
        assert view.selected.end - view.selected.start == 4


async def test_a_count_goes_to_a_row_of_a_list(with_keys) -> None:
    app = with_keys(VIM)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("L", "3", "G")
        assert reading(app).sidebar.index == 2
        await pilot.press("2", "k")
        assert reading(app).sidebar.index == 0


async def test_digits_mark_by_default(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        assert [item.annotation.color for item in reading(app).placed] == ["blue"]


async def test_messages_name_the_keys_in_force(with_keys) -> None:
    app = with_keys(Config(keys=(("quote.next", "Q"), ("actor.next", ""))))
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("equals_sign")
        assert "Stand on a quote (Q) or an actor (no key) first" in bottom(app)


async def test_keys_are_tried_from_the_help(with_keys) -> None:
    app = with_keys(VIM)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark", "t")
        assert isinstance(app.screen, KeyTester)
        await pilot.press("j")
        told = shown_rows(app)
        assert any("Scroll one line down" in row and "article.line-down" in row for row in told)
        await pilot.press("right_curly_bracket")
        assert any(row.split() == ["In", "settings", "}"] for row in shown_rows(app))
        await pilot.press("4")
        assert any("Begin a count" in row for row in shown_rows(app))
        await pilot.press("f9")
        assert any("Nothing happens" in row for row in shown_rows(app))
        await pilot.press("ctrl+q", "escape")
        assert isinstance(app.screen, KeyTester)
        await pilot.press("escape")
        assert not isinstance(app.screen, KeyTester)


def test_what_was_sent_is_told_as_terminals_echo_it() -> None:
    from reader.config.keymaps import keymap

    account = KeyAccount(id="a", classes="dialog")
    account._told = ()
    account.refresh = lambda: None  # no screen
    account.show("up", "\x1b[A", keymap("default"))
    assert ("Sent", "^[[A", "1b 5b 41") in account._told


async def test_keymaps_change_while_the_reader_is_open(with_keys) -> None:
    app = with_keys(DEFAULT)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        app.config = VIM
        app.use_keys(keys_in_force(VIM))
        await pilot.press("2", "G")
        assert reading(app).view.cursor == 1
        app.config = DEFAULT
        app.use_keys(DECLARED)
        await pilot.press("2")
        await settled(pilot)
        assert [item.annotation.color for item in reading(app).placed] == ["green"]
