"""Undoing and redoing, and the journal they go by."""

from pathlib import Path

import pytest

from reader.tomlfile import Form, SaveError, TomlFile, journal

OLD = b'# mine\r\nschema = 1\r\nextra = 1 # mine\r\n\r\n# why\r\n[[c]]\r\nid = "old"\r\nmore = {a = 1}\r\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "notes" / "c.toml"


def opened(path: Path) -> TomlFile:
    return TomlFile(str(path), Form("# mine\nschema = 1\n"), str(path.parent.parent / "state"))


def ids(path: Path) -> list[str]:
    return [block.id for block in opened(path).load().blocks]


def test_undo_and_redo_go_back_byte_for_byte(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD)
    file, other = opened(path), opened(path)
    file.add("c", {"id": "one", "text": "a\nb"})
    added = path.read_bytes()
    other.remove("c", "old")
    removed = path.read_bytes()
    assert b"# why" not in removed
    file.edit("c", "one", {"text": "new", "more": 2})
    edited = path.read_bytes()
    states = [OLD, added, removed, edited]
    for state in (removed, added, OLD):
        assert other.undo() is not None
        assert path.read_bytes() == state
    assert other.undo() is None
    for state in states[1:]:
        assert file.redo() is not None
        assert path.read_bytes() == state
    assert file.redo() is None
    file.undo()
    file.add("c", {"id": "two"})
    assert file.redo() is None


def test_what_was_changed_by_hand_is_not_undone(path: Path) -> None:
    file = opened(path)
    file.add("c", {"id": "zero"})
    file.add("c", {"id": "one"})
    path.write_bytes(path.read_bytes().replace(b'id = "one"', b'id = "one"\nmine = 1'))
    with pytest.raises(SaveError, match="one was changed by hand"):
        file.undo()
    assert ids(path) == ["zero", "one"]
    assert file.undo() is not None
    assert ids(path) == ["one"]


def test_a_comment_written_above_does_not_hinder_undoing(path: Path) -> None:
    file = opened(path)
    file.add("c", {"id": "one"})
    path.write_bytes(path.read_bytes().replace(b"[[c]]", b"# mine\n[[c]]"))
    with_comment = path.read_bytes()
    file.undo()
    assert ids(path) == []
    file.redo()
    assert path.read_bytes() == with_comment


def test_a_torn_or_foreign_journal_costs_its_lines_only(path: Path, tmp_path: Path) -> None:
    file = opened(path)
    file.add("c", {"id": "one"})
    (written,) = (tmp_path / "state").glob("*.journal")
    with written.open("ab") as end:
        end.write(b'[1]\n{"op": 3}\n{"op": "x", "at": "", "changes": [[1]], "reverses": ""}\n\xff\n{"op": "to')
    fresh = opened(path)
    fresh.add("c", {"id": "two"})
    assert [fresh.undo() is not None for _ in range(3)] == [True, True, False]


def test_the_journal_is_cut(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 5)
    file = opened(path)
    for number in range(23):
        file.add("c", {"id": f"n-{number}"})
        if number % 4 == 3:
            file.undo()
    (written,) = (tmp_path / "state").glob("*.journal")
    assert written.read_bytes().count(b'"op"') <= 11
    held = len(ids(path))
    undone = 0
    while opened(path).undo():
        undone += 1
    assert 3 <= undone <= 11
    assert len(ids(path)) == held - undone
    while opened(path).redo():
        undone -= 1
    assert undone == 0
