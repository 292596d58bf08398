"""What a format makes of a file, and how formats other than plain text build their text."""

from collections.abc import Iterable
from typing import NamedTuple

from reader import text
from reader.articles import boilerplate
from reader.articles.metadata import Metadata
from reader.model import Emphasis, Mark, Paragraph, ParagraphKind

_LEFTOVERS: frozenset[ParagraphKind] = frozenset({"body", "heading", "item"})  # kinds that a leftover may come as


class Draft(NamedTuple):
    """An article as its format gives it; what all formats do alike comes after."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: Metadata
    title: str | None = None
    """The title printed in the text."""
    marks: tuple[Mark, ...] = ()
    notices: tuple[str, ...] = ()


class Run(NamedTuple):
    """A stretch of a paragraph, with all that the format says of it: kinds of emphasis with their targets."""

    text: str
    emphases: tuple[tuple[Emphasis, str], ...] = ()


class Builder:
    """Puts paragraphs one after another, a blank line between them, and keeps where each lies."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self._length = 0
        self._paragraphs: list[Paragraph] = []
        self._marks: list[Mark] = []

    def add(self, runs: Iterable[Run], kind: ParagraphKind = "body", level: int = 0) -> None:
        """Add one paragraph; one that holds nothing but white space is left out.

        Args:
            runs: Its text, in order.
            kind: What it is, unless it turns out to be a leftover.
            level: Depth of a heading or item.
        """
        cleaned = _trimmed([Run(text.clean(run.text), run.emphases) for run in runs])
        whole = "".join(run.text for run in cleaned)
        if not whole:
            return
        start = self._length + 2 if self._paragraphs else 0
        if self._paragraphs:
            self._pieces.append("\n\n")
        if kind in _LEFTOVERS and boilerplate.is_leftover(whole):
            kind, level = "boilerplate", 0
        at = start
        for run in cleaned:
            end = at + len(run.text)
            for emphasis, target in run.emphases:
                self._mark(Mark(at, end, emphasis, target))
            at = end
        self._pieces.append(whole)
        self._length = at
        self._paragraphs.append(Paragraph(start, at, kind, level))

    def _mark(self, mark: Mark) -> None:
        """Keep a mark, as one with a mark of its kind that it goes on with."""
        for at in range(len(self._marks) - 1, max(-1, len(self._marks) - 5), -1):
            last = self._marks[at]
            if last.end == mark.start and last[2:] == mark[2:]:
                self._marks[at] = Mark(last.start, mark.end, mark.kind, mark.target)
                return
        if mark.start < mark.end:
            self._marks.append(mark)

    def draft(self, metadata: Metadata, title: str | None, notices: tuple[str, ...] = ()) -> Draft:
        """Finish.

        Args:
            metadata: What the format says besides the text.
            title: The title printed in the text.
            notices: What a reader should know.

        Returns:
            The draft.
        """
        marks = tuple(sorted(self._marks))
        return Draft("".join(self._pieces), tuple(self._paragraphs), metadata, title, marks, notices)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Runs without white space at both ends of the whole."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = runs[0]._replace(text=runs[0].text.lstrip())
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return runs


def safe_target(address: str) -> str:
    """The target of a link if it is an address of the web, else nothing."""
    address = text.printable(address.strip())
    return address[:2_000] if address.lower().startswith(("http://", "https://")) else ""
