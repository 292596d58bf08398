"""The words by which sources and roles are told apart; they stand in a data file beside the code."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "words.txt"


def family(name: str) -> frozenset[str]:
    """The words of a class, in lower case.

    Args:
        name: The class, as the file has it before the colon.

    Returns:
        Its words.

    Raises:
        KeyError: There is no such class.
    """
    return _families()[name]


@cache
def _families() -> dict[str, frozenset[str]]:
    """All classes."""
    found: dict[str, set[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            name, _, words = line.partition(":")
            found.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in found.items()}
