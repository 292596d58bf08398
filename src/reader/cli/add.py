"""``reader add``: pages, feeds and documents saved as Markdown in the library."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader import articles, files, text
from reader.cli import output, shelf
from reader.cli.output import UsageError
from reader.fetching.addresses import is_address, parse
from reader.model import Article

if TYPE_CHECKING:
    from reader.fetching import web

Form = Literal["plain", "json", "jsonl"]

INPUT = "-"
"""What stands for standard input."""

_NOBODY = "https://invalid.invalid/"  # trusted in place of the address of a feed that came without one
_LIKE_ADDRESS = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?:/|$)", re.IGNORECASE)
_MOST = 200  # pages that the entries of one feed lead to
_KINDS: dict[str, articles.Format] = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), "html"),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), "feed"),
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_TOLD_BY_CONTENT = ("text/", "application/", "binary/")  # how kinds begin that say little
_NO_ARTICLE = frozenset(
    {"text/css", "text/csv", "text/calendar", "text/javascript", "application/javascript", "application/json"}
)


class Result(NamedTuple):
    """What came of one article."""

    asked: str
    """What the user named."""
    state: Literal["added", "updated", "there", "failed"]
    path: str = ""
    title: str = ""
    url: str | None = None
    error: str = ""


class Wanted(NamedTuple):
    """What the user asks for."""

    update: bool = False
    """Whether what is there already is fetched again."""
    linked: bool = False
    """Whether the pages that a feed's entries lead to are fetched."""


class _Got(NamedTuple):
    """An article to be saved."""

    article: Article
    asked: str
    """The address that it was asked for by; empty for a file."""


def run(sources: Sequence[str], to: str | None, wanted: Wanted, form: Form) -> int:
    """Save articles as Markdown.

    Args:
        sources: Addresses and files, ``-`` for standard input.
        to: The folder; it is made if need be. None for the library, else this folder.
        wanted: How.
        form: How to tell what came of it.

    Returns:
        0, or 1 where something could not be had or saved.

    Raises:
        UsageError: There is no such folder.
    """
    folder = to if to is not None else _library()
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as fault:
        raise UsageError(f"{folder}: {(fault.strerror or 'cannot be made').lower()}") from fault
    held = shelf.Shelf(folder)
    failed = False
    results = []
    for source in sources:
        for result in _add(source, held, wanted):
            failed |= result.state == "failed"
            results.append(result)
            _tell(result, form)
    if form == "json":
        import json

        output.write(json.dumps([_as_json(result) for result in results]))
    return 1 if failed else 0


def _library() -> str:
    """The folder that the library in force consists of, else this one."""
    from reader.config import load_config

    config, faults = load_config()
    for fault in faults:
        output.error(str(fault))
    return next((path for path in config.library if os.path.isdir(path)), os.curdir)


def _tell(result: Result, form: Form) -> None:
    """Say what came of one article, as soon as it is known."""
    if form == "jsonl":
        import json

        output.write(json.dumps(_as_json(result)))
    if result.state == "failed":
        output.error(f"{result.asked}: {result.error}")
    elif form == "plain":
        before = {"added": "added", "updated": "updated", "there": "already there:"}[result.state]
        output.line(f"{before} {result.path}")
        sys.stdout.flush()


def _as_json(result: Result) -> dict[str, object]:
    """A result as JSON knows it."""
    if result.state == "failed":
        return {"asked": result.asked, "error": result.error}
    return {key: value for key, value in result._asdict().items() if key != "error"}


def _add(source: str, held: shelf.Shelf, wanted: Wanted) -> Iterator[Result]:
    """Add what one source gives."""
    if is_address(source) and not wanted.update and (path := held.find(source)):
        yield Result(source, "there", path, url=source)
        return
    try:
        got = _got(source, held, wanted)
    except (articles.ArticleError, ValueError) as fault:
        yield Result(source, "failed", error=getattr(fault, "reason", "") or text.printable(str(fault)))
        return
    for each in got:
        yield each if isinstance(each, Result) else _save(source, each, held, wanted.update)


def _save(source: str, got: _Got, held: shelf.Shelf, update: bool) -> Result:
    """Save an article, unless it is there."""
    article = got.article
    try:
        path, state = held.save(article, got.asked, update)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return Result(source, "failed", error=text.printable(reason), title=article.title)
    return Result(source, state, path, article.title, article.url)


def _got(source: str, held: shelf.Shelf, wanted: Wanted) -> Sequence[_Got] | Iterator[_Got | Result]:
    """What a source gives.

    Raises:
        ArticleError, ValueError: It gives nothing.
    """
    if is_address(source):
        return _from_web(source, held, wanted)
    if source == INPUT:
        data = sys.stdin.buffer.read(files.LIMIT + 1)
        if len(data) > files.LIMIT:
            raise ValueError(f"is larger than the limit of {files.LIMIT // (1024 * 1024)} MB")
    else:
        data = _of_file(source)
    form = articles.format_of(data, source)
    if form == "feed":
        return _entries(articles.entries(data, source), "", held, wanted)
    return [_Got(articles.read(data, source, form), "")]


def _of_file(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        ValueError: It can't be read.
    """
    try:
        return files.read(path)
    except ValueError as fault:
        if _LIKE_ADDRESS.match(path) and not os.path.lexists(path):
            raise ValueError("there is no such file; if it is an address, write it with https:// in front") from fault
        raise


def _from_web(address: str, held: shelf.Shelf, wanted: Wanted) -> Sequence[_Got] | Iterator[_Got | Result]:
    """What an address gives.

    Raises:
        ArticleError, ValueError: It gives nothing.
    """
    from reader.fetching import web

    page = web.fetch(address)
    form = _format(page)
    if form == "feed":
        return _entries(articles.entries(page.data, page.address), address, held, wanted)
    return [_article(page, form, address)]


def _format(page: "web.Page") -> articles.Format:
    """The format of a page.

    Raises:
        ValueError: It is of none that is read.
    """
    if page.kind in _KINDS:
        return _KINDS[page.kind]
    if not page.kind or (page.kind.startswith(_TOLD_BY_CONTENT) and page.kind not in _NO_ARTICLE):
        return articles.format_of(page.data, parse(page.address).target.partition("?")[0])
    raise ValueError(f"is {text.printable(page.kind[:60])}, which is no form of article that is read")


def _article(page: "web.Page", form: articles.Format, asked: str) -> _Got:
    """The article on a page; it may name another address for itself, but only one on the same host.

    Raises:
        ArticleError: There is none.
    """
    article = articles.read(page.data, page.address, form)
    return _Got(article._replace(url=_own(article.url, page.address)), asked)


def _own(named: str | None, fetched: str) -> str:
    """The address that a page names for itself where that may be true, else the one it came from."""
    try:
        there, here = parse(named or ""), parse(fetched)
    except ValueError:
        return fetched
    return str(there) if there.host.removeprefix("www.") == here.host.removeprefix("www.") else fetched


def _entries(found: Sequence[Article], feed: str, held: shelf.Shelf, wanted: Wanted) -> Iterator[_Got | Result]:
    """What the entries of a feed give: what the feed has of them, or the pages that they lead to."""
    if not wanted.linked:
        yield from (_Got(article, article.url or "") for article in found if article.paragraphs)
        return
    from reader.fetching import web

    for article in [article for article in found if article.url][:_MOST]:
        address = article.url or ""
        if not wanted.update and (path := held.find(address)):
            yield Result(address, "there", path, url=address)
            continue
        try:
            page = web.fetch(address, trusted=feed or _NOBODY)
            yield _article(page, _format(page), address)
        except (articles.ArticleError, ValueError) as fault:
            yield Result(address, "failed", error=getattr(fault, "reason", "") or text.printable(str(fault)))
