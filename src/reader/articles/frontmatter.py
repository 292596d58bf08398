"""Front matter: the lines of keys and values that stand before the text of a Markdown file.

It is read line by line, as the simple thing it is in articles, and not by a parser of YAML or TOML: whatever a hostile
file holds, a line gives a key and a value or nothing.
"""

_FENCES = {"---": (("---", "..."), ":"), "+++": (("+++",), "=")}
_LONGEST = 65_536  # characters of front matter
_MOST = 500  # of its lines


def split(content: str) -> tuple[list[tuple[str, str]], str]:
    """Part front matter from the text.

    Args:
        content: A whole file, its line ends ``\\n``.

    Returns:
        Keys and values in order, and the text below; all of the file where it has no front matter.
    """
    opening, _, rest = content.removeprefix("\ufeff").partition("\n")
    if opening.rstrip() not in _FENCES:
        return [], content
    closings, sign = _FENCES[opening.rstrip()]
    lines = rest[:_LONGEST].split("\n", _MOST)[:_MOST]
    end = next((number for number, line in enumerate(lines) if line.rstrip() in closings), None)
    if end is None or (end and not any(sign in line for line in lines[:end])):
        return [], content
    below = sum(len(line) + 1 for line in lines[: end + 1])
    return _pairs(lines[:end], sign), rest[below:]


def _pairs(lines: list[str], sign: str) -> list[tuple[str, str]]:
    """Read keys and values; entries of a list below a key are put together."""
    pairs: list[tuple[str, str]] = []
    for line in lines:
        key, found, value = line.partition(sign)
        bare = line.strip()
        if bare.startswith("- ") and pairs:
            last, before = pairs[-1]
            pairs[-1] = (last, ", ".join(part for part in (before, _value(bare[2:])) if part))
        elif found and bare[0] != "#" and not line[0].isspace():
            pairs.append((key.strip().strip("\"'"), _value(value)))
        elif bare and line[0].isspace() and pairs and pairs[-1][1] in ("", ">", ">-", "|", "|-"):
            pairs[-1] = (pairs[-1][0], _value(bare))
        elif bare and line[0].isspace() and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {bare}")
    return pairs


def _value(written: str) -> str:
    """A value without its quotation marks; the entries of a list with commas between."""
    bare = written.strip()
    if len(bare) > 1 and bare[0] == "[" and bare[-1] == "]":
        return ", ".join(filter(None, map(_value, bare[1:-1].split(","))))
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        inner = bare[1:-1]
        return inner.replace('\\"', '"').replace("\\\\", "\\") if bare[0] == '"' else inner.replace("''", "'")
    return bare.partition(" #")[0].rstrip()
