"""``reader concordance``: a word or an actor wherever it stands, with the words around it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.cli import output, reading, tables
from reader.cli.output import UsageError
from reader.cli.tables import Column, Form, one_line
from reader.model import Analysis, Article

if TYPE_CHECKING:
    from reader.views.concordance import Collocate, Concordance, Line, Reading, Sorting, Wanted

_ARTICLE = 28  # cells
_FORMS = 8  # forms named above the lines
_COLLOCATES = 50  # shown for people
_CSV = ("path", "title", "published", "start", "end", "left", "text", "right")
_COMPANY = ("word", "near", "left", "right", "total", "expected", "log-likelihood")


class Asked(NamedTuple):
    """What to show."""

    word: str
    fuzzy: bool = False
    actor: bool = False
    sorting: "Sorting" = "article"
    window: int = 5
    collocates: bool = False
    """The words that keep it company instead of the places."""


def run(paths: Sequence[str], form: Form, asked: Asked) -> int:
    """Print a concordance.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: How to print.
        asked: What.

    Returns:
        0, or 1 where nothing was found or an article could not be read.

    Raises:
        UsageError: There is no article in what was named, or no word to look for.
    """
    from reader.views import concordance

    if asked.window < 1:
        raise UsageError("--window takes a number from 1 on")
    wanted = concordance.wanted(asked.word, asked.fuzzy, asked.actor, asked.window)
    if not wanted.words:
        raise UsageError("there is no word to look for")
    readings, whole = reading.every(paths, partial(_read, wanted=wanted))
    found = concordance.merge(readings, asked.sorting)
    about = {each.path: each for each in readings if each.lines}
    if form == "json":
        _print_json(asked.word, found, about)
    elif asked.collocates:
        _print_collocates(found, form)
    else:
        _print_lines(found, about, form)
    if not found.lines:
        output.error("nothing found")
    return 0 if whole and found.lines else 1


def _read(article: Article, found: Analysis, wanted: "Wanted") -> "Reading":
    """What one article gives."""
    from reader.views.concordance import read

    return read(article, found, wanted)


def _print_json(word: str, found: "Concordance", about: "dict[str, Reading]") -> None:
    """Everything as one value."""
    import json

    value = {
        "word": word,
        "count": len(found.lines),
        "articles": found.articles,
        "read": found.read,
        "forms": [{"text": form, "count": count} for form, count in found.forms],
        "lines": [_line(line, about[line.path]) for line in found.lines],
        "collocates": [_collocate(collocate) for collocate in found.collocates],
    }
    output.write(json.dumps(value))


def _line(line: "Line", about: "Reading") -> dict[str, object]:
    """One place as JSON knows it."""
    return {
        "path": line.path,
        "title": about.title,
        "published": about.published,
        "start": line.start,
        "end": line.end,
        "left": line.left.of(about.text),
        "text": about.text[line.start : line.end],
        "right": line.right.of(about.text),
    }


def _collocate(collocate: "Collocate") -> dict[str, object]:
    """One word that keeps company as JSON knows it."""
    return {
        "word": collocate.word,
        "near": collocate.near,
        "left": collocate.left,
        "right": collocate.right,
        "total": collocate.total,
        "expected": round(collocate.expected, 4),
        "log_likelihood": round(collocate.score, 4),
    }


def _print_collocates(found: "Concordance", form: Form) -> None:
    """The words that keep it company, as a table."""
    import json

    columns = [Column(name, len(name), right=at > 0) for at, name in enumerate(_COMPANY)]
    columns[0] = Column("word", 16, 24)
    table = tables.table(form, columns)
    shown = found.collocates[:_COLLOCATES] if form in ("plain", "md") else found.collocates
    for collocate in shown:
        if form == "jsonl":
            table.add([(json.dumps(_collocate(collocate)),)])
            continue
        counts = (collocate.near, collocate.left, collocate.right, collocate.total)
        table.add([(collocate.word, *map(str, counts), f"{collocate.expected:.2f}", f"{collocate.score:.2f}")])
    table.end()


def _print_lines(found: "Concordance", about: "dict[str, Reading]", form: Form) -> None:
    """The places, as a table or with what was looked for under each other."""
    import json

    if form == "plain":
        _print_plain(found, about)
        return
    names = _CSV if form == "csv" else ("article", "left", "text", "right")
    table = tables.table(form, [Column(name) for name in names])
    for line in found.lines:
        one = about[line.path]
        if form == "jsonl":
            table.add([(json.dumps(_line(line, one)),)])
            continue
        words = tuple(map(one_line, (line.left.of(one.text), one.text[line.start : line.end], line.right.of(one.text))))
        span = (str(line.start), str(line.end))
        head = (one.path, one.title, one.published or "", *span) if form == "csv" else (one.path,)
        table.add([(*map(one_line, head), *words)])
    table.end()


def _print_plain(found: "Concordance", about: "dict[str, Reading]") -> None:
    """The places for people, what was looked for in one column."""
    forms = ", ".join(f"{one_line(form)} {count}" for form, count in found.forms[:_FORMS])
    more = ", …" if len(found.forms) > _FORMS else ""
    output.line(f"{len(found.lines)} in {found.articles} of {found.read} articles: {forms}{more}", "bold")
    room = tables.room()
    article = min(_ARTICLE, room // 5)
    side = max(16, (room - article - 16) // 2)
    for line in found.lines:
        one = about[line.path]
        left, word, right = (one_line(line.left.of(one.text)), one.text[line.start : line.end], line.right.of(one.text))
        if room:
            _print_line(_tail(one.path, article), _tail(left, side), one_line(word), one_line(right), room)
        else:
            output.write(
                "\t".join((f"{one_line(one.path)}@{line.start}-{line.end}", left, *map(one_line, (word, right))))
            )


def _print_line(article: str, left: str, word: str, right: str, room: int) -> None:
    """One place on one row of the terminal."""
    from rich.console import Console
    from rich.text import Text

    from reader.page.cells import clip, shown, width

    before = shown(f"{article}  {left} ")
    rest = clip(shown(f" {right}"), max(0, room - width(before) - width(shown(word))))
    styled = Text.assemble((before, "dim"), (shown(word), "bold yellow"), rest)
    Console(highlight=False).print(styled, soft_wrap=True)


def _tail(content: str, cells: int) -> str:
    """The end of a text in exactly so many cells, at the right."""
    from reader.page.cells import shown, width

    content = shown(one_line(content))
    if width(content) > cells:
        content = content[-cells:]
        while width(content) >= cells:
            content = content[1:]
        content = "…" + content
    return " " * (cells - width(content)) + content
