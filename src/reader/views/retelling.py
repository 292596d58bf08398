"""Paragraphs of two articles that tell the same in other words: about the same actors, with the same rare words."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from reader.search.words import words as name_words
from reader.views.names import agree
from reader.views.sides import Side
from reader.views.wording import small_words

_STEM = 6  # letters by which forms of a word are known
_COMMON = 12  # paragraphs of one article that have a term, above which it leads nowhere
_LEAST = 4  # terms in common, …
_WORDS = 2  # … of which so many are no actors
_ACTOR = "@"  # what a term begins with that stands for an actor
_LIKE = 0.15  # cosine


class Retold(NamedTuple):
    """A paragraph of each article, by its number."""

    one: int
    other: int
    likeness: float
    """Cosine of what the two hold, 0 to 1."""
    actors: tuple[str, ...]
    """Those that both name, as the first article calls them."""


def retold(one: Side, other: Side, but: Collection[int], nor: Collection[int]) -> Iterator[Retold]:
    """Find paragraphs that tell the same in other words.

    A paragraph is the row of its rare words and actors, weighed by how few paragraphs have them (tf-idf, Salton and
    Buckley, 1988). The likeliest pairs are taken first.

    Args:
        one: An article.
        other: Another.
        but: Paragraphs of the first that are not asked about.
        nor: Paragraphs of the other that are not.

    Yields:
        The pairs.
    """
    mine_asked, theirs_asked = set(one.telling.difference(but)), set(other.telling.difference(nor))
    same = _same_actors(one, other)
    mine, theirs = _terms(one, range(len(one.actors))), _terms(other, same)
    often = Counter(term for held in (*mine, *theirs) for term in held)
    total = len(mine) + len(theirs)
    weight = {term: math.log(total / count) for term, count in often.items()}
    lengths = [[math.sqrt(sum(weight[term] ** 2 for term in held)) or 1.0 for held in side] for side in (mine, theirs)]
    places: dict[str, list[int]] = {}
    for number, held in enumerate(theirs):
        for term in held if number in theirs_asked else ():
            places.setdefault(term, []).append(number)
    found: list[tuple[float, int, int]] = []
    for number in sorted(mine_asked):
        products: dict[int, float] = {}
        for term in mine[number]:
            opposites = places.get(term, ())
            for opposite in opposites if len(opposites) <= _COMMON else ():
                products[opposite] = products.get(opposite, 0.0) + weight[term] ** 2
        for opposite, product in products.items():
            likeness = product / (lengths[0][number] * lengths[1][opposite])
            if likeness >= _LIKE and _enough(mine[number] & theirs[opposite]):
                found.append((-likeness, number, opposite))
    for likeness, number, opposite in sorted(found):
        if number in mine_asked and opposite in theirs_asked:
            mine_asked.remove(number)
            theirs_asked.remove(opposite)
            both = sorted(int(term[1:]) for term in mine[number] & theirs[opposite] if term[0] == _ACTOR)
            yield Retold(number, opposite, -likeness, tuple(one.actors[actor] for actor in both))


def _enough(both: Collection[str]) -> bool:
    """Whether two paragraphs have an actor in common, and words too."""
    actors = sum(term[0] == _ACTOR for term in both)
    return actors > 0 and len(both) - actors >= _WORDS and len(both) >= _LEAST


def _terms(side: Side, actors: Sequence[int]) -> list[frozenset[str]]:
    """What each paragraph holds: the beginnings of words that say something, and actors.

    Args:
        side: The article.
        actors: The number of each of its actors among those of both; -1 for one that only it has.
    """
    small = small_words()
    within = side.extract.wording.within
    named = {word for naming in side.namings for word in within(naming.span)}
    held = [
        {side.words[word][:_STEM] for word in words if word not in named and side.words[word] not in small}
        for words in side.paragraphs
    ]
    for naming in side.namings:
        inside = within(naming.span)
        if inside and inside.start < len(side.words) and actors[naming.actor] >= 0:
            held[side.paragraph_of(inside.start)].add(f"{_ACTOR}{actors[naming.actor]}")
    return [frozenset(terms) for terms in held]


def _same_actors(one: Side, other: Side) -> list[int]:
    """For each actor of the other article, the one of the first that is called so; -1 for none."""
    known: dict[str, list[int]] = {}
    for number, name in enumerate(one.actors):
        known.setdefault(_last(name), []).append(number)
    found = []
    for name in other.actors:
        alike = (number for number in known.get(_last(name), ()) if agree(one.actors[number], name))
        found.append(next(alike, -1))
    return found


def _last(name: str) -> str:
    """The last word of a name."""
    return ([*name_words(name)] or [""])[-1]
