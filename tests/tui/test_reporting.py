"""Dossiers, voices, audit and twins on the screen: what they show and where their lines lead."""

import pytest
from textual.widgets import Input

from reader.tui.reports import bar, strip
from reader.tui.screens.report import ReportList, ReportScreen
from tests.tui.conftest import ARTICLES
from tests.tui.driving import reading, settled, shown

LATER = """Harbour vote is off again

Lisbon’s mayor has not changed her mind. “We need more time,” said Mayor Ana Duarte on Friday.

“I have waited enough,” Pedro Almeida told Reuters. An official who asked not to be named said: “It is over.”
"""
LIBRARY = {**ARTICLES, "d-later.txt": LATER}


def lines(app) -> list[str]:
    """What the report says, line by line."""
    return ["".join(run.text for run in line.runs) for line in app.screen.query_one(ReportList)._shown]


async def stand_on_actor(pilot, name: str) -> None:
    """Walk the mentions until one is of the actor."""
    screen = reading(pilot.app)
    await pilot.press("g", "g")
    for _ in range(20):
        await pilot.press("w")
        if screen.item.of(screen.article.text) == name:
            return
    raise AssertionError(name)


async def test_enter_on_an_actor_opens_its_dossier_and_a_line_leads_into_the_text(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_actor(pilot, "Pedro Almeida")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        said = lines(app)
        assert any("Pedro Almeida" in line and "person" in line for line in said)
        assert any("It is a disgrace" in line for line in said)
        assert any("I have waited enough" in line for line in said)
        app.screen.query_one(Input).value = "waited enough"
        await settled(pilot)
        assert lines(app)[0].strip().startswith("Says")
        await pilot.press("down", "enter")
        await settled(pilot)
        screen = reading(app)
        assert screen.article.path.endswith("d-later.txt")
        assert "1/1" in shown(app)
        await pilot.press("comma")
        await settled(pilot)
        assert screen.article.path.endswith("a-harbour.txt")


async def test_passages_of_a_line_are_walked(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)
        app.screen.query_one(Input).value = "ana duarte"
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        screen = reading(app)
        count = len(screen.trail.hits)
        assert count >= 2
        for _ in range(count - 1):
            await pilot.press("n")
            await settled(pilot)
        assert screen.article.path.endswith("d-later.txt")


async def test_the_audit_of_one_article_counts_its_quoted_words(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("J", "J", "J")
        await settled(pilot)
        await pilot.press("g", "A")
        await settled(pilot)
        said = lines(app)
        assert any("speech" in line and " 11 words, 3 quotes" in line for line in said)
        assert any("anonymous" in line and " 3 words, 1 quote" in line for line in said)


async def test_one_statement_in_two_articles_is_a_twin(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("g", "s")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        await pilot.press("escape")
        assert app.screen is reading(app)


async def test_every_place_of_a_word_is_listed_and_nearly_so_where_none_is(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for words in ("disgrace", "disgrcae"):
            await pilot.press("g", "k", *words, "enter")
            await settled(pilot)
            assert "1 place in 1 of 4 articles" in shown(app)
            assert any("disgrace" in line for line in lines(app))
            await pilot.press("escape")


async def test_every_place_of_the_actor_stood_on_is_listed_whatever_it_is_called(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_actor(pilot, "Pedro Almeida")
        await pilot.press("g", "k", "enter")
        await settled(pilot)
        assert "3 places in 2 of 4 articles" in shown(app)


async def test_enter_where_no_actor_is_stood_on_says_what_to_do(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Stand on an actor" in shown(app)


@pytest.mark.parametrize(("share", "full"), [(0.0, 0), (0.5, 7), (1.0, 14), (2.0, 14)])
def test_bars_are_as_long_as_their_share(share: float, full: int) -> None:
    assert bar(share).count("█") == full
    assert len(bar(share)) == 14


def test_strips_put_many_values_together_and_show_the_least() -> None:
    assert strip([0, 1, 8]) == "·▂█"
    assert len(strip([1] * 1000)) <= 48
    assert strip([]) == ""


async def test_a_correction_counts_in_the_next_report(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for name in ("Anna Duarte", "Ann Duarte"):
            await stand_on_actor(pilot, "Ana Duarte")
            letters = ["space" if letter == " " else letter for letter in name]
            await pilot.press("c", *"else", "enter", *letters, "enter")
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            assert f"Dossier: {name}" in shown(app)
            await pilot.press("escape")
            await pilot.press("U")
            await settled(pilot)
