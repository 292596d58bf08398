"""The articles opened together: which they are, and what there is to say about each at a glance."""

import itertools
import marshal
import os
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from reader import locations, text
from reader.model import Analysis, Article, Span, TitleOrigin

if TYPE_CHECKING:
    from reader.config import Config

SUFFIXES = (*(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".epub", ".docx", ".rss", ".atom"),)
"""What a file in a folder is called when it is an article; one that the user names may be called anything."""

MOST = 1_000_000
"""Articles of one library."""

DEEPEST = 64
"""Folders within folders."""

_NUMBER = re.compile(r"(\d+)")
_DIGITS = 20  # of a number in a name, up to which numbers are told apart by size
_PLACE = re.compile(r"(.+?)(?::¶(\d{1,9})|@(\d{1,12})-(\d{1,12}))")


class Entry(NamedTuple):
    """One article of a library."""

    path: str
    name: str
    """Its path below the root it was found in, fit to be shown."""


class Entries(Sequence[Entry]):
    """Articles of a library in few bytes: of each the path, and the entry when somebody looks at it."""

    __slots__ = ("_bases", "paths")

    def __init__(self, paths: list[str], bases: "array[int]") -> None:
        """Hold them.

        Args:
            paths: Where each is.
            bases: Where in its path its name begins.
        """
        self.paths = paths
        self._bases = bases

    @classmethod
    def of(cls, found: Iterable[tuple[str, int]]) -> "Entries":
        """Entries from paths, each with where in it the name begins."""
        pairs = list(found)
        return cls([path for path, _ in pairs], array("I", [base for _, base in pairs]))

    def and_files(self, paths: Sequence[str]) -> "Entries":
        """These and some more, named by the last part of their paths."""
        if not paths:
            return self
        bases = array("I", [len(path) - len(_last(path)) for path in paths])
        return Entries([*self.paths, *paths], self._bases + bases)

    def __reduce__(self) -> "tuple[Callable[[str, array[int]], Entries], tuple[str, array[int]]]":
        """How it goes to another process: as one string, for each would be remembered by itself while it is sent."""
        return _parted, ("\0".join(self.paths), self._bases)

    def find(self, path: str) -> int | None:
        """The number of the article with a path, None where there is none."""
        try:
            return self.paths.index(path)
        except ValueError:
            return None

    def name(self, number: int) -> str:
        """What an article is called."""
        path = self.paths[number]
        return text.printable(path[self._bases[number] :] or _last(path))

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        return Entry(self.paths[at], self.name(at))


def _parted(paths: str, bases: "array[int]") -> Entries:
    """Entries from what was sent of them."""
    return Entries(paths.split("\0") if bases else [], bases)


NO_ENTRIES = Entries([], array("I"))


class Skipped(NamedTuple):
    """Something that should be in a library and can't."""

    path: str
    reason: str


class Discovery(NamedTuple):
    """What lies below the roots of a library."""

    entries: Entries
    skipped: tuple[Skipped, ...]


class Opening(NamedTuple):
    """Which library the reader opens."""

    roots: tuple[str, ...]
    label: str
    """Its name, fit to be shown."""
    notice: str = ""
    """What the user should be told about the choice."""


class Place(NamedTuple):
    """Where in a library to begin."""

    path: str
    paragraph: int = 0
    """Counted from 1; 0 where a span or nothing is given."""
    span: Span | None = None


class Summary(NamedTuple):
    """What a list of articles says about one."""

    title: str
    title_origin: TitleOrigin
    words: int
    minutes: int
    published: str | None
    source: str | None
    quotes: int
    actors: int
    error: str = ""
    """Why it can't be read; the rest is empty then."""

    @property
    def packed(self) -> bytes:
        """It in few bytes, to send and to keep."""
        return marshal.dumps(tuple(self))

    @classmethod
    def unpacked(cls, data: bytes) -> "Summary":
        """It from what ``packed`` gave, which must be our own."""
        return cls._make(marshal.loads(data))  # noqa: S302 - as private as compiled Python


class LibraryError(ValueError):
    """There is nothing to open; the message is one line."""


def discover(roots: Iterable[str | os.PathLike[str]]) -> Discovery:
    """Find the articles below some roots.

    Args:
        roots: Files, taken whatever they are called, and folders, searched for articles in folders within them.

    Returns:
        The articles, those of each root in natural order, and what was left out with reasons. Hidden files and
        linked folders are left out without a word.
    """
    found: dict[str, int] = {}
    skipped: list[Skipped] = []
    for root in [os.fspath(root) for root in roots]:
        base = len(root) if root.endswith(os.sep) else len(root) + 1
        paths = itertools.islice(_walk(root, skipped), MOST + 1)
        for path in sorted(paths, key=lambda path, base=base: natural(path[base:])):  # type: ignore[misc]
            if len(found) == MOST:
                skipped.append(Skipped(root, f"there are more than {MOST:,} articles: the rest is left out"))
                return Discovery(Entries.of(found.items()), tuple(skipped))
            found.setdefault(path, base)
    return Discovery(Entries.of(found.items()), tuple(skipped))


def natural(name: str) -> str:
    """A key to sort by that puts 2 before 10, small letters beside capitals, and a folder's files together."""
    parts = _NUMBER.split(name.casefold())
    parts[1::2] = [number.zfill(_DIGITS) for number in parts[1::2]]
    return "".join(parts).replace(os.sep, "\0")


def _last(path: str) -> str:
    """The last part of a path."""
    return path.rstrip(os.sep).rpartition(os.sep)[2] or path


def _walk(root: str, skipped: list[Skipped]) -> Iterator[str]:
    """The articles below a root as they come, one look at each folder; what can't be read is added to ``skipped``."""
    folders = [(root, 0)]
    while folders:
        folder, depth = folders.pop()
        if depth > DEEPEST:
            skipped.append(Skipped(folder, f"lies more than {DEEPEST} folders deep"))
            continue
        try:
            listing = os.scandir(folder)
        except NotADirectoryError:
            yield folder
            continue
        except OSError as fault:
            skipped.append(Skipped(folder, (fault.strerror or "can't be read").lower()))
            continue
        with listing:
            for item in listing:
                if item.name.startswith("."):
                    continue
                if item.is_dir(follow_symlinks=False):
                    folders.append((item.path, depth + 1))
                elif reason := _unfit(item):
                    skipped.append(Skipped(item.path, reason))
                elif item.name.lower().endswith(SUFFIXES) and not item.is_dir():
                    yield item.path


def _unfit(item: "os.DirEntry[str]") -> str:
    """Why something in a folder is passed over although it may look like an article, or nothing.

    Only links and what is no plain file cost a look at the disk.
    """
    if item.is_file(follow_symlinks=False):
        return ""
    try:
        if not item.name.lower().endswith(SUFFIXES) or item.is_file() or item.is_dir():
            return ""
    except OSError as fault:
        return (fault.strerror or "can't be read").lower()
    return "is a link to nothing" if item.is_symlink() else "is no regular file"


def opening(arguments: Sequence[str], config: "Config") -> Opening:
    """Decide what the reader opens.

    Args:
        arguments: Files and folders that the user named; none for the configured library, else a checkout's seeds,
            else the samples.
        config: What the user has set.

    Returns:
        The library, its roots known to hold something.

    Raises:
        LibraryError: A path is missing, or there is no article in what was named.
    """
    if arguments:
        return Opening(_checked(arguments), _label(arguments))
    if config.library:
        return Opening(_checked(config.library, " (named by library in the configuration)"), _label(config.library))
    if seeds := locations.seeds():
        return Opening((seeds,), "seeds", "No library is configured: these are the articles in the checkout's seeds.")
    notice = "No library is configured: these are sample articles, about events that never happened."
    return Opening((locations.samples(),), "samples", notice)


def _checked(roots: Sequence[str], whence: str = "") -> tuple[str, ...]:
    """Look whether roots exist, and whether one of them holds an article.

    Raises:
        LibraryError: With the first fault.
    """
    for root in roots:
        try:
            os.stat(root)
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "strerror", None) or "no possible path"
            raise LibraryError(text.printable(f"{root}: {reason.lower()}{whence}")) from fault
    skipped: list[Skipped] = []
    if not any(True for root in roots for _ in _walk(root, skipped)):
        if skipped and skipped[0].path in roots:
            raise LibraryError(text.printable(f"{skipped[0].path}: {skipped[0].reason}{whence}"))
        kinds = ", ".join(SUFFIXES)
        raise LibraryError(text.printable(f"{', '.join(roots)}: there is no article here ({kinds}){whence}"))
    return tuple(roots)


def _label(roots: Sequence[str]) -> str:
    """A name for some roots."""
    import os.path

    names = [_last(os.path.realpath(root)) for root in roots[:2]]
    more = f" and {len(roots) - 1} more" if len(roots) > 2 else ""
    return text.printable(names[0] + more if more else " and ".join(names))


def place(argument: str) -> Place:
    """Read ``FILE``, ``FILE:¶12`` or ``FILE@1184-1234``; a file that is really called so wins.

    Args:
        argument: What the user wrote.

    Returns:
        The file, and where in it.
    """
    match = _PLACE.fullmatch(argument)
    if match is None or os.access(argument, os.F_OK):
        return Place(argument)
    if match[2]:
        return Place(match[1], int(match[2]))
    start, end = int(match[3]), int(match[4])
    return Place(match[1], 0, Span(min(start, end), max(start, end)))


def summary_of(article: Article, found: Analysis) -> Summary:
    """What a list says about an article that is loaded and analysed."""
    return Summary(
        title=article.title,
        title_origin=article.title_origin,
        words=article.words,
        minutes=article.minutes,
        published=article.published,
        source=article.source,
        quotes=len(found.quotes),
        actors=len(found.actors),
    )


def unreadable(path: str, reason: str) -> Summary:
    """What a list says about something that can't be read."""
    return Summary(text.printable(_last(path)), "derived", 0, 0, None, None, 0, 0, reason)
