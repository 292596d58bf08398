"""Real faults while annotations are saved: killed, no room, no permission, many at once."""

import os
import re
import resource
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.annotations.store import Store
from reader.model import Article, Paragraph, Span
from reader.tomlfile import SaveError
from tests.unit.test_tomlfile_saving import in_child, killed_at

TEXT = "".join(f"Sentence number {number} is unlike all of the others. " for number in range(40))
ARTICLE = Article("/news/a.txt", TEXT, "A title", "text", (Paragraph(0, len(TEXT)),), 9)
LENGTH = 40
NOBODY = 65534


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "READER_NOTES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "annotations.toml"


def add(path: Path, number: int, note: str = "") -> str:
    start = TEXT.index(f"Sentence number {number} ")
    return Store(str(path)).add(ARTICLE, Span(start, start + LENGTH), note=note).id


def notes(path: Path) -> list[str]:
    return [item.note for item in Store(str(path)).load().items]


def in_children(acts: list[Callable[[], object]]) -> list[int]:
    children = []
    for act in acts:
        child = os.fork()
        if child == 0:
            try:
                act()
                os._exit(0)
            except BaseException:
                os._exit(1)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


@pytest.mark.parametrize("act", ["add", "edit", "remove", "undo"])
def test_killed_at_any_step_the_file_is_the_old_or_the_new_one(path: Path, act: str) -> None:
    add(path, 1, "first")
    add(path, 5, "second")
    shutil.copytree(path.parent.parent, path.parent.parent.parent / f"{path.parent.parent.name}-{act}")
    kept = path.parent.parent.parent / f"{path.parent.parent.name}-{act}"

    def do() -> None:
        store = Store(str(path))
        item = store.load().items[1]
        match act:
            case "add":
                add(path, 3, "new")
            case "edit":
                store.edit(item, note="new")
            case "remove":
                store.remove(item.id)
            case _:
                store.undo()

    new = {
        "add": ["first", "new", "second"],
        "edit": ["first", "new"],
        "remove": ["first"],
        "undo": ["first"],
    }[act]
    step = seen = 0
    while True:
        step += 1
        for name in ("notes", ".local"):
            shutil.rmtree(path.parent.parent / name)
            shutil.copytree(kept / name, path.parent.parent / name)
        killed = killed_at(step, do)
        assert notes(path) in (["first", "second"], new)
        waiting = Store(str(path)).waiting()
        seen += bool(waiting)
        Store(str(path)).settle()
        if waiting or not killed:
            assert notes(path) == new
        if not killed:
            break
        Store(str(path)).add(ARTICLE, Span(0, 9), note="later")
        assert not [name for name in os.listdir(path.parent) if name.endswith((".new", ".writing"))]
    assert step > 15
    assert seen > 3
    shutil.rmtree(kept)


@pytest.mark.parametrize("room", [0, 100, 600, 1500, 2500])
def test_a_full_disk_leaves_the_file_as_it_was(path: Path, tmp_path: Path, room: int) -> None:
    add(path, 1, "first")
    before, said = path.read_bytes(), tmp_path / "said"
    said.touch()
    message = os.open(said, os.O_WRONLY)

    def full() -> None:
        store = Store(str(path))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        # No file may grow beyond this: writing more fails as it does on a full disk.
        journal = next((tmp_path / ".local/state/reader").glob("*.journal")).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(room, journal + room - 600), resource.RLIM_INFINITY))
        try:
            store.add(ARTICLE, Span(100, 160), note="x" * 2000)
        except SaveError as fault:
            kept = str(fault)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            os.write(message, kept.encode())
            raise

    assert in_child(full) == 1
    os.close(message)
    assert re.search(r"file too large|no space", said.read_text())
    assert "\n" not in said.read_text()
    assert path.read_bytes() == before
    assert [name for name in os.listdir(path.parent) if name.endswith((".new", ".writing"))] == []
    was_kept = "is kept" in said.read_text()
    assert bool(Store(str(path)).waiting()) == was_kept
    add(path, 9, "later")
    assert notes(path) == (["first", "x" * 2000, "later"] if was_kept else ["first", "later"])


def test_a_dozen_processes_lose_nothing(path: Path) -> None:
    def work(name: int) -> Callable[[], object]:
        def act() -> None:
            for number in range(5):
                identity = add(path, 3 * name % 40, f"{name}-{number}")
                store = Store(str(path))
                item = store.load().find(identity)
                assert item is not None
                store.edit(item, tags=[str(name)])
                if number == 4:
                    store.remove(identity)

        return act

    assert in_children([work(name) for name in range(12)]) == [0] * 12
    items = Store(str(path)).load().items
    assert sorted(item.note for item in items) == sorted(f"{a}-{b}" for a in range(12) for b in range(4))
    assert all(item.tags == (item.note.partition("-")[0],) for item in items)
    starts = [item.selector.start for item in items]
    assert starts == sorted(starts)


def test_an_editor_that_saves_all_the_time_is_neither_stopped_nor_overwritten(path: Path) -> None:
    add(path, 1, "first")

    def edit() -> None:
        for number in range(40):
            # As editors do it: from what is there now to a file beside it, and that in its place.
            lines = path.read_text().replace("schema = 1\n", f"schema = 1\nmine{number} = {number}\n")
            draft = path.with_name("editor")
            draft.write_text(lines)
            draft.rename(path)

    def work() -> None:
        for number in range(2, 12):
            add(path, number, f"n{number}")

    assert in_children([edit, work]) == [0, 0]
    # What an editor writes over is the editor's doing, and can be had back: the journal knows all that was done.
    journal = next((path.parent.parent / ".local/state/reader").glob("*.journal")).read_text()
    assert all(f"n{number}" in journal for number in range(2, 12))
    found = path.read_text()
    assert "mine39 = 39\n" in found
    assert not Store(str(path)).load().faults


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that other users can get to, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    monkeypatch.setenv("HOME", str(folder))
    yield folder
    shutil.rmtree(folder)


def as_nobody(act: Callable[[], object]) -> int:
    """Run as somebody whom permissions hold for."""

    def drop_then_act() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        act()

    return in_child(drop_then_act)


@pytest.mark.parametrize("shut", ["folder", "file"])
def test_what_may_not_be_written_is_kept_for_later(open_folder: Path, shut: str) -> None:
    path = open_folder / "notes" / "annotations.toml"
    assert as_nobody(lambda: add(path, 1, "first")) == 0
    (path.parent if shut == "folder" else path).chmod(0o555 if shut == "folder" else 0o444)
    before = path.read_bytes()

    def refused() -> None:
        with pytest.raises(SaveError, match=r"is kept") as caught:
            add(path, 2, "second")
        assert "\n" not in str(caught.value)
        assert notes(path) == ["first"]
        assert [item.note for item in Store(str(path)).waiting()] == ["second"]

    assert as_nobody(refused) == 0
    assert path.read_bytes() == before
    (path.parent if shut == "folder" else path).chmod(0o755 if shut == "folder" else 0o644)

    def settled() -> None:
        assert len(Store(str(path)).settle()) == 2
        assert notes(path) == ["first", "second"]

    assert as_nobody(settled) == 0


def test_where_no_journal_can_be_written_nothing_is_changed(open_folder: Path) -> None:
    path = open_folder / "notes" / "annotations.toml"
    assert as_nobody(lambda: add(path, 1, "first")) == 0
    (open_folder / ".local/state/reader").chmod(0o555)
    before = path.read_bytes()
    for journal in (open_folder / ".local/state/reader").glob("*.journal"):
        journal.chmod(0o444)

    def refused() -> None:
        with pytest.raises(SaveError, match=r"nothing was changed"):
            add(path, 2, "second")

    assert as_nobody(refused) == 0
    assert path.read_bytes() == before
