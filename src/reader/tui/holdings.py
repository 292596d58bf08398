"""Articles as views know them, kept in the process that searches for as long as the articles stay as they are."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from reader import corrections, locations
from reader.articles import ArticleError
from reader.cache.study import study
from reader.corrections import Correction
from reader.corrections.holding import holding
from reader.model import Analysis, Article
from reader.views.digests import Digest, digest
from reader.views.extract import Extract, extract
from reader.views.identities import Gathering, gather

_State = tuple[int, int]


class _Held(NamedTuple):
    """What is kept of an article."""

    file: _State
    corrected: _State | None
    """The file of corrections that was looked at last …"""
    used: tuple[Correction, ...]
    """… and what of it concerns the article."""
    digest: Digest | None = None
    extract: Extract | None = None


_held: dict[str, _Held] = {}
_gathering = gather(())


def lacking(paths: Sequence[str], twins: bool) -> list[str]:
    """Which articles are to be read, or read again; see `take_in`."""
    corrected = _state(locations.corrections_file())
    return [path for path in paths if not _is_held(path, _state(path), corrected, twins)]


def take_in(paths: Sequence[str], twins: bool) -> None:
    """Read articles, unless that is done.

    Args:
        paths: The files; what can't be read is left out.
        twins: Whether it is twins that are looked for, which takes more of each.
    """
    corrected = _state(locations.corrections_file())
    for path in paths:
        file = _state(path)
        if file is None:
            _held.pop(path, None)
        elif not _is_held(path, file, corrected, twins):
            _read(path, file, corrected, twins)


def digests(paths: Sequence[str]) -> list[Digest]:
    """What was taken of articles for dossiers, voices and audits."""
    return [held.digest for path in paths if (held := _held.get(path)) and held.digest]


def extracts(paths: Sequence[str]) -> list[Extract]:
    """What was taken of articles for twins."""
    return [held.extract for path in paths if (held := _held.get(path)) and held.extract]


def gathered(paths: Sequence[str]) -> Gathering:
    """Who is who in articles; found out once for the same articles."""
    global _gathering
    wanted = sorted(digests(paths), key=lambda digest: digest.published or "~")
    if tuple(wanted) != _gathering.digests:
        _gathering = gather(wanted)
    return _gathering


def studied(path: str) -> tuple[Article, Analysis, tuple[Correction, ...]] | None:
    """An article with what was found in it, put right, and what put it right; None where it can't be read."""
    try:
        article, analysis, _ = study(path)
    except ArticleError:
        return None
    return article, *corrections.applied(article, analysis, holding())


def _is_held(path: str, file: _State | None, corrected: _State | None, twins: bool) -> bool:
    """Whether what is wanted of an article is there as it is now."""
    held = _held.get(path)
    return held is not None and (held.file, held.corrected) == (file, corrected) and _has(held, twins)


def _has(held: _Held, twins: bool) -> bool:
    """Whether what is wanted of an article is there."""
    return (held.extract if twins else held.digest) is not None


def _read(path: str, file: _State, corrected: _State | None, twins: bool) -> None:
    """Read an article; what is there of it stays where neither the file nor a correction has changed it."""
    found = studied(path)
    if found is None:
        _held.pop(path, None)
        return
    article, analysis, used = found
    held = _held.get(path)
    known = held if held and (held.file, held.used) == (file, used) else _Held(file, corrected, used)
    if not _has(known, twins):
        known = (
            known._replace(extract=extract(article, analysis))
            if twins
            else known._replace(digest=digest(article, analysis))
        )
    _held[path] = known._replace(corrected=corrected)


def _state(path: str) -> _State | None:
    """When a file was changed, and how long it is; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
