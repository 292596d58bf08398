"""Which persons of different articles are one.

A full name joins the same first name (or its short form) and surname, unless middle initials or a "Jr." tell two
apart; another spelling of a surname only where a role agrees. A bare surname joins the one person it can be, and one of
several only where the role it comes with is that person's ("President Biden").
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reader.analysis.persons import Name, gender, likeness, parts, sketch, title_gender
from reader.text import fold
from reader.views.digests import Digest, Named
from reader.views.wordlists import family

Member = tuple[int, Named]
"""An actor of an article, with the article's index."""

_NO_WORD = re.compile(r"\W+")
_HEIRS = ("Jr", "Sr")  # what tells father and son apart
_PLAIN = 10  # times as many articles that have to call one namesake by a role as call another so
_NAMESAKES = 100  # persons of one name, or of one surname, beyond which they are not told apart
_SPELLINGS = 12  # persons whose surnames sound alike, above which they are not compared


class _Person:
    """A person as known so far."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.names: list[Name] = []
        self.articles: set[int] = set()
        self.roles: Counter[str] = Counter()
        """How many articles call the person by each role."""
        self._borne: dict[str, int] = {}

    def add(self, members: Iterable[Member]) -> None:
        """Take in actors of articles."""
        self._borne.clear()
        for article, named in members:
            self.members.append((article, named))
            self.articles.add(article)
            self.roles.update({plain(role.text) for role in named.roles})
            name = _parts(named.name)
            if name.first and name not in self.names:
                self.names.append(name)

    def bears(self, roles: Iterable[str]) -> int:
        """How often articles call the person by a role: by that of some which they use most."""
        for one in roles:
            if one not in self._borne:
                self._borne[one] = sum(count for role, count in self.roles.items() if agree(role, one))
        return max((self._borne[one] for one in roles), default=0)

    @property
    def gender(self) -> str | None:
        """What names and titles tell."""
        titles = [title for _, named in self.members for title in named.honorifics]
        return gender(self.members[0][1].name, titles)

    def fits(self, name: Name, spelling: bool = False) -> bool:
        """Whether a full name may be the person's; with ``spelling``, whatever the surname."""
        return all(_one(name, other, spelling) for other in self.names)


def link_persons(digests: Sequence[Digest]) -> Iterator[list[Member]]:
    """Put the persons of articles together that are one.

    Args:
        digests: The articles.

    Yields:
        The actors that one person is, with the articles' indices.
    """
    full: dict[str, list[Member]] = {}
    short: list[Member] = []
    for article, digest in enumerate(digests):
        for actor in digest.actors:
            if actor.kind == "person":
                single = not _parts(actor.name).first
                (short if single else full.setdefault(plain(actor.name), [])).append((article, actor))
    persons = _respelled(_of_full(full))
    alone = _settle_short(short, persons)
    yield from (person.members for person in persons)
    yield from alone


def plain(name: str) -> str:
    """A name as ids have it: folded, its words parted by hyphens."""
    folded = fold(name).text.replace("'", "").replace(".", "")
    return _NO_WORD.sub("-", folded).strip("-") or name


def agree(left: str, right: str) -> bool:
    """Whether two roles may be one: the same, or one with more said of it ("Hamas political leader", "Hamas leader").

    Args:
        left: A role as ``plain`` has it.
        right: Another.

    Returns:
        Whether they are; never where what is said more makes another role of it ("vice president").
    """
    one, two = left.split("-"), right.split("-")
    short, long = (one, two) if len(one) <= len(two) else (two, one)
    more = set(long) - set(short)
    return short[-1] == long[-1] and set(short) <= set(long) and not more & family("lesser")


def _parts(name: str) -> Name:
    """A name taken apart, its accents folded."""
    return parts(fold(name, keep_case=True).text)


def _one(left: Name, right: Name, spelling: bool) -> bool:
    """Whether two full names may be one person's."""
    heirs = [suffix if suffix in _HEIRS else "" for suffix in (left.suffix.rstrip("."), right.suffix.rstrip("."))]
    if heirs[0] != heirs[1] or (left.suffix and right.suffix and left.suffix != right.suffix):
        return False
    if not spelling and left.last.lower() != right.last.lower():
        return False
    short, long = sorted((left.initials, right.initials), key=len)
    return likeness(left.first, right.first) == 2 and long[: len(short)] == short


def _of_full(full: dict[str, list[Member]]) -> list[_Person]:
    """The persons who are named in full somewhere; names with more initials first, so that others find them."""
    found: list[_Person] = []
    known: dict[tuple[str, str], list[_Person]] = {}
    for _, members in sorted(full.items(), key=lambda item: (-len(_parts(item[1][0][1].name).initials), item[0])):
        name = _parts(members[0][1].name)
        keys = [(name.last.lower(), first) for first in _firsts(name.first)]
        namesakes = {id(person): person for key in keys for person in known.get(key, ())}
        fitting = [person for person in namesakes.values() if person.fits(name)]
        person = fitting[0] if len(fitting) == 1 else _Person()
        if len(fitting) != 1:
            found.append(person)
        for key in keys:
            others = known.setdefault(key, [])
            if len(others) < _NAMESAKES and person not in others:
                others.append(person)
        person.add(members)
    return found


def _firsts(first: str) -> tuple[str, ...]:
    """The first names that one may stand for, itself among them."""
    from reader.analysis import lexicon

    row = lexicon.table("nicknames").get(first)
    return (first, *row[0].split(";")) if row else (first,)


def _respelled(persons: list[_Person]) -> list[_Person]:
    """The persons, those together whose surnames are spellings of one and of whom articles tell one role."""
    alike: dict[tuple[str, str], list[_Person]] = {}
    for person in persons:
        if line := sketch(person.names[0].last):
            alike.setdefault((line, person.names[0].first[0]), []).append(person)
    gone: set[int] = set()
    for group in alike.values():
        if not 1 < len(group) <= _SPELLINGS:
            continue
        for person in group:
            fitting = [other for other in group if other is not person and _is_spelling(person, other)]
            if len(fitting) == 1 and id(fitting[0]) not in gone and id(person) not in gone:
                fitting[0].add(person.members)
                gone.add(id(person))
    return [person for person in persons if id(person) not in gone]


def _is_spelling(left: _Person, right: _Person) -> bool:
    """Whether two persons differ in the spelling of the surname only, and share a role."""
    if any(one.last.lower() == other.last.lower() for one in left.names for other in right.names):
        return False
    if not all(right.fits(name, spelling=True) for name in left.names):
        return False
    return left.bears(right.roles) > 0


def _settle_short(short: Sequence[Member], persons: Sequence[_Person]) -> list[list[Member]]:
    """Give bare names to whom they stand for.

    Args:
        short: The actors whose names are one word.
        persons: Those who have a full name; what is theirs is added to them.

    Returns:
        The others: together where nobody in any article bears the name as a surname, else each for itself.
    """
    known: dict[str, list[_Person]] = {}
    for person in persons:
        for last in {name.last.lower() for name in person.names}:
            known.setdefault(last, []).append(person)
    settled: list[tuple[_Person, Member]] = []
    alone: list[list[Member]] = []
    strangers: dict[str, list[Member]] = {}
    for member in short:
        namesakes = known.get(_parts(member[1].name).last.lower())
        if namesakes is None:
            strangers.setdefault(plain(member[1].name), []).append(member)
        elif (meant := _meant(member, namesakes)) is not None:
            settled.append((meant, member))
        else:
            alone.append([member])
    for person, member in settled:
        person.add([member])
    for members in strangers.values():
        once = len({article for article, _ in members}) == len(members)
        alone.extend([members] if once else [[member] for member in members])
    return alone


def _meant(member: Member, namesakes: Sequence[_Person]) -> _Person | None:
    """The one person a bare surname stands for.

    An article that has the surname in full and alone, and does not put the two together, tells of two persons.
    """
    article, named = member
    told = title_gender(named.honorifics)
    roles = {plain(role.text) for role in named.roles}
    if len(namesakes) == 1:
        person = namesakes[0]
        contrary = roles and person.roles and not person.bears(roles)
        apart = article in person.articles or (told is not None and person.gender not in (None, told))
        return None if contrary or apart else person
    if not roles or len(namesakes) > _NAMESAKES:
        return None
    best, second = sorted(namesakes, key=lambda person: -person.bears(roles))[:2]
    if not best.bears(roles) or best.bears(roles) < _PLAIN * second.bears(roles) or article in best.articles:
        return None
    return best if told is None or best.gender in (None, told) else None
