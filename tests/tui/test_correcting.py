"""Corrections made on the screen: kept in the file, shown at once, undone."""

from pathlib import Path

from reader.tui.screens.correction_list import CorrectionList
from tests.tui.conftest import HARBOUR
from tests.tui.driving import reading, settled, shown


async def stand_on(pilot, words: str, key: str) -> None:
    """Walk until the reader stands on something that holds the words."""
    screen = reading(pilot.app)
    for _ in range(30):
        if words in screen.item.of(HARBOUR):
            return
        await pilot.press(key)
    raise AssertionError(words)


def names(app) -> set[str]:
    return {actor.name for actor in reading(app).findings.analysis.actors}


async def test_an_actor_is_renamed_everywhere_and_that_is_undone(make_app, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on(pilot, "Ana Duarte", "w")
        await pilot.press("c", "enter")
        await pilot.press("end", *" Silva", "enter")
        await settled(pilot)
        assert "Ana Duarte Silva" in names(app)
        assert "Ana Duarte Silva" in shown(app)
        assert "Ana Duarte Silva" in (tmp_path / "corrections.toml").read_text(encoding="utf-8")
        await pilot.press("U")
        await settled(pilot)
        assert "Ana Duarte Silva" not in names(app)
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "Ana Duarte Silva" in names(app)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Ana Duarte Silva" in names(app)


async def test_a_kind_is_changed_and_an_actor_dropped(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await stand_on(pilot, "Reuters", "w")
        await pilot.press("c", *"group", "enter")
        await settled(pilot)
        assert next(a.kind for a in reading(app).findings.analysis.actors if a.name == "Reuters") == "group"
        await pilot.press("c", *"no actor", "enter")
        await settled(pilot)
        assert "Reuters" not in names(app)


async def test_a_speaker_is_picked_and_a_quote_is_said_to_be_no_speech(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on(pilot, "disgrace", "s")
        await pilot.press("c", "enter", *"duarte", "enter")
        await settled(pilot)
        screen = reading(app)
        quote = screen.findings.quote_at(HARBOUR.index("disgrace"))
        assert screen.findings.actors[quote.speaker].name == "Ana Duarte"
        await pilot.press("equals_sign")
        assert "You have said so in a correction." in shown(app)
        await pilot.press("c", *"not speech", "enter")
        await settled(pilot)
        assert not screen.findings.quote_at(HARBOUR.index("disgrace")).speech


async def test_two_actors_are_made_one(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on(pilot, "Pedro Almeida", "w")
        await pilot.press("c", *"same", "enter", *"duarte", "enter")
        await settled(pilot)
        assert "Pedro Almeida" not in names(app)
        merged = next(a for a in reading(app).findings.analysis.actors if a.name == "Ana Duarte")
        assert "Pedro Almeida" in merged.aliases


async def test_a_broken_file_is_left_alone_and_said(make_app, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text("this is [not toml", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await stand_on(pilot, "Reuters", "w")
        await pilot.press("c", *"no actor", "enter")
        await settled(pilot)
        assert any("corrections.toml" in notification.message for notification in app._notifications)
    assert path.read_text(encoding="utf-8") == "this is [not toml"


async def test_nothing_is_asked_where_nothing_is_stood_on(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        assert app.screen is reading(app)


async def test_corrections_are_listed_taken_back_and_brought_again(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await stand_on(pilot, "Reuters", "w")
        await pilot.press("c", *"no actor", "enter")
        await settled(pilot)
        await stand_on(pilot, "Pedro Almeida", "W")
        await pilot.press("c", *"group", "enter")
        await settled(pilot)
        await pilot.press("g", "c")
        await settled(pilot)
        assert "Pedro Almeida" in shown(app) and "Reuters" in shown(app)
        await pilot.press("j", "x")
        await settled(pilot)
        assert "Reuters" in names(app)
        assert len(app.screen.query_one(CorrectionList).corrections) == 1
        await pilot.press("escape", "U")
        await settled(pilot)
        assert "Reuters" not in names(app)


async def test_an_empty_list_of_corrections_says_how_to_make_one(make_app) -> None:
    app = make_app()
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await pilot.press("g", "c", "x")
        await settled(pilot)
        assert "c on an actor" in shown(app)
        await pilot.press("q")
        assert app.screen is reading(app)
