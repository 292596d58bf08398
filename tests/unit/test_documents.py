"""The documents say what is true of commands, settings and files."""

import re
import tomllib
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.parser import COMMANDS, _parser
from reader.config import DEFAULT, FIELDS, HIGHLIGHTS, KEYMAPS, SORTINGS, Config, kind_of, load_config

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs" / "config.md").read_text(encoding="utf-8")
KEYS = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
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
    rows = re.findall(r"^\| `([a-z_]+)` \| (.*) \| `(.+?)` \|$", SETTINGS, re.MULTILINE)
    assert [name for name, _, _ in rows] == list(Config._fields)
    for name, says, default in rows:
        assert says == kind_of(name).says
        assert tomllib.loads(f"value = {default}")["value"] == kind_of(name).plain(getattr(DEFAULT, name))


def test_the_example_of_settings_is_right(tmp_path: Path) -> None:
    for number, example in enumerate(re.findall(r"```toml\n(.*?)```", SETTINGS + KEYS, re.DOTALL)):
        path = tmp_path / f"{number}.toml"
        path.write_text(example, encoding="utf-8")
        assert load_config(str(path))[1] == ()


def test_every_choice_is_documented() -> None:
    for choice in (*HIGHLIGHTS, *FIELDS, *SORTINGS):
        assert f"`{choice}`" in SETTINGS
    assert all(f'"{name}"' in KEYS or f"`{name}`" in KEYS for name in KEYMAPS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_headings_lead_to_one(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8")):
        there = page if not target else page.parent / target
        headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in [re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings], anchor


def test_every_document_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert linked == {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_documents_are_commands(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"^```(?:sh|bash)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for word in re.findall(r"(?:^|\| |&& |\$\(|<\()reader (?!PATH|FILE)([a-z]+)(?= |$)", block, re.MULTILINE):
            assert word in COMMANDS, word


def test_the_way_to_contribute_is_there() -> None:
    text = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"`((?:src|tests|bench|themes)/[\w/.]*)`", text):
        assert (ROOT / path).exists(), path


def test_extras_of_the_readme_are_extras() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = re.findall(r"'\.\[([\w,]+)\]'", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert named
    assert {extra for names in named for extra in names.split(",")} <= set(declared)


def test_the_readme_and_the_changelog_know_the_commands_and_the_version() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make read" in readme
    assert "make test" in readme
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_seeds_are_five_and_nothing_else() -> None:
    if not (ROOT / "seeds").is_dir():
        pytest.skip("the checkout's articles are not here")
    assert len(list((ROOT / "seeds").iterdir())) == 5
