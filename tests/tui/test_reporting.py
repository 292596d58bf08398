"""Dossiers, voices, audit and twins on the screen: what they show and where their lines lead."""

from pathlib import Path

import pytest
from textual.widgets import Input

from reader import corrections
from reader.corrections.store import Store
from reader.page.paint import Run
from reader.tui import holdings
from reader.tui.report_page import markdown
from reader.tui.reported import Line, Report, Target
from reader.tui.reports import bar, strip
from reader.tui.screens.report import ReportScreen
from reader.tui.views_process import prepare
from reader.tui.widgets.report_list import ReportList
from reader.views import dossier_page
from reader.views.dossier import dossier, find
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


async def test_tab_puts_lines_in_another_order_and_the_edge_says_which(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)

        def names() -> list[str]:
            return [line[3:29].strip() for line in lines(app)[3:6]]

        assert names() == ["Erik Hansen", "Ana Duarte", "Pedro Almeida"]
        await pilot.press("tab")
        await settled(pilot)
        assert names() == ["Ana Duarte", "Erik Hansen", "Pedro Almeida"]
        current = [run.text for run in app.screen.query_one(ReportList).head() if "header.accent" in run.styles]
        assert current == ["name"]
        await pilot.press("shift+tab", "shift+tab")
        await settled(pilot)
        current = [run.text for run in app.screen.query_one(ReportList).head() if "header.accent" in run.styles]
        assert current == ["absent"]


async def test_an_order_stays_narrowed_down_and_can_be_clicked(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)
        await pilot.press(*"duarte")
        await settled(pilot)
        edge = shown(app).splitlines()[1]
        await pilot.click(ReportList, offset=(edge.index("first seen"), 0))
        await settled(pilot)
        assert lines(app)[1].strip().startswith("● Ana Duarte")
        current = [run.text for run in app.screen.query_one(ReportList).head() if "header.accent" in run.styles]
        assert current == ["first seen"]


@pytest.mark.parametrize(("keys", "orders"), [
    (("g", "a"), ["words", "passages", "name"]),
    (("g", "s"), ["articles", "change"]),
    (("g", "k", *"harbour", "enter"), ["words right", "words left", "article", "date"]),
])  # fmt: skip
async def test_every_report_has_its_orders(make_app, keys, orders) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        for order in [*orders[1:], orders[0]]:
            await pilot.press("tab")
            await settled(pilot)
            assert [run.text for run in app.screen.query_one(ReportList).head() if run.text in orders] == orders
            assert app.screen._report.order == order


async def test_the_dossier_of_an_actor_or_speaker_opens_from_the_inspector(make_app) -> None:
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("I", "D")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert "Dossier: Ana Duarte" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("l", "G", "k", "D")
        await settled(pilot)
        assert "Dossier: Pedro Almeida" in shown(app)


async def test_a_dossier_is_written_to_a_file_and_never_over_another_unasked(make_app, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_actor(pilot, "Pedro Almeida")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "dossier-pedro-almeida.md"
        await pilot.press("enter")
        await settled(pilot)
        assert "Written to dossier-pedro-almeida.md" in shown(app)
        file = tmp_path / "dossier-pedro-almeida.md"
        written = file.read_text(encoding="utf-8")
        gathering = holdings.gathered([entry.path for entry in reading(app).entries])
        assert written == dossier_page.markdown(dossier(gathering, find("pedro almeida", gathering)[0]))
        assert written.startswith("# Pedro Almeida\n")

        file.write_text("mine", encoding="utf-8")
        await pilot.press("ctrl+s", "enter")
        await settled(pilot)
        assert "is there already" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        assert file.read_text(encoding="utf-8") == "mine"
        await pilot.press("ctrl+s", "enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert file.read_text(encoding="utf-8") == written
        assert (tmp_path / ".dossier-pedro-almeida.md.bak").read_text(encoding="utf-8") == "mine"


async def test_what_can_not_be_written_is_said(make_app, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(LIBRARY)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)
        for name, reason in (("library", "that is a folder"), ("nowhere/x.md", "no such file or directory")):
            await pilot.press("ctrl+s")
            await settled(pilot)
            app.screen.query_one(Input).value = name
            await pilot.press("enter")
            await settled(pilot)
            assert f"{name}: {reason}" in shown(app)


async def test_who_is_named_and_not_quoted_is_shown_where(make_app) -> None:
    articles = {
        "a.md": "---\ndate: 2024-05-01\n---\n\n“We go,” Ana Duarte said. Pedro Almeida was there.",
        "b.md": "---\ndate: 2024-05-02\n---\n\nAna Duarte and Pedro Almeida met.",
        "c.md": "---\ndate: 2024-05-03\n---\n\nNobody met.",
    }
    app = make_app(articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("g", "m")
        await settled(pilot)
        duarte = next(line for line in lines(app) if "Ana Duarte" in line)
        assert "█·  " in duarte
        assert "2 words in 1, absent in 1" in duarte
        almeida = next(line for line in lines(app) if "Pedro Almeida" in line)
        assert "··  " in almeida
        app.screen.query_one(Input).value = "almeida"
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        screen = reading(app)
        assert len(screen.trail.hits) == 2
        assert screen.article.path.endswith("a.md")


async def test_a_dossier_shows_mentions_over_time(make_app) -> None:
    articles = {
        f"{day}.md": f"---\ndate: 2024-05-{day:02}\n---\n\n" + "Ana Duarte was there. " * day for day in (1, 3, 8)
    }
    app = make_app(articles)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await stand_on_actor(pilot, "Ana Duarte")
        await pilot.press("enter")
        await settled(pilot)
        said = lines(app)
        at = next(number for number, line in enumerate(said) if "Mentions by day" in line)
        assert said[at + 1].strip() == "2024-05-01 ▂·▄····█ 2024-05-08"
        assert "at most 8 a day, that of 2024-05-08" in said[at + 2]


def test_a_page_of_a_report_has_its_words_and_places_and_no_bars() -> None:
    bars = Run("███", ("progress",))
    lines = (
        Line((Run(" Heading", ("heading",)),), heading=True),
        Line((Run(" *one* ", ()), bars), (Target("a.txt", 3, 9),)),
        Line((Run(" two", ()),), (Target("a.txt", 3, 9), Target("b.txt", 1, 2))),
    )
    assert markdown(Report("Voices", lines)) == ("# Voices\n\n## Heading\n\n- \\*one\\*  \n  a.txt@3-9\n- two\n")


def test_articles_are_read_again_only_when_they_or_their_corrections_change(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("READER_CORRECTIONS", str(tmp_path / "corrections.toml"))
    paths = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for path, name in zip(paths, ("Ana Duarte", "Pedro Almeida"), strict=True):
        Path(path).write_text(f"“We go there,” {name} said.", encoding="utf-8")
    prepare(paths)
    first = holdings.digests(paths)
    correction = corrections.rename("Pedro Almeida", "Peter Almeida")
    Store(str(tmp_path / "corrections.toml")).add(correction)
    prepare(paths)
    second = holdings.digests(paths)
    assert second[0] is first[0]
    assert [actor.name for actor in second[1].actors] == ["Peter Almeida"]
    assert len(holdings.extracts(paths)) == 2
    Path(paths[0]).unlink()
    prepare(paths)
    assert holdings.digests(paths) == second[1:]
