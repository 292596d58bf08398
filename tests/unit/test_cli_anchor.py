"""`reader anchor`: selectors in, places out."""

import json
from pathlib import Path

import pytest

from tests.unit.test_cli import one_line, reader

OLD = """Council puts off harbour vote

After a long debate the mayor said the council will vote next week on the new harbour. Officials declined to comment.

“We were not asked,” said Ann Miller, who has lived by the water for thirty years.
"""
NEW = OLD.replace("next week", "next month").replace("Council puts", "Editor’s note: corrected.\n\nCouncil puts", 1)
NEW = NEW.replace(" Officials declined to comment.", "").replace("“", '"').replace("”", '"')


def selector(words: str) -> dict[str, object]:
    start = OLD.index(words)
    end = start + len(words)
    return {
        "exact": words,
        "prefix": OLD[start - 20 : start],
        "suffix": OLD[end : end + 20],
        "start": start,
        "end": end,
    }


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Selectors, and the text as it is now."""
    wanted = ("“We were not asked,”", "the council will vote next week on the new harbour", "Officials declined")
    (tmp_path / "selectors.json").write_text(json.dumps([selector(words) for words in wanted]))
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    return str(tmp_path / "selectors.json"), str(tmp_path / "new.txt")


@pytest.mark.parametrize("kept", [False, True])
def test_places_as_a_list_in_the_order_of_the_selectors(files: tuple[str, str], kept: bool) -> None:
    before = ("--before", files[1].replace("new", "old")) if kept else ()
    done = reader("anchor", "--selectors", files[0], *before, files[1])
    assert (done.returncode, done.stderr) == (0, "")
    moved, edited, gone = json.loads(done.stdout)
    assert NEW[moved["start"] : moved["end"]] == '"We were not asked,"'
    assert NEW[edited["start"] : edited["end"]] == "the council will vote next month on the new harbour"
    assert (moved["state"], edited["state"], gone) == ("moved", "edited", None)
    assert 0 < edited["confidence"] < 1


def test_a_text_as_it_was(files: tuple[str, str]) -> None:
    done = reader("anchor", "--selectors", files[0], files[1].replace("new", "old"))
    wanted = json.loads(Path(files[0]).read_text())
    places = [(one["start"], one["end"], "exact", 1.0) for one in wanted]
    assert [tuple(found.values()) for found in json.loads(done.stdout)] == places


def test_standard_input(files: tuple[str, str]) -> None:
    plain = reader("anchor", "--selectors", files[0], files[1])
    assert reader("anchor", "--selectors", files[0], "-", data=NEW.encode()).stdout == plain.stdout
    wanted = Path(files[0]).read_bytes()
    assert reader("anchor", "--selectors", "-", files[1], data=wanted).stdout == plain.stdout
    one_line(reader("anchor", "--selectors", "-", "-", data=wanted), 2)


def test_candidates_for_what_has_no_place(files: tuple[str, str]) -> None:
    found = json.loads(reader("anchor", "--candidates", "--selectors", files[0], files[1]).stdout)
    assert [one["state"] for one in found] == ["moved", "edited", "orphan"]
    assert found[0]["candidates"] == []
    assert found[2]["start"] is None
    assert all(set(place) == {"start", "end", "score"} for place in found[2]["candidates"])


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b'{"exact": "a"}', b"\xff\xfe", b"[" * 100_000, b"[1e5", b'"' + b"a" * 99, b"[" + b"9" * 5000 + b"]"],
)
def test_a_file_of_selectors_that_is_none(files: tuple[str, str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    assert "bad.json: is no JSON" in one_line(reader("anchor", "--selectors", str(tmp_path / "bad.json"), files[1]), 2)


def test_what_is_no_selector_costs_itself(files: tuple[str, str], tmp_path: Path) -> None:
    bad: list[object] = [3, None, [], {}, {"exact": ""}, {"exact": 5}, {"exact": "a", "start": "b"}]
    bad += [{"exact": "a", "end": True}, {"exact": "a", "prefix": {}}, {"exact": "a", "start": 1.5}]
    good = {"exact": "thirty years", "prefix": None, "start": 10**30, "end": -1, "more": [[[]]]}
    (tmp_path / "mixed.json").write_text(json.dumps([*bad, good, {"exact": "\ud800\x00\x1b]", "suffix": "\udfff"}]))
    done = reader("anchor", "--selectors", str(tmp_path / "mixed.json"), files[1])
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert done.stderr.count("\n") == len(bad)
    assert found[: len(bad)] == [None] * len(bad)
    assert NEW[found[-2]["start"] : found[-2]["end"]] == "thirty years"
    assert found[-1] is None


def test_files_that_are_not_there(files: tuple[str, str]) -> None:
    one_line(reader("anchor", "--selectors", "nowhere.json", files[1]), 2)
    one_line(reader("anchor", "--selectors", files[0], "nowhere.txt"), 1)
    one_line(reader("anchor", "--selectors", files[0], "--before", "nowhere.txt", files[1]), 1)
    one_line(reader("anchor", files[1]), 2)
