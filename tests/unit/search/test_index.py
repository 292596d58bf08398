"""Indexes that grow, shrink, and are kept in files."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.search.library import add, first, library

from reader.search import merging, segment
from reader.search.arrays import UnusableError
from reader.search.documents import Document, Kind
from reader.search.engine import search
from reader.search.index import Index, key
from reader.search.results import About
from reader.search.segment import Segment

WORDS = [a + b for a in ("ba", "ce", "di", "fo", "gu") for b in ("lam", "nor", "pet", "rig", "sut")]


def paths(index: Index, query: str) -> set[str]:
    return {hit.about.path for hit in search(index, query, 1000, thorough=True).hits}


def listed(index: Index) -> set[str]:
    """The paths of all articles that are committed."""
    return {
        segment.about(number).path
        for segment in index.snapshot.segments
        for number in range(len(segment.rows.articles))
        if segment.gone is None or not segment.gone[number]
    }


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
    assert listed(index) == {"a"} and index.articles == 1


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
    assert listed(opened) == listed(index)
    add(opened, first()[0], [Document("passage", 0, 5, "entirely new")])
    opened.commit()
    assert paths(opened, "entirely") == {"first.txt"}
    assert paths(opened, "oxygen") == set()
    opened.save(path)
    assert paths(Index.open(path), "entirely") == {"first.txt"}
    assert paths(Index.open(path), "oxygen") == set()


def test_only_what_is_new_is_written(tmp_path: Path) -> None:
    index = library()[0]
    path = tmp_path / "index"
    index.save(str(path))
    assert all(segment.file for segment in index.snapshot.segments)
    before = {file.name: file.stat().st_ino for file in path.iterdir()}
    index.save(str(path))
    assert {file.name: file.stat().st_ino for file in path.iterdir()} == before
    made(index, "third.txt", "entirely new")
    index.commit()
    index.save(str(path))
    after = {file.name: file.stat().st_ino for file in path.iterdir()}
    assert len(after) == len(before) + 1
    assert before.items() - after.items() <= {("head", before["head"])}


def test_two_that_save_in_one_place(tmp_path: Path) -> None:
    path = str(tmp_path / "index")
    library()[0].save(path)
    one, two = Index.open(path), Index.open(path)
    for number in range(8):
        made(one, f"{number}", "alpha")
        one.commit()
    while one.merge():
        pass
    one.save(path)
    made(two, "third.txt", "entirely new")
    two.commit()
    two.save(path)
    assert listed(two) == listed(Index.open(path)) == {"first.txt", "second.txt", "third.txt"}
    assert paths(one, "alpha") == {f"{number}" for number in range(8)}
    one.remove("1")
    one.commit()
    one.save(path)
    assert paths(Index.open(path), "alpha") == {f"{number}" for number in range(8)} - {"1"}


def test_nobody_saves_where_somebody_does(tmp_path: Path) -> None:
    import fcntl

    index, path = library()[0], str(tmp_path / "index")
    index.save(path)
    made(index, "third.txt", "entirely new")
    index.commit()
    with open(f"{path}/lock", "wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            index.save(path)
    index.save(path)
    assert listed(Index.open(path)) == {"first.txt", "second.txt", "third.txt"}


def test_unchanged_by_path_and_stamp(tmp_path: Path) -> None:
    index = Index()
    assert index.unchanged([About("a", stamp="1")]) == [False]
    for path, stamp in (("a", "1"), ("b", "2"), ("c", "3")):
        index.add(About(path, stamp=stamp), [])
    index.commit()
    index.remove("c")
    index.commit()
    asked = [About("a", stamp="1"), About("a", stamp="2"), About("b", "Title", stamp="2"), About("c", stamp="3")]
    assert index.unchanged(asked) == [True, False, True, False]
    assert index.unchanged([]) == []
    index.save(str(tmp_path / "index"))
    assert Index.open(str(tmp_path / "index")).unchanged(asked) == [True, False, True, False]


def test_keep_only() -> None:
    index = Index()
    for path in "abc":
        made(index, path, "alpha")
        index.commit()
    index.keep_only([key("b"), key("x")])
    index.commit()
    assert listed(index) == {"b"} and paths(index, "alpha") == {"b"}


def test_small_segments_become_few() -> None:
    index = Index()
    for number in range(40):
        made(index, f"{number}", "alpha", "beta")
        index.commit()
        while index.merge():
            pass
        assert len(index.snapshot.segments) < 8
    assert paths(index, "beta") == {f"{number}" for number in range(40)}


def test_segments_do_not_become_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "LARGEST", 1000)
    monkeypatch.setattr(merging, "_SMALL", 16)
    index = Index()
    for number in range(300):
        made(index, f"{number}", *["alpha"] * 20)
        index.commit()
        while index.merge():
            pass
    sizes = [segment.size for segment in index.snapshot.segments]
    assert sum(sizes) == 6000 and max(sizes) <= 1000 and len(sizes) < 30


def test_what_was_removed_goes_when_it_is_half() -> None:
    index = Index()
    for path in "abcd":
        made(index, path, "alpha")
    index.commit()
    index.remove("a")
    index.commit()
    assert not index.merge()
    for path in "bcd":
        index.remove(path)
        index.commit()
        index.merge()
    assert not index.merge()
    assert len(index) == 0 and listed(index) == set()


def test_a_merge_that_comes_too_late_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    index = Index()
    for number in range(8):
        made(index, f"{number}", "alpha")
        index.commit()
    merge = segment.merged

    def slowly(segments: Sequence[Segment], words: int) -> Segment:
        index.remove("3")
        made(index, "new", "alpha")
        index.commit()
        return merge(segments, words)

    monkeypatch.setattr(segment, "merged", slowly)
    assert index.merge()
    expected = {*map(str, range(8)), "new"} - {"3"}
    assert listed(index) == expected == paths(index, "alpha")


def test_an_empty_index(tmp_path: Path) -> None:
    path = str(tmp_path / "index")
    Index().save(path)
    assert len(Index.open(path)) == 0
    assert paths(Index.open(path), "x") == set()


def test_removed_articles_stay_removed(tmp_path: Path) -> None:
    index = library()[0]
    index.remove("second.txt")
    index.commit()
    index.save(str(tmp_path / "index"))
    assert listed(Index.open(str(tmp_path / "index"))) == {"first.txt"}


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="no such file"):
        Index.open(str(tmp_path / "index"))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_costs_the_index_only(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("damage") / "index"
    index = library()[0]
    index.remove("second.txt")
    index.commit()
    index.save(str(folder))
    path = folder / data.draw(st.sampled_from(["head", *(segment.name for segment in index.snapshot.segments)]))
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    try:
        index = Index.open(str(folder))
        for query in ("stop bullshiting", "speaker:biden corridor", "^talks", "date:2024"):
            search(index, query)
        index.unchanged([About("first.txt")])
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


def test_a_frequent_word_is_found_among_the_few_of_a_kind() -> None:
    index = Index()
    common = [Document("passage", 0, 1, "alpha beta") for _ in range(3_000)]
    index.add(About("many"), [Document("title", 0, 0, "alpha beta"), *common])
    index.commit()
    for query in ("alpha", "title:alpha in:titles", "'alpha"):
        assert [hit.kind for hit in search(index, query, 5, ["title"]).hits] == ["title"]
