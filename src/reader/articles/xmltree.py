"""XML from strangers as a tree: no entities of its own, nothing from outside, and limits on size and depth.

Entities are what attacks on readers of XML are made of (an entity of entities grows without end, one from outside
reads files), and no format that is read here needs any of its own.
"""

from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

LIMIT = 32 * 1024 * 1024
"""Bytes of XML."""

MOST = 600_000
"""Elements of a tree."""

DEEPEST = 200
"""Elements within elements."""


class _Building:
    """Takes what the parser finds into a tree."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self._elements = 0
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self._elements += 1
        self._depth += 1
        if self._elements > MOST:
            raise ValueError(f"holds more than the limit of {MOST:,} elements")
        if self._depth > DEEPEST:
            raise ValueError("is nested too deeply")
        self.builder.start(name, attributes)

    def end(self, name: str) -> None:
        """End an element."""
        self._depth -= 1
        self.builder.end(name)

    def skipped(self, name: str, is_parameter: bool) -> None:
        """Put in what HTML knows by a name; the parser itself knows no entities but those of XML."""
        if not is_parameter:
            self.builder.data(html5.get(f"{name};", ""))


def parse(data: bytes) -> Element:
    """Read XML.

    Args:
        data: A whole document.

    Returns:
        Its root; names are local ones, with the namespace left out where ``name`` is used to read them.

    Raises:
        ValueError: It is none, declares entities, or is too large or too deep.
    """
    if len(data) > LIMIT:
        raise ValueError(f"is larger than the limit of {LIMIT // (1024 * 1024)} MB for XML")
    parser = expat.ParserCreate(namespace_separator="}")
    building = _Building()
    parser.buffer_text = True
    parser.UseForeignDTD(True)  # an unknown entity is then no error, and is told to the handler
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = None
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.builder.data
    parser.SkippedEntityHandler = building.skipped
    try:
        parser.Parse(data, True)
        return building.builder.close()
    except (expat.ExpatError, LookupError, AssertionError) as fault:
        raise ValueError("is damaged: it is no whole XML") from fault


def _refuse(*_: Any) -> None:
    """Refuse an entity that a document declares.

    Raises:
        ValueError: Always.
    """
    raise ValueError("declares entities of its own, which is not read")


def name(element: Element) -> str:
    """What an element is called, without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, key: str) -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    if key in element.attrib:
        return element.attrib[key]
    return next((value for said, value in element.attrib.items() if said.rpartition("}")[2] == key), "")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element along a path of names, each within the one before."""
    for wanted in path:
        if element is None:
            return None
        element = next((found for found in element if name(found) == wanted), None)
    return element


def content(element: Element | None) -> str:
    """All text within an element."""
    return "" if element is None else "".join(element.itertext())
