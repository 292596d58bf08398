"""``reader themes`` and ``reader locate``: what there is, and where it lives."""

import os
from typing import Literal

from reader import locations
from reader.cli import output
from reader.config import load_config

Form = Literal["plain", "json"]


def themes(form: Form) -> int:
    """List the themes; a bad one costs itself.

    Args:
        form: How to print.

    Returns:
        0, or 1 where a theme could not be read.
    """
    from reader.page.theme import load_themes

    found, faults = load_themes(locations.themes())
    for fault in faults:
        output.error(str(fault))
    if form == "json":
        listed = [
            {"name": theme.name, "title": theme.title, "description": theme.description, "dark": theme.dark}
            for theme in found.values()
        ]
        output.write(_encoded(listed))
    else:
        widest = max((len(name) for name in found), default=0)
        for theme in found.values():
            output.line(f"{theme.name:{widest}}  {'dark ' if theme.dark else 'light'}  {theme.description}")
    return 1 if faults else 0


def locate(form: Form) -> int:
    """List where things live, whether they are there or not.

    Args:
        form: How to print.

    Returns:
        0.
    """
    places: dict[str, str | list[str]] = {
        "config": locations.config_file(),
        "state": locations.state(),
        "cache": locations.cache(),
        "data": locations.data(),
        "corrections": locations.corrections_file(),
        "notes": locations.notes_file(None, load_config()[0].notes, [os.getcwd()]),
        "themes": list(locations.themes()),
        "samples": locations.samples(),
    }
    if form == "json":
        output.write(_encoded(places))
        return 0
    for name, place in places.items():
        for path in [place] if isinstance(place, str) else place:
            output.line(f"{name:11}  {path}")
    return 0


def _encoded(value: object) -> str:
    """A value as JSON."""
    import json

    return json.dumps(value)
