"""Indexes that grow, shrink, and are kept in files."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.search.library import add, first, library

from reader.search.documents import Document, Kind
from reader.search.engine import search
from reader.search.index import Index
from reader.search.results import About
from reader.search.storage import UnusableError

WORDS = [a + b for a in ("ba", "ce", "di", "fo", "gu") for b in ("lam", "nor", "pet", "rig", "sut")]


def paths(index: Index, query: str) -> set[str]:
    return {hit.about.path for hit in search(index, query, 1000, thorough=True).hits}


def made(index: Index, path: str, *texts: str, kind: Kind = "passage") -> None:
    index.add(About(path), [Document(kind, 0, len(text), text) for text in texts])


def test_found_after_commit_only() -> None:
    index = Index()
    made(index, "a", "alpha beta")
    assert paths(index, "alpha") == set()
    index.commit()
    assert paths(index, "alpha") == {"a"}


def test_replaced_and_removed() -> None:
    index = Index()
    made(index, "a", "alpha")
    made(index, "b", "gamma")
    index.commit()
    made(index, "a", "delta")
    index.remove("b")
    assert paths(index, "alpha") == {"a"}
    index.commit()
    assert (paths(index, "alpha"), paths(index, "delta"), paths(index, "gamma")) == (set(), {"a"}, set())
    assert [about.path for about in index.articles()] == ["a"]


def test_replaced_before_it_was_committed() -> None:
    index = Index()
    made(index, "a", "alpha")
    made(index, "a", "delta")
    index.commit()
    assert (paths(index, "alpha"), paths(index, "delta")) == (set(), {"a"})


def test_a_snapshot_stays_as_it_is() -> None:
    index = Index()
    made(index, "a", "alpha")
    index.commit()
    before = index.snapshot
    index.remove("a")
    made(index, "b", "alpha")
    index.commit()
    assert before.segments[0].gone is None
    assert len(before.segments) == 1
    assert paths(index, "alpha") == {"b"}


@pytest.mark.parametrize("commits", [1, 3, 9, 30])
def test_segments_find_the_same(commits: int) -> None:
    chance = random.Random(commits)
    texts = {f"{n}": " ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for n in range(90)}
    index = Index()
    for number, (path, text) in enumerate(texts.items()):
        made(index, path, text)
        if number % (90 // commits) == 0:
            index.commit()
    index.remove("7")
    index.commit()
    for word in WORDS[:8]:
        wanted = {path for path, text in texts.items() if word in text.split() and path != "7"}
        assert paths(index, f"'{word} ") == wanted


def test_saved_and_opened(tmp_path: Path) -> None:
    index = library()[0]
    path = str(tmp_path / "index")
    index.save(path)
    opened = Index.open(path)
    for query in ("stop bullshiting", "tag:check", "date:2024 corridor", "speaker:biden", "^talks"):
        assert search(opened, query).hits == search(index, query).hits
    assert opened.articles() == index.articles()
    add(opened, first()[0], [Document("passage", 0, 5, "entirely new")])
    opened.commit()
    assert paths(opened, "entirely") == {"first.txt"}
    assert paths(opened, "oxygen") == set()
    opened.save(path)
    assert paths(Index.open(path), "entirely") == {"first.txt"}


def test_an_empty_index(tmp_path: Path) -> None:
    path = str(tmp_path / "index")
    Index().save(path)
    assert len(Index.open(path)) == 0
    assert paths(Index.open(path), "x") == set()


def test_removed_articles_are_not_saved(tmp_path: Path) -> None:
    index = library()[0]
    index.remove("second.txt")
    index.commit()
    index.save(str(tmp_path / "index"))
    opened = Index.open(str(tmp_path / "index"))
    assert [about.path for about in opened.articles()] == ["first.txt"]
    assert all(segment.gone is None for segment in opened.snapshot.segments)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="no such file"):
        Index.open(str(tmp_path / "index"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_costs_the_index_only(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damage") / "index"
    library()[0].save(str(path))
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        index = Index.open(str(path))
        for query in ("stop bullshiting", "speaker:biden corridor", "^talks", "date:2024"):
            search(index, query)
        index.articles()
    except UnusableError:
        pass


def test_documents_beyond_a_step_of_16_bits() -> None:
    index = Index()
    common = [Document("passage", 0, 1, WORDS[n % 3]) for n in range(70_000)]
    index.add(About("many"), [*common, Document("passage", 0, 1, "needle in the hay")])
    index.commit()
    assert paths(index, "needle") == {"many"}
    segment = index.snapshot.segments[0]
    for word in WORDS[:3]:
        number = index.snapshot.vocabulary.number(word)
        assert len(segment.posted(number, 0, segment.size)) == int(index.snapshot.frequencies[number])
    needle = index.snapshot.vocabulary.number("needle")
    assert segment.posted(needle, 0, segment.size).tolist() == [70_000]


def test_importing_the_package_loads_no_numpy() -> None:
    import subprocess
    import sys

    code = "import sys; from reader.search import documents, query, results, within; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
