"""Where the blocks of a large text lay when it was last read: a text that is the same need not be taken apart again.

Kept beside the blocks themselves, in a file that may be deleted at any time; a torn or foreign one costs nothing but
the time it would have saved.
"""

import contextlib
import os
from typing import TYPE_CHECKING

from reader import files
from reader.tomlfile import blocks
from reader.tomlfile.blocks import Block, Document
from reader.tomlfile.cache import MOST, SUM, BlockCache, digest, mark

if TYPE_CHECKING:
    from reader.tomlfile.framing import Values

LARGE = 256 * 1024
"""Bytes up to which a text is quickly taken apart again."""

_Row = tuple[bytes, str, int, int, int, int]
"""What a block goes by in the cache, its id, start, header, end and line."""
_Layout = tuple[bytes, "Values", list[_Row]]
"""Checksum of the text, its head, its blocks."""


def parse(data: bytes, text: str, cache: BlockCache) -> Document:
    """Read a TOML text, and keep what was found out.

    Args:
        data: The text as it lies in the file.
        text: The same, decoded.
        cache: Blocks that were read before.

    Returns:
        The text with its values.

    Raises:
        TomlError: It is no TOML, or none that can be changed safely.
    """
    document = _recalled(data, text, cache)
    if document is None:
        document = blocks.parse(text, cache)
        remember(data, document, cache)
    return document


def _recalled(data: bytes, text: str, cache: BlockCache) -> Document | None:
    """Take a text apart as it was the last time; None where it is another."""
    layout = _read(data, cache) if len(data) > LARGE else None
    if layout is None:
        return None
    found: list[Block] = []
    for key, identity, start, header, end, line in layout[2]:
        piece = cache.recall(key)
        if piece is None:
            return None
        found.append(Block(piece.table, identity, start, header, end, line, piece.value))
    return Document(text, layout[1], tuple(found))


def remember(data: bytes, document: Document, cache: BlockCache) -> None:
    """Keep the blocks of a text that are new, and where all of them lie; where that can't be done nothing is lost.

    Args:
        data: The text as it lies in the file.
        document: The text taken apart.
        cache: Blocks that were read before, those of the text among them.
    """
    cache.save()
    if cache.path is None or len(data) <= LARGE:
        return
    import marshal

    keys = cache.keys()
    rows: list[_Row] = []
    for _, identity, start, header, end, line, value in document.blocks:
        key = keys.get(id(value))
        if key is None:
            return  # it is none of those that are kept
        rows.append((key, identity, start, header, end, line))
    layout: _Layout = digest(data), document.head, rows
    path = _path(cache.path)
    draft = f"{path}.{os.getpid()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_TRUNC
    with contextlib.suppress(OSError, ValueError):
        content = marshal.dumps(layout)  # a head that can't be kept is a ValueError
        with open(os.open(draft, flags, 0o600), "wb", buffering=0) as file:
            file.write(mark() + digest(content) + content)
        os.rename(draft, path)


def _read(data: bytes, cache: BlockCache) -> _Layout | None:
    """What is kept, if it is of a text."""
    if cache.path is None:
        return None
    kept = b""
    with contextlib.suppress(ValueError):
        kept = files.read(_path(cache.path), MOST)
    begin = len(mark())
    content = kept[begin + SUM :]
    if not kept.startswith(mark()) or digest(content) != kept[begin : begin + SUM]:
        return None
    import marshal

    layout: _Layout = marshal.loads(content)  # noqa: S302 - like compiled code: this user's own, with a checksum
    return layout if layout[0] == digest(data) else None


def _path(blocks: str) -> str:
    """Where it lies, given where the blocks do."""
    return f"{blocks.removesuffix('.blocks')}.layout"
