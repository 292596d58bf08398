"""Why a quote has its speaker, and the inspector's filter and order."""

from tests.tui.conftest import HARBOUR
from tests.tui.driving import reading, settled, shown

TURNS = """Two views of a bridge

Maria Lopez has led the bridge office in Porto for years. She said that the bridge would last. “It will
stand,” she said.

The “bridge of sighs” is closed, according to a spokesman for the city.
"""


async def test_a_quote_is_explained_in_words(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        while "disgrace" not in screen.item.of(HARBOUR):
            await pilot.press("s")
        await pilot.press("equals_sign")
        told = shown(app)
        assert "Pedro Almeida said this, word for word." in told
        assert "“said”" in told
        cue = app.brush.style("text", "text", "cue")
        assert any(
            s.style == cue and s.text == "said" for strip in app.screen._compositor.render_strips() for s in strip
        )
        await pilot.press("equals_sign")
        assert "word for word" not in shown(app)


async def test_the_explanation_follows_the_reader_and_escape_ends_it(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("w", "equals_sign")
        assert "place, named" in shown(app) or "person, named" in shown(app)
        await pilot.press("s")
        assert "said this" in shown(app) or "said by nobody" in shown(app)
        await pilot.press("escape")
        assert not reading(app).note.display
        assert reading(app).item.start >= 0


async def test_a_pronoun_is_led_back_to_its_name(make_app) -> None:
    app = make_app({"a.txt": TURNS})
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = reading(app)
        quotes = [q for q in screen.findings.analysis.quotes if "stand" in TURNS[q.start : q.end]]
        assert quotes[0].antecedents
        while "stand" not in screen.item.of(TURNS):
            await pilot.press("s")
        await pilot.press("equals_sign")
        assert "leads back to a name: “she” → “Maria Lopez”" in shown(app)


async def test_nothing_is_explained_where_nothing_is_stood_on(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("equals_sign")
        assert "first" in shown(app).splitlines()[-1]
        assert not reading(app).note.display


async def test_actors_are_filtered_and_sorted(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        inspector = reading(app).inspector
        everyone = inspector.count()
        await pilot.press("I", "slash", *"ALMÉ")
        assert inspector.count() == 1
        await pilot.press("enter", "escape")
        assert inspector.count() == everyone
        await pilot.press("o")
        first = [actor.mentions[0].start for actor in inspector._actors]
        assert first == sorted(first)
        assert "as they appear" in shown(app)
