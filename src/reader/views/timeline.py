"""Counts over time, by whichever of days, weeks, months and years shows them in so many steps."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

Unit = Literal["day", "week", "month", "year"]

UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")


class Timeline(NamedTuple):
    """Counts in equal steps of time, from the first date to the last."""

    unit: Unit
    starts: tuple[str, ...]
    """The first day of each step, as ISO 8601 dates; weeks begin on Mondays."""
    counts: tuple[int, ...]
    undated: int
    """What has no date."""


def timeline(dated: Iterable[tuple[str | None, int]], most: int) -> Timeline | None:
    """Count by time.

    Args:
        dated: Counts, each with an ISO 8601 date or without one.
        most: How many steps there may be; the smallest unit that needs no more is taken, else years, of which only
            the last ones are kept.

    Returns:
        The counts; None where nothing has a date.
    """
    counts: dict[date, int] = {}
    undated = 0
    for published, count in dated:
        day = _day(published)
        if day is None:
            undated += count
        else:
            counts[day] = counts.get(day, 0) + count
    if not counts:
        return None
    first, last = min(counts), max(counts)
    fitting = [unit for unit in UNITS if _number(last, unit) - _number(first, unit) < most]
    unit = fitting[0] if fitting else UNITS[-1]
    begin, end = _number(first, unit), _number(last, unit)
    begin = max(begin, end - most + 1)
    steps = [0] * (end - begin + 1)
    for day, count in counts.items():
        if _number(day, unit) >= begin:
            steps[_number(day, unit) - begin] += count
    starts = tuple(_start(number, unit).isoformat() for number in range(begin, end + 1))
    return Timeline(unit, starts, tuple(steps), undated)


def _day(published: str | None) -> date | None:
    """A date."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _number(day: date, unit: Unit) -> int:
    """The number of the step that a day is in."""
    match unit:
        case "day":
            return day.toordinal()
        case "week":
            return (day.toordinal() - 1) // 7
        case "month":
            return day.year * 12 + day.month - 1
        case "year":
            return day.year


def _start(number: int, unit: Unit) -> date:
    """The first day of a step."""
    match unit:
        case "day":
            return date.fromordinal(number)
        case "week":
            return date.min + timedelta(weeks=number)
        case "month":
            return date(number // 12, number % 12 + 1, 1)
        case "year":
            return date(number, 1, 1)
