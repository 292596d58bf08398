"""``reader analyze``: everything found in each article."""

from collections.abc import Sequence
from typing import Literal

from reader.cli import forms, output, reading
from reader.library import Skipped
from reader.model import Analysis, Article

Form = Literal["plain", "json", "jsonl"]
Line = tuple[str, str]
"""A line for people, and its style."""

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
    return _for_people(paths) if form == "plain" else _as_json(paths, many=form == "json" and not reading.is_one(paths))


def _for_people(paths: Sequence[str]) -> int:
    """Print each article with what was found in it."""
    failed = False
    for outcome in reading.each(paths, _lines):
        if isinstance(outcome, Skipped):
            failed = True
            reading.tell(outcome)
            continue
        for line, style in outcome:
            output.line(line, style)
    return 1 if failed else 0


def _as_json(paths: Sequence[str], many: bool) -> int:
    """Print each article as an object, those of a list between brackets."""
    failed = False
    before = "[\n" if many else ""
    for outcome in reading.each(paths, _encoded):
        if isinstance(outcome, Skipped):
            failed = True
            reading.tell(outcome)
        encoded = _failed(outcome) if isinstance(outcome, Skipped) else outcome
        output.write(before + encoded, end="" if many else "\n")
        before = ",\n" if many else ""
    if many:
        output.write("\n]")
    return 1 if failed else 0


def _encoded(article: Article, found: Analysis) -> str:
    """An article with everything found in it as one line of JSON, in ASCII."""
    import json

    return json.dumps(forms.analyzed(article, found))


def _failed(skipped: Skipped) -> str:
    """An article that could not be read as one line of JSON, in ASCII."""
    import json

    return json.dumps(forms.failed(skipped.path, skipped.reason))


def _lines(article: Article, found: Analysis) -> list[Line]:
    """An article with what was found in it, for people."""
    names = {actor.id: actor.name for actor in found.actors}
    facts = [article.path, f"{article.words:,} words", f"{article.minutes} min"]
    facts += filter(None, (article.source, article.published))
    lines = [(article.title, "bold"), (" · ".join(facts), "dim")]
    for actor in found.actors:
        also = f"  (also {', '.join(actor.aliases)})" if actor.aliases else ""
        lines.append((f"  {len(actor.mentions):4}  {actor.name}, {actor.kind}{also}", ""))
    if found.actors and found.quotes:
        lines.append(("", ""))
    for quote in found.quotes:
        source = names.get(quote.speaker or "") or (quote.source.of(article.text) if quote.source else "nobody named")
        said = article.text[quote.start : min(quote.end, quote.start + _QUOTE)]
        more = "…" if quote.end - quote.start > _QUOTE else ""
        lines.append((f"  {said}{more} — {source}", ""))
    return [*lines, ("", "")]
