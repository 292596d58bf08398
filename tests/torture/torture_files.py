"""Odd files at their largest, within what is promised; and time that grows with their size alone."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.analysis import analyze
from reader.annotations.folding import fold
from reader.articles import Article, ArticleError, load
from reader.search.documents import documents
from tests.safety import odd, running

SIZES = (190_000, 1_900_000, 10 << 20)  # below and above the limits of forms
SECONDS, MEGABYTES = 8, 400  # as docs/security.md promises
DOUBLED = 1 << 16
_ROUNDS = 3
_NOISE = 0.02  # seconds that a machine may add to any run
_GROWTH = 2.8  # times that twice as much may take: 2 and what caches and a busy machine add


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", odd.FILES)
def test_a_large_file_is_read_within_the_limits(name: str, size: int, tmp_path: Path, around: dict[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(odd.FILES[name](size))
    done = running.run(["quotes", str(path)], around, 60, 6000)
    assert done.status in (0, 1)
    assert all(line.startswith("reader: ") for line in done.err.splitlines())
    assert "Traceback" not in done.err
    assert done.seconds <= SECONDS
    assert done.megabytes <= MEGABYTES


def study(path: Path) -> None:
    """All that is done with an article when it is read for the first time."""
    try:
        article: Article = load(path)
    except ArticleError:
        return
    list(documents(article, analyze(article)))
    fold(article.text)


def cost(deed: Callable[[Path], None], path: Path) -> float:
    """Seconds of processor time, of several runs the quickest."""
    spent = []
    for _ in range(_ROUNDS):
        gc.collect()
        began = time.process_time()
        deed(path)
        spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.parametrize("name", odd.FILES)
def test_twice_as_much_takes_twice_as_long(name: str, tmp_path: Path) -> None:
    once, twice = tmp_path / f"once {name}", tmp_path / f"twice {name}"
    once.write_bytes(odd.FILES[name](DOUBLED))
    twice.write_bytes(odd.FILES[name](2 * DOUBLED))
    study(once)  # what is loaded once is no part of it
    growing = [cost(study, twice) > _GROWTH * cost(study, once) + _NOISE]
    while growing[-1] and len(growing) < _ROUNDS:  # whatever else runs makes one look unsure
        growing.append(cost(study, twice) > _GROWTH * cost(study, once) + _NOISE)
    assert not growing[-1]
