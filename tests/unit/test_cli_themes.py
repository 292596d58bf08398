"""Themes on the command line: listed, shown, checked."""

import json
import re
from pathlib import Path

import pytest

from reader import cli, locations
from reader.page import sample
from reader.page.styles import BASE, STYLES
from reader.page.theme import load_themes

ROOT = Path(__file__).parents[2]
GOOD = 'title = "Mine"\n[base]\nbackground = "#101010"\nforeground = "#eeeeee"\n'
BAD = """[base]
background = "#202020"
foreground = "#888888"
persn = "#111111"
[styles]
qoute = "bold"
cue = "blod"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of themes."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("NO_COLOR", raising=False)
    folder = tmp_path / "reader" / "themes"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize("name", load_themes(locations.themes()[:1])[0])
def test_shipped_themes_pass(own: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["themes", "check", name]) == 0
    assert "wrong" not in capsys.readouterr().out


def test_the_example_of_the_documents_passes(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in page.split("```toml\n")[1:]]
    for example in (example for example in examples if "[base]" in example):
        (own / "slate.toml").write_text(example, encoding="utf-8")
        assert cli.main(["themes", "check", str(own / "slate.toml")]) == 0
        assert cli.main(["themes", "show", "slate"]) == 0


def test_all_that_is_wrong_is_said_a_line_each(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "bad.toml").write_text(BAD)
    assert cli.main(["themes", "check", "bad"]) == 1
    lines = capsys.readouterr().out.splitlines()
    wrong = [line for line in lines if line.startswith("wrong")]
    assert [line.split()[1] for line in wrong] == ["base.persn:", "styles.qoute:", "styles.cue:"]
    assert "derived  person = " in "\n".join(lines)
    assert any(re.match(r"faint    text: 4\.\d of 7 at least", line) for line in lines)
    assert lines[-1] == "It can't be used: 3 things are wrong."


def test_what_is_faint_is_enough_to_fail(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "faint.toml").write_text(GOOD + '[styles]\nrole = "#555555"\n')
    assert cli.main(["themes", "check", "faint", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["ok"], found["faults"]) == (False, [])
    assert [style["style"] for style in found["styles"] if not style["ok"]] == ["role"]
    assert "role" not in found["derived"] or found["derived"]["role"] != "#555555"


def test_a_theme_is_shown_with_every_style(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {
        style for ground, runs in sample.rows() for style in (ground, *(name for run in runs for name in run.styles))
    }
    assert shown == set(STYLES)
    assert cli.main(["themes", "show", "ink"]) == 0
    plain = capsys.readouterr().out
    assert "\x1b" not in plain
    assert cli.main(["themes", "show", "ink", "--color", "always"]) == 0
    colored = capsys.readouterr().out
    assert "38;2;" in colored
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
    assert len({len(line) for line in bare.splitlines()}) == 1


def test_a_theme_is_shown_without_colors_where_none_are_wanted(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert cli.main(["themes", "show", "ink", "--color", "always"]) == 0
    colored = capsys.readouterr().out
    assert "\x1b[" in colored
    assert "38;" not in colored


def test_a_theme_as_json_is_resolved(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "mine.toml").write_text(GOOD)
    assert cli.main(["themes", "show", "mine", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["colors"]) == set(BASE)
    assert set(told["styles"]) == set(STYLES)
    assert told["styles"]["text"] == {"fg": "#eeeeee", "bg": "#101010"}


@pytest.mark.parametrize("named", ["nothing", "no/such.toml", "../x"])
def test_what_is_not_there_is_said(
    own: Path, named: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    assert cli.main(["themes", "show", named]) == 2
    assert named in capsys.readouterr().err
