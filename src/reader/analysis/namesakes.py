"""Which names are one person's: full names by surname and first name, then what is short for one full name."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable

from reader.analysis import lexicon
from reader.analysis.clusters import Cluster, Form, Homes, Use
from reader.analysis.gazetteer import unaccented
from reader.analysis.persons import Name, bare, gender, likeness, parts, sketch

_MARKED = re.compile(r"[“\"]([^“”\"]+)[”\"]")  # a nickname inside a name
_LONGEST_TAIL = 4
_NAMESAKES = 8  # more persons of one surname than this are not told apart
_PLAIN = 3  # mentions that make plain whom a surname means


def link_persons(uses: dict[Form, Use], homes: Homes) -> None:
    """Link the forms of persons.

    Args:
        uses: Every form of the article in order of first appearance, with its use.
        homes: Where the actors of forms are kept.
    """
    index = _Index()
    short: list[tuple[Form, str]] = []
    for form in sorted((form for form in uses if form.kind == "person"), key=lambda form: -len(form.text.split())):
        text = _lowered(unaccented(form.text))
        name = parts(text)
        if name.first:
            home = homes.settle(form, uses[form], index.full(name, text, uses[form]))
            index.enter(name, text, home)
        else:
            short.append((form, text))
    for form, text in short:
        _settle_short(form, text, uses[form], index, homes)


def _lowered(text: str) -> str:
    """A name with its particles in lower case, as some texts write them: "Van der Vaart", "De Croo"."""
    first, *others = text.split(" ")
    particles, first_names = lexicon.words("particles"), lexicon.table("first_names")
    if others and first.lower() in particles and first not in first_names:
        first = first.lower()
    return " ".join([first, *(word.lower() if word.lower() in particles else word for word in others)])


class _Index:
    """The persons whom the text has in full, by what may be short for them."""

    def __init__(self) -> None:
        self._full: dict[tuple[str, str], list[tuple[Name, Cluster]]] = {}
        self._starts: dict[str, set[Cluster]] = {}
        self._tails: dict[str, set[Cluster]] = {}
        self._heads: dict[str, set[Cluster]] = {}
        self._sketches: dict[str, set[Cluster]] = {}

    def full(self, name: Name, text: str, use: Use) -> Cluster | None:
        """The one actor whose full name agrees with another full name."""
        if use.born and (born := _only(self._heads.get(name.first))):
            return born
        return _of_full(name, use, self._full) or _only(self._tails.get(text)) or _only(self._starts.get(text))

    def enter(self, name: Name, text: str, home: Cluster) -> None:
        """Make a person known under a full name."""
        for key in _keys(name):
            self._full.setdefault(key, []).append((name, home))
        words = text.split()
        if name.suffix and len(words) > 1:
            words = words[:-1]
        for length in range(1, min(len(words), _LONGEST_TAIL)):
            self._tails.setdefault(" ".join(words[-length:]), set()).add(home)
        for length in range(2, min(len(words), _LONGEST_TAIL)):
            self._starts.setdefault(" ".join(words[:length]), set()).add(home)
        for nickname in _MARKED.findall(text):
            self._tails.setdefault(_lowered(nickname), set()).add(home)
        self._tails.setdefault(name.last, set()).add(home)
        self._heads.setdefault(words[0], set()).add(home)
        if line := sketch(name.last):
            self._sketches.setdefault(line, set()).add(home)

    def short(self, text: str) -> set[Cluster]:
        """Those a bare surname, a first name or a family name in front may stand for."""
        finders: tuple[Callable[[], Iterable[Cluster] | None], ...] = (
            lambda: self._tails.get(text),
            lambda: self._tails.get(bare(text)),
            lambda: self._heads.get(text),
            lambda: self._of_nickname(text),
            lambda: self._sketches.get(sketch(bare(text))),
        )
        return next((set(found) for find in finders if (found := find())), set())

    def _of_nickname(self, text: str) -> set[Cluster]:
        """The persons whose first name a nickname may stand for."""
        row = lexicon.table("nicknames").get(text)
        return {home for first in (row[0].split(";") if row else ()) for home in self._heads.get(first, ())}


def _only(homes: set[Cluster] | None) -> Cluster | None:
    """The member of a set of one."""
    return next(iter(homes)) if homes is not None and len(homes) == 1 else None


def _keys(name: Name) -> list[tuple[str, str]]:
    """Where a full name is looked for: its surname with each first name it may stand for, and with its initial."""
    row = lexicon.table("nicknames").get(name.first)
    firsts = (name.first, *(row[0].split(";") if row else ()))
    keys = [(name.last, first) for first in firsts] + [(name.last, name.first[0] + ".")]
    line = sketch(name.last)
    return keys + [(f"~{line}", first) for first in firsts] if line else keys


def _of_full(name: Name, use: Use, full: dict[tuple[str, str], list[tuple[Name, Cluster]]]) -> Cluster | None:
    """The one actor whose full name agrees with another full name."""
    homes: list[Cluster] = []
    for key in _keys(name):
        for other, home in full.get(key, ())[:8]:
            initial = key[1].endswith(".") and key[1] != name.first
            close = likeness(name.first, other.first)
            if close == 0 or (initial and close != 1) or _conflict(name, use, other, home):
                continue
            if home not in homes:
                homes.append(home)
    return homes[0] if len(homes) == 1 else None


def _conflict(left: Name, use: Use, right: Name, home: Cluster) -> bool:
    """Whether middle initials or suffixes tell two persons apart."""
    if left.suffix and right.suffix and left.suffix.rstrip(".") != right.suffix.rstrip("."):
        return True
    # A text that has a name without "Jr." and then with it tells father and son apart.
    if (left.suffix and not right.suffix and home.since < use.places[0]) or (
        right.suffix and not left.suffix and use.places[0] < home.since
    ):
        return True
    return bool(left.initials and right.initials and not set(left.initials) & set(right.initials))


def _settle_short(form: Form, text: str, use: Use, index: _Index, homes: Homes) -> None:
    """Give a short form to whom it stands for, each mention where the text makes plain whom it means."""
    found = index.short(text)
    fitting = [home for home in found if not form.gender or _gender(home) in (None, form.gender)]
    if len(fitting) > 1 and form.gender:
        sure = [home for home in fitting if _gender(home) == form.gender]
        fitting = sure if len(sure) == 1 else fitting
    if len(fitting) > 1:
        titled = [home for home in fitting if use.titles & home.titles]
        fitting = titled if len(titled) == 1 else fitting
    if len(fitting) <= 1 or len(fitting) > _NAMESAKES:
        homes.settle(form, use, fitting[0] if len(fitting) == 1 else None)
        return
    first, second, *_ = sorted(fitting, key=lambda home: home.since)
    start, end = bisect_left(use.places, first.since), bisect_left(use.places, second.since)
    if end - start >= _PLAIN or end == len(use.places):
        homes.settle(form, use, first)
        return
    # Before the text brings in a namesake a surname means the one it knows.
    homes.settle(form, use, None)
    for place in use.places[start:end]:
        homes.of_place[place] = first


def _gender(home: Cluster) -> str | None:
    """The gender of a person by name and titles."""
    return gender(max((form.text for form in home.forms), key=len), home.titles)
