"""A report as values: lines, each with the passages behind it."""

from typing import NamedTuple

from reader.page.paint import Run


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
