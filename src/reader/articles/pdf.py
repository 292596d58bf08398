"""PDF: paragraphs put together again from the lines on its pages.

The lines come from a process of its own, see ``pdf_lines``. What a page repeats (its head, its foot, its number) is
left out, words parted at line ends are joined, and paragraphs that go on over a column or a page are one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader import text
from reader.articles import metadata
from reader.articles.blocks import is_item
from reader.articles.draft import Builder, Draft, Run
from reader.articles.pdf_lines import Line, Pages

SECONDS = 7
"""Time of the processor after which the pages read so far have to do."""

_PATIENCE = 60.0  # seconds that the other process may take, however busy the machine is
_MISSING = "is a PDF; reading these needs one more package: pip install 'closereader[pdf]'"
_PICTURES = "holds no text: its pages are pictures"
_DAMAGED = "is damaged, or no PDF"
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?:page )?[-–—|. ]{0,4}(?:\d{1,4}|[ivxl]{1,6})(?: ?(?:of|/) ?\d{1,4})?[-–—|. ]{0,4}", re.IGNORECASE
)
_JUNK = re.compile(r"(?:microsoft \w+ - .*|untitled.*|.*\.(?:docx?|pdf|indd|qxd|tex|rtf|odt|html?))", re.IGNORECASE)
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_WORD = re.compile(r"\w+(?:-\w+)+")
_COLUMN = 36.0  # points that the left edges of one column may differ by, about
_EDGE = 2  # lines at the top and the bottom of a page that may be its head and foot
_ENDS = (".", "!", "?", "”", '"', "’", ":", ")", "…")
_HYPHENS = ("-", "\N{HYPHEN}", "\N{SOFT HYPHEN}")
_LARGER = 1.15  # times the size of the text, from which on a line is a heading
_SHORT = 120  # characters of a heading
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


class Block(NamedTuple):
    """A paragraph put together, with how it looks."""

    text: str
    size: float
    bold: bool
    page: int


def read(data: bytes) -> Draft:
    """Read a PDF.

    Args:
        data: The bytes of the file.

    Returns:
        The draft.

    Raises:
        ValueError: It can't be read, takes too long, holds no text, or the extra package is missing.
    """
    found = _extracted(data)
    blocks = joined(found.pages)
    if not blocks:
        raise ValueError(_PICTURES if found.broken < len(found.pages) else _DAMAGED)
    size = _usual(found.pages)
    known = metadata.from_pairs(_pairs(found.said))
    bold = 2 * sum(len(block.text) for block in blocks if block.bold) > sum(len(block.text) for block in blocks)
    title = _title(blocks, size)
    builder = Builder()
    if title is None and known.title:
        builder.add([Run(known.title)], "title", 1)
    for number, block in enumerate(blocks):
        if number == title:
            builder.add([Run(block.text)], "title", 1)
        elif _is_heading(block, size, bold):
            builder.add([Run(block.text)], "heading", 2)
        else:
            builder.add([Run(block.text)], "item" if is_item(block.text[:8]) else "body", 1 * is_item(block.text[:8]))
    printed = text.squeeze(text.printable(blocks[title].text)) if title is not None else None
    return builder.draft(known, printed, tuple(_notices(found)))


def _notices(found: Pages) -> Iterator[str]:
    """What the reader should know of pages that are missing."""
    if found.total > len(found.pages):
        yield f"the first {len(found.pages)} of {found.total} pages: the rest takes too long"
    if found.broken:
        yield f"{found.broken} of {len(found.pages)} pages are damaged"


def _extracted(data: bytes) -> Pages:
    """Have the lines found in another process.

    Raises:
        ValueError: They can't be.
    """
    import importlib.util
    import json
    import os
    import subprocess
    import sys

    if importlib.util.find_spec("pdfminer") is None:
        raise ValueError(_MISSING)
    command = [sys.executable, "-P", "-m", "reader.articles.pdf_lines", str(SECONDS)]
    around = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            command, input=data, capture_output=True, timeout=_PATIENCE, check=False, env=around
        )
    except subprocess.TimeoutExpired as fault:
        raise ValueError("takes too long to read") from fault
    except OSError as fault:
        raise ValueError("can't be read: no process can be started for it") from fault
    if done.returncode not in (0, 1) or not done.stdout:
        raise ValueError("takes too long or too much memory to read")
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise ValueError(found)
    said, pages, total, broken = found
    return Pages(said, [[Line(*line) for line in page] for page in pages], total, broken)


def _pairs(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What the file says of itself, where that is no leftover of the program that made it."""
    title = text.squeeze(said.get("Title", ""))
    if title and not _JUNK.fullmatch(title[:300]):
        yield "title", title
    yield "author", said.get("Author", "")
    if day := _DAY.match(said.get("CreationDate", "")):
        yield "date", f"{day[1]}-{day[2]}-{day[3]}"


def joined(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Put paragraphs together.

    Args:
        pages: The lines of each page, in reading order.

    Returns:
        The paragraphs, without what pages repeat.
    """
    kept = list(_without_edges(pages))
    compounds = {word.lower() for page in kept for line in page for word in _WORD.findall(line.text)}
    done: list[Block] = []
    parts: list[str] = []
    before: _Placed | None = None
    for number, page in enumerate(kept):
        for placed in _placed(page, number):
            if before is not None and _goes_on(parts[0], before, placed):
                _append(parts, _said(placed.line), compounds)
            else:
                done += _block(parts, before)
                parts = [_said(placed.line)]
            before = placed
    return [*done, *_block(parts, before)]


def _block(parts: list[str], last: "_Placed | None") -> list[Block]:
    """A paragraph of its lines, if there is one."""
    return [Block("".join(parts), last.line.size, last.line.bold, last.page)] if last is not None else []


class _Placed(NamedTuple):
    """A line with the edges of the column it stands in."""

    line: Line
    left: float
    right: float
    page: int


def _placed(page: Sequence[Line], number: int) -> Iterator[_Placed]:
    """Find for each line the edges of its column: the left one of its box, the right one of all that begin there."""
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for line in page:
        lefts[line.box] = min(line.left, lefts.get(line.box, line.left))
    for line in page:
        column = round(lefts[line.box] / _COLUMN)
        rights[column] = max(line.right, rights.get(column, line.right))
    for line in page:
        column = round(lefts[line.box] / _COLUMN)
        near = (rights.get(column + off, 0.0) for off in (-1, 0, 1))
        yield _Placed(line, lefts[line.box], max(near), number)


def _goes_on(begun: str, before: _Placed, placed: _Placed) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it.

    Args:
        begun: How that paragraph begins.
        before: The line before.
        placed: The line.
    """
    last, line = before.line, placed.line
    if abs(last.size - line.size) > 0.08 * last.size or last.bold != line.bold or is_item(line.text[:8]):
        return False
    ends = last.text.endswith(_ENDS)
    if last.text.endswith(_HYPHENS) and line.text[0].islower():
        return True
    indented = line.left > placed.left + 0.7 * line.size
    full = last.right + _width(line) > before.right
    if before.page != placed.page or last.box != line.box:
        is_below = before.page == placed.page and line.bottom < last.bottom
        aligned = not is_below or abs(placed.left - before.left) < line.size
        return full and not ends and not indented and aligned
    if indented and last.left <= before.left + 0.7 * last.size:
        return is_item(begun[:8])
    return full or not ends


def _width(line: Line) -> float:
    """About how wide the first word of a line is, with a blank before it."""
    return 0.5 * line.size * (1 + len(line.text[:40].split(None, 1)[0]))


def _without_edges(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """The pages without their heads, feet and numbers."""
    edges = [_edges(page) for page in pages]
    counts = Counter(key for page, at in zip(pages, edges, strict=True) for key in {_key(page[n]) for n in at})
    for page, at in zip(pages, edges, strict=True):
        drop = {n for n in at if _is_edge(page[n], counts[_key(page[n])], len(pages))}
        yield [line for n, line in enumerate(page) if n not in drop]


def _edges(page: Sequence[Line]) -> list[int]:
    """Which lines stand highest and lowest on a page."""
    order = sorted(range(len(page)), key=lambda n: -page[n].bottom)
    return order if len(order) <= 2 * _EDGE else [*order[:_EDGE], *order[-_EDGE:]]


def _key(line: Line) -> tuple[str, int, int]:
    """What is the same in a line that pages repeat, whatever number it gives: its words, its size, its height."""
    return _FIGURES.sub("#", line.text[:200]), round(line.size), round(line.bottom / 4)


def _is_edge(line: Line, count: int, pages: int) -> bool:
    """Tell whether a line at the edge of a page is no part of the text."""
    if pages < 2:
        return False
    return count >= max(2, 0.4 * pages) or bool(_NUMBER.fullmatch(line.text[:40]))


def _said(line: Line) -> str:
    """What a line says, in plain letters."""
    return text.squeeze(text.clean(line.text).translate(_LIGATURES))


def _append(parts: list[str], more: str, compounds: set[str]) -> None:
    """Go on with a paragraph; a word parted by a hyphen is put together, unless it has that hyphen elsewhere too."""
    last = parts[-1]
    if not (last.endswith(_HYPHENS) and len(last) > 1 and last[-2].isalpha() and more[:1].islower()):
        parts.append(f" {more}" if more else "")
        return
    head = last.rsplit(None, 1)[-1][:-1].lower()
    tail = more.split(None, 1)[0].rstrip(",.;:!?”’\"')").lower()
    parts[-1] = last[:-1]
    parts.append(f"-{more}" if f"{head}-{tail}" in compounds else more)


def _usual(pages: Sequence[Sequence[Line]]) -> float:
    """The size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _title(blocks: Sequence[Block], size: float) -> int | None:
    """Which paragraph is the title: the first of those in the largest letters at the beginning."""
    heads = [n for n, block in enumerate(blocks[:12]) if block.page == 0 and _is_larger(block, size)]
    wordy = [n for n in heads if len(blocks[n].text.split()) >= 2 and len(blocks[n].text) <= 2 * _SHORT]
    return max(wordy, key=lambda n: (blocks[n].size, -n), default=None)


def _is_larger(block: Block, size: float) -> bool:
    """Tell whether a paragraph is in larger letters than the text."""
    return block.size >= _LARGER * size


def _is_heading(block: Block, size: float, bold: bool) -> bool:
    """Tell whether a paragraph is a heading: a short one in larger or, where the text is not bold, bold letters."""
    if len(block.text) > _SHORT or block.text.endswith((".", ",", ";")):
        return False
    return _is_larger(block, size) or (block.bold and not bold and block.size >= 0.95 * size)
