"""Themes: files of colours read into looks by style name; a bad one costs itself and says why.

A theme gives two colours and may give all others. What it leaves out is derived here: first the base colours, from one
another, then the looks, from `STYLES`.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from reader import files
from reader.page.styles import BASE, BY_BLEND, BY_HUE, ON_HIT, PLAIN, STYLES
from reader.text import printable

_T = TypeVar("_T")

DARK = "ink"
LIGHT = "paper"
GLYPHS = MappingProxyType({"person": "●", "organization": "■", "place": "▲", "group": "◆"})
"""The sign of each kind of actor in lists."""

_LARGEST = 65_536  # bytes of one theme file
_MOST = 200  # theme files of one folder
_DOTS = 40  # on one line of a theme file: tomllib is quadratic in the parts of a key
_LONGEST = 200  # characters of a title, a description, a message
_VIVID = 7.5  # contrast of a derived colour with the background
_HEX = frozenset("0123456789abcdefABCDEF")
_KINDS: Mapping[type, str] = {bool: "true or false", str: "a string", dict: "a table"}
_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ANSI = frozenset(f"ansi_{name}" for name in ("default", *_EIGHT, *(f"bright_{color}" for color in _EIGHT)))


class Look(NamedTuple):
    """How a run of text looks; None leaves a thing as it is below."""

    fg: str | None = None
    """``#rrggbb``, or in a terminal theme a name such as ``ansi_red``."""
    bg: str | None = None
    bold: bool | None = None
    dim: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    double_underline: bool | None = None
    """Wins where both underlines are set."""
    reverse: bool | None = None
    strike: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Paint this look over another one."""
        return Look._make(under if mine is None else mine for mine, under in zip(self, below, strict=True))


_ATTRIBUTES = tuple(field.replace("_", "-") for field in Look._fields[2:])


class Theme(NamedTuple):
    """One theme, complete: a look for every name in `STYLES`, a colour for every name in `BASE`."""

    name: str
    """The name of its file without ``.toml``."""
    title: str
    description: str
    dark: bool
    terminal: bool
    """Its colours are the terminal's own 16, by name."""
    looks: Mapping[str, Look]
    colors: Mapping[str, str]

    def look(self, *names: str) -> Look:
        """Merge the looks of styles, each painted over those before it."""
        merged = Look()
        for name in names:
            merged = self.looks[name].over(merged)
        return merged


class Fault(NamedTuple):
    """Why a theme file was passed over."""

    path: str
    key: str
    """Where in the file, such as ``styles.quote``; empty where it is the whole file."""
    reason: str

    def __str__(self) -> str:
        """Say it on one line that is fit for a terminal."""
        return printable(": ".join(part for part in self if part))


class ThemeError(Exception):
    """A theme file that cannot be used."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault; it is the message."""
        super().__init__(str(fault))
        self.fault = fault


def luminance(color: str) -> float:
    """Compute the relative luminance of ``#rrggbb`` as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Compute the WCAG 2 contrast of two ``#rrggbb`` colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(start: str, end: str, amount: float) -> str:
    """Go a part of the way, 0 to 1, from one ``#rrggbb`` colour to another."""
    mixed = (round(a + (b - a) * amount) for a, b in zip(_channels(start), _channels(end), strict=True))
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def _channels(color: str) -> bytes:
    """Read ``#rrggbb`` as three bytes."""
    return bytes.fromhex(color[1:])


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
        if _is_name(name) and os.access(path, os.F_OK):
            try:
                return load_theme(path), tuple(faults)
            except ThemeError as bad:
                faults.append(bad.fault)
    if not faults:
        known: set[str] = set()
        for folder in folders:
            with suppress(OSError):
                known.update(_names(folder))
        faults.append(Fault("", f"theme {_short(name)}", "there is none of this name" + _nearest(name, known)))
    return fallback(), tuple(faults)


def load_theme(path: str) -> Theme:
    """Load one theme file.

    Args:
        path: The file; its name without ``.toml`` is the theme's name.

    Returns:
        The theme, complete.

    Raises:
        ThemeError: It cannot be read or breaks a rule; the fault says which, and where.
    """
    import tomllib

    name = path.rpartition("/")[2].removesuffix(".toml")
    try:
        if not _is_name(name):
            raise _wrong("", "its name may hold only letters, digits, - and _")
        return _theme(name, tomllib.loads(_read(path)))
    except ThemeError as bad:
        raise ThemeError(bad.fault._replace(path=path)) from None
    except RecursionError:
        raise ThemeError(Fault(path, "", "is nested too deeply")) from None
    except ValueError as error:
        raise ThemeError(Fault(path, "", _short(f"is no TOML: {error}"))) from None


def fallback() -> Theme:
    """Make a theme without colours, for when no file can be used."""
    return _theme("plain", {"title": "Plain", "terminal": True})


def mono(theme: Theme) -> Theme:
    """Take the colours out of a theme.

    Args:
        theme: Any theme.

    Returns:
        The same with the terminal's default colours and attributes alone, so chosen that looks which can lie on one
        another still differ.
    """
    plain = fallback()
    return theme._replace(terminal=True, looks=plain.looks, colors=plain.colors)


def _wrong(key: str, reason: str) -> ThemeError:
    """Make the error of one key; `load_theme` adds the path."""
    return ThemeError(Fault("", _short(key), _short(reason)))


def _short(text: str) -> str:
    """Make text out of a file fit for a message."""
    return printable(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _names(folder: str) -> list[str]:
    """List the themes of a folder by name, sorted."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _is_name(name: str) -> bool:
    """Tell whether a theme may be called so."""
    return 0 < len(name) <= 40 and name.replace("-", "a").replace("_", "a").isalnum()


def _read(path: str) -> str:
    """Read a small file of UTF-8 that tomllib can take."""
    try:
        data = files.read(path, _LARGEST)
    except ValueError as error:
        raise _wrong("", str(error)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong("", f"is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _DOTS and not line.lstrip().startswith("#"):
            raise _wrong("", f"more than {_DOTS} dots on line {number}")
    return text


def _theme(name: str, document: Mapping[str, object]) -> Theme:
    """Check what a theme file says, and fill in what it leaves out."""
    known = ("title", "description", "dark", "terminal", "palette", "base", "styles")
    for key in document:
        if key not in known:
            raise _wrong(key, "there is no such key" + _nearest(key, known))
    title, description = _line(document, "title", name), _line(document, "description", "")
    dark, terminal = _typed(document, "dark", bool, True), _typed(document, "terminal", bool, False)
    palette = {key: _color(f"palette.{key}", value, {}, terminal) for key, value in _table(document, "palette").items()}
    given: dict[str, str] = {}
    for key, value in _table(document, "base").items():
        if key not in BASE:
            raise _wrong(f"base.{key}", "there is no such colour" + _nearest(key, BASE))
        given[key] = _color(f"base.{key}", value, palette, terminal)
    colors = dict.fromkeys(BASE, "ansi_default") | given if terminal else _derived(given)
    styles = dict(PLAIN if terminal else STYLES)
    for key, value in _table(document, "styles").items():
        if key not in STYLES:
            raise _wrong(f"styles.{key}", "there is no such style" + _nearest(key, STYLES))
        styles[key] = value
    variables = {**palette, **colors}
    looks = {key: _look(f"styles.{key}", value, variables, terminal) for key, value in styles.items()}
    return Theme(name, title, description, dark, terminal, looks, colors)


def _typed(document: Mapping[str, object], key: str, kind: type[_T], default: _T) -> _T:
    """Take a value of one type out of a table."""
    value = document.get(key, default)
    if not isinstance(value, kind):
        raise _wrong(key, f"must be {_KINDS[kind]}")
    return value


def _line(document: Mapping[str, object], key: str, default: str) -> str:
    """Take a short line of text out of a table, made printable."""
    value = printable(_typed(document, key, str, default)).strip()
    if len(value) > _LONGEST:
        raise _wrong(key, f"is longer than {_LONGEST} characters")
    return value


def _table(document: Mapping[str, object], key: str) -> dict[str, str]:
    """Take a table of strings out of a table."""
    table = _typed(document, key, dict, {})
    for name, value in table.items():
        if isinstance(value, dict):
            raise _wrong(f"{key}.{name}", 'is a table; a name with a dot stands in quotation marks: "hit.current" = …')
        if not isinstance(value, str):
            raise _wrong(f"{key}.{name}", "must be a string")
    return table


def _color(key: str, text: str, variables: Mapping[str, str], terminal: bool) -> str:
    """Read one colour: a variable, or a colour of the theme's sort."""
    if text.startswith("$"):
        if text[1:] not in variables:
            raise _wrong(key, f"there is no variable {text}" + _nearest(text[1:], variables, "$"))
        return variables[text[1:]]
    if terminal:
        if text not in _ANSI:
            raise _wrong(key, f"{text} is none of the terminal's colours" + _nearest(text, _ANSI))
        return text
    if len(text) != 7 or text[0] != "#" or not _HEX.issuperset(text[1:]):
        raise _wrong(key, f"{text} is no colour; write #rrggbb or $name")
    return text.lower()


def _look(key: str, text: str, variables: Mapping[str, str], terminal: bool = False) -> Look:
    """Read one look: attributes, ``not`` before one to take it away, a colour, ``on`` before the background."""
    found: dict[str, str | bool] = {}
    words = iter(text.split())
    for word in words:
        attribute = next(words, "") if word == "not" else word
        if attribute in _ATTRIBUTES:
            found[attribute.replace("-", "_")] = word != "not"
        elif word == "not":
            raise _wrong(key, f"{attribute or 'nothing'} after not is no attribute" + _nearest(attribute, _ATTRIBUTES))
        elif not word.startswith(("#", "$", "ansi_")) and word != "on":
            raise _wrong(key, f"{word} is no attribute and no colour" + _nearest(word, (*_ATTRIBUTES, "not", "on")))
        else:
            layer, color = ("bg", next(words, "nothing")) if word == "on" else ("fg", word)
            if layer in found:
                raise _wrong(key, f"{color} is a second colour for the {'background' if layer == 'bg' else 'text'}")
            found[layer] = _color(key, color, variables, terminal)
    return Look(**found)  # type: ignore[arg-type]


def _derived(given: Mapping[str, str]) -> dict[str, str]:
    """Fill in the base colours of a theme of its own colours."""
    colors = dict(given)
    for name in ("background", "foreground"):
        if name not in colors:
            raise _wrong(f"base.{name}", "is missing; only a terminal theme can do without")
    for name, hue in BY_HUE.items():
        if name not in colors:
            colors[name] = _vivid(hue, colors["background"])
    for name, (start, end, amount) in BY_BLEND.items():
        if name not in colors:
            colors[name] = blend(colors[start], colors[end], amount)
    for name, ground in ON_HIT.items():
        if name not in colors:
            ends = (colors["background"], colors["foreground"])
            colors[name] = max(ends, key=lambda end: contrast(end, colors[ground]))
    return colors


def _vivid(hue: int, background: str) -> str:
    """Find the most colourful shade of a hue that reads well on a background."""
    from colorsys import hls_to_rgb

    upward = luminance(background) < 0.18
    for step in range(25):
        lightness = 0.5 + step / 50 if upward else 0.5 - step / 50
        shade = "#{:02x}{:02x}{:02x}".format(*(round(v * 255) for v in hls_to_rgb(hue / 360, lightness, 0.7)))
        if contrast(shade, background) >= _VIVID:
            break
    return shade


def _nearest(name: str, known: Iterable[str], sign: str = "") -> str:
    """Propose what a mistyped name may have meant."""
    from difflib import get_close_matches

    matches = get_close_matches(name[:40], tuple(known), 1)
    return f"; perhaps {sign}{matches[0]}" if matches else ""
