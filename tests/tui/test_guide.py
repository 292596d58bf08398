"""The tour: walked from one end to the other, each step done as its words say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader import locations
from reader.config import Config
from reader.config.keymaps import keymap
from reader.library import Opening
from reader.page.layout import even_cuts
from reader.tui import search_process
from reader.tui.background import Background
from reader.tui.guided_app import GuidedApp, facts, keys_of_all
from reader.tui.screens.search import SearchScreen
from reader.tui.searching import Search
from reader.tui.start import make_app as start_app
from reader.tui.tour import _KEY, END, STEPS, TEXT
from reader.tui.widgets.guide_bar import GuideBar
from tests.tui.conftest import Threads
from tests.tui.driving import settled, shown

DOING: dict[str, tuple[str, ...]] = {
    "Back to the text": ("down", "down", "down", "enter"),
    "Who is in it": ("{actor.next}",) * 5,
    "Half remembered": ("{search.start}", *"tablit_in_vilage", "wait", "enter"),
    "Say something": ("{mark.annotate}", *"check", "ctrl+s"),
    "Put it right": ("{actor.next}", "{correction.make}"),
    "Side by side": ("{chord.compare}", "enter"),
}
"""The keys that do a step; of the others the first key that its words name does."""

Make = Callable[..., GuidedApp]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make the app of the tour, on the samples."""
    monkeypatch.setenv("READER_CORRECTIONS", str(tmp_path / "corrections.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(search_process, "_desk", None)

    def made(config: Config | None = None) -> GuidedApp:
        app, _ = start_app(
            Opening((locations.samples(),), "samples"),
            Background(Threads(), Search(Threads())),
            config or Config(start_hints=False),
            str(tmp_path / "annotations.toml"),
            None,
            guided=True,
        )
        assert isinstance(app, GuidedApp)
        return app

    return made


async def begun(pilot: Pilot[None]) -> GuideBar:
    """Wait until the tour has begun."""
    await settled(pilot)
    await looked(pilot)
    return pilot.app.screen.query_one(GuideBar)


async def looked(pilot: Pilot[None]) -> None:
    """Have the tour look at what was done."""
    assert isinstance(pilot.app, GuidedApp)
    for _ in range(2):  # a bar that is new on a screen speaks the second time
        await pilot.pause()
        pilot.app._look()
    await pilot.pause()


async def found(pilot: Pilot[None]) -> None:
    """Wait until what was typed last has been found."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    for _ in range(200):
        await pilot.pause(0.02)
        if screen.list.hit is not None and screen.line.value == "tablit in vilage":
            return
    raise AssertionError(shown(pilot.app))


async def until(pilot: Pilot[None], number: int) -> None:
    """Wait until a step is shown."""
    app = pilot.app
    assert isinstance(app, GuidedApp)
    for _ in range(100):
        await pilot.pause(0.05)
        if app._tour.told(TEXT, {}).number >= number:
            return
    raise AssertionError(f"step {number} did not come\n{shown(app)}")


def pressed(app: GuidedApp, title: str, says: str) -> list[str]:
    """The keys that do a step, as Textual calls them."""
    named = {
        listed.id: listed.keys for place in keymap(app.config.keymap, app.config.keys).places for listed in place.keys
    }
    keys: list[str] = []
    for word in DOING.get(title, (f"{{{_KEY.findall(says)[0]}}}",)):
        identity = word.strip("{}")
        if word.startswith("{"):
            keys += [named["chord.start"][0]] * identity.startswith("chord.") + [named[identity][0]]
        else:
            keys.append("space" if word == "_" else word)
    return keys


@pytest.mark.parametrize("name", ["default", "less", "vim"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_every_step_can_be_done_as_it_says(make: Make, size: tuple[int, int], name: str) -> None:
    if name != "default" and size != (120, 40):
        pytest.skip("keys do not depend on the size")
    app = make(Config(keymap=name, start_hints=False))
    async with app.run_test(size=size) as pilot:
        await begun(pilot)
        for number, step in enumerate(STEPS, 1):
            await until(pilot, number)
            if facts(app).place not in step.places:
                assert "leads back to the text" in shown(app)
                for _ in range(3):
                    if facts(app).place != TEXT:
                        await pilot.press("escape")
                        await looked(pilot)
            bar = app.screen.query_one(GuideBar)
            assert step.title in shown(app)
            assert "(no key)" not in bar.told.words
            assert bar.region.height <= max(3, size[1] // 3)
            for key in pressed(app, step.title, step.says):
                await (found(pilot) if key == "wait" else pilot.press(key))
                await pilot.pause()
        await until(pilot, len(STEPS) + 1)
        await pilot.press("escape")
        await looked(pilot)
        assert END.title in shown(app)


async def test_steps_can_be_skipped_and_do_not_pass_by_themselves(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        bar = await begun(pilot)
        await pilot.press("j", "space", "J", "K")
        await looked(pilot)
        assert bar.told.number == 1
        await pilot.press("ctrl+g")
        assert bar.told.number == 2
        await pilot.click(GuideBar)
        await looked(pilot)
        assert bar.told.title == "Who is in it"  # what the step between asks for is so already


async def test_leaving_takes_two_keys(make: Make) -> None:
    app = make()
    async with app.run_test(size=(80, 24)) as pilot:
        bar = await begun(pilot)
        await pilot.press("escape")
        await looked(pilot)
        assert bar.told.words == "Esc again leaves the tour."
        await pilot.press("j")
        await looked(pilot)
        assert "again leaves" not in bar.told.words
        assert app.is_running
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app._exit


async def test_it_takes_the_keys_in_force(make: Make) -> None:
    app = make(Config(keys=(("quote.next", "ctrl+t"), ("quote.explain", "")), start_hints=False))
    async with app.run_test(size=(80, 24)) as pilot:
        bar = await begun(pilot)
        assert bar.told.words.startswith("Ctrl+T goes to the next quote.")
        await pilot.press("ctrl+t")
        await until(pilot, 2)
        await looked(pilot)
        assert bar.told.words.startswith("(no key) says why")


async def test_a_dialog_is_not_covered(make: Make) -> None:
    app = make()
    async with app.run_test(size=(40, 12)) as pilot:
        await begun(pilot)
        await pilot.press("question_mark")
        await looked(pilot)
        bar, help_list = app.screen.query_one(GuideBar), app.screen.query_one("#help-list")
        assert "Esc leads back to the text." in shown(app)
        assert not bar.region.overlaps(help_list.region)


def test_the_document_has_the_steps() -> None:
    page = (Path(__file__).parents[2] / "docs" / "tour.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| ([A-Z][^|]+) \| [^|]+ \|$", page, re.MULTILINE) == [step.title for step in STEPS]


def test_words_are_short_and_name_keys_that_there_are(make: Make) -> None:
    app = make()
    keys = keys_of_all(app)
    for step in (*STEPS, END):
        assert set(_KEY.findall(step.says)) <= set(keys)
        words = _KEY.sub(lambda found: keys[found[1]], step.says)
        assert len(list(even_cuts(words, 36))) <= 3, words
