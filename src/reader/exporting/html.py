"""An article as one page for browsers that needs nothing else: no script, no font, no picture, no other file."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from reader.annotations.values import USUAL, Placed
from reader.exporting import actor_index
from reader.exporting.frame import WEB, count, document, text, usual_style, web_link
from reader.exporting.pieces import Layers, Piece, Row, layers, rows
from reader.model import Analysis, Article, Quote
from reader.page.marks import number_of

_TAGS = {"title": "h1", "heading": "h2", "quotation": "blockquote", "code": "pre"}
_MARKS = {"emphasis": "em", "strong": "strong", "code": "code"}


def page(article: Article, found: Analysis, placed: Sequence[Placed] = (), look: str = "", home: str = "") -> str:
    """Write an article as a page.

    Args:
        article: The article.
        found: What was found in it.
        placed: Its annotations.
        look: The style, of `frame.style`; the usual one where none is given.
        home: The address of the page that leads to this one and its like, empty where there is none.

    Returns:
        HTML in which all text is escaped and whose content-security policy allows only its own style.
    """
    content = "".join(_Page(article, found, placed, home).parts())
    return document(article.title, article.language, content, look or usual_style())


class _Page:
    """One page while it is written."""

    def __init__(self, article: Article, found: Analysis, placed: Sequence[Placed], home: str) -> None:
        self._article = article
        self._home = home
        self._actors = found.actors
        self._owner = [number for number, actor in enumerate(found.actors) for _ in actor.mentions]
        self._quotes: list[Quote] = [quote for quote in found.quotes if quote.speech]
        self._speakers = {actor.id: number for number, actor in enumerate(found.actors)}
        spans = [(item.span, item) for item in placed]
        self._notes = [item for span, item in spans if span is not None]
        self._ends = [span.end for span, _ in spans if span is not None]
        self._orphans = [item for span, item in spans if span is None]
        self._layers: Layers = layers(article, found, [span for span, _ in spans if span is not None])

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return list(rows(self._article.paragraphs, self._layers))

    def parts(self) -> Iterator[str]:
        """The body in parts."""
        article = self._article
        kinds = {paragraph.kind for paragraph in article.paragraphs}
        yield self._navigation()
        yield '<main>\n<article aria-labelledby="title">\n'
        if "title" not in kinds:
            hidden = ' class="hidden"' if article.title_origin == "derived" else ""
            yield f'<div class="row"><h1 id="title"{hidden} dir="auto">{text(article.title)}</h1></div>\n'
            yield self._about()
        titled = False
        for row in self._rows:
            is_title = row.paragraph.kind == "title" and not titled
            yield self._row(row, "title" if is_title else "")
            if is_title:
                titled = True
                yield self._about()
        yield "</article>\n"
        yield from self._loose()
        yield from actor_index.section(self._actors, self._where())
        yield "</main>\n"
        if article.path != "-":
            yield f"<footer><p><bdi>{text(os.path.basename(article.path))}</bdi></p></footer>\n"

    def _navigation(self) -> str:
        """The ways from here."""
        ways = [f'<a href="{text(self._home)}">← All articles</a>'] if self._home else []
        ways += ['<a href="#actors">Who is in it</a>'] if self._actors else []
        ways += ['<a href="#loose">Notes without a place</a>'] if self._orphans else []
        return f'<nav aria-label="Ways from here">{" ".join(ways)}</nav>\n' if ways else ""

    def _about(self) -> str:
        """Outlet, byline, date and address, and how much there is."""
        article = self._article
        facts = [f"<bdi>{text(fact)}</bdi>" for fact in (article.source, article.byline) if fact]
        if article.published:
            facts.append(f'<time datetime="{text(article.published)}">{text(article.published)}</time>')
        if article.url and article.url.startswith(WEB):
            facts.append(web_link(article.url, text(article.url)))
        facts += [count(article.words, "word"), count(len(self._quotes), "quote")]
        facts += [count(len(self._notes), "note")] if self._notes else []
        return f'<p class="about">{" · ".join(facts)}</p>\n'

    def _row(self, row: Row, id_: str) -> str:
        """A paragraph, and beside it who speaks in it and what is noted."""
        kind = row.paragraph.kind
        level = min(6, max(2, row.paragraph.level))
        tag = f"h{level}" if kind == "heading" else _TAGS.get(kind, "p")
        tag = "h2" if tag == "h1" and not id_ else tag
        begun = [item for piece in row.pieces for item in piece.begins]
        references = self._references(row, begun)
        content = "".join(self._piece(piece) + references.get(at, "") for at, piece in enumerate(row.pieces))
        margin = "".join(self._margin(begun))
        aside = f"<aside>{margin}</aside>" if margin else ""
        named = f' id="{id_}"' if id_ else ""
        return (
            f'<div class="row" id="p{row.number}" data-number="{row.number}">'
            f'<{tag}{named} class="{kind}" dir="auto">{content}</{tag}>{aside}</div>\n'
        )

    def _references(self, row: Row, begun: Sequence[tuple[str, int]]) -> Mapping[int, str]:
        """The signs that lead to notes, by the piece they stand after: the last one of the passage in this row."""
        signs: dict[int, str] = {}
        for name, number in begun:
            if name == "note" and _has_words(self._notes[number]):
                ends = [at for at, piece in enumerate(row.pieces) if piece.start < self._ends[number]]
                sign = f'<a class="reference" href="#n{number}" aria-label="note {number + 1}">{number + 1}</a>'
                signs[ends[-1]] = signs.get(ends[-1], "") + sign
        return signs

    def _piece(self, piece: Piece) -> str:
        """A stretch of text in all that it is inside of."""
        content = text(self._article.text[piece.start : piece.end], "\n")
        inside = piece.inside
        if "mark" in inside:
            mark = self._article.marks[inside["mark"]]
            if mark.kind in _MARKS:
                content = f"<{_MARKS[mark.kind]}>{content}</{_MARKS[mark.kind]}>"
            elif "mention" not in inside and mark.target.startswith(WEB):
                content = web_link(mark.target, content)
        if "mention" in inside:
            number = self._owner[inside["mention"]]
            actor = self._actors[number]
            here = _begun(piece, "mention", "m")
            content = f'<a class="actor {actor.kind}" href="#a{number}"{here} title="{text(actor.name)}">{content}</a>'
        if "quote" in inside:
            quote = self._quotes[inside["quote"]]
            content = f'<span class="quote {quote.kind}"{_begun(piece, "quote", "q")}>{content}</span>'
        if "note" in inside:
            item = self._notes[inside["note"]]
            details = f' aria-details="n{inside["note"]}"' if _has_words(item) else ""
            content = f'<mark class="{_color(item)}"{_begun(piece, "note", "h")}{details}>{content}</mark>'
        return content

    def _margin(self, begun: Sequence[tuple[str, int]]) -> Iterator[str]:
        """What stands beside a paragraph in which something begins."""
        quotes = (self._quotes[number] for name, number in begun if name == "quote")
        for speaker in dict.fromkeys(map(self._speaker, quotes)):
            if speaker:
                yield f'<p class="speaker"><span class="hidden">Speaker: </span>{speaker}</p>'
        for name, number in begun:
            if name == "note":
                yield _note(self._notes[number], number)

    def _speaker(self, quote: Quote) -> str:
        """Who says a quote: a name with the way to the index, or what describes the source; a guess is called one."""
        number = self._speakers.get(quote.speaker or "")
        if number is not None:
            said = f'<a href="#a{number}"><bdi>{text(self._actors[number].name)}</bdi></a>'
        elif quote.source:
            said = f"<bdi>{text(quote.source.of(self._article.text))}</bdi>"
        else:
            return ""
        return f'{said} <span title="a guess">?</span>' if quote.confidence == "guess" else said

    def _where(self) -> actor_index.Where:
        """In which paragraphs actors are named and quoted, and the first place in each."""
        named: dict[int, dict[int, str]] = {}
        quoted: dict[int, dict[int, str]] = {}
        for row in self._rows:
            for name, number in (item for piece in row.pieces for item in piece.begins):
                if name == "mention":
                    named.setdefault(self._owner[number], {}).setdefault(row.number, f"m{number}")
                elif name == "quote":
                    speaker = self._speakers.get(self._quotes[number].speaker or "")
                    if speaker is not None:
                        quoted.setdefault(speaker, {}).setdefault(row.number, f"q{number}")
        return actor_index.Where(
            {number: list(places.items()) for number, places in named.items()},
            {number: list(places.items()) for number, places in quoted.items()},
        )

    def _loose(self) -> Iterator[str]:
        """Notes on passages that are gone."""
        if self._orphans:
            yield '<section class="loose" aria-labelledby="loose">\n<h2 id="loose">Notes without a place</h2>\n'
            yield from (_loose_note(item) for item in self._orphans)
            yield "</section>\n"


def _begun(piece: Piece, name: str, letter: str) -> str:
    """The id of what begins with a piece that is inside of it; empty where it began before."""
    number = piece.inside[name]
    return f' id="{letter}{number}"' if (name, number) in piece.begins else ""


def _has_words(item: Placed) -> bool:
    """Whether an annotation says anything; one that doesn't is only seen in the text."""
    return bool(item.annotation.note or item.annotation.tags)


def _note(item: Placed, number: int) -> str:
    """An annotation in the margin."""
    if not _has_words(item):
        return ""
    back = f'<a class="reference" href="#h{number}" aria-label="the passage of note {number + 1}">{number + 1}</a> '
    return f'<div class="note {_color(item)}" role="note" id="n{number}">{_words(item, back)}</div>\n'


def _loose_note(item: Placed) -> str:
    """An annotation whose passage is gone, with the words of that."""
    passage = f'<p class="passage" dir="auto">“{text(item.annotation.selector.exact)}”</p>'
    return f'<div class="note {_color(item)}" role="note">{passage}{_words(item)}</div>\n'


def _color(item: Placed) -> str:
    """The class of an annotation's color."""
    return f"c{number_of(item.annotation.color or USUAL)}"


def _words(item: Placed, before: str = "") -> str:
    """What an annotation says."""
    note = item.annotation
    words = f'<p dir="auto">{before}{text(note.note, chr(10))}</p>' if note.note or before else ""
    tags = " ".join(f"<bdi>#{text(tag)}</bdi>" for tag in note.tags)
    return words + (f'<p class="tags">{tags}</p>' if tags else "")
