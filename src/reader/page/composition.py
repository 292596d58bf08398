"""An article as blocks in the order of the page: its paragraphs, with the title's lines put where they belong."""

import re
from collections.abc import Iterator, Sequence

from reader.config import DEFAULT, Config
from reader.model import Article, Paragraph
from reader.page.dates import shown_date
from reader.page.layout import Block, pieces
from reader.text import printable

_STEP = 2  # cells by which what lies within something is set in
_DEEPEST = 5  # levels of lists that are told apart
_MARKER = re.compile(r"(?:[-*•◦▪‣]|\d{1,3}[.)]) +")
_LONGEST_MARKER = 8  # characters
_CLOSE = {"kicker", "item", "boilerplate", "code"}  # kinds that stand without a blank row before their own kind


def compose(article: Article, config: Config = DEFAULT) -> tuple[Block, ...]:
    """Put an article's paragraphs and the page's own lines in order.

    The title stands where the text prints it; one that only the metadata knows is put on top, and a derived one not
    at all, since the text begins with it. Outlet, byline, date and length follow below.

    Args:
        article: What to show.
        config: How wide gaps are, how dates are written, whether leftovers are set apart.

    Returns:
        At least one block.
    """
    paragraphs = article.paragraphs
    titled = next((n for n, paragraph in enumerate(paragraphs) if paragraph.kind == "title"), None)
    blocks = [Block(0, 0, "meta", 0, gap=0, literal="", opens=False)]  # room above
    if titled is None:
        if article.title_origin == "metadata":
            blocks.append(Block(0, 0, "title", 0, gap=0, literal=printable(article.title)))
        blocks.append(_meta(article, 0, 0, config))
    for number, paragraph in enumerate(paragraphs):
        follower = paragraphs[number + 1].kind if number + 1 < len(paragraphs) else None
        gap = _gap(paragraph, follower, config.paragraph_gap)
        if paragraph.kind == "boilerplate" and "boilerplate" not in config.highlights:
            paragraph = paragraph._replace(kind="body")
        blocks.extend(_blocks(article.text, number, paragraph, gap))
        if number == titled:
            blocks.append(_meta(article, paragraph.end, number, config))
    return tuple(blocks)


def compose_part(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """Put some paragraphs of an article in order, without what the page says of the whole.

    Args:
        text: The text that the paragraphs count in.
        paragraphs: What to show.

    Returns:
        At least one block.
    """
    made: list[Block] = []
    for number, paragraph in enumerate(paragraphs):
        follower = paragraphs[number + 1].kind if number + 1 < len(paragraphs) else None
        made.extend(_blocks(text, number, paragraph, _gap(paragraph, follower)))
    return tuple(made) or (Block(0, 0, "meta", 0, gap=0, literal="", opens=False),)


def _gap(paragraph: Paragraph, follower: str | None, usual: int = 1) -> int:
    """Blank rows after a paragraph; headings stand apart however close paragraphs stand."""
    if paragraph.kind == "title" or (paragraph.kind == "kicker" and follower == "title"):
        return 0
    if paragraph.kind in _CLOSE and follower == paragraph.kind:
        return 0
    return max(1, usual) if follower == "heading" else usual


def _blocks(text: str, number: int, paragraph: Paragraph, gap: int) -> Iterator[Block]:
    lead, hang = _indents(text, paragraph)
    for start, end in pieces(text, paragraph.start, paragraph.end):
        opens = start == paragraph.start
        yield Block(
            start,
            end,
            paragraph.kind,
            number,
            paragraph.level,
            gap if end == paragraph.end else 0,
            opens=opens,
            lead=lead if opens else lead + hang,
            hang=hang if opens else 0,
        )


def _indents(text: str, paragraph: Paragraph) -> tuple[int, int]:
    """Cells left of a paragraph, and how many more left of all rows but the first: below the words of an entry."""
    if paragraph.kind == "item":
        marker = _MARKER.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST_MARKER))
        return _STEP * min(max(0, paragraph.level - 1), _DEEPEST), len(marker[0]) if marker else 0
    return (_STEP, 0) if paragraph.kind in ("quotation", "code") else (0, 0)


def _meta(article: Article, offset: int, paragraph: int, config: Config) -> Block:
    length = f"{article.words:,} words" if article.words != 1 else "1 word"
    facts = (
        article.source,
        article.byline,
        shown_date(article.published, config.date_format),
        length,
        f"{article.minutes} min",
    )
    line = " · ".join(printable(fact) for fact in facts if fact)
    return Block(offset, offset, "meta", paragraph, literal=line, opens=False)
