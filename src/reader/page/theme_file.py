"""One theme file: what it says, checked, and what it leaves out filled in.

A theme gives two colours and may give all others. What it leaves out is derived here: first the base colours, from one
another, then the looks, from `STYLES`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from reader import files
from reader.page.looks import Look, Theme, blend, contrast, luminance
from reader.page.styles import BASE, BY_BLEND, BY_HUE, ON_HIT, PLAIN, STYLES
from reader.text import printable

_T = TypeVar("_T")

_LARGEST = 65_536  # bytes of one theme file
_DOTS = 40  # on one line of a theme file: tomllib is quadratic in the parts of a key
_LONGEST = 200  # characters of a title, a description, a message
_VIVID = 7.5  # contrast of a derived colour with the background
_HEX = frozenset("0123456789abcdefABCDEF")
_KINDS: Mapping[type, str] = {bool: "true or false", str: "a string", dict: "a table"}
_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ANSI = frozenset(f"ansi_{name}" for name in ("default", *_EIGHT, *(f"bright_{color}" for color in _EIGHT)))
_ATTRIBUTES = tuple(field.replace("_", "-") for field in Look._fields[2:])
_ENDS = {"background": "#000000", "foreground": "#ffffff"}
"""What the rest of a file is checked with that gives none of these, or a wrong one."""


class Fault(NamedTuple):
    """Something wrong with a theme file."""

    path: str
    key: str
    """Where in the file, such as ``styles.quote``; empty where it is the whole file."""
    reason: str

    def __str__(self) -> str:
        """Say it on one line that is fit for a terminal."""
        return printable(": ".join(part for part in self if part))

    @property
    def short(self) -> str:
        """The same with the file's name alone."""
        return str(self._replace(path=self.path.rpartition("/")[2]))


class Examined(NamedTuple):
    """A theme file, looked through to its end."""

    theme: Theme | None
    """What it comes to with its faults left out; None where it can't be read at all."""
    faults: tuple[Fault, ...]
    """A file with any is no theme."""
    given: frozenset[str]
    """The base colours and the styles that it gives."""


class _WrongError(Exception):
    """One thing in a theme file is wrong."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = short(key)
        self.reason = short(reason)


def examine(path: str) -> Examined:
    """Read a theme file, and find all that is wrong with it.

    Args:
        path: The file; its name without ``.toml`` is the theme's name.

    Returns:
        What it comes to.
    """
    import tomllib

    name = path.rpartition("/")[2].removesuffix(".toml")
    try:
        if not is_name(name):
            raise _WrongError("", "its name may hold only letters, digits, - and _")
        reader = _Reader(path)
        theme = reader.theme(name, tomllib.loads(_read(path)))
        return Examined(theme, tuple(reader.faults), frozenset(reader.given))
    except _WrongError as wrong:
        fault = Fault(path, wrong.key, wrong.reason)
    except RecursionError:
        fault = Fault(path, "", "is nested too deeply")
    except ValueError as error:
        fault = Fault(path, "", short(f"is no TOML: {error}"))
    return Examined(None, (fault,), frozenset())


def plain() -> Theme:
    """The theme of a file that gives no colours."""
    return _Reader("").theme("plain", {"title": "Plain", "terminal": True})


def short(text: str) -> str:
    """Make text out of a file fit for a message."""
    return printable(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def is_name(name: str) -> bool:
    """Tell whether a theme may be called so."""
    return 0 < len(name) <= 40 and name.replace("-", "a").replace("_", "a").isalnum()


def nearest(name: str, known: Iterable[str], sign: str = "") -> str:
    """Propose what a mistyped name may have meant."""
    from difflib import get_close_matches

    matches = get_close_matches(name[:40], tuple(known), 1)
    return f"; perhaps {sign}{matches[0]}" if matches else ""


def _read(path: str) -> str:
    """Read a small file of UTF-8 that tomllib can take."""
    try:
        data = files.read(path, _LARGEST)
    except ValueError as error:
        raise _WrongError("", str(error)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _WrongError("", f"is not UTF-8 (byte {error.start})") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _DOTS and not line.lstrip().startswith("#"):
            raise _WrongError("", f"more than {_DOTS} dots on line {number}")
    return text


class _Reader:
    """Takes what is right from a theme file and keeps what is wrong."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.faults: list[Fault] = []
        self.given: set[str] = set()

    def _try(self, default: _T, read: Callable[..., _T], *arguments: object) -> _T:
        """Take a thing; a wrong one costs itself."""
        try:
            return read(*arguments)
        except _WrongError as wrong:
            self.faults.append(Fault(self._path, wrong.key, wrong.reason))
            return default

    def theme(self, name: str, document: Mapping[str, object]) -> Theme:
        """Check what a theme file says, and fill in what it leaves out."""
        self._known("", document, ("title", "description", "dark", "terminal", "palette", "base", "styles"), "key")
        title = self._try(name, _line, document, "title", name)
        description = self._try("", _line, document, "description", "")
        dark = self._try(True, _typed, document, "dark", bool, True)
        terminal = self._try(False, _typed, document, "terminal", bool, False)
        palette = self._colors("palette", self._strings(document, "palette"), {}, terminal)
        said = self._known("base.", self._strings(document, "base"), BASE, "colour")
        given = self._colors("base", said, palette, terminal)
        if not terminal:
            for end in _ENDS:
                if end not in said:
                    missing = "is missing; only a terminal theme can do without"
                    self.faults.append(Fault(self._path, f"base.{end}", missing))
        colors = dict.fromkeys(BASE, "ansi_default") | given if terminal else _derived({**_ENDS, **given})
        styles = self._known("styles.", self._strings(document, "styles"), STYLES, "style")
        variables = {**palette, **colors}
        looks = {
            key: self._try(Look(), _look, f"styles.{key}", value, variables, terminal)
            for key, value in {**(PLAIN if terminal else STYLES), **styles}.items()
        }
        self.given.update(given, styles)
        return Theme(name, title, description, dark, terminal, looks, colors)

    def _known(self, prefix: str, table: Mapping[str, _T], known: Iterable[str], what: str) -> dict[str, _T]:
        """What of a table is called as it may be."""
        for key in table:
            if key not in known:
                wrong = f"there is no such {what}{nearest(key, known)}"
                self.faults.append(Fault(self._path, short(f"{prefix}{key}"), short(wrong)))
        return {key: value for key, value in table.items() if key in known}

    def _strings(self, document: Mapping[str, object], key: str) -> dict[str, str]:
        """Take a table of strings out of a table."""
        table: dict[str, object] = self._try({}, _typed, document, key, dict, {})
        found: dict[str, str] = {}
        for name, value in table.items():
            if isinstance(value, str):
                found[name] = value
                continue
            reason = "must be a string"
            if isinstance(value, dict):
                reason = 'is a table; a name with a dot stands in quotation marks: "hit.current" = …'
            self.faults.append(Fault(self._path, short(f"{key}.{name}"), reason))
        return found

    def _colors(
        self, prefix: str, table: Mapping[str, str], variables: Mapping[str, str], terminal: bool
    ) -> dict[str, str]:
        """Read colours by name."""
        found: dict[str, str] = {}
        for key, value in table.items():
            color = self._try("", _color, f"{prefix}.{key}", value, variables, terminal)
            if color:
                found[key] = color
        return found


def _typed(document: Mapping[str, object], key: str, kind: type[_T], default: _T) -> _T:
    """Take a value of one type out of a table."""
    value = document.get(key, default)
    if not isinstance(value, kind):
        raise _WrongError(key, f"must be {_KINDS[kind]}")
    return value


def _line(document: Mapping[str, object], key: str, default: str) -> str:
    """Take a short line of text out of a table, made printable."""
    value = printable(_typed(document, key, str, default)).strip()
    if len(value) > _LONGEST:
        raise _WrongError(key, f"is longer than {_LONGEST} characters")
    return value


def _color(key: str, text: str, variables: Mapping[str, str], terminal: bool) -> str:
    """Read one colour: a variable, or a colour of the theme's sort."""
    if text.startswith("$"):
        if text[1:] not in variables:
            raise _WrongError(key, f"there is no variable {text}" + nearest(text[1:], variables, "$"))
        return variables[text[1:]]
    if terminal:
        if text not in _ANSI:
            raise _WrongError(key, f"{text} is none of the terminal's colours" + nearest(text, _ANSI))
        return text
    if len(text) != 7 or text[0] != "#" or not _HEX.issuperset(text[1:]):
        raise _WrongError(key, f"{text} is no colour; write #rrggbb or $name")
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
            raise _WrongError(
                key, f"{attribute or 'nothing'} after not is no attribute" + nearest(attribute, _ATTRIBUTES)
            )
        elif not word.startswith(("#", "$", "ansi_")) and word != "on":
            raise _WrongError(key, f"{word} is no attribute and no colour" + nearest(word, (*_ATTRIBUTES, "not", "on")))
        else:
            layer, color = ("bg", next(words, "nothing")) if word == "on" else ("fg", word)
            if layer in found:
                raise _WrongError(
                    key, f"{color} is a second colour for the {'background' if layer == 'bg' else 'text'}"
                )
            found[layer] = _color(key, color, variables, terminal)
    return Look(**found)  # type: ignore[arg-type]


def _derived(given: Mapping[str, str]) -> dict[str, str]:
    """Fill in the base colours of a theme of its own colours."""
    colors = dict(given)
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
