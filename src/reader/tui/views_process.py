"""What is asked of a whole library, answered in the process that searches: articles are read once, digests kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from reader.model import Analysis, Article
from reader.tomlfile.calm import calm
from reader.tui import holdings, report_page, reports
from reader.tui.paired import Paired, Partner
from reader.tui.reported import Report
from reader.views import audit as audits
from reader.views import dossier as dossiers
from reader.views import twins as twinned
from reader.views import voices as voiced
from reader.views.concordance import Reading, Sorting, merge, read, wanted
from reader.views.dossier_page import markdown
from reader.views.extract import Extract

Key = TypeVar("Key")

_VOICES: Mapping[str, voiced.Order] = {
    "words": "words", "name": "name", "first seen": "first", "articles": "articles", "absent": "absent"
}  # fmt: skip
_AUDIT: Mapping[str, audits.Order] = {"words": "words", "passages": "passages", "name": "name"}
_DOSSIER: Mapping[str, dossiers.Order] = {"date": "date", "article": "article"}
_TWINS: Mapping[str, twinned.Order] = {"articles": "articles", "change": "change"}
_PLACES: Mapping[str, Sorting] = {"words right": "right", "words left": "left", "article": "article", "date": "date"}


class _Answer(NamedTuple):
    """What was asked for last, to be put in another order or on a page."""

    orders: tuple[str, ...]
    report: Callable[[str], Report]
    """The report in an order."""
    page: Callable[[str], str]
    """The same as Markdown."""


_readings: list[Reading] = []
"""What was read for the concordance asked for last."""
_twins: tuple[list[Extract], twinned.Report] | None = None
"""The twins found last, and among which articles."""
_last: _Answer | None = None


def lacking(paths: Sequence[str], twins: bool) -> list[str]:
    """Which articles are to be read before a report; see `holdings.lacking`."""
    return holdings.lacking(paths, twins)


def take_in(paths: Sequence[str], twins: bool) -> None:
    """Read articles, unless that is done; see `holdings.take_in`."""
    holdings.take_in(paths, twins)


def prepare(paths: Sequence[str]) -> None:
    """Read articles before anything is asked of them."""
    for twins in (False, True):
        holdings.take_in(paths, twins)


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
    by_path = {reading.path: reading for reading in _readings}
    return _answer(_PLACES, lambda by: reports.of_concordance(words, merge(_readings, by), by_path))


def dossier(paths: Sequence[str], columns: int, path: str, actor: str) -> Report | None:
    """The dossier of an actor.

    Args:
        paths: The articles, which were taken in.
        columns: Cells that a row of bars may take.
        path: An article that names the actor.
        actor: The id of the actor in it.

    Returns:
        The report; None where the actor is not there any more.
    """
    gathering = holdings.gathered(paths)
    index = next((number for number, one in enumerate(gathering.digests) if one.path == path), None)
    identity = gathering.who(index, actor) if index is not None else None
    if identity is None:
        return None
    found = dossiers.dossier(gathering, identity)
    return _answer(
        _DOSSIER,
        lambda by: reports.of_dossier(dossiers.ordered(found, by), columns),
        lambda by: markdown(dossiers.ordered(found, by)),
    )


def voices(paths: Sequence[str], columns: int) -> Report:
    """Who is quoted in which articles; for the arguments see `dossier`."""
    gathering = holdings.gathered(paths)
    found = voiced.voices(gathering)
    return _answer(_VOICES, lambda by: reports.of_voices(voiced.ordered(found, by), gathering, columns))


def audit(paths: Sequence[str], columns: int) -> Report:
    """How articles use their sources."""
    found = audits.audit(holdings.gathered(paths))
    return _answer(_AUDIT, lambda by: reports.of_audit(audits.ordered(found, by)))


def twins(paths: Sequence[str], columns: int) -> Report:
    """Statements as several articles print them."""
    global _twins
    extracts = holdings.extracts(paths)
    if _twins is None or _twins[0] != extracts:
        with calm():
            _twins = extracts, twinned.find(extracts)
    found = _twins[1]
    texts = {extract.path: extract.text for extract in extracts}
    return _answer(_TWINS, lambda by: reports.of_twins(twinned.ordered(found, by), texts))


def ordered(order: str) -> Report | None:
    """What was asked for last, in another order; None where that is not known any more."""
    return _last.report(order) if _last else None


def save(path: str, order: str, over: bool) -> str:
    """Write what was asked for last to a file, as Markdown; see `report_page.write`."""
    return report_page.write(path, _last.page(order), over) if _last else "it has to be asked for again"


def pairing(one: str, other: str) -> Paired | None:
    """How two articles match; None where one can't be read any more."""
    from reader.tui.pairing_process import paired

    first, second = _studied(one), _studied(other)
    return paired(first, second) if first and second else None


def look_at(path: str, paths: Sequence[str], first: bool) -> None:
    """Look at some articles, of which one may go beside another; see `pairing_process.look_at`."""
    from reader.tui.pairing_process import look_at as look

    mine = _studied(path)
    if mine:
        look(mine[0], [found[0] for other in paths if (found := _studied(other))], first)


def nearest() -> Sequence[str]:
    """The articles looked at that are likest the one a partner is sought for."""
    from reader.tui.pairing_process import nearest as likest

    return likest()


def partners(path: str, paths: Sequence[str]) -> Sequence[Partner]:
    """How many passages articles share with another; those that share none are left out."""
    from reader.tui.pairing_process import partners as sharing

    mine = _studied(path)
    return sharing(mine, filter(None, map(_studied, paths))) if mine else []


def _answer(
    orders: Mapping[str, Key], report: Callable[[Key], Report], page: Callable[[Key], str] | None = None
) -> Report:
    """Keep what was asked for.

    Args:
        orders: What orders there are, by what they are called; the first one comes first.
        report: Makes the report in one of them.
        page: Makes the page; where there is none the lines of the report do.

    Returns:
        The report in the first order.
    """
    global _last
    names = tuple(orders)

    def made(order: str) -> Report:
        return report(orders[order])._replace(orders=names, order=order)

    def written(order: str) -> str:
        return page(orders[order]) if page else report_page.markdown(made(order))

    _last = _Answer(names, made, written)
    return made(names[0])


def _studied(path: str) -> tuple[Article, Analysis] | None:
    """An article with what was found in it, put right; None where it can't be read."""
    found = holdings.studied(path)
    return found[:2] if found else None
