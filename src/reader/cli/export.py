"""``reader export``: articles as pages to hand on."""

import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader import files, text
from reader.cli import noting, output, reading
from reader.cli.output import UsageError
from reader.library import Skipped
from reader.model import Analysis, Article

if TYPE_CHECKING:
    from reader.exporting.article_index import Entry

Format = Literal["html", "md"]

_NO_WORD = re.compile(r"[^\w-]+")
_NAME = 80  # characters of a page's name
_HEAD = 2048  # bytes in which a page of ours says so; its style comes after


class Form(NamedTuple):
    """What pages are to be like."""

    format: Format
    notes: str
    """The file of annotations, or the folder of them."""
    look: str = ""
    """The style of HTML pages."""
    home: str = ""
    """The name of the page that leads to the others, empty where there is none."""


class Page(NamedTuple):
    """An article as a page."""

    path: str
    content: str
    entry: "Entry | None" = None
    """What the page that leads to it says of it, where there is one."""


def run(
    paths: Sequence[str],
    form: Format,
    to: str | None,
    notes_file: str | None,
    theme: str | None = None,
    light_theme: str | None = None,
) -> int:
    """Write articles as pages: one to standard output, any number into a folder.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: What to write.
        to: The folder; it is made if need be.
        notes_file: The file of annotations, or the folder of them.
        theme: The theme that HTML pages wear; without one, they are light or dark as the browser is.
        light_theme: The theme that they wear where the browser is light.

    Returns:
        0, or 1 where an article could not be read or a page not be written.

    Raises:
        UsageError: There is no article in what was named, or several and no folder, or no such theme.
    """
    if to is None and not reading.is_one(paths):
        raise UsageError("several articles become several pages: --to names the folder for them")
    made = Form(form, noting.place(paths, notes_file), _look(theme, light_theme) if form == "html" else "")
    for fault in noting.store(made.notes).load().faults:
        output.error(str(fault))
    if to is None:
        return _print(paths, made)
    try:
        os.makedirs(to, exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{to}: {(fault.strerror or 'cannot be made').lower()}") from fault
    return _save(paths, made, to)


def _print(paths: Sequence[str], made: Form) -> int:
    """Write one page to standard output."""
    for outcome in reading.each(paths, partial(_page, made=made)):
        if isinstance(outcome, Skipped):
            reading.tell(outcome)
            return 1
        sys.stdout.write(outcome.content)
    return 0


def _save(paths: Sequence[str], made: Form, to: str) -> int:
    """Write pages into a folder, and with more than one the page that leads to them."""
    from reader.exporting import article_index

    found = reading.find(paths)
    if made.format == "html" and len(found) > 1:
        made = made._replace(home=article_index.NAME)
    status = 0
    names = {os.path.splitext(made.home)[0]: 1}
    entries: list[tuple[str, Entry]] = []
    for outcome in reading.work(found, partial(_page, made=made), writes=False):
        if isinstance(outcome, Skipped):
            reading.tell(outcome)
            status = 1
            continue
        name = _name(outcome.path, made.format, names)
        if not _write(os.path.join(to, name), outcome.content, made.format):
            status = 1
        elif outcome.entry is not None:
            entries.append((name, outcome.entry))
    if made.home:
        leading = article_index.page(_title(paths), entries, made.look)
        status = status if _write(os.path.join(to, made.home), leading, made.format) else 1
    return status


def _look(theme: str | None, light_theme: str | None) -> str:
    """The style of HTML pages.

    Raises:
        UsageError: There is no such theme.
    """
    from reader.exporting import frame
    from reader.page.theme import DARK, LIGHT

    try:
        return frame.style(light_theme or theme or LIGHT, theme or DARK)
    except frame.ColorError as fault:
        raise UsageError(str(fault)) from fault


def _title(paths: Sequence[str]) -> str:
    """What several articles together are called: like the folder they lie in."""
    name = os.path.basename(os.path.abspath(paths[0])) if len(paths) == 1 else ""
    return text.printable(name) or "Articles"


def _page(article: Article, found: Analysis, made: Form) -> Page:
    """One article as a page."""
    placed = noting.store(made.notes).of(article)
    if made.format == "md":
        from reader.exporting import markdown

        return Page(article.path, markdown.page(article, found, placed))
    from reader.exporting import article_index, html

    content = html.page(article, found, placed, made.look, made.home)
    return Page(article.path, content, article_index.entry(article, found, len(placed)) if made.home else None)


def _name(path: str, form: Format, names: dict[str, int]) -> str:
    """What the page of an article is called: like the article; with a number where that is taken."""
    stem = os.path.splitext(os.path.basename(path))[0]
    name = _NO_WORD.sub("-", text.printable(stem)).strip("-")[:_NAME] or "article"
    key = name.casefold()
    names[key] = count = names.get(key, 0) + 1
    return f"{name}-{count}.{form}" if count > 1 else f"{name}.{form}"


def _write(path: str, content: str, form: Format) -> bool:
    """Write a page, also over an older one of ours, never over anything else; says whether that went well."""
    from reader.exporting import frame, markdown

    sign = (frame.GENERATOR if form == "html" else markdown.GENERATOR).encode()
    data = content.encode("utf-8", "replace")
    try:
        try:
            with open(path, "xb") as file:
                file.write(data)
        except FileExistsError:
            before = files.read(path)
            if before and sign not in before[:_HEAD]:
                output.error(f"{path}: is there already and is no page of reader's, so it stays")
                return False
            with open(path, "wb") as file:
                file.write(data)
    except (OSError, ValueError) as fault:
        output.error(f"{path}: {getattr(fault, 'strerror', None) or fault}")
        return False
    return True
