"""Dates as the reader wants them written."""

from reader.config import DEFAULT


def shown_date(published: str | None, form: str) -> str:
    """Write a date.

    Args:
        published: The day as articles have it, year first; None for none.
        form: As strftime takes it.

    Returns:
        The day so written; as it is, where it is no whole day.
    """
    if not published or form == DEFAULT.date_format:
        return published or ""
    from datetime import date

    try:
        return date.fromisoformat(published[:10]).strftime(form)
    except ValueError:
        return published
