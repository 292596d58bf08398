"""``reader quotes``: who says what, over any number of articles."""

import os
import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from reader import text
from reader.cli import reading, tables
from reader.cli.output import UsageError
from reader.cli.tables import Column, Form, Row, one_line
from reader.library import Skipped
from reader.model import Actor, Analysis, Article, Confidence, Quote, QuoteKind

NOBODY = "—"
"""Stands for the speaker where nobody is named."""

_SPEAKER = 28  # cells
_ARTICLE = 40
_RISING: tuple[Confidence, ...] = ("guess", "likely", "sure")
_CSV = ("path", "title", "start", "end", "kind", "speech", "confidence", "speaker", "source", "quote")


class Wanted(NamedTuple):
    """Which quotes to show."""

    speaker: str | None = None
    """A name, or some words of one."""
    kind: QuoteKind | None = None
    confidence: Confidence = "guess"
    """The least."""
    everything: bool = False
    """Also what is between quotation marks and not speech."""


class _Filter(NamedTuple):
    """Which quotes to show, made ready."""

    wanted: Wanted
    speaker: re.Pattern[str] | None

    def passes(self, quote: Quote, article: Article, actor: Actor | None) -> bool:
        """Whether a quote is wanted."""
        wanted = self.wanted
        return (
            (quote.speech or wanted.everything)
            and wanted.kind in (None, quote.kind)
            and _RISING.index(quote.confidence) >= _RISING.index(wanted.confidence)
            and (self.speaker is None or any(map(self.speaker.search, _names(quote, article, actor))))
        )


def run(paths: Sequence[str], form: Form, wanted: Wanted) -> int:
    """Print quotes as a table, in path and text order, as they are found.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: How to print.
        wanted: Which.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named, or no name in the speaker's.
    """
    chosen = _Filter(wanted, _by_name(wanted.speaker) if wanted.speaker is not None else None)
    outcomes = reading.each(paths, partial(_rows, form=form, brief=tables.room() > 0, chosen=chosen))
    table = tables.table(form, _columns(form))
    failed = False
    for outcome in outcomes:
        if isinstance(outcome, Skipped):
            failed = True
            reading.tell(outcome)
        else:
            table.add(outcome)
    table.end()
    return 1 if failed else 0


def _columns(form: Form) -> list[Column]:
    """What a table of quotes has in its columns."""
    if form == "csv":
        return [Column(name) for name in _CSV]
    room = tables.room() or 80
    speaker = Column("speaker", min(_SPEAKER, room // 4), _SPEAKER)
    return [speaker, Column("article", min(_ARTICLE, room // 4), 2 * _ARTICLE), Column("quote")]


def _by_name(name: str) -> re.Pattern[str]:
    """What finds a name, or whole words of it, in folded text.

    Raises:
        UsageError: There is no word in it.
    """
    words = text.fold(name).text.split()
    if not words:
        raise UsageError("--speaker needs a name, or some words of one")
    return re.compile(r"(?<!\w)" + r" +".join(map(re.escape, words)) + r"(?!\w)")


def _names(quote: Quote, article: Article, actor: Actor | None) -> list[str]:
    """All that a quote's speaker is called, folded."""
    names = [actor.name, *actor.aliases] if actor else []
    if quote.source:
        names.append(quote.source.of(article.text))
    return [text.fold(name).text for name in names]


def _rows(article: Article, found: Analysis, form: Form, brief: bool, chosen: _Filter) -> list[Row]:
    """The rows of one article."""
    actors = {actor.id: actor for actor in found.actors}
    return [
        _row(quote, article, actors, form, brief)
        for quote in found.quotes
        if chosen.passes(quote, article, actors.get(quote.speaker or ""))
    ]


def _row(quote: Quote, article: Article, actors: dict[str, Actor], form: Form, brief: bool) -> Row:
    """One quote as a row."""
    if form in ("json", "jsonl"):
        import json

        from reader.cli import forms

        return (json.dumps(forms.quoted(article, quote, actors)),)
    actor = actors.get(quote.speaker or "")
    name = one_line(actor.name) if actor else ""
    source = one_line(quote.source.of(article.text)) if quote.source else ""
    said = one_line(article.text[quote.start : quote.end])
    path = one_line(article.path)
    if form == "csv":
        span = (str(quote.start), str(quote.end))
        speech = "true" if quote.speech else "false"
        title = one_line(article.title)
        return (path, title, *span, quote.kind, speech, quote.confidence, name, source, said)
    return (name or source or NOBODY, os.path.basename(path) if brief else path, said)
