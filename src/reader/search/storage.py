"""The index as a folder: a file for each segment, written once, and a head that says which of them there are.

The head is replaced whole, after the segments are written; so at any time there is the index as it was or as it is,
whoever reads it or writes it meanwhile. It holds the words too, and which articles have been removed.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

import numpy as np

from reader import locations
from reader.search import arrays
from reader.search.arrays import Array, UnusableError
from reader.search.segment import Rows, Segment
from reader.search.vocabulary import Vocabulary

_HEAD = "head"
_LOCK = "lock"
_GONE = "gone {}"
_SEGMENT = ("starts", "bounds", "counts", "post_starts", "posts", "dense", "bits")
_CHECKED = ("articles", "keys", "bounds")  # what decides whether an article is taken as it is, and what is small
_TRIES = 5  # at opening what somebody else is just replacing


def save(folder: str, vocabulary: Vocabulary, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Make a folder hold an index; what it holds of it already is not written again.

    Args:
        folder: Where; it is made if need be.
        vocabulary: The words.
        segments: The documents.

    Returns:
        The same segments, to be read from the disk as they are needed.

    Raises:
        OSError: It can't be written, or somebody else is just writing there.
    """
    locations.make_private(folder)
    with _locked(folder):
        saved = tuple(_saved(folder, segment) for segment in segments)
        _write_head(folder, vocabulary, saved)
        _tidy(folder, {_HEAD, _LOCK, *(segment.name for segment in saved)})
    return saved


def load(folder: str) -> tuple[Vocabulary, tuple[Segment, ...]]:
    """Open an index.

    Args:
        folder: Where it is.

    Returns:
        The words and the documents.

    Raises:
        UnusableError: There is none, or it is damaged or of another version.
    """
    for tried in range(_TRIES):
        try:
            return _load(folder)
        except FileNotFoundError as fault:
            if tried + 1 == _TRIES or not os.path.exists(os.path.join(folder, _HEAD)):
                raise UnusableError("no such file") from fault
        except OSError as fault:
            raise UnusableError((fault.strerror or "can't be read").lower()) from fault
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as fault:
            raise UnusableError("is damaged") from fault
    raise UnusableError("is being replaced all the time")


def _load(folder: str) -> tuple[Vocabulary, tuple[Segment, ...]]:
    head = arrays.read(os.path.join(folder, _HEAD))
    words = bytes(head.arrays["vocabulary"]).decode("utf-8", "surrogatepass").split("\n")
    vocabulary = Vocabulary(words, head.arrays["order"], head.arrays["masks"])
    segments = (_opened(folder, name, head.arrays.get(_GONE.format(at))) for at, name in enumerate(head.note))
    return vocabulary, tuple(segments)


def _saved(folder: str, segment: Segment) -> Segment:
    """A segment as it lies in a folder; it is written unless it does already."""
    path = os.path.join(folder, segment.name)
    if not os.path.exists(path):
        held = segment.rows._asdict() | {name: getattr(segment, name) for name in _SEGMENT}
        arrays.write(path, held, _CHECKED)
    elif segment.file is not None:
        return segment
    return _opened(folder, segment.name, segment.gone)


def _opened(folder: str, name: str, gone: Array | None) -> Segment:
    """A segment that lies in a folder."""
    if os.path.basename(name) != name:
        raise ValueError("a segment is named that lies elsewhere")
    held, _, file = arrays.read(os.path.join(folder, name))
    rows = Rows(*(held[column] for column in Rows._fields))
    columns = {column: held[column] for column in _SEGMENT}
    segment = Segment(name, rows=rows, **columns, seen={}, file=file)
    return segment if gone is None else segment.without(gone)


def _write_head(folder: str, vocabulary: Vocabulary, segments: Sequence[Segment]) -> None:
    words = "\n".join(vocabulary.word(number) for number in range(len(vocabulary)))
    held: dict[str, Array] = {
        "vocabulary": np.frombuffer(words.encode("utf-8", "surrogatepass"), np.uint8),
        "order": vocabulary.order,
        "masks": vocabulary.masks,
    }
    held |= {_GONE.format(at): segment.gone for at, segment in enumerate(segments) if segment.gone is not None}
    arrays.write(os.path.join(folder, _HEAD), held, list(held), [segment.name for segment in segments])


def _tidy(folder: str, needed: Iterable[str]) -> None:
    """Take away what the head does not name; whoever has it open keeps it."""
    for name in set(os.listdir(folder)).difference(needed):
        with suppress(OSError):
            os.unlink(os.path.join(folder, name))


@contextmanager
def _locked(folder: str) -> Iterator[None]:
    """Be the only one that writes to a folder.

    Raises:
        BlockingIOError: Somebody else is.
    """
    import fcntl

    with open(os.open(os.path.join(folder, _LOCK), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600), "wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
