"""From a file to an article: one way in for every format."""

import os
from typing import Literal

from reader import files, text
from reader.articles import blocks, head, metadata, plain, titles
from reader.articles.draft import Draft
from reader.model import Article, TitleOrigin

Format = Literal["plain", "markdown", "html", "feed", "epub", "docx", "pdf"]

FORMATS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".rss": "feed",
    ".atom": "feed",
    ".epub": "epub",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""By how a file's name ends; what ends otherwise is told by how it begins."""

_HTML_SIGNS = ("<!doctype html", "<html")
_FEED_SIGNS = ("<rss", "<feed", "<rdf:rdf")
_XML_SIGN = "<?xml"
_PDF_SIGN = b"%PDF-"
_ZIP_SIGN = b"PK\x03\x04"
_BOOK_SIGN = b"META-INF/container.xml"
_PIECE = 1 << 16  # characters in which words are counted at a time


class ArticleError(ValueError):
    """A file that can't be read as an article."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep what and why, both fit for one line.

        Args:
            path: The file.
            reason: Why not.
        """
        self.path = text.printable(path)
        self.reason = text.printable(reason)
        super().__init__(f"{self.path}: {self.reason}")

    def __reduce__(self) -> tuple[type["ArticleError"], tuple[str, str]]:
        """Make it travel between processes."""
        return type(self), (self.path, self.reason)


def load(path: str | os.PathLike[str]) -> Article:
    """Load one article.

    Args:
        path: A file in any form that is read.

    Returns:
        The article.

    Raises:
        ArticleError: The file can't be opened, or is no text.
    """
    name = os.fspath(path)
    try:
        data = files.read(name)
    except ValueError as fault:
        raise ArticleError(name, str(fault)) from fault
    return read(data, name)


def read(data: bytes, path: str = "-", form: Format | None = None) -> Article:
    """Make an article of bytes.

    Args:
        data: The whole of the file.
        path: Where they came from; its suffix tells the format where none is given.
        form: The format.

    Returns:
        The article.

    Raises:
        ArticleError: The bytes are no text, or not of that format.
    """
    try:
        draft = _draft(data, path, form)
    except RecursionError as fault:
        raise ArticleError(path, "is nested too deeply") from fault
    except ValueError as fault:
        raise ArticleError(path, str(fault)) from fault
    return _finished(draft, path)


def _draft(data: bytes, path: str, form: Format | None) -> Draft:
    """Let the format make what it can of the bytes.

    Raises:
        ValueError: With the reason why it can't.
    """
    form = form or _format_of(path) or _sniff_bytes(data)
    if form in ("feed", "epub", "docx", "pdf"):
        return _foreign(data, form)
    decoded, encoding = text.decode(data)
    form = form or _sniff(decoded)
    if form == "feed":
        return _foreign(data, form)
    if form == "html":
        from reader.articles import html

        return _credited(html.read(data, decoded))
    draft = _markdown(decoded) if form == "markdown" else _plain(text.clean(decoded))
    guessed = () if encoding.startswith("utf") else (f"read as {encoding}, which is a guess",)
    return draft._replace(notices=draft.notices + guessed)


def _foreign(data: bytes, form: Format) -> Draft:
    """Read a format that is more than text."""
    match form:
        case "epub":
            from reader.articles import epub

            return epub.read(data)
        case "docx":
            from reader.articles import docx

            return _credited(docx.read(data), text_first=True)
        case "pdf":
            from reader.articles import pdf

            return _credited(pdf.read(data), text_first=True)
        case _:
            from reader.articles import feed

            return feed.read(data)


def _format_of(path: str) -> Format | None:
    """The format that a file's suffix names."""
    return FORMATS.get(path[path.rfind(".") :].lower())


def _sniff_bytes(data: bytes) -> Format | None:
    """The format of bytes without a telling suffix, where they are no text."""
    if data.startswith(_PDF_SIGN):
        return "pdf"
    if data.startswith(_ZIP_SIGN):
        return "epub" if _BOOK_SIGN in data else "docx"
    return None


def _sniff(decoded: str) -> Format:
    """The format of text without a telling suffix."""
    head = decoded[:4_000].lstrip().lower()
    if head.startswith(_HTML_SIGNS):
        return "html"
    is_feed = head.startswith(_FEED_SIGNS) or (head.startswith(_XML_SIGN) and any(s in head for s in _FEED_SIGNS))
    if head.startswith(_XML_SIGN) and not is_feed:
        return "html" if any(sign in head for sign in _HTML_SIGNS) else "plain"
    return "feed" if is_feed else "plain"


def entries(data: bytes, path: str) -> list[Article]:
    """Make an article of each entry of a feed.

    Args:
        data: The whole of the feed.
        path: Where it came from.

    Returns:
        The articles, in the feed's order.

    Raises:
        ArticleError: It is no feed, or has no entries.
    """
    from reader.articles import feed

    try:
        return [_finished(_credited(draft), "") for draft in feed.entries(data)]
    except (ValueError, RecursionError) as fault:
        raise ArticleError(path, str(fault)) from fault


def format_of(data: bytes, path: str = "-") -> Format:
    """Tell the format of a file.

    Args:
        data: The whole of it.
        path: What it is called.

    Returns:
        The format that its name or else its beginning tells; what is neither known nor text counts as plain.
    """
    form = _format_of(path) or _sniff_bytes(data)
    try:
        return form or _sniff(text.decode(data[:8_192])[0])
    except ValueError:
        return "plain"


def _markdown(decoded: str) -> Draft:
    """Read Markdown, as plain text where there is too much of it."""
    from reader.articles import markdown

    if not markdown.is_too_much(decoded):
        return _credited(markdown.read(decoded))
    draft = _plain(text.clean(decoded))
    return draft._replace(notices=(*draft.notices, "too much of it to be read as Markdown: shown as plain text"))


def _credited(draft: Draft, text_first: bool = False) -> Draft:
    """Add what the lines below the title say to what the format says.

    Args:
        draft: What the format says.
        text_first: Whether the text knows better, since the file says who made it and when, not who wrote it.

    Returns:
        The draft with both.
    """
    paragraphs, found = head.found(draft.text, draft.paragraphs)
    known = found.filled(draft.metadata) if text_first else draft.metadata.filled(found)
    return draft._replace(paragraphs=paragraphs, metadata=known)


def _plain(content: str) -> Draft:
    """Tell the parts of plain text."""
    found = plain.outline(content)
    title = titles.tidy(found.title.of(content)) if found.title else None
    if title and found.metadata.title:
        title = found.metadata.title
    notices = (f"more than {blocks.MOST:,} paragraphs: the rest is shown as one",) if found.cut else ()
    return Draft(content, found.paragraphs, found.metadata, title, (), notices)


def _finished(draft: Draft, path: str) -> Article:
    """Make the article of what its format gave: what is missing is derived."""
    known = draft.metadata
    end = text.analyzed(draft.text)
    limits = (f"very long: actors and quotes are looked for in its first {end:,} characters",)
    origin: TitleOrigin = "text" if draft.title else "metadata" if known.title else "derived"
    return Article(
        path=path,
        text=draft.text,
        title=draft.title or known.title or titles.derive(draft.text, draft.paragraphs),
        title_origin=origin,
        paragraphs=draft.paragraphs,
        words=_count_words(draft.text),
        byline=known.byline,
        source=known.source,
        published=known.published or metadata.date_in_name(path),
        url=known.url,
        language=known.language or "en",
        marks=draft.marks,
        notices=draft.notices + (limits if end < len(draft.text) else ()),
    )


def _count_words(content: str) -> int:
    """Count runs of non-space, a piece at a time so that a large text needs little memory."""
    words = 0
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        words += len(piece.split())
        if start and not piece[0].isspace() and not content[start - 1].isspace():
            words -= 1
    return words
