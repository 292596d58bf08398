"""``reader config``: which settings are in force and from where; a file to begin with; what is wrong in one."""

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from reader import locations
from reader.cli import output, settings
from reader.cli.commands import add_set
from reader.cli.output import UsageError
from reader.config import COMMAND_LINE, DEFAULT, Config, Loaded, kind_of, load
from reader.state import State
from reader.tui import spacing

if TYPE_CHECKING:
    import argparse

_WIDE = 36  # characters of a setting up to which what comes behind stands in a column


class _Held(NamedTuple):
    """A setting in force."""

    name: str
    value: object
    """As `Config` has it."""
    origin: str
    """``default``, ``file``, ``environment``, ``command line`` or ``screen``."""


def declare(command: "argparse.ArgumentParser") -> None:
    """Declare what the command takes."""
    command.add_argument("deed", nargs="?", choices=("show", "init", "check"), default="show", help=(
        "show what is in force and from where, begin a file of settings, or say what is wrong in one (show)"
    ))  # fmt: skip
    command.add_argument("file", nargs="?", metavar="FILE", help="with check, another file than your own")
    add_set(command)
    command.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")
    command.add_argument("--json", dest="form", action="store_const", const="json", default="plain", help="print JSON")


def run(chosen: "argparse.Namespace") -> int:
    """Tell of the settings.

    Args:
        chosen: What the user wrote.

    Returns:
        0, or 1 where something is wrong in the file, or it can't be written.

    Raises:
        UsageError: A file was named that is not looked at, or a setting is wrong on the command line.
    """
    if chosen.file is not None and chosen.deed != "check":
        raise UsageError(f"{chosen.deed} takes no file; your settings are in {locations.config_file()}")
    if chosen.deed == "init":
        return _begin(locations.config_file())
    if chosen.deed == "check":
        return _check(chosen.file or locations.config_file(), chosen.file is not None)
    return _show(settings.loaded(chosen.said), chosen.notes_file, chosen.form)


def _show(found: Loaded, notes_file: str | None, form: str) -> int:
    """Print what is in force."""
    held = list(_in_force(found, notes_file))
    file = locations.config_file()
    if form == "json":
        told = [
            {
                "name": name,
                "value": kind_of(name).plain(value),
                "origin": origin,
                "default": kind_of(name).plain(getattr(DEFAULT, name)),
                "does": kind_of(name).says,
            }
            for name, value, origin in held
        ]
        output.write(json.dumps({"file": file, "exists": os.path.exists(file), "settings": told}))
    else:
        there = "" if os.path.exists(file) else " (there is none; reader config init writes one)"
        output.line(f"# {file}{there}")
        for name, value, origin in held:
            line = f"{name} = {_toml(kind_of(name).plain(value))}"
            output.line(f"{line:{_WIDE}}  # {'chosen on the screen' if origin == 'screen' else origin}")
    return 1 if found.faults else 0


def _in_force(found: Loaded, notes_file: str | None) -> Iterator[_Held]:
    """Every setting, with where it comes from."""
    chosen = _chosen(found.config)
    for name in Config._fields:
        value: object = getattr(found.config, name)
        source = found.origins.get(name)
        origin = "default" if source is None else "command line" if source == COMMAND_LINE else "file"
        if name == "notes" and notes_file:
            value, origin = locations.user_path(notes_file), "command line"
        elif name == "notes" and (named := os.environ.get("READER_NOTES")):
            value, origin = locations.user_path(named), "environment"
        elif name in chosen:
            value, origin = chosen[name], "screen"
        yield _Held(name, value, origin)


def _chosen(config: Config) -> dict[str, object]:
    """What was chosen on the screen and holds against the settings."""
    path = locations.state_file()
    if not os.path.exists(path):
        return {}
    with State(path) as state:
        theme = state.chosen("theme", config.said_of_themes)
        width = state.chosen("column", str(config.column_width))
        level = state.chosen(spacing.CHOICE, spacing.told(config))
    spaced = spacing.spaced(config, level)
    room = {name: getattr(spaced, name) for name in ("paragraph_gap", "line_gap")} if spaced != config else {}
    return room | ({"theme": theme} if theme else {}) | ({"column_width": int(width)} if width.isdecimal() else {})


def _check(path: str, named: bool) -> int:
    """Say what is wrong in a file."""
    if not os.path.exists(path):
        if named:
            output.error(f"{path}: there is no such file")
            return 1
        output.line(f"{path}: there is none; every setting has its default")
        return 0
    faults = load(path).faults
    for fault in faults:
        output.error(str(fault))
    if not faults:
        output.line(f"{path}: nothing is wrong")
    return 1 if faults else 0


def _begin(path: str) -> int:
    """Write a file of settings, unless there is one."""
    try:
        locations.make_private(os.path.dirname(path))
        with open(path, "x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        output.error(f"{path}: there is one already; it stays as it is")
        return 1
    except OSError as fault:
        output.error(f"{path}: {(fault.strerror or 'can not be written').lower()}")
        return 1
    output.line(f"{path}: written; every setting is at its default")
    return 0


def template() -> str:
    """A file of settings in which each is told of and, as a comment, at its default."""
    lines = [
        "# Settings of reader. Each stands here with its default; take away the # before one to change it.",
        "# A change holds at once, also while the reader is open, where nothing else is said.",
    ]
    tables: list[str] = []
    for name in Config._fields:
        kind, default = kind_of(name), kind_of(name).plain(getattr(DEFAULT, name))
        said = f"# {kind.says}.{'' if kind.live else ' Holds from the next start.'}"
        if isinstance(default, dict):
            tables += ["", said, f"# [{name}]", *(f"# {line}" for line in kind.example.splitlines())]
        else:
            example = f" Such as {kind.example}." if kind.example else ""
            lines += ["", said + example, f"# {name} = {_toml(default)}"]
    return "\n".join([*lines, *tables, ""])


def _toml(value: Any) -> str:
    """A value as TOML has it, in one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict() if value:
            return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(held)}' for key, held in value.items())} }}"
        case dict():
            return "{}"
        case _:
            return json.dumps(value, ensure_ascii=False)
