"""Who wrote an article, where and when: read from labels, front matter, the lines about the title and file names."""

import functools
import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from reader import files, text

_LONGEST = 300  # characters of a value worth keeping
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/._])(\d\d)\2(\d\d)(?!\d)")
_PARTS = re.compile(r"[a-z]+|\d+")
_LABEL = re.compile(r"([A-Za-z][A-Za-z _-]{1,24}): ?(\S.*)")
_BYLINE_END = re.compile(r" [|•·–—/] |\d")
_AGENCY = re.compile(r"[A-Z][^()\n]{2,60} \(([A-Z][A-Za-z ]{1,30})\) ?[–—-]")
_RIGHTS = re.compile(r"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:19|20)\d\d,? (?:by )?(.{2,60})", re.IGNORECASE)
_RIGHTS_END = re.compile(r"[.,]? all rights reserved.*", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


class Metadata(NamedTuple):
    """What is known about an article besides its text."""

    title: str | None = None
    byline: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def filled(self, other: "Metadata") -> "Metadata":
        """This, with what is missing taken from another."""
        return Metadata(*(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)))


def from_pairs(pairs: Iterable[tuple[str, str]]) -> Metadata:
    """Take what is known from keys and values, in whatever words the keys say it; the first of each kind counts.

    Args:
        pairs: Keys and values as a file gives them.

    Returns:
        What they say.
    """
    found: dict[str, str] = {}
    for key, value in pairs:
        field = _words().labels.get(" ".join(key.lower().replace("-", " ").split()))
        checked = _checked(field, value) if field else None
        if field and checked:
            found.setdefault(field, checked)
    return Metadata(**found)


def labelled(line: str) -> tuple[str, str] | None:
    """The key and value of a line "Label: value" whose label is known, or None."""
    match = _LABEL.fullmatch(line)
    if match is None or match[1].lower().replace("-", " ") not in _words().labels:
        return None
    value = match[2].rstrip(".")
    return (match[1], value) if from_pairs([(match[1], value)]) != Metadata() else None


def byline(line: str) -> str | None:
    """The name on a line "By Jane Doe", or None where the line is none."""
    lower = line.lower()
    opening = next((word for word in _words().openings if lower.startswith((f"{word} ", f"{word}:"))), None)
    if opening is None:
        return None
    rest = line[len(opening) + 1 :]
    names = _BYLINE_END.split(rest, maxsplit=1)[0].split()
    while len(names) > 1 and len(names) < len(rest.split()) and names[-1].strip(".,").lower() in _words().months:
        names.pop()  # of a date that followed
    name = " ".join(names).strip(" ,;|").removesuffix(".")
    return name if is_name(name) else None


def is_opening(line: str) -> bool:
    """Tell whether a line says nothing but that a name follows."""
    return line.strip(" :").lower() in _words().openings


def is_name(line: str) -> bool:
    """Tell whether a line may be nothing but names: a few words with capitals, no end of a sentence."""
    words = line.replace(",", " ").split()
    if not 1 <= len(words) <= 14 or line.endswith((".", "!", "?", ":", '"', "”")):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word.lower() in _words().particles for word in words)


def is_section(line: str) -> bool:
    """Tell whether a line is the usual name of a section."""
    return line.strip(" .:|").lower() in _words().sections


def date(line: str) -> str | None:
    """The first whole date in a line, as ISO 8601, or None.

    Args:
        line: Any text; only its beginning is looked at.

    Returns:
        Year, month and day; dates in figures alone only where the year leads, since others mean two things.
    """
    head = line[:_LONGEST]
    return _date_in_figures(head) or _date_in_words(head)


def _date_in_words(line: str) -> str | None:
    """The first date in a line that names the month, with the day before or after it and then the year."""
    parts = [part for part in _PARTS.findall(line.lower()) if part not in ("st", "nd", "rd", "th", "of")]
    figures = [0, *(int(part) if part.isdigit() and len(part) <= 4 else 0 for part in parts), 0, 0]
    for at, part in enumerate(parts):
        month = _words().months.get(part, 0)
        before, after, then = figures[at], figures[at + 2], figures[at + 3]
        if found := _valid(then, month, after) or _valid(after, month, before):
            return found
    return None


def date_in_name(path: str) -> str | None:
    """The date that a file's name holds, written year first, or None."""
    return _date_in_figures(path.rpartition(os.sep)[2])


def _date_in_figures(line: str) -> str | None:
    """The first possible date written in figures, year first."""
    days = (_valid(int(match[1]), int(match[3]), int(match[4])) for match in _ISO.finditer(line))
    return next(filter(None, days), None)


def agency(paragraph: str) -> str | None:
    """The agency that a dateline names ("PARIS (AFP) – …"), or None."""
    match = _AGENCY.match(paragraph[:120])
    return match[1] if match else None


def holder(line: str) -> str | None:
    """Who a notice of copyright with a year names ("© 2024 Example News"), or None."""
    if len(line) > 160:
        return None
    match = _RIGHTS.fullmatch(_RIGHTS_END.sub("", line).strip())
    if match is None or not is_name(match[1].rstrip(".")):
        return None
    name = text.squeeze(match[1])
    return name if "." in name[:-1] else name.rstrip(".")


def _checked(field: str, value: str) -> str | None:
    """Put a value in the form its field has; None where it can't have it."""
    value = text.cut(text.squeeze(text.printable(value[: 4 * _LONGEST])), _LONGEST)
    match field:
        case "published":
            return date(value)
        case "url":
            return value if value.startswith(("http://", "https://")) and " " not in value else None
        case "language":
            code = _LANGUAGE.match(value)
            return code[0].lower() if code else None
        case "byline":
            return byline(value) or value or None
        case _:
            return value or None


def _valid(year: int, month: int, day: int) -> str | None:
    """Put a date in ISO 8601, or None where the calendar has no such day in the times of newspapers."""
    if not (1600 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    import datetime

    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


class _Words(NamedTuple):
    """What ``header.txt`` holds."""

    months: dict[str, int]
    openings: tuple[str, ...]
    particles: frozenset[str]
    labels: dict[str, str]
    sections: frozenset[str]


@functools.cache
def _words() -> _Words:
    """Read the words by which the head of an article is known."""
    groups: dict[str, list[str]] = {}
    folder = __file__.rpartition(os.sep)[0]
    for line in files.read(f"{folder}/header.txt").decode().splitlines():
        if line.startswith("["):
            entries = groups.setdefault(line[1:].partition(":")[0], [])
        elif line and not line.startswith("#"):
            entries.append(line)
    months = {name: number for number, names in enumerate(groups["months"], start=1) for name in names.split()}
    labels = {label.replace("_", " "): field for label, _, field in (e.rpartition(" ") for e in groups["labels"])}
    labels |= {label.replace(" ", "_"): field for label, field in labels.items()}
    particles = frozenset(" ".join(groups["particles"]).split())
    return _Words(months, tuple(groups["openings"]), particles, labels, frozenset(groups["sections"]))
