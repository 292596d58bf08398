"""``reader themes``: list them, look at one, check one."""

import os
from typing import TYPE_CHECKING, Literal

from reader import locations
from reader.cli import output
from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

    from reader.page.looks import Theme
    from reader.page.theme_file import Examined

Form = Literal["plain", "json"]
Colored = Literal["auto", "always", "never"]

_WIDTH = 80  # cells of the sample


def declare(command: "argparse.ArgumentParser") -> None:
    """Give the command its arguments.

    Args:
        command: The command's own parser.
    """
    import argparse

    acts = command.add_subparsers(dest="act", metavar="ACT", title="what to do; without one, list them")
    check = acts.add_parser("check", help="say what is wrong with a theme, and what is hard to read in it")
    check.add_argument("theme", metavar="FILE", help="a theme file, or the name of a theme")
    show = acts.add_parser("show", help="show a page in a theme, with every style there is")
    show.add_argument("theme", metavar="NAME", help="the name of a theme, or a theme file")
    when = ("auto", "always", "never")
    show.add_argument("--color", choices=when, default="auto", help="whether in its colors; auto: on a terminal")
    command.add_argument("--json", dest="form", action="store_const", const="json", help="print one JSON value")
    command.set_defaults(form="plain")
    for act in (check, show):
        help_ = "print one JSON value"
        act.add_argument(
            "--json", dest="form", action="store_const", const="json", default=argparse.SUPPRESS, help=help_
        )


def run(chosen: "argparse.Namespace") -> int:
    """Do what was chosen.

    Args:
        chosen: The arguments.

    Returns:
        0, or 1 where a theme can't be used, or one that is checked is hard to read.
    """
    match chosen.act:
        case "check":
            return _check(chosen.theme, chosen.form)
        case "show":
            return _show(chosen.theme, chosen.form, chosen.color)
        case _:
            return _list(chosen.form)


def _list(form: Form) -> int:
    """List the themes; a bad one costs itself."""
    import json

    from reader.page.theme import load_themes

    found, faults = load_themes(locations.themes())
    for fault in faults:
        output.error(str(fault))
    if form == "json":
        listed = [
            {"name": theme.name, "title": theme.title, "description": theme.description, "dark": theme.dark}
            for theme in found.values()
        ]
        output.write(json.dumps(listed))
    else:
        widest = max((len(name) for name in found), default=0)
        for theme in found.values():
            output.line(f"{theme.name:{widest}}  {'dark ' if theme.dark else 'light'}  {theme.description}")
    return 1 if faults else 0


def _find(named: str) -> str:
    """The file of a theme.

    Args:
        named: Its path, or its name.

    Raises:
        UsageError: There is none.
    """
    from reader.page.theme import file_of

    if os.sep in named or named.endswith(".toml"):
        if os.path.exists(named):
            return named
        raise UsageError(f"{named}: there is no such file")
    path = file_of(locations.themes(), named)
    if path is None:
        raise UsageError(f"there is no theme called {named} (see reader themes)")
    return path


def _check(named: str, form: Form) -> int:
    """Say what is wrong with a theme, what is hard to read in it, and what it leaves to be derived."""
    import json

    from reader.page import legibility
    from reader.page.styles import BASE
    from reader.page.theme_file import examine

    path = _find(named)
    examined = examine(path)
    readings = legibility.read(examined.theme) if examined.theme else ()
    colors = examined.theme.colors if examined.theme else {}
    own = examined.theme is not None and not examined.theme.terminal
    derived = {name: colors[name] for name in BASE if own and name not in examined.given}
    good = not examined.faults and all(reading.is_good for reading in readings)
    if form == "json":
        found = {
            "path": path,
            "ok": good,
            "faults": [{"key": fault.key, "reason": fault.reason} for fault in examined.faults],
            "derived": derived,
            "styles": [
                {
                    "style": reading.style,
                    "contrast": round(reading.contrast, 2),
                    "least": reading.least,
                    "with": reading.on,
                    "ok": reading.is_good,
                }
                for reading in readings
            ],
        }
        output.write(json.dumps(found))
        return 0 if good else 1
    for fault in examined.faults:
        output.line(f"wrong    {f'{fault.key}: ' if fault.key else ''}{fault.reason}", "bold")
    for name, color in derived.items():
        output.line(f"derived  {name} = {color}")
    for reading in sorted(readings, key=lambda reading: reading.is_good):
        on = " + ".join(name for name in reading.on if name != "text") or "text"
        figures = f"{_floor(reading.contrast)} of {reading.least:g} at least, on {on}"
        output.line(f"{'ok     ' if reading.is_good else 'faint  '}  {reading.style}: {figures}")
    output.line(_verdict(examined, sum(not reading.is_good for reading in readings)))
    return 0 if good else 1


def _floor(ratio: float) -> str:
    """A contrast with one decimal, never rounded up to what it does not reach."""
    return f"{int(ratio * 10) / 10:g}"


def _verdict(examined: "Examined", faint: int) -> str:
    """What it comes to, in a line."""
    faults = len(examined.faults)
    if faults:
        return f"It can't be used: {faults} {'thing is' if faults == 1 else 'things are'} wrong."
    if faint:
        return f"It can be used, but {faint} {'style is' if faint == 1 else 'styles are'} hard to read."
    if examined.theme is not None and examined.theme.terminal:
        return "It can be used; its colors are the terminal's, so nobody can tell how well it reads."
    return "It can be used, and all of it reads well."


def _show(named: str, form: Form, colored: Colored) -> int:
    """Show a page in a theme."""
    import json

    from reader.page.theme_file import examine

    examined = examine(_find(named))
    for fault in examined.faults:
        output.error(str(fault))
    theme = examined.theme
    if theme is None:
        return 1
    if form == "json":
        looks = {
            name: {key: value for key, value in look._asdict().items() if value is not None}
            for name, look in theme.looks.items()
        }
        told = {"name": theme.name, "title": theme.title, "description": theme.description, "dark": theme.dark}
        output.write(json.dumps({**told, "terminal": theme.terminal, "colors": dict(theme.colors), "styles": looks}))
    else:
        _draw(theme, colored)
    return 1 if examined.faults else 0


def _draw(theme: "Theme", colored: Colored) -> None:
    """Draw the sample."""
    from rich.console import Console
    from rich.text import Text

    from reader.page.cells import fit, width
    from reader.page.sample import rows
    from reader.page.theme import mono
    from reader.tui import richly

    forced = {"auto": None, "always": True, "never": False}[colored]
    system = "truecolor" if colored == "always" else "auto"
    console = Console(force_terminal=forced, color_system=system, highlight=False)  # type: ignore[arg-type]
    worn = mono(theme) if console.no_color else theme
    cells = min(_WIDTH, console.width) if console.is_terminal and colored == "auto" else _WIDTH
    for ground, runs in rows():
        line = Text(no_wrap=True, end="")
        left = cells
        for text, styles in runs:
            shown = fit(text, min(width(text), left))
            left -= width(shown)
            line.append(shown, richly.style(worn.look(ground, *styles)) if console.is_terminal else "")
        line.append(" " * left, richly.style(worn.look(ground)) if console.is_terminal else "")
        if not console.is_terminal:
            line.rstrip()
        console.print(line, soft_wrap=True, end="\n")
