"""reader config and reader keys."""

import json
import os
import tomllib
from pathlib import Path

import pytest

from reader import locations
from reader.cli import main
from reader.cli.config import template
from reader.config import DEFAULT, Config, load
from reader.config.keymaps import keymap
from reader.state import State


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv("READER_NOTES", raising=False)
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, dict[str, object]]:
    main(["config", *words, "--json"])
    return {setting["name"]: setting for setting in json.loads(capsys.readouterr().out)["settings"]}


def test_without_a_file_every_setting_is_at_its_default(capsys: pytest.CaptureFixture[str]) -> None:
    settings = shown(capsys)
    assert list(settings) == list(Config._fields)
    assert all(it["origin"] == "default" and it["value"] == it["default"] for it in settings.values())
    assert main(["config"]) == 0
    told = capsys.readouterr().out
    assert "reader config init writes one" in told
    assert tomllib.loads(told)["column_width"] == DEFAULT.column_width


def test_where_a_setting_comes_from(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    os.makedirs(locations.config())
    Path(locations.config_file()).write_text('mouse = false\ncolumn_width = 60\nnotes = "/n"\n', encoding="utf-8")
    with State(locations.state_file()) as state:
        state.keep_choice("column.configured", "60")
        state.keep_choice("column", "64")
        state.keep_choice("theme.configured", "fog")
        state.keep_choice("theme", "ember")
    settings = shown(capsys, "--set", "line_gap=1")
    assert (settings["mouse"]["value"], settings["mouse"]["origin"]) == (False, "file")
    assert (settings["column_width"]["value"], settings["column_width"]["origin"]) == (64, "screen")
    assert settings["theme"]["origin"] == "default", "it was chosen when another theme was set"
    assert (settings["line_gap"]["value"], settings["line_gap"]["origin"]) == (1, "command line")
    assert (settings["notes"]["value"], settings["notes"]["origin"]) == ("/n", "file")
    monkeypatch.setenv("READER_NOTES", "/e")
    assert shown(capsys)["notes"]["origin"] == "environment"
    assert shown(capsys, "--notes-file", "/c")["notes"] | {"default": ""} == settings["notes"] | {
        "value": "/c", "origin": "command line", "default": "",
    }  # fmt: skip


def test_init_begins_a_file_and_never_writes_over_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "init"]) == 0
    path = Path(locations.config_file())
    assert path.read_text(encoding="utf-8") == template()
    assert load(str(path)) == (DEFAULT, (), {})
    path.write_text("mouse = false", encoding="utf-8")
    assert main(["config", "init"]) == 1
    assert path.read_text(encoding="utf-8") == "mouse = false"
    assert "there is one already" in capsys.readouterr().err


def test_the_template_names_each_setting_at_its_default(tmp_path: Path) -> None:
    lines = template().splitlines()
    assert all(line.startswith("# ") or not line for line in lines)
    settings = [line[2:] for line in lines if line.partition(" = ")[0].removeprefix("# ") in Config._fields]
    path = tmp_path / "c.toml"
    path.write_text("\n".join(settings), encoding="utf-8")
    found = load(str(path))
    assert (found.config, found.faults) == (DEFAULT, ())
    assert set(found.origins) == set(Config._fields) - {"colors", "keys"}
    tables = [line[2:] for line in lines[lines.index("# [colors]") :] if " = " in line or line.startswith("# [")]
    path.write_text("\n".join(tables), encoding="utf-8")
    found = load(str(path))
    assert found.faults == ()
    assert set(found.origins) == {"colors", "keys"}


def test_check_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check"]) == 0
    assert "there is none" in capsys.readouterr().out
    path = tmp_path / "other.toml"
    assert main(["config", "check", str(path)]) == 1
    path.write_text("mouse = true", encoding="utf-8")
    assert main(["config", "check", str(path)]) == 0
    path.write_text('mose = true\n[keys]\n"quote.next" = "w"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["config", "check", str(path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"reader: {path}: mose: there is no such setting; did you mean mouse?",
        f"reader: {path}: keys: quote.next and actor.next both want w; quote.next has it",
    ]


@pytest.mark.parametrize(
    "words", [["config", "--set", "mose=1"], ["keys", "--set", "keymap=emacs"], ["config", "init", "x"]]
)
def test_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_keys_lists_those_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "--set", "keymap=vim", "--set", 'keys={"chord.start" = ";"}', "--json"]) == 0
    listed = {it["id"]: it for it in json.loads(capsys.readouterr().out)}
    assert listed["article.half-down"]["names"] == ["ctrl+d"]
    assert listed["chord.twins"] == {
        "place": "After g", "id": "chord.twins", "keys": [";s"], "names": ["s"],
        "does": "Statements as several articles print them",
    }  # fmt: skip
    assert len(listed) == sum(len(place.keys) for place in keymap("default").places)
    assert main(["keys", "--keymap", "less"]) == 0
    told = capsys.readouterr().out
    assert "In the library" in told
    rows = [line.split() for line in told.splitlines()]
    assert ["h", "?", "F1", "The", "keys", "of", "where", "you", "are", "app.help"] in rows
