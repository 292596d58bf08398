"""The actors of one article while they are being corrected."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reader.corrections.values import key
from reader.model import Actor, ActorKind, Mention, Quote, Span
from reader.text import fold

_NO_SLUG = re.compile(r"[^a-z0-9]+")
_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "organization": "organization",
    "place": "place",
    "group": "group",
}


class Places:
    """Some spans of a text, to ask what lies in them."""

    def __init__(self, spans: Iterable[Span | Mention]) -> None:
        """Sort spans.

        Args:
            spans: Without overlap, or nearly.
        """
        self._spans = sorted((span.start, span.end) for span in spans)

    def touch(self, span: Span) -> bool:
        """Whether one of them has a code point in common with a span."""
        at = bisect_right(self._spans, (span.end - 1, span.end))
        return any(end > span.start and start < span.end for start, end in self._spans[max(0, at - 2) : at + 1])


class Cast:
    """Actors by id, and descriptions that belong to none."""

    def __init__(self, text: str, actors: Iterable[Actor], roles: Iterable[Mention]) -> None:
        """Begin with what was found.

        Args:
            text: The article's text.
            actors: Its actors.
            roles: Descriptions that belong to none of them.
        """
        self._text = text
        self._actors = {actor.id: actor for actor in actors}
        self._roles = list(roles)

    def actors(self) -> tuple[Actor, ...]:
        """The actors in order of first appearance."""
        return tuple(sorted(self._actors.values(), key=lambda actor: actor.mentions[0]))

    def roles(self) -> tuple[Mention, ...]:
        """The descriptions that belong to none, in text order."""
        return tuple(sorted(self._roles))

    def called(self, name: str, kind: ActorKind) -> Actor | None:
        """The actor of a kind whose own name is this, None where there is none."""
        wanted = key(name)
        return next((a for a in self._actors.values() if a.kind == kind and key(a.name) == wanted), None)

    def named(self, name: str, loosely: bool = False) -> Actor | None:
        """The actor that goes by a name: the one whose own it is, else one that has it as an alias.

        A single word that is only a part of somebody's full name, such as a family name, does not count as an alias
        unless that is asked for: in another article it may be anybody's.

        Args:
            name: The name.
            loosely: Let parts of full names count.

        Returns:
            The actor, None where nobody goes by it.
        """
        wanted = key(name)
        aliased = None
        for actor in self._actors.values():
            if key(actor.name) == wanted:
                return actor
            if aliased is None and any(key(alias) == wanted for alias in actor.aliases):
                part = actor.kind == "person" and " " not in wanted and wanted in key(actor.name).split()
                aliased = actor if loosely or not part else None
        return aliased

    def rename(self, actor: Actor, name: str) -> bool:
        """Give an actor another name; the old one stays as an alias."""
        if actor.name == name:
            return False
        self._put(actor._replace(name=name, aliases=_aliases(name, actor.name, *actor.aliases)))
        return True

    def set_kind(self, actor: Actor, kind: str) -> bool:
        """Make an actor one of another kind."""
        if actor.kind == kind or kind not in _KINDS:
            return False
        self._put(actor._replace(kind=_KINDS[kind]))
        return True

    def unite(self, actor: Actor, other: Actor) -> None:
        """Make an actor one with another, who keeps name, kind and id."""
        del self._actors[actor.id]
        names = _aliases(other.name, *other.aliases, actor.name, *actor.aliases)
        self._put(other._replace(aliases=names, mentions=tuple(sorted({*other.mentions, *actor.mentions}))))

    def split(self, actor: Actor, alias: str) -> Actor | None:
        """Make the places where an actor goes by one form an actor of its own.

        Args:
            actor: The actor.
            alias: The form.

        Returns:
            The new actor, None where there is nothing to split off, or would be nothing left.
        """
        own, others = self._parted(actor, alias)
        left = self._left(actor, alias)
        if not own or not others or not left:
            return None
        self._put(actor._replace(name=left[0], aliases=left[1:], mentions=others))
        new = Actor(self._identity(alias), alias, actor.kind, (), own)
        self._put(new)
        return new

    def without(self, actor: Actor, name: str) -> Places | None:
        """Take away an actor, or only the places with a name that is not its own.

        Args:
            actor: The actor.
            name: The name that names nobody.

        Returns:
            The places that were taken from it; None where all of it is gone.
        """
        own, others = self._parted(actor, name)
        left = self._left(actor, name)
        if key(actor.name) == key(name) or not left or all(mention.role for mention in others):
            del self._actors[actor.id]
            self._roles += [mention for mention in actor.mentions if mention.role]
            return None
        self._put(actor._replace(name=left[0], aliases=left[1:], mentions=others))
        return Places(own)

    def add(self, name: str, otherwise: Span) -> Actor:
        """Make an actor that was not found: wherever the text has the name and no other actor.

        Args:
            name: The name.
            otherwise: Where it is mentioned by role if the text has the name nowhere.

        Returns:
            The actor, a person.
        """
        taken = Places(mention for actor in self._actors.values() for mention in actor.mentions if not mention.role)
        folded = fold(self._text, keep_case=True)
        wanted = re.escape(fold(name, keep_case=True).text)
        found = [
            Span(folded.origin(match.start()), folded.origin(match.end() - 1) + 1)
            for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", folded.text)
        ]
        mentions = tuple(Mention(span.start, span.end) for span in found if not taken.touch(span))
        new = Actor(self._identity(name), name, "person", (), mentions or (Mention(*otherwise, role=True),))
        self._put(new)
        return new

    def may_mean(self, source: Span, actor: Actor) -> bool:
        """Whether a source can be this actor: it names nobody else."""
        return not any(
            Places(mention for mention in other.mentions if not mention.role).touch(source)
            for other in self._actors.values()
            if other.id != actor.id
        )

    def _put(self, actor: Actor) -> None:
        self._actors[actor.id] = actor

    def _parted(self, actor: Actor, form: str) -> tuple[Sequence[Mention], Sequence[Mention]]:
        """An actor's mentions by one form, and the others."""
        wanted = key(form)
        own: list[Mention] = []
        others: list[Mention] = []
        for mention in actor.mentions:
            (own if key(self._text[mention.start : mention.end]) == wanted else others).append(mention)
        return tuple(own), tuple(others)

    def _left(self, actor: Actor, form: str) -> tuple[str, ...]:
        """An actor's names but for one, the one it would be called by first."""
        wanted = key(form)
        left = [name for name in (actor.name, *actor.aliases) if key(name) != wanted]
        if left and key(actor.name) == wanted:
            left.sort(key=lambda name: (-len(name.split()), -len(name)))
        return tuple(left)

    def _identity(self, name: str) -> str:
        """An id from a name that no actor has."""
        plain = key(name).encode("ascii", "ignore").decode().replace("'", "").replace(".", "")
        slug = _NO_SLUG.sub("-", plain).strip("-") or "actor"
        identity, number = slug, 1
        while identity in self._actors:
            number += 1
            identity = f"{slug}-{number}"
        return identity


def name_of(quote: Quote) -> Span | None:
    """Where the text names the source of a quote, be it through a pronoun."""
    return quote.antecedents[-1] if quote.antecedents else quote.source


def _aliases(name: str, *others: str) -> tuple[str, ...]:
    """Names, each once and without the one that is the actor's own."""
    return tuple(other for other in dict.fromkeys(others) if other != name)
