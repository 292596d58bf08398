"""How sources are used, against a count by hand."""

import pytest
from tests.unit.views.gathered import library, seed, seeds

from reader.views.audit import Audit, Order, Share, audit, ordered
from reader.views.digests import count_words
from reader.views.identities import gather


def words(shares: tuple[Share, ...]) -> dict[str, int]:
    return {share.name: share.words for share in shares if share.passages}


def one(text: str) -> Audit:
    return audit(library(text))


def standings(text: str) -> dict[str, int]:
    return words(one(text).standings)


def stances(found: Audit) -> dict[str, dict[str, int]]:
    return {stance.figure.name: {verb.name: verb.verbs for verb in stance.verbs} for stance in found.stances}


# Counted by hand: quoted words of named, anonymous and written sources, and how many quoted strings.
BY_HAND = [
    (0, 363, 23 + 42 + 43, 21, 23),
    (1, 89, 0, 0, 8),
    (2, 9, 14, 0, 3),
    (3, 32, 66, 8, 12),
    (4, 223, 14, 0, 19),
]


@pytest.mark.parametrize(("number", "named", "anonymous", "written", "quotes"), BY_HAND)
def test_a_seed_as_counted_by_hand(number: int, named: int, anonymous: int, written: int, quotes: int) -> None:
    found = audit(gather([seed(number)]))
    assert [share.words for share in found.standings] == [named, anonymous, written, 0]
    total = named + anonymous + written
    assert (found.speech.words, found.speech.quotes) == (total, quotes)
    assert [share.share for share in found.standings] == [named / total, anonymous / total, written / total, 0]
    assert (found.articles, found.words) == (1, seed(number).words)


def test_all_seeds_are_the_sum() -> None:
    found = audit(seeds())
    assert [share.words for share in found.standings] == [sum(row[at] for row in BY_HAND) for at in (1, 2, 3)] + [0]
    assert found.words == 1307 + 609 + 708 + 916 + 3458
    assert found.speech.share == 947 / 6998


def test_named_speakers_by_kind() -> None:
    """By hand: in 000 organizations are the White House, the Pentagon and the Prime Minister's Office."""
    found = audit(gather([seed(0)]))
    assert words(found.speaker_kinds) == {"person": 363 - 43 - 30 - 48, "organization": 43 + 30 + 48}


def test_direct_and_mixed_as_counted_by_hand() -> None:
    """Whole sentences are direct, what an article weaves into its own is mixed."""
    kinds = {share.name: share for share in audit(gather([seed(0)])).kinds}
    assert (kinds["direct"].words, kinds["direct"].quotes) == (3 + 6 + 22 + 7 + 48 + 15 + 62 + 43, 8)
    assert (kinds["mixed"].words, kinds["mixed"].quotes) == (492 - 206, 15)
    assert sum(share.share for share in kinds.values()) == pytest.approx(1)


def test_verbs_as_counted_by_hand() -> None:
    """002; one that the analysis passes over ("have indicated that") is left out."""
    assert stances(audit(gather([seed(2)]))) == {
        "said": {"add": 1, "note": 1, "report": 1, "respond": 1, "say": 1},
        "according": {"according to": 3},
        "asked": {"ask": 2},
        "claimed": {"suggest": 2},
        "told": {"tell": 2},
        "announced": {"announce": 1},
    }


def test_every_figure_is_the_sum_of_its_passages() -> None:
    found = audit(seeds())
    shares = [*found.standings, *found.speaker_kinds, *(share for _, share in found.speakers)]
    shares += [stance.figure for stance in found.stances] + [verb for stance in found.stances for verb in stance.verbs]
    for share in shares:
        assert share.words == sum(said.quoted for said in share.passages)
        assert share.total == found.speech.words
        assert share.quotes + share.reported == len(share.passages)
    for group in (found.standings, tuple(stance.figure for stance in found.stances), found.kinds):
        assert sorted(said for share in group for said in share.passages) == sorted(found.speech.passages)


def test_the_parts_of_a_quote_share_their_verb() -> None:
    found = one("“We are nearly there,” Jane Doe said. “It is late.”")
    assert (found.speech.quotes, found.speech.verbs, found.speech.words) == (2, 1, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go home,” Jane Doe said.", {"named": 4}),
        ("“We will go home,” a senior official said.", {"anonymous": 4}),
        ("“We will go home,” said one of the witnesses.", {"anonymous": 4}),
        ("“We will go home,” the report said.", {"document": 4}),
        ("“We will go home,” according to a copy of the letter.", {"document": 4}),
        ("“We will go home,” said Mr. Roe.", {"named": 4}),
        ("“We will go home,” it said.", {"unattributed": 4}),
    ],
)
def test_what_a_source_is(text: str, expected: dict[str, int]) -> None:
    assert standings(f"It rained for hours.\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("verb", "stance"),
    [
        ("said", "said"),
        ("claimed", "claimed"),
        ("denied", "denied"),
        ("warned", "warned"),
        ("promised", "promised"),
        ("conceded", "admitted"),
        ("shot back", "denied"),
    ],
)
def test_stances(verb: str, stance: str) -> None:
    found = one(f"“We will go home,” Jane Doe {verb}.")
    assert [figure.figure.name for figure in found.stances] == [stance]


def test_a_quote_that_no_verb_brings_in() -> None:
    found = one("Jane Doe came.\n\nJane Doe: “We will go home now.”\n\n“It is late,” she said.")
    assert {stance.figure.name: stance.figure.words for stance in found.stances} == {"said": 3, "none": 5}
    assert next(stance for stance in found.stances if stance.figure.name == "none").verbs == ()


def test_nothing_to_count() -> None:
    found = audit(gather([]))
    assert (found.articles, found.words, found.speech.words, found.speech.share) == (0, 0, 0, 0.0)
    assert all(share.share == 0 for share in (*found.standings, *found.kinds, *found.speaker_kinds))


@pytest.mark.parametrize(
    ("quote", "count"),
    [
        ("“stop it now.”", 3),
        ("“disappointing…a wrong decision [that] goes”", 6),
        ("“elected president – just as”", 4),
        ("“what we hear—the problem”", 5),
        ("“again. … Hamas”", 2),
        ("“well...no -- yes”", 3),
        ("“1,200 people, 75% of U.S.-backed groups’ cease-fire at 10:30”", 9),
        ("“Don’t”", 1),
        ("“?!”", 0),
        ("", 0),
    ],
)
def test_words_as_a_person_counts_them(quote: str, count: int) -> None:
    assert count_words(quote) == count


def test_orders() -> None:
    found = audit(
        library("“We shall go there now,” Zoe Doe said.", "“No,” Ann Roe claimed. “Yes,” Ann Roe said. She said: “Oh.”")
    )

    def names(by: Order) -> list[str]:
        return [speaker.name for speaker, _ in ordered(found, by).speakers]

    assert names("words") == ["Zoe Doe", "Ann Roe"]
    assert names("passages") == names("name") == ["Ann Roe", "Zoe Doe"]
    assert [stance.figure.name for stance in ordered(found, "name").stances] == ["claimed", "said"]
    assert [stance.figure.name for stance in ordered(found, "passages").stances] == ["said", "claimed"]
    assert ordered(found, "name")._replace(speakers=found.speakers, stances=found.stances) == found
