"""What to change in a file of annotations: an article's blocks stand together, annotations in text order.

So a new annotation is a pure insertion, and two branches of a repository merge without conflict.
"""

from collections.abc import Mapping, Sequence

from reader.annotations import forms
from reader.annotations.values import ArticleEntry
from reader.model import Annotation
from reader.tomlfile import Change, Document, addition, removal

_Row = list[tuple[int, str]]
"""Where the annotations of an article begin in its text, and their ids."""


def putting_in(
    document: Document, entries: Sequence[ArticleEntry], items: Sequence[Annotation], folder: str
) -> list[Change]:
    """Put annotations in, each behind those of its article that come before it in the text.

    Args:
        document: The file.
        entries: The articles that are new to it; one that is there already stays as it is.
        items: The annotations.
        folder: Where the file lies.

    Returns:
        What is to be changed.
    """
    new = [entry for entry in entries if document.find(forms.ARTICLE, entry.id) is None]
    changes = [addition(forms.ARTICLE, forms.article_fields(entry, folder)) for entry in new]
    heads = {block.id for block in document.blocks if block.table == forms.ARTICLE} | {entry.id for entry in new}
    rows = _rows(document, {item.article for item in items})
    for item in items:
        row, start = rows[item.article], item.selector.start
        at = next((at for at in range(len(row), 0, -1) if row[at - 1][0] <= start), 0)
        behind = row[at - 1][1] if at else item.article if item.article in heads else None
        row.insert(at, (start, item.id))
        changes.append(addition(forms.ANNOTATION, forms.annotation_fields(item), behind))
    return changes


def _rows(document: Document, articles: set[str]) -> Mapping[str, _Row]:
    """The annotations of some articles, in the order of the file."""
    rows: dict[str, _Row] = {article: [] for article in articles}
    for block in document.blocks:
        article = block.value.get("article")
        if block.table == forms.ANNOTATION and isinstance(article, str) and article in articles:
            match block.value.get("at"):
                case [int(start), *_]:
                    rows[article].append((start, block.id))
                case _:
                    rows[article].append((0, block.id))
    return rows


def taking_out(document: Document, identity: str) -> list[Change]:
    """Take an annotation out, and its article where it was the last there and nothing of the user's own is said of it.

    Args:
        document: The file.
        identity: The annotation's id.

    Returns:
        What is to be changed.

    Raises:
        SaveError: There is none.
    """
    changes = [removal(document, forms.ANNOTATION, identity)]
    block = document.find(forms.ANNOTATION, identity)
    article = block.value.get("article") if block else None
    head = document.find(forms.ARTICLE, article) if isinstance(article, str) else None
    others = (other for other in document.blocks if other.table == forms.ANNOTATION and other is not block)
    if head is None or any(other.value.get("article") == article for other in others):
        return changes
    own = head.start < head.header or head.value.keys() - set(forms.ORDERS[forms.ARTICLE])
    return changes if own else [removal(document, forms.ARTICLE, head.id), *changes]
