"""The documents say what is true of commands, settings and files."""

import re
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.parser import COMMANDS, _parser
from reader.config import Config

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    assert f"`reader {command}" in CLI
    groups = _parser()._subparsers
    assert groups is not None
    options = groups._group_actions[0].choices[command]._option_string_actions
    assert all(f"`{option}`" in CLI or f", `{option}`" in CLI for option in options if option not in ("-h", "--help"))


def test_no_command_is_documented_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `reader ([a-z]+)", CLI, re.MULTILINE)) == set(COMMANDS)


def test_settings_are_documented_with_their_defaults() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \|.*\| (.+?) \|$", SETTINGS, re.MULTILINE))
    assert set(rows) == set(Config._fields)
    assert rows["column_width"] == str(Config().column_width)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_and_the_changelog_know_the_commands_and_the_version() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make read" in readme
    assert "make test" in readme
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_seeds_are_five_and_nothing_else() -> None:
    if not (ROOT / "seeds").is_dir():
        pytest.skip("the checkout's articles are not here")
    assert len(list((ROOT / "seeds").iterdir())) == 5
