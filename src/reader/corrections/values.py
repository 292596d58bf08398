"""Corrections as values: what each one says, and where it holds."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from reader.model import Article
from reader.text import cut, fold, printable, squeeze
from reader.tomlfile.faults import Fault

Deed = Literal["rename", "kind", "merge", "split", "not-actor", "speaker", "not-speech"]
DEEDS: tuple[Deed, ...] = get_args(Deed)

RULE = "corrected"
"""The rule by which a quote has its speaker when a correction says so."""
RULE_TEXT = "You have said so in a correction."

_SHOWN = 60  # characters of a quote in a sentence about it
_LAST = datetime.max.replace(tzinfo=UTC)


class ArticleSelector(NamedTuple):
    """Finds an article again: by where it lies, or by its title where it was moved."""

    path: str
    """In full; empty where the article lies in no file."""
    title: str = ""
    source: str = ""
    """The outlet, empty where it is not known."""


class QuoteSelector(NamedTuple):
    """Finds a quote again when the article or the analysis has changed a little."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    at: int = 0
    """Where it began."""


class Correction(NamedTuple):
    """One thing the user has said."""

    id: str
    created: datetime | None
    """None where it was written by hand without a time."""
    deed: Deed
    actor: str = ""
    """Any name that the actor goes by."""
    to: str = ""
    """The new name or kind, the actor merged into, the alias split off, or the speaker (empty: nobody named)."""
    quote: QuoteSelector | None = None
    article: ArticleSelector | None = None
    """The only article it holds in; None for all. A quote's article is always given."""


class Corrections:
    """All that the user has said, in order of creation, ready to be looked up; never changed once made."""

    def __init__(self, items: Iterable[Correction] = (), faults: Iterable[Fault] = ()) -> None:
        """Put corrections in order.

        Args:
            items: The corrections; those without a time come last.
            faults: What was wrong where they were read.
        """
        self.items = tuple(sorted(items, key=_age))
        self.faults = tuple(faults)
        self.by_name = _index((number, key(item.actor)) for number, item in enumerate(self.items) if not item.quote)
        """Numbers of what concerns an actor, by the actor's folded name."""
        quotes = [(number, item.article) for number, item in enumerate(self.items) if item.quote and item.article]
        self.by_path = _index((number, article.path) for number, article in quotes if article.path)
        """Numbers of what concerns a quote, by the path of its article."""
        self.by_title = _index((number, key(article.title)) for number, article in quotes if article.title)
        """Numbers of what concerns a quote, by the folded title of its article."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        """Whether the same is said, and the same is wrong."""
        return isinstance(other, Corrections) and (self.items, self.faults) == (other.items, other.faults)

    def __hash__(self) -> int:
        """As equal ones have it."""
        return hash((self.items, self.faults))

    def __reduce__(self) -> tuple[type["Corrections"], tuple[tuple[Correction, ...], tuple[Fault, ...]]]:
        """Make them travel light between processes."""
        return type(self), (self.items, self.faults)

    def find(self, identity: str) -> Correction | None:
        """The correction with an id, None where there is none."""
        return next((item for item in self.items if item.id == identity), None)

    def of_quotes(self, article: Article) -> set[int]:
        """Numbers of what is said about the quotes of an article."""
        if not self.by_path and not self.by_title:
            return set()
        here = {*self.by_path.get(whole_path(article.path), ()), *self.by_title.get(key(article.title), ())}
        return {number for number in here if is_here(self.items[number].article, article)}


def _age(item: Correction) -> tuple[datetime, str]:
    """What corrections are ordered by; of those written by hand the later ones in the file are the later ones."""
    return item.created or _LAST, item.id if item.created and item.id.startswith("c-") else ""


def _index(pairs: Iterable[tuple[int, str]]) -> Mapping[str, tuple[int, ...]]:
    """Numbers by what they are looked up by."""
    index: dict[str, tuple[int, ...]] = {}
    for number, name in pairs:
        index[name] = (*index.get(name, ()), number)
    return index


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name as it is looked up: without case, accents, kinds of quotation marks and white space."""
    return squeeze(fold(name).text)


def whole_path(path: str) -> str:
    """A path in full, empty for what lies in no file."""
    return "" if path in ("", "-") else printable(os.path.abspath(path))


def is_here(selector: ArticleSelector | None, article: Article) -> bool:
    """Whether an article is the one that is meant; None means any."""
    if selector is None or (selector.path and selector.path == whole_path(article.path)):
        return True
    if not selector.title or key(selector.title) != key(article.title):
        return False
    return not selector.source or not article.source or key(selector.source) == key(article.source)


def describe(correction: Correction) -> str:
    """Say in one line what a correction does."""
    actor, to = f"“{correction.actor}”", f"“{correction.to}”"
    quote = cut(squeeze(correction.quote.exact), _SHOWN) if correction.quote else ""
    match correction.deed:
        case "rename":
            says = f"{actor} is called {to}"
        case "kind":
            says = f"{actor} is {'an' if correction.to[:1] in 'aeiou' else 'a'} {correction.to}"
        case "merge":
            says = f"{actor} is the same as {to}"
        case "split":
            says = f"{to} is another than {actor}"
        case "not-actor":
            says = f"{actor} is no actor"
        case "speaker":
            says = f"{quote} — said by {to if correction.to else 'nobody named'}"
        case "not-speech":
            says = f"{quote} — not speech"
    where = correction.article.path.rpartition(os.sep)[2] or correction.article.title if correction.article else ""
    return printable(f"{says} ({'only in ' if not quote else 'in '}{where})" if where else says)
