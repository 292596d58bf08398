"""The index as a file: a header, then arrays, read from the disk as they are needed.

The header names a version, every array with its type, shape and place, the length of the file and a checksum of itself
and of the arrays that tell where things are in others. A file that any of this is not true of is not opened.
"""

import json
import mmap
import os
import zlib
from contextlib import suppress
from typing import Any

import numpy as np

from reader.search.segment import Array, Rows, Segment
from reader.search.vocabulary import Vocabulary

_MAGIC = b"reader search 1\n"
_ALIGNED = 64
_CHECKED = (
    *("vocabulary", "order", "masks", "bounds", "strings", "string_ends", "articles"),
    *("starts", "post_starts", "counts", "dense"),
)
_SEGMENT = ("starts", "bounds", "counts", "post_starts", "posts", "dense", "bits")


class UnusableError(Exception):
    """A saved index can't be used and has to be built anew; the message says why."""


def save(path: str, vocabulary: Vocabulary, segment: Segment | None) -> None:
    """Write an index in the place of what is there; whoever has that open keeps it.

    Args:
        path: The file.
        vocabulary: The words.
        segment: The documents, None where there are none.

    Raises:
        OSError: It can't be written.
    """
    arrays = _arrays(vocabulary, segment)
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    end = 0
    for name, values in arrays.items():
        places[name] = values.dtype.str, values.shape, end
        end = _aligned(end + values.nbytes)
    header = json.dumps({"arrays": places, "size": end, "check": _checksum(arrays)}).encode()
    begin = _MAGIC + b"%08x %08x\n" % (len(header), zlib.crc32(header)) + header
    draft = f"{path}.{os.getpid()}"
    try:
        with open(draft, "wb") as file:
            file.write(begin.ljust(_aligned(len(begin)), b"\0"))
            for values in arrays.values():
                file.write(np.ascontiguousarray(values).data if values.size else b"")
                file.write(bytes(_aligned(values.nbytes) - values.nbytes))
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def load(path: str) -> tuple[Vocabulary, tuple[Segment, ...]]:
    """Open an index.

    Args:
        path: The file.

    Returns:
        The words, and the documents as at most one segment.

    Raises:
        UnusableError: There is no such file, or it is damaged or of another version.
    """
    try:
        arrays = _read(path)
        words = bytes(arrays["vocabulary"]).decode("utf-8", "surrogatepass").split("\n")
        vocabulary = Vocabulary(words, arrays["order"], arrays["masks"])
        if "tokens" not in arrays:
            return vocabulary, ()
        rows = Rows(*(arrays[name] for name in Rows._fields))
        columns = {name: arrays[name] for name in _SEGMENT}
        return vocabulary, (Segment(rows=rows, **columns, seen={}),)
    except OSError as fault:
        raise UnusableError((fault.strerror or "can't be read").lower()) from fault
    except (ValueError, KeyError, TypeError, IndexError) as fault:
        raise UnusableError("is damaged") from fault


def _arrays(vocabulary: Vocabulary, segment: Segment | None) -> dict[str, Array]:
    """All arrays of an index by name."""
    words = "\n".join(vocabulary.word(number) for number in range(len(vocabulary)))
    arrays: dict[str, Array] = {
        "vocabulary": np.frombuffer(words.encode("utf-8", "surrogatepass"), np.uint8),
        "order": vocabulary.order,
        "masks": vocabulary.masks,
    }
    if segment is not None:
        arrays |= segment.rows._asdict()
        arrays |= {name: getattr(segment, name) for name in _SEGMENT}
    return arrays


def _read(path: str) -> dict[str, Array]:
    """The arrays of a file, none of them read yet.

    Raises:
        OSError: It can't be read.
        ValueError: It is damaged, or of another version.
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
    if _checksum(arrays) != header["check"]:
        raise UnusableError("is damaged")
    return arrays


def _view(whole: mmap.mmap, at: int, kind: str, shape: list[int]) -> Array:
    """One array in a file."""
    count = int(np.prod(shape, dtype=np.int64))
    values: Array = np.frombuffer(whole, np.dtype(kind), count, at).reshape(shape)
    return values


def _checksum(arrays: dict[str, Array]) -> int:
    """A checksum of the arrays that tell where things are in others."""
    check = 0
    for name in _CHECKED:
        if name in arrays and arrays[name].size:
            check = zlib.crc32(np.ascontiguousarray(arrays[name]).data.cast("B"), check)
    return check


def _aligned(size: int) -> int:
    """The next multiple of what arrays are aligned to."""
    return -(-size // _ALIGNED) * _ALIGNED
