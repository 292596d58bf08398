"""Plain text: what each paragraph is, told from its shape and its neighbours.

The text itself is never changed, so that offsets count in the file as it was decoded.
"""

from typing import NamedTuple

from reader.articles import blocks, boilerplate, head, metadata
from reader.articles.metadata import Metadata
from reader.model import Paragraph, ParagraphKind, Span

_HEAD = 12  # paragraphs among which the title is looked for
_TITLE_WORDS = 25
_SENTENCE_WORDS = 20  # of a title that ends like a sentence
_HEADING_WORDS = 14
_CAPITALS_WORDS = 6
_BODY_WORDS = 25  # from here on a paragraph is body however it ends
_BODY_ENDS = (":", ",", "”", '"')  # besides the ends of sentences


class Outline(NamedTuple):
    """What plain text was found to be."""

    paragraphs: tuple[Paragraph, ...]
    title: Span | None
    metadata: Metadata
    cut: bool
    """There were too many paragraphs: the last one holds the rest."""


def outline(text: str) -> Outline:
    """Tell the parts of plain text.

    Args:
        text: Clean text.

    Returns:
        Its paragraphs with their kinds, where the title stands, and what the lines around it say.
    """
    spans = blocks.split(text)
    kinds: list[ParagraphKind] = [_kind_alone(text, span) for span in spans]
    title, found = _head(text, spans, kinds)
    _headings(text, spans, kinds)
    found = found.filled(Metadata(source=_outlet(text, spans, kinds)))
    levels = {"heading": 2, "title": 1, "item": 1}
    paragraphs = tuple(Paragraph(*span, kind, levels.get(kind, 0)) for span, kind in zip(spans, kinds, strict=True))
    return Outline(paragraphs, title, found, len(spans) > blocks.MOST)


def _kind_alone(text: str, span: Span) -> ParagraphKind:
    """What a paragraph is whatever stands around it."""
    beginning = text[span.start : span.start + 8]
    if blocks.is_item(beginning):
        return "item"
    if beginning.startswith("> "):
        return "quotation"
    if span.end - span.start <= 600 and boilerplate.is_leftover(span.of(text)):
        return "boilerplate"
    return "body"


def _head(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> tuple[Span | None, Metadata]:
    """Find the title and the lines that belong to it, and set their kinds.

    Returns:
        Where the title stands, if anywhere, and what the lines around it say.
    """
    pairs: list[tuple[str, str]] = []
    title: Span | None = None
    by = False
    for at in range(min(_HEAD, len(spans))):
        line = _short(text, spans[at])
        if kinds[at] == "boilerplate":
            by = metadata.is_opening(line)
            continue
        said = head.credit(line, by)
        by = False
        if said:
            pairs += said
            kinds[at] = "title" if said[0][0].lower() in ("title", "headline") else "kicker"
            title = title or (spans[at] if kinds[at] == "title" else None)
        elif title is None and kinds[at] == "body" and _is_kicker(text, spans, kinds, at):
            kinds[at] = "kicker"
        elif title is None and kinds[at] == "body" and _is_title(line) and _has_body(text, spans[at + 1 :]):
            kinds[at] = "title"
            title = spans[at]
        elif title is None or _is_body(line):
            break
    return title, metadata.from_pairs(pairs)


def _short(text: str, span: Span) -> str:
    """A paragraph as one line if it is short, else nothing."""
    return head.short(text, span.start, span.end)


def _is_title(line: str) -> bool:
    """Tell whether a line near the top can be the title."""
    words = line.split()
    if not words or len(words) > _TITLE_WORDS or line[-1] in ",:":
        return False
    if not line.endswith(head.SENTENCE_ENDS):
        return True
    return _is_title_case(words) or (len(words) <= _SENTENCE_WORDS and line[0] not in '“"')


def _is_kicker(text: str, spans: list[Span], kinds: list[ParagraphKind], at: int) -> bool:
    """Tell whether a line is what stands above a title: in capitals or the name of a section, a longer line next."""
    line = _short(text, spans[at])
    words = line.split()
    if not 1 <= len(words) <= _CAPITALS_WORDS or not (line.isupper() or metadata.is_section(line)):
        return False
    following = next((_short(text, spans[n]) for n in range(at + 1, len(spans)) if kinds[n] != "boilerplate"), "")
    if not _is_title(following) or len(following.split()) < 3 or head.credit(following):
        return False
    return metadata.is_section(line) or not following.endswith(head.SENTENCE_ENDS)


def _has_body(text: str, spans: list[Span]) -> bool:
    """Tell whether something longer than headings follows."""
    return any(span.end - span.start > head.SHORT or _is_body(_short(text, span)) for span in spans[:50])


def _is_body(line: str) -> bool:
    """Tell whether a line, empty for a long one, reads as a sentence or more."""
    return not line or line.endswith((*head.SENTENCE_ENDS, *_BODY_ENDS)) or len(line.split()) >= _BODY_WORDS


def _is_title_case(words: list[str]) -> bool:
    """Tell whether nearly all longer words have capitals, and there are several."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)


def _headings(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> None:
    """Find the headings between paragraphs of body, and set their kinds."""
    before: str | None = None  # the last paragraph that is no leftover; nothing before the first body
    for at, span in enumerate(spans):
        if kinds[at] == "boilerplate":
            continue
        line = _short(text, span)
        if kinds[at] == "body" and line and _is_heading(line, before) and _body_follows(text, spans, kinds, at):
            kinds[at] = "heading"
        if kinds[at] not in ("kicker", "title"):
            before = line if kinds[at] == "heading" or before is not None or _is_body(line) else None


def _is_heading(line: str, before: str | None) -> bool:
    """Tell whether a line has the shape of a heading, given the paragraph before it."""
    words = line.split()
    if len(words) > _HEADING_WORDS or not (line[0].isupper() or line[0].isdigit()):
        return False
    if line.isupper() and len(words) <= _CAPITALS_WORDS and len(line) >= 4 and not any(map(str.isdigit, line)):
        return line[-1] not in ',;:”"'
    if before is None or not _is_body(before):
        return False
    if line[-1] in "?!":
        return _is_title_case(words)
    return line[-1].isalnum() or line[-1] == ")"


def _body_follows(text: str, spans: list[Span], kinds: list[ParagraphKind], at: int) -> bool:
    """Tell whether the next paragraph that is no leftover reads as body."""
    for after in range(at + 1, min(at + 6, len(spans))):
        if kinds[after] != "boilerplate":
            return kinds[after] in ("item", "quotation") or _is_body(_short(text, spans[after]))
    return False


def _outlet(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> str | None:
    """The outlet that a dateline or a notice of copyright names."""
    body = (span for span, kind in zip(spans[:_HEAD], kinds, strict=False) if kind == "body")
    for span in body:
        if found := metadata.agency(text[span.start : span.start + 120]):
            return found
    for span, kind in zip(spans[-_HEAD:], kinds[-_HEAD:], strict=True):
        if kind == "boilerplate" and (found := metadata.holder(span.of(text))):
            return found
    return None
