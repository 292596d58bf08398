"""``reader anchor``: passages found again in a text, for scripts."""

import sys
from typing import TYPE_CHECKING

from reader import articles, files
from reader.cli import output
from reader.cli.output import UsageError

if TYPE_CHECKING:
    from reader.annotations.anchoring import Anchoring
    from reader.annotations.folding import FoldedText
    from reader.model import Article, Selector

_INPUT = "-"
_WORDS = ("exact", "prefix", "suffix")
_PLACES = ("start", "end")


def run(selectors: str, path: str, before: str | None, candidates: bool) -> int:
    """Find passages again and print where they are, as a JSON list in the order of the selectors.

    Args:
        selectors: A file with a JSON list of selectors.
        path: The article as it is now.
        before: The article as it was when the selectors were made, where that is at hand.
        candidates: Print an object for every selector, with the places that may be its passage.

    Returns:
        0, or 1 where a file could not be read, or something in the list is no selector.

    Raises:
        UsageError: The selectors are no JSON list, or several files are standard input.
    """
    import json

    from reader.annotations.folding import fold

    if [selectors, path, before].count(_INPUT) > 1:
        raise UsageError("standard input can be only one of the files")
    listed = _listed(selectors)
    try:
        texts = [fold(_article(name).text) for name in (path, before) if name is not None]
    except articles.ArticleError as fault:
        output.error(f"{fault.path}: {fault.reason}")
        return 1
    text, old = texts[0], texts[1] if before is not None else None
    failed = False
    parts: list[str] = []
    for number, item in enumerate(listed, start=1):
        found: dict[str, object] | None = None
        try:
            found = _found(_selector(item), text, old, candidates)
        except ValueError as fault:
            failed = True
            output.error(f"{selectors}: selector {number} {fault}")
        parts.append(json.dumps(found))
    output.write("[" + ",\n ".join(parts) + "]")
    return 1 if failed else 0


def _listed(path: str) -> list[object]:
    """What the file of selectors holds.

    Raises:
        UsageError: No JSON list.
    """
    import json

    try:
        data = sys.stdin.buffer.read(files.LIMIT + 1) if path == _INPUT else files.read(path)
        if len(data) > files.LIMIT:
            raise ValueError("is too large")
    except ValueError as fault:
        raise UsageError(f"{path}: {fault}") from fault
    try:
        held = json.loads(data)
    except json.JSONDecodeError as fault:
        raise UsageError(f"{path}: is no JSON (line {fault.lineno}, column {fault.colno})") from fault
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{path}: is no JSON that can be read") from fault
    if not isinstance(held, list):
        raise UsageError(f"{path}: is no JSON list of selectors")
    return held


def _article(path: str) -> "Article":
    """The article to look in.

    Raises:
        ArticleError: It can't be read.
    """
    if path != _INPUT:
        return articles.load(path)
    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise articles.ArticleError(path, "is too large")
    return articles.read(data)


def _selector(item: object) -> "Selector":
    """A selector as JSON has it; what is missing or null is not known.

    Raises:
        ValueError: It is none; the message says why.
    """
    from reader.model import Selector

    if not isinstance(item, dict):
        raise ValueError("is no object")
    exact, prefix, suffix = (_text(item.get(key), key) for key in _WORDS)
    start, end = (_whole(item.get(key), key) for key in _PLACES)
    if not exact:
        raise ValueError("has no exact text")
    return Selector(exact, prefix, suffix, start, end)


def _text(value: object, key: str) -> str:
    """A text, empty where there is none.

    Raises:
        ValueError: It is something else.
    """
    if value is None or isinstance(value, str):
        return value or ""
    raise ValueError(f"has no text as {key}")


def _whole(value: object, key: str) -> int:
    """A whole number, 0 where there is none.

    Raises:
        ValueError: It is something else.
    """
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value or 0
    raise ValueError(f"has no whole number as {key}")


def _found(
    selector: "Selector", text: "FoldedText", old: "FoldedText | None", candidates: bool
) -> dict[str, object] | None:
    """Where a passage is, as JSON has it; None where it has no place and nobody asked for others."""
    from reader.annotations import anchoring

    found = anchoring.anchor(selector, text, old)
    if not candidates:
        return _form(found) if found.is_placed else None
    places = found.candidates or (() if found.is_placed else anchoring.candidates(selector, text))
    return _form(found) | {"candidates": [place._asdict() for place in places]}


def _form(found: "Anchoring") -> dict[str, object]:
    """Where a passage is, as JSON has it."""
    place = (found.start, found.end) if found.is_placed else (None, None)
    return {"start": place[0], "end": place[1], "state": found.state, "confidence": found.confidence}
