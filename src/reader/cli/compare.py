"""``reader compare``: the passages in which two articles tell the same, word by word."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli import output, reading
from reader.cli.output import UsageError
from reader.cli.tables import Form, one_line
from reader.model import Span

if TYPE_CHECKING:
    from reader.views.pairing import Match, Pairing
    from reader.views.sides import Side

_LABELS = {
    "same": "the same words",
    "altered": "words differ",
    "quote": "the same quote",
    "retold": "in other words",
}
_MARKS = {"same": ("", ""), "cut": ("[-", "-]"), "added": ("{+", "+}")}
_STYLES = {"same": "", "cut": "red strike", "added": "green"}


def run(one: str, other: str, form: Form) -> int:
    """Print what matches in two articles, by its place in the first.

    Args:
        one: A file, or ``-`` for standard input.
        other: Another.
        form: How to print.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: These are not two articles.
    """
    from reader.views.pairing import pair
    from reader.views.sides import side

    count = len(reading.find([one, other]))
    if count != 2:
        raise UsageError(f"two articles can be compared; what is named is {count:,}")
    sides, whole = reading.every([one, other], side)
    if not whole:
        return 1
    first, second = sides
    pairing = pair(first, second)
    if pairing.cut:
        output.error("only the beginning was compared: an article is too long")
    if form == "json":
        _print_json(pairing, first, second)
    else:
        _print(pairing, first, second)
    return 0


def _print_json(pairing: "Pairing", one: "Side", other: "Side") -> None:
    """Everything as one value."""
    import json

    articles = [{"path": side.extract.path, "title": side.extract.title} for side in (one, other)]
    matches = [_match(match, one.extract.text, other.extract.text) for match in pairing.matches]
    output.write(json.dumps({"articles": articles, "matches": matches, "cut": pairing.cut}))


def _match(match: "Match", one: str, other: str) -> dict[str, object]:
    """One match as JSON knows it."""
    return {
        "kind": match.kind,
        "likeness": round(match.likeness, 3),
        "in_order": match.in_order,
        "one": _passage(match.one, one),
        "other": _passage(match.other, other),
        "pieces": [
            {"change": piece.change, "one": _passage(piece.one, one), "other": _passage(piece.other, other)}
            for piece in match.pieces
        ],
        "actors": match.actors,
    }


def _passage(span: Span, content: str) -> dict[str, object]:
    """A span with its text."""
    return {"start": span.start, "end": span.end, "text": span.of(content)}


def _print(pairing: "Pairing", one: "Side", other: "Side") -> None:
    """Everything for people."""
    for match in pairing.matches:
        about = [_LABELS[match.kind], f"{match.likeness:.0%}", ", ".join(match.actors)]
        output.write("")
        output.line(one_line(" · ".join(part for part in about if part)), "bold")
        for side, span in ((one, match.one), (other, match.other)):
            if match.kind == "retold":
                output.line(f"  {one_line(span.of(side.extract.text))}")
            output.line(f"    {one_line(side.extract.path)}@{span.start}-{span.end}", "dim")
        if match.pieces:
            _print_pieces(list(_stretches(match, one.extract.text, other.extract.text)))
    if not pairing.matches:
        output.error("nothing matches")


def _print_pieces(stretches: list[tuple[str, str]]) -> None:
    """A comparison: in colors on a terminal, else in the marks of `wdiff`."""
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        parts = [(f"{words} ", _STYLES[change]) for change, words in stretches]
        Console(highlight=False).print(Text.assemble("  ", *parts), soft_wrap=True)
    else:
        output.write("  " + " ".join(words.join(_MARKS[change]) for change, words in stretches))


def _stretches(match: "Match", one: str, other: str) -> Iterator[tuple[str, str]]:
    """A comparison as stretches that are the same, cut and added."""
    for piece in match.pieces:
        if piece.change == "same":
            yield "same", one_line(piece.one.of(one))
            continue
        if piece.one.start < piece.one.end:
            yield "cut", one_line(piece.one.of(one))
        if piece.other.start < piece.other.end:
            yield "added", one_line(piece.other.of(other))
