"""Arrays in one file, read from the disk as they are needed.

A header names a version, every array with its type, shape and place, the length of the file and a checksum of itself
and of the arrays that everything hangs on. A file that any of this is not true of is not opened.
"""

import json
import mmap
import os
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_MAGIC = b"reader search 2\n"
_ALIGNED = 64


class UnusableError(Exception):
    """A saved index can't be used and has to be built anew; the message says why."""


class Held(NamedTuple):
    """What a file holds."""

    arrays: dict[str, Array]
    note: Any
    """What was said of them."""
    file: mmap.mmap
    """Where they are read from."""


def write(path: str, arrays: Mapping[str, Array], checked: Iterable[str], note: object = None) -> None:
    """Write arrays in the place of what is there; whoever has that open keeps it.

    Args:
        path: The file.
        arrays: What to write, by name.
        checked: The arrays that are looked through when the file is opened.
        note: Something to be said of them, plain enough for JSON.

    Raises:
        OSError: It can't be written.
    """
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    end = 0
    for name, values in arrays.items():
        places[name] = values.dtype.str, values.shape, end
        end = _aligned(end + values.nbytes)
    known = [name for name in checked if name in arrays]
    about = {"arrays": places, "size": end, "checked": known, "check": _checksum(arrays, known), "note": note}
    header = json.dumps(about).encode()
    begin = _MAGIC + b"%08x %08x\n" % (len(header), zlib.crc32(header)) + header
    draft = f"{path}.{os.getpid()}"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "wb") as file:
            file.write(begin.ljust(_aligned(len(begin)), b"\0"))
            for values in arrays.values():
                file.write(np.ascontiguousarray(values).data if values.size else b"")
                file.write(bytes(_aligned(values.nbytes) - values.nbytes))
            file.flush()
            os.fsync(file.fileno())  # else a name may outlive a loss of power, and what it stands for not
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def read(path: str) -> Held:
    """Open a file of arrays.

    Args:
        path: The file.

    Returns:
        The arrays, none of them read yet but those to be checked.

    Raises:
        OSError: It can't be read.
        ValueError, KeyError, TypeError: It is damaged.
        UnusableError: It is damaged, or of another version.
    """
    with open(path, "rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise UnusableError("is of another version")
        length, check = (int(number, 16) for number in file.read(18).split())
        text = file.read(length)
        base = _aligned(len(_MAGIC) + 18 + length)
        if zlib.crc32(text) != check:
            raise UnusableError("is damaged")
        header: dict[str, Any] = json.loads(text)
        size = os.fstat(file.fileno()).st_size
        if size != base + header["size"]:
            raise UnusableError("is cut short")
        whole = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    arrays = {name: _view(whole, base + at, kind, shape) for name, (kind, shape, at) in header["arrays"].items()}
    if _checksum(arrays, header["checked"]) != header["check"]:
        raise UnusableError("is damaged")
    return Held(arrays, header["note"], whole)


def _view(whole: mmap.mmap, at: int, kind: str, shape: list[int]) -> Array:
    """One array in a file."""
    count = int(np.prod(shape, dtype=np.int64))
    values: Array = np.frombuffer(whole, np.dtype(kind), count, at).reshape(shape)
    return values


def _checksum(arrays: Mapping[str, Array], names: Iterable[str]) -> int:
    """A checksum of some arrays."""
    check = 0
    for name in names:
        if arrays[name].size:
            check = zlib.crc32(np.ascontiguousarray(arrays[name]).data.cast("B"), check)
    return check


def _aligned(size: int) -> int:
    """The next multiple of what arrays are aligned to."""
    return -(-size // _ALIGNED) * _ALIGNED
