"""A dossier as a Markdown page."""

import re
from collections.abc import Iterator

from reader.text import printable, squeeze
from reader.views.dossier import Dossier, Passage, Statement

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$])")


def markdown(dossier: Dossier) -> str:
    """Write a dossier as Markdown in which what articles say stays plain text.

    Args:
        dossier: The dossier.

    Returns:
        The page.
    """
    return "\n".join(_lines(dossier)) + "\n"


def place(passage: Passage) -> str:
    """A passage as ``reader open`` takes it.

    Args:
        passage: The passage.

    Returns:
        The article's path and the offsets.
    """
    return f"{passage.path}@{passage.start}-{passage.end}"


def _lines(dossier: Dossier) -> Iterator[str]:
    """The page line by line."""
    yield f"# {_escaped(dossier.name)}"
    yield ""
    yield f"- Kind: {dossier.kind}"
    if dossier.aliases:
        yield f"- Also: {_escaped(', '.join(dossier.aliases))}"
    if dossier.roles:
        roles = (f"{_escaped(role.text)} ({len(role.passages)})" for role in dossier.roles)
        yield f"- Roles: {', '.join(roles)}"
    if dossier.first:
        yield f"- Seen: {dossier.first} to {dossier.last}"
    yield f"- Mentions: {dossier.mentions} in {len(dossier.articles)} articles"
    yield f"- Quoted words: {dossier.words}"
    yield from ("", "## Articles", "", "| Date | Mentions | Quoted words | Article |", "| --- | --: | --: | --- |")
    for article in dossier.articles:
        name = f"{_escaped(article.title)} ({_escaped(article.path)})"
        yield f"| {article.published or ''} | {len(article.mentions)} | {article.words} | {name} |"
    yield from _section("Says", dossier.said)
    yield from _section("Said by others", dossier.about)
    yield from ("", "## Beside", "", "| Name | Kind | Paragraphs |", "| --- | --- | --: |")
    for other in dossier.beside:
        yield f"| {_escaped(other.name)} | {other.kind} | {len(other.passages)} |"


def _section(heading: str, statements: tuple[Statement, ...]) -> Iterator[str]:
    """Statements under a heading, each a list item."""
    if statements:
        yield from ("", f"## {heading}", "")
    for statement in statements:
        said = statement.said
        who = statement.speaker.name or said.source or "—"
        at = place(Passage(said.path, said.start, said.end))
        when = f"{statement.published}, " if statement.published else ""
        yield f"- {_escaped(who)} ({said.kind}): {_escaped(said.text)}  "
        yield f"  {when}{_escaped(at)}"


def _escaped(text: str) -> str:
    """Text from anywhere as one line of plain Markdown."""
    return _MARKUP.sub(r"\\\1", squeeze(printable(text)))
