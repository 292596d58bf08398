"""``reader keys``: the keys in force, by place."""

import json
from typing import TYPE_CHECKING

from reader.cli import output, settings
from reader.cli.commands import add_set
from reader.config import KEYMAPS
from reader.config.keymaps import START, Keymap, Listed, keymap, shown

if TYPE_CHECKING:
    import argparse

_NONE = "—"


def declare(command: "argparse.ArgumentParser") -> None:
    """Declare what the command takes."""
    help_ = "the keys of a keymap, without your own; without it those in force"
    command.add_argument("--keymap", choices=KEYMAPS, help=help_)
    add_set(command)
    command.add_argument("--json", dest="form", action="store_const", const="json", default="plain", help="print JSON")


def run(chosen: "argparse.Namespace") -> int:
    """Print the keys.

    Args:
        chosen: What the user wrote.

    Returns:
        0, or 1 where something is wrong in the settings.

    Raises:
        UsageError: A setting is wrong on the command line.
    """
    found = settings.loaded(chosen.said)
    keys = keymap(chosen.keymap) if chosen.keymap else keymap(found.config.keymap, found.config.keys)
    if chosen.form == "json":
        output.write(json.dumps(_plain(keys)))
    else:
        _print(keys)
    return 1 if found.faults and not chosen.keymap else 0


def _plain(keys: Keymap) -> list[dict[str, object]]:
    """The keys in the types of JSON."""
    start = _start(keys)
    return [
        {"place": place.name, "id": it.id, "keys": shown(place, it, start), "names": list(it.keys), "does": it.does}
        for place in keys.places
        for it in place.keys
    ]


def _print(keys: Keymap) -> None:
    """Print the keys for people."""
    start = _start(keys)
    rows = [(place, it, " ".join(shown(place, it, start)) or _NONE) for place in keys.places for it in place.keys]
    wide = max(len(told) for _, _, told in rows)
    widest = max(len(it.does) for _, it, _ in rows)
    before = None
    for place, it, told in rows:
        if place is not before:
            if before is not None:
                output.line("")
            output.line(place.name, "bold")
            before = place
        output.line(f"  {told:{wide}}  {it.does:{widest}}  {it.id}")


def _start(keys: Keymap) -> tuple[str, ...]:
    """The keys that begin a chord."""
    held: list[Listed] = [it for place in keys.places for it in place.keys if it.id == START]
    return held[0].keys
