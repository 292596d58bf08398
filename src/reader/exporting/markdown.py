"""An article as Markdown, with what is marked in it, what is said in it, and who."""

import re
from collections.abc import Iterator, Sequence

from reader.annotations.values import Placed
from reader.exporting.pieces import Row, rows
from reader.model import Analysis, Article
from reader.text import printable, squeeze

GENERATOR = "<!-- reader export -->"
"""By which a page is known as one of ours."""

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$%=^{}!])")
_BEGINNING = re.compile(r"^([ \t]*)([-+]|\d{1,9}(?=[.)]))", re.MULTILINE)
_BEFORE = {"item": "- ", "quotation": "> ", "title": "# "}


def page(article: Article, found: Analysis, placed: Sequence[Placed] = ()) -> str:
    """Write an article as Markdown.

    Args:
        article: The article.
        found: What was found in it.
        placed: Its annotations: passages between ``==``, notes as footnotes.

    Returns:
        Markdown in which all text is escaped.
    """
    notes = [item for item in placed if item.span is not None]
    spans = [item.span for item in notes if item.span is not None]
    parts = [GENERATOR]
    titled = any(paragraph.kind == "title" for paragraph in article.paragraphs)
    if not titled:
        parts += [f"# {_line(article.title)}"] if article.title_origin == "metadata" else []
        parts += _about(article)
    for row in rows(article.paragraphs, {"note": spans}):
        parts.append(_paragraph(article, row, notes))
        if row.paragraph.kind == "title":
            parts += _about(article)
    parts += _said(article, found)
    parts += _index(found)
    parts += [_footnote(number, item) for number, item in enumerate(notes, 1) if _words(item)]
    parts += _loose([item for item in placed if item.span is None])
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text that stays text: nothing in it is markup.

    Args:
        text: One line.

    Returns:
        The line in Markdown.
    """
    return _BEGINNING.sub(_kept, _MARKUP.sub(r"\\\1", text))


def _kept(match: re.Match[str]) -> str:
    """What begins a list at the beginning of a line, as text."""
    sign = match[2]
    return match[1] + (f"{sign}\\" if sign.isdecimal() else f"\\{sign}")


def _line(text: str) -> str:
    """Any text as one line that stays text."""
    return escaped(squeeze(printable(text)))


def _about(article: Article) -> list[str]:
    """Outlet, byline and date."""
    facts = [_line(fact) for fact in (article.source, article.byline, article.published) if fact]
    return [" · ".join(facts)] if facts else []


def _paragraph(article: Article, row: Row, notes: Sequence[Placed]) -> str:
    """A paragraph with what is marked in it; code as it is."""
    if row.paragraph.kind == "code":
        lines = article.text[row.paragraph.start : row.paragraph.end].split("\n")
        return "\n".join(f"    {printable(line)}" for line in lines)
    last = {number: piece for piece in row.pieces for number in (piece.inside.get("note"),) if number is not None}
    content = ""
    for piece in row.pieces:
        lines = article.text[piece.start : piece.end].split("\n")
        words = "\n".join(_MARKUP.sub(r"\\\1", printable(line)) for line in lines)
        number = piece.inside.get("note")
        if number is None or not words.strip():
            content += words
            continue
        bare = words.strip()
        before, after = words[: words.index(bare)], words[words.index(bare) + len(bare) :]
        ends = last[number] is piece and _span_end(notes[number]) <= row.paragraph.end
        footnote = f"[^{number + 1}]" if ends and _words(notes[number]) else ""
        content += f"{before}=={bare}=={footnote}{after}"
    level = min(6, max(2, row.paragraph.level))
    before = "#" * level + " " if row.paragraph.kind == "heading" else _BEFORE.get(row.paragraph.kind, "")
    return before + _BEGINNING.sub(_kept, content.strip())


def _span_end(item: Placed) -> int:
    """Where an annotation's passage ends."""
    return item.span.end if item.span is not None else 0


def _words(item: Placed) -> str:
    """What an annotation says, in one paragraph."""
    tags = " ".join(f"\\#{_line(tag)}" for tag in item.annotation.tags)
    return " ".join(filter(None, (_line(item.annotation.note), tags)))


def _footnote(number: int, item: Placed) -> str:
    """A note at the foot of the page."""
    return f"[^{number}]: {_words(item)}"


def _said(article: Article, found: Analysis) -> Iterator[str]:
    """What is said, and by whom."""
    names = {actor.id: actor.name for actor in found.actors}
    quotes = [quote for quote in found.quotes if quote.speech]
    if quotes:
        yield "## Who says what"
        lines = []
        for quote in quotes:
            source = quote.source.of(article.text) if quote.source else ""
            speaker = names.get(quote.speaker or "") or source or "—"
            lines.append(f"- {_line(speaker)}: {_line(article.text[quote.start : quote.end])}")
        yield "\n".join(lines)


def _index(found: Analysis) -> Iterator[str]:
    """The actors."""
    if found.actors:
        yield "## Who is in it"
        lines = []
        for actor in found.actors:
            aliases = f" ({', '.join(map(_line, actor.aliases))})" if actor.aliases else ""
            lines.append(f"- {_line(actor.name)}{aliases}: {actor.kind}, {len(actor.mentions)}")
        yield "\n".join(lines)


def _loose(orphans: Sequence[Placed]) -> Iterator[str]:
    """Notes on passages that are gone."""
    if orphans:
        yield "## Notes without a place"
        yield "\n".join(f"- “{_line(item.annotation.selector.exact)}” {_words(item)}".rstrip() for item in orphans)
