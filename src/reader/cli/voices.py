"""``reader voices``: whose quoted words stand in which article, and who is named but never quoted."""

import os
from collections.abc import Sequence

from reader.cli import figures, output, tables
from reader.cli.tables import Column, Form, Row, one_line
from reader.model import ActorKind
from reader.views.voices import Cell, Order, Silent, Voice, Voices, ordered, voices


def run(paths: Sequence[str], form: Form, kind: ActorKind | None, order: Order = "words") -> int:
    """Print speakers by articles.

    Args:
        paths: Files and folders, ``-`` for standard input.
        form: ``plain``, ``json``, ``csv`` (the matrix) or ``md``.
        kind: Only actors of this kind.
        order: What to put speakers, and those who are never quoted, in order by.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    gathering, whole = figures.gathered(paths)
    found = ordered(voices(gathering), order)
    rows = [voice for voice in found.voices if kind in (None, voice.speaker.kind)]
    silent = [one for one in found.silent if kind in (None, one.kind)]
    if form == "json":
        figures.write(_as_json(found, rows, silent))
    elif form == "csv":
        _matrix(found, rows)
    else:
        _show(found, rows, silent, form)
    return 0 if whole else 1


def _show(found: Voices, voiced: Sequence[Voice], silent: Sequence[Silent], form: Form) -> None:
    """Print the speakers and the silent as two tables."""
    output.line(
        f"{found.words:,} quoted words in {len(found.articles):,} article{'s' if len(found.articles) != 1 else ''}"
    )
    counts = [Column(name, right=True) for name in ("words", "share", "articles", "absent")]
    speakers = figures.names("speaker", (figures.called(voice.speaker) for voice in voiced))
    columns = [speakers, Column("kind", len("organization")), *counts, Column("where")]
    figures.section(form, "Quoted", columns, [_row(found, voice) for voice in voiced])
    actors = figures.names("name", (one.name for one in silent))
    counts = [Column("mentions", right=True), Column("articles", right=True), Column("reported", right=True)]
    rows = [
        (
            one_line(one.name),
            one.kind,
            str(sum(count for _, count in one.mentions)),
            str(len(one.mentions)),
            str(len(one.reported)),
        )
        for one in silent
    ]
    figures.section(form, "Named, never quoted", [actors, Column("kind", len("organization")), *counts], rows)


def _row(found: Voices, voice: Voice) -> Row:
    """One speaker as a row."""
    brief = tables.room() > 0
    heard = sorted((cell for cell in voice.cells if cell.words), key=lambda cell: -cell.words)
    where = [(one_line(found.articles[cell.article].path), cell.words) for cell in heard]
    return (
        figures.called(voice.speaker),
        voice.speaker.kind or "",
        str(voice.words),
        figures.percent(voice.words / found.words),
        str(voice.articles),
        str(len(voice.absent)),
        ", ".join(f"{os.path.basename(path) if brief else path} {words}" for path, words in where),
    )


def _matrix(found: Voices, voiced: Sequence[Voice]) -> None:
    """Print the matrix: a speaker a row, an article a column."""
    heads = ["speaker", "kind", "words", *(one_line(article.path) for article in found.articles)]
    table = tables.table("csv", [Column(head) for head in heads])
    for voice in voiced:
        words = {cell.article: cell.words for cell in voice.cells}
        cells = [str(words.get(article, 0)) for article in range(len(found.articles))]
        table.add([(figures.called(voice.speaker), voice.speaker.kind or "", str(voice.words), *cells)])
    table.end()


def _as_json(found: Voices, voiced: Sequence[Voice], silent: Sequence[Silent]) -> dict[str, object]:
    """The matrix as JSON knows it."""
    return {
        "words": found.words,
        "articles": [
            {"path": article.path, "title": article.title, "published": article.published, "words": article.words}
            for article in found.articles
        ],
        "voices": [
            {
                "name": voice.speaker.name or None,
                "kind": voice.speaker.kind,
                "id": voice.speaker.id,
                "standing": voice.speaker.standing,
                "words": voice.words,
                "share": round(voice.words / found.words, 6),
                "articles": [_cell(found, cell) for cell in voice.cells],
                "absent": [found.articles[at].path for at in voice.absent],
            }
            for voice in voiced
        ],
        "silent": [
            {
                "name": one.name,
                "kind": one.kind,
                "id": one.id,
                "mentions": sum(count for _, count in one.mentions),
                "articles": [{"path": found.articles[at].path, "mentions": count} for at, count in one.mentions],
                "reported": [figures.passage(said) for said in one.reported],
            }
            for one in silent
        ],
    }


def _cell(found: Voices, cell: Cell) -> dict[str, object]:
    """One cell as JSON knows it."""
    return {
        "path": found.articles[cell.article].path,
        "words": cell.words,
        "passages": [figures.passage(said) | {"kind": said.kind, "words": said.words} for said in cell.said],
    }
