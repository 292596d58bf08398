"""Articles with what was found in them: from the cache where that is sure to be right, else read and analyzed.

What the cache says holds where the file's entry in its folder is as it was (size, times of change, place on the disk),
unless the file had changed only just before, when a clock may not tell two states apart. Else the file is read, and a
hash of its bytes decides. What the user has corrected is applied afterwards, every time.
"""

import os
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.cache import keeping, righting
from reader.cache.engine import fingerprint
from reader.cache.store import Kept, Righted
from reader.library import Summary, summary_of, unreadable
from reader.model import Analysis, Article

if TYPE_CHECKING:
    from reader.corrections import Correction
    from reader.search.documents import Document

_CLOCK = 2_000_000_000  # nanoseconds within which two states of a file may bear the same time
_HASH = 16  # bytes
_AT_ONCE = 500  # articles that are forgotten at a time


class Studied(NamedTuple):
    """An article with what was found in it."""

    article: Article
    analysis: Analysis
    """As it was found, before any correction."""
    content: bytes
    """A hash of the file."""


class Glance(NamedTuple):
    """What is known of an article without looking at it."""

    summary: bytes
    """What a list says of it, packed."""
    stamp: str
    """Changes with whatever can be found in the article; empty where it was given up."""


class Survey(NamedTuple):
    """What reading an article through gives to a library."""

    summary: Summary
    documents: "Sequence[Document]" = ()
    """What can be found in it."""
    stamp: str = ""
    """Changes with them; empty where the article can't be read."""


class _State(NamedTuple):
    """What the disk says of a file without reading it."""

    stamp: str
    settled: bool


def study(path: str) -> Studied:
    """Load and analyze an article, or recall it.

    Args:
        path: The file.

    Returns:
        The article and what was found in it.

    Raises:
        ArticleError: It can't be read.
    """
    full = os.path.abspath(path)
    state = _state(path)
    held = keeping.ask(lambda store: store.get(full), None)
    if held and _holds(held[0], state) and (found := _recalled(path, *held)):
        return found
    data, content = _read(path)
    if held and held[0].content == content and (found := _recalled(path, *held)):
        kept = held[0]
        if state:
            keeping.tell(lambda store: store.restamp(full, kept._replace(stamp=state.stamp, settled=state.settled)))
        return found
    return _studied(path, data, content, state)


def recall(path: str) -> Article | None:
    """An article from the cache, None where that does not have it as it is now, or would have to read it to know."""
    full, state = os.path.abspath(path), _state(path)
    held = keeping.ask(lambda store: store.get(full), None)
    found = _recalled(path, *held) if held and _holds(held[0], state) else None
    return found.article if found else None


def glance(paths: Sequence[str]) -> list[Glance | None]:
    """What is known of articles without reading them.

    Args:
        paths: The files.

    Returns:
        For each what is known, None where it has to be read.
    """
    full = {path: os.path.abspath(path) for path in paths}
    nothing: dict[str, Kept] = {}
    kept = keeping.ask(lambda store: store.get_all(list(full.values())), nothing)
    if righting.is_any():
        return _put_right({path: kept.get(full[path]) for path in paths})
    return [_as_found(path, kept.get(full[path])) for path in paths]


def survey(path: str) -> Survey:
    """Read through one article for a list and for searching.

    Args:
        path: The file.

    Returns:
        What the list says about it, or why it can't be read, and what can be found in it.
    """
    from reader.articles import ArticleError
    from reader.search.documents import documents

    try:
        article, raw, content = study(path)
        found, used = righting.put_right(article, raw)
        return Survey(summary_of(article, found), documents(article, found), _stamp(content, used))
    except ArticleError as fault:
        return Survey(unreadable(path, fault.reason))
    except Exception as fault:  # a fault of the program costs this article, never the library
        return Survey(give_up(path, f"can't be analysed: {type(fault).__name__}"))


def give_up(path: str, reason: str) -> Summary:
    """Take note that an article can't be analyzed, or not in time, so that nobody tries again before it changes.

    Args:
        path: The file.
        reason: Why.

    Returns:
        What a list says about it.
    """
    summary, state = unreadable(path, reason), _state(path)
    if state:
        kept = Kept(state.stamp, state.settled, b"", summary.packed)
        keeping.tell(lambda store: store.put(os.path.abspath(path), kept, b""))
    return summary


def forget_gone(roots: Sequence[str]) -> None:
    """Forget the articles below some roots whose files are not there any more."""
    for root in roots:
        full = os.path.abspath(root)
        held: list[str] = keeping.ask(lambda store, full=full: store.paths_below(full), [])  # type: ignore[misc]
        gone = [path for path in held if not os.path.lexists(path)]
        for at in range(0, len(gone), _AT_ONCE):
            keeping.tell(lambda store, some=gone[at : at + _AT_ONCE]: store.forget(some))  # type: ignore[misc]


def _read(path: str) -> tuple[bytes, bytes]:
    """A file and its hash.

    Raises:
        ArticleError: It can't be read.
    """
    import hashlib

    from reader import files

    try:
        data = files.read(path)
    except ValueError as fault:
        from reader.articles import ArticleError

        raise ArticleError(path, str(fault)) from fault
    return data, hashlib.blake2b(data, digest_size=_HASH).digest()


def _studied(path: str, data: bytes, content: bytes, state: _State | None) -> Studied:
    """Analyze an article, and keep what was found.

    Raises:
        ArticleError: It is none.
    """
    from reader import analysis, articles
    from reader.cache.codec import encode
    from reader.packed import pack

    article = articles.read(data, path)
    found = pack(analysis.analyze(article))
    if state:
        kept = Kept(state.stamp, state.settled, content, summary_of(article, found).packed)
        body = encode(article, found)
        keeping.tell(lambda store: store.put(os.path.abspath(path), kept, body))
    return Studied(article, found, content)


def _recalled(path: str, kept: Kept, body: bytes) -> Studied | None:
    """What is kept of an article, None where it is damaged."""
    from reader.cache.codec import decode

    found = decode(body, path)
    return Studied(*found, kept.content) if found else None


def _as_found(path: str, kept: Kept | None) -> Glance | None:
    """What is known of an article while nothing is corrected."""
    if kept is None or not _holds(kept, _state(path)):
        return None
    return Glance(kept.glance, _stamp(kept.content) if kept.content else "")


def _put_right(known: Mapping[str, Kept | None]) -> list[Glance | None]:
    """What is known of articles, with the corrections that concern them; what these make of each is kept too."""
    said = righting.said()
    nothing: dict[str, Righted] = {}
    before = keeping.ask(lambda store: store.get_righted(list(map(os.path.abspath, known))), nothing)
    found: list[Glance | None] = []
    new: dict[str, Righted] = {}
    for path, kept in known.items():
        seen = _as_found(path, kept)
        if kept is not None and seen is not None and seen.stamp:
            full = os.path.abspath(path)
            righted: Righted | None = before.get(full)
            if righted is None or (righted.said, righted.content) != (said, kept.content):
                righted = _righted(path, kept, said)
                if righted is not None:
                    new[full] = righted
            seen = Glance(righted.glance, righted.stamp) if righted else None
        found.append(seen)
    if new:
        keeping.tell(lambda store: store.put_righted(new))
    return found


def _righted(path: str, kept: Kept, said: str) -> Righted | None:
    """What corrections make of an article; None where it has to be read to know."""
    held = keeping.ask(lambda store: store.get(os.path.abspath(path)), None)
    found = _recalled(path, *held) if held and held[0] == kept else None
    if found is None:
        return None
    analysis, used = righting.put_right(found.article, found.analysis)
    return Righted(said, kept.content, summary_of(found.article, analysis).packed, _stamp(kept.content, used))


def _state(path: str) -> _State | None:
    """What the disk says of a file, None where it says nothing."""
    now = time.time_ns()
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    stamp = f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return _State(stamp, max(found.st_mtime_ns, found.st_ctime_ns) + _CLOCK < now)


def _holds(kept: Kept, state: _State | None) -> bool:
    """Whether what is kept is sure to be of the file as it is."""
    return state is not None and kept.settled and kept.stamp == state.stamp


def _stamp(content: bytes, used: "Sequence[Correction]" = ()) -> str:
    """What tells what can be found in an article from what could be before it, the program or a correction changed."""
    if not used:
        return f"{content.hex()}{fingerprint()}"
    import hashlib

    return f"{content.hex()}{fingerprint()}{hashlib.blake2b(repr(used).encode(), digest_size=8).hexdigest()}"
