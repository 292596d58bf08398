"""Files replaced whole: locked, written beside, exchanged with what is there, and looked at once more."""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader import files, locations
from reader.tomlfile.faults import ChangedElsewhereError

TRIES = 20
"""Saves of other programs that come in between."""

_PRIVATE = 0o600
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD
_SHUT = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT)  # a folder nothing can be made in
_PAUSE = 0.01  # seconds between two looks at a lock


Signature = tuple[int, int, int]
"""Inode, size and time of the last change: what tells one state of a file from another."""


class Contents(NamedTuple):
    """What a file held when it was read."""

    data: bytes
    signature: Signature
    mode: int
    owner: tuple[int, int]


def signature(path: str) -> Signature | None:
    """What tells one state of a file from another at the cost of one look; None where there is no file."""
    try:
        return _signature(os.stat(path))
    except OSError:
        return None


def _signature(found: os.stat_result) -> Signature:
    return found.st_ino, found.st_size, found.st_mtime_ns


def read(path: str) -> Contents | None:
    """Read a file, and remember which it was.

    Args:
        path: The file.

    Returns:
        What it holds, None where there is none.

    Raises:
        ValueError: It can't be read.
    """
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise ValueError((fault.strerror or "can't be read").lower()) from fault
    data = files.read(path)
    return Contents(data, _signature(found), stat.S_IMODE(found.st_mode), (found.st_uid, found.st_gid))


@contextlib.contextmanager
def locked(path: str, patience: float) -> Iterator[None]:
    """Hold a lock; it is free again when the process ends, however that happens.

    Args:
        path: The lock's own file, which is made if need be and stays.
        patience: Seconds to wait for another process.

    Raises:
        TimeoutError: Another process holds it all the time.
        OSError: It can't be made.
    """
    import fcntl

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, _PRIVATE)
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise TimeoutError(f"another program has held the lock for {patience:.0f} seconds") from None
                time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked_beside(path: str, patience: float) -> Iterator[None]:
    """Hold the lock beside a file, for those who keep their journals elsewhere; none where none can be made.

    Args:
        path: The file; its folder is made if need be.
        patience: Seconds to wait for another process.

    Raises:
        TimeoutError: Another process holds it all the time.
        OSError: It can't be had.
    """
    folder, name = os.path.split(path)
    with contextlib.ExitStack() as stack:
        try:
            locations.make_private(folder)
            stack.enter_context(locked(os.path.join(folder, f".{name}.lock"), patience))
        except OSError as fault:
            if fault.errno not in _SHUT:
                raise
        yield


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything, and see it safe on the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def replace(path: str, known: Contents | None, data: bytes) -> Signature:
    """Put new bytes in a file's place; what was there becomes ``.bak`` beside it.

    To be called with the file's lock held. Killed at any moment, it leaves the old file or the new one.

    Args:
        path: The file, no link.
        known: What it was when it was read; None where there was none.
        data: What it is to hold.

    Returns:
        What tells the new file from others.

    Raises:
        ChangedElsewhereError: It is no longer what it was; nothing was done to it.
        OSError: It can't be written; nothing was done to it.
    """
    folder, name = os.path.split(path)
    _clear(folder, name)
    draft, mark = _write_draft(folder, name, known, data)
    try:
        if known is None:
            _place(draft, path)
        elif not _exchange(draft, path):
            _rename(draft, path, known)
        else:
            _look_back(draft, path, known)
            os.rename(draft, backup(path))
    except BaseException:
        with contextlib.suppress(OSError):
            _discard(draft, path)
        raise
    sync_folder(folder)
    return mark


def rewritten(path: str, make: Callable[[bytes], bytes]) -> bool:
    """Write a file anew from what it holds; begun again where another program has changed it meanwhile.

    Args:
        path: The file; links are followed, and it need not exist.
        make: Says what it is to hold.

    Returns:
        Whether there was anything to change.

    Raises:
        OSError: It can't be written.
        ValueError: It can't be read.
        ChangedElsewhereError: Another program changes it all the time.
    """
    real = os.path.realpath(path)
    for attempt in range(TRIES):
        known = read(real)
        before = known.data if known else b""
        after = make(before)
        if after == before:
            return False
        try:
            replace(real, known, after)
        except ChangedElsewhereError:
            if attempt == TRIES - 1:
                raise
        else:
            return True
    return False


def backup(path: str) -> str:
    """Where the last generation of a file lies."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.bak")


def sync_folder(folder: str) -> None:
    """See a folder's names safe on the disk, where the system can."""
    descriptor = os.open(folder or ".", os.O_RDONLY | os.O_CLOEXEC)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_draft(folder: str, name: str, known: Contents | None, data: bytes) -> tuple[str, Signature]:
    """Write the new file beside the old one.

    Its name ends up saying which inode it is: after an exchange, a name and an inode that differ tell that what lies
    there is not our own.

    Returns:
        Its path, and what tells it from others.
    """
    first = _first_name(folder, name)
    descriptor = os.open(first, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _PRIVATE)
    try:
        try:
            if known is not None:
                if known.owner != (os.geteuid(), os.getegid()):
                    with contextlib.suppress(OSError):
                        os.fchown(descriptor, *known.owner)
                os.fchmod(descriptor, known.mode)
            write_all(descriptor, data)
            mark = _signature(os.fstat(descriptor))
            final = os.path.join(folder, f".{name}.{mark[0]}.new")
        finally:
            os.close(descriptor)
        os.rename(first, final)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(first)
        raise
    return final, mark


def _first_name(folder: str, name: str) -> str:
    """A name that nothing has, for what is being made."""
    return os.path.join(folder, f".{name}.{os.urandom(6).hex()}.writing")


def _clear(folder: str, name: str) -> None:
    """Take away what a killed process left."""
    left = re.compile(rf"\.{re.escape(name)}\.(?:[0-9a-f]{{12}}\.writing|\d+\.new)")
    for item in os.listdir(folder or "."):
        if left.fullmatch(item):
            _discard(os.path.join(folder, item), os.path.join(folder, name))


def _discard(draft: str, path: str) -> None:
    """Take a draft away; what lies there but came from elsewhere becomes the last generation of the file."""
    parts = draft.rsplit(".", 2)
    if parts[2] == "writing" or str(os.lstat(draft).st_ino) == parts[1]:
        os.unlink(draft)
    else:
        os.rename(draft, backup(path))


def _place(draft: str, path: str) -> None:
    """Make a first file, never over one that came meanwhile.

    Raises:
        ChangedElsewhereError: One came.
    """
    try:
        os.link(draft, path)
    except FileExistsError as fault:
        raise ChangedElsewhereError from fault
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise ChangedElsewhereError from None
        os.rename(draft, path)
        return
    os.unlink(draft)


def _exchange(one: str, other: str) -> bool:
    """Let two files change places in one step.

    Returns:
        Whether they did; False where the system can't.
    """
    import ctypes

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), ctypes.c_uint(_EXCHANGE)) == 0)


def _look_back(draft: str, path: str, known: Contents) -> None:
    """Look at what came out of an exchange; if it is not what was read, put it back.

    Raises:
        ChangedElsewhereError: Another program saved in between; its file is in place again.
    """
    try:
        if files.read(draft) == known.data:
            return
    except ValueError:
        pass  # not even readable any more
    placed = int(draft.rsplit(".", 2)[1])
    while True:
        newer = os.lstat(draft).st_ino
        if not _exchange(draft, path) or os.lstat(draft).st_ino == placed:
            raise ChangedElsewhereError
        placed = newer  # yet another file was saved in between: the newest goes back


def _rename(draft: str, path: str, known: Contents) -> None:
    """Put a file over another where they can't be exchanged: compare, keep the old one by a second name, rename.

    Raises:
        ChangedElsewhereError: The file is no longer what was read.
    """
    if signature(path) != known.signature:
        raise ChangedElsewhereError
    with contextlib.suppress(OSError):
        kept = _first_name(*os.path.split(path))
        os.link(path, kept)
        os.rename(kept, backup(path))
    os.rename(draft, path)
