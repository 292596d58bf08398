"""The search indexes of libraries, in files beside the cache: one for each set of roots."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.cache import keeping

if TYPE_CHECKING:
    from reader.search.index import Index

_SUFFIX = ".index"
_MOST = 24  # files that are kept, those used last
_SHARE = 0.01
_OLD = 86_400.0  # seconds after which what a process that was killed left behind is taken away


class Size(NamedTuple):
    """How much there is."""

    indexes: int
    bytes: int


def file_of(roots: Sequence[str]) -> str:
    """Where the index of a library lies, if there is one.

    Args:
        roots: Its files and folders as the user names them: they are part of what its articles are called.

    Returns:
        The path.
    """
    import hashlib

    names = "\0".join(f"{os.path.abspath(root)}\0{root}" for root in roots)
    return os.path.join(_folder(), hashlib.blake2b(os.fsencode(names), digest_size=16).hexdigest() + _SUFFIX)


def open_index(file: str) -> "Index":
    """Open an index.

    Args:
        file: Where it lies.

    Returns:
        The index; an empty one where there is none that can be used.
    """
    from reader.search.index import Index
    from reader.search.storage import UnusableError

    try:
        index = Index.open(file)
    except UnusableError:
        return Index()
    with suppress(OSError):
        os.utime(file)
    return index


def save_index(index: "Index", file: str) -> bool:
    """Save an index, and take away those that nobody has used for the longest.

    Args:
        index: What to save.
        file: Where.

    Returns:
        Whether that could be done.
    """
    try:
        os.makedirs(_folder(), mode=0o700, exist_ok=True)
        index.save(file)
        os.chmod(file, 0o600)
        _tidy()
    except OSError:
        return False
    return True


def is_worth_saving(changed: int, articles: int) -> bool:
    """Whether so many articles came or went that it takes longer to take them in again than to save all.

    Args:
        changed: How many came or went.
        articles: How many there are.
    """
    return changed > _SHARE * articles


def size() -> Size:
    """How much is kept."""
    sizes = [found.st_size for _, found in _files()]
    return Size(len(sizes), sum(sizes))


def clear() -> None:
    """Take all away; whoever has one open keeps it.

    Raises:
        OSError: One can't be taken away.
    """
    for path, _ in _files():
        os.unlink(path)


def _folder() -> str:
    return os.path.join(keeping.folder(), "indexes")


def _files() -> list[tuple[str, os.stat_result]]:
    """The files of the folder, those used last first."""
    try:
        with os.scandir(_folder()) as listing:
            found = [(item.path, item.stat(follow_symlinks=False)) for item in listing if item.is_file()]
    except OSError:
        return []
    return sorted(found, key=lambda pair: -pair[1].st_mtime)


def _tidy() -> None:
    """Take away what is not needed any more."""
    import time

    whole = [path for path, _ in _files() if path.endswith(_SUFFIX)]
    drafts = [path for path, found in _files() if path not in whole and found.st_mtime < time.time() - _OLD]
    for path in (*whole[_MOST:], *drafts):
        with suppress(OSError):
            os.unlink(path)
