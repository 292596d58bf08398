"""The query language: what people type, as values. Nothing that is typed is an error."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from reader.search.documents import KINDS, Kind
from reader.search.words import words

Where = Literal["anywhere", "start", "end"]
Field = Literal["speaker", "title", "tag", "source", "date"]

LONGEST = 1000
"""Characters of a query that are read."""

MOST = 24
"""Words of a query that are searched."""

_SIGNS: dict[str, Kind] = {'"': "quote", "@": "actor", "#": "note"}
_SCOPES: dict[str, Kind] = {kind + "s": kind for kind in KINDS} | {kind: kind for kind in KINDS}
_FIELDS = ("speaker", "title", "tag", "source", "date", "after", "before", "in")
_PART = re.compile(r'(!?)(?:([a-z]+):(?:"([^"]*)("?)|(\S*))|(\S+))')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LAST_DAY = 99991231


class Word(NamedTuple):
    """One word to look for; the more of a query's words a document has, the better."""

    forms: tuple[str, ...]
    """Folded; any of them will do."""
    open: bool = False
    """Whether it may go on: the last one, while nothing follows it."""
    exact: bool = False
    """Whether nothing but itself counts."""


class Phrase(NamedTuple):
    """Words that stand one after the other."""

    words: tuple[str, ...]
    where: Where = "anywhere"
    open: bool = False
    """Whether the last one may go on."""


class Condition(NamedTuple):
    """What a document has to hold."""

    phrases: tuple[Phrase, ...]
    """Any of them will do."""
    negated: bool = False


class Filter(NamedTuple):
    """What has to be true of where a document is from."""

    field: Field
    words: tuple[str, ...] = ()
    since: int = 0
    """A date as the number YYYYMMDD; the first that will do."""
    until: int = _LAST_DAY
    """The last that will do."""
    negated: bool = False


class Query(NamedTuple):
    """What to look for."""

    text: str
    words: tuple[Word, ...] = ()
    conditions: tuple[Condition, ...] = ()
    filters: tuple[Filter, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    """What to look at; everything where it is empty."""
    message: str = ""
    """What could not be read as it was meant, in one line."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.conditions or self.filters)


class _UnreadableError(Exception):
    """A part of the query that can't be read; the message says why."""


def parse(text: str) -> Query:
    """Read a query.

    Args:
        text: What was typed: words, ``'exact``, ``!not``, ``^start``, ``end$``, ``a | b``, ``speaker:``, ``title:``,
            ``source:``, ``tag:``, ``in:``, ``date:2024-07..2024-08``, ``after:``, ``before:``; a first character ``"``
            looks at quotes only, ``@`` at actors, ``#`` at notes.

    Returns:
        The query. What can't be read as it was meant is searched as it stands, with a message.
    """
    text = text[:LONGEST]
    body = text.lstrip()
    sign = _SIGNS.get(body[:1])
    reading = _Reading(frozenset((sign,)) if sign else frozenset())
    open_end = not text[-1:].isspace()
    alternatives: list[str] = []
    waiting = False
    for match in _PART.finditer(body[1:] if sign else body):
        at_end = open_end and match.end() == match.endpos
        if match[0] == "|":
            waiting = bool(alternatives)
            continue
        if match[2] in _FIELDS:
            reading.terms(alternatives)
            alternatives, waiting = [], False
            reading.field(match)
            continue
        if not waiting:
            reading.terms(alternatives)
            alternatives = []
        alternatives.append(match[0])
        waiting = False
        if at_end:
            reading.terms(alternatives, open_end=True)
            alternatives = []
    reading.terms(alternatives)
    return reading.query(text)


class _Reading:
    """A query as far as it is read."""

    def __init__(self, kinds: frozenset[Kind]) -> None:
        self._kinds = kinds
        self._words: list[Word] = []
        self._conditions: list[Condition] = []
        self._filters: list[Filter] = []
        self._message = ""

    def query(self, text: str) -> Query:
        """The whole, when all is read."""
        return Query(
            text,
            tuple(self._words[:MOST]),
            tuple(self._conditions[:MOST]),
            tuple(self._filters[:MOST]),
            self._kinds,
            self._message,
        )

    def terms(self, alternatives: Sequence[str], open_end: bool = False) -> None:
        """Take in a term, or several of which one will do."""
        if len(alternatives) == 1 and alternatives[0][0] not in "'^!" and alternatives[0][-1] != "$":
            plain = list(words(alternatives[0]))
            self._words.extend(Word((word,), open_end and word is plain[-1]) for word in plain)
            return
        phrases = [_phrase(term, open_end) for term in alternatives]
        known = [(phrase, hard, negated) for phrase, hard, negated in phrases if phrase.words]
        wanted = [phrase for phrase, _, negated in known if not negated]
        self._conditions.extend(Condition((phrase,), negated=True) for phrase, _, negated in known if negated)
        if not wanted:
            return
        hard = all(hard for _, hard, negated in known if not negated)
        if hard:
            self._conditions.append(Condition(tuple(wanted)))
        if len(wanted) == 1:
            last = len(wanted[0].words) - 1
            self._words.extend(
                Word((word,), wanted[0].open and at == last, exact=True) for at, word in enumerate(wanted[0].words)
            )
        else:
            forms = dict.fromkeys(word for phrase in wanted for word in phrase.words)
            self._words.append(Word(tuple(forms), any(phrase.open for phrase in wanted), hard))

    def field(self, match: re.Match[str]) -> None:
        """Take in a filter; one that can't be read is searched as it stands."""
        name, value, negated = match[2], match[3] if match[3] is not None else match[5], bool(match[1])
        try:
            if match[3] is not None and not match[4]:
                raise _UnreadableError(f"{name}: a quotation mark is missing")
            if name == "in":
                self._kinds |= _kinds(value, negated)
            elif value:
                self._filters.append(_filter(name, value, negated))
        except _UnreadableError as fault:
            self._message = self._message or str(fault)
            self._words.extend(Word((word,)) for word in words(match[0]))


def _phrase(term: str, open_end: bool) -> tuple[Phrase, bool, bool]:
    """Read a term; whether it has to be there as it is, and whether it must not be there."""
    negated = term.startswith("!")
    body = term[1:] if negated else term
    hard = negated or body[:1] in ("'", "^") or body.endswith("$")
    where: Where = "start" if body.startswith("^") else "end" if body.endswith("$") else "anywhere"
    found = tuple(words(body))
    return Phrase(found, where, where == "start" or (open_end and where == "anywhere")), hard, negated


def _kinds(value: str, negated: bool) -> frozenset[Kind]:
    """The kinds that ``in:`` names."""
    named = value.casefold()
    if negated:
        raise _UnreadableError("in: can't be turned round")
    if named in ("", "all"):
        return frozenset()
    found = {kind for name, kind in _SCOPES.items() if name.startswith(named)}
    if len(found) != 1:
        raise _UnreadableError(f"in: takes all, {', '.join(kind + 's' for kind in KINDS)}, not {value}")
    return frozenset(found)


def _filter(name: str, value: str, negated: bool) -> Filter:
    """Read a filter.

    Raises:
        _UnreadableError: There is no word or no date in it.
    """
    if name in ("date", "after", "before"):
        since, until = _dates(name, value)
        return Filter("date", (), since, until, negated)
    found = tuple(words(value))
    if not found:
        raise _UnreadableError(f"{name}: needs a word")
    fields: dict[str, Field] = {"speaker": "speaker", "title": "title", "tag": "tag", "source": "source"}
    return Filter(fields[name], found, negated=negated)


def _dates(name: str, value: str) -> tuple[int, int]:
    """The first and the last day that ``date:``, ``after:`` and ``before:`` let through."""
    if name == "after":
        return _day(name, value, last=True) + 1, _LAST_DAY
    if name == "before":
        return 0, _day(name, value) - 1
    since, dots, until = value.partition("..")
    if not dots:
        return _day(name, value), _day(name, value, last=True)
    return _day(name, since) if since else 0, _day(name, until, last=True) if until else _LAST_DAY


def _day(name: str, value: str, last: bool = False) -> int:
    """A day as the number YYYYMMDD; the first or last one of a month or a year.

    Raises:
        _UnreadableError: It is no date.
    """
    match = _DATE.fullmatch(value)
    if match is None:
        raise _UnreadableError(f"{name}: takes 2024, 2024-07, 2024-07-31 or a range with .., not {value}")
    month = int(match[2]) if match[2] else 12 if last else 1
    day = int(match[3]) if match[3] else 31 if last else 1
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise _UnreadableError(f"{name}: there is no day {value}")
    return int(match[1]) * 10000 + month * 100 + day
