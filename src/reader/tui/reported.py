"""A report as values: lines, each with the passages behind it."""

from typing import NamedTuple

from reader.page.paint import Run

TAKEN = "taken"
"""Why a report is not written where a file is there already."""


class Target(NamedTuple):
    """A place in an article."""

    path: str
    start: int
    end: int


class Line(NamedTuple):
    """One line of a report."""

    runs: tuple[Run, ...]
    targets: tuple[Target, ...] = ()
    """Where it leads: the passages behind it."""
    heading: bool = False


class Report(NamedTuple):
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]
    orders: tuple[str, ...] = ()
    """The orders that they can be put in."""
    order: str = ""
    """The one they are in."""
