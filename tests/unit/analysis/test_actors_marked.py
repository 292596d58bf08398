"""Actors in news prose of many kinds, marked by hand: how many are found, and of what kind.

The lines of marked.txt were written for this test, in the manner of wire reports, sports desks and encyclopedias. A
mark is the name, a bar and its kind: p person, o organization, l place, g group. They were used in building the rules,
so the floors only guard against getting worse; how good the rules are on text they have not seen, tests/gold tells.
"""

import re
from pathlib import Path

from reader.analysis.actors import find_actors
from reader.model import Article, Paragraph

_MARKED = Path(__file__).with_name("marked.txt")
_MARK = re.compile(r"\[([^|\]]+)\|(.)\]")
_KINDS = {"p": "person", "o": "organization", "l": "place", "g": "group"}


def _truth() -> tuple[str, set[tuple[int, int, str]]]:
    """The text without its marks, and the marks."""
    marked = _MARKED.read_text(encoding="utf-8")
    text = ""
    marks = set()
    done = 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        marks.add((len(text), len(text) + len(match[1]), _KINDS[match[2]]))
        text += match[1]
        done = match.end()
    return text + marked[done:], marks


def _f1(found: set[tuple[object, ...]], truth: set[tuple[object, ...]]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(found & truth) / (len(found) + len(truth))


def test_marked_prose() -> None:
    text, truth = _truth()
    spans = tuple(Paragraph(*match.span()) for match in re.finditer(r".+", text))
    result = find_actors(Article("-", text, "", "derived", spans, len(text.split())))
    found = {(m.start, m.end, actor.kind) for actor in result.actors for m in actor.mentions if not m.role}
    wrong = sorted((text[start:end], kind) for start, end, kind in found ^ truth)
    assert _f1({mark[:2] for mark in found}, {mark[:2] for mark in truth}) > 0.97, wrong
    assert _f1({*found}, {*truth}) > 0.95, wrong
