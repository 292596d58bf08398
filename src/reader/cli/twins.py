"""``reader twins``: one statement as several articles print it, compared word by word."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli import output, reading
from reader.cli.tables import Form, one_line
from reader.exporting.markdown import escaped
from reader.model import Span
from reader.views.extract import extract

if TYPE_CHECKING:
    from reader.views.twins import Order, Piece, Relation, Report, Twins, Version

_LABELS = {
    "same": "the same",
    "cut": "cut",
    "added": "more",
    "altered": "altered",
    "reattributed": "by another",
    "paraphrased": "not in quotation marks",
}
_MARKS = {"same": ("", ""), "cut": ("[-", "-]"), "added": ("{+", "+}")}
_MARKDOWN = {"same": ("", ""), "cut": ("~~", "~~"), "added": ("**", "**")}
_STYLES = {"same": "", "cut": "red strike", "added": "green"}
_SHOWN = 12  # words at either end of a long stretch that are shown on a terminal

Shown = tuple[str, str]
"""A stretch of a comparison: same, cut or added, and its words."""


def run(paths: Sequence[str], form: Form, only: "Sequence[Relation]" = (), order: "Order" = "articles") -> int:
    """Print twins.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: How to print.
        only: Only groups that have a version of each of these kinds.
        order: What comes first: what most articles print, or what differs most.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    from reader.views.twins import find, ordered

    extracts, whole = reading.every(paths, extract)
    report = ordered(find(extracts), order)
    groups = [group for group in report.groups if _has(group, only)]
    texts = {extract.path: extract.text for extract in extracts}
    if form in ("json", "jsonl"):
        _print_json(groups, report, texts, form)
    else:
        _print(groups, report, texts, form)
    return 0 if whole else 1


def _has(group: "Twins", only: "Iterable[Relation]") -> bool:
    """Whether a group has versions of some kinds."""
    return all(any(relation in version.relations for version in group.versions) for relation in only)


def _print_json(groups: "Sequence[Twins]", report: "Report", texts: dict[str, str], form: Form) -> None:
    """Everything as one value, or a group a line."""
    import json

    values = [_group(group, texts) for group in groups]
    if form == "json":
        output.write(json.dumps({"groups": values, "copies": report.copies}))
    for value in values if form == "jsonl" else ():
        output.write(json.dumps(value))


def _group(group: "Twins", texts: dict[str, str]) -> dict[str, object]:
    """One statement as JSON knows it."""
    base = group.versions[0]
    return {
        "stories": group.stories,
        "versions": [_version(version, texts[version.path], texts[base.path]) for version in group.versions],
    }


def _version(version: "Version", content: str, base: str) -> dict[str, object]:
    """One version as JSON knows it."""
    return {
        "path": version.path,
        "title": version.title,
        "published": version.published,
        "start": version.start,
        "end": version.end,
        "text": content[version.start : version.end],
        "parts": _spans(version.parts, content),
        "kind": version.kind,
        "speaker": version.speaker or None,
        "actor": version.speaker if version.named else None,
        "relations": version.relations,
        "pieces": [
            {"change": piece.change, "base": _spans(piece.base, base), "here": _spans(piece.here, content)}
            for piece in version.pieces
        ],
        "copies": version.copies,
    }


def _spans(spans: Iterable[Span], content: str) -> list[dict[str, object]]:
    """Spans with their text."""
    return [{"start": span.start, "end": span.end, "text": span.of(content)} for span in spans]


def _print(groups: "Sequence[Twins]", report: "Report", texts: dict[str, str], form: Form) -> None:
    """Everything for people, or as Markdown."""
    for paths in report.copies:
        line = one_line(f"One text, taken as one article: {', '.join(paths)}")
        output.line(escaped(line) if form == "md" else line, "dim")
    for group in groups:
        base = group.versions[0]
        head = f"{base.speaker or '—'}  {group.stories} articles"
        whole = _words(base.parts, texts[base.path])
        if form == "md":
            lines = (f"\n## {escaped(one_line(head))}", f"> {escaped(whole)}", f"- {escaped(one_line(_where(base)))}")
            output.write("\n\n".join(lines))
        else:
            output.write("")
            output.line(head, "bold")
            output.write(f"  {whole}")
            output.line(f"    {one_line(_where(base))}", "dim")
        for version in group.versions[1:]:
            _print_version(version, base, texts, form)
    if not groups:
        output.error("nothing found")


def _print_version(version: "Version", base: "Version", texts: dict[str, str], form: Form) -> None:
    """One version beside the base: in colors on a terminal, else in the marks of `wdiff`."""
    labels = ", ".join(_LABELS[relation] for relation in version.relations)
    where = f"{labels}: {version.speaker or '—'}  {_where(version)}"
    shown = list(_shown(version.pieces, texts[base.path], texts[version.path]))
    if form == "md":
        output.write(f"- {escaped(one_line(where))}  \n  {_marked(shown, _MARKDOWN, escaped)}")
        return
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.text import Text

        parts = [(f"{_short(words)} ", _STYLES[change]) for change, words in shown]
        Console(highlight=False).print(Text.assemble("  ", *parts), soft_wrap=True)
    else:
        output.write(f"  {_marked(shown, _MARKS, str)}")
    output.line(f"    {one_line(where)}", "dim")


def _marked(shown: "Iterable[Shown]", marks: dict[str, tuple[str, str]], quoted: Callable[[str], str]) -> str:
    """A comparison with marks around what is cut and added."""
    return " ".join(quoted(words).join(marks[change]) for change, words in shown)


def _shown(pieces: "Iterable[Piece]", base: str, here: str) -> Iterator[Shown]:
    """A comparison as stretches that are the same, cut and added."""
    for piece in pieces:
        if piece.change == "same":
            yield "same", _words(piece.here, here)
            continue
        if piece.base:
            yield "cut", _words(piece.base, base)
        if piece.here:
            yield "added", _words(piece.here, here)


def _short(words: str) -> str:
    """A long stretch without its middle."""
    listed = words.split(" ")
    if len(listed) <= 2 * _SHOWN + 1:
        return words
    return " ".join((*listed[:_SHOWN], "…", *listed[-_SHOWN:]))


def _words(spans: Iterable[Span], content: str) -> str:
    """The text of some spans on one line."""
    return " … ".join(one_line(span.of(content)) for span in spans)


def _where(version: "Version") -> str:
    """Where a version stands."""
    place = f"{version.path}@{version.start}-{version.end}"
    more = f" (and {len(version.copies)} of the same text)" if version.copies else ""
    return " ".join(filter(None, (version.published, place))) + more
