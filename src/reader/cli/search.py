"""``reader search``: what somebody remembers half, found in any number of articles."""

import itertools
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader import articles, text
from reader.cache import indexes
from reader.cache.study import glance, recall
from reader.cli import output, reading, tables
from reader.cli.output import UsageError
from reader.cli.tables import Form
from reader.library import Skipped
from reader.model import Analysis, Article, Span
from reader.search.documents import Document, Kind, documents
from reader.search.results import About, Hit

if TYPE_CHECKING:
    from rich.console import Console

    from reader.search.engine import Results
    from reader.search.index import Index

SCOPES: dict[str, tuple[Kind, ...]] = {
    "all": (),
    "quotes": ("quote",),
    "passages": ("passage",),
    "titles": ("title",),
    "actors": ("actor",),
    "notes": ("note",),
}

_LEAD = 60  # characters shown before the first match in a long passage
_SHOWN = 300  # characters of a passage shown for people
_SUGGESTIONS = 3
_AT_ONCE = 512  # articles that the cache is asked about at a time
_COMMITTED = 2_000  # articles after which what was read of them goes to the disk


class _Found(NamedTuple):
    """An article as search needs it."""

    about: About
    text: str
    """Empty where it can be had from the cache."""
    documents: list[Document]


class _Texts(dict[str, str]):
    """The texts of articles by path; those that are not there are read when they are asked for."""

    def __missing__(self, path: str) -> str:
        try:
            article = recall(path) or articles.load(path)
        except articles.ArticleError:  # it has just gone
            return ""
        self[path] = article.text
        return article.text


class _Library(NamedTuple):
    """What is searched."""

    searched: "Index"
    texts: _Texts
    complete: bool
    """Whether all could be read."""
    folder: str
    """Where the index is to be saved; empty for nowhere."""


def run(query: str, paths: Sequence[str], form: Form, scope: str, limit: int, batch: bool) -> int:
    """Search articles and print what is found, best first; for people article by article.

    Args:
        query: What to find.
        paths: Files and folders, ``-`` for standard input.
        form: How to print.
        scope: One of `SCOPES`.
        limit: Hits at most.
        batch: Take queries from standard input instead, one a line, and print a JSON list for each.

    Returns:
        0, or 1 where nothing was found or an article could not be read.

    Raises:
        UsageError: There is no article in what was named, or the limit is below 1.
    """
    if limit < 1:
        raise UsageError("--limit takes a number from 1 on")
    if batch and reading.INPUT in paths:
        raise UsageError("--batch reads queries on standard input, which can't be an article too")
    index, texts, complete, folder = _read(paths)
    if batch:
        for line in sys.stdin:
            results = _search(index, line.rstrip("\n"), scope, limit)
            output.write(_json_list(results, texts))
        found_any = True
    else:
        found_any = _answer(index, _search(index, query, scope, limit), texts, form)
    if folder:
        indexes.save_index(index, folder)
    return 0 if complete and found_any else 1


def _answer(index: "Index", results: "Results", texts: _Texts, form: Form) -> bool:
    """Print what was found; says whether anything was."""
    if form == "json":
        output.write(_json_list(results, texts))
    elif form == "jsonl":
        for hit in results.hits:
            output.write(_json(results, hit, texts))
    else:
        _print(results, texts)
    if not results.hits:
        _suggest(index, results)
    return bool(results.hits)


def _read(paths: Sequence[str]) -> _Library:
    """Read articles, those that an index was kept of only as far as that takes."""
    from reader.search.index import key

    found = reading.find(paths)
    folder = indexes.folder_of(paths) if len(found) > reading.FEW and reading.INPUT not in paths else ""
    index = indexes.open_index(folder)
    known = _unchanged([it.path for it in found], index)
    index.keep_only([key(path) for path in known])
    rest = [it for it in found if it.path not in known]
    texts, complete = _Texts(), True
    for article in reading.work(rest, _found, writes=False):
        if isinstance(article, Skipped):
            complete = False
            reading.tell(article)
            continue
        index.add(article.about, article.documents)
        if article.text:
            texts[article.about.path] = article.text
        if index.waiting >= _COMMITTED:
            _take_in(index, folder)
    index.commit()
    return _Library(index, texts, complete, folder)


def _take_in(index: "Index", folder: str) -> None:
    """Put what was added to the rest, on the disk if that can be, so that it does not pile up here."""
    index.commit()
    while index.merge():
        pass
    if folder:
        indexes.save_index(index, folder)


def _unchanged(paths: Sequence[str], index: "Index") -> set[str]:
    """The articles that an index was kept of and that are as they were."""
    known: set[str] = set()
    for at in range(0, len(paths) if index.articles else 0, _AT_ONCE):
        part = paths[at : at + _AT_ONCE]
        seen = [About(path, stamp=it.stamp) for path, it in zip(part, glance(part), strict=True) if it and it.stamp]
        known.update(about.path for about in itertools.compress(seen, index.unchanged(seen)))
    return known


def _found(article: Article, analysis: Analysis) -> _Found:
    """What can be found in one article."""
    seen = glance([article.path])[0] if article.path != reading.INPUT else None
    stamp = seen.stamp if seen else ""
    about = About(article.path, article.title, article.source or "", article.published or "", stamp)
    return _Found(about, "" if stamp else article.text, documents(article, analysis))


def _search(index: "Index", query: str, scope: str, limit: int) -> "Results":
    """What is found, looking far; what of the query can't be read is told."""
    from reader.search.engine import search

    results = search(index, query, limit, SCOPES[scope], thorough=True)
    if results.message:
        output.error(results.message)
    return results


def _json_list(results: "Results", texts: _Texts) -> str:
    """All hits as one JSON list."""
    return f"[{', '.join(_json(results, hit, texts) for hit in results.hits)}]"


def _json(results: "Results", hit: Hit, texts: _Texts) -> str:
    """One hit as JSON."""
    import json

    marked = results.mark(hit, texts[hit.about.path])
    found = {
        "path": hit.about.path,
        "title": hit.about.title,
        "kind": hit.kind,
        "start": hit.start,
        "end": hit.end,
        "text": marked.text,
        "score": round(hit.score, 4),
        "spans": marked.spans,
        "speaker": hit.name or None if hit.kind == "quote" else None,
    }
    return json.dumps(found | ({"actor": hit.name} if hit.kind == "actor" else {}))


def _print(results: "Results", texts: _Texts) -> None:
    """All hits for people: the articles by their best hit, in each its hits by theirs."""
    first = {path: at for at, path in reversed(list(enumerate(hit.about.path for hit in results.hits)))}
    hits = sorted(results.hits, key=lambda hit: first[hit.about.path])
    console = _console() if sys.stdout.isatty() else None
    for about, group in itertools.groupby(hits, key=lambda hit: hit.about):
        output.line(f"{about.title}  {about.path}", "bold")
        for hit in group:
            marked = results.mark(hit, texts[about.path])
            names = {"quote": hit.name or "—", "actor": hit.name}
            label = hit.kind + (f"  {tables.one_line(names[hit.kind])}" if hit.kind in names else "")
            _print_hit(console, f"  {label}  ", *_cut(marked.text, marked.spans))


def _console() -> "Console":
    """What colors are printed with."""
    from rich.console import Console

    return Console(highlight=False)


def _cut(content: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """A long passage around its first match; nothing that moves the spans is changed but the beginning."""
    start = max(0, spans[0].start - _LEAD) if spans and len(content) > _SHOWN else 0
    while start and content[start - 1] != " ":
        start -= 1
    end = start + _SHOWN
    shown = ("…" if start else "") + content[start:end] + ("…" if end < len(content) else "")
    moved = start - (1 if start else 0)
    return shown, [Span(a - moved, min(b, end) - moved) for a, b in spans if a < end]


def _print_hit(console: "Console | None", label: str, content: str, spans: Sequence[Span]) -> None:
    """One hit as one line."""
    if console is None:
        output.write(label + tables.one_line(content))
        return
    from rich.text import Text

    line, done = Text(label, "dim"), 0
    for start, end in spans:
        line.append(text.printable(content[done:start]), "not dim")
        line.append(text.printable(content[start:end]), "not dim bold yellow")
        done = end
    line.append(text.printable(content[done:]), "not dim")
    console.print(line, soft_wrap=True)


def _suggest(index: "Index", results: "Results") -> None:
    """Say that nothing was found, and which words are spelled nearly like those of the query."""
    from reader.search.engine import suggest

    near = suggest(index, results.query, _SUGGESTIONS)
    output.error("nothing found" + (f"; spelled nearly so: {', '.join(near)}" if near else ""))
