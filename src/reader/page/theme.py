"""Themes: files of colours read into looks by style name; a bad one costs itself and says why."""

import os
from collections.abc import Sequence
from contextlib import suppress
from types import MappingProxyType

from reader.page.looks import Theme
from reader.page.theme_file import Fault, examine, is_name, nearest, plain, short

DARK = "ink"
LIGHT = "paper"
GLYPHS = MappingProxyType({"person": "●", "organization": "■", "place": "▲", "group": "◆"})
"""The sign of each kind of actor in lists."""

_MOST = 200  # theme files of one folder


class ThemeError(Exception):
    """A theme file that cannot be used."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault; it is the message."""
        super().__init__(str(fault))
        self.fault = fault


def load_themes(folders: Sequence[str]) -> tuple[dict[str, Theme], tuple[Fault, ...]]:
    """Load every theme of some folders.

    Args:
        folders: Where to look for ``*.toml``; a theme of a later folder replaces one of the same name. A folder that
            is not there holds none.

    Returns:
        The themes by name, in order of first appearance, and one fault for each file that was passed over.
    """
    themes: dict[str, Theme] = {}
    faults: list[Fault] = []
    for folder in folders:
        try:
            names = _names(folder)
        except OSError as error:
            faults.append(Fault(folder, "", error.strerror or "cannot be listed"))
            continue
        if len(names) > _MOST:
            faults.append(
                Fault(folder, "", f"holds more than {_MOST} themes; {names[_MOST]} and the rest are left out")
            )
        for name in names[:_MOST]:
            try:
                themes[name] = load_theme(f"{folder}/{name}.toml")
            except ThemeError as bad:
                faults.append(bad.fault)
    return themes, tuple(faults)


def load_named(folders: Sequence[str], name: str) -> tuple[Theme, tuple[Fault, ...]]:
    """Load one theme, reading no file but its own.

    Args:
        folders: As for `load_themes`.
        name: The theme asked for.

    Returns:
        The theme as `load_themes` would give it, else `fallback()`; and what was wrong on the way.
    """
    faults: list[Fault] = []
    for folder in reversed(folders):
        path = f"{folder}/{name}.toml"
        if is_name(name) and os.access(path, os.F_OK):
            try:
                return load_theme(path), tuple(faults)
            except ThemeError as bad:
                faults.append(bad.fault)
    if not faults:
        known: set[str] = set()
        for folder in folders:
            with suppress(OSError):
                known.update(_names(folder))
        faults.append(Fault("", f"theme {short(name)}", "there is none of this name" + nearest(name, known)))
    return fallback(), tuple(faults)


def file_of(folders: Sequence[str], name: str) -> str | None:
    """The file that a theme is read from.

    Args:
        folders: As for `load_themes`.
        name: The theme's.

    Returns:
        The file of the last folder that has one; None where none has.
    """
    paths = (f"{folder}/{name}.toml" for folder in reversed(folders))
    return next((path for path in paths if is_name(name) and os.access(path, os.F_OK)), None)


def load_theme(path: str) -> Theme:
    """Load one theme file.

    Args:
        path: The file; its name without ``.toml`` is the theme's name.

    Returns:
        The theme, complete.

    Raises:
        ThemeError: It cannot be read or breaks a rule; the fault says which, and where.
    """
    examined = examine(path)
    if examined.theme is None or examined.faults:
        raise ThemeError(examined.faults[0])
    return examined.theme


def fallback() -> Theme:
    """Make a theme without colours, for when no file can be used."""
    return plain()


def mono(theme: Theme) -> Theme:
    """Take the colours out of a theme.

    Args:
        theme: Any theme.

    Returns:
        The same with the terminal's default colours and attributes alone, so chosen that looks which can lie on one
        another still differ.
    """
    bare = plain()
    return theme._replace(terminal=True, looks=bare.looks, colors=bare.colors)


def _names(folder: str) -> list[str]:
    """List the themes of a folder by name, sorted."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))
    except (FileNotFoundError, NotADirectoryError):
        return []
