"""EPUB: the chapters of a book in the order they are read, as one article."""

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from reader import text
from reader.articles import hypertext, metadata, xmltree
from reader.articles.archive import Archive
from reader.articles.draft import Builder, Draft, Run
from reader.articles.metadata import Metadata

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "")
_MOST = 5_000  # chapters of a book


def read(data: bytes) -> Draft:
    """Read a book.

    Args:
        data: The bytes of the file.

    Returns:
        The draft, its title on top.

    Raises:
        ValueError: It is no book, is locked, or is larger than may be.
    """
    archive = Archive(data)
    if _CONTAINER not in archive:
        raise ValueError("is no book in EPUB form")
    where = _root_file(archive)
    package = xmltree.parse(archive.read(where))
    known = _known(xmltree.child(package, "metadata"))
    locked = _locked(archive)
    builder = Builder()
    if known.title:
        builder.add([Run(known.title)], "title", 1)
    reading = hypertext.Reading(builder)
    chapters = _chapters(package, posixpath.dirname(where))
    if chapters and locked.issuperset(chapters):
        raise ValueError("is locked by whoever sold it (DRM)")
    missing = 0
    for chapter in chapters:
        try:
            page = archive.read(chapter) if chapter in archive and chapter not in locked else b""
            decoded, _ = text.decode(page)
        except ValueError:
            page, decoded = b"", ""
        missing += not page
        reading.take(text.clean(decoded), raise_by=1)
    return builder.draft(known, None, _notices(missing, len(chapters)))


def _notices(missing: int, chapters: int) -> tuple[str, ...]:
    """Say what of a book could not be read.

    Raises:
        ValueError: Nothing could be.
    """
    if missing == chapters:
        raise ValueError("holds no chapter that can be read")
    return (f"{missing} of {chapters} parts of the book can't be read",) if missing else ()


def _root_file(archive: Archive) -> str:
    """The part that says what the book consists of.

    Raises:
        ValueError: None is named.
    """
    root = xmltree.child(xmltree.parse(archive.read(_CONTAINER)), "rootfiles", "rootfile")
    path = xmltree.attribute(root, "full-path") if root is not None else ""
    if not path:
        raise ValueError("is no book in EPUB form")
    return path


def _known(said: Element | None) -> Metadata:
    """What the book says of itself; several authors are one byline."""
    pairs: list[tuple[str, str]] = []
    authors: list[str] = []
    labels = {"title": "title", "publisher": "source", "date": "date", "language": "language"}
    for element in said if said is not None else ():
        name, value = xmltree.name(element), text.squeeze(xmltree.content(element))
        if name == "creator" and value:
            authors.append(value)
        elif name in labels and xmltree.attribute(element, "event") != "modification":
            pairs.append((labels[name], value))
    return metadata.from_pairs([*pairs, ("author", ", ".join(authors[:20]))])


def _chapters(package: Element, folder: str) -> list[str]:
    """The pages of a book in reading order, by what the archive calls them; tables of contents are left out."""
    manifest = {xmltree.attribute(item, "id"): item for item in _items(package, "manifest")}
    chapters = []
    for reference in _items(package, "spine")[:_MOST]:
        item = manifest.get(xmltree.attribute(reference, "idref"))
        if item is None or xmltree.attribute(reference, "linear") == "no":
            continue
        if "nav" in xmltree.attribute(item, "properties").split():
            continue
        if xmltree.attribute(item, "media-type") in _PAGES:
            chapters.append(_within(folder, xmltree.attribute(item, "href")))
    return chapters


def _items(package: Element, name: str) -> list[Element]:
    """The elements of a list in the package."""
    found = xmltree.child(package, name)
    return list(found) if found is not None else []


def _within(folder: str, target: str) -> str:
    """What the archive calls a part that another one, in a folder, refers to."""
    return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))


def _locked(archive: Archive) -> set[str]:
    """The parts that are encrypted, of which a book may have some (fonts) without being locked."""
    if _ENCRYPTION not in archive:
        return set()
    tree = xmltree.parse(archive.read(_ENCRYPTION))
    references = (element for element in tree.iter() if xmltree.name(element) == "CipherReference")
    return {_within("", xmltree.attribute(element, "URI")) for element in references}
