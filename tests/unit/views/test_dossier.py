"""All that a library has on one actor, against a count by hand."""

import pytest
from tests.unit.views.gathered import digested, library, seed, seeds

from reader.model import ActorKind
from reader.views.dossier import Dossier, Statement, dossier, find, ordered
from reader.views.dossier_page import markdown
from reader.views.identities import Gathering, gather

TALKS = """Talks go on

Defense Minister Jane Doe met Mary Roe at noon. “We are nearly there,” Doe said.

“She is wrong,” Roe said of Jane Doe.
"""
LATER = """Nothing yet

Jane Doe and Mary Roe met again. An aide said that Doe was tired.

Mary Roe left.
"""


def made(gathering: Gathering, name: str) -> Dossier:
    (identity,) = find(name, gathering)
    return dossier(gathering, identity)


def told(statements: tuple[Statement, ...]) -> list[tuple[str | None, str, str]]:
    return [(one.published, one.speaker.name or one.said.source, one.said.text) for one in statements]


def test_a_small_library() -> None:
    found = made(library(TALKS, LATER), "Jane Doe")
    assert (found.id, found.name, found.kind, found.aliases) == ("jane-doe", "Jane Doe", "person", ("Doe",))
    assert [(role.text, len(role.passages)) for role in found.roles] == [("Defense Minister", 1)]
    assert (found.first, found.last) == ("2024-05-01", "2024-05-02")
    assert [(one.published, len(one.mentions), one.words) for one in found.articles] == [
        ("2024-05-01", 3, 4),
        ("2024-05-02", 2, 0),
    ]
    assert (found.mentions, found.words) == (5, 4)
    assert told(found.said) == [("2024-05-01", "Jane Doe", "“We are nearly there,”")]
    assert told(found.about) == [("2024-05-02", "An aide", "that Doe was tired")]
    assert [(other.name, len(other.passages)) for other in found.beside] == [("Mary Roe", 3)]


def test_passages_are_where_they_say() -> None:
    texts = {"1": TALKS, "2": LATER}
    found = made(library(TALKS, LATER), "Jane Doe")
    (role,) = found.roles[0].passages
    assert texts[role.path][role.start : role.end] == "Defense Minister"
    assert [texts[at.path][at.start : at.end].split()[0] for at in found.beside[0].passages] == [
        "Defense",
        "“She",
        "Jane",
    ]
    for article in found.articles:
        assert all("Doe" in texts[article.path][start:end] for start, end in article.mentions)
    for statement in (*found.said, *found.about):
        assert texts[statement.said.path][statement.said.start : statement.said.end] == statement.said.text


def test_by_date_and_those_without_one_last() -> None:
    days = {"a": "2024-03-01", "b": None, "c": "2023-12-31", "d": "2024-01-05"}
    text = "“I am here,” Jane Doe said."
    found = made(gather(digested(text, path, day) for path, day in days.items()), "doe")
    assert [one.path for one in found.articles] == ["c", "d", "a", "b"]
    assert [one.said.path for one in found.said] == ["c", "d", "a", "b"]
    assert (found.first, found.last) == ("2023-12-31", "2024-03-01")


def test_no_date_is_no_first_and_last() -> None:
    found = made(seeds(), "gallant")
    assert (found.first, found.last) == (None, None)


# Counted by hand: mentions of the name in each seed, and quoted words.
@pytest.mark.parametrize(
    ("name", "mentions", "words"),
    [
        ("Yoav Gallant", [4, 3, 10, 2, 2], [5 + 17, 9 + 13, 0, 0, 0]),
        ("Ismail Haniyeh", [1, 2, 1, 2], [0, 0, 0, 0]),
        ("Jake Sullivan", [4, 7], [0, 0]),
        ("Michael B. Oren", [2], [15 + 9]),
        ("Hezbollah", [4, 2, 1, 2, 3], [0, 0, 0, 0, 0]),
    ],
)
def test_mentions_and_words_in_the_seeds(name: str, mentions: list[int], words: list[int]) -> None:
    found = made(seeds(), name)
    assert [len(one.mentions) for one in found.articles] == mentions
    assert [one.words for one in found.articles] == words


def test_roles_in_the_seeds() -> None:
    gathering = seeds()
    expected = {
        "Yoav Gallant": {"Defense Minister": 2, "Israeli Defense Minister": 2, "Defence Minister": 1},
        "John Kirby": {"White House spokesman": 1, "National Security Council spokesman": 1},
        "Kamala Harris": {"Vice President": 2, "presumptive Democratic nominee for president": 1},
        "Xi Jinping": {"China’s president": 1},
        "Fuad Shukr": {},
    }
    for name, roles in expected.items():
        assert {role.text: len(role.passages) for role in made(gathering, name).roles} == roles


def test_who_speaks_of_gallant_in_the_seeds() -> None:
    """By hand; all of it indirect."""
    found = made(seeds(), "Yoav Gallant")
    assert [one.speaker.name or one.said.source for one in found.about] == [
        *("Israeli media reports", "US officials", "Officials", "Pentagon"),
    ]
    assert [one.said.words for one in found.said] == [5, 17, 9, 13, 10]


def test_who_stands_beside_in_a_seed() -> None:
    """Paragraphs of 001 with Gallant: the second, the sixth, and the last but three."""
    found = made(gather([seed(1)]), "Yoav Gallant")
    beside = {other.name: len(other.passages) for other in found.beside}
    assert beside == {
        "Lloyd Austin": 2,
        "Israel": 2,
        "John Healey": 1,
        "United States": 1,
        "Pentagon": 1,
        "White House": 1,
        "John Kirby": 1,
        "CNN": 1,
        "Iran": 1,
    }


def test_own_words_are_not_said_by_others() -> None:
    found = made(library("“Jane Doe never gives up,” Jane Doe said."), "Jane Doe")
    assert (len(found.said), found.about) == (1, ())


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Jane Doe", ["jane-doe"]),
        ("jane DOE", ["jane-doe"]),
        ("Roe", ["mary-roe"]),
        ("mary", ["mary-roe"]),
        ("Marry Roe", ["mary-roe"]),
        ("Doe", ["jane-doe", "john-doe"]),
        ("id:john-doe", ["john-doe"]),
        ("id:nobody", []),
        ("Wolfeschlegelstein", []),
        ("x", []),
        ("", []),
    ],
)
def test_finding_by_name(name: str, ids: list[str]) -> None:
    texts = ("Jane Doe met Mary Roe. Jane Doe left.", "John Doe slept.")
    assert [identity.id for identity in find(name, library(*texts))] == ids


@pytest.mark.parametrize(("kind", "count"), [("person", 1), ("place", 0), (None, 1)])
def test_finding_by_kind(kind: ActorKind | None, count: int) -> None:
    assert len(find("Jane Doe", library(TALKS), kind)) == count


def test_markdown() -> None:
    page = markdown(made(library(TALKS, LATER), "Jane Doe"))
    assert page.startswith("# Jane Doe\n\n- Kind: person\n- Also: Doe\n- Roles: Defense Minister (1)\n")
    assert "- Seen: 2024-05-01 to 2024-05-02\n- Mentions: 5 in 2 articles\n- Quoted words: 4\n" in page
    assert "| 2024-05-01 | 3 | 4 | Talks go on (1) |\n" in page
    assert "## Says\n\n- Jane Doe (direct): “We are nearly there,”  \n  2024-05-01, 1@" in page
    assert "| Mary Roe | person | 3 |\n" in page


def test_markdown_in_articles_stays_text() -> None:
    text = "“See <b>this</b> [link](http://example.org) | `code`,” Jane Doe said."
    page = markdown(made(gather([digested(text, "a*b.txt")]), "Jane Doe"))
    assert r"\<b\>this\</b\> \[link\](http://example.org) \| \`code\`" in page
    assert r"a\*b.txt" in page


def test_by_article() -> None:
    gathering = library("Zebras\n\n“Go,” Jane Doe said.", "Apes\n\n“Stay,” Jane Doe said. “Sit,” Jane Doe said.")
    made = dossier(gathering, find("jane doe", gathering)[0])
    assert [article.title for article in ordered(made, "article").articles] == ["Apes", "Zebras"]
    assert [statement.said.text for statement in ordered(made, "article").said] == ["“Stay,”", "“Sit,”", "“Go,”"]
    assert ordered(made, "date") == made
