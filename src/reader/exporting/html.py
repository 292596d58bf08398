"""An article as one page for browsers that needs nothing else: no script, no font, no picture, no other file."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files as resources

from reader.annotations.values import Placed
from reader.exporting.pieces import Layers, Piece, Row, layers, rows
from reader.model import Actor, Analysis, Article, Quote
from reader.page.marks import COLORS, number_of
from reader.text import printable

GENERATOR = '<meta name="generator" content="closereader">'
"""By which a page is known as one of ours."""

_SCHEMES = ("https://", "http://")
_TAGS = {"title": "h1", "heading": "h2", "quotation": "blockquote", "code": "pre"}
_MARKS = {"emphasis": "em", "strong": "strong", "code": "code"}


def page(article: Article, found: Analysis, placed: Sequence[Placed] = ()) -> str:
    """Write an article as a page.

    Args:
        article: The article.
        found: What was found in it.
        placed: Its annotations.

    Returns:
        HTML in which all text is escaped and whose content-security policy allows only its own style.
    """
    return "".join(_Page(article, found, placed).lines())


class _Page:
    """One page while it is written."""

    def __init__(self, article: Article, found: Analysis, placed: Sequence[Placed]) -> None:
        self._article = article
        self._actors = found.actors
        self._owner = [number for number, actor in enumerate(found.actors) for _ in actor.mentions]
        self._quotes: list[Quote] = [quote for quote in found.quotes if quote.speech]
        self._speakers = {actor.id: number for number, actor in enumerate(found.actors)}
        spans = [(item.span, item) for item in placed]
        self._notes = [item for span, item in spans if span is not None]
        self._orphans = [item for span, item in spans if span is None]
        self._layers: Layers = layers(article, found, [span for span, _ in spans if span is not None])

    def lines(self) -> Iterator[str]:
        """The page in parts."""
        article = self._article
        yield _head(article)
        titled = any(paragraph.kind == "title" for paragraph in article.paragraphs)
        if not titled and article.title_origin == "metadata":
            yield f'<div class="row"><h1>{_text(article.title)}</h1></div>\n'
        if not titled:
            yield self._about()
        for row in rows(article.paragraphs, self._layers):
            yield self._row(row)
            if row.paragraph.kind == "title":
                yield self._about()
        yield "</article>\n"
        yield from self._loose()
        yield from self._index()
        yield f"<footer><p>{_text(article.path)}</p></footer>\n</main>\n</body>\n</html>\n"

    def _about(self) -> str:
        """Outlet, byline, date and address."""
        article = self._article
        facts = [_text(fact) for fact in (article.source, article.byline, article.published) if fact]
        if article.url and article.url.startswith(_SCHEMES):
            facts.append(_link(article.url, _text(article.url)))
        facts.append(f"{article.words} words")
        return f'<p class="about">{" · ".join(facts)}</p>\n'

    def _row(self, row: Row) -> str:
        """A paragraph, and beside it who speaks in it and what is noted."""
        kind = row.paragraph.kind
        level = min(6, max(2, row.paragraph.level))
        tag = f"h{level}" if kind == "heading" else _TAGS.get(kind, "p")
        content = "".join(map(self._piece, row.pieces))
        begun = [item for piece in row.pieces for item in piece.begins]
        margin = "".join(self._margin(begun))
        aside = f"<aside>{margin}</aside>" if margin else ""
        return f'<div class="row"><{tag} id="p{row.number}" class="{kind}">{content}</{tag}>{aside}</div>\n'

    def _piece(self, piece: Piece) -> str:
        """A stretch of text in all that it is inside of."""
        content = _text(self._article.text[piece.start : piece.end], "\n")
        inside = piece.inside
        if "mark" in inside:
            mark = self._article.marks[inside["mark"]]
            if mark.kind in _MARKS:
                content = f"<{_MARKS[mark.kind]}>{content}</{_MARKS[mark.kind]}>"
            elif "mention" not in inside and mark.target.startswith(_SCHEMES):
                content = _link(mark.target, content)
        if "mention" in inside:
            number = self._owner[inside["mention"]]
            here = f' id="m{inside["mention"]}"' if ("mention", inside["mention"]) in piece.begins else ""
            kind = self._actors[number].kind
            content = f'<a class="actor {kind}" href="#a{number}"{here}>{content}</a>'
        if "quote" in inside:
            quote = self._quotes[inside["quote"]]
            content = f'<span class="quote {quote.kind}" title="{self._speaker(quote)}">{content}</span>'
        if "note" in inside:
            here = f' id="h{inside["note"]}"' if ("note", inside["note"]) in piece.begins else ""
            content = f'<mark class="{_color(self._notes[inside["note"]])}"{here}>{content}</mark>'
        return content

    def _margin(self, begun: Sequence[tuple[str, int]]) -> Iterator[str]:
        """What stands beside a paragraph in which something begins."""
        quotes = (self._quotes[number] for name, number in begun if name == "quote")
        for speaker in dict.fromkeys(map(self._named, quotes)):
            if speaker:
                yield f'<p class="speaker">{speaker}</p>'
        for name, number in begun:
            if name == "note":
                yield _note(self._notes[number], f"#h{number}")

    def _speaker(self, quote: Quote) -> str:
        """Who says a quote, as text."""
        if quote.speaker in self._speakers:
            return _text(self._actors[self._speakers[quote.speaker]].name)
        return _text(quote.source.of(self._article.text)) if quote.source else ""

    def _named(self, quote: Quote) -> str:
        """Who says a quote, with the way to the index."""
        name = self._speaker(quote)
        if quote.speaker in self._speakers:
            return f'<a href="#a{self._speakers[quote.speaker]}">{name}</a>'
        return name

    def _loose(self) -> Iterator[str]:
        """Notes on passages that are gone."""
        if self._orphans:
            yield "<section><h2>Notes without a place</h2>\n"
            yield from (_note(item, "") for item in self._orphans)
            yield "</section>\n"

    def _index(self) -> Iterator[str]:
        """The actors, each with the places that name it."""
        if not self._actors:
            return
        yield "<section><h2>Who is in it</h2>\n<ul>\n"
        first = 0
        for number, actor in enumerate(self._actors):
            yield _entry(number, actor, first)
            first += len(actor.mentions)
        yield "</ul></section>\n"


def _head(article: Article) -> str:
    """All before the article."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{_text(article.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'{GENERATOR}\n<meta name="referrer" content="no-referrer">\n<title>{_text(article.title)}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n<article>\n"
    )


@cache
def _style() -> str:
    """How the page looks."""
    return resources("reader.exporting").joinpath("page.css").read_text(encoding="utf-8")


def _entry(number: int, actor: Actor, first: int) -> str:
    """An actor in the index."""
    places = " ".join(f'<a href="#m{first + at}">{at + 1}</a>' for at in range(len(actor.mentions)))
    aliases = f" ({_text(', '.join(actor.aliases))})" if actor.aliases else ""
    name = f'<span class="{actor.kind}">{_text(actor.name)}</span>'
    return f'<li id="a{number}">{name}{aliases}, {actor.kind}: {places}</li>\n'


def _note(item: Placed, href: str) -> str:
    """An annotation in the margin; one without words is only seen in the text."""
    note = item.annotation
    tags = " ".join(f"#{_text(tag)}" for tag in note.tags)
    words = _text(note.note, "\n")
    passage = "" if href else f"<p>“{_text(note.selector.exact)}”</p>"
    if not (words or tags or passage):
        return ""
    back = f'<a href="{href}" title="the passage">✎</a> ' if href else ""
    return f'<div class="note {_color(item)}">{passage}{back}{words}{f"<p>{tags}</p>" if tags else ""}</div>'


def _color(item: Placed) -> str:
    """The class of an annotation's color; the usual one where it names none."""
    color = item.annotation.color
    return COLORS[number_of(color) - 1] if color else COLORS[0]


def _link(target: str, content: str) -> str:
    """A link to elsewhere that tells nothing of this page."""
    return f'<a href="{escape(target)}" rel="noopener noreferrer">{content}</a>'


def _text(content: str, keep: str = "") -> str:
    """Text that stays text, with nothing in it that can't be shown; ``keep`` is a character that parts its lines."""
    parts = content.split(keep) if keep else [content]
    return keep.join(escape(printable(part)) for part in parts)
