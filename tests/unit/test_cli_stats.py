"""`reader stats`."""

import json
from datetime import datetime
from pathlib import Path

from reader import locations
from reader.state import State
from tests.unit.test_cli import one_line, reader


def test_nothing_is_kept_unless_it_is_wanted(tmp_path: Path) -> None:
    home = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    assert reader("stats", **home).stdout == "Nothing is kept: the setting statistics is off.\n"
    assert json.loads(reader("stats", "--json", **home).stdout) == {"articles": 0, "words": 0, "seconds": 0, "read": []}
    (tmp_path / "reader" / "config.toml").write_text("statistics = true\n")
    assert reader("stats", **home).stdout == "Nothing was read yet.\n"


def test_what_was_read_is_told_and_forgotten(tmp_path: Path) -> None:
    home = {"XDG_STATE_HOME": str(tmp_path), "TZ": "UTC"}
    with State(str(tmp_path / "reader" / "state.sqlite")) as state:
        state.keep_read("/news/a.txt", "The river rises", 2, 300, 95.0)
        state.keep_read("/news/b.txt", "One\x1b[31m more", 1, 40, 3600.0)
    lines = reader("stats", **home).stdout.splitlines()
    assert lines[0] == "2 articles, 340 words, 1 h 02 min"
    assert [line.split()[1:5] for line in lines[3:]] == [["1", "40", "1", "h"], ["2", "300", "2", "min"]]
    assert "\x1b" not in "".join(lines)
    told = json.loads(reader("stats", "--json", **home).stdout)
    assert (told["articles"], told["words"], told["seconds"]) == (2, 340, 3695.0)
    one = told["read"][1]
    assert (one["path"], one["title"], one["opened"]) == ("/news/a.txt", "The river rises", 2)
    assert datetime.fromisoformat(one["first"]) <= datetime.fromisoformat(one["last"])
    assert "reading only" in one_line(reader("stats", "clear", **home, **{locations.READ_ONLY: "1"}), 1)
    assert json.loads(reader("stats", "--json", **home).stdout)["articles"] == 2
    assert reader("stats", "clear", **home).returncode == 0
    assert json.loads(reader("stats", "--json", **home).stdout)["articles"] == 0


def test_wrong_use() -> None:
    assert "stats" in one_line(reader("stats", "burn"), 2)
