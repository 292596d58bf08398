"""Which keys there are and which are in force: the keymap that is chosen, with the user's own keys over it.

``keymaps/default.toml`` lists every key with what it does, by place. Another keymap says what differs from that.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader import locations
from reader.config.keynames import parse, readable
from reader.config.kinds import nearest

CHORDS = "After g"
"""The place whose keys follow another one."""
START = "chord.start"
"""The id of the key that they follow."""


class Listed(NamedTuple):
    """What can be done with keys."""

    id: str
    keys: tuple[str, ...]
    """As Textual calls them; none where no key does it."""
    does: str
    """In a sentence."""


class Place(NamedTuple):
    """Where the same keys work."""

    name: str
    keys: tuple[Listed, ...]


class Keymap(NamedTuple):
    """The keys in force."""

    places: tuple[Place, ...]
    changed: Mapping[str, tuple[str, ...]]
    """The keys of each id that differ from the default keymap."""
    faults: tuple[str, ...]
    """What is wrong with the user's own keys, a line each."""


class _Catalog(NamedTuple):
    """All that there is."""

    places: tuple[Place, ...]
    together: tuple[tuple[str, ...], ...]
    """Places whose keys must differ, since they work at the same time."""


@functools.cache
def keymap(name: str, own: tuple[tuple[str, str], ...] = ()) -> Keymap:
    """Put a keymap and the user's own keys over the default ones.

    Args:
        name: Of the keymap.
        own: Keys by id, as the user writes them.

    Returns:
        The keys in force. Where two ids want a key in one place, the user's own holds, then the keymap's.
    """
    catalog = _catalog()
    wanted = {listed.id: listed.keys for place in catalog.places for listed in place.keys}
    default, ranks = dict(wanted), dict.fromkeys(wanted, 0)
    faults: list[str] = []
    tables = () if name == "default" else (tuple(_read(name).items()),)
    for rank, table in enumerate((*tables, own), 1):
        for identity, words in table:
            try:
                if identity not in wanted:
                    raise ValueError(f"nothing is called so{nearest(identity, wanted)}")
                wanted[identity], ranks[identity] = parse(str(words)), rank
            except ValueError as fault:
                faults.append(f"{identity}: {fault}")
    lost = _conflicts(catalog, wanted, ranks)
    for (identity, key), winner in lost.items():
        wanted[identity] = tuple(held for held in wanted[identity] if held != key)
        faults.append(f"{winner} and {identity} both want {readable(key)}; {winner} has it")
    changed = {identity: keys for identity, keys in wanted.items() if keys != default[identity]}
    places = (
        Place(place.name, tuple(listed._replace(keys=wanted[listed.id]) for listed in place.keys))
        for place in catalog.places
    )
    return Keymap(tuple(places), changed, tuple(faults))


def shown(place: Place, listed: Listed, start: Sequence[str]) -> list[str]:
    """The keys of something, as people read them.

    Args:
        place: Where it is done.
        listed: What is done.
        start: The keys that begin a chord.
    """
    lead = readable(start[0]) if place.name == CHORDS and start else ""
    return [lead + readable(key) for key in listed.keys]


def _conflicts(
    catalog: _Catalog, wanted: Mapping[str, tuple[str, ...]], ranks: Mapping[str, int]
) -> dict[tuple[str, str], str]:
    """The keys that ids have to do without, each with the id that has it instead."""
    places = {place.name: [listed.id for listed in place.keys] for place in catalog.places}
    lost: dict[tuple[str, str], str] = {}
    for group in (*((name,) for name in places), *catalog.together):
        holders: dict[str, str] = {}
        for identity in sorted(_ids(places, group), key=lambda identity: -ranks[identity]):
            for key in wanted[identity]:
                winner = holders.setdefault(key, identity)
                if winner != identity:
                    lost.setdefault((identity, key), winner)
    return lost


def _ids(places: Mapping[str, Sequence[str]], group: Iterable[str]) -> list[str]:
    return [identity for name in group for identity in places[name]]


@functools.cache
def _catalog() -> _Catalog:
    """The default keymap."""
    table = _read("default")
    together = tuple(map(tuple, table.pop("together")))
    places = (
        Place(name, tuple(Listed(identity, parse(keys), does) for identity, (keys, does) in held.items()))
        for name, held in table.items()
    )
    return _Catalog(tuple(places), together)


def _read(name: str) -> dict[str, Mapping[str, tuple[str, str]]]:
    """The file of a keymap."""
    import tomllib

    with open(f"{locations.keymaps()}/{name}.toml", "rb") as file:
        return tomllib.load(file)
