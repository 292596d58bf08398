"""Which parts of a document match the words of a query."""

from collections.abc import Sequence
from itertools import pairwise

from reader.model import Span
from reader.search.index import Group
from reader.search.query import Word
from reader.search.vocabulary import Vocabulary
from reader.search.words import WORD, folded

_NEARLY = 0.93  # of the best value of a query's word: what is less is not shown
_MOST = 32  # occurrences of one word that are weighed against each other
_TURNED = 3.0  # what standing the other way round costs, in words between
_FAR = 40.0  # words from which on distance does not matter


def spans(text: str, typed: Sequence[Word], groups: Sequence[Group], vocabulary: Vocabulary) -> tuple[Span, ...]:
    """Find what matches: for each word of the query its best occurrence, of several the one nearest the others.

    Args:
        text: The document's text.
        typed: The words of the query.
        groups: What they may mean.
        vocabulary: The words of the index.

    Returns:
        Spans in text order: of a completed word the part that was typed.
    """
    found = [(match.span(), vocabulary.number(folded(match[0]))) for match in WORD.finditer(text)]
    columns = [_occurrences([number for _, number in found], group) for group in groups]
    chosen = _chosen([places for places in columns if places])
    marked: set[Span] = set()
    at = iter(chosen)
    for word, places in zip(typed, columns, strict=True):
        if places:
            place = next(at)
            for number in range(place, place + places[place]):
                marked.add(_typed_part(text, Span(*found[number][0]), word))
    return tuple(sorted(marked))


def _occurrences(numbers: Sequence[int], group: Group) -> dict[int, int]:
    """Where the best matches of a query's word begin, and over how many words they go."""
    worth = dict(zip(group.ids.tolist(), group.values.tolist(), strict=True))
    pairs = {(pair.first, pair.second): pair.value for pair in group.pairs}
    values: dict[int, tuple[float, int]] = {}
    for place, number in enumerate(numbers):
        if number in worth:
            values[place] = worth[number], 1
        value = pairs.get((number, numbers[place + 1]), 0.0) if pairs and place + 1 < len(numbers) else 0.0
        if value > values.get(place, (0.0, 1))[0]:
            values[place] = value, 2
    best = max((value for value, _ in values.values()), default=0.0)
    near = [(place, length) for place, (value, length) in values.items() if value >= _NEARLY * best]
    return dict(near[:_MOST])


def _chosen(columns: Sequence[dict[int, int]]) -> list[int]:
    """One place for each word of the query, so that they are as near each other and as much in order as can be."""
    if not columns:
        return []
    costs = dict.fromkeys(columns[0], 0.0)
    steps: list[dict[int, int]] = []
    for before, after in pairwise(columns):
        nearest = {place: min((costs[other] + _apart(other, place), other) for other in before) for place in after}
        costs = {place: cost for place, (cost, _) in nearest.items()}
        steps.append({place: other for place, (_, other) in nearest.items()})
    places = [min(costs, key=costs.__getitem__)]
    for step in reversed(steps):
        places.append(step[places[-1]])
    return places[::-1]


def _apart(one: int, other: int) -> float:
    """How badly one place goes before another."""
    if other > one:
        return min(other - one - 1.0, _FAR)
    return min(one - other + _TURNED, _FAR) if other < one else _TURNED


def _typed_part(text: str, span: Span, word: Word) -> Span:
    """The part of a word that was typed, where it was only begun; else all of it."""
    whole = folded(span.of(text))
    forms = [form for form in word.forms if whole.startswith(form) and whole != form]
    if not forms:
        return span
    longest = max(forms, key=len)
    for end in range(span.start + len(longest), span.end):
        if folded(text[span.start : end]) == longest:
            return Span(span.start, end)
    return span
