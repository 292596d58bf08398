"""Counts over time: which unit is taken, and where each count goes."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reader.views.timeline import timeline


def test_days_where_they_fit() -> None:
    found = timeline([("2024-02-28", 2), ("2024-03-01T10:00:00", 1), ("2024-02-28", 3)], 10)
    assert found is not None
    assert (found.unit, found.starts, found.counts) == ("day", ("2024-02-28", "2024-02-29", "2024-03-01"), (5, 0, 1))


def test_weeks_begin_on_mondays() -> None:
    found = timeline([("2024-05-05", 1), ("2024-05-06", 2), ("2024-06-01", 4)], 10)
    assert found is not None
    assert found.unit == "week"
    assert found.starts == ("2024-04-29", "2024-05-06", "2024-05-13", "2024-05-20", "2024-05-27")
    assert found.counts == (1, 2, 0, 0, 4)


def test_months_and_years() -> None:
    found = timeline([("2023-12-31", 1), ("2024-03-01", 1)], 8)
    assert found is not None
    assert (found.unit, found.starts) == ("month", ("2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"))
    found = timeline([("1999-12-31", 1), ("2024-03-01", 7)], 4)
    assert found is not None
    assert (found.unit, found.starts, found.counts) == (
        "year",
        ("2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"),
        (0, 0, 0, 7),
    )


def test_what_has_no_date_is_counted_apart() -> None:
    found = timeline([(None, 3), ("", 1), ("soon", 1), ("2024-02-30", 1), ("2024-01-01", 2)], 5)
    assert found is not None
    assert (found.counts, found.undated) == ((2,), 6)
    assert timeline([(None, 3)], 5) is None


@given(st.lists(st.tuples(st.dates(), st.integers(0, 9)), min_size=1), st.integers(1, 60))
def test_nothing_is_lost_and_there_are_no_more_steps_than_allowed(dated: list[tuple[date, int]], most: int) -> None:
    found = timeline([(day.isoformat(), count) for day, count in dated], most)
    assert found is not None
    assert len(found.starts) == len(found.counts) <= most
    last = max(day for day, _ in dated)
    assert date.fromisoformat(found.starts[-1]) <= last
    if last - min(day for day, _ in dated) < timedelta(days=most):
        assert found.unit == "day"
    if found.unit != "year":
        assert sum(found.counts) == sum(count for _, count in dated)
