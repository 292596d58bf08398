"""Statements that several articles print: hand-made truth on the seeds and on small texts."""

import pickle
from pathlib import Path

import pytest

from reader import analysis, articles
from reader.views import twins
from reader.views.copies import copies, sketch
from reader.views.extract import Extract, extract
from reader.views.names import agree
from reader.views.twins import Report, Twins, Version, find, ordered

SEEDS = Path(__file__).resolve().parents[3] / "seeds"

WHOLE = (
    "“The corridor is their oxygen and the army will never give a gate back to anybody,” Jane Harrow said on Monday."
)


def of(path: str, *paragraphs: str, date: str = "") -> Extract:
    """What an article gives, that has a title of its own and some paragraphs."""
    front = f"---\ntitle: Report {path}\ndate: {date}\n---\n\n" if date else f"Report {path}\n\n"
    article = articles.read((front + "\n\n".join(paragraphs) + "\n").encode(), f"{path}.md")
    return extract(article, analysis.analyze(article))


def only(report: Report) -> Twins:
    assert len(report.groups) == 1
    return report.groups[0]


def other(report: Report) -> Version:
    """The version beside the base where there are two."""
    versions = only(report).versions
    assert len(versions) == 2
    return versions[1]


def seeds() -> list[Extract]:
    loaded = [articles.load(path) for path in sorted(SEEDS.glob("*.txt"))]
    return [extract(article, analysis.analyze(article)) for article in loaded]


def test_the_seeds() -> None:
    """Two statements stand in two of the five, both in the first two; nothing else does."""
    extracts = seeds()
    texts = {each.path: each.text for each in extracts}
    report = find(extracts)
    assert report.copies == ()
    long, short = report.groups
    assert [version.speaker for version in long.versions] == ["White House", "White House"]
    assert [Path(version.path).name[:3] for version in long.versions] == ["000", "001"]
    base, cut = long.versions
    assert cut.relations == ("cut",)
    assert texts[cut.path][cut.start : cut.end] == "new defensive US military deployments"
    assert [piece.change for piece in cut.pieces] == ["cut", "same", "cut"]
    same = cut.pieces[1]
    assert [span.of(texts[base.path]) for span in same.base] == ["new defensive U.S. military deployments"]
    assert [span.of(texts[cut.path]) for span in same.here] == ["new defensive US military deployments"]
    assert [texts[version.path][version.start : version.end] for version in short.versions] == ["very direct"] * 2
    assert short.versions[1].relations == ("same",)
    assert {version.speaker for version in short.versions} == {"Joe Biden"}


def test_the_same() -> None:
    report = find([of("a", WHOLE), of("b", WHOLE + " She left.")])
    assert other(report).relations == ("same",)
    assert only(report).stories == 2
    assert only(report).versions[0].relations == only(report).versions[0].pieces == ()


def test_cut() -> None:
    report = find([of("a", WHOLE), of("b", "“The corridor is their oxygen,” said Jane Harrow, a minister.")])
    assert other(report).relations == ("cut",)


def test_altered_and_spelled_otherwise() -> None:
    one = "“The U.S. won't give back the cease-fire corridor, ever,” said Jane Harrow."
    spelled = "“The US won’t give back the cease-fire corridor – ever,” Jane Harrow told reporters."
    altered = "“The US won’t give back the cease-fire crossing, ever,” Jane Harrow said in a speech."
    assert other(find([of("a", one), of("b", spelled)])).relations == ("same",)
    report = find([of("a", one), of("b", altered)])
    assert other(report).relations == ("altered",)
    assert [piece.change for piece in other(report).pieces] == ["same", "altered", "same"]


def test_an_interrupted_statement_is_one() -> None:
    parted = "“The corridor is their oxygen,” Jane Harrow said, “and the army will never give a gate back to anybody.”"
    extracts = [of("a", WHOLE), of("b", parted)]
    version = other(find(extracts))
    assert version.relations == ("same",)
    assert [span.of(extracts[1].text) for span in version.parts] == [
        "The corridor is their oxygen",
        "and the army will never give a gate back to anybody",
    ]
    assert len(version.pieces[0].here) == 2
    assert len(version.pieces[0].base) == 1


def test_attributed_to_another() -> None:
    report = find([of("a", WHOLE), of("b", WHOLE.replace("Jane Harrow", "Peter Lindqvist"))])
    assert other(report).relations == ("same", "reattributed")
    again = find([of("a", WHOLE), of("b", WHOLE.replace("Jane Harrow", "Harrow"))])
    assert other(again).relations == ("same",)


def test_direct_here_and_told_there() -> None:
    told = "Jane Harrow said that the corridor was their oxygen and the army would never give a gate back to anybody."
    version = other(find([of("a", WHOLE), of("b", told)]))
    assert version.kind == "indirect"
    assert "paraphrased" in version.relations
    assert version.speaker == "Jane Harrow"


def test_paraphrased_in_other_words() -> None:
    quoted = "“My lawyers returned the silver pistol to the museum in Springfield,” George Halloway said."
    told = "George Halloway said that the museum of Springfield had its silver pistol returned by lawyers of his."
    assert "paraphrased" in other(find([of("a", quoted), of("b", told)])).relations
    dates = [of("a", quoted, date="2024-01-01"), of("b", told, date="2024-06-01")]
    assert find(dates).groups == ()


def test_taken_over_without_quotation_marks() -> None:
    taken = "The corridor is their oxygen and the army will never give a gate back to anybody. It is shut."
    extracts = [of("a", WHOLE), of("b", taken)]
    version = other(find(extracts))
    assert version.kind == "passage"
    assert version.relations == ("same", "paraphrased")
    shown = extracts[1].text[version.start : version.end]
    assert shown == "The corridor is their oxygen and the army will never give a gate back to anybody"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "“I want to be president of the United States,” said Jane Harrow.",
            "“Nobody should be president of the United States twice,” said Peter Lindqvist.",
        ),
        (
            "“At the end of the day we lost the corridor,” said Jane Harrow.",
            "“At the end of the day nobody asked the farmers,” said Jane Harrow.",
        ),
        (
            "“The talks on the corridor failed in Cairo,” said Jane Harrow.",
            "“In Cairo, talks failed. The corridor stays shut,” said Jane Harrow.",
        ),
        ("“We will win,” said Jane Harrow.", "“We will win,” said Peter Lindqvist."),
        ("“It is,” said Jane Harrow.", "“It is,” said Jane Harrow."),
    ],
)
def test_a_topic_or_a_phrase_makes_no_twins(one: str, two: str) -> None:
    assert find([of("a", one), of("b", two)]).groups == ()


def test_what_several_people_say_is_a_phrase() -> None:
    line = "“We have to make this country great again,” said {}."
    names = ("Jane Harrow", "Peter Lindqvist", "Amina Sule", "Jane Harrow")
    assert find([of(str(at), line.format(name)) for at, name in enumerate(names)]).groups == ()


def test_an_article_is_no_twin_of_itself() -> None:
    assert find([of("a", WHOLE, "Others disagreed with her.", WHOLE)]).groups == ()


def test_copies_of_an_article_are_one() -> None:
    filler = [
        f"Paragraph {at} of the report tells of village {at} and its {at + 3} bridges over river {at * 7}."
        for at in range(9)
    ]
    one, two = of("a", WHOLE, *filler), of("b", WHOLE, *filler, "Corrected later.")
    report = find([one, two])
    assert report.groups == ()
    assert report.copies == ((one.path, two.path),)
    report = find([one, two, of("c", WHOLE)])
    assert only(report).stories == 2
    assert sorted(map(len, (version.copies for version in only(report).versions))) == [0, 1]


def test_copies_take_no_passages_from_each_other() -> None:
    """What a copy prints without quotation marks is a twin of other stories only, even where all it quotes is known."""
    filler = [f"Paragraph {at} of the report tells of village {at} and its {at + 3} bridges." for at in range(30)]
    taken = WHOLE.split("“")[1].split(",”")[0] + ". It is shut."
    one, two = of("a", WHOLE, *filler), of("b", *filler, taken)
    assert find([one, two]).groups == ()
    assert find([one, two]).copies == ((one.path, two.path),)


def test_copies_by_shingles() -> None:
    words = [f"w{number}" for number in range(200)]
    half = words[:120] + [f"x{number}" for number in range(80)]
    rest = words[:60] + [f"y{number}" for number in range(140)]
    assert copies([sketch(words), sketch(half), sketch(rest), sketch(words)]) == [0, 0, 2, 0]
    assert copies([]) == []


def test_dates_part_what_is_short() -> None:
    line = "“Very direct,” said Jane Harrow."
    near = [of("a", line, date="2024-05-01"), of("b", line, date="2024-05-20")]
    far = [of("a", line, date="2024-05-01"), of("b", line, date="2024-07-20")]
    assert other(find(near)).relations == ("same",)
    assert find(far).groups == ()


def test_the_order_of_articles_makes_no_difference() -> None:
    extracts = [of("a", WHOLE), of("b", "“The corridor is their oxygen,” said Jane Harrow."), of("c", WHOLE)]
    forth, back = only(find(extracts)), only(find(extracts[::-1]))
    assert {version.path for version in forth.versions} == {version.path for version in back.versions}
    assert forth.stories == back.stories == 3


def test_values_travel() -> None:
    extracts = [of("a", WHOLE), of("b", WHOLE + " She left.")]
    again = pickle.loads(pickle.dumps(extracts))
    assert find(again) == find(extracts)


def test_a_statement_repeated_without_end_is_bounded() -> None:
    extracts = [of("a", *[WHOLE] * 400), of("b", *[WHOLE] * 400)]
    assert len(find(extracts).groups) <= 400


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Trump", "Donald J. Trump", True),
        ("Tony Blinken", "Antony Blinken", True),
        ("J. Kerry", "John Kerry", True),
        ("Bill Clinton", "Hillary Clinton", False),
        ("José Álvarez", "Jose Alvarez", True),
        ("", "Trump", False),
        ("", "", False),
    ],
)
def test_names(one: str, two: str, same: bool) -> None:
    assert agree(one, two) is agree(two, one) is same


def test_relations_are_listed_in_order() -> None:
    assert twins.RELATIONS[0] == "same"
    assert len(set(twins.RELATIONS)) == len(twins.RELATIONS)


def test_those_that_differ_most_come_first_if_so_wanted() -> None:
    other = "“The harbour will be open to every ship of the whole fleet by spring,” Paul Stone said on Monday."
    report = find(
        [
            of("a", WHOLE, other),
            of("b", WHOLE),
            of("c", WHOLE),
            of("d", "“The harbour will be open to every ship of the line by spring,” Paul Stone said on Monday."),
        ]
    )
    assert [twins.stories for twins in report.groups] == [3, 2]
    assert [twins.change > 0 for twins in report.groups] == [False, True]
    assert ordered(report, "articles") == report
    assert ordered(report, "change").groups == report.groups[::-1]
