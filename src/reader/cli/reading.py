"""Going through the articles that a command names: found, read and analysed, in order, however many they are."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from reader import library
from reader.cache import righting
from reader.cache.study import study
from reader.cli import output
from reader.cli.output import UsageError
from reader.library import Skipped
from reader.model import Analysis, Article

T = TypeVar("T")
Task = Callable[[Article, Analysis], T]
"""What a command makes of an article; where there are many, it runs in another process."""

INPUT = "-"
"""The path that stands for standard input."""

FEW = 12
"""Articles up to which starting processes takes longer than they save."""


class Found(NamedTuple):
    """Something that is to be read."""

    path: str
    reason: str = ""
    """Why it can't be, if that is known from looking at its folder."""


def each(paths: Sequence[str], task: Task[T], writes: bool = True) -> Iterator[T | Skipped]:
    """Do something with every article: as the paths come, those of a folder in natural order, each once.

    Args:
        paths: Files and folders, ``-`` for standard input.
        task: What to do; a function of a module, since it may travel to another process.
        writes: Whether output is written in between, where a progress bar would be in its way.

    Returns:
        What comes of each article, as soon as it and all before it are done, or why it could not be read.

    Raises:
        UsageError: There is no article in what was named.
    """
    return work(find(paths), task, writes)


def work(found: "Sequence[Found]", task: Task[T], writes: bool = True) -> Iterator[T | Skipped]:
    """Do something with every article that was found; see `each`.

    Args:
        found: The articles.
        task: What to do.
        writes: Whether output is written in between.

    Returns:
        What comes of each.
    """
    for fault in righting.faults():
        output.error(str(fault))
    done = partial(_done, task)
    if len(found) <= FEW:
        results: Iterator[T | Skipped] = map(done, found)
    else:
        from reader.cli import parallel

        results = parallel.each(found, done, _lost, _stays)
    return output.progress(results, len(found), writes)


def every(paths: Sequence[str], task: Task[T]) -> tuple[list[T], bool]:
    """Do something with every article, for what needs them all; what can't be read is said on standard error.

    Args:
        paths: Files and folders, ``-`` for standard input.
        task: What to do; a function of a module, since it may travel to another process.

    Returns:
        What comes of each article that could be read, and whether all could.

    Raises:
        UsageError: There is no article in what was named.
    """
    results: list[T] = []
    whole = True
    for outcome in each(paths, task, writes=False):
        if isinstance(outcome, Skipped):
            whole = False
            tell(outcome)
        else:
            results.append(outcome)
    return results, whole


def tell(skipped: Skipped) -> None:
    """Say on standard error what could not be read, and why."""
    output.error(f"{skipped.path}: {skipped.reason}")


def is_one(paths: Sequence[str]) -> bool:
    """Whether what was named is a single article."""
    return len(paths) == 1 and not os.path.isdir(paths[0])


def find(paths: Sequence[str]) -> list[Found]:
    """What there is to read.

    Args:
        paths: Files and folders, ``-`` for standard input.

    Returns:
        The articles as the paths come, those of a folder in natural order, each once.

    Raises:
        UsageError: There is nothing.
    """
    found: dict[str, str] = {}
    for root in paths:
        if root == INPUT:
            found.setdefault(root, "")
            continue
        discovery = library.discover([root])
        below = {entry.path: "" for entry in discovery.entries} | dict(discovery.skipped)
        for path in sorted(below, key=library.natural):
            found.setdefault(path, below[path])
    if not found:
        raise UsageError(f"{', '.join(paths)}: there is no article here ({', '.join(library.SUFFIXES)})")
    return [Found(path, reason) for path, reason in found.items()]


def _done(task: Task[T], found: Found) -> T | Skipped:
    """Read and analyse one article and do what is to be done with it."""
    if found.reason:
        return Skipped(*found)
    try:
        article, raw = _from_input() if _stays(found) else study(found.path)[:2]
        return task(article, righting.put_right(article, raw)[0])
    except Exception as fault:  # a fault of the program costs this article, never the others
        from reader.articles import ArticleError

        if isinstance(fault, ArticleError):
            return Skipped(found.path, fault.reason)
        return Skipped(found.path, f"can't be analysed: {type(fault).__name__}")


def _lost(found: Found) -> Skipped:
    """What comes of an article that ended the process which read it."""
    return Skipped(found.path, "can't be analysed: the process ended, perhaps for want of memory")


def _stays(found: Found) -> bool:
    """Whether something can only be read in this process."""
    return found.path == INPUT


def _from_input() -> tuple[Article, Analysis]:
    """The article on standard input, and what is found in it.

    Raises:
        ArticleError: It is too large, or no text.
    """
    from reader import analysis, articles, files

    data = sys.stdin.buffer.read(files.LIMIT + 1)
    if len(data) > files.LIMIT:
        raise articles.ArticleError(INPUT, f"is larger than the limit of {files.LIMIT // (1024 * 1024)} MB")
    article = articles.read(data)
    return article, analysis.analyze(article)
