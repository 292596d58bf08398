"""Which program made what is kept: the work of another one is not trusted."""

import functools
import os
import sys
import zlib

from reader import __version__

_HERE = os.path.dirname(os.path.dirname(__file__))
_ROOMS = ("", "analysis", "analysis/lexicons", "articles", "cache", "search")
_READERS = (
    "charset_normalizer",
    "markdown_it",
    "pdfminer",
    "trafilatura",
)  # what reads files, beside our own code


@functools.cache
def fingerprint() -> str:
    """What changes with the version of the program, of Python and of what reads files, and with each of our files."""
    parts: list[object] = [__version__, sys.version_info[:3], sys.byteorder]
    for room in _ROOMS:
        parts += _files(os.path.join(_HERE, room))
    parts += map(_place, _READERS)
    return f"{zlib.crc32(repr(parts).encode()):08x}"


def _files(folder: str) -> list[tuple[str, int, int]]:
    """The code and the lexicons in a folder: names, sizes and times of change."""
    try:
        with os.scandir(folder) as listing:
            found = [(item.name, item.stat()) for item in listing if item.name.endswith((".py", ".txt"))]
    except OSError:  # the program lies in an archive, say: its version has to do
        return []
    return sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in found)


def _place(package: str) -> tuple[str, int] | None:
    """Where a package lies and when it was installed, None where it is not; it is not imported."""
    from importlib.machinery import PathFinder

    spec = PathFinder.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    try:
        return spec.origin, os.stat(spec.origin).st_mtime_ns
    except OSError:
        return spec.origin, 0
