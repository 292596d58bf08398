"""The data files beside the code: word lists and tables, read on first use and kept.

A file holds one entry a line. Lines that start with ``#`` are comments (the first says what the file is). In a table
the first field is the key and tabs part the fields; in a word list an entry is the whole line.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicons"


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a word list.

    Args:
        name: The file's name without ``.txt``.

    Returns:
        Every entry, as written.

    Raises:
        FileNotFoundError: There is no such lexicon.
    """
    return frozenset(_lines(name))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """A table, by the first field of its rows.

    Args:
        name: The file's name without ``.txt``.

    Returns:
        For each key the fields that follow it. Of rows with the same key the last one counts.

    Raises:
        FileNotFoundError: There is no such lexicon.
    """
    rows = (line.split("\t") for line in _lines(name))
    return {key: tuple(fields) for key, *fields in rows}


@cache
def family(name: str, key: str) -> frozenset[str]:
    """One row of a table whose second field lists words.

    Args:
        name: The file's name without ``.txt``.
        key: The row.

    Returns:
        Its words.

    Raises:
        FileNotFoundError: There is no such lexicon.
        KeyError: It has no such row.
    """
    return frozenset(table(name)[key][0].split())


def _lines(name: str) -> list[str]:
    """The lines of a lexicon that are no comments and not blank."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]
