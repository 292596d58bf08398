"""Which actors of different articles are one; precision first: a wrong figure is worse than two halves of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from reader.model import ActorKind
from reader.views.digests import Digest
from reader.views.persons import Member, link_persons, plain


class Identity(NamedTuple):
    """An actor over all articles."""

    id: str
    """Its name in small letters; with a number where others are called the same and mentioned more."""
    name: str
    """The name that most articles use."""
    kind: ActorKind
    aliases: tuple[str, ...]
    """Other names and forms, in order of appearance."""
    members: tuple[Member, ...]
    """The actors of articles that it is, each with the article's index; in order."""

    @property
    def mentions(self) -> int:
        """How often all articles mention it."""
        return sum(len(named.mentions) for _, named in self.members)


class Gathering(NamedTuple):
    """The digests of a library, and who is who in them."""

    digests: tuple[Digest, ...]
    identities: tuple[Identity, ...]
    """Those mentioned most first."""
    indices: tuple[Mapping[str, int], ...]
    """For each article the identity that each id of an actor stands for, as an index."""

    def who(self, article: int, id: str | None) -> Identity | None:  # noqa: A002
        """The identity of an actor of an article.

        Args:
            article: The article's index.
            id: The actor's id in the article.

        Returns:
            The identity, or None for no id or one that no actor has.
        """
        index = self.indices[article].get(id) if id is not None else None
        return self.identities[index] if index is not None else None


def gather(digests: Iterable[Digest]) -> Gathering:
    """Find out which actors of different articles are one.

    Args:
        digests: The articles, in any order.

    Returns:
        The articles by date (those without one last, in the order given) and their actors.
    """
    ordered = tuple(sorted(digests, key=lambda digest: digest.published or "~"))
    groups = [sorted(members, key=lambda member: member[0]) for members in _linked(ordered)]
    identities = _numbered(sorted(groups, key=lambda members: (-_mentions(members), members[0][0], members[0][1].id)))
    indices: list[dict[str, int]] = [{} for _ in ordered]
    for index, identity in enumerate(identities):
        for article, named in identity.members:
            indices[article][named.id] = index
    return Gathering(ordered, tuple(identities), tuple(indices))


def _linked(digests: Sequence[Digest]) -> Iterator[list[Member]]:
    """The actors of articles, those together that are one."""
    others: dict[tuple[ActorKind, str], list[Member]] = {}
    for article, digest in enumerate(digests):
        for actor in digest.actors:
            if actor.kind != "person":
                others.setdefault((actor.kind, plain(actor.name)), []).append((article, actor))
    yield from others.values()
    yield from link_persons(digests)


def _numbered(groups: Iterable[list[Member]]) -> list[Identity]:
    """Groups as identities, those of one name told apart by numbers."""
    seen: Counter[str] = Counter()
    found = []
    for members in groups:
        name = _name(members)
        key = plain(name)
        seen[key] += 1
        forms = dict.fromkeys(form for _, named in members for form in (named.name, *named.aliases))
        aliases = tuple(form for form in forms if form != name)
        identity = key if seen[key] == 1 else f"{key}-{seen[key]}"
        found.append(Identity(identity, name, members[0][1].kind, aliases, tuple(members)))
    return found


def _name(members: Sequence[Member]) -> str:
    """The name that most articles use; of those used alike the longest."""
    used = Counter(named.name for _, named in members)
    return max(used, key=lambda name: (used[name], len(name), name))


def _mentions(members: Iterable[Member]) -> int:
    """How often actors are mentioned together."""
    return sum(len(named.mentions) for _, named in members)
