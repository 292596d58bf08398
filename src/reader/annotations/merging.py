"""Annotations that were changed on two sides made one, so that neither loses what it said."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from reader.annotations import forms
from reader.tomlfile import Values, now

_PLACE = ("exact", "prefix", "suffix", "at", "text", "state")  # fields that make sense together only


def merged(table: str, before: Values, theirs: Values, ours: Values) -> Values:
    """Make one block of two that come from the same: what only one side has changed is as that side has it.

    Where both have changed the same field theirs stays, and what ours says goes into the note.

    Args:
        table: Which kind of block.
        before: What it held before both.
        theirs: What it holds now.
        ours: What it was to hold.

    Returns:
        The fields of the block, in order.
    """
    result = dict(theirs)
    clashes: list[str] = []
    for key in dict.fromkeys((*before, *ours)):
        if key in _PLACE or before.get(key) == ours.get(key) or theirs.get(key) == ours.get(key):
            continue
        if before.get(key) == theirs.get(key):
            _set(result, key, ours.get(key))
        elif key == "tags":
            _set(result, key, _lists(*(_list(side.get(key)) for side in (before, theirs, ours))))
        elif key == "updated":
            _set(result, key, _later(theirs.get(key), ours.get(key)))
        elif table == forms.ANNOTATION and ours.get(key):
            clashes.append(str(ours[key]) if key == "note" else f"{key}: {ours[key]}")
    _merge_places(result, before, theirs, ours, clashes)
    if clashes:
        note = str(result.get("note", "")).rstrip("\n")
        result["note"] = "\n".join(filter(None, (note, f"--- also, {_moment(ours)}", *clashes))).rstrip("\n") + "\n"
    return forms.in_order(table, result)


def _merge_places(result: Values, before: Values, theirs: Values, ours: Values, clashes: list[str]) -> None:
    """Take the place from the side that has changed it; theirs where both have."""
    was, here, there = ([side.get(key) for key in _PLACE] for side in (before, ours, theirs))
    if here in (was, there):
        return
    if was == there:
        for key in _PLACE:
            _set(result, key, ours.get(key))
    elif ours.get("exact") not in (before.get("exact"), theirs.get("exact")):
        clashes.append(f"exact: {ours.get('exact')}")


def _set(fields: Values, key: str, field: object) -> None:
    """Set a field, or take it away."""
    if field is None:
        fields.pop(key, None)
    else:
        fields[key] = field


def _list(field: object) -> list[object]:
    return field if isinstance(field, list) else []


def _lists(before: Sequence[object], theirs: Sequence[object], ours: Sequence[object]) -> list[object] | None:
    """Theirs without what ours has taken out, and with what it has put in; None where nothing is left."""
    kept = [item for item in theirs if item in ours or item not in before]
    return [*kept, *(item for item in ours if item not in before and item not in kept)] or None


def _later(one: object, other: object) -> object:
    """The later of two times."""
    times = [time for time in (one, other) if isinstance(time, datetime)]
    try:
        return max(times, default=None)
    except TypeError:  # one says its time zone, and the other doesn't
        return times[0]


def _moment(fields: Mapping[str, object]) -> str:
    """When something was said."""
    when = fields.get("updated") or fields.get("created")
    return f"{when if isinstance(when, datetime) else now():%Y-%m-%d %H:%M}"
