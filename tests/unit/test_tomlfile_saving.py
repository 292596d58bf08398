"""Saving: killed, raced, refused, without room, undone; nothing is ever lost or torn."""

import errno
import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.tomlfile import Form, SaveError, TomlError, TomlFile, atomic

CALLS = ("open", "write", "fsync", "rename", "link", "unlink", "close", "fchmod", "stat", "listdir", "makedirs")
FORM = Form("# mine\nschema = 1\n")
OLD = b'# mine\r\nschema = 1\r\nextra = 1 # mine\r\n\r\n# why\r\n[[c]]\r\nid = "old"\r\nmore = {a = 1}\r\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "c.toml"


def opened(path: Path, patience: float = 15) -> TomlFile:
    return TomlFile(str(path), FORM._replace(patience=patience), str(path.parent.parent / "state"))


def ids(path: Path) -> list[str]:
    return [block.id for block in opened(path).load().blocks]


def in_child(act: Callable[[], object]) -> int:
    """Run in a process of its own; says how it ended."""
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Run in a process that is killed at its so many-th call of the system, a write being half done."""

    def act_until() -> None:
        count = 0

        def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **options: object) -> object:
                nonlocal count
                count += 1
                if count == step:
                    if name == "write":
                        real(arguments[0], bytes(arguments[1])[: len(bytes(arguments[1])) // 2])  # type: ignore[call-overload]
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **options)

            return call

        for name in CALLS:
            setattr(os, name, counted(name, getattr(os, name)))
        atomic._exchange = counted("exchange", atomic._exchange)  # type: ignore[assignment]
        act()

    status = in_child(act_until)
    assert status in (0, -signal.SIGKILL)
    return status != 0


@pytest.mark.parametrize("old", [OLD, None])
@pytest.mark.parametrize("exchange", [True, False])
def test_killed_at_any_step_nothing_is_torn_or_lost(
    path: Path, old: bytes | None, exchange: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    path.parent.mkdir()
    step = 0
    before = after = 0
    while True:
        step += 1
        if old is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(old)
        name = f"new-{step}"
        killed = killed_at(step, lambda name=name: opened(path).add("c", {"id": name}))  # type: ignore[misc]
        found = path.read_bytes() if path.exists() else None
        was_there = found is not None and name.encode() in found
        assert was_there or found == old
        before, after = before + (not was_there), after + was_there
        if not killed:
            assert was_there
            break
        journaled = name in [change.id for one in opened(path).waiting() for change in one.changes]
        document = opened(path).settle()
        assert was_there <= ((document.find("c", name)) is not None)
        assert journaled <= ((document.find("c", name)) is not None)
        assert (document.find("c", "old") is not None) == (old is not None)
        if old is not None and document.find("c", name):
            assert path.read_bytes().startswith(old)
        opened(path).add("c", {"id": "last"})
        assert not [item for item in os.listdir(path.parent) if item.endswith((".new", ".writing"))]
        opened(path).undo()
    assert before > 5
    assert after > 3


def test_a_change_to_what_was_there_survives_a_kill(path: Path) -> None:
    path.parent.mkdir()
    step = 1
    while True:
        path.write_bytes(OLD)
        killed = killed_at(step, lambda: opened(path).remove("c", "old"))
        assert path.read_bytes() in (OLD, b"# mine\r\nschema = 1\r\nextra = 1 # mine\r\n")
        if not killed:
            break
        while opened(path).undo():
            pass
        step += 1
    assert step > 15


def test_two_processes_lose_nothing(path: Path) -> None:
    def add(name: str) -> None:
        file = opened(path)
        for number in range(50):
            file.add("c", {"id": f"{name}-{number}"})

    children = []
    for name in ("a", "b"):
        child = os.fork()
        if child == 0:
            try:
                add(name)
                os._exit(0)
            except BaseException:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    found = ids(path)
    assert sorted(found) == sorted(f"{name}-{number}" for name in "ab" for number in range(50))
    assert path.read_text().startswith(FORM.opening)


def editing(path: Path, monkeypatch: pytest.MonkeyPatch, saves: list[bytes]) -> None:
    """Have an editor save right before each of the next exchanges."""
    real = atomic._exchange

    def exchange(one: str, other: str) -> bool:
        if saves:
            draft = path.with_name("editor")
            draft.write_bytes(saves.pop(0))
            draft.rename(path)
        return real(one, other)

    monkeypatch.setattr(atomic, "_exchange", exchange)


def test_an_editor_that_saves_in_between_is_not_overwritten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    by_hand = [OLD + f"[[c]]\r\nid = 'hand-{number}'\r\n".encode() for number in range(3)]
    # The first save comes before the exchange, the second before it is taken back, the third before the next try.
    editing(path, monkeypatch, list(by_hand))
    opened(path).add("c", {"id": "mine"})
    assert path.read_bytes().startswith(by_hand[-1])
    assert ids(path) == ["old", "hand-2", "mine"]
    assert sorted(os.listdir(path.parent)) == [".c.toml.bak", ".c.toml.lock", "c.toml"]


def test_where_files_cannot_be_exchanged_they_are_compared(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_exchange", lambda *_: False)
    file = opened(path)
    file.add("c", {"id": "one"})
    before = path.read_bytes()
    file.add("c", {"id": "two"})
    assert path.with_name(".c.toml.bak").read_bytes() == before
    real = os.stat(path)
    path.write_bytes(before + b"# by hand\n")
    known = atomic.Contents(before, (real.st_ino, real.st_size, real.st_mtime_ns), 0o600, (0, 0))
    with pytest.raises(atomic.ChangedElsewhereError):
        atomic.replace(str(path), known, b"never")
    assert path.read_bytes() == before + b"# by hand\n"


def test_a_first_file_never_covers_one_that_came_meanwhile(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    with pytest.raises(atomic.ChangedElsewhereError):
        atomic.replace(str(path), None, b"never")
    assert path.read_bytes() == OLD


def test_what_an_editor_saved_before_a_kill_is_kept_as_the_last_generation(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    left = path.with_name(".c.toml.12345.new")
    left.write_bytes(b"# an editor's\n")
    opened(path).remove("c", "old")
    assert not left.exists()
    left.write_bytes(b"# an editor's\n")
    atomic._clear(str(path.parent), "c.toml")
    assert path.with_name(".c.toml.bak").read_bytes() == b"# an editor's\n"


@pytest.mark.parametrize("torn", [0, 10])
def test_a_full_disk_changes_nothing(path: Path, torn: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    real = os.write
    calls = 0

    def full(allowed: int) -> None:
        nonlocal calls
        calls = 0

        def write(descriptor: int, data: bytes) -> int:
            nonlocal calls
            calls += 1
            if calls <= allowed:
                return real(descriptor, data)
            if torn and calls == allowed + 1:
                return real(descriptor, bytes(data)[:torn])
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "write", write)

    full(0)
    with pytest.raises(SaveError, match=r"no space left on device.*nothing was changed") as caught:
        opened(path).add("c", {"id": "no-journal"})
    assert not caught.value.kept
    full(1)
    with pytest.raises(SaveError, match=r"no space left on device.*is kept") as caught:
        opened(path).add("c", {"id": "no-file"})
    assert caught.value.kept
    monkeypatch.setattr(os, "write", real)
    assert path.read_bytes() == OLD
    assert sorted(os.listdir(path.parent)) == [".c.toml.lock", "c.toml"]
    assert [block.id for block in opened(path).settle().blocks] == ["old", "no-file"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"schema = 1\n[[c]]\nid = \n", ":3:6: invalid value"),
        (b"# \xe4\n", ":1:3: is not UTF-8"),
        (b"schema = 2\n", "is of schema 2, newer than this program"),
        (b"schema = 1\nc = 1\n", "would not|overwrite|extend|interleaved"),
    ],
)
def test_a_file_that_cannot_be_taken_is_left_alone(path: Path, content: bytes, said: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SaveError, match=said) as caught:
        opened(path).add("c", {"id": "one"})
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content
    with pytest.raises(SaveError):
        opened(path).remove("c", "one")
    assert path.read_bytes() == content
    if not caught.value.kept:
        return
    path.write_bytes(OLD)
    opened(path).add("c", {"id": "two"})
    assert ids(path) == ["old", "one", "two"]
    assert path.read_bytes().startswith(OLD)


def test_what_waits_can_be_forgotten(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no toml")
    file = opened(path)
    with pytest.raises(SaveError):
        file.add("c", {"id": "one"})
    undone = file.undo()
    assert undone is not None
    assert undone.changes[0].id == "one"
    path.write_bytes(OLD)
    assert ids(path) == ["old"]
    assert not file.waiting()
    assert [block.id for block in file.settle().blocks] == ["old"]


def test_a_file_made_read_only_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(SaveError, match="read-only") as caught:
        opened(path).add("c", {"id": "one"})
    assert caught.value.kept
    assert path.read_bytes() == OLD
    path.chmod(0o640)
    opened(path).settle()
    assert ids(path) == ["old", "one"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_files_are_private_and_links_stay(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    real = tmp_path / "repository" / "c.toml"
    path.symlink_to(real)
    for name in ("one", "two"):
        opened(path).add("c", {"id": name})
    assert path.is_symlink()
    assert ids(real) == ["one", "two"]
    modes = {
        item: stat.S_IMODE(item.stat().st_mode)
        for folder in (real.parent, tmp_path / "state")
        for item in folder.iterdir()
    }
    assert len(modes) == 5
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == stat.S_IMODE(real.parent.stat().st_mode) == 0o700


def test_a_lock_is_waited_for_but_not_forever(path: Path) -> None:
    file = opened(path, patience=0.05)
    file.add("c", {"id": "one"})
    with atomic.locked(str(path.with_name(".c.toml.lock")), 1):
        started = time.monotonic()
        with pytest.raises(SaveError, match=r"held the lock.*nothing was changed"):
            file.add("c", {"id": "two"})
        assert time.monotonic() - started < 5
    assert ids(path) == ["one"]
    assert not file.waiting()


@pytest.mark.parametrize("place", ["state", "notes"])
def test_a_folder_that_is_none_is_one_line(path: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / place).write_text("a file")
    with pytest.raises(SaveError) as caught:
        opened(path).add("c", {"id": "one"})
    assert "\n" not in str(caught.value)
    assert (tmp_path / place).read_text() == "a file"
    if place == "notes":
        with pytest.raises(TomlError):
            opened(path).load()
