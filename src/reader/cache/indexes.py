"""The search indexes of libraries, in folders beside the cache: one for each set of roots."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader import locations
from reader.cache import keeping

if TYPE_CHECKING:
    from reader.search.index import Index

_SUFFIX = ".segments"
_MOST = 24  # indexes that are kept, those used last


class Size(NamedTuple):
    """How much there is."""

    indexes: int
    bytes: int


def folder_of(roots: Sequence[str]) -> str:
    """Where the index of a library lies, if there is one.

    Args:
        roots: Its files and folders as the user names them: they are part of what its articles are called.

    Returns:
        The path of a folder.
    """
    import hashlib

    names = "\0".join(f"{os.path.abspath(root)}\0{root}" for root in roots)
    return os.path.join(_folder(), hashlib.blake2b(os.fsencode(names), digest_size=16).hexdigest() + _SUFFIX)


def open_index(folder: str) -> "Index":
    """Open an index.

    Args:
        folder: Where it lies.

    Returns:
        The index; an empty one where there is none that can be used.
    """
    from reader.search.arrays import UnusableError
    from reader.search.index import Index

    try:
        index = Index.open(folder)
    except UnusableError:
        return Index()
    with suppress(OSError):
        os.utime(folder)
    return index


def save_index(index: "Index", folder: str) -> bool:
    """Save what is new in an index, and take away those that nobody has used for the longest.

    Args:
        index: What to save; it goes on with what lies on the disk.
        folder: Where.

    Returns:
        Whether that could be done.
    """
    try:
        locations.make_private(_folder())
        index.save(folder)
        _tidy()
    except OSError:
        return False
    return True


def size() -> Size:
    """How much is kept."""
    folders = _folders()
    return Size(len(folders), sum(item.stat().st_size for folder in folders for item in _listed(folder)))


def clear() -> None:
    """Take all away; whoever has one open keeps it.

    Raises:
        OSError: One can't be taken away.
    """
    for folder in _folders():
        _take_away(folder)


def _folder() -> str:
    return os.path.join(keeping.folder(), "indexes")


def _folders() -> list[str]:
    """Where there are indexes, those used last first."""
    found = [item for item in _listed(_folder()) if item.is_dir(follow_symlinks=False)]
    return [item.path for item in sorted(found, key=lambda item: -item.stat().st_mtime)]


def _tidy() -> None:
    """Take away what is not needed any more."""
    for folder in _folders()[_MOST:]:
        with suppress(OSError):
            _take_away(folder)


def _take_away(folder: str) -> None:
    """Take an index away, its head first; what another process is writing there meanwhile is taken away too."""
    for item in sorted(_listed(folder), key=lambda item: item.name != "head"):
        os.unlink(item)
    os.rmdir(folder)


def _listed(folder: str) -> "list[os.DirEntry[str]]":
    """What is in a folder, nothing where there is none."""
    try:
        with os.scandir(folder) as listing:
            return list(listing)
    except OSError:
        return []
