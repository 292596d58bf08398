"""Annotations made by other programs: W3C Web Annotations, those of Hypothesis, and files of our own.

What has an id of ours keeps it; other ids become ours in a way that gives the same one each time, so that taking in the
same twice changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from reader.annotations import forms
from reader.annotations.exporting.jsonld import SNAPSHOT, URN
from reader.annotations.values import USUAL, Annotations, ArticleEntry
from reader.model import Annotation, Selector
from reader.text import clean, printable, squeeze
from reader.tomlfile import TomlError, parse

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 12  # characters of an id behind its prefix
_LONGEST_ID = 64
_FARTHEST = 1 << 40  # offset

Object = Mapping[str, object]


class Found(NamedTuple):
    """What was read."""

    entries: Sequence[ArticleEntry]
    items: Sequence[Annotation]
    passed_over: int
    """Annotations that mark no words: notes on a page, replies, regions of an image."""


def read(data: bytes, known: Annotations, folder: str) -> Found:
    """Read annotations, in whichever form they are.

    Args:
        data: The whole of the file.
        known: What is there already; its articles are recognized by their addresses.
        folder: Where the file lies, which paths in it are relative to.

    Returns:
        The annotations and their articles.

    Raises:
        ValueError: It is none of the forms; the message says so.
    """
    import json

    content = data.decode("utf-8-sig")
    if content.lstrip()[:1] not in ("{", "["):
        return _own(content, folder)
    try:
        held = json.loads(content)
    except RecursionError as fault:
        raise ValueError("is nested too deeply") from fault
    rows = held if isinstance(held, list) else held.get("rows", held.get("items", [held]))
    if isinstance(held, dict) and isinstance(first := held.get("first"), dict):
        rows = first.get("items", [])
    if not isinstance(rows, list):
        raise ValueError("holds no list of annotations")
    reading = _Reading(known)
    for row in rows:
        reading.take(row)
    return Found(list(reading.entries.values()), reading.items, reading.passed_over)


def _own(content: str, folder: str) -> Found:
    """Read a file of our own.

    Raises:
        ValueError: It is none.
    """
    try:
        document = parse(content)
    except TomlError as fault:
        raise ValueError(fault.at("").lstrip(": ")) from fault
    entries: list[ArticleEntry] = []
    items: list[Annotation] = []
    passed_over = 0
    for block in document.blocks:
        try:
            if block.table == forms.ARTICLE:
                entries.append(forms.to_article(block.id, block.value, folder))
            elif block.table == forms.ANNOTATION:
                items.append(forms.to_annotation(block.id, block.value))
        except ValueError:
            passed_over += 1
    return Found(entries, items, passed_over)


class _Reading:
    """What was read so far of the annotations of others."""

    def __init__(self, known: Annotations) -> None:
        self.entries: dict[str, ArticleEntry] = {}
        self.items: list[Annotation] = []
        self.passed_over = 0
        self._known = known
        self._by_address = {entry.source or entry.path: entry.id for entry in known.articles.values()}

    def take(self, row: object) -> None:
        """Read one annotation."""
        item = self._item(row) if isinstance(row, dict) else None
        if item is None:
            self.passed_over += 1
        else:
            self.items.append(item)

    def _item(self, row: Object) -> Annotation | None:
        """An annotation; None where it marks no words."""
        target = _first(row.get("target"))
        selector = _selector(target)
        if selector is None:
            return None
        own = _object(row.get("reader"))
        color = _text(own.get("color")) or _text(target.get("styleClass"))
        snapshot = _text(own.get("text")) or _text(_first(target.get("state")).get("cached")).removeprefix(SNAPSHOT)
        created = _time(row.get("created"))
        updated = _time(row.get("updated", row.get("modified")))
        note, tags = _bodies(row)
        return Annotation(
            _id("n", _text(row.get("id"))) if row.get("id") else _id("n", f"{selector}{note}"),
            self._article(row, target, own),
            selector,
            squeeze(printable(color)) or USUAL,
            forms.tidy_tags(tags),
            clean(note).rstrip(),
            created,
            updated if updated != created else None,
            snapshot=snapshot if snapshot.isalnum() else "",
        )

    def _article(self, row: Object, target: Object, own: Object) -> str:
        """The id of the article that is annotated, taken note of where it is new."""
        source = _object(target.get("source")) or {"id": target.get("source")}
        address = printable(_text(source.get("id")) or _text(row.get("uri")))
        path = unquote(urlsplit(address).path, errors="surrogateescape") if address.startswith("file://") else ""
        there = self._by_address.get(path or address)
        if there:
            return there
        titles = _object(row.get("document")).get("title")
        title = _text(source.get("dcterms:title")) or _text(
            titles[0] if isinstance(titles, list) and titles else titles
        )
        ours = _text(own.get("article")) or _text(source.get("dcterms:identifier"))
        identity = _id("a", ours or address)
        web = "" if path or address.startswith(URN) else address
        self.entries.setdefault(identity, ArticleEntry(identity, squeeze(printable(title)), path, web))
        return identity


def _selector(target: Object) -> Selector | None:
    """What finds the passage, of all that a target says; None where it has no words."""
    found = {str(selector.get("type")): selector for selector in _selectors(target.get("selector"))}
    quote, place = found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})
    exact, prefix, suffix = (squeeze(clean(_text(quote.get(key)))) for key in ("exact", "prefix", "suffix"))
    if not exact:
        return None
    # White space next to the passage is part of the context.
    prefix += " " if prefix and _text(quote.get("prefix"))[-1:].isspace() else ""
    suffix = " " + suffix if suffix and _text(quote.get("suffix"))[:1].isspace() else suffix
    match place.get("start"), place.get("end"):
        case int(start), int(end) if 0 <= start < end < _FARTHEST:
            return Selector(exact, prefix, suffix, start, end)
    return Selector(exact, prefix, suffix)


def _selectors(held: object, depth: int = 4) -> Iterator[Object]:
    """All selectors that are given, those that refine others included."""
    for selector in held if isinstance(held, list) else [held]:
        if isinstance(selector, dict) and depth:
            yield selector
            yield from _selectors(selector.get("refinedBy"), depth - 1)


def _bodies(row: Object) -> tuple[str, list[str]]:
    """What is said of the passage, and its tags."""
    held = row.get("tags")
    tags = [tag for tag in held if isinstance(tag, str)] if isinstance(held, list) else []
    notes = [_text(row.get("text")), _text(row.get("bodyValue"))]
    body = row.get("body")
    for part in body if isinstance(body, list) else [body]:
        if isinstance(part, str):
            continue  # the address of something
        value = _text(_object(part).get("value"))
        if _object(part).get("purpose") == "tagging":
            tags.append(value)
        else:
            notes.append(value)
    return "\n\n".join(filter(None, notes)), tags


def _id(prefix: str, theirs: str) -> str:
    """The id that something of another program goes by here."""
    import hashlib

    own = theirs.removeprefix(URN)
    if own.startswith(f"{prefix}-") and own.isascii() and own.isprintable() and len(own) <= _LONGEST_ID:
        return own
    number = int.from_bytes(hashlib.sha256(theirs.encode("utf-8", "replace")).digest()[:8], "big")
    return f"{prefix}-" + "".join(_ALPHABET[number >> 5 * at & 31] for at in range(_LENGTH))


def _first(held: object) -> Object:
    """The first object of a list, or the one that is given alone."""
    return _object(held[0] if isinstance(held, list) and held else held)


def _object(held: object) -> Object:
    return held if isinstance(held, dict) else {}


def _text(held: object) -> str:
    return held if isinstance(held, str) else ""


def _time(held: object) -> datetime | None:
    """A point in time in whole seconds, None where none is given."""
    try:
        when = datetime.fromisoformat(_text(held)).replace(microsecond=0)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
