"""Corrections as they stand in the file."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import get_args

from reader import locations
from reader.corrections.values import DEEDS, ArticleSelector, Correction, Deed, QuoteSelector
from reader.model import ActorKind
from reader.text import printable, squeeze

TABLE = "correction"

OPENING = """\
# Corrections made with reader: what you have said of actors and quotes, applied to every article.
# Edit freely: comments, order and unknown keys stay. What there is, with its keys:
#   deed = "rename"      actor, name      the actor is called otherwise
#   deed = "kind"        actor, kind      is a person, organization, place or group
#   deed = "merge"       actor, into      is the same as another
#   deed = "split"       actor, alias     this alias is another actor
#   deed = "not-actor"   actor            nobody's name
#   deed = "speaker"     quote, speaker   said by this actor; "" is nobody who is named
#   deed = "not-speech"  quote            nothing that was said
# With article = "path" it holds in that article only. Times order corrections; an id is given where none is written.
schema = 1
"""

_TARGET: Mapping[Deed, str] = {
    "rename": "name",
    "kind": "kind",
    "merge": "into",
    "split": "alias",
    "speaker": "speaker",
}
_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


def to_block(correction: Correction, folder: str) -> dict[str, object]:
    """The fields of a correction, in the order they are written.

    Args:
        correction: The correction.
        folder: Where the file lies: paths of articles below it are written relative to it.

    Returns:
        The fields; what is empty is left out.
    """
    value: dict[str, object] = {"id": correction.id}
    if correction.created is not None:
        value["created"] = correction.created
    value["deed"] = correction.deed
    if correction.actor:
        value["actor"] = correction.actor
    if correction.deed in _TARGET:
        value[_TARGET[correction.deed]] = correction.to
    if correction.quote is not None:
        quote = correction.quote
        value |= {"quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix, "at": quote.at}
    if correction.article is not None:
        path, title, source = correction.article
        below = path[len(folder) + 1 :] if folder != os.sep and path.startswith(folder + os.sep) else path
        value |= {"article": below, "title": title, "source": source}
    may_be_empty = ("speaker", "at")
    return {key: field for key, field in value.items() if field or key in may_be_empty}


def from_block(identity: str, value: Mapping[str, object], folder: str) -> Correction:
    """Read a correction.

    Args:
        identity: Its id.
        value: Its fields; unknown ones are passed over.
        folder: Where the file lies.

    Returns:
        The correction.

    Raises:
        ValueError: A field is missing or wrong; the message says which.
    """
    deed = next((known for known in DEEDS if known == value.get("deed")), None)
    if deed is None:
        raise ValueError(f"needs a deed: {', '.join(DEEDS)}")
    quoted = deed in ("speaker", "not-speech")
    actor = "" if quoted else _name(value, "actor", needed=True)
    to = _name(value, _TARGET[deed], needed=deed != "speaker") if deed in _TARGET else ""
    if deed == "kind" and to not in _KINDS:
        raise ValueError(f"needs a kind: {', '.join(_KINDS)}")
    article = _article(value, folder)
    if quoted and article is None:
        raise ValueError("needs the article, or its title, that the quote stands in")
    return Correction(identity, _created(value), deed, actor, to, _quote(value) if quoted else None, article)


def _name(value: Mapping[str, object], key: str, needed: bool = False) -> str:
    """A field that is one line of text.

    Raises:
        ValueError: It is none, or empty where it is needed.
    """
    field = value.get(key, None if needed or key == "speaker" else "")
    name = squeeze(printable(field)) if isinstance(field, str) else ""
    if not isinstance(field, str) or (needed and not name):
        raise ValueError(f"needs {key} in quotation marks")
    return name


def _created(value: Mapping[str, object]) -> datetime | None:
    """When it was made.

    Raises:
        ValueError: It is no time.
    """
    created = value.get("created")
    if created is None:
        return None
    if isinstance(created, datetime):
        return created if created.tzinfo is not None else created.replace(tzinfo=UTC)
    if isinstance(created, date):
        return datetime.combine(created, time(), UTC)
    raise ValueError("needs as created a time such as 2025-03-01T09:30:12Z, or none")


def _quote(value: Mapping[str, object]) -> QuoteSelector:
    """Which quote it is about.

    Raises:
        ValueError: It does not say.
    """
    at = value.get("at", 0)
    if not isinstance(at, int) or isinstance(at, bool) or at < 0:
        raise ValueError("needs as at a whole number, or none")
    return QuoteSelector(_name(value, "quote", needed=True), _name(value, "prefix"), _name(value, "suffix"), at)


def _article(value: Mapping[str, object], folder: str) -> ArticleSelector | None:
    """Which article it holds in.

    Raises:
        ValueError: A field is no text.
    """
    path = value.get("article", "")
    if not isinstance(path, str):
        raise ValueError("needs article in quotation marks")
    title, source = _name(value, "title"), _name(value, "source")
    if not path and not title:
        return None
    whole = printable(os.path.normpath(os.path.join(folder, locations.user_path(path)))) if path else ""
    return ArticleSelector(whole, title, source)
