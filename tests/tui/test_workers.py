"""Processes beside the screen: what they do, and what becomes of work that ends or outlasts them."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Summary
from reader.tui import background, workers
from reader.tui.background import Background, make_ready
from reader.tui.searching import Search
from reader.tui.turns import Turns
from reader.tui.workers import Processes, WorkLostError


@pytest.fixture
def processes() -> Iterator[Processes]:
    """Two processes."""
    made = Processes(2, make_ready)
    yield made
    made.close()


async def test_tasks_are_done_in_other_processes(processes: Processes) -> None:
    numbers = await asyncio.gather(*(processes.do(os.getpid, limit=30) for _ in range(6)))
    assert os.getpid() not in numbers
    assert await processes.do(sorted, [3, 1, 2], limit=30) == [1, 2, 3]


async def test_large_messages_go_both_ways(processes: Processes) -> None:
    text = "a“b" * 3_000_000
    assert await processes.do(str.upper, text, limit=60) == text.upper()


async def test_a_fault_is_named_and_the_process_stays(processes: Processes) -> None:
    before = {await processes.do(os.getpid, limit=30) for _ in range(4)}
    with pytest.raises(WorkLostError, match="ZeroDivisionError"):
        await processes.do(divmod, 1, 0, limit=30)
    assert {await processes.do(os.getpid, limit=30) for _ in range(4)} <= before


async def test_a_task_that_ends_its_process_costs_only_itself(processes: Processes) -> None:
    with pytest.raises(WorkLostError, match="the process ended"):
        await processes.do(os._exit, 1, limit=30)
    assert [await processes.do(abs, -number, limit=30) for number in range(5)] == list(range(5))


async def test_a_task_that_takes_too_long_is_given_up(processes: Processes) -> None:
    with pytest.raises(WorkLostError, match="takes longer than 0 seconds"):
        await processes.do(time.sleep, 600, limit=0.2)
    assert [await processes.do(abs, -number, limit=30) for number in range(5)] == list(range(5))


async def test_who_asked_may_go(processes: Processes) -> None:
    asked = asyncio.ensure_future(processes.do(time.sleep, 0.2, limit=30))
    await asyncio.sleep(0.05)
    asked.cancel()
    assert [await processes.do(abs, -number, limit=30) for number in range(5)] == list(range(5))


async def test_urgent_work_goes_first() -> None:
    made = Processes(1, make_ready)
    done: list[str] = []

    async def do(name: str, urgent: bool) -> None:
        await made.do(time.sleep, 0.05, limit=30, urgent=urgent)
        done.append(name)

    try:
        first = [asyncio.create_task(do(f"plain {number}", False)) for number in range(3)]
        await asyncio.sleep(0)
        await asyncio.gather(*first, do("urgent", True))
    finally:
        made.close()
    assert done == ["plain 0", "urgent", "plain 1", "plain 2"]


async def test_an_article_that_ends_its_process_does_not_hide_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [str(tmp_path / f"{number}.txt") for number in range(6)]
    for path in paths:
        Path(path).write_text("A title\n\n“It is so,” said Ann Lee.", encoding="utf-8")
    plain = background.survey

    def survey(path: str) -> object:
        return os._exit(3) if path == paths[2] else plain(path)

    monkeypatch.setattr(background, "survey", survey)
    monkeypatch.setattr(workers._Worker, "_spawn", lambda self: self._fork(make_ready, []))  # it must know the change
    beside = Background(Processes(1, make_ready), Search(Processes(1)))
    found = {}
    try:
        async for batch in beside.summaries(paths, Turns(range(6), lambda: ())):
            found |= {number: Summary.unpacked(packed) for number, packed in batch}
    finally:
        beside.close()
    assert [found[number].error for number in range(6) if number != 2] == [""] * 5
    assert found[2].error == "can't be analysed: the process ended, perhaps for want of memory"
    assert found[0].quotes == 1


async def test_what_can_be_found_in_a_long_article_goes_by_a_file_that_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "spool"))
    (tmp_path / "spool").mkdir()
    path = tmp_path / "long.txt"
    path.write_text("A title\n\n" + "“It is so,” said Ann Lee, and nobody contradicted her.\n\n" * 6_000)
    beside = Background(Processes(1, make_ready), search := Search(Processes(1)))
    try:
        async for _ in beside.summaries([str(path)], Turns(range(1), lambda: ())):
            pass
        await beside.settle([str(tmp_path)], whole=True)
        found = await search.find("nobody contradictd", (), 3)
        assert found is not None and found.hits
        assert "nobody contradicted" in found.hits[0].text
    finally:
        beside.close()
    assert not list((tmp_path / "spool").iterdir())


async def test_what_is_expected_is_done_before_it_is_asked_for(tmp_path: Path) -> None:
    made = Processes(1, make_ready)
    path = tmp_path / "done"
    try:
        made.expect(os.mkdir, str(path))
        for _ in range(200):
            if path.exists():
                break
            await asyncio.sleep(0.05)
        assert path.exists()
        assert await made.do(os.mkdir, str(path), limit=30) is None  # else it would be made twice, which fails
        assert await made.do(abs, -3, limit=30) == 3
    finally:
        made.close()


async def test_what_is_expected_and_not_asked_for_is_in_nobodys_way() -> None:
    made = Processes(1, make_ready)
    try:
        made.expect(abs, -7)
        assert [await made.do(abs, -number, limit=30) for number in range(3)] == [0, 1, 2]
        made.expect(abs, -8)  # too late: something was asked already
        assert await made.do(abs, -9, limit=30) == 9
    finally:
        made.close()
