"""The statements of a TOML text as stretches of it: pairs, headers, comments, blank lines.

This knows just enough of TOML to tell where a statement ends; whether it is right is for tomllib to say. Every step is
a search for the next character that matters, so time grows with the text and nothing else.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from reader.tomlfile.faults import TomlError

Kind = Literal["blank", "comment", "header", "pair"]

BOM = "\ufeff"

_DEEPEST = 32  # dots in a key, since tomllib's time grows with the square of them
_FIRST = re.compile(r"[ \t\r]*(.?)")
_TURN = re.compile(r'"""|\'\'\'|["\'#\[\]{}\n]')
_ENDS = {'"""': re.compile(r'\\|"""'), "'''": re.compile("'''"), '"': re.compile(r'[\\"\n]'), "'": re.compile(r"['\n]")}
_BETWEEN_KEYS = re.compile(r"[,=\n]")


class Statement(NamedTuple):
    """One statement, or one line that says nothing."""

    kind: Kind
    start: int
    end: int
    """Past the end of its last line."""


def statements(text: str, at: int = 0) -> Iterator[Statement]:
    """Take a TOML text apart.

    Args:
        text: The whole text, line ends as they are.
        at: Where to begin; a statement begins there.

    Yields:
        Its statements, one after the other, without a gap.

    Raises:
        TomlError: A key has so many parts that reading it would take too long.
    """
    if text == BOM:
        yield Statement("blank", 0, len(BOM))
        return
    if not at and text.startswith(BOM):
        at = len(BOM)
    while at < len(text):
        first = _FIRST.match(text, at)
        sign = first[1] if first else ""
        kind: Kind = "blank" if not sign else "comment" if sign == "#" else "header" if sign == "[" else "pair"
        end = _pair_end(text, at) if kind == "pair" else _line_end(text, at)
        if kind == "header" and text.count(".", at, end) > _DEEPEST:
            raise _too_deep(text, at)
        yield Statement(kind, at, end)
        at = end


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _line_end(text: str, at: int) -> int:
    """Past the end of the line."""
    return text.find("\n", at) + 1 or len(text)


def _pair_end(text: str, start: int) -> int:
    """Past the end of a key with its value.

    Raises:
        TomlError: A key has too many parts.
    """
    at, depth, dots = start, 0, 0
    while turn := _TURN.search(text, at):
        dots = _dots(text, at, turn.start(), dots)
        if dots > _DEEPEST:
            raise _too_deep(text, start)
        sign, at = turn[0], turn.end()
        if sign == "\n":
            if depth <= 0:
                return at
            dots = 0
        elif sign == "#":
            at = text.find("\n", at)
            if at < 0:
                return len(text)
        elif sign in _ENDS:
            at = _string_end(text, at, sign)
        else:
            depth += 1 if sign in "[{" else -1
    return len(text)


def _dots(text: str, start: int, end: int, before: int) -> int:
    """How many dots the key has that a stretch outside of strings ends in, or the most that a key inside it has."""
    if text.find(".", start, end) < 0:
        return 0 if _BETWEEN_KEYS.search(text, start, end) else before
    first, *others = (part.count(".") for part in _BETWEEN_KEYS.split(text[start:end]))
    most = max(before + first, *others) if others else before + first
    return most if most > _DEEPEST or not others else others[-1]


def _string_end(text: str, at: int, quote: str) -> int:
    """Past the end of a string; one that its line leaves open ends there."""
    while found := _ENDS[quote].search(text, at):
        if found[0] == "\\":
            at = found.end() + 1
        elif found[0] == "\n":
            return found.start()
        elif len(quote) == 1:
            return found.end()
        else:
            at = found.end()
            return at + sum(text[at : at + 2].startswith(quote[0] * count) for count in (1, 2))
    return len(text)


def _too_deep(text: str, at: int) -> TomlError:
    return TomlError(f"has a key of more than {_DEEPEST} parts", *position(text, at))
