"""Annotations as Markdown, a page an article; made for Obsidian, and readable everywhere.

What stands between the two markers is ours and written anew each time; what stands outside of them is the user's.
"""

import os
import re
from collections.abc import Sequence

from reader import files
from reader.annotations.exporting import by_article
from reader.annotations.values import USUAL, Annotations, ArticleEntry
from reader.model import Annotation
from reader.text import fold
from reader.tomlfile import rewritten

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#$%=^{}!])")
_BEGIN = "<!-- reader: begin {} -->"
_END = "<!-- reader: end {} -->"
_MARKER = re.compile(r"<!-- reader: begin (\S+) -->")
_NO_WORD = re.compile(r"[^\w-]+")
_SLUG = 60  # characters of a title in the name of a page


def pages(known: Annotations, items: Sequence[Annotation]) -> list[str]:
    """Write annotations as pages.

    Args:
        known: What the file holds.
        items: The annotations to write.

    Returns:
        A new page for each article.
    """
    return [page(entry, group, "") for entry, group in by_article(known, items)]


def write(folder: str, known: Annotations, items: Sequence[Annotation]) -> list[str]:
    """Write annotations into a folder of pages; a page that was renamed is found again by its marker.

    Args:
        folder: The folder; it is made if need be.
        known: What the file holds.
        items: The annotations to write.

    Returns:
        The pages that were changed.

    Raises:
        OSError: A page can't be written.
        ValueError: A page can't be read.
    """
    os.makedirs(folder, exist_ok=True)
    there = _pages(folder)
    changed = []
    for entry, group in by_article(known, items):
        path = there.get(entry.id) or os.path.join(folder, _name(entry))

        def made(before: bytes, entry: ArticleEntry = entry, group: list[Annotation] = group) -> bytes:
            return page(entry, group, before.decode("utf-8")).encode("utf-8", "replace")

        if rewritten(path, made):
            changed.append(path)
    return changed


def page(entry: ArticleEntry, items: Sequence[Annotation], before: str) -> str:
    """Write one page.

    Args:
        entry: The article.
        items: Its annotations, in text order.
        before: What the page holds, empty for a new one.

    Returns:
        The page: ours between the markers, the rest as it was.
    """
    begin, end = _BEGIN.format(entry.id), _END.format(entry.id)
    section = "\n\n".join([begin, *(_passage(item) for item in items), end])
    start = before.find(begin)
    stop = before.find(end, start) if start >= 0 else -1
    if stop >= 0:
        return before[:start] + section + before[stop + len(end) :]
    if before.strip():
        return f"{before.rstrip()}\n\n{section}\n"
    return f"{_front(entry)}\n# {_escaped(entry.title or entry.id)}\n\n{section}\n"


def _front(entry: ArticleEntry) -> str:
    """What stands on top of a new page, as YAML."""
    import json

    fields = {"title": entry.title, "source": entry.source, "path": entry.path, "reader": entry.id}
    # A JSON string is a YAML string.
    lines = [f"{key}: {json.dumps(field, ensure_ascii=False)}\n" for key, field in fields.items() if field]
    return f"---\n{''.join(lines)}---\n"


def _passage(item: Annotation) -> str:
    """One annotation."""
    color = f" ({_escaped(item.color)})" if item.color != USUAL else ""
    parts = [f"> {_escaped(item.selector.exact)}{color} ^{_NO_WORD.sub('-', item.id)}"]
    if item.note:
        parts.append(item.note.replace("<!-- reader:", r"<\!-- reader:"))
    if item.tags:
        parts.append(" ".join(f"#{_NO_WORD.sub('-', tag)}" for tag in item.tags))
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    """Text that stays text."""
    return _MARKUP.sub(r"\\\1", text)


def _name(entry: ArticleEntry) -> str:
    """What the page of an article is called."""
    slug = _NO_WORD.sub("-", fold(entry.title).text)[:_SLUG].strip("-") or "article"
    return f"{slug}-{entry.id.rpartition('-')[2]}.md"


def _pages(folder: str) -> dict[str, str]:
    """The pages in a folder by the ids of their articles."""
    found: dict[str, str] = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            path = os.path.join(folder, name)
            try:
                content = files.read(path).decode("utf-8", "replace")
            except ValueError:
                continue
            found |= dict.fromkeys(_MARKER.findall(content), path)
    return found
