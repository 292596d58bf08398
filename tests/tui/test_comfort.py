"""Reading comfort: focus, room between rows, links, and the mouse left to the terminal."""

import pytest

from reader.tui import browser
from reader.tui.screens.link import LinkScreen
from reader.tui.screens.picker import Picker
from tests.tui.conftest import ARTICLES
from tests.tui.driving import reading, settled, shown

LINKED = """# The river rises

Said [the mayor](https://city.example/mayor) on Monday; see https://hydro.example/data.

- one entry of a list that is long enough to be wrapped at a column of seventy-two cells, as this one is
  - within it

```
if x:
    y
```

> Quoted as a whole.

Nothing more.
"""


def looks(app, row: int) -> set[tuple[bool, str]]:
    """The looks of a row's letters: whether bold, and the colour."""
    strip = reading(app).view.render_lines(reading(app).view.size.region)[row]
    return {(bool(s.style.bold), s.style.color.name) for s in strip if s.text.strip(" ┃│") and s.style.color}


async def test_all_but_the_paragraph_at_hand_stands_back(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        faint = app.worn.colors["faint"]
        before = [looks(app, row) for row in range(20)]
        assert not any((False, faint) in row for row in before)
        await pilot.press("right_curly_bracket", "Z")
        rows = [looks(app, row) for row in range(20)]
        lit = [row for row in rows if row and row != {(False, faint)}]
        assert len([row for row in rows if row]) > len(lit) > 0
        texts = shown(app)
        await pilot.press("right_curly_bracket")
        assert [looks(app, row) for row in range(20)] != rows
        await pilot.press("escape")
        assert not any((False, faint) in looks(app, row) for row in range(20))
        assert "Council" in texts


async def test_moving_in_focus_draws_only_the_two_paragraphs_anew(make_app, monkeypatch) -> None:
    from reader.tui.widgets import text_column

    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("Z", "right_curly_bracket", "right_curly_bracket")
        drawn: list[int] = []
        paint = text_column.paint
        monkeypatch.setattr(text_column, "paint", lambda *about: drawn.append(about[1].paragraph) or paint(*about))
        cursor = reading(app).view.cursor
        await pilot.press("right_curly_bracket")
        await pilot.pause()
        assert set(drawn) <= {cursor, cursor + 1}


async def test_lists_code_and_quotations_are_set_in(make_app) -> None:
    app = make_app({"a.md": LINKED})
    async with app.run_test(size=(80, 40)) as pilot:
        await settled(pilot)
        rows = [row.rstrip(" ┃│") for row in shown(app).splitlines()]
        assert "   • one entry of a list that is long enough to be wrapped at a column of" in rows
        assert "     seventy-two cells, as this one is" in rows
        assert "     • within it" in rows
        assert rows[rows.index("     if x:") + 1] == "         y"
        assert "   │ Quoted as a whole." in rows


async def test_a_key_gives_more_room_and_it_is_remembered(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        before = shown(app)
        await pilot.press("plus")
        assert app.config.paragraph_gap == 2
        await pilot.press("plus")
        assert (app.config.paragraph_gap, app.config.line_gap) == (1, 1)
        assert app.state.choice("spacing") == "1 1"
        await pilot.press("plus", "plus")
        assert app.config.paragraph_gap == 1
        assert shown(app).splitlines()[:-1] == before.splitlines()[:-1]


async def test_minutes_left_are_told_where_there_is_room(make_app) -> None:
    app = make_app({"b.txt": ARTICLES["b-storm.txt"]})
    async with app.run_test(size=(120, 24)) as pilot:
        await settled(pilot)
        assert "min left" in shown(app)
        await pilot.press("G")
        assert "min left" not in shown(app)
        await pilot.press("g", "g")
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert "min left" not in shown(app)


async def test_links_are_opened_only_when_asked_and_answered(make_app, monkeypatch) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(browser, "opener", lambda *_: ("/bin/opener", "%s"))
    monkeypatch.setattr("subprocess.Popen", lambda command, **_: opened.append(command))
    app = make_app({"a.md": LINKED})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "o")
        assert isinstance(app.screen, Picker)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LinkScreen)
        assert "https://hydro.example/data" in shown(app)
        await pilot.press("escape")
        assert opened == []
        await pilot.press("o", "enter", "enter")
        await pilot.pause()
        assert opened == [["/bin/opener", "https://city.example/mayor"]]


async def test_where_no_browser_opens_the_address_is_copied(make_app, monkeypatch) -> None:
    monkeypatch.setattr(browser, "opener", lambda *_: ())
    app = make_app({"a.md": LINKED})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right_curly_bracket", "o", "enter")
        await pilot.pause()
        assert "No browser opens from here" in shown(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.clipboard == "https://city.example/mayor"
        assert "The address is copied" in shown(app)


async def test_a_paragraph_without_links_says_so(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "No link here" in shown(app)


async def test_the_mouse_is_left_to_the_terminal_and_taken_back(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "t")
        assert not app.uses_mouse
        assert "The terminal has the mouse" in shown(app)
        await pilot.press("g", "t")
        assert app.uses_mouse


@pytest.mark.parametrize(
    ("environment", "platform", "command"),
    [
        ({"DISPLAY": ":0"}, "linux", ["xdg-open", "%s"]),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ["xdg-open", "%s"]),
        ({"DISPLAY": ":0", "BROWSER": "gone:surf --new"}, "linux", ["surf", "--new", "%s"]),
        ({"DISPLAY": ":0", "BROWSER": "surf '--url=%s'"}, "linux", ["surf", "--url=%s"]),
        ({"DISPLAY": ":0", "BROWSER": "surf 'broken"}, "linux", ["xdg-open", "%s"]),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1"}, "linux", []),
        ({}, "linux", []),
        ({}, "darwin", ["open", "%s"]),
        ({"SSH_TTY": "/dev/pts/0"}, "darwin", []),
    ],
)
def test_which_program_opens_addresses(tmp_path, environment, platform, command) -> None:
    for name in ("xdg-open", "open", "surf"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o755)
    found = browser.opener({**environment, "PATH": str(tmp_path)}, platform)
    assert [word.removeprefix(f"{tmp_path}/") for word in found] == command
