"""Selecting passages with keys and with the mouse."""

import pytest

from reader.model import Span
from reader.page.selection import Selection
from reader.tui.widgets.article_view import ArticleView
from tests.tui.conftest import HARBOUR, STORM
from tests.tui.driving import reading, settled, shown

WIDE = (
    "Wide\n\n漢字の文章は🙂二つ 👩‍👩‍👧 ここ。 cafe\u0301 noir\n\n"
    "The second paragraph is plain, and it is long enough to be wrapped more than once."
)
PARAGRAPH = HARBOUR[HARBOUR.index("The c") : HARBOUR.index("\n\n“We")]


def view_of(app) -> ArticleView:
    """The article on the screen."""
    return reading(app).view


def text_selected(app) -> str | None:
    """The words selected, as the article has them."""
    view = view_of(app)
    return None if view.selected is None else view.selected.of(view.article.text)


def painted(app, *names: str) -> str:
    """What is on the screen in a style that lies over others; its background tells."""
    ground = app.brush.style(*names).bgcolor
    rows = view_of(app).render_lines(view_of(app).size.region)
    return "".join(s.text for strip in rows for s in strip if s.style and s.style.bgcolor == ground)


def place_of(app, offset: int) -> tuple[int, int]:
    """Where in the article's widget a code point is shown."""
    view = view_of(app)
    layout = view.viewport.layout
    place = layout.place_of(offset)
    row = layout.row(place)
    y = layout.distance(view.viewport.top, place, 1000)
    return view.left_of_column() + layout.cell_of(row, offset), y


def place(app, words: str, text: str = HARBOUR) -> tuple[int, int]:
    """Where in the article's widget some words begin."""
    return place_of(app, text.index(words))


async def test_v_begins_at_the_paragraph_under_the_cursor_and_esc_ends(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("}", "v")
        assert text_selected(app) == "T"
        await pilot.press("e", "l", "l")
        assert text_selected(app) == "The c"
        assert painted(app, "selection") + painted(app, "caret") == "The c"
        assert painted(app, "caret") == "c"
        await pilot.press("escape")
        assert text_selected(app) is None
        assert painted(app, "selection") == painted(app, "caret") == ""
        await pilot.press("v", "v")
        assert view_of(app).selection is None


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        (["w"], "The c"),
        (["e", "e"], "The council"),
        (["e", "e", "b"], "The c"),
        (["w", "0"], "T"),
        (["j", "k"], "T"),
        (["right", "right", "left"], "Th"),
        ([")"], PARAGRAPH),
        (["}"], PARAGRAPH),
        (["shift+down", "shift+down", "{"], PARAGRAPH + "\n\n“"),
        (["h"], HARBOUR[HARBOUR.index("\n\n") - 1 : HARBOUR.index("The c") + 1]),
        (["("], HARBOUR[: HARBOUR.index("The c") + 1]),
        (["G"], HARBOUR[HARBOUR.index("The c") :].strip()),
        (["g", "g"], HARBOUR[: HARBOUR.index("The c") + 1]),
        (["space"], HARBOUR[HARBOUR.index("The c") : HARBOUR.index("The harbour") + 1]),
        (["V"], PARAGRAPH),
        (["V", "}"], HARBOUR[HARBOUR.index("The c") : HARBOUR.index("\n\nResidents")]),
        (["V", "}", "V"], PARAGRAPH + "\n\n“"),
    ],
)
async def test_keys_move_the_caret(make_app, keys: list[str], selected: str) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("}", "v", *keys)
        assert text_selected(app) == selected


async def test_rows_keep_the_cell_and_the_end(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        view = view_of(app)
        await pilot.press("}", "v", "e", "e")
        across = place_of(app, view.selection.caret)
        await pilot.press("j", "j", "j")
        assert place_of(app, view.selection.caret)[0] == across[0]
        assert place_of(app, view.selection.caret)[1] > across[1] + 2
        await pilot.press("k", "k", "k")
        assert text_selected(app) == "The council"
        await pilot.press("$")
        layout = view.viewport.layout
        assert view.selected.end == layout.row(layout.place_of(view.selection.caret)).end
        await pilot.press("j")
        assert view.selected.end == layout.row(layout.place_of(view.selection.caret)).end
        await pilot.press("end", "home")
        assert view.selection.caret == layout.row(layout.place_of(view.selection.caret)).start


async def test_o_moves_the_other_end(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("}", "v", "w", "e", "o", "w")
        assert text_selected(app) == "council"
        await pilot.press("o", "b", "b")
        assert text_selected(app) == "The c"


async def test_the_window_follows_the_caret_over_many_screens(make_app) -> None:
    app = make_app({"storm.txt": STORM})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        view = view_of(app)
        await pilot.press("v", *["space"] * 5, "j", "j")
        assert view.selected.end - view.selected.start > 3000
        assert 0 <= place_of(app, view.selection.caret)[1] < view.size.height - 1
        assert painted(app, "caret") != ""
        before = view.selected
        await pilot.press("d", "u")
        assert view.selected == before
        await pilot.press("o")
        assert place_of(app, 0)[1] >= 0
        await pilot.press("G")
        assert view.selected.end == len(STORM.rstrip())
        assert place_of(app, view.selection.caret)[1] < view.size.height - 1
        await pilot.press("pageup", "pagedown", "g", "g")
        assert view.spot.top == 0
        assert view.selection is not None


async def test_v_begins_with_what_one_stands_on(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s", "v")
        assert view_of(app).selected == reading(app).item
        assert view_of(app).selection.caret == reading(app).item.end - 1
        await pilot.press("q")
        assert view_of(app).selected is None
        assert app.is_running


async def test_big_v_selects_whole_paragraphs(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("}", "}", "V")
        assert text_selected(app) == "“We need more time,” Duarte said. “Nobody should build a harbour in a hurry.”"
        await pilot.press("k")
        assert text_selected(app).startswith("The council")
        assert text_selected(app).endswith("in a hurry.”")


async def test_other_keys_do_what_they_do(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("v", "w", "question_mark")
        assert "While selecting" in shown(app)
        await pilot.press("escape", "tab", "j")
        assert text_selected(app) == "Council p"
        await pilot.press("shift+tab", "w", "slash", "w", "e", "escape")
        assert text_selected(app) == "Council puts o"
        await pilot.press("J")
        await settled(pilot)
        assert view_of(app).selected is None
        assert view_of(app).take_selecting_key("w") is False


async def test_changes_are_told(make_app, monkeypatch) -> None:
    app = make_app()
    told: list[Span | None] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(
            type(reading(app)), "on_article_view_selected", lambda _, event: told.append(event.span), raising=False
        )
        await pilot.press("v", "l", "o", "V", "V", "escape", "escape")
        assert told == [Span(0, 1), Span(0, 2), Span(0, HARBOUR.index("\n")), Span(0, 2), None]


async def test_a_span_given_is_selected(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        start = HARBOUR.index("Mayor")
        view = view_of(app)
        view.begin_selection(Span(start, start + 16))
        assert text_selected(app) == "Mayor Ana Duarte"
        assert view.selection == Selection(start, start + 15)
        assert view.clear_selection() is True
        assert view.clear_selection() is False


async def test_wide_letters_and_marks(make_app) -> None:
    app = make_app({"wide.txt": WIDE})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("}", "v", "l", "l")
        assert text_selected(app) == "漢字の"
        assert painted(app, "caret") == "の"
        await pilot.press(*"eeeeee")
        assert text_selected(app).endswith("👩‍👩‍👧")
        assert painted(app, "caret") == "👩‍👩‍👧"
        await pilot.press("$")
        assert text_selected(app).endswith("noir")
        start = place(app, "cafe", WIDE)
        await pilot.mouse_down("#article", offset=start)
        await pilot.hover("#article", offset=(start[0] + 3, start[1]))
        await pilot.mouse_up("#article", offset=(start[0] + 3, start[1]))
        assert text_selected(app) == "cafe\u0301"


async def test_without_colors_selection_and_caret_show(make_app, monkeypatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(theme="paper")
    app.no_color = True
    async with app.run_test(size=(120, 40)) as pilot:
        app.wear(app.worn)
        await settled(pilot)
        await pilot.press("v", "w")
        segments = [s for strip in view_of(app).render_lines(view_of(app).size.region) for s in strip if s.style]
        assert "".join(s.text for s in segments if s.style.reverse) == "Council p"
        assert "".join(s.text for s in segments if s.style.reverse and s.style.underline) == "p"


# The mouse


async def drag(pilot, start: tuple[int, int], *stops: tuple[int, int]) -> None:
    """Press the mouse on the article, move it, let go where it is."""
    await pilot.mouse_down("#article", offset=start)
    for stop in stops:
        await pilot.hover("#article", offset=stop)
    await pilot.mouse_up("#article", offset=stops[-1])


async def test_dragging_selects_either_way(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        start, end = place(app, "Mayor"), place(app, "Duarte said on")
        await drag(pilot, start, (start[0] + 2, start[1]), end)
        assert text_selected(app) == "Mayor Ana D"
        await pilot.press("e")
        assert text_selected(app) == "Mayor Ana Duarte"
        await drag(pilot, end, start)
        assert text_selected(app) == "Mayor Ana D"
        assert view_of(app).selection.caret == HARBOUR.index("Mayor")
        await drag(pilot, place(app, "“We"), place(app, "Residents"))
        assert text_selected(app) == HARBOUR[HARBOUR.index("“We") : HARBOUR.index("Residents") + 1]
        await drag(pilot, start, (start[0] + 10, start[1]), start)
        assert text_selected(app) == "M"


async def test_dragging_beside_the_text_takes_what_is_nearest(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        row, right = place(app, "The harbour")[1], view_of(app).size.width - 3
        await drag(pilot, (0, row), (right, row))
        assert text_selected(app) == HARBOUR[HARBOUR.index("The harbour") :].strip()
        await drag(pilot, (right, row + 1), (right, row - 1))
        assert text_selected(app) == HARBOUR[HARBOUR.rindex("\n\n") - 1 :].strip("\n")


async def test_a_click_selects_nothing_any_more(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await drag(pilot, place(app, "Mayor"), place(app, "said on"))
        await pilot.click("#article", offset=place(app, "Lisbon"))
        await pilot.pause()
        assert view_of(app).selected is None
        assert reading(app).item.of(HARBOUR) == "Lisbon"


async def test_two_clicks_take_the_word_and_three_the_sentence(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        x, y = place(app, "Nobody")
        await pilot.double_click("#article", offset=(x + 3, y))
        assert text_selected(app) == "Nobody"
        await pilot.triple_click("#article", offset=(x + 3, y))
        assert text_selected(app) == "“Nobody should build a harbour in a hurry.”"
        await pilot.click("#article", offset=(x, y))
        assert text_selected(app) is None


async def test_the_click_that_ends_a_drag_changes_nothing(make_app) -> None:
    from textual.events import MouseDown, MouseMove, MouseUp

    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        corner = view_of(app).region.offset
        start, end = place(app, "Mayor"), place(app, "Ana Duarte")
        for kind, (x, y) in ((MouseDown, start), (MouseMove, end), (MouseUp, end)):
            x, y = x + corner.x, y + corner.y
            app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))
        await pilot.pause()
        await pilot.pause()
        assert text_selected(app) == "Mayor A"


async def test_dragging_beyond_the_text_scrolls(make_app) -> None:
    app = make_app({"storm.txt": STORM})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        view = view_of(app)
        await pilot.mouse_down("#article", offset=(20, 5))
        held = view._near(20, 5)
        await pilot.hover("#article", offset=(20, view.size.height - 1))
        for _ in range(3):
            view._scroll_on()
        assert view.spot.top > 0
        assert view.selected.start == held
        assert view.selection.caret >= view.viewport.rows()[-2].start
        down = view.selected
        await pilot.hover("#article", offset=(20, 5))
        assert down.start < view.selected.end < down.end
        before = view.spot.top
        view._scroll_on()
        assert view.spot.top == before
        await pilot.hover("#header")
        for _ in range(500):
            if view.spot.top == 0:
                break
            view._scroll_on()
        assert view.selected == Span(0, held + 1) or view.selected.end == held + 1
        await pilot.mouse_up("#header")
        assert view._scrolling is None
        assert app.mouse_captured is None


async def test_the_wheel_scrolls_and_goes_on_selecting_while_dragging(make_app) -> None:
    app = make_app({"storm.txt": STORM})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        view = view_of(app)
        await pilot.press("v", "e")
        chosen = view.selected
        view.action_lines(30)
        assert view.selected == chosen
        await drag(pilot, (20, 5), (20, 9))
        before = view.selected
        await pilot.mouse_down("#article", offset=(20, 5))
        await pilot.hover("#article", offset=(20, 9))
        view.action_lines(3)
        assert view.selected.start == before.start
        assert view.selected.end > before.end + 100
        await pilot.mouse_up("#article", offset=(20, 9))


async def test_a_dialog_ends_a_drag(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        start = place(app, "Mayor")
        await pilot.mouse_down("#article", offset=start)
        await pilot.hover("#article", offset=(start[0] + 4, start[1]))
        await pilot.press("question_mark")
        assert app.mouse_captured is None
        await pilot.press("escape")
        await pilot.hover("#article", offset=(start[0] + 20, start[1]))
        assert text_selected(app) == "Mayor"


async def test_the_scroll_bar_still_drags(make_app) -> None:
    app = make_app({"storm.txt": STORM})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        view = view_of(app)
        bar = view.size.width - 1
        await drag(pilot, (bar, 2), (bar, view.size.height - 2))
        assert view.viewport.at_end
        assert view.selected is None
        assert app.mouse_captured is None


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_a_selection_stays_right_when_the_page_is_wrapped_anew(make_app, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        start = HARBOUR.index("“It is")
        view_of(app).begin_selection(Span(start, HARBOUR.index(" Almeida has")))
        await pilot.pause()
        chosen = view_of(app).selected
        await pilot.resize_terminal(*size)
        await pilot.pause()
        view_of(app).go(start)
        await pilot.pause()
        assert view_of(app).selected == chosen
        seen = painted(app, "selection") + painted(app, "caret")
        assert sorted(seen.replace(" ", "")) == sorted(chosen.of(HARBOUR).replace(" ", "").replace("\n", ""))
        view_of(app).set_column_width(66)
        await pilot.press("l")
        assert view_of(app).selected.start == start


async def test_at_40_columns(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await pilot.press("}", "v", "j", "$")
        assert "\n" not in text_selected(app)
        assert text_selected(app).startswith("The council")
        x, y = place_of(app, view_of(app).selection.caret)
        assert 0 <= y < view_of(app).size.height - 1
        await drag(pilot, (4, 2), (x, y))
        assert text_selected(app)
        await pilot.press("G")
        assert text_selected(app).endswith("Reuters.")


async def test_rows_that_the_caret_does_not_touch_are_not_drawn_again(make_app, monkeypatch) -> None:
    from reader.tui.widgets import text_column

    app = make_app({"storm.txt": STORM})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        drawn: list[int] = []
        paint = text_column.paint
        monkeypatch.setattr(text_column, "paint", lambda *given: drawn.append(given[2].number) or paint(*given))
        await pilot.press("j")
        await pilot.pause()
        assert len(drawn) <= 3
        await pilot.press("}", "}", "v", "j", "j")
        await pilot.pause()
        drawn.clear()
        await pilot.press(*"llllllllll")
        await pilot.pause()
        assert 10 <= len(drawn) <= 30
        drawn.clear()
        await pilot.press(*"jjjj")
        await pilot.pause()
        assert len(drawn) <= 24


async def test_nothing_to_select(make_app, library) -> None:
    folder = library({"a.txt": "One\n\nText."})
    (folder / "b.txt").write_bytes(b"\0\1\2\0" * 50)
    app = make_app({"a.txt": "One\n\nText."})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("v", "V", "l")
        await drag(pilot, (10, 2), (20, 4))
        await pilot.double_click("#article", offset=(10, 2))
        assert view_of(app).selected is None
        assert app.mouse_captured is None
