"""Reading hand-marked attributions (PolNeAR's stand-off files) and splitting the corpus into two parts.

The corpus (Newell et al. 2018) is not ours: its path comes from READER_CORPUS and nothing of it is copied here.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOOK_SHARE = 60


class Gold(NamedTuple):
    """One attribution as marked by hand; every part is a list of (start, end) fragments."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]


class Marked(NamedTuple):
    """An article of the corpus with the attributions of its first annotator."""

    name: str
    text: str
    attributions: tuple[Gold, ...]


def corpus() -> Path:
    """Where the corpus should be."""
    return Path(os.environ.get("READER_CORPUS", ROOT.parent / "shared" / "corpus" / "news"))


def is_look(name: str) -> bool:
    """Whether the article belongs to the part to look at and tune on."""
    return int(hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest(), 16) % 100 < LOOK_SHARE


def articles(look: bool) -> Iterator[Marked]:
    """The articles of one part, in name order."""
    for path in sorted(corpus().glob("*.txt")):
        notes = sorted(path.parent.glob(f"{path.stem}_????.ann"))
        if notes and is_look(path.stem) == look:
            yield Marked(path.stem, path.read_text("utf-8"), read_ann(notes[0]))


def read_ann(path: Path) -> tuple[Gold, ...]:
    """The attributions of one stand-off file, in file order."""
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    events: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1:
            offsets = fields[1].split(" ", 1)[1]
            pieces = (piece.split() for piece in offsets.split(";"))
            spans[fields[0]] = tuple((int(start), int(end)) for start, end in pieces)
        elif fields[0].startswith("E") and len(fields) > 1:
            events.append(fields[1].split())
    return tuple(_gold(event, spans) for event in events)


def _gold(event: list[str], spans: dict[str, tuple[tuple[int, int], ...]]) -> Gold:
    parts: dict[str, list[tuple[int, int]]] = {"Content": [], "Cue": [], "Source": []}
    for part in event:
        role, _, key = part.partition(":")
        if role.rstrip("0123456789") in parts:
            parts[role.rstrip("0123456789")].extend(spans.get(key, ()))
    return Gold(tuple(sorted(parts["Content"])), tuple(sorted(parts["Cue"])), tuple(sorted(parts["Source"])))
