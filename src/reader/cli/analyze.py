"""``reader analyze``: everything found in each article."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Literal

from reader import analysis, articles, files, library
from reader.cli import forms, output
from reader.cli.output import UsageError
from reader.model import Analysis, Article

Form = Literal["plain", "json", "jsonl"]
Outcome = tuple[Article, Analysis] | library.Skipped

_LONG = 20  # articles from which on a progress bar is shown
_QUOTE = 300  # characters of a quote that people are shown


def run(paths: Sequence[str], form: Form) -> int:
    """Analyze articles and print what was found.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: How to print; as JSON, one file gives an object and anything else a list of them.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    many = form == "json" and (len(paths) > 1 or os.path.isdir(paths[0]))
    failed = False
    before = "[\n" if many else ""
    for outcome in _outcomes(paths):
        if isinstance(outcome, library.Skipped):
            failed = True
            output.error(f"{outcome.path}: {outcome.reason}")
        if form == "plain":
            _print(outcome)
        else:
            output.write(before + _encoded(outcome), end="" if many else "\n")
            before = ",\n" if many else ""
    if many:
        output.write("\n]")
    return 1 if failed else 0


def _outcomes(paths: Sequence[str]) -> Iterator[Outcome]:
    """What comes of each article: as the paths come, those of a folder in natural order, each once.

    Raises:
        UsageError: There is no article in what was named.
    """
    found: dict[str, str] = {}  # paths, and why they can't be read if that is known
    for root in paths:
        discovery = library.discover([root]) if root != "-" else library.Discovery((library.Entry("-", "-"),), ())
        below = {entry.path: "" for entry in discovery.entries} | dict(discovery.skipped)
        for path in sorted(below, key=library.natural):
            found.setdefault(path, below[path])
    if not found:
        raise UsageError(f"{', '.join(paths)}: there is no article here ({', '.join(library.SUFFIXES)})")
    for path, reason in output.progress(found.items(), len(found) >= _LONG):
        yield library.Skipped(path, reason) if reason else _outcome(path)


def _outcome(path: str) -> Outcome:
    """What comes of one article."""
    try:
        article = _from_input() if path == "-" else articles.load(path)
        return article, analysis.analyze(article)
    except articles.ArticleError as fault:
        return library.Skipped(path, fault.reason)


def _from_input() -> Article:
    """The article on standard input.

    Raises:
        ArticleError: It is too large, or no text.
    """
    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise articles.ArticleError("-", f"is larger than the limit of {files.LIMIT // (1024 * 1024)} MB")
    return articles.read(data)


def _encoded(outcome: Outcome) -> str:
    """An outcome as one line of JSON, in ASCII."""
    import json

    if isinstance(outcome, library.Skipped):
        return json.dumps(forms.failed(outcome.path, outcome.reason))
    return json.dumps(forms.analyzed(*outcome))


def _print(outcome: Outcome) -> None:
    """Print an article for people."""
    if isinstance(outcome, library.Skipped):
        return
    article, found = outcome
    names = {actor.id: actor.name for actor in found.actors}
    output.line(article.title, "bold")
    facts = [article.path, f"{article.words:,} words", f"{article.minutes} min", *filter(None, article[7:9])]
    output.line(" · ".join(facts), "dim")
    for actor in found.actors:
        also = f"  (also {', '.join(actor.aliases)})" if actor.aliases else ""
        output.line(f"  {len(actor.mentions):4}  {actor.name}, {actor.kind}{also}")
    if found.actors and found.quotes:
        output.line("")
    for quote in found.quotes:
        source = names.get(quote.speaker or "") or (quote.source.of(article.text) if quote.source else "nobody named")
        said = article.text[quote.start : min(quote.end, quote.start + _QUOTE)]
        more = "…" if quote.end - quote.start > _QUOTE else ""
        output.line(f"  {said}{more} — {source}")
    output.line("")
