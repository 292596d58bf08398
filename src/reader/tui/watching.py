"""Files that change, come and go while the library is open: what a look at the disk tells."""

import os
import time
import zlib
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from reader.library import Discovery, discover

EACH = 2.0
"""Seconds between two looks at a small library."""

_SHARE = 0.01  # of the time that is spent looking, however large the library is


class Look(NamedTuple):
    """What the disk says of a library."""

    seconds: float
    """How long it took to see."""
    listing: bytes = b""
    """Changes when an article comes or goes."""
    discovery: Discovery | None = None
    """What there is, where that is not what it was before."""
    states: "array[int] | None" = None
    """A number for each article, another one when it changes; None where there is nothing new at all."""

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        return max(EACH, self.seconds / _SHARE)


def look(roots: Sequence[str], listing: bytes, states: "array[int] | None") -> Look:
    """Look at a library, in whichever process this runs.

    Args:
        roots: Its files and folders.
        listing: What the look before said of which articles there are.
        states: What it said of each.

    Returns:
        What has changed.
    """
    began = time.perf_counter()
    found = discover(roots)
    now = array("q", map(_state, found.entries.paths))
    names = listing_of(found)
    return Look(
        time.perf_counter() - began,
        names,
        None if names == listing else found,
        None if names == listing and now == states else now,
    )


def listing_of(discovery: Discovery) -> bytes:
    """What tells one discovery from another.

    Checksums will do, and a hash would load a library of megabytes into the screen's process.
    """
    names = "\0".join([*discovery.entries.paths, "", *map("\0".join, discovery.skipped)])
    data = os.fsencode(names)
    return b"%d %d %d" % (len(data), zlib.crc32(data), zlib.adler32(data))


def moved(offset: int, before: str, after: str) -> int:
    """Where a place in a text is after the text was changed somewhere.

    Args:
        offset: Where it was.
        before: The text as it was.
        after: The text as it is.

    Returns:
        The same place, if it lies before or behind all changes; else the nearest before them.
    """
    most = min(len(before), len(after))
    same = _common(before, after, most)
    if offset <= same:
        return offset
    behind = _common(before[::-1], after[::-1], most - same)
    if offset >= len(before) - behind:
        return offset + len(after) - len(before)
    return same


def _common(one: str, other: str, most: int) -> int:
    """How many characters two texts have in common at their beginning, ``most`` at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _state(path: str) -> int:
    """A number that changes with a file."""
    try:
        found = os.stat(path)
    except OSError:
        return 0
    return hash((found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
