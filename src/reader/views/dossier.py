"""All that a library has on one actor: who it is, what it says, what others say of it, who stands beside it."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from reader.model import ActorKind, Span
from reader.text import fold
from reader.views.digests import Said
from reader.views.identities import Gathering, Identity
from reader.views.persons import plain
from reader.views.speakers import Speaker, speaker_of

Order = Literal["date", "article"]
"""By date, or by the titles of the articles."""

BY_ID = "id:"
"""What stands before an id where an actor is asked for by it."""

_LEAST = 80.0  # how like a name has to be, of 100, where none is the same
_CLOSE = 5.0  # how far behind the best one another is still a candidate


class Passage(NamedTuple):
    """A place in an article."""

    path: str
    start: int
    end: int


class Statement(NamedTuple):
    """Something said, with who says it and where."""

    said: Said
    speaker: Speaker
    title: str
    published: str | None


class Given(NamedTuple):
    """A role that articles give the actor."""

    text: str
    """In the spelling used most."""
    passages: tuple[Passage, ...]


class Appearance(NamedTuple):
    """One article that mentions the actor."""

    path: str
    title: str
    published: str | None
    mentions: tuple[Span, ...]
    """In text order; roles that stand for the name ("the president") are mentions too."""
    words: int
    """Quoted words of the actor's in it."""


class Neighbor(NamedTuple):
    """Somebody who is mentioned beside the actor."""

    id: str
    name: str
    kind: ActorKind
    passages: tuple[Passage, ...]
    """The paragraphs that mention both."""


class Dossier(NamedTuple):
    """One actor over all articles; what is listed is listed by date, articles without one last."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    roles: tuple[Given, ...]
    """Those given most often first."""
    first: str | None
    """The date of the earliest article with a date that mentions the actor."""
    last: str | None
    articles: tuple[Appearance, ...]
    said: tuple[Statement, ...]
    """What the actor says: quoted, in part, or reported."""
    about: tuple[Statement, ...]
    """What others say that mentions the actor."""
    beside: tuple[Neighbor, ...]
    """Those beside it in most paragraphs first."""

    @property
    def mentions(self) -> int:
        """How often all articles mention the actor."""
        return sum(len(article.mentions) for article in self.articles)

    @property
    def words(self) -> int:
        """How many quoted words are the actor's."""
        return sum(article.words for article in self.articles)


def find(name: str, gathering: Gathering, kind: ActorKind | None = None) -> tuple[Identity, ...]:
    """Find the actor that somebody means.

    Args:
        name: A name or an alias, some words of one, one misspelled, or ``id:`` and an id.
        gathering: The articles and their actors.
        kind: Only actors of this kind.

    Returns:
        The actor; several where the name fits several alike, none where it fits nobody. A whole name or alias counts
        more than some words of one, and these more than likeness; among equals those mentioned most come first.
    """
    wanted = [identity for identity in gathering.identities if kind in (None, identity.kind)]
    if name.startswith(BY_ID):
        return tuple(identity for identity in wanted if identity.id == name.removeprefix(BY_ID))
    words = plain(name).split("-")
    whole = [identity for identity in wanted if any(form == words for form in _forms(identity))]
    if named := [identity for identity in whole if plain(identity.name).split("-") == words and len(words) > 1]:
        return tuple(named)
    if whole:
        return tuple(whole)
    if max(map(len, words)) > 1 and (
        some := [one for one in wanted if any(set(words) <= set(form) for form in _forms(one))]
    ):
        return tuple(some)
    return _like(name, wanted)


def dossier(gathering: Gathering, identity: Identity) -> Dossier:
    """Gather all that there is on an actor.

    Args:
        gathering: The articles and their actors.
        identity: The actor, one of them.

    Returns:
        The dossier.
    """
    articles = sorted({article for article, _ in identity.members})
    dates = [date for article in articles if (date := gathering.digests[article].published)]
    said, about = _statements(gathering, identity)
    return Dossier(
        identity.id,
        identity.name,
        identity.kind,
        identity.aliases,
        _roles(gathering, identity),
        min(dates, default=None),
        max(dates, default=None),
        tuple(_appearance(gathering, identity, article) for article in articles),
        tuple(said),
        tuple(about),
        _beside(gathering, identity),
    )


def ordered(found: Dossier, by: Order) -> Dossier:
    """Put what is listed in another order.

    Args:
        found: A dossier as `dossier` makes it.
        by: The order.

    Returns:
        The same in that order.
    """
    if by == "date":
        return found

    def place(one: Statement | Appearance) -> str:
        """Where something stands."""
        return fold(one.title).text

    return found._replace(
        articles=tuple(sorted(found.articles, key=place)),
        said=tuple(sorted(found.said, key=place)),
        about=tuple(sorted(found.about, key=place)),
    )


def _forms(identity: Identity) -> list[list[str]]:
    """An actor's name and aliases, as folded words."""
    return [plain(form).split("-") for form in (identity.name, *identity.aliases)]


def _like(name: str, identities: Iterable[Identity]) -> tuple[Identity, ...]:
    """The actors with a name, an alias or a surname most like one that is misspelled."""
    from rapidfuzz import fuzz

    folded = fold(name).text
    scored = [
        (max(fuzz.ratio(folded, fold(form).text) for form in (identity.name, *identity.aliases)), identity)
        for identity in identities
    ]
    best = max((score for score, _ in scored), default=0.0)
    return tuple(identity for score, identity in scored if score >= max(_LEAST, best - _CLOSE))


def _appearance(gathering: Gathering, identity: Identity, article: int) -> Appearance:
    """One article with its mentions."""
    digest = gathering.digests[article]
    mine = [named for other, named in identity.members if other == article]
    ids = {named.id for named in mine}
    mentions = sorted(span for named in mine for span in named.mentions)
    words = sum(said.quoted for said in digest.said if said.speaker in ids)
    return Appearance(digest.path, digest.title, digest.published, tuple(mentions), words)


def _statements(gathering: Gathering, identity: Identity) -> tuple[list[Statement], list[Statement]]:
    """What an actor says, and what others say that mentions it."""
    said: list[Statement] = []
    about: list[Statement] = []
    for article in sorted({article for article, _ in identity.members}):
        digest = gathering.digests[article]
        for one in digest.said:
            mine = gathering.who(article, one.speaker) is identity
            if mine or any(gathering.who(article, actor) is identity for actor in one.about):
                speaker = speaker_of(gathering, article, one)
                (said if mine else about).append(Statement(one, speaker, digest.title, digest.published))
    return said, about


def _roles(gathering: Gathering, identity: Identity) -> tuple[Given, ...]:
    """The roles of an actor, those that differ in case only as one."""
    passages: dict[str, list[Passage]] = {}
    spellings: dict[str, Counter[str]] = {}
    for article, named in identity.members:
        path = gathering.digests[article].path
        for role in named.roles:
            key = plain(role.text)
            passages.setdefault(key, []).append(Passage(path, role.start, role.end))
            spellings.setdefault(key, Counter())[role.text] += 1
    given = [Given(spellings[key].most_common(1)[0][0], tuple(places)) for key, places in passages.items()]
    return tuple(sorted(given, key=lambda role: -len(role.passages)))


def _beside(gathering: Gathering, identity: Identity) -> tuple[Neighbor, ...]:
    """Who is mentioned in the same paragraphs."""
    found: dict[str, tuple[Identity, list[Passage]]] = {}
    for article in sorted({article for article, _ in identity.members}):
        digest = gathering.digests[article]
        paragraphs: dict[str, set[int]] = {}
        for named in digest.actors:
            if (other := gathering.who(article, named.id)) is not None:
                paragraphs.setdefault(other.id, set()).update(named.paragraphs)
                found.setdefault(other.id, (other, []))
        mine = paragraphs.pop(identity.id)
        for key, theirs in paragraphs.items():
            found[key][1].extend(Passage(digest.path, *digest.paragraphs[at]) for at in sorted(mine & theirs))
    beside = [Neighbor(other.id, other.name, other.kind, tuple(at)) for other, at in found.values() if at]
    return tuple(sorted(beside, key=lambda neighbor: -len(neighbor.passages)))
