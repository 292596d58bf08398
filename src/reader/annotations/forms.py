"""Annotations and their articles as they stand in the file."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Literal

from reader import locations
from reader.annotations.values import USUAL, ArticleEntry
from reader.model import Annotation, Selector
from reader.text import clean, printable, squeeze

Table = Literal["article", "annotation"]
ARTICLE: Table = "article"
ANNOTATION: Table = "annotation"

SCHEMA = 1
OPENING = """\
# Annotations made with reader. Edit freely: comments, order and unknown keys stay.
# An annotation needs article and exact; note, tags, color and times are as you like.
schema = 1
"""

ORDERS: Mapping[str, Sequence[str]] = {
    ANNOTATION: (
        *("id", "article", "created", "updated", "color", "tags", "note"),
        *("state", "exact", "prefix", "suffix", "at", "text"),
    ),
    ARTICLE: ("id", "title", "path", "source", "sha256"),
}
"""The fields of each kind of block as they are written."""

_TEXTS = ("exact", "prefix", "suffix", "article", "color", "note", "state", "text")

UNPLACED = ("ambiguous", "orphan")
"""States that are written down; of the others nothing need be said."""


def article_fields(entry: ArticleEntry, folder: str) -> dict[str, object]:
    """The fields of an article, in the order they are written.

    Args:
        entry: The article.
        folder: Where the file lies: paths below it are written relative to it.

    Returns:
        The fields; what is empty is left out.
    """
    path = entry.path
    below = path[len(folder) + 1 :] if folder != os.sep and path.startswith(folder + os.sep) else path
    value = {"id": entry.id, "title": entry.title, "path": below, "source": entry.source, "sha256": entry.sha256}
    return {key: field for key, field in value.items() if field}


def annotation_fields(item: Annotation) -> dict[str, object]:
    """The fields of an annotation, in the order they are written; those with their usual value are left out."""
    selector = item.selector
    value: dict[str, object] = {
        "id": item.id,
        "article": item.article,
        "created": item.created,
        "updated": item.updated if item.updated != item.created else None,
        "color": item.color if item.color != USUAL else "",
        "tags": list(item.tags),
        "note": f"{item.note}\n" if "\n" in item.note else item.note,
        "state": item.state if item.state in UNPLACED else "",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
        "at": [selector.start, selector.end] if selector.end > selector.start else None,
        "text": item.snapshot,
    }
    return {key: field for key, field in value.items() if field}


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, object | None]:
    """The fields to set, and as None those to take away, that make one block's fields another's."""
    return {key: after.get(key) for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def in_order(table: str, fields: Mapping[str, object]) -> dict[str, object]:
    """Fields in the order they are written, unknown ones last."""
    known = [key for key in ORDERS.get(table, ()) if key in fields]
    return {key: fields[key] for key in (*known, *(key for key in fields if key not in known))}


def to_article(identity: str, value: Mapping[str, object], folder: str) -> ArticleEntry:
    """Read an article.

    Args:
        identity: Its id.
        value: Its fields; unknown ones are passed over.
        folder: Where the file lies.

    Returns:
        The article.

    Raises:
        ValueError: A field is wrong; the message says which.
    """
    path = _text(value, "path")
    whole = os.path.normpath(os.path.join(folder, locations.user_path(path))) if path else ""
    title, source, sha256 = (squeeze(printable(_text(value, key))) for key in ("title", "source", "sha256"))
    return ArticleEntry(identity, title, whole, source, sha256)


def to_annotation(identity: str, value: Mapping[str, object]) -> Annotation:
    """Read an annotation.

    Args:
        identity: Its id.
        value: Its fields; unknown ones are passed over.

    Returns:
        The annotation.

    Raises:
        ValueError: A field is missing or wrong; the message says which.
    """
    exact, prefix, suffix, article, color, note, state, snapshot = _texts(value)
    if not exact or not article:
        raise ValueError(f"needs {'article' if exact else 'exact'} in quotation marks")
    start, end = _place(value) if "at" in value else (0, 0)
    return Annotation(
        identity,
        article,
        Selector(exact, prefix, suffix, start, end),
        color or USUAL,
        _tags(value) if "tags" in value else (),
        note.rstrip("\n"),
        _time(value, "created"),
        _time(value, "updated") if "updated" in value else None,
        state,
        snapshot,
    )


def _texts(value: Mapping[str, object]) -> list[str]:
    """The fields that are text, made safe.

    Raises:
        ValueError: One is none.
    """
    get = value.get
    fields = [get(key, "") for key in _TEXTS]
    try:
        if "".join(fields).isprintable():  # type: ignore[arg-type] # that they are text is what is tried here
            return fields  # type: ignore[return-value]
    except TypeError:
        pass
    return [_text(value, key) for key in _TEXTS]


def _text(value: Mapping[str, object], key: str) -> str:
    """A field that is text, made safe.

    Raises:
        ValueError: It is none.
    """
    field = value.get(key, "")
    if isinstance(field, str):
        return field if field.isprintable() else clean(field)
    raise ValueError(f"needs {key} in quotation marks")


def _tags(value: Mapping[str, object]) -> tuple[str, ...]:
    """Tags, each once.

    Raises:
        ValueError: There is something else.
    """
    field = value["tags"]
    if not isinstance(field, list) or not all(isinstance(tag, str) for tag in field):
        raise ValueError('needs as tags a list such as ["harbour", "check"]')
    return tidy_tags(field)


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Tags as they are kept: one line each, without the sign before them, each once, in the order given."""
    return tuple(dict.fromkeys(filter(None, map(_tidy, tags))))


@lru_cache(maxsize=4096)  # many annotations share a few tags
def _tidy(tag: str) -> str:
    """A tag as it is kept."""
    return squeeze(printable(tag)).lstrip("#").strip()


def _place(value: Mapping[str, object]) -> tuple[int, int]:
    """Where it was.

    Raises:
        ValueError: It is no pair of offsets.
    """
    at = value["at"]
    if isinstance(at, list) and len(at) == 2:
        start, end = at
        if isinstance(start, int) and isinstance(end, int) and 0 <= start <= end:
            return start, end
    raise ValueError("needs as at two offsets such as [1184, 1234], or none")


def _time(value: Mapping[str, object], key: str) -> datetime | None:
    """A point in time.

    Raises:
        ValueError: It is none.
    """
    field = value.get(key)
    if field is None:
        return None
    if isinstance(field, datetime):
        return field if field.tzinfo is not None else field.replace(tzinfo=UTC)
    if isinstance(field, date):
        return datetime.combine(field, time(), UTC)
    raise ValueError(f"needs as {key} a time such as 2025-03-01T09:30:12Z, or none")
