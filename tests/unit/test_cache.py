"""What is kept of what was read: right whatever happens, and never in the way."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader import analysis, corrections, library, locations
from reader.articles import ArticleError, load
from reader.cache import codec, engine, indexes, keeping, study
from reader.cache.store import Kept, Store, StoreError
from reader.corrections.store import Store as Corrections
from reader.library import Summary
from reader.packed import pack

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Council puts off harbour vote\n\n“We need more time,” said Mayor Ana Duarte on Monday.\n\nDuarte left Lisbon.\n"
OTHER = TEXT.replace("Ana Duarte", "Eva Duarte")


@pytest.fixture
def article(tmp_path: Path) -> str:
    """A file that was left alone for a while."""
    path = tmp_path / "2024-05-06 harbour.txt"
    path.write_text(TEXT)
    age(path)
    return str(path)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that were analyzed."""
    done: list[str] = []
    analyze = analysis.analyze

    def counting(article: library.Article) -> library.Analysis:
        done.append(article.path)
        return analyze(article)

    monkeypatch.setattr(analysis, "analyze", counting)
    return done


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as left alone at once: their entries can't be made to look older than they are."""
    monkeypatch.setattr(study, "_CLOCK", -1)


def age(path: Path) -> None:
    """Let a file look old, as far as that goes."""
    os.utime(path, (1_600_000_000, 1_600_000_000))


def file() -> str:
    (name,) = [name for name in os.listdir(keeping.folder()) if name.endswith(".sqlite")]
    return os.path.join(keeping.folder(), name)


def fresh(path: str) -> study.Studied:
    """What reading and analyzing gives."""
    article = load(path)
    return study.Studied(article, pack(analysis.analyze(article)), b"")


def test_an_article_is_analyzed_once(article: str, counted: list[str]) -> None:
    first, second = study.study(article), study.study(article)
    assert first == second and counted == [article]
    assert first[:2] == fresh(article)[:2]
    assert study.recall(article) == first.article
    (seen,) = study.glance([article])
    assert seen is not None and Summary.unpacked(seen.summary) == library.summary_of(*first[:2])


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").iterdir()), ids=lambda path: path.name[:12])
def test_what_is_kept_is_what_was_found(path: Path) -> None:
    article = load(str(path))
    found = pack(analysis.analyze(article))
    assert codec.decode(codec.encode(article, found), str(path)) == (article, found)


def test_names_are_those_asked_for(article: str, monkeypatch: pytest.MonkeyPatch, counted: list[str]) -> None:
    study.study(article)
    monkeypatch.chdir(Path(article).parent)
    name = Path(article).name
    assert study.study(name).article == load(name)
    assert counted == [article]


def test_a_changed_file_is_read_again(article: str) -> None:
    study.study(article)
    Path(article).write_text(TEXT + "\nMore of it.\n")
    assert study.glance([article]) == [None]
    assert study.study(article)[:2] == fresh(article)[:2]


def test_the_same_size_and_time_deceive_nobody(article: str) -> None:
    study.study(article)
    Path(article).write_text(OTHER)
    age(Path(article))
    assert study.glance([article]) == [None] and study.recall(article) is None
    assert study.study(article)[:2] == fresh(article)[:2]


def test_a_file_just_written_is_not_trusted(article: str, counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(study, "_CLOCK", 2_000_000_000)
    study.study(article)
    assert study.glance([article]) == [None]
    assert study.study(article)[:2] == fresh(article)[:2]
    assert counted == [article, article]  # the second one is the test's own: the hash told that it is the same


def test_the_hash_decides_for_a_touched_file(article: str, counted: list[str]) -> None:
    study.study(article)
    os.utime(article)
    assert study.glance([article]) == [None]
    study.study(article)
    assert counted == [article]
    assert study.glance([article])[0] is not None


def test_another_file_under_the_name(article: str, tmp_path: Path) -> None:
    study.study(article)
    other = tmp_path / "other.txt"
    other.write_text(OTHER)
    age(other)
    os.replace(other, article)
    assert study.study(article)[:2] == fresh(article)[:2]


def test_what_can_not_be_read_is_told_and_not_kept(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no such file"):
        study.study(str(tmp_path / "none.txt"))
    (tmp_path / "binary.txt").write_bytes(b"a\0b")
    assert study.survey(str(tmp_path / "binary.txt")).summary.error == "holds NUL bytes, so it is no text"
    assert keeping.ask(Store.size, None).articles == 0


def test_names_that_are_no_text(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\x1b.txt")
    Path(path).write_text(TEXT)
    study.study(path)
    assert study.glance([path])[0] is not None


def test_another_version_of_the_program(
    article: str, counted: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    study.study(article)
    monkeypatch.setattr(keeping, "fingerprint", lambda: "another")
    keeping._close()
    assert study.glance([article]) == [None]
    study.study(article)
    assert counted == [article, article]
    monkeypatch.undo()


def test_the_fingerprint_changes_with_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_HERE", str(tmp_path))
    seen = [engine.fingerprint.__wrapped__()]
    (tmp_path / "analysis/lexicons").mkdir(parents=True)
    for name, text in (("analysis/a.py", "1"), ("analysis/lexicons/a.txt", "1"), ("analysis/lexicons/a.txt", "12")):
        (tmp_path / name).write_text(text)
        seen.append(engine.fingerprint.__wrapped__())
    assert len(set(seen)) == 4


def test_another_form_of_the_file(article: str, counted: list[str]) -> None:
    study.study(article)
    keeping._close()
    with sqlite3.connect(file()) as base:
        base.execute("PRAGMA user_version = 999")
    base.close()
    study.study(article)
    study.study(article)
    assert counted == [article, article]
    assert file().endswith("articles-2.sqlite")


def scribble(path: str) -> None:
    Path(path).write_bytes(b"this was never a database" * 1000)


def cut(path: str) -> None:
    os.truncate(path, os.path.getsize(path) // 2)


def empty(path: str) -> None:
    os.truncate(path, 0)


def blank_pages(path: str) -> None:
    data = bytearray(Path(path).read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    Path(path).write_bytes(data)


@pytest.mark.parametrize("damage", [scribble, cut, empty, blank_pages])
@pytest.mark.parametrize("opened", [True, False])
def test_damage(article: str, damage: Callable[[str], None], opened: bool) -> None:
    for number in range(40):
        path = Path(article).with_name(f"{number}.txt")
        path.write_text(TEXT * 20)
        study.study(str(path))
    study.study(article)
    keeping._close()
    if opened:
        study.glance([article])
    damage(file())
    for _ in range(3):
        assert study.study(article)[:2] == fresh(article)[:2]
    keeping._close()
    assert study.study(article)[:2] == fresh(article)[:2]
    assert study.glance([article])[0] is not None  # it is of use again


def test_damaged_rows(article: str, counted: list[str]) -> None:
    studied = study.study(article)
    keeping._close()
    with sqlite3.connect(file()) as base:
        base.execute("UPDATE article SET glance = zeroblob(9)")
        base.execute("UPDATE body SET data = substr(data, 1, 100)")
    base.close()
    assert study.glance([article]) == [None]
    assert study.study(article) == studied
    assert counted == [article, article]
    with sqlite3.connect(file()) as base:
        base.execute("UPDATE body SET data = substr(data, 1, 100)")
    base.close()
    assert study.study(article) == studied
    assert study.study(article) == studied
    assert len(counted) == 3


def test_a_folder_that_can_not_be_made(article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert study.study(article)[:2] == fresh(article)[:2]
    assert study.glance([article]) == [None]
    assert study.survey(article).documents


def test_a_full_disk(article: str, tmp_path: Path) -> None:
    """In a process that may write no file beyond a few bytes."""
    code = (
        "import resource, sys\n"
        "from reader.cache import study\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))\n"
        "for _ in range(3): print(len(study.study(sys.argv[1]).analysis.quotes), len(study.glance([sys.argv[1]])))\n"
    )
    for limit in (0, 5_000, 40_000):
        environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / f"cache{limit}")}
        done = subprocess.run(
            [sys.executable, "-c", code, article, str(limit)], env=environment, capture_output=True, text=True
        )
        assert done.stdout == "1 1\n" * 3, done.stderr


def test_a_locked_file_is_waited_for_once(article: str, tmp_path: Path) -> None:
    study.study(article)
    other = sqlite3.connect(file(), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    second = tmp_path / "second.txt"
    second.write_text(OTHER)
    began = keeping.time.monotonic()
    for _ in range(50):
        assert study.study(article).article.title
        assert study.study(str(second))[:2] == fresh(str(second))[:2]
    assert keeping.time.monotonic() - began < keeping._PAUSE  # not fifty times the patience with a lock
    other.execute("ROLLBACK")
    other.close()
    assert study.glance([str(second)]) == [None]


def test_many_processes_at_once(tmp_path: Path) -> None:
    paths = []
    for number in range(40):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"{TEXT}\nThis is number {number}.\n")
        paths.append(str(path))
    code = (
        "import sys\nfrom reader.cache import study\nstudy._CLOCK = -1\n"
        "for path in sys.argv[1:]: study.study(path)\n"
        "print(sum(it is not None for it in study.glance(sys.argv[1:])))\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, *paths[::step]], stdout=subprocess.PIPE, text=True)
        for step in (1, -1, 1, -1)
    ]
    assert [process.communicate(timeout=60)[0] for process in running] == ["40\n"] * 4
    assert all(study.study(path)[:2] == fresh(path)[:2] for path in paths)


def test_a_killed_writer_spoils_nothing(tmp_path: Path, article: str) -> None:
    code = (
        "import sys\nfrom reader.cache import study\nstudy._CLOCK = -1\n"
        "from reader.cache.keeping import tell\n"
        "from reader.cache.store import Kept\n"
        "study.study(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "kept = Kept('', True, b'', b'')\n"
        "while True: tell(lambda store: store.put('/x', kept, bytes(100_000)))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code, article], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert study.glance([article])[0] is not None
    assert study.study(article)[:2] == fresh(article)[:2]


def test_no_connection_outlives_a_fork(article: str) -> None:
    study.study(article)
    child = os.fork()
    if not child:
        os._exit(0 if study.glance([article])[0] is not None and study.study(article) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert study.glance([article])[0] is not None


def test_corrections_hold_at_once(article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_CORRECTIONS", str(tmp_path / "corrections.toml"))
    before = study.survey(article)
    assert before.stamp == study.glance([article])[0].stamp
    Corrections(locations.corrections_file()).add(corrections.not_actor("Ana Duarte"))
    after = study.survey(article)
    (seen,) = study.glance([article])
    assert after.summary.actors == before.summary.actors - 1
    assert seen is not None and Summary.unpacked(seen.summary) == after.summary
    assert seen.stamp == after.stamp != before.stamp


def test_nobody_else_may_read_it(article: str) -> None:
    study.study(article)
    study.glance([article])
    assert os.stat(keeping.folder()).st_mode & 0o777 == 0o700
    for name in os.listdir(keeping.folder()):
        assert os.stat(os.path.join(keeping.folder(), name)).st_mode & 0o777 == 0o600


def test_clear(article: str) -> None:
    study.study(article)
    other = Store(keeping.folder(), engine.fingerprint())
    other.clear()
    assert other.size().articles == 0
    assert study.glance([article]) == [None]
    assert study.study(article)[:2] == fresh(article)[:2]
    assert other.size().articles == 1
    other.close()


def test_a_stamp_is_renewed_only_for_the_same_content(tmp_path: Path) -> None:
    store = Store(str(tmp_path), "engine")
    store.put("/a", Kept("one", True, b"content", b"glance"), b"body")
    store.restamp("/a", Kept("two", True, b"other content", b"glance"))
    assert store.get("/a") == (Kept("one", True, b"content", b"glance"), b"body")
    store.restamp("/a", Kept("two", True, b"content", b"glance"))
    assert store.get("/a") == (Kept("two", True, b"content", b"glance"), b"body")
    assert Store(str(tmp_path), "another").get("/a") is None
    store.close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store(str(tmp_path), "engine")
    store.close()
    with pytest.raises(StoreError):
        store.size()


def test_indexes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.search.index import Index
    from reader.search.results import About

    index = Index()
    index.add(About("/a.txt", "A", stamp="1"), [])
    index.commit()
    one, two = indexes.folder_of(["/a"]), indexes.folder_of(["/a", "/b"])
    assert one != two
    assert indexes.save_index(index, one)
    assert indexes.open_index(one).unchanged([About("/a.txt", stamp="1")]) == [True]
    assert not indexes.open_index(two).articles
    Path(one, "head").write_bytes(Path(one, "head").read_bytes()[:-64])
    assert not indexes.open_index(one).articles
    for number in range(indexes._MOST + 4):
        assert indexes.save_index(index, indexes.folder_of([f"/{number}"]))
    assert indexes.size().indexes == indexes._MOST
    indexes.clear()
    assert indexes.size().indexes == 0


def test_an_index_that_can_not_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.search.index import Index

    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert not indexes.save_index(Index(), indexes.folder_of(["/a"]))


def test_what_corrections_make_of_articles_is_kept(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_CORRECTIONS", str(tmp_path / "corrections.toml"))
    study.survey(article)
    file = Corrections(locations.corrections_file())
    file.add(corrections.rename("Ana Duarte", "Ana Silva"))
    (first,) = study.glance([article])
    with monkeypatch.context() as patched:
        patched.setattr(codec, "decode", None)  # nothing is looked at again
        assert study.glance([article]) == [first]
    file.add(corrections.not_actor("Ana Silva"))
    (second,) = study.glance([article])
    assert first is not None and second is not None and first.stamp != second.stamp
    assert second.stamp == study.survey(article).stamp
    Path(article).write_text(Path(article).read_text(encoding="utf-8").replace("Duarte", "Lima"), encoding="utf-8")
    age(Path(article))
    after = study.survey(article)
    (third,) = study.glance([article])
    assert third is not None and third.stamp == after.stamp != second.stamp


def test_articles_that_are_gone_are_forgotten(article: str, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Short\n\nNothing happened.\n")
    for path in (article, str(other)):
        study.survey(path)
    os.unlink(other)
    study.forget_gone([str(tmp_path / "elsewhere")])
    assert keeping.ask(Store.size, None).articles == 2
    study.forget_gone([str(tmp_path)])
    assert keeping.ask(Store.size, None).articles == 1
    assert study.glance([article])[0] is not None


def test_what_was_given_up_is_known_until_it_changes(article: str) -> None:
    study.give_up(article, "can't be analysed: takes longer than 30 seconds")
    (seen,) = study.glance([article])
    assert seen is not None and not seen.stamp
    assert Summary.unpacked(seen.summary).error.endswith("30 seconds")
    assert study.study(article).article.title  # somebody who asks for it has it tried
    study.give_up(article, "again")
    os.utime(article, (1, 1))
    assert study.glance([article]) == [None]
