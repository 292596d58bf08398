"""A word or an actor wherever it stands: counted by hand."""

import math
import pickle
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import analysis, articles
from reader.model import Analysis, Article
from reader.views.concordance import CONTEXT, Concordance, Line, Sorting, log_likelihood, merge, read, wanted

SEEDS = Path(__file__).resolve().parents[3] / "seeds"

FIRST = """---
title: Opening hours
date: 2024-05-02
---

The old gate of the city is shut. Nobody opens the Gate, and the gate’s keeper sleeps.

Gates are dear. A gat is no gate at all.
"""
SECOND = """---
title: Again
date: 2024-05-01
---

They shut the gate of the city again.
"""


def given_article(text: str, path: str) -> tuple[Article, Analysis]:
    article = articles.read(text.encode(), path)
    return article, analysis.analyze(article)


def both() -> list[tuple[Article, Analysis]]:
    return [given_article(FIRST, "1.md"), given_article(SECOND, "2.md")]


def seeds() -> list[tuple[Article, Analysis]]:
    loaded = [articles.load(path) for path in sorted(SEEDS.glob("*.txt"))]
    return [(article, analysis.analyze(article)) for article in loaded]


def found(
    read_: Iterable[tuple[Article, Analysis]],
    word: str,
    sorting: Sorting = "article",
    fuzzy: bool = False,
    actor: bool = False,
    window: int = 5,
) -> Concordance:
    asked = wanted(word, fuzzy, actor, window)
    return merge([read(article, analysed, asked) for article, analysed in read_], sorting)


def shown(line: Line, texts: dict[str, str]) -> tuple[str, str, str]:
    text = texts[line.path]
    return line.left.of(text), text[line.start : line.end], line.right.of(text)


def test_a_word_without_case_and_possessive() -> None:
    pairs = both()
    texts = {article.path: article.text for article, _ in pairs}
    concordance = found(pairs, "GATE")
    assert [line.path for line in concordance.lines] == ["1.md"] * 4 + ["2.md"]
    assert concordance.forms == (("gate", 5),)
    assert (concordance.articles, concordance.read) == (2, 2)
    left, word, right = shown(concordance.lines[0], texts)
    assert (left, word) == ("The old ", "gate")
    assert right.startswith(" of the city is shut. Nobody")
    assert shown(concordance.lines[3], texts) == ("Gates are dear. A gat is no ", "gate", " at all")


def test_context_stays_in_the_paragraph() -> None:
    line = found(both(), "gate").lines[3]
    assert line.before == ("no", "is", "gat", "a", "dear", "are", "gates")
    assert line.after == ("at", "all")
    long = given_article("Title\n\n" + " ".join(f"w{number}" for number in range(60)), "3.txt")
    middle = found([long], "w30").lines[0]
    assert len(middle.before) == len(middle.after) == CONTEXT
    assert middle.before[0] == "w29"


def test_a_phrase_a_beginning_and_nearly() -> None:
    assert len(found(both(), "gate of the city").lines) == 2
    assert len(found(both(), "gat*").lines) == 7
    assert dict(found(both(), "gate", fuzzy=True).forms) == {"gate": 5, "Gates": 1, "gat": 1}
    assert found(both(), "gat", fuzzy=True).forms == (("gat", 1),)
    assert found(both(), "the old city").lines == ()


def test_sorting() -> None:
    pairs = both()
    by_date = found(pairs, "gate", "date")
    assert [line.path for line in by_date.lines] == ["2.md"] + ["1.md"] * 4
    left = [line.before[0] for line in found(pairs, "gate", "left").lines]
    assert left == sorted(left)
    right = [line.after[:1] for line in found(pairs, "gate", "right").lines]
    assert right == sorted(right)


def test_company_by_hand() -> None:
    text = "Title\n\nred wine red wine red wine. green tea. green tea. green tea. green tea. green tea.\n"
    concordance = found([given_article(text, "1.txt")], "red", window=1)
    (wine,) = concordance.collocates
    assert (wine.word, wine.left, wine.right, wine.near, wine.total) == ("wine", 0, 3, 3, 3)
    # 14 words but red: the title, three of wine, ten of tea; 3 of them near.
    assert wine.expected == pytest.approx(3 * 3 / 14)
    assert wine.score == pytest.approx(2 * (3 * math.log(14 / 3) + 11 * math.log(14 / 11)))


def test_log_likelihood_as_published() -> None:
    """Dunning 1993, table 2: "the swiss", 110 times, 2,442 times after another, 111 and 29,114 words."""
    assert log_likelihood(110, 2552, 221, 31777) == pytest.approx(270.72, abs=0.01)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 500))
def test_log_likelihood_is_a_number(near: int, more: int, others: int, rest: int) -> None:
    score = log_likelihood(near, near + more, near + others, near + more + others + rest)
    assert score >= 0
    assert math.isfinite(score)


def test_small_words_are_no_company() -> None:
    words = {collocate.word for collocate in found(both(), "gate").collocates}
    assert "city" in words
    assert not words & {"the", "of", "is", "and", "gate"}


def test_the_seeds_by_hand() -> None:
    """As `grep -ow Netanyahu seeds/*` counts them."""
    pairs = seeds()
    concordance = found(pairs, "Netanyahu")
    counted = sum(len(re.findall(r"\bNetanyahu\b", article.text)) for article, _ in pairs)
    assert len(concordance.lines) == counted == 57
    assert concordance.articles == 5
    assert len(found(pairs, "netanyaho", fuzzy=True).lines) == 57
    assert len(found(pairs, "Philadelphi Corridor").lines) == 3
    words = {collocate.word: collocate for collocate in concordance.collocates}
    assert words["benjamin"].left == len(re.findall("Benjamin Netanyahu", " ".join(a.text for a, _ in pairs)))


def test_an_actor_under_every_name() -> None:
    pairs = seeds()
    concordance = found(pairs, "netanyahu", actor=True)
    mentions = sum(
        len(actor.mentions) for _, analysed in pairs for actor in analysed.actors if actor.name.endswith("Netanyahu")
    )
    assert len(concordance.lines) == mentions
    forms = dict(concordance.forms)
    assert {"Netanyahu", "Benjamin Netanyahu", "Bibi"} <= set(forms)
    assert sum(forms.values()) == mentions


def test_spans_hold_what_was_found() -> None:
    pairs = seeds()
    texts = {article.path: article.text for article, _ in pairs}
    for line in found(pairs, "hamas").lines:
        text = texts[line.path]
        assert text[line.start : line.end].casefold() == "hamas"
        assert line.left.end == line.start
        assert line.right.start == line.end
        assert "\n" not in line.left.of(text) + line.right.of(text)


def test_nothing() -> None:
    assert wanted(" …* ").words == ()
    concordance = found(both(), "zebra")
    assert concordance == Concordance((), (), (), 0, 2)
    assert merge([]) == Concordance((), (), (), 0, 0)


def test_values_travel() -> None:
    reading = read(*both()[0], wanted("gate", fuzzy=True))
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert read(*both()[0], wanted("zebra")).text == ""


def test_overlapping_places_are_counted_once() -> None:
    concordance = found([given_article("Title\n\nbye bye bye bye bye love\n", "1.txt")], "bye bye", window=1)
    assert len(concordance.lines) == 2
