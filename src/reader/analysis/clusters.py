"""Which names are one actor's: precision first, and linear in the number of names."""

import sys
from bisect import bisect_left
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.mentions import Candidate
from reader.analysis.persons import Name, bare, likeness, parts
from reader.model import ActorKind

_LONGEST_TAIL = 4
_NAMESAKES = 8  # more persons of one surname than this are not told apart
_PLAIN = 3  # mentions that make plain whom a surname means


class Form(NamedTuple):
    """One string that names an actor."""

    text: str
    kind: ActorKind
    known: str
    """The canonical name where the lexicons know the string, else empty."""


class Use(NamedTuple):
    """How a text uses a form."""

    titles: set[str]
    """The titles right before it."""
    places: list[int]
    """Where it stands, in text order."""


class Cluster:
    """One actor's forms, in order of first appearance."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.titles: set[str] = set()
        self.since = sys.maxsize
        """Where the text first has the actor's name in full."""

    def add(self, form: Form, use: Use) -> None:
        """Take a form in."""
        self.forms.append(form)
        self.titles.update(use.titles)
        self.since = min(self.since, use.places[0])


def form_of(candidate: Candidate, kind: ActorKind) -> Form:
    """The form of a mention."""
    known = candidate.entry.name if candidate.entry is not None and kind != "person" else ""
    return Form(candidate.text, kind, known)


def cluster(uses: dict[Form, Use]) -> dict[Form, Cluster]:
    """Tell which forms name one actor.

    Args:
        uses: Every form of the article in order of first appearance, with its use.

    Returns:
        The actor of each form.
    """
    out: dict[Form, Cluster] = {}
    _persons([form for form in uses if form.kind == "person"], uses, out)
    _others([form for form in uses if form.kind != "person"], uses, out)
    return out


def _persons(forms: list[Form], uses: dict[Form, Use], out: dict[Form, Cluster]) -> None:
    """Link persons: full names by surname and first name, then what is short for one full name."""
    full: dict[tuple[str, str], list[tuple[Name, Cluster]]] = {}
    tails: dict[str, set[Cluster]] = {}
    heads: dict[str, set[Cluster]] = {}
    short: list[Form] = []
    names = {form: parts(form.text) for form in forms}
    for form in sorted(forms, key=lambda form: -len(form.text.split())):
        name = names[form]
        if not name.first:
            short.append(form)
            continue
        tail = tails.get(form.text, set())
        home = _of_full(name, full) or (next(iter(tail)) if len(tail) == 1 else None) or Cluster()
        home.add(form, uses[form])
        out[form] = home
        for key in _keys(name):
            full.setdefault(key, []).append((name, home))
        words = form.text.split()
        if name.suffix:
            words = words[:-1]
        for length in range(1, min(len(words), _LONGEST_TAIL)):
            tails.setdefault(" ".join(words[-length:]), set()).add(home)
        tails.setdefault(name.last, set()).add(home)
        heads.setdefault(words[0], set()).add(home)
    for form in short:
        home = _of_short(form, uses[form], tails, heads) or Cluster()
        home.add(form, uses[form])
        out[form] = home


def _keys(name: Name) -> list[tuple[str, str]]:
    """Where a full name is looked for: its surname with each first name it may stand for, and with its initial."""
    row = lexicon.table("nicknames").get(name.first)
    firsts = (name.first, *(row[0].split(";") if row else ()))
    return [(name.last, first) for first in firsts] + [(name.last, name.first[0] + ".")]


def _of_full(name: Name, full: dict[tuple[str, str], list[tuple[Name, Cluster]]]) -> Cluster | None:
    """The one actor whose full name agrees with another full name."""
    homes: list[Cluster] = []
    for key in _keys(name):
        for other, home in full.get(key, ())[:8]:
            initial = key[1].endswith(".") and key[1] != name.first
            close = likeness(name.first, other.first)
            if close == 0 or (initial and close != 1) or _conflict(name, other):
                continue
            if home not in homes:
                homes.append(home)
    return homes[0] if len(homes) == 1 else None


def _conflict(left: Name, right: Name) -> bool:
    """Whether middle initials or suffixes tell two persons apart."""
    if left.suffix and right.suffix and left.suffix.rstrip(".") != right.suffix.rstrip("."):
        return True
    return bool(left.initials and right.initials and not set(left.initials) & set(right.initials))


def _of_short(form: Form, use: Use, tails: dict[str, set[Cluster]], heads: dict[str, set[Cluster]]) -> Cluster | None:
    """The one actor a bare surname, a first name or a family name in front stands for."""
    homes = tails.get(form.text) or tails.get(bare(form.text)) or heads.get(form.text) or _of_nickname(form.text, heads)
    if not homes:
        return None
    if len(homes) == 1:
        return next(iter(homes))
    if len(homes) > _NAMESAKES:
        return None
    titled = [home for home in homes if use.titles & home.titles]
    if len(titled) == 1:
        return titled[0]
    # The text makes plain whom it means by a surname before it brings in a namesake.
    first, second, *_ = sorted(homes, key=lambda home: home.since)
    alone = bisect_left(use.places, second.since) - bisect_left(use.places, first.since)
    return first if alone >= _PLAIN else None


def _of_nickname(text: str, heads: dict[str, set[Cluster]]) -> set[Cluster]:
    """The persons whose first name a nickname may stand for."""
    row = lexicon.table("nicknames").get(text)
    return {home for first in (row[0].split(";") if row else ()) for home in heads.get(first, ())}


def _others(forms: list[Form], uses: dict[Form, Use], out: dict[Form, Cluster]) -> None:
    """Link everything but persons: by canonical name, bare form, acronym, and short name of a company."""
    homes: dict[tuple[str, str], Cluster] = {}
    acronyms: dict[str, set[Cluster]] = {}
    starts: dict[str, set[Cluster]] = {}
    for form in sorted(forms, key=lambda form: -len(form.text)):
        words = _stripped(form)
        text = " ".join(words)
        home = homes.get((form.kind, form.known or text))
        if home is None and not form.known and form.kind == "organization":
            home = _only(acronyms.get(text.replace(".", ""))) or _only(starts.get(text))
        if home is None and form.kind == "organization":
            home = _only(acronyms.get(form.text.replace(".", ""))) if not form.known else None
        if home is None:
            home = Cluster()
        homes.setdefault((form.kind, form.known or text), home)
        home.add(form, uses[form])
        out[form] = home
        if form.kind == "organization" and len(words) > 1:
            for acronym in _acronyms(words):
                acronyms.setdefault(acronym, set()).add(home)
        if form.kind == "organization" and len(words) < len(form.text.split()):
            starts.setdefault(words[0], set()).add(home)


def _only(homes: set[Cluster] | None) -> Cluster | None:
    """The member of a set of one."""
    return next(iter(homes)) if homes is not None and len(homes) == 1 else None


def _stripped(form: Form) -> list[str]:
    """The words of a name without its article and its company suffix."""
    words = form.text.replace("’", "'").split()
    if len(words) > 1 and words[0] in ("The", "the"):
        words = words[1:]
    suffixes = lexicon.words("company_suffixes")
    while len(words) > 1 and words[-1].rstrip(",") in suffixes:
        words = [*words[:-2], words[-2].rstrip(",")]
    return words


def _acronyms(words: list[str]) -> tuple[str, ...]:
    """The acronyms a name may have."""
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return (capitals,) if len(capitals) > 1 else ()
