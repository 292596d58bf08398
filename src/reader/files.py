"""The one way a file is opened: regular files only, never waiting, never more than a limit."""

import os
import stat

LIMIT = 64 * 1024 * 1024
"""Bytes of the largest article."""


def read(path: str, limit: int = LIMIT) -> bytes:
    """Read a whole regular file.

    The kind of file is looked at before opening, since opening a device can act on it, and again afterwards, since
    the name may have changed hands in between.

    Args:
        path: The file, as the user named it.
        limit: The most bytes it may hold.

    Returns:
        All its bytes.

    Raises:
        ValueError: It can't be read; the message is the reason in a few words, without the path.
    """
    try:
        _check(os.stat(path), limit)
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
        try:
            _check(os.fstat(descriptor), limit)
            return _drain(descriptor, limit)
        finally:
            os.close(descriptor)
    except OSError as fault:
        raise ValueError(_reason(fault)) from fault


def _check(found: os.stat_result, limit: int) -> None:
    """Refuse what is no regular file or too large.

    Raises:
        ValueError: With the reason.
    """
    if stat.S_ISDIR(found.st_mode):
        raise ValueError("is a folder")
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("is no regular file")
    if found.st_size > limit:
        raise ValueError(_too_large(limit))


def _drain(descriptor: int, limit: int) -> bytes:
    """Read to the end, even of files that grow or whose size the system does not tell.

    Raises:
        ValueError: There is more than the limit allows.
    """
    pieces: list[bytes] = []
    held = 0
    while piece := os.read(descriptor, 1 << 20):
        pieces.append(piece)
        held += len(piece)
        if held > limit:
            raise ValueError(_too_large(limit))
    return b"".join(pieces)


def _too_large(limit: int) -> str:
    """Say that a file is over the limit."""
    return f"is larger than the limit of {limit // (1024 * 1024)} MB"


def _reason(fault: OSError) -> str:
    """Say in a few words why the system refused."""
    match fault:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "may not be read (permission denied)"
        case NotADirectoryError():
            return "there is no such file (part of the path is no folder)"
        case _:
            return (fault.strerror or type(fault).__name__).lower()
