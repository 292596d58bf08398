"""Annotations as the Web Annotation Data Model has them (https://www.w3.org/TR/annotation-model/)."""

from collections.abc import Sequence

from reader.annotations.exporting import address, by_article
from reader.annotations.values import Annotations, ArticleEntry
from reader.model import Annotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = "urn:reader:"
"""What the ids of our own annotations and articles begin with."""
SNAPSHOT = "urn:sha256:"


def page(known: Annotations, items: Sequence[Annotation]) -> dict[str, object]:
    """Write annotations as an annotation page.

    Args:
        known: What the file holds.
        items: The annotations to write.

    Returns:
        The page, ready for JSON.
    """
    return {
        "@context": CONTEXT,
        "type": "AnnotationPage",
        "items": [_annotation(entry, item) for entry, group in by_article(known, items) for item in group],
    }


def _annotation(entry: ArticleEntry, item: Annotation) -> dict[str, object]:
    bodies: list[dict[str, object]] = []
    if item.note:
        bodies.append({"type": "TextualBody", "value": item.note, "format": "text/plain", "purpose": "commenting"})
    bodies += ({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in item.tags)
    fields = {
        "id": f"{URN}{item.id}",
        "type": "Annotation",
        "motivation": "commenting" if item.note else "highlighting",
        "created": _time(item.created),
        "modified": _time(item.updated),
        "body": bodies,
        "stylesheet": {"type": "CssStylesheet", "value": f".{item.color} {{ background-color: {item.color} }}"}
        if item.color.isidentifier()
        else None,
        "target": _target(entry, item),
    }
    return {key: field for key, field in fields.items() if field}


def _target(entry: ArticleEntry, item: Annotation) -> dict[str, object]:
    """The passage: by its words, and by its place in the text it was marked in."""
    source = {
        "id": address(entry),
        "type": "Text",
        "dcterms:title": entry.title,
        "dcterms:identifier": f"{URN}{entry.id}",
    }
    selector = item.selector
    quote = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    words = {key: field for key, field in quote.items() if field}
    selectors: list[dict[str, object]] = [{"type": "TextQuoteSelector", **words}]
    if selector.end > selector.start:
        selectors.append({"type": "TextPositionSelector", "start": selector.start, "end": selector.end})
    target: dict[str, object] = {
        "type": "SpecificResource",
        "source": {key: field for key, field in source.items() if field},
        "styleClass": item.color,
        "selector": selectors,
    }
    if item.snapshot:
        # The state of the text that the offsets count in.
        target["state"] = {"type": "TimeState", "cached": f"{SNAPSHOT}{item.snapshot}"}
    return target


def _time(when: object) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}" if when else ""
