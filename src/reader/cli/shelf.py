"""A folder of saved articles: which addresses are there, what a new one is called, and writing it."""

import datetime
import os
import re
import unicodedata
from typing import Literal

from reader import files, text
from reader.articles import frontmatter
from reader.articles.written import written
from reader.model import Article

State = Literal["added", "updated", "there"]

_NO_WORD = re.compile(r"[\W_]+")
_LONGEST = 80  # characters of a title in a file's name
_MOST_BYTES = 180  # of it, since file systems allow 255 for the whole name
_SUFFIX = ".md"
_SAME_NAMES = 1_000  # files of one name, told apart by number
_LARGEST = 4 * 1024 * 1024  # bytes of an article that was saved here
_ADDRESSES = ("url", "asked")


class Shelf:
    """The saved articles of one folder."""

    def __init__(self, folder: str) -> None:
        """Look at the folder when it is needed.

        Args:
            folder: Where the articles are.
        """
        self._folder = folder
        self._known: dict[str, str] | None = None

    def find(self, address: str) -> str | None:
        """The file that an address was saved in, None where there is none."""
        if self._known is None:
            self._known = _addresses(self._folder)
        return self._known.get(_plain(address))

    def save(self, article: Article, asked: str, update: bool) -> tuple[str, State]:
        """Save an article.

        Args:
            article: What to save.
            asked: The address that it was asked for by; empty for none.
            update: Whether to write it anew where its address is there.

        Returns:
            The file, and what was done.

        Raises:
            ValueError: It is too long to be saved.
            OSError: It can't be written.
        """
        addresses = [address for address in (asked, article.url or "") if address]
        path = next(filter(None, map(self.find, addresses)), None)
        if path is not None and not update:
            return path, "there"
        also = [("asked", asked if asked != article.url else "")]
        also.append(("retrieved", datetime.date.today().isoformat() if asked else ""))
        data = written(article, also).encode("utf-8", errors="replace")
        state: State = "updated" if path else "added"
        if path:
            _rewrite(path, data, over=True)
        else:
            path, state = self._write(_name(article), data)
        if self._known is not None:
            self._known |= {_plain(address): path for address in addresses}
        return path, state

    def _write(self, name: str, data: bytes) -> tuple[str, State]:
        """Write a file that is not there yet; one that holds the same already will do.

        Raises:
            ValueError: It can't be written.
            OSError: The same.
        """
        for number in range(1, _SAME_NAMES):
            path = os.path.join(self._folder, f"{name}-{number}{_SUFFIX}" if number > 1 else f"{name}{_SUFFIX}")
            if _rewrite(path, data, over=False):
                return path, "added"
            if _holds(path, data):
                return path, "there"
        raise ValueError("there are too many files of this name")


def _addresses(folder: str) -> dict[str, str]:
    """The addresses that the files of a folder name in their front matter."""
    found: dict[str, str] = {}
    with os.scandir(folder) as listing:
        names = sorted(item.path for item in listing if item.name.endswith(_SUFFIX))
    for path in names:
        pairs, _ = frontmatter.split(_head(path))
        for key, value in pairs:
            if key in _ADDRESSES and value:
                found.setdefault(_plain(value), path)
    return found


def _head(path: str) -> str:
    """The beginning of a file, empty where it can't be read."""
    try:
        return files.read(path, _LARGEST)[: 16 * 1024].decode("utf-8", errors="replace")
    except ValueError:
        return ""


def _plain(address: str) -> str:
    """An address as it is compared: without what follows ``#``, and with the same form for all that are the same."""
    from reader.fetching.addresses import parse

    try:
        return str(parse(address.partition("#")[0])).removesuffix("/")
    except ValueError:
        return address


def _name(article: Article) -> str:
    """What a file is called: the date and the title, in letters and figures with hyphens between."""
    title = _NO_WORD.sub("-", unicodedata.normalize("NFC", text.printable(article.title))).strip("-").lower()
    cut = title[:_LONGEST]
    if len(title) > _LONGEST and "-" in cut:
        cut = cut.rpartition("-")[0]
    short = cut.encode("utf-8", errors="replace")[:_MOST_BYTES].decode("utf-8", errors="ignore").strip("-")
    return "-".join(filter(None, (article.published, short))) or "article"


def _rewrite(path: str, data: bytes, over: bool) -> bool:
    """Write a file, whole or not at all; what it held before is kept beside it.

    Args:
        path: The file.
        data: What it is to hold.
        over: Whether it may hold something else.

    Returns:
        Whether it was written.

    Raises:
        ValueError: It can't be.
        OSError: The same.
    """
    from reader.tomlfile import SaveError, rewritten

    try:
        return rewritten(path, lambda before: before if before and not over else data)
    except SaveError as fault:
        raise ValueError(str(fault)) from fault


def _holds(path: str, data: bytes) -> bool:
    """Whether a file holds just this."""
    try:
        return files.read(path, len(data)) == data
    except ValueError:
        return False
