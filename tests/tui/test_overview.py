"""The strip below the text: what it shows of the article, where a click leads, and when it is there."""

from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.voice_strip import VoiceStrip
from tests.tui.conftest import ARTICLES
from tests.tui.driving import reading, settled


def drawn(app) -> str:
    """The strip as it is on the screen."""
    strip = app.screen.query_one(VoiceStrip)
    return strip.render_line(0).text


def in_window(app) -> list[int]:
    """The cells that are shown as in sight."""
    strip = app.screen.query_one(VoiceStrip)
    ground = app.brush.style("text", "strip", "strip.window").bgcolor
    cells = [segment.style.bgcolor == ground for segment in strip.render_line(0) for _ in segment.text]
    return [at for at, within in enumerate(cells) if within]


async def test_quotes_the_actor_stood_on_and_marks_are_seen(make_app) -> None:
    app = make_app(ARTICLES)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert any(bar in drawn(app) for bar in "▂▃▄▅▆")
        assert "●" not in drawn(app)
        assert "▌" not in drawn(app)
        await pilot.press("w", "w")
        await settled(pilot)
        assert "●" in drawn(app)
        await pilot.press("escape", "G", "1")
        await settled(pilot)
        assert "●" not in drawn(app)
        assert "▌" in drawn(app)
        await pilot.press("J")
        await settled(pilot)
        assert "▌" not in drawn(app)


async def test_the_window_moves_and_a_click_goes_there(make_app) -> None:
    app = make_app({"b-storm.txt": ARTICLES["b-storm.txt"]})
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        first = in_window(app)
        assert first[0] == 1
        await pilot.press("G")
        await settled(pilot)
        last = in_window(app)
        assert last[0] > first[-1]
        width = app.screen.query_one(VoiceStrip).size.width
        await pilot.click(VoiceStrip, offset=(width // 2, 0))
        await settled(pilot)
        view = app.screen.query_one(ArticleView)
        rows = view.viewport.rows()
        asked = (width // 2 - 1) * len(view.article.text) // (last[-1])
        assert rows[0].start <= asked <= rows[-1].end
        await pilot.press("comma")
        await settled(pilot)
        assert in_window(app) == last


async def test_it_is_hidden_by_a_key_and_that_is_remembered(make_app) -> None:
    app = make_app(ARTICLES)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        rows = app.screen.query_one(ArticleView).size.height
        await pilot.press("O")
        await settled(pilot)
        assert not app.screen.query_one(VoiceStrip).display
        assert app.screen.query_one(ArticleView).size.height == rows + 1
    again = make_app(ARTICLES)
    async with again.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert not again.screen.query_one(VoiceStrip).display
        await pilot.press("O")
        await settled(pilot)
        assert again.screen.query_one(VoiceStrip).display


async def test_it_gives_way_to_the_text_where_there_is_little_room(make_app) -> None:
    app = make_app(ARTICLES)
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        strip = app.screen.query_one(VoiceStrip)
        assert not strip.display
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert strip.display
        await pilot.press("z")
        await settled(pilot)
        assert not strip.display
        await pilot.press("z")
        await settled(pilot)
        assert strip.display


async def test_scrolling_within_a_cell_draws_nothing_anew(make_app) -> None:
    app = make_app({"b-storm.txt": ARTICLES["b-storm.txt"] * 40})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        strip = app.screen.query_one(VoiceStrip)
        before = strip.render_line(0), strip._drawn_strips
        await pilot.press("j")
        await settled(pilot)
        assert strip._drawn_strips is before[1]
        signs = strip._signs
        await pilot.press("G")
        await settled(pilot)
        assert strip._signs is signs
        assert reading(app).view.fraction == 1.0


async def test_an_article_that_can_not_be_read_has_no_strip(make_app, tmp_path) -> None:
    app = make_app(ARTICLES)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        (tmp_path / "library" / "b-storm.txt").unlink()
        await pilot.press("J")
        await settled(pilot)
        assert not drawn(app).strip()
