"""``reader notes list``, ``orphans`` and ``check``: what annotations there are, and what is wrong with them."""

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.annotations.values import Annotations, ArticleEntry
from reader.cli import output, tables
from reader.cli.notes import encoded, opened
from reader.cli.tables import Column, Row, one_line
from reader.model import Annotation

if TYPE_CHECKING:
    import argparse

    from reader.annotations.store import Store
    from reader.annotations.values import Placed

_COLUMNS = (Column("id", 14), Column("article", 16, 32), Column("color", 6), Column("tags", 0, 24), Column("text"))
_CSV = ("id", "path", "title", "start", "end", "color", "tags", "state", "created", "text", "note")
_SHOWN = 3  # places that an orphan may be
_TITLE = 32  # characters of a file's name


def run(chosen: "argparse.Namespace") -> int:
    """Print what is asked for.

    Args:
        chosen: The arguments.

    Returns:
        0, or 1 where something is wrong with the file.

    Raises:
        SaveError: What waits can't be taken in.
    """
    if chosen.act == "check":
        return _check(opened(chosen), chosen.form == "json")
    store = opened(chosen, chosen.paths)
    known = store.load()
    for fault in known.faults:
        output.error(str(fault))
    if chosen.act == "orphans":
        return _orphans(store, known, chosen)
    _list(known, chosen)
    return 1 if known.faults else 0


def within(known: Annotations, paths: Sequence[str]) -> Callable[[Annotation], bool]:
    """Tells the annotations of some articles.

    Args:
        known: What there is.
        paths: Articles, and folders of them; none for all.

    Returns:
        Whether an annotation is one of theirs.
    """
    if not paths:
        return lambda _: True
    whole = [os.path.abspath(path) for path in paths]
    below = tuple(path.rstrip(os.sep) + os.sep for path in whole)
    ids = {entry.id for entry in known.articles.values() if entry.path in whole or entry.path.startswith(below)}
    return lambda item: item.article in ids


def _list(known: Annotations, chosen: "argparse.Namespace") -> None:
    """Print annotations as a table."""
    wanted = within(known, chosen.paths)
    tags = set(chosen.tags or ())
    items = [
        item for item in known.items if wanted(item) and tags.issubset(item.tags) and chosen.color in (None, item.color)
    ]
    if not items and chosen.form == "plain":
        output.line("There are no annotations." if not known.faults else "No annotations could be read.")
        return
    columns = [Column(name) for name in _CSV] if chosen.form == "csv" else _COLUMNS
    table = tables.table(chosen.form, columns)
    row = _ROWS.get(chosen.form) or _Shown(known)
    for at in range(0, len(items), 1000):
        table.add([row(item, known) for item in items[at : at + 1000]])
    table.end()


def _object(item: Annotation, known: Annotations) -> Row:
    return (encoded(form(item, known)),)


def _cells(item: Annotation, known: Annotations) -> Row:
    """An annotation as it goes into a file."""
    entry = known.articles.get(item.article, ArticleEntry(item.article))
    place = (str(item.selector.start), str(item.selector.end)) if item.selector.end else ("", "")
    made = f"{item.created:%Y-%m-%dT%H:%M:%SZ}" if item.created else ""
    return (
        *(item.id, entry.path, entry.title, *place, item.color, "; ".join(item.tags), item.state, made),
        *(item.selector.exact, one_line(item.note)),
    )


class _Shown:
    """Annotations as people read them; names of articles are made once."""

    def __init__(self, known: Annotations) -> None:
        named = ((entry, os.path.basename(entry.path) or entry.title) for entry in known.articles.values())
        self._names = {entry.id: _line(name)[:_TITLE] for entry, name in named}

    def __call__(self, item: Annotation, known: Annotations) -> Row:
        """An annotation as a row."""
        name = self._names[item.article] if item.article in self._names else _line(item.article)[:_TITLE]
        sign = f"({item.state}) " if item.state else ""
        note = f" — {_line(item.note)}" if item.note else ""
        text = f"{sign}“{_line(item.selector.exact)}”{note}"
        return item.id, name, _line(item.color), _line(", ".join(item.tags)) if item.tags else "", text


def _line(content: str) -> str:
    """Text as a cell; most is fit for one as it is, or would be without line breaks."""
    if content.isprintable():
        return content if "  " not in content else one_line(content)
    flat = content.replace("\n", " ")
    return " ".join(flat.split()) if flat.isprintable() else one_line(content)


_ROWS = {"json": _object, "jsonl": _object, "csv": _cells}


def form(item: Annotation, known: Annotations) -> dict[str, object]:
    """An annotation as JSON knows it; keys may be added here, never renamed.

    Args:
        item: The annotation.
        known: What else there is.

    Returns:
        Its fields.
    """
    entry = known.articles.get(item.article)
    placed = item.selector.end > item.selector.start
    return {
        "id": item.id,
        "article": item.article,
        "path": entry.path or None if entry else None,
        "title": entry.title or None if entry else None,
        "source": entry.source or None if entry else None,
        "start": item.selector.start if placed else None,
        "end": item.selector.end if placed else None,
        "text": item.selector.exact,
        "prefix": item.selector.prefix,
        "suffix": item.selector.suffix,
        "color": item.color,
        "tags": list(item.tags),
        "note": item.note,
        "created": item.created.isoformat().replace("+00:00", "Z") if item.created else None,
        "updated": item.updated.isoformat().replace("+00:00", "Z") if item.updated else None,
        "state": item.state or None,
    }


def _orphans(store: "Store", known: Annotations, chosen: "argparse.Namespace") -> int:
    """Look for every passage in its article as it is now, and print those that have no place."""
    wanted = within(known, chosen.paths)
    failed = bool(known.faults)
    found: list[dict[str, object]] = []
    for entry in known.articles.values():
        items = [item for item in known.of(entry.id) if wanted(item)]
        if not items:
            continue
        try:
            found += _lost(store, entry, items, known)
        except ValueError as fault:
            failed = True
            output.error(f"{fault} ({len(items)} {'annotation' if len(items) == 1 else 'annotations'})")
    if chosen.form == "json":
        output.write(encoded(found))
    else:
        for lost in found:
            _tell(lost)
        if not found and not failed:
            output.line("Every passage has its place.")
    return 1 if failed else 0


def _lost(
    store: "Store", entry: ArticleEntry, items: Sequence[Annotation], known: Annotations
) -> Iterator[dict[str, object]]:
    """The annotations of an article that have no place, with the places they may be.

    Raises:
        ArticleError: The article can't be read.
    """
    from reader import articles

    article = articles.load(entry.path)
    ids = {item.id for item in items}
    for placed in store.of(article):
        if placed.span is None and placed.annotation.id in ids:
            yield form(placed.annotation, known) | {
                "state": placed.found.state,
                "candidates": _candidates(store, placed, article.text),
            }


def _candidates(store: "Store", placed: "Placed", text: str) -> list[dict[str, object]]:
    """Where an annotation may be."""
    return [
        {"start": at.start, "end": at.end, "score": round(at.score, 3), "text": text[at.start : at.end]}
        for at in store.candidates(placed, text)[:_SHOWN]
    ]


def _tell(lost: dict[str, object]) -> None:
    """Print one that has no place."""
    output.line(f"{lost['id']}  {lost['path']}  {lost['state']}: “{lost['text']}”")
    candidates = lost["candidates"]
    for at in candidates if isinstance(candidates, list) else ():
        output.line(f"    {at['score']:.2f}  @{at['start']}-{at['end']}  “{at['text']}”")


def _check(store: "Store", json: bool) -> int:
    """Say what is wrong, and take in what waits.

    Raises:
        SaveError: What waits can't be taken in.
    """
    waiting = len(store.waiting())
    known = store.settle() if waiting else store.load()
    for fault in known.faults:
        output.error(str(fault))
    if json:
        output.write(encoded({"annotations": len(known), "faults": len(known.faults), "taken_in": waiting}))
    else:
        came = f", {waiting} of them saved only now" if waiting else ""
        output.line(f"{store.path}: {len(known)} {'annotation' if len(known) == 1 else 'annotations'}{came}")
    return 1 if known.faults else 0
