"""``reader actors``: who is named, counted over any number of articles."""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from reader import text
from reader.cli import reading, tables
from reader.cli.tables import Column, Form, Row, one_line
from reader.library import Skipped
from reader.model import ActorKind, Analysis, Article

Named = tuple[str, ActorKind, str, tuple[str, ...], int]
"""Id, kind and name of an actor of one article, its aliases, and how often it is mentioned."""

_CSV = ("name", "id", "kind", "mentions", "articles", "aliases")
_WIDEST = 32  # cells of a name on a terminal
_NO_WORD = re.compile(r"\W+")


class Merged:
    """An actor over several articles."""

    def __init__(self, named: Named) -> None:
        """Begin with what the first article says."""
        self.id, self.kind, self.name = named[:3]
        self.mentions = 0
        self.articles: dict[str, int] = {}
        """How often each names it, by path."""
        self._forms: dict[str, None] = {}

    @property
    def aliases(self) -> list[str]:
        """Other forms of the name, in order of appearance."""
        return [form for form in self._forms if form != self.name]

    def add(self, path: str, named: Named) -> None:
        """Take in what one article says.

        Args:
            path: The article.
            named: The actor there.
        """
        self._forms |= dict.fromkeys((named[2], *named[3]))
        self.mentions += named[4]
        self.articles[path] = self.articles.get(path, 0) + named[4]


def run(paths: Sequence[str], form: Form, kind: ActorKind | None) -> int:
    """Print actors as a table, those most mentioned first.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: How to print.
        kind: Only actors of this kind.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    merged: dict[tuple[ActorKind, str], Merged] = {}
    failed = False
    for outcome in reading.each(paths, partial(_named, kind=kind), writes=False):
        if isinstance(outcome, Skipped):
            failed = True
            reading.tell(outcome)
            continue
        path, actors = outcome
        for named in actors:
            merged.setdefault(_identity(named), Merged(named)).add(path, named)
    ordered = sorted(merged.values(), key=lambda actor: (-actor.mentions, -len(actor.articles)))
    table = tables.table(form, _columns(form, ordered))
    table.add([_row(actor, form) for actor in ordered])
    table.end()
    return 1 if failed else 0


def _named(article: Article, found: Analysis, kind: ActorKind | None) -> tuple[str, list[Named]]:
    """The actors of one article."""
    return article.path, [
        (actor.id, actor.kind, actor.name, actor.aliases, len(actor.mentions))
        for actor in found.actors
        if kind in (None, actor.kind)
    ]


def _identity(named: Named) -> tuple[ActorKind, str]:
    """What tells actors apart over articles: the name as ids have it, without the numbers, which hold in one."""
    plain = text.fold(named[2]).text.replace("'", "").replace(".", "")
    return named[1], _NO_WORD.sub("-", plain).strip("-") or named[2]


def _columns(form: Form, actors: Iterable[Merged]) -> list[Column]:
    """What a table of actors has in its columns."""
    if form == "csv":
        return [Column(name) for name in _CSV]
    room = tables.room()
    widest = min(max((len(actor.name) for actor in actors), default=0), _WIDEST, room // 3) if room else 0
    sign = [] if form == "md" else [Column("", 1)]
    counts = [Column("mentions", right=True), Column("articles", right=True)]
    kind = Column("kind", len("organization"))
    return [*sign, Column("name", widest, _WIDEST), kind, *counts, Column("aliases")]


def _row(actor: Merged, form: Form) -> Row:
    """One actor as a row."""
    if form in ("json", "jsonl"):
        import json

        from reader.cli import forms

        return (json.dumps(forms.merged(actor.name, actor.id, actor.kind, actor.aliases, actor.articles)),)
    name = one_line(actor.name)
    aliases = "; ".join(map(one_line, actor.aliases))
    counts = (str(actor.mentions), str(len(actor.articles)))
    if form == "csv":
        return (name, actor.id, actor.kind, *counts, aliases)
    if form == "md":
        return (name, actor.kind, *counts, aliases)
    from reader.page.theme import GLYPHS

    return (GLYPHS[actor.kind], name, actor.kind, *counts, aliases)
