"""Blocks of TOML, written for people to read: tomli-w writes each field, and what could mislead an eye is escaped."""

import os
import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_EPOCH = 1_577_836_800_000_000_000  # 2020, in nanoseconds
_SECRET = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_ESCAPED = re.compile(r'["\\]')
_LONGEST = 300  # characters of a string on one line
_COLUMNS = 88


def new_id(prefix: str) -> str:
    """Make an id: short, never used before, and sorted by time where ids are sorted.

    Args:
        prefix: What it begins with; a dash follows.

    Returns:
        The id.
    """
    ticks = (time.time_ns() - _EPOCH) >> 12
    number = (ticks << 10) | int.from_bytes(os.urandom(2), "big") & 1023
    return f"{prefix}-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5))


def now() -> datetime:
    """This second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def block_text(table: str, value: Mapping[str, object]) -> str:
    """Write one block.

    Args:
        table: What its header names.
        value: Its fields in order: strings, numbers, times, lists of them; no tables.

    Returns:
        The block with ``\\n`` line ends, the last one included.
    """
    return f"[[{table}]]\n" + "".join(pair_text(key, field) for key, field in value.items())


def pair_text(key: str, value: object) -> str:
    """Write one field.

    Args:
        key: Its name.
        value: What it holds; what can't be written as UTF-8 is replaced.

    Returns:
        One line or several, with ``\\n`` line ends.
    """
    if isinstance(value, datetime) and value.tzinfo is not None:
        return f"{key} = {value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z\n"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{key} = {value}\n"
    if isinstance(value, list) and value:
        items = ", ".join(pair_text("x", item)[len("x = ") : -1] for item in value)
        if "\n" not in items and len(key) + len(items) <= _COLUMNS:
            return f"{key} = [{items}]\n"
    if isinstance(value, str) and value.isprintable() and not _ESCAPED.search(value):
        plain = f'{key} = "{value}"\n'  # just what the library would write, without loading it
        return _folded(plain) if _is_long(value) else plain
    import tomli_w

    even = value.replace("\r\n", "\n") if isinstance(value, str) else value
    written = tomli_w.dumps({key: even}, multiline_strings=True).encode("utf-8", "replace").decode()
    # Outside of strings there is nothing to escape, and a bracket begins a line in strings only.
    escaped = _SECRET.sub(_escaped, written).replace("\n[", "\n\\u005B")
    return _folded(escaped) if isinstance(even, str) and _is_long(even) else escaped


def _is_long(value: str) -> bool:
    """Whether a string is one long row of words, with one blank between them."""
    return len(value) > _LONGEST and value.isprintable() and "  " not in value and value == value.strip()


def _escaped(match: re.Match[str]) -> str:
    """A character as TOML escapes it."""
    code = ord(match[0])
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _folded(pair: str) -> str:
    """A pair with a long string on one line as one on several, broken after words."""
    key, _, quoted = pair.partition(" = ")
    rows = ['"""']
    row = ""
    for word in quoted[1:-2].split(" "):
        if row and len(row) + len(word) + 2 > _COLUMNS:
            rows.append(row + " ")
            row = ""
        row += f" {word}" if row else word
    rows.append(row)
    return f"{key} = " + "\\\n".join(map(_no_header, rows)) + '"""\n'


def _no_header(row: str) -> str:
    """A row of a string that can't be taken for a header."""
    return "\\u005B" + row[1:] if row.startswith("[") else row
