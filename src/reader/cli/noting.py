"""The annotations that a command prints with articles."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reader.cli import output

if TYPE_CHECKING:
    from reader.annotations.store import Store


def place(paths: Sequence[str], notes_file: str | None) -> str:
    """Where the annotations are.

    Args:
        paths: The articles that the user named.
        notes_file: The file or folder that the user named.

    Returns:
        The file or folder.
    """
    from reader import locations
    from reader.config import load_config

    config, faults = load_config()
    for fault in faults:
        if fault.key in ("", "notes"):
            output.error(str(fault))
    return locations.notes_file(notes_file, config.notes, tuple(paths))


@cache
def store(notes: str) -> "Store":
    """The annotations, read once in each process.

    Args:
        notes: Where they are.

    Returns:
        The store.
    """
    from reader.annotations.store import Store

    return Store(notes)
