"""Finding in one article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.within import LIMIT, find


def found(text: str, query: str) -> list[str]:
    return [span.of(text) for span in find(text, query).spans]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Iran, iran, IRAN", "iran", ["Iran", "iran", "IRAN"]),
        ("Iran, iran, IRAN", "Iran", ["Iran"]),
        ("the café’s naïveté", "cafe's naivete", ["café’s naïveté"]),
        ("cafe\u0301 society", "café", ["cafe\u0301"]),
        ("cease\nfire", "cease fire", ["cease\nfire"]),
        ("a “very direct” call", 'very direct"', ["very direct”"]),
        ("Straße", "strasse", ["Straße"]),
        ("wait … what", "... what", ["… what"]),
        ("1,2 (3)", "(3", ["(3"]),
        ("abc", "  ", []),
        ("abc", "", []),
    ],
)
def test_find(text: str, query: str, expected: list[str]) -> None:
    assert found(text, query) == expected


def test_hits_stop_at_a_limit_and_say_so() -> None:
    hits = find("a" * (LIMIT + 5), "a")
    assert len(hits.spans) == LIMIT
    assert hits.cut


@given(st.text(alphabet="abé’ -\n\u0301ßİ…", max_size=80), st.integers(0, 79), st.integers(1, 10))
def test_what_stands_in_the_text_is_found(text: str, start: int, size: int) -> None:
    query = text[start : start + size].lower()
    spans = find(text, query).spans
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert list(spans) == sorted(spans)
    assert spans or not query.strip(" \n\u0301")
