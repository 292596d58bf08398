"""What is asked of a whole library, answered in the process that searches: articles are read once, digests kept."""

import os
from collections.abc import Callable, Sequence

from reader import corrections, locations
from reader.articles import ArticleError
from reader.cache.study import study
from reader.corrections.holding import holding
from reader.model import Analysis, Article
from reader.tui import reports
from reader.tui.reported import Report
from reader.views.concordance import Reading, merge, read, wanted
from reader.views.digests import Digest, digest
from reader.views.extract import Extract, extract
from reader.views.identities import Gathering, gather

_Stamp = tuple[tuple[int, int] | None, tuple[int, int] | None]

_readings: list[Reading] = []
"""What was read for the concordance asked for last."""
_digests: dict[str, tuple[_Stamp, Digest]] = {}
_extracts: dict[str, tuple[_Stamp, Extract]] = {}


def take_in(paths: Sequence[str], twins: bool) -> None:
    """Read articles, unless that is done.

    Args:
        paths: The files; what can't be read is left out.
        twins: Whether it is twins that are looked for, which takes more of each.
    """
    for path in paths:
        stamp = _stamp(path)
        held = _extracts.get(path) if twins else _digests.get(path)
        if stamp is None or (held and held[0] == stamp):
            continue
        found = _studied(path)
        if found is not None and twins:
            _extracts[path] = stamp, extract(*found)
        elif found is not None:
            _digests[path] = stamp, digest(*found)


def look_through(paths: Sequence[str], words: str, actor: bool, fuzzy: bool, first: bool) -> int:
    """Look for words in some articles, for a concordance.

    Args:
        paths: The files; what can't be read is left out.
        words: What to look for.
        actor: Whether they name an actor, whose every mention is wanted.
        fuzzy: Whether words spelled nearly so will do.
        first: Whether these are the first of the articles.

    Returns:
        How many places were found so far.
    """
    asked = wanted(words, fuzzy, actor)
    if first:
        _readings.clear()
    for path in paths:
        found = _studied(path)
        if found is not None:
            _readings.append(read(*found, asked))
    return sum(len(reading.lines) for reading in _readings)


def concordance(paths: Sequence[str], words: str) -> Report:
    """The places that were found, each with the words around it, by what follows."""
    return reports.of_concordance(words, merge(_readings, "right"), {reading.path: reading for reading in _readings})


def dossier(paths: Sequence[str], path: str, actor: str) -> Report | None:
    """The dossier of an actor.

    Args:
        paths: The articles, which were taken in.
        path: An article that names the actor.
        actor: The id of the actor in it.

    Returns:
        The report; None where the actor is not there any more.
    """
    from reader.views.dossier import dossier as of

    gathering = _gathered(paths)
    index = next((number for number, one in enumerate(gathering.digests) if one.path == path), None)
    identity = gathering.who(index, actor) if index is not None else None
    return reports.of_dossier(of(gathering, identity)) if identity is not None else None


def voices(paths: Sequence[str]) -> Report:
    """Who is quoted in which articles."""
    from reader.views.voices import voices as of

    return reports.of_voices(of(_gathered(paths)))


def audit(paths: Sequence[str]) -> Report:
    """How articles use their sources."""
    from reader.views.audit import audit as of

    return reports.of_audit(of(_gathered(paths)))


def twins(paths: Sequence[str]) -> Report:
    """Statements as several articles print them."""
    from reader.views.twins import find

    return reports.of_twins(find([_extracts[path][1] for path in paths if path in _extracts]), _texts())


def _gathered(paths: Sequence[str]) -> Gathering:
    return gather([_digests[path][1] for path in paths if path in _digests])


def _studied(path: str) -> tuple[Article, Analysis] | None:
    """An article with what was found in it, put right; None where it can't be read."""
    try:
        article, analysis, _ = study(path)
    except ArticleError:
        return None
    return article, corrections.apply(article, analysis, holding())


def _texts() -> Callable[[str], str]:
    """Gives texts of articles, each read once."""
    held: dict[str, str] = {}

    def text(path: str) -> str:
        if path not in held:
            found = _studied(path)
            held[path] = found[0].text if found else ""
        return held[path]

    return text


def _stamp(path: str) -> _Stamp | None:
    """What tells one state of an article, and of the corrections, from another; None where there is no article."""
    state = _state(path)
    return None if state is None else (state, _state(locations.corrections_file()))


def _state(path: str) -> tuple[int, int] | None:
    """When a file was changed, and how long it is; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
