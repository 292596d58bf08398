"""The lines about a title that say who wrote an article, when and for whom."""

from reader.articles import metadata
from reader.articles.metadata import Metadata
from reader.model import Paragraph

SHORT = 200
"""Characters of a line that can be title, heading or credit."""

SENTENCE_ENDS = (".", "!", "?", ".”", '."', "!”", "?”", '!"', '?"', "…", ".’", ".'", ".)")
"""How a sentence may end."""

_HEAD = 6  # paragraphs that may be credits in formats that say where the title is
_DATE_WORDS = 6  # besides its figures, on a line that gives a date


def short(content: str, start: int, end: int) -> str:
    """A paragraph as one line if it is short, else nothing."""
    return "" if end - start > SHORT else " ".join(content[start:end].split())


def credit(line: str, after_by: bool = False) -> list[tuple[str, str]]:
    """Read a line near the title.

    Args:
        line: The line, empty for a long one.
        after_by: Whether the line before it said nothing but "by".

    Returns:
        What it says about author, day or outlet, as labels and values; nothing where it is no such line.
    """
    if not line:
        return []
    if said := metadata.labelled(line):
        return [said]
    if name := metadata.byline(line):
        return [("byline", name), ("date", line)] if metadata.date(line) else [("byline", name)]
    if after_by and metadata.is_name(line):
        return [("byline", line)]
    return [("date", line)] if _is_date_line(line) else []


def found(content: str, paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], Metadata]:
    """Find the credits below a title that is known.

    Args:
        content: The article's text.
        paragraphs: Its paragraphs.

    Returns:
        The paragraphs, credits as kickers, and what those say.
    """
    pairs: list[tuple[str, str]] = []
    marked = list(paragraphs)
    for at, paragraph in enumerate(paragraphs[:_HEAD]):
        if paragraph.kind != "body":
            continue
        said = credit(short(content, paragraph.start, paragraph.end))
        if not said:
            break
        pairs += said
        marked[at] = paragraph._replace(kind="kicker")
    return tuple(marked), metadata.from_pairs(pairs)


def _is_date_line(line: str) -> bool:
    """Tell whether a line gives little but a date."""
    if line.endswith(SENTENCE_ENDS) or metadata.date(line) is None:
        return False
    return sum(not any(map(str.isdigit, word)) for word in line.split()) <= _DATE_WORDS
