"""Figures of a library, for people and as JSON: what ``dossier``, ``voices`` and ``audit`` print alike."""

import json
from collections.abc import Iterable, Sequence

from reader.cli import output, reading, tables
from reader.cli.tables import Column, Form, Row
from reader.views.audit import Share
from reader.views.digests import Said, digest
from reader.views.identities import Gathering, gather
from reader.views.speakers import Speaker

WIDEST = 32
"""Cells of a name."""

_BAR = 24  # cells of the whole


def gathered(paths: Sequence[str]) -> tuple[Gathering, bool]:
    """Read articles for their figures; what can't be read is said on standard error.

    Args:
        paths: Files and folders, ``-`` for standard input.

    Returns:
        What was gathered, and whether all could be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    digests, whole = reading.every(paths, digest)
    return gather(digests), whole


def section(form: Form, heading: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """Print a table under a heading, unless it is empty.

    Args:
        form: ``plain`` or ``md``.
        heading: What it is of.
        columns: Its columns.
        rows: Its rows.
    """
    if not rows:
        return
    output.line("")
    output.line(f"## {heading}" if form == "md" else heading, "bold")
    output.line("")
    table = tables.table(form, columns)
    table.add(rows)
    table.end()


def names(heading: str, rows: Iterable[str]) -> Column:
    """A column of names, on a terminal as wide as the widest and at most a third of the room."""
    from reader.page.cells import width

    room = tables.room()
    widest = max(map(width, rows), default=0)
    return Column(heading, min(widest, WIDEST, room // 3) if room else 0, WIDEST)


def count(number: int, noun: str) -> str:
    """So many of something that takes an s."""
    return f"{number:,} {noun}{'s' if number != 1 else ''}"


def percent(share: float) -> str:
    """A share for people."""
    return f"{100 * share:.1f}%"


def bar(share: float) -> str:
    """A share as a bar; what is not nothing shows."""
    halves = max(round(share * 2 * _BAR), 1 if share > 0 else 0)
    return "█" * (halves // 2) + "▌" * (halves % 2)


def called(speaker: Speaker) -> str:
    """What a speaker is called in a table."""
    return tables.one_line(speaker.name) or f"({speaker.standing})"


def passage(said: Said) -> dict[str, object]:
    """Where something said stands, as JSON knows it."""
    return {"path": said.path, "start": said.start, "end": said.end}


def share(figure: Share) -> dict[str, object]:
    """A figure with its passages, as JSON knows it."""
    return {
        "name": figure.name,
        "words": figure.words,
        "share": round(figure.share, 6),
        "quotes": figure.quotes,
        "reported": figure.reported,
        "verbs": figure.verbs,
        "passages": [passage(said) for said in figure.passages],
    }


def write(value: object) -> None:
    """Print one JSON value."""
    output.write(json.dumps(value))
