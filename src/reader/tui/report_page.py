"""A report as a Markdown page, and the page as a file."""

import os
from collections.abc import Iterator

from reader import locations
from reader.exporting.markdown import escaped
from reader.text import printable, squeeze
from reader.tui.reported import TAKEN, Line, Report

_DRAWN = "progress"  # the style of bars, which a page does not draw


def markdown(report: Report) -> str:
    """Write a report as Markdown in which what articles say stays plain text; bars are left out.

    Args:
        report: The report.

    Returns:
        The page.
    """
    return "\n".join(_lines(report)) + "\n"


def write(path: str, page: str, over: bool) -> str:
    """Write a page to a file.

    Args:
        path: The file; ``~`` at its beginning is the user's home.
        page: What it is to hold.
        over: Whether it may take the place of a file; that one becomes ``.NAME.bak`` beside it.

    Returns:
        Nothing where it is written, `TAKEN` where a file is there already, else why it can't be.
    """
    from reader.tomlfile import atomic
    from reader.tomlfile.faults import ChangedElsewhereError

    full = os.path.realpath(locations.user_path(path))
    if locations.read_only():
        return "this reader was opened for reading only"
    if os.path.isdir(full):
        return "that is a folder"
    try:
        if over:
            atomic.replace(full, atomic.read(full), page.encode("utf-8", "replace"))
        else:
            with open(full, "x", encoding="utf-8", errors="replace") as file:
                file.write(page)
    except FileExistsError:
        return TAKEN
    except (OSError, ValueError, ChangedElsewhereError) as fault:
        return str(getattr(fault, "strerror", None) or fault or "can't be written").lower()
    return ""


def _lines(report: Report) -> Iterator[str]:
    """The page line by line."""
    yield f"# {_text(report.title)}"
    listed = False
    for line in report.lines:
        words = _words(line)
        if line.heading:
            yield from ("", f"## {words}", "")
        elif words:
            if not listed:
                yield ""
            yield f"- {words}"
        listed = bool(words)


def _words(line: Line) -> str:
    """What a line says, and where that stands if it is one place."""
    words = _text("".join(run.text for run in line.runs if _DRAWN not in run.styles))
    if len(line.targets) != 1:
        return words
    path, start, end = line.targets[0]
    return f"{words}  \n  {_text(f'{path}@{start}-{end}')}"


def _text(words: str) -> str:
    """Any words as one line that stays text."""
    return escaped(squeeze(printable(words)))
