"""Word documents (DOCX): their paragraphs with headings, lists, footnotes and links; what was deleted stays out."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from reader import text
from reader.articles import metadata, xmltree
from reader.articles.archive import Archive
from reader.articles.draft import Builder, Draft, Run, safe_target
from reader.articles.metadata import Metadata
from reader.articles.xmltree import attribute, child, content, name
from reader.model import Emphasis, ParagraphKind

_DOCUMENT = "word/document.xml"
_OUT = frozenset({"del", "moveFrom", "Fallback", "drawing", "pict", "object", "delText", "instrText", "rPr", "pPr"})
_SAID = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST = 12  # styles that a style is based on


class _Style(NamedTuple):
    """What a style makes of a paragraph."""

    kind: ParagraphKind = "body"
    level: int = 0


class _Document(NamedTuple):
    """What the paragraphs of a document refer to."""

    styles: dict[str, _Style]
    bullets: dict[str, bool]
    """By the id of a list, whether it has bullets rather than numbers."""
    links: dict[str, str]
    """By the id of a relation, where it leads."""


def read(data: bytes) -> Draft:
    """Read a document.

    Args:
        data: The bytes of the file.

    Returns:
        The draft.

    Raises:
        ValueError: It is no such document, or larger than may be.
    """
    archive = Archive(data)
    if _DOCUMENT not in archive:
        raise ValueError("is no Word document")
    body = child(xmltree.parse(archive.read(_DOCUMENT)), "body")
    known = _known(_part(archive, "docProps/core.xml"))
    styles = _styles(_part(archive, "word/styles.xml"))
    bullets = _bullets(_part(archive, "word/numbering.xml"))
    document = _Document(styles, bullets, _links(_part(archive, "word/_rels/document.xml.rels")))
    reading = _Reading(document)
    title = reading.title_of(body) if body is not None else None
    if known.title and title is None:
        reading.builder.add([Run(known.title)], "title", 1)
    if body is not None:
        reading.blocks(body)
    reading.notes(_part(archive, "word/footnotes.xml"))
    return reading.builder.draft(known, title)


def _part(archive: Archive, path: str) -> Element | None:
    """A part that a document may have; one that is damaged counts as none."""
    if path not in archive:
        return None
    data = archive.read(posixpath.normpath(path))
    try:
        return xmltree.parse(data)
    except ValueError:
        return None


def _known(core: Element | None) -> Metadata:
    """What the document says of itself."""
    said = {name(element): text.squeeze(content(element)) for element in (core if core is not None else ())}
    labels = {"title": "title", "creator": "author", "created": "date", "language": "language"}
    return metadata.from_pairs((label, said[key]) for key, label in labels.items() if said.get(key))


def _styles(tree: Element | None) -> dict[str, _Style]:
    """What each style makes of a paragraph, by its id."""
    bases: dict[str, str] = {}
    own: dict[str, _Style | None] = {}
    for style in tree if tree is not None else ():
        if name(style) == "style":
            id_ = attribute(style, "styleId")
            bases[id_] = _value(style, "basedOn")
            own[id_] = _named(_value(style, "name"), _value(style, "pPr", "outlineLvl"))
    return {id_: _inherited(id_, own, bases) for id_ in own}


def _inherited(id_: str, own: dict[str, _Style | None], bases: dict[str, str]) -> _Style:
    """What a style says, or the nearest one it is based on that says anything."""
    for _ in range(_DEEPEST):
        if (style := own.get(id_)) is not None:
            return style
        id_ = bases.get(id_, "")
    return _Style()


def _named(called: str, outline: str) -> _Style | None:
    """What a style makes of a paragraph by its name, which is the same in every language, or its level."""
    lower = called.lower()
    if lower == "title":
        return _Style("title", 1)
    if lower.startswith("heading ") and lower[8:].isdecimal():
        return _Style("heading", min(6, max(1, int(lower[8:10]))))
    if outline.isdecimal() and int(outline[:2]) < 6:
        return _Style("heading", int(outline[:2]) + 1)
    return _Style("quotation") if lower in ("quote", "intense quote") else None


def _bullets(tree: Element | None) -> dict[str, bool]:
    """Of each list, whether it has bullets."""
    forms: dict[str, bool] = {}
    found: dict[str, bool] = {}
    for element in tree if tree is not None else ():
        if name(element) == "abstractNum":
            forms[attribute(element, "abstractNumId")] = _value(element, "lvl", "numFmt") in ("bullet", "none")
        elif name(element) == "num":
            found[attribute(element, "numId")] = forms.get(_value(element, "abstractNumId"), True)
    return found


def _links(tree: Element | None) -> dict[str, str]:
    """Where links lead, by the ids of their relations."""
    relations = tree if tree is not None else ()
    return {attribute(relation, "Id"): safe_target(attribute(relation, "Target")) for relation in relations}


def _value(element: Element, *path: str) -> str:
    """The value that an element within another gives."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else ""


class _Reading:
    """Goes through a document, counting what is numbered."""

    def __init__(self, document: _Document) -> None:
        """Begin.

        Args:
            document: What paragraphs refer to.
        """
        self.builder = Builder()
        self._document = document
        self._counts: dict[tuple[str, int], int] = {}
        self._notes: list[str] = []
        self._titled = False

    def title_of(self, body: Element) -> str | None:
        """The title that a document prints: the first paragraph in that style."""
        for paragraph in body:
            if name(paragraph) == "p" and self._style(paragraph).kind == "title":
                said = "".join(run.text for run in self._runs(paragraph, ()))
                self._notes.clear()
                if title := text.squeeze(text.printable(said)):
                    return title
        return None

    def blocks(self, parent: Element) -> None:
        """Add the paragraphs and tables within an element."""
        for element in parent:
            match name(element):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self._table(element)
                case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                    self.blocks(element)

    def notes(self, tree: Element | None) -> None:
        """Add the footnotes that the text refers to, in the order in which it does."""
        by_id = {attribute(note, "id"): note for note in (tree if tree is not None else ())}
        for number, id_ in enumerate(self._notes[:5_000], start=1):
            if id_ in by_id:
                said = " ".join(text.squeeze("".join(r.text for r in self._runs(p, ()))) for p in by_id[id_])
                self.builder.add([Run(f"[{number}] {said.strip()}")])

    def _style(self, paragraph: Element) -> _Style:
        """What the style of a paragraph makes of it."""
        outline = _value(paragraph, "pPr", "outlineLvl")
        own = _named("", outline) if outline else None
        return own or self._document.styles.get(_value(paragraph, "pPr", "pStyle"), _Style())

    def _paragraph(self, paragraph: Element) -> None:
        """Add a paragraph."""
        style = self._style(paragraph)
        runs = list(self._runs(paragraph, ()))
        list_ = _value(paragraph, "pPr", "numPr", "numId")
        if style.kind == "title":
            style = _Style("heading", 1) if self._titled else style
            self._titled = True
            runs = [Run(text.squeeze("".join(run.text for run in runs)))]
        elif list_ not in ("", "0") and style.kind == "body" and any(run.text.strip() for run in runs):
            depth = _value(paragraph, "pPr", "numPr", "ilvl")
            level = min(6, int(depth[:2]) + 1) if depth.isdecimal() else 1
            runs = [Run(self._marker(list_, level)), *runs]
            style = _Style("item", level)
        self.builder.add(runs, style.kind, style.level)

    def _marker(self, list_: str, level: int) -> str:
        """What stands before an entry of a list."""
        if self._document.bullets.get(list_, True):
            return "• "
        for deeper in range(level + 1, 7):
            self._counts.pop((list_, deeper), None)
        self._counts[list_, level] = number = self._counts.get((list_, level), 0) + 1
        return f"{number}. "

    def _table(self, table: Element) -> None:
        """Add a table, each row as a paragraph; what is a table within a cell counts as text."""
        for row in table:
            if name(row) == "tr":
                cells = [text.squeeze("".join(self._said(cell))) for cell in row if name(cell) == "tc"]
                self.builder.add([Run(" | ".join(filter(None, cells)))])

    def _said(self, cell: Element) -> Iterator[str]:
        """The text of a cell."""
        for element in cell:
            for run in self._runs(element, ()):
                yield run.text
            yield " "

    def _runs(self, parent: Element, emphases: tuple[tuple[Emphasis, str], ...]) -> Iterator[Run]:
        """The text within an element with its emphasis."""
        for element in parent:
            called = name(element)
            if called in _OUT:
                continue
            if called == "t":
                yield Run(element.text or "", emphases)
            elif called in _SAID:
                yield Run(_SAID[called], emphases)
            elif called == "footnoteReference":
                self._notes.append(attribute(element, "id"))
                yield Run(f"[{len(self._notes)}]")
            elif called == "r":
                yield from self._runs(element, (*emphases, *_emphases(element)))
            elif called == "hyperlink":
                target = self._document.links.get(attribute(element, "id"), "")
                yield from self._runs(element, (*emphases, ("link", target)) if target else emphases)
            else:
                yield from self._runs(element, emphases)


def _emphases(run: Element) -> Iterator[tuple[Emphasis, str]]:
    """How a run of text is set apart."""
    kinds: tuple[tuple[str, Emphasis], ...] = (("b", "strong"), ("i", "emphasis"))
    for key, kind in kinds:
        found = child(run, "rPr", key)
        if found is not None and attribute(found, "val") not in ("0", "false", "off"):
            yield kind, ""
