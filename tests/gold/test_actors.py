"""The actors found in the gold texts: floors, not targets. Raise them when the engine gets better, never lower them."""

import pytest

from reader.analysis import analyze

from .marks import Part, article, from_analysis, load, score, total

FLOORS: dict[Part, dict[str, float]] = {
    "seeds": {"exact": 0.995, "typed": 0.99, "links": 0.99, "metonyms": 0.95},
    "look": {"exact": 0.99, "typed": 0.985, "links": 0.98, "metonyms": 0.95},
    "score": {"exact": 0.935, "typed": 0.89, "links": 0.88, "metonyms": 0.80},
}


@pytest.mark.parametrize("part", FLOORS)
def test_actors_are_found(part: Part) -> None:
    result = total(score(gold, from_analysis(analyze(article(gold.text, gold.name)))) for gold in load([part]))
    found = {name: getattr(result, name).f1 for name in FLOORS[part]}
    assert all(found[name] >= floor for name, floor in FLOORS[part].items()), (found, FLOORS[part])
