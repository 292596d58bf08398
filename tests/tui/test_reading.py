"""Moving about in an article and among articles."""

import pytest

from reader.library import Place as Beginning
from reader.model import Span
from reader.page.layout import Place
from tests.tui.conftest import HARBOUR, STORM
from tests.tui.driving import reading, settled, shown


async def test_the_first_article_is_open_with_its_actors_and_quotes(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = shown(app)
        assert "Council puts off harbour vote" in screen
        assert "3 articles" in screen
        assert "Ana Duarte" in screen.split("Actors")[1]
        findings = reading(app).findings
        assert findings is not None
        assert {"Ana Duarte", "Pedro Almeida"} <= {actor.name for actor in findings.analysis.actors}
        speaker = next(q.speaker for q in findings.analysis.quotes if "more time" in HARBOUR[q.start : q.end])
        assert findings.actors[speaker].name == "Ana Duarte"


@pytest.mark.parametrize(
    ("keys", "moved"),
    [
        (["j"], 1),
        (["down", "down"], 2),
        (["j", "j", "k"], 1),
        (["d", "u"], 0),
        (["G", "g", "g"], 0),
        (["end", "home"], 0),
    ],
)
async def test_scrolling_by_keys(make_app, keys: list[str], moved: int) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        await pilot.press(*keys)
        view = reading(app).view.viewport
        assert view.layout.distance(Place(0, 0), view.top, 1000) == moved


async def test_pages_go_through_the_whole_article(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        seen = set()
        for _ in range(80):
            seen.update(word for word in shown(app).split() if word.endswith("th"))
            await pilot.press("space")
        view = reading(app).view
        assert view.viewport.at_end
        assert view.fraction == 1.0
        assert {f"{number}th" for number in range(1, 41)} <= seen
        assert "100%" in shown(app)


async def test_the_paragraph_cursor_moves_and_shows(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert reading(app).view.cursor == 0
        await pilot.press("right_curly_bracket", "shift+down")
        assert reading(app).view.cursor == 2
        row = next(line for line in shown(app).splitlines() if "We need more time" in line)
        assert "┃" in row.split("“We")[0]
        await pilot.press("left_curly_bracket")
        assert reading(app).view.cursor == 1


async def test_next_and_previous_article_and_back(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J")
        assert reading(app).number == 1
        await pilot.press("space", "space", "J")
        assert reading(app).number == 2
        await pilot.press("J")
        assert reading(app).number == 2
        await pilot.press("ctrl+o")
        assert reading(app).number == 1
        assert reading(app).view.spot.top > 0
        await pilot.press("comma")
        assert reading(app).number == 0
        await pilot.press("alt+right", "full_stop")
        assert reading(app).number == 2
        await pilot.press("K", "K", "K")
        assert reading(app).number == 0


async def test_walking_quotes_and_actors(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("s")
        assert reading(app).item.of(HARBOUR)
        walked = []
        for _ in range(12):
            walked.append(reading(app).item)
            await pilot.press("s")
        assert walked == sorted(walked)
        assert any(span.of(HARBOUR).strip("“”") == "It is a disgrace," for span in walked)
        await pilot.press("S")
        assert reading(app).item < walked[-1] or len(set(walked)) == 1
        await pilot.press("escape", "g", "g", "w")
        assert reading(app).item.of(HARBOUR) in ("Lisbon", "Ana Duarte")
        await pilot.press("w")
        status = shown(app).splitlines()[-3]  # above the strip and the hints
        assert "Ana Duarte" in status or "Lisbon" in status
        await pilot.press("W", "W", "W")
        await pilot.pause()
        assert "no more before" in shown(app)


async def test_the_actor_under_the_cursor_lights_up_everywhere(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        almeida = next(a for a in screen.findings.analysis.actors if a.name == "Pedro Almeida")
        screen._stand_on(Span(*almeida.mentions[0][:2]))
        await pilot.pause()
        lit = app.brush.style("text", "text", "actor.person", "actor.lit")
        segments = [s for strip in app.screen._compositor.render_strips() for s in strip if s.style == lit]
        assert "".join(s.text for s in segments).count("Almeida") == len([m for m in almeida.mentions if not m.role])


async def test_a_place_on_the_command_line_is_where_it_opens(make_app, tmp_path) -> None:
    path = str(tmp_path / "library" / "b-storm.txt")
    app = make_app(at=Beginning(path, 12))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert reading(app).number == 1
        assert reading(app).view.cursor == 11
    start = STORM.index("number 20")
    app = make_app(at=Beginning(path, 0, Span(start, start + 9)))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "number 20" in shown(app)


async def test_reading_goes_on_where_it_was_left(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        await pilot.press("space", "space", "space")
        spot = reading(app).view.spot
        assert spot.top > 0
        await pilot.press("K")
        await settled(pilot)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("J")
        await settled(pilot)
        top = reading(app).view.spot.top
        assert abs(top - spot.top) < 80
        assert "%" in shown(app)


async def test_what_cannot_be_read_stays_listed_with_its_reason(make_app, library) -> None:
    folder = library({"a.txt": "One\n\nText."})
    (folder / "b.txt").write_bytes(b"\0\1\2\0" * 50)
    app = make_app({"a.txt": "One\n\nText."})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "b.txt" in shown(app)
        assert "2 articles" in shown(app)
        await pilot.press("J")
        await settled(pilot)
        assert "no text" in shown(app)
        await pilot.press("j", "space", "s", "w", "G", "slash", "escape")
        await pilot.press("K")
        await settled(pilot)
        assert "Text." in shown(app)
