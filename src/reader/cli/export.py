"""``reader export``: articles as pages to hand on."""

import os
import re
import sys
from collections.abc import Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader import text
from reader.cli import output, reading
from reader.cli.output import UsageError
from reader.library import Skipped
from reader.model import Analysis, Article

if TYPE_CHECKING:
    from reader.annotations.store import Store

Format = Literal["html", "md"]

_NO_WORD = re.compile(r"[^\w-]+")
_NAME = 80  # characters of a page's name
_HEAD = 2048  # bytes in which a page of ours says so; its style comes after


class Page(NamedTuple):
    """An article as a page."""

    path: str
    content: str


def run(paths: Sequence[str], form: Format, to: str | None, notes_file: str | None) -> int:
    """Write articles as pages: one to standard output, any number into a folder.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: What to write.
        to: The folder; it is made if need be.
        notes_file: The file of annotations, or the folder of them.

    Returns:
        0, or 1 where an article could not be read or a page not be written.

    Raises:
        UsageError: There is no article in what was named, or several and no folder.
    """
    if to is None and not reading.is_one(paths):
        raise UsageError("several articles become several pages: --to names the folder for them")
    notes = _notes(paths, notes_file)
    for fault in _store(notes).load().faults:
        output.error(str(fault))
    if to is not None:
        try:
            os.makedirs(to, exist_ok=True)
        except OSError as fault:
            raise UsageError(f"{to}: {(fault.strerror or 'cannot be made').lower()}") from fault
    status = 0
    names: dict[str, int] = {}
    for outcome in reading.each(paths, partial(_page, form=form, notes=notes), writes=to is None):
        if isinstance(outcome, Skipped):
            reading.tell(outcome)
            status = 1
        elif to is None:
            sys.stdout.write(outcome.content)
        elif not _write(os.path.join(to, _name(outcome.path, form, names)), outcome.content, form):
            status = 1
    return status


def _notes(paths: Sequence[str], notes_file: str | None) -> str:
    """Where the annotations are."""
    from reader import locations
    from reader.config import load_config

    config, faults = load_config()
    for fault in faults:
        if fault.key in ("", "notes"):
            output.error(str(fault))
    return locations.notes_file(notes_file, config.notes, tuple(paths))


@cache
def _store(notes: str) -> "Store":
    """The annotations, read once in each process."""
    from reader.annotations.store import Store

    return Store(notes)


def _page(article: Article, found: Analysis, form: Format, notes: str) -> Page:
    """One article as a page."""
    placed = _store(notes).of(article)
    if form == "html":
        from reader.exporting import html

        return Page(article.path, html.page(article, found, placed))
    from reader.exporting import markdown

    return Page(article.path, markdown.page(article, found, placed))


def _name(path: str, form: Format, names: dict[str, int]) -> str:
    """What the page of an article is called: like the article; with a number where that is taken."""
    stem = os.path.splitext(os.path.basename(path))[0]
    name = _NO_WORD.sub("-", text.printable(stem)).strip("-")[:_NAME] or "article"
    key = name.casefold()
    names[key] = count = names.get(key, 0) + 1
    return f"{name}-{count}.{form}" if count > 1 else f"{name}.{form}"


def _write(path: str, content: str, form: Format) -> bool:
    """Write a page in the place of an older one of ours, never of anything else; says whether that went well."""
    from reader.exporting import html, markdown
    from reader.tomlfile import SaveError, rewritten

    sign = (html.GENERATOR if form == "html" else markdown.GENERATOR).encode()
    there = False

    def made(before: bytes) -> bytes:
        nonlocal there
        there = bool(before) and sign not in before[:_HEAD]
        return before if there else content.encode("utf-8", "replace")

    try:
        rewritten(path, made)
    except (OSError, ValueError, SaveError) as fault:
        output.error(f"{path}: {getattr(fault, 'strerror', None) or fault}")
        return False
    if there:
        output.error(f"{path}: is there already and is no page of reader's, so it stays")
    return not there
