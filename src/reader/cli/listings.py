"""``reader locate``: where things live."""

import os
from typing import Literal

from reader import locations
from reader.cli import output
from reader.config import load_config

Form = Literal["plain", "json"]


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
