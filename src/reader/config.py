"""What the user has set: read from TOML, checked, with one clear line for each fault."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from reader import files, locations, text

_LIMIT = 256 * 1024  # bytes of a configuration
_NARROWEST, _WIDEST = 40, 120
_DEEPEST = 32  # dots in a line, since the parser's time grows with the square of them


class Config(NamedTuple):
    """All that can be set."""

    library: tuple[str, ...] = ()
    """Files and folders to open when none are named."""
    theme: str = ""
    """The theme's name; none for the one that is chosen by itself."""
    column_width: int = 72
    """Characters of the text's column."""
    notes: str = ""
    """The file of annotations, or the folder of them; none for the usual one."""
    colors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What colors one to nine are called, empty for their usual names, and the tags that come with each."""


class Fault(NamedTuple):
    """One thing wrong with a configuration; the default holds instead."""

    file: str
    key: str
    """Empty where the file as a whole is at fault."""
    reason: str

    def __str__(self) -> str:
        """The fault as one line."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return text.printable(f"{where}: {self.reason}")


def load_config(path: str | None = None) -> tuple[Config, tuple[Fault, ...]]:
    """Read the configuration; a missing file is an empty one.

    Args:
        path: The file; the user's by default.

    Returns:
        What is set, defaults in place of what is missing or wrong, and the faults.
    """
    path = path or locations.config_file()
    if not os.access(path, os.F_OK):
        return Config(), ()
    try:
        table = _parse(files.read(path, _LIMIT))
    except RecursionError:
        return Config(), (Fault(path, "", "is nested too deeply"),)
    except ValueError as fault:
        return Config(), (Fault(path, "", str(fault)),)
    return _checked(path, table)


def _parse(data: bytes) -> dict[str, object]:
    """Read TOML.

    Raises:
        ValueError: It is none, or made to take too long.
    """
    import tomllib

    content = data.decode("utf-8-sig")
    if any(line.count(".") > _DEEPEST for line in content.splitlines()):
        raise ValueError(f"has a line with more than {_DEEPEST} dots")
    return tomllib.loads(content)


def _checked(path: str, table: Mapping[str, object]) -> tuple[Config, tuple[Fault, ...]]:
    """Take what is right from a table, and name what is wrong."""
    config = Config()
    faults: list[Fault] = []
    for key, value in table.items():
        try:
            config = _set(config, key, value)
        except ValueError as fault:
            faults.append(Fault(path, key, str(fault)))
    return config, tuple(faults)


def _set(config: Config, key: str, value: object) -> Config:
    """Put one setting into a configuration.

    Raises:
        ValueError: There is no such key, or it can't have that value.
    """
    match key, value:
        case "library", str():
            return config._replace(library=(locations.user_path(value),))
        case "library", list() if all(isinstance(path, str) for path in value):
            return config._replace(library=tuple(map(locations.user_path, value)))
        case "library", _:
            raise ValueError('must be a list of paths, such as ["~/news"]')
        case "theme", str():
            return config._replace(theme=value)
        case "theme", _:
            raise ValueError("must be the name of a theme in quotation marks")
        case "column_width", int() if not isinstance(value, bool) and _NARROWEST <= value <= _WIDEST:
            return config._replace(column_width=value)
        case "column_width", _:
            raise ValueError(f"must be a whole number from {_NARROWEST} to {_WIDEST}")
        case "notes", str():
            return config._replace(notes=locations.user_path(value))
        case "notes", _:
            raise ValueError('must be a path in quotation marks, such as "~/notes/annotations.toml"')
        case "colors", dict():
            return config._replace(colors=_colors(value))
        case "colors", _:
            raise ValueError('must be a table of names by number, such as 1 = "check"')
        case _:
            raise ValueError(_unknown(key))


def _colors(table: Mapping[str, object]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read what colors are called.

    Raises:
        ValueError: A number or what is said of it is wrong.
    """
    named: dict[int, tuple[str, tuple[str, ...]]] = {}
    for key, value in table.items():
        if len(key) != 1 or key not in "123456789":
            raise ValueError(f"{key}: there are colors 1 to 9")
        held = {"name": value} if isinstance(value, str) else value
        name = held.get("name", "") if isinstance(held, dict) and held.keys() <= {"name", "tags"} else None
        tags = held.get("tags", []) if isinstance(held, dict) else None
        if not isinstance(name, str) or not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise ValueError(f'{key}: must be a name, or such as {{ name = "check", tags = ["check"] }}')
        named[int(key)] = (text.squeeze(text.printable(name)), tuple(text.squeeze(text.printable(tag)) for tag in tags))
    return tuple(named.get(number, ("", ())) for number in range(1, max(named, default=0) + 1))


def _unknown(key: str) -> str:
    """Say that there is no such key, and which one may have been meant."""
    from rapidfuzz import process

    near = process.extractOne(key, Config._fields, score_cutoff=60)
    return "there is no such setting" + (f"; did you mean {near[0]}?" if near else "")
