"""Annotations as the API of Hypothesis has them (https://h.readthedocs.io/en/latest/api/)."""

from collections.abc import Sequence

from reader.annotations.exporting import address, by_article
from reader.annotations.values import Annotations, ArticleEntry
from reader.model import Annotation


def rows(known: Annotations, items: Sequence[Annotation]) -> dict[str, object]:
    """Write annotations as the result of a search.

    Args:
        known: What the file holds.
        items: The annotations to write.

    Returns:
        The result, ready for JSON; what Hypothesis has no field for stands under ``reader``.
    """
    found = [_row(entry, item) for entry, group in by_article(known, items) for item in group]
    return {"total": len(found), "rows": found}


def _row(entry: ArticleEntry, item: Annotation) -> dict[str, object]:
    uri, selector = address(entry), item.selector
    selectors: list[dict[str, object]] = [
        {"type": "TextQuoteSelector", "exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    ]
    if selector.end > selector.start:
        selectors.insert(0, {"type": "TextPositionSelector", "start": selector.start, "end": selector.end})
    made = f"{item.created:%Y-%m-%dT%H:%M:%S+00:00}" if item.created else ""
    return {
        "id": item.id,
        "created": made,
        "updated": f"{item.updated:%Y-%m-%dT%H:%M:%S+00:00}" if item.updated else made,
        "uri": uri,
        "text": item.note,
        "tags": list(item.tags),
        "document": {"title": [entry.title] if entry.title else []},
        "target": [{"source": uri, "selector": selectors}],
        "reader": {"article": entry.id, "color": item.color, "text": item.snapshot},
    }
