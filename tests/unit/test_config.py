"""The configuration and its faults."""

import time
from pathlib import Path

import pytest

from reader.config import COMMAND_LINE, DEFAULT, Config, kind_of, load, load_config


def loaded(folder: Path, content: str | bytes) -> tuple[Config, list[str]]:
    path = folder / "config.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    config, faults = load_config(str(path))
    assert all(str(fault).isprintable() and str(fault).startswith(str(path)) for fault in faults)
    return config, [f"{fault.key}: {fault.reason}" for fault in faults]


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert load_config(str(tmp_path / "no.toml")) == (Config(), ())
    assert loaded(tmp_path, "") == (Config(), [])


def test_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jane")
    config, faults = loaded(tmp_path, 'library = ["~/news", "/x"]\ntheme = "ink"\ncolumn_width = 80\n')
    assert config == Config(library=("/home/jane/news", "/x"), theme="ink", column_width=80)
    assert faults == []
    assert loaded(tmp_path, 'library = "~/news"')[0].library == ("/home/jane/news",)
    assert loaded(tmp_path, 'notes = "~/notes"')[0].notes == "/home/jane/notes"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("column_width = 20", "column_width: must be a whole number from 40 to 120"),
        ("column_width = true", "column_width: must be a whole number from 40 to 120"),
        ("notes = 3", 'notes: must be a path in quotation marks, such as "~/notes/annotations.toml"'),
        ("theme = 3", "theme: must be the name of a theme in quotation marks"),
        ("library = [3]", 'library: must be a list of paths, such as ["~/news"]'),
        ("colum_width = 80", "colum_width: there is no such setting; did you mean column_width?"),
        ("line_gap = 2", "line_gap: must be a whole number from 0 to 1"),
        ("mouse = 1", "mouse: must be true or false"),
        ('theme = "papr"', "theme: there is no theme called papr; did you mean paper?"),
        (
            'sidebar_sort = "titel"',
            "sidebar_sort: can't be titel, but one of name, title, date, length and quotes; did you mean title?",
        ),
        (
            'highlights = "quotes"',
            "highlights: must be a list of any of people, organizations, places, groups, quotes, "
            "indirect, roles, speakers and boilerplate",
        ),
        ('date_format = "%H:%M"', "date_format: %H is no part of a date; %Y, %m, %d, %b, %B, %a, %A and %e are"),
        ('date_format = ""', 'date_format: must be the form of a date in quotation marks, such as "%d %b %Y"'),
        ('keys = "j"', 'keys: must be a table of keys, such as "article.line-down" = "j,down"'),
        ("keys = { x = 3 }", 'keys: x: must be keys in quotation marks, such as "j,down", or "" for none'),
        ("qqq = 80", "qqq: there is no such setting"),
    ],
)
def test_a_fault_costs_its_key_only(tmp_path: Path, content: str, fault: str) -> None:
    config, faults = loaded(tmp_path, f'{content}\n"\\u001b" = 1\n')
    assert faults[0] == fault
    assert config == Config()
    assert len(faults) == 2


@pytest.mark.parametrize(
    "content",
    [b"theme = ", b"\xff\xfe", b"a = " + b"[" * 2000, b"a = " + b"9" * 5000, b".".join([b"a"] * 20_000) + b" = 1"],
)
def test_files_that_are_no_toml_are_one_fault(tmp_path: Path, content: bytes) -> None:
    started = time.process_time()
    config, faults = loaded(tmp_path, content)
    assert config == Config()
    assert len(faults) == 1
    assert time.process_time() - started < 2


def test_a_folder_in_its_place_is_one_fault(tmp_path: Path) -> None:
    assert [str(fault) for fault in load_config(str(tmp_path))[1]] == [f"{tmp_path}: is a folder"]


def test_colors_are_named_and_bring_tags(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[colors]\n3 = "doubtful"\n1 = { name = "check", tags = ["todo", "x"] }\n', encoding="utf-8")
    config, faults = load_config(str(path))
    assert not faults
    assert config.colors == (("check", ("todo", "x")), ("", ()), ("doubtful", ()))


@pytest.mark.parametrize(
    "content",
    [
        'colors = "red"',
        '[colors]\n10 = "x"',
        "[colors]\n1 = 5",
        '[colors]\n1 = { nme = "x" }',
        "[colors]\n1 = { tags = 3 }",
    ],
)
def test_colors_that_are_none_are_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content, encoding="utf-8")
    config, faults = load_config(str(path))
    assert config.colors == ()
    assert [fault.key for fault in faults] == ["colors"]


def test_every_setting_has_a_default_of_its_own_kind() -> None:
    for name in Config._fields:
        kind = kind_of(name)
        assert kind.says[0].isupper()
        assert not kind.says.endswith(".")
        assert kind.read(kind.plain(getattr(DEFAULT, name))) == getattr(DEFAULT, name)


def test_the_command_line_holds_against_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "paper"\ncolumn_width = 60\n', encoding="utf-8")
    found = load(str(path), ["column_width=80", "sidebar_sort = date", 'sidebar_fields=["title", "date"]'])
    assert (found.config.theme, found.config.column_width, found.config.sidebar_sort) == ("paper", 80, "date")
    assert found.config.sidebar_fields == ("title", "date")
    assert found.origins == {
        "theme": str(path), "column_width": COMMAND_LINE, "sidebar_sort": COMMAND_LINE, "sidebar_fields": COMMAND_LINE,
    }  # fmt: skip
    assert not found.faults
    assert [fault.file for fault in load(str(path), ["nothing"]).faults] == [COMMAND_LINE]


@pytest.mark.parametrize("content", ["column_width = 20", "column_width = ", "[[["])
def test_what_is_wrong_leaves_what_held_before(tmp_path: Path, content: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(content, encoding="utf-8")
    before = Config(column_width=99)
    found = load(str(path), before=before)
    assert found.config.column_width == 99
    assert len(found.faults) == 1


def test_a_setting_that_is_taken_away_has_its_default_again(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('theme = "paper"', encoding="utf-8")
    assert load(str(path), before=Config(column_width=99)).config.column_width == DEFAULT.column_width


def test_keys_are_checked_with_the_keymap(tmp_path: Path) -> None:
    keys = '[keys]\nquote.next = "d"\n"quote.previous" = "dwn"\n"quote.nxt" = "x"\n'
    config, faults = loaded(tmp_path, keys)
    assert config.keys == (("quote.next", "d"), ("quote.previous", "dwn"), ("quote.nxt", "x"))
    assert faults == [
        "keys: quote.previous: there is no key dwn; did you mean down?",
        "keys: quote.nxt: nothing is called so; did you mean quote.next?",
        "keys: quote.next and article.half-down both want d; quote.next has it",
    ]
    assert len(loaded(tmp_path, 'keymap = "vim"\n' + keys)[1]) == 2


@pytest.mark.parametrize(
    ("ground", "theme"), [("", "ink"), ("15;0", "ink"), ("0;15", "paper"), ("0;default;7", "paper")]
)
def test_the_theme_goes_with_the_ground_unless_one_is_named(ground: str, theme: str) -> None:
    assert DEFAULT.theme_for(ground) == theme
    assert Config(theme="fog").theme_for(ground) == "fog"


def test_what_is_said_of_themes() -> None:
    assert DEFAULT.said_of_themes == ""
    assert Config(theme="fog", dark_theme="ember").said_of_themes == "fog"
    assert Config(dark_theme="ember").said_of_themes == "paper ember"
