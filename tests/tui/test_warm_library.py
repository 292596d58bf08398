"""A library that was open before: listed and searchable at once, and right all the same."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from reader.cache import indexes, study
from reader.library import Summary
from reader.tui import background, search_process
from reader.tui.background import Background
from reader.tui.searching import Search
from reader.tui.turns import Turns
from reader.tui.workers import WorkLostError
from tests.tui.conftest import Threads


@pytest.fixture(autouse=True)
def begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as left alone at once; nothing was searched before."""
    monkeypatch.setattr(study, "_CLOCK", -1)
    monkeypatch.setattr(search_process, "_desk", None)


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    made = [tmp_path / f"{number}.txt" for number in range(30)]
    for number, path in enumerate(made):
        path.write_text(f"Report {number} on the harbour\n\n“This is number {number},” said Ana Duarte.\n")
    return [str(path) for path in made]


async def opened(paths: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> tuple[dict[int, Summary], list[str]]:
    """Open a library in processes that know nothing; says what was read anew."""
    monkeypatch.setattr(search_process, "_desk", None)
    read: list[str] = []

    def survey(path: str) -> study.Survey:
        read.append(path)
        return study.survey(path)

    monkeypatch.setattr(background, "survey", survey)
    beside = Background(Threads(), Search(Threads()))
    await beside.search.open([os.path.dirname(paths[0])])
    found: dict[int, Summary] = {}
    async for batch in beside.summaries(paths, Turns(range(len(paths)), lambda: ())):
        found |= {number: Summary.unpacked(packed) for number, packed in batch}
    await beside.settle([os.path.dirname(paths[0])], whole=True)
    return found, read


def hits(query: str) -> set[str]:
    return {Path(hit.about.path).name for hit in search_process.find(query, (), 60, True).hits}


async def test_nothing_is_read_twice(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first, read = await opened(paths, monkeypatch)
    assert sorted(read) == sorted(paths) and set(first) == set(range(30))
    everything = hits("harbour")
    second, read = await opened(paths, monkeypatch)
    assert read == [] and second == first
    assert hits("harbour") == everything == {os.path.basename(path) for path in paths}


async def test_it_can_be_searched_before_it_is_read(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    monkeypatch.setattr(search_process, "_desk", None)
    await Search(Threads()).open([os.path.dirname(paths[0])])
    found = search_process.find("report 17 harbour", (), 5, True)
    assert found.hits[0].about.path == paths[17] and "Report 17" in found.hits[0].text


async def test_only_what_changed_is_read(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    Path(paths[3]).write_text("A bridge for Porto\n\n“It stands,” said Rui Costa.\n")
    os.unlink(paths.pop(20))
    Path(paths[0]).with_name("new.txt").write_text("A tunnel\n\n“It is dark,” said Eva Lima.\n")
    paths.append(str(Path(paths[0]).with_name("new.txt")))
    for _ in range(2):
        found, read = await opened(paths, monkeypatch)
        assert found[3].title == "A bridge for Porto"
        assert hits("rui costa") == {"3.txt"} and hits("eva lima") == {"new.txt"}
        assert "20.txt" not in hits("report 20 harbour") and "3.txt" not in hits("harbour")
    assert read == []


async def test_an_index_that_is_gone_is_made_of_what_is_kept(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    indexes.clear()
    monkeypatch.setattr(study, "_studied", None)  # nothing is analyzed again
    _, read = await opened(paths, monkeypatch)
    assert sorted(read) == sorted(paths)
    assert len(hits("harbour")) == 30


async def test_rows_that_are_gone_cost_time_only(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    study.keeping.ask(lambda store: store.clear(), None)
    found, read = await opened(paths, monkeypatch)
    assert sorted(read) == sorted(paths) and len(found) == 30
    assert len(hits("harbour")) == 30


async def test_no_cache_at_all(paths: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", paths[0])
    for _ in range(2):
        found, read = await opened(paths, monkeypatch)
        assert sorted(read) == sorted(paths) and len(found) == 30
        assert len(hits("harbour")) == 30


async def test_a_small_change_adds_little_to_the_index(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    folder = Path(indexes.folder_of([os.path.dirname(paths[0])]))
    before = {file.name: file.stat().st_ino for file in folder.iterdir() if file.name != "head"}
    Path(paths[3]).write_text("A bridge for Porto\n\n“It stands,” said Rui Costa.\n")
    for _ in range(2):
        _, read = await opened(paths, monkeypatch)
        assert hits("rui costa") == {"3.txt"}
    assert read == []
    after = {file.name: file.stat().st_ino for file in folder.iterdir() if file.name != "head"}
    assert before.items() < after.items() and len(after) == len(before) + 1


async def test_what_was_given_up_is_not_tried_again(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    do = Threads.do

    async def slow(self: Threads, task: object, *arguments: object, **options: object) -> object:
        if task is background.read_all and paths[7] in arguments[0] and arguments[1]:
            raise WorkLostError("takes longer than 30 seconds")
        return await do(self, task, *arguments, **options)

    monkeypatch.setattr(Threads, "do", slow)
    found, _ = await opened(paths, monkeypatch)
    assert found[7].error == "can't be analysed: takes longer than 30 seconds"
    monkeypatch.setattr(Threads, "do", do)
    again, read = await opened(paths, monkeypatch)
    assert read == [] and again == found and "7.txt" not in hits("harbour")
    Path(paths[7]).write_text("Short now\n\n“Yes,” said Rui Costa.\n")
    again, read = await opened(paths, monkeypatch)
    assert read == [paths[7]] and not again[7].error and hits("rui costa") == {"7.txt"}


async def test_rows_of_files_that_are_gone_go(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(paths, monkeypatch)
    os.unlink(paths.pop(4))
    await opened(paths, monkeypatch)
    held = study.keeping.ask(lambda store: store.paths_below(os.path.dirname(paths[0])), [])
    assert sorted(held) == sorted(paths)
