"""Annotations as Readwise takes them: a table of highlights in CSV (https://readwise.io/import_bulk)."""

import re
from collections.abc import Sequence

from reader.annotations.exporting import address, by_article
from reader.annotations.values import Annotations
from reader.model import Annotation

_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # what makes spreadsheets compute a cell
_NO_TAG = re.compile(r"[^\w-]+")


def table(known: Annotations, items: Sequence[Annotation]) -> str:
    """Write annotations as a table.

    Args:
        known: What the file holds.
        items: The annotations to write.

    Returns:
        CSV with a header; tags stand in the note, each in a line of its own behind a full stop.
    """
    import csv
    import io

    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for entry, group in by_article(known, items):
        for item in group:
            tags = [f".{_NO_TAG.sub('_', tag)}" for tag in item.tags]
            note = "\n".join([*tags, *filter(None, [_guarded(item.note)])])
            made = f"{item.created:%Y-%m-%d %H:%M:%S}" if item.created else ""
            place = item.selector.start if item.selector.end > item.selector.start else ""
            title = _guarded(entry.title)
            writer.writerow([_guarded(item.selector.exact), title, "", address(entry), note, place, made])
    return written.getvalue()


def _guarded(cell: str) -> str:
    """A cell that spreadsheets take for text."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
