"""An article as Markdown with front matter, so written that reading it gives the same article again."""

import re
from collections.abc import Iterator, Sequence

from reader import text
from reader.articles import markdown
from reader.model import Article, Mark, Paragraph

_SIGN = r"\\\1"
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&#$=^!])")
_BEGINNING = re.compile(r"^([ ]*)([-+:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_MARK = re.compile(r"(•|[0-9]{1,9}[.)]) ")
_RUNS = re.compile(r"`{3,}")
_FIELDS = (
    *(("title", "title"), ("author", "byline"), ("source", "source"), ("date", "published")),
    *(("url", "url"), ("language", "language")),
)


def written(article: Article, also: Sequence[tuple[str, str]] = ()) -> str:
    """Write an article as Markdown.

    Args:
        article: The article.
        also: More keys and values for its front matter.

    Returns:
        Markdown in which all text is escaped, links kept, and other emphasis left out.

    Raises:
        ValueError: It would be too long to be read as Markdown again.
    """
    parts = ["\n".join(_front(article, also))]
    depth = 0
    for paragraph in article.paragraphs:
        depth = min(paragraph.level, depth + 1) if paragraph.kind == "item" else 0
        parts.append(_paragraph(article, paragraph, max(1, depth)))
    whole = "\n\n".join(filter(None, parts)) + "\n"
    if markdown.is_too_much(whole):
        raise ValueError("is too long to be saved as Markdown")
    return whole


def _front(article: Article, also: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The lines of front matter; a title that was only derived is left to be derived again."""
    yield "---"
    for key, field in _FIELDS:
        value = getattr(article, field)
        if value and not (key == "title" and article.title_origin == "derived"):
            yield f"{key}: {_quoted(value)}"
    yield from (f"{key}: {_quoted(value)}" for key, value in also if value)
    yield "---"


def _quoted(value: str) -> str:
    """A value of front matter, whatever it holds: one line between quotation marks."""
    line = text.squeeze(text.printable(value))
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _paragraph(article: Article, paragraph: Paragraph, depth: int) -> str:
    """One paragraph."""
    said = article.text[paragraph.start : paragraph.end]
    if paragraph.kind == "code":
        fence = "`" * max((len(run) + 1 for run in _RUNS.findall(said)), default=3)
        return f"{fence}\n{said}\n{fence}"
    if paragraph.kind == "item":
        return _item(article, paragraph, depth)
    content = _escaped(article, paragraph)
    match paragraph.kind:
        case "title" if text.squeeze(text.printable(said)).startswith(article.title):
            # As front matter has it: a title may have lost the sign that joined it to a second line.
            return f"# {_one_line(_BEGINNING.sub(_kept, _SIGNS.sub(_SIGN, article.title)))}"
        case "title":
            return f"# {_one_line(content)}"
        case "heading":
            # The highest heading would be taken for the title where there is none.
            least = 3 if article.title_origin == "derived" else 1
            return f"{'#' * min(6, max(least, paragraph.level))} {_one_line(content)}"
        case "quotation":
            return "> " + content.replace("\n", "\n> ")
        case _:
            return content


def _item(article: Article, paragraph: Paragraph, depth: int) -> str:
    """An entry of a list, behind the sign that reading makes its mark of."""
    mark = _MARK.match(article.text, paragraph.start, paragraph.end)
    if mark is None:
        return _escaped(article, paragraph)
    indent = "    " * (depth - 1)
    content = _escaped(article, paragraph._replace(start=mark.end()))
    return f"{indent}{'-' if mark[1] == '•' else mark[1]} " + content.replace("\n", f"\n{indent}    ")


def _escaped(article: Article, paragraph: Paragraph) -> str:
    """The text of a paragraph as Markdown in which nothing but its links is markup."""
    parts: list[str] = []
    at = paragraph.start
    for link in _links(article.marks, paragraph):
        parts.append(_SIGNS.sub(_SIGN, article.text[at : link.start]))
        inner = _SIGNS.sub(_SIGN, article.text[link.start : link.end])
        parts.append(f"[{inner}](<{_address(link.target)}>)")
        at = link.end
    parts.append(_SIGNS.sub(_SIGN, article.text[at : paragraph.end]))
    lines = [line.strip(" ") for line in "".join(parts).split("\n")]
    return "\\\n".join(_BEGINNING.sub(_kept, line) for line in lines if line)


def _links(marks: Sequence[Mark], paragraph: Paragraph) -> Iterator[Mark]:
    """The links of a paragraph that lie one after the other."""
    from bisect import bisect_left

    at = paragraph.start
    for number in range(bisect_left(marks, (paragraph.start,)), len(marks)):
        mark = marks[number]
        if mark.start >= paragraph.end:
            break
        if mark.kind == "link" and mark.target and at <= mark.start < mark.end <= paragraph.end:
            yield mark
            at = mark.end


def _address(target: str) -> str:
    """The target of a link, with nothing that would end it."""
    return re.sub(r"[\\<>\s`]", lambda found: f"%{ord(found[0]) & 0xFF:02X}", target)


def _kept(match: re.Match[str]) -> str:
    """What begins a list at the beginning of a line, as text."""
    sign = match[2]
    return match[1] + (f"{sign}\\" if sign.isdecimal() else f"\\{sign}")


def _one_line(content: str) -> str:
    """A heading, which is one line."""
    return content.replace("\\\n", " ")
