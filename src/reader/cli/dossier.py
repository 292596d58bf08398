"""``reader dossier``: all that a library has on one actor."""

from collections.abc import Sequence

from reader.cli import figures, output, tables
from reader.cli.output import UsageError
from reader.cli.tables import Column, Form, one_line
from reader.model import ActorKind, Span
from reader.views.dossier import BY_ID, Dossier, Order, Passage, Statement, dossier, find, ordered
from reader.views.dossier_page import markdown, place
from reader.views.identities import Identity
from reader.views.timeline import timeline

_STEPS = 24  # of time that are shown
_LISTED = 8  # candidates that are named where a name fits several


def run(name: str, paths: Sequence[str], form: Form, kind: ActorKind | None, order: Order = "date") -> int:
    """Print the dossier of an actor.

    Args:
        name: Whom; a name, some words of one, one misspelled, or ``id:`` and an id.
        paths: Files and folders, ``-`` for standard input.
        form: ``plain``, ``json`` or ``md``.
        kind: Only an actor of this kind.
        order: What to put articles and statements in order by.

    Returns:
        0, or 1 where an article could not be read or nobody has such a name.

    Raises:
        UsageError: There is no article in what was named, or the name fits several actors.
    """
    gathering, whole = figures.gathered(paths)
    found = find(name, gathering, kind)
    if not found:
        output.error(f"{name}: nobody in these articles is called so")
        return 1
    if len(found) > 1:
        raise UsageError(_ambiguous(name, found))
    made = ordered(dossier(gathering, found[0]), order)
    if form == "json":
        figures.write(_as_json(made))
    elif form == "md":
        output.write(markdown(made), end="")
    else:
        _show(made)
    return 0 if whole else 1


def _ambiguous(name: str, found: Sequence[Identity]) -> str:
    """What to say where a name fits several."""
    listed = [
        f"{identity.name} ({identity.kind}, {figures.count(identity.mentions, 'mention')}, {BY_ID}{identity.id})"
        for identity in found[:_LISTED]
    ]
    more = [f"{len(found) - _LISTED} more"] if len(found) > _LISTED else []
    return f"{name} may be one of several; name one in full or by its id: {'; '.join(listed + more)}"


def _show(made: Dossier) -> None:
    """Print a dossier for people."""
    output.line(one_line(f"{made.name}, {made.kind}"), "bold")
    if made.aliases:
        output.line(f"also: {one_line(', '.join(made.aliases))}")
    if made.roles:
        output.line("roles: " + one_line(", ".join(f"{role.text} ({len(role.passages)})" for role in made.roles)))
    seen = f", seen {made.first} to {made.last}" if made.first else ""
    mentions, articles = figures.count(made.mentions, "mention"), figures.count(len(made.articles), "article")
    output.line(f"{mentions} in {articles}{seen}; {figures.count(made.words, 'quoted word')}")
    _over_time(made)
    most = max((len(article.mentions) for article in made.articles), default=1)
    figures.section(
        "plain",
        "Articles",
        [
            Column("date", 10),
            Column("mentions", right=True),
            Column("words", right=True),
            Column("", 24),
            Column("article"),
        ],
        [
            (
                article.published or "",
                str(len(article.mentions)),
                str(article.words),
                figures.bar(len(article.mentions) / most),
                one_line(article.path),
            )
            for article in made.articles
        ],
    )
    _statements("Says", made.said)
    _statements("Said by others", made.about)
    figures.section(
        "plain",
        "Beside",
        [
            figures.names("name", (other.name for other in made.beside)),
            Column("paragraphs", right=True),
            Column("kind"),
        ],
        [(one_line(other.name), str(len(other.passages)), other.kind) for other in made.beside],
    )


def _over_time(made: Dossier) -> None:
    """Print how often the actor is mentioned in equal steps of time."""
    line = timeline(((article.published, len(article.mentions)) for article in made.articles), _STEPS)
    if line is None or len(line.counts) < 2:
        return
    most = max(line.counts)
    rows = [
        (start, str(count), figures.bar(count / most)) for start, count in zip(line.starts, line.counts, strict=True)
    ]
    columns = [Column(line.unit, 10), Column("mentions", right=True), Column("", 24)]
    figures.section("plain", f"Mentions by {line.unit}", columns, rows)


def _statements(heading: str, statements: Sequence[Statement]) -> None:
    """Print what is said, by date."""
    speakers = [one_line(statement.speaker.name or statement.said.source) or "—" for statement in statements]
    room = tables.room()
    columns = [
        Column("date", 10),
        figures.names("speaker", speakers),
        Column("kind", len("indirect")),
        Column("place", room // 4, 2 * figures.WIDEST),
        Column("words"),
    ]
    rows = [
        (
            statement.published or "",
            speaker,
            statement.said.kind,
            one_line(place(Passage(statement.said.path, statement.said.start, statement.said.end))),
            one_line(statement.said.text),
        )
        for statement, speaker in zip(statements, speakers, strict=True)
    ]
    figures.section("plain", heading, columns, rows)


def _as_json(made: Dossier) -> dict[str, object]:
    """A dossier as JSON knows it."""
    return {
        "id": made.id,
        "name": made.name,
        "kind": made.kind,
        "aliases": list(made.aliases),
        "roles": [{"text": role.text, "passages": _passages(role.passages)} for role in made.roles],
        "first": made.first,
        "last": made.last,
        "mentions": made.mentions,
        "words": made.words,
        "articles": [
            {
                "path": article.path,
                "title": article.title,
                "published": article.published,
                "mentions": [_span(span) for span in article.mentions],
                "words": article.words,
            }
            for article in made.articles
        ],
        "said": [_statement(statement) for statement in made.said],
        "about": [_statement(statement) for statement in made.about],
        "beside": [
            {
                "id": other.id,
                "name": other.name,
                "kind": other.kind,
                "paragraphs": len(other.passages),
                "passages": _passages(other.passages),
            }
            for other in made.beside
        ],
    }


def _passages(passages: Sequence[Passage]) -> list[dict[str, object]]:
    """Passages as JSON knows them."""
    return [{"path": one.path, "start": one.start, "end": one.end} for one in passages]


def _span(span: Span) -> dict[str, object]:
    """A span as JSON knows it."""
    return {"start": span.start, "end": span.end}


def _statement(statement: Statement) -> dict[str, object]:
    """Something said as JSON knows it."""
    said = statement.said
    return {
        "path": said.path,
        "title": statement.title,
        "published": statement.published,
        "start": said.start,
        "end": said.end,
        "text": said.text,
        "kind": said.kind,
        "words": said.words,
        "speaker": statement.speaker.name or None,
        "source": said.source or None,
        "standing": said.standing,
        "stance": said.stance or None,
        "verb": said.verb or None,
    }
