"""Packed analyses are the same values."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Actor, Analysis, Mention, Quote, Span
from reader.packed import pack

OFFSETS = st.integers(0, 2**31)
SPANS = st.builds(Span, OFFSETS, OFFSETS)
MENTIONS = st.lists(st.builds(Mention, OFFSETS, OFFSETS, st.booleans(), st.booleans()), max_size=5).map(tuple)
QUOTES = st.builds(
    Quote,
    OFFSETS,
    OFFSETS,
    st.sampled_from(["direct", "mixed", "indirect"]),
    st.booleans(),
    st.none() | SPANS,
    st.none() | SPANS,
    st.none() | st.sampled_from(["a", "b"]),
    st.sampled_from(["", "said"]),
    st.sampled_from(["sure", "guess"]),
    st.integers(0, 10_000),
    st.lists(SPANS, max_size=3).map(tuple),
)
ACTORS = st.builds(Actor, st.just("a"), st.text(max_size=5), st.just("person"), st.just(("x",)), MENTIONS)
ANALYSES = st.builds(
    Analysis, st.lists(ACTORS, max_size=3).map(tuple), st.lists(QUOTES, max_size=5).map(tuple), MENTIONS
)


@given(ANALYSES)
def test_packing_changes_nothing(analysis: Analysis) -> None:
    packed = pickle.loads(pickle.dumps(pack(analysis)))
    assert tuple(packed.quotes) == analysis.quotes
    assert tuple(packed.roles) == analysis.roles
    for before, after in zip(analysis.actors, packed.actors, strict=True):
        assert after[:4] == before[:4]
        assert tuple(after.mentions) == before.mentions
    assert packed == pack(analysis)
    assert hash(packed) == hash(pack(analysis))


def test_packed_sequences_are_sequences() -> None:
    quotes = tuple(Quote(n, n + 1, "direct", antecedents=(Span(n, n),) * (n % 3)) for n in range(7))
    packed = pack(Analysis((), quotes)).quotes
    assert packed[-1] == quotes[-1]
    assert list(packed[2:5]) == list(quotes[2:5])
    with pytest.raises(IndexError):
        packed[7]


def test_ten_thousand_mentions_take_little() -> None:
    mentions = tuple(Mention(n, n + 5) for n in range(10_000))
    analysis = Analysis((Actor("a", "A", "person", (), mentions),), ())
    assert len(pickle.dumps(pack(analysis))) < 125_000
