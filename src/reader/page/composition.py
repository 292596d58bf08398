"""An article as blocks in the order of the page: its paragraphs, with the title's lines put where they belong."""

from collections.abc import Iterator, Sequence

from reader.model import Article, Paragraph
from reader.page.layout import Block, pieces
from reader.text import printable

_CLOSE = {"kicker", "item", "boilerplate", "code"}  # kinds that stand without a blank row before their own kind


def compose(article: Article) -> tuple[Block, ...]:
    """Put an article's paragraphs and the page's own lines in order.

    The title stands where the text prints it; one that only the metadata knows is put on top, and a derived one not
    at all, since the text begins with it. Outlet, byline, date and length follow below.

    Args:
        article: What to show.

    Returns:
        At least one block.
    """
    paragraphs = article.paragraphs
    titled = next((n for n, paragraph in enumerate(paragraphs) if paragraph.kind == "title"), None)
    blocks = [Block(0, 0, "meta", 0, gap=0, literal="", opens=False)]  # room above
    if titled is None:
        if article.title_origin == "metadata":
            blocks.append(Block(0, 0, "title", 0, gap=0, literal=printable(article.title)))
        blocks.append(_meta(article, 0, 0))
    for number, paragraph in enumerate(paragraphs):
        follower = paragraphs[number + 1].kind if number + 1 < len(paragraphs) else None
        blocks.extend(_blocks(article.text, number, paragraph, _gap(paragraph, follower)))
        if number == titled:
            blocks.append(_meta(article, paragraph.end, number))
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


def _gap(paragraph: Paragraph, follower: str | None) -> int:
    if paragraph.kind == "title" or (paragraph.kind == "kicker" and follower == "title"):
        return 0
    return 0 if paragraph.kind in _CLOSE and follower == paragraph.kind else 1


def _blocks(text: str, number: int, paragraph: Paragraph, gap: int) -> Iterator[Block]:
    for start, end in pieces(text, paragraph.start, paragraph.end):
        yield Block(
            start,
            end,
            paragraph.kind,
            number,
            paragraph.level,
            gap if end == paragraph.end else 0,
            opens=start == paragraph.start,
        )


def _meta(article: Article, offset: int, paragraph: int) -> Block:
    length = f"{article.words:,} words" if article.words != 1 else "1 word"
    facts = (article.source, article.byline, article.published, length, f"{article.minutes} min")
    line = " · ".join(printable(fact) for fact in facts if fact)
    return Block(offset, offset, "meta", paragraph, literal=line, opens=False)
