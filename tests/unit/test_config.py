"""The configuration and its faults."""

import time
from pathlib import Path

import pytest

from reader.config import Config, load_config


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
    assert config == Config(("/home/jane/news", "/x"), "ink", 80)
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
