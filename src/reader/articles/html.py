"""Saved HTML pages: the article that trafilatura finds in a page, as plain text with its parts set apart.

Nothing is fetched, no script runs, no entity or DTD from outside is read.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reader import text
from reader.articles import metadata
from reader.articles.draft import Builder, Draft, Run, safe_target
from reader.articles.metadata import Metadata
from reader.model import Emphasis, ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LIMIT = 16 * 1024 * 1024
"""Characters of a page."""

_ELEMENTS = 50_000  # of one page
_TEXT = 2_000_000  # characters of a page that are neither script nor style
_HEAD = 4_096  # bytes in which a page says how it is encoded
_CHARSET = re.compile(
    rb"charset *= *[\"']?"
    rb"(iso-8859-\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&#([xX]?)([0-9A-Fa-f]+);?")
_BLANK = re.compile(r"\s+")
_EMPHASES: dict[str, Emphasis] = {"#b": "strong", "#i": "emphasis", "#t": "code"}
_BLOCKS = frozenset({"p", "head", "list", "quote", "table", "code", "div", "body"})
_SILENT = frozenset({"script", "style"})
_MISSING = "is a saved web page; reading these needs one more package: pip install 'closereader[html]'"


def read(data: bytes, decoded: str) -> Draft:
    """Read a saved page.

    Args:
        data: The bytes of the file.
        decoded: The same as text, as far as its bytes tell; the page may say better.

    Returns:
        The draft.

    Raises:
        ValueError: The page is too large, holds no text, or the extra package is missing.
    """
    try:
        import trafilatura
    except ModuleNotFoundError as fault:
        raise ValueError(_MISSING) from fault
    _silence()
    tree = _tree(_declared(data, decoded))
    captions = _show_captions(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    found: Any = trafilatura.bare_extraction(
        tree, with_metadata=True, include_formatting=True, include_links=True, include_comments=False
    )
    body = found.body if found is not None else trafilatura.baseline(tree)[0]
    known = _known(found, language)
    draft = _draft(body, known, captions)
    if not draft.paragraphs:
        raise ValueError("holds no text of an article")
    return draft


def _silence() -> None:
    """Keep the packages from writing to standard error, which is the terminal that the reader is drawn on."""
    import logging

    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _declared(data: bytes, decoded: str) -> str:
    """The page's text in the encoding it names, unless its bytes are plainly UTF-8 or UTF-16."""
    said = _CHARSET.search(data[:_HEAD])
    if said is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or _is_utf8(data):
        return decoded
    return data.decode(said[1].decode("ascii").lower(), errors="replace")


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 and more than ASCII."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _tree(page: str) -> "Element":
    """Parse a page.

    Raises:
        ValueError: It is too large, or no page at all.
    """
    from lxml import etree, html

    if len(page) > LIMIT:
        raise ValueError(f"is larger than the limit of {LIMIT // (1024 * 1024)} MB for a web page")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    safe = _REFERENCE.sub(_harmless, text.clean(page))
    try:
        tree: Element = html.document_fromstring(safe.encode("utf-8", errors="replace"), parser=parser)
    except etree.LxmlError as fault:
        raise ValueError("holds no text of an article") from fault
    left = _TEXT
    for number, element in enumerate(tree.iter()):
        left -= len(element.tail or "") + (len(element.text or "") if element.tag not in _SILENT else 0)
        if number >= _ELEMENTS:
            raise ValueError(f"holds more than the limit of {_ELEMENTS:,} elements of a web page")
        if left < 0:
            raise ValueError(f"holds more than the limit of {_TEXT:,} characters of a web page")
    return tree


def _harmless(reference: re.Match[str]) -> str:
    """A reference to a character by number, unless no text can hold that character."""
    base = 16 if reference[1] else 10
    code = int(reference[2], base) if len(reference[2]) <= 8 and (base == 16 or reference[2].isdigit()) else 0
    allowed = code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return reference[0] if allowed else text.REPLACEMENT


def _show_captions(tree: "Element") -> frozenset[str]:
    """Put the captions of pictures in their place, since what finds the article passes over pictures.

    Args:
        tree: The page, which is changed.

    Returns:
        The captions, each on one line.
    """
    captions: set[str] = set()
    for figure in list(tree.iter("figure")):
        caption = next(figure.iter("figcaption"), None)
        said = _plain(caption) if caption is not None else ""
        parent = figure.getparent()
        if caption is None or parent is None or not said or figure.find(".//figure") is not None:
            continue
        captions.add(said)
        caption.tag, caption.tail = "p", figure.tail
        parent.replace(figure, caption)
    return frozenset(captions)


def _known(found: Any, language: str) -> Metadata:
    """What the page says about the article."""
    if found is None:
        return metadata.from_pairs([("lang", language)])
    author = (found.author or "").replace("; ", ", ")
    said = {"title": found.title, "author": author, "source": found.sitename, "date": found.date, "url": found.url}
    return metadata.from_pairs([*((key, value) for key, value in said.items() if value), ("lang", language)])


def _draft(body: "Element | None", known: Metadata, captions: frozenset[str]) -> Draft:
    """Put the parts of an article into a draft, the title on top."""
    builder = _Captioned(captions)
    title = known.title
    printed = None
    if body is not None and title:
        heads = itertools.islice(body.iter("head"), 3)
        printed = next((head for head in heads if _plain(head) == title), None)
    if title:
        builder.add([Run(title)], "title", 1)
    if body is not None:
        _blocks(builder, body, "body", printed, 0)
    return builder.draft(known, title if printed is not None else None)


class _Captioned(Builder):
    """Puts paragraphs one after another; captions of pictures are no part of what is told."""

    def __init__(self, captions: frozenset[str]) -> None:
        super().__init__()
        self._captions = captions

    def add(self, runs: Iterable[Run], kind: ParagraphKind = "body", level: int = 0) -> None:
        """Add one paragraph; see `Builder.add`."""
        held = list(runs)
        is_caption = kind == "body" and text.squeeze("".join(run.text for run in held)) in self._captions
        super().add(held, "boilerplate" if is_caption else kind, level)


def _blocks(builder: Builder, parent: "Element", kind: ParagraphKind, printed: "Element | None", depth: int) -> None:
    """Add the paragraphs within an element."""
    loose: list[Run] = [Run(_flat(parent.text))]
    for child in parent:
        if child.tag in _BLOCKS:
            builder.add(loose, kind)
            loose = []
            if child is not printed:
                _block(builder, child, kind, printed, depth)
        else:
            loose += _inline(child, ())
        loose.append(Run(_flat(child.tail)))
    builder.add(loose, kind)


def _block(builder: Builder, child: "Element", kind: ParagraphKind, printed: "Element | None", depth: int) -> None:
    """Add the paragraphs of one element that stands for itself."""
    match child.tag:
        case "p":
            builder.add(_runs(child), kind)
        case "head":
            level = (child.get("rend") or "h2")[1:]
            builder.add(_runs(child), "heading", int(level) if level.isdigit() and len(level) == 1 else 2)
        case "code":
            builder.add([Run("".join(child.itertext()))], "code")
        case "list":
            for number, item in enumerate(child.iterchildren("item"), start=1):
                _item(builder, item, f"{number}. " if child.get("rend") == "ol" else "• ", printed, depth + 1)
        case "table":
            for row in child.iter("row"):
                cells = [_plain(cell) for cell in row.iter("cell")]
                builder.add([Run(" | ".join(filter(None, cells)))])
        case "quote":
            _blocks(builder, child, "quotation", printed, depth)
        case _:
            _blocks(builder, child, kind, printed, depth)


def _item(builder: Builder, item: "Element", marker: str, printed: "Element | None", depth: int) -> None:
    """Add an entry of a list, and the lists within it."""
    builder.add([Run(marker), *_runs(item)], "item", depth)
    for nested in item.iterchildren("list"):
        _block(builder, nested, "body", printed, depth)


def _runs(element: "Element", emphases: tuple[tuple[Emphasis, str], ...] = ()) -> Iterator[Run]:
    """The text of an element with its emphasis; lists within it are left out, since they stand for themselves."""
    yield Run(_flat(element.text), emphases)
    for child in element:
        if child.tag != "list":
            yield from _inline(child, emphases)
        yield Run(_flat(child.tail), emphases)


def _inline(child: "Element", emphases: tuple[tuple[Emphasis, str], ...]) -> Iterator[Run]:
    """The text of an element within a paragraph."""
    if child.tag == "lb":
        yield Run("\n", emphases)
    elif child.tag == "ref":
        yield from _runs(child, (*emphases, ("link", safe_target(child.get("target") or ""))))
    elif child.tag == "hi" and child.get("rend") in _EMPHASES:
        yield from _runs(child, (*emphases, (_EMPHASES[child.get("rend") or ""], "")))
    else:
        yield from _runs(child, emphases)


def _flat(content: str | None) -> str:
    """Text of a page, in which any white space is one blank."""
    return _BLANK.sub(" ", content or "")


def _plain(element: "Element") -> str:
    """All the text of an element on one line."""
    return text.squeeze("".join(element.itertext()))
