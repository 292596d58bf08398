"""``reader audit``: how articles use their sources, in figures."""

from collections.abc import Sequence

from reader.cli import figures, output
from reader.cli.tables import Column, Form, Row
from reader.views.audit import Audit, Order, Share, Stance, audit, ordered

_SHARES = (Column("words", 6, right=True), Column("share", 6, right=True))
_COUNTS = (*_SHARES, Column("quotes", 6, right=True), Column("reported", right=True), Column("", 24))


def run(paths: Sequence[str], form: Form, order: Order = "words") -> int:
    """Print the figures of articles together.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: ``plain``, ``json`` or ``md``.
        order: What to put speakers, stances and verbs in order by.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    gathering, whole = figures.gathered(paths)
    found = ordered(audit(gathering), order)
    if form == "json":
        figures.write(_as_json(found))
    else:
        _show(found, form)
    return 0 if whole else 1


def _show(found: Audit, form: Form) -> None:
    """Print the figures as tables."""
    speech = found.speech
    articles = f"{figures.count(found.articles, 'article')} of {figures.count(found.words, 'word')}"
    quoted = f"{speech.words:,} of them ({figures.percent(speech.share)}) in {figures.count(speech.quotes, 'quote')}"
    output.line(f"{articles}, {quoted}; {figures.count(speech.reported, 'clause')} of indirect speech")
    _table(form, "Sources", "source", found.standings)
    _table(form, "Named speakers by kind", "kind", found.speaker_kinds)
    kinds = [(one.name, f"{one.words}", figures.percent(one.share), f"{len(one.passages)}") for one in found.kinds]
    bars = [(*row, figures.bar(one.share)) for row, one in zip(kinds, found.kinds, strict=True)]
    columns = [figures.names("form", (one.name for one in found.kinds)), *_SHARES, Column("passages", right=True)]
    figures.section(form, "Direct and indirect", [*columns, Column("", 24)], bars)
    _stances(form, found.stances)
    rows = [(figures.called(speaker), speaker.kind or "", *_cells(figure)) for speaker, figure in found.speakers]
    columns = [figures.names("speaker", (row[0] for row in rows)), Column("kind", len("organization")), *_COUNTS]
    figures.section(form, "Speakers", columns, rows)


def _table(form: Form, heading: str, name: str, shares: Sequence[Share]) -> None:
    """Print some shares."""
    columns = [figures.names(name, (one.name for one in shares)), *_COUNTS]
    figures.section(form, heading, columns, [(one.name, *_cells(one)) for one in shares])


def _cells(figure: Share) -> Row:
    """A share as cells."""
    counts = (str(figure.quotes), str(figure.reported))
    return (str(figure.words), figures.percent(figure.share), *counts, figures.bar(figure.share))


def _stances(form: Form, stances: Sequence[Stance]) -> None:
    """Print by what verbs speech is brought in."""
    columns = [figures.names("stance", (one.figure.name for one in stances)), Column("verbs", right=True), *_SHARES]
    rows = [
        (
            stance.figure.name,
            str(stance.figure.verbs),
            str(stance.figure.words),
            figures.percent(stance.figure.share),
            ", ".join(f"{verb.name} {verb.verbs}" for verb in stance.verbs),
        )
        for stance in stances
    ]
    figures.section(form, "Verbs by stance", [*columns, Column("which")], rows)


def _as_json(found: Audit) -> dict[str, object]:
    """The figures as JSON knows them."""
    return {
        "articles": found.articles,
        "words": found.words,
        "speech": figures.share(found.speech),
        "kinds": [figures.share(one) for one in found.kinds],
        "standings": [figures.share(one) for one in found.standings],
        "speaker_kinds": [figures.share(one) for one in found.speaker_kinds],
        "speakers": [figures.share(one) | {"kind": speaker.kind, "id": speaker.id} for speaker, one in found.speakers],
        "stances": [
            figures.share(stance.figure) | {"by_verb": [figures.share(verb) for verb in stance.verbs]}
            for stance in found.stances
        ],
    }
