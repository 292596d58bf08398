"""What the user has set: read from TOML, checked, with one clear line for each fault.

A setting is declared once, as a field of `Config`: its name, its type, what it may be and what it is for, its default.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from reader import files, locations, text
from reader.config import kinds

_LIMIT = 256 * 1024  # bytes of a configuration
_DEEPEST = 32  # dots in a line, since the parser's time grows with the square of them

KEYMAPS = ("default", "less", "vim")
HIGHLIGHTS = ("people", "organizations", "places", "groups", "quotes", "indirect", "roles", "speakers", "boilerplate")
SORTINGS = ("name", "title", "date", "length", "quotes")
FIELDS = ("title", "date", "length", "minutes", "quotes", "notes", "read")
GROUND = "COLORFGBG"
"""The variable of the environment in which some terminals say their colors."""
_LIGHT = frozenset(("7", "9", "10", "11", "12", "13", "14", "15"))  # the colors of the sixteen that make a light ground
COMMAND_LINE = "--set"
"""Where a fault lies that is in no file."""


class Config(NamedTuple):
    """All that can be set."""

    library: Annotated[
        tuple[str, ...],
        kinds.Files("What opens when nothing is named: a path, or a list of them", example='["~/news"]', live=False),
    ] = ()
    theme: Annotated[str, kinds.Theme("The theme; empty for one of the next two, as the terminal is")] = ""
    light_theme: Annotated[str, kinds.Theme("The theme of a terminal that says it is light")] = "paper"
    dark_theme: Annotated[str, kinds.Theme("The theme of any other terminal")] = "ink"
    column_width: Annotated[
        int, kinds.Number(40, 120, "Cells of the column of text, 40 to 120; a narrow terminal makes it narrower")
    ] = 72
    paragraph_gap: Annotated[int, kinds.Number(0, 2, "Blank rows between paragraphs, 0 to 2")] = 1
    line_gap: Annotated[int, kinds.Number(0, 1, "Blank rows between the rows of a paragraph, 0 or 1")] = 0
    highlights: Annotated[tuple[str, ...], kinds.Some(HIGHLIGHTS, "What is set apart in the text")] = HIGHLIGHTS
    date_format: Annotated[
        str, kinds.DateFormat("How dates are written: %Y %m %d are numbers, %b %B months, %a %A days of the week")
    ] = "%Y-%m-%d"
    sidebar_sort: Annotated[str, kinds.OneOf(SORTINGS, "What the library is sorted by at first")] = "name"
    sidebar_fields: Annotated[
        tuple[str, ...],
        kinds.Some(FIELDS, "What the library says of an article, in this order; without a title, the file's name"),
    ] = ("title", "length", "minutes", "quotes", "notes", "read")
    keymap: Annotated[str, kinds.OneOf(KEYMAPS, "The keys to begin with: default, less or vim")] = "default"
    mouse: Annotated[bool, kinds.Flag("Whether the mouse is used; if not, the terminal selects with it")] = True
    animations: Annotated[bool, kinds.Flag("Whether anything moves by itself: smooth scrolling, a blinking caret")] = (
        False
    )
    start_hints: Annotated[bool, kinds.Flag("Whether hints are shown at the start", live=False)] = True
    statistics: Annotated[bool, kinds.Flag("Whether it is kept, on this machine, what was read when")] = False
    notes: Annotated[
        str,
        kinds.File(
            "Where annotations are kept: a file, or a folder with a file for each article",
            example='"~/notes/annotations.toml"',
            live=False,
        ),
    ] = ""
    colors: Annotated[
        tuple[tuple[str, tuple[str, ...]], ...],
        kinds.Colors("What the colors of annotations, 1 to 9, are called, and tags that come with them",
                     example='1 = "to check"\n2 = { name = "good quote", tags = ["quote"] }'),
    ] = ()  # fmt: skip
    keys: Annotated[
        tuple[tuple[str, str], ...],
        kinds.Keys("Keys of your own, by what they do: see `reader keys`",
                   example='"article.line-down" = "j,down"\n"quote.explain" = ""'),
    ] = ()  # fmt: skip

    def theme_for(self, ground: str) -> str:
        """The theme that is to be worn.

        Args:
            ground: What the terminal says of its colors: `GROUND`, with the number of its ground's color last.
        """
        return self.theme or (self.light_theme if ground.rpartition(";")[2] in _LIGHT else self.dark_theme)

    @property
    def said_of_themes(self) -> str:
        """All that is said of themes, in a line; empty where that is nothing."""
        named = (self.light_theme, self.dark_theme)
        return self.theme or ("" if named == (DEFAULT.light_theme, DEFAULT.dark_theme) else " ".join(named))


DEFAULT = Config()
"""What holds as long as nothing is set."""


class Fault(NamedTuple):
    """One thing wrong with a configuration; what held before holds on."""

    file: str
    key: str
    """Empty where the file as a whole is at fault."""
    reason: str

    def __str__(self) -> str:
        """The fault as one line."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return text.printable(f"{where}: {self.reason}")


class Loaded(NamedTuple):
    """What was read."""

    config: Config
    faults: tuple[Fault, ...]
    origins: Mapping[str, str]
    """The file, or `COMMAND_LINE`, that each setting comes from; those with their default are left out."""


def kind_of(name: str) -> kinds.Kind:
    """How a setting is declared."""
    declared: kinds.Kind = Config.__annotations__[name].__metadata__[0]
    return declared


def load_config(path: str | None = None) -> tuple[Config, tuple[Fault, ...]]:
    """Read the configuration; a missing file is an empty one.

    Args:
        path: The file; the user's by default.

    Returns:
        What is set, defaults in place of what is missing or wrong, and the faults.
    """
    return load(path)[:2]


def load(path: str | None = None, said: Sequence[str] = (), before: Config | None = None) -> Loaded:
    """Read the configuration, and what the command line says besides.

    Args:
        path: The file; the user's by default.
        said: Settings of the command line, ``name=value`` each; they hold against the file.
        before: What holds in place of what is wrong; the defaults by default.

    Returns:
        What is set, and where.
    """
    path = path or locations.config_file()
    tables: list[tuple[str, Mapping[str, object]]] = []
    faults: list[Fault] = []
    if os.access(path, os.F_OK):
        try:
            tables.append((path, _parse(files.read(path, _LIMIT))))
        except RecursionError:
            return Loaded(before or Config(), (Fault(path, "", "is nested too deeply"),), {})
        except ValueError as fault:
            return Loaded(before or Config(), (Fault(path, "", str(fault)),), {})
    tables += [(COMMAND_LINE, _spoken(words)) for words in said]
    if not tables:
        return Loaded(Config(), (), {})
    return _checked(tables, faults, before or Config())


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


def _spoken(words: str) -> dict[str, object]:
    """Read a setting of the command line; a value that is no TOML is taken as text."""
    name, _, value = words.partition("=")
    try:
        return {name.strip(): _parse(f"value = {value}".encode())["value"]}
    except (ValueError, RecursionError):
        return {name.strip(): value.strip()}


def _checked(tables: Sequence[tuple[str, Mapping[str, object]]], faults: list[Fault], before: Config) -> Loaded:
    """Take what is right from tables, later ones over earlier ones, and name what is wrong."""
    held: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for source, table in tables:
        for key, value in table.items():
            try:
                if key not in Config._fields:
                    raise ValueError(f"there is no such setting{kinds.nearest(key, Config._fields)}")
                held[key], origins[key] = kind_of(key).read(value), source
            except ValueError as fault:
                faults.append(Fault(source, key, str(fault)))
                if key in Config._fields:
                    held.setdefault(key, getattr(before, key))
    config = Config()._replace(**held)
    if config.keymap != Config().keymap or config.keys:
        from reader.config.keymaps import keymap

        source = origins.get("keys") or origins.get("keymap") or tables[0][0]
        faults += [Fault(source, "keys", reason) for reason in keymap(config.keymap, config.keys).faults]
    return Loaded(config, tuple(faults), origins)
