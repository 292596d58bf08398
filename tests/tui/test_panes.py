"""Sidebar, inspector, zen, sizes, and very small terminals."""

import random

import pytest

from reader.tui.panes import Panes, column
from tests.tui.driving import reading, settled, shown


@pytest.mark.parametrize(
    ("width", "sidebar", "inspector"), [(160, True, True), (120, True, True), (100, True, False), (80, False, False)]
)
async def test_panes_fold_where_there_is_no_room(make_app, width: int, sidebar: bool, inspector: bool) -> None:
    app = make_app()
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        assert reading(app).sidebar.display is sidebar
        assert reading(app).inspector.display is inspector
        assert "The council of Lisbon" in shown(app)


async def test_a_pane_opens_beside_the_text_at_80_and_over_it_at_40(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("L")
        assert reading(app).sidebar.has_focus
        assert "Storm closes" in shown(app)
        assert "The council" in shown(app)
        await pilot.press("I")
        assert reading(app).inspector.has_focus
        assert not reading(app).sidebar.display
        await pilot.press("I")
        assert reading(app).view.has_focus
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "The council" in shown(app)
        await pilot.press("L")
        assert "The council" not in shown(app)
        await pilot.press("j", "enter")
        await settled(pilot)
        assert reading(app).number == 1
        assert reading(app).view.has_focus
        assert "Storm closes" in shown(app)
        await pilot.press("L", "q")
        assert reading(app).view.display
        assert app.is_running


async def test_zen_shows_nothing_but_text(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("z")
        assert "Library" not in shown(app)
        assert "page" not in shown(app).splitlines()[-1]
        await pilot.press("z")
        assert "Library" in shown(app)


async def test_widths_change_by_keys_and_are_remembered(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        wide = reading(app).sidebar.size.width
        await pilot.press("L", "greater_than_sign", "greater_than_sign")
        assert reading(app).sidebar.size.width == wide + 4
        await pilot.press("L", "less_than_sign")
        assert reading(app).view.column_width == 70
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert not reading(app).sidebar.display, "folded away stays so"
        await pilot.press("L")
        assert reading(app).sidebar.size.width == wide + 4


async def test_the_mouse_resizes_panes(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(140, 40)) as pilot:
        await settled(pilot)
        sidebar = reading(app).sidebar
        edge = sidebar.size.width - 1
        await pilot.mouse_down(sidebar, offset=(edge, 10))
        await pilot.hover(None, offset=(edge + 6, 12))
        await pilot.mouse_up(None, offset=(edge + 6, 12))
        assert sidebar.size.width == edge + 7


async def test_the_inspector_goes_where_its_entry_is(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("I", "l", "G", "enter")
        screen = reading(app)
        assert screen.inspector.tab == "Quotes"
        assert "number 40" in shown(app)
        await pilot.press("h", "G", "enter")
        assert screen.inspector.tab == "Actors"
        assert screen.item.start >= 0
        await pilot.press("ctrl+o", "ctrl+o")
        assert screen.view.viewport.at_start


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 3), (20, 5), (40, 12), (300, 100)])
async def test_no_size_breaks_it(make_app, size: tuple[int, int]) -> None:
    keys = "j k space b G g g s w L I z tab J slash a escape T down escape question_mark escape"
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press(*keys.split(), "greater_than_sign", "less_than_sign")
        assert app.is_running


async def test_random_keys_clicks_and_sizes(make_app) -> None:
    chance = random.Random(7)
    keys = "j k d u space b G g s S w W slash n N J K L I z tab h l o T comma full_stop escape enter down up a x"
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for _ in range(400):
            deed = chance.random()
            if deed < 0.85:
                await pilot.press(chance.choice(keys.split()))
            elif deed < 0.95:
                width, height = app.size
                await pilot.click(offset=(chance.randrange(width), chance.randrange(height)))
            else:
                await pilot.resize_terminal(chance.randrange(1, 160), chance.randrange(1, 50))
        assert app.is_running


def test_wishes_hold_until_the_terminal_is_quite_another() -> None:
    panes = Panes()
    assert panes.arrange(120).library
    panes.wish("library", False, 120)
    assert not panes.arrange(125).library
    assert not panes.arrange(80).library
    assert panes.arrange(120).library
    assert panes.arrange(120).inspector


def test_columns_are_held_to_what_is_sensible() -> None:
    assert column(3) == 30
    assert column(500) == 120
