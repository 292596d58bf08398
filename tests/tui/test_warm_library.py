"""A library that was open before: listed and searchable at once, and right all the same."""

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest

from reader.cache import indexes, study
from reader.library import Summary
from reader.tui import background, search_process
from reader.tui.background import Background
from reader.tui.searching import Search
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
    rest = iter(range(len(paths)))
    found: dict[int, Summary] = {}
    async for batch in beside.summaries(paths, lambda count: list(islice(rest, count))):
        found |= dict(batch)
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


async def test_small_changes_are_not_worth_saving(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexes, "_SHARE", 0.5)
    await opened(paths, monkeypatch)
    file = indexes.file_of([os.path.dirname(paths[0])])
    before = os.stat(file).st_ino
    Path(paths[3]).write_text("A bridge for Porto\n\n“It stands,” said Rui Costa.\n")
    for _ in range(2):
        await opened(paths, monkeypatch)
        assert hits("rui costa") == {"3.txt"}
    assert os.stat(file).st_ino == before


async def test_batches_grow_while_all_is_known(paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    async def count() -> None:
        beside = Background(Threads(), Search(Threads()))
        rest = iter(range(len(paths)))

        def wanted(most: int) -> list[int]:
            asked.append(most)
            return list(islice(rest, most))

        async for _ in beside.summaries(paths, wanted):
            pass

    await opened(paths, monkeypatch)
    await count()
    assert asked[:4] == [4, 8, 16, 32]
    Path(paths[5]).write_text("Changed.\n")
    for path in paths[12:26]:
        Path(path).write_text(f"Changed as well, {path}.\n")
    found, read = await opened(paths, monkeypatch)
    assert sorted(read) == sorted([paths[5], *paths[12:26]]) and len(found) == 30
