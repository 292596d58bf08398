"""Actors: what is a mention, of what kind, and whose."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.analysis.actors import Found, find_actors
from reader.model import Actor, Article, Paragraph, ParagraphKind


def article(text: str, *kinds: ParagraphKind) -> Article:
    """An article of a paragraph a line; kinds for the first ones, the others are body."""
    paragraphs = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        kind: ParagraphKind = kinds[number] if number < len(kinds) else "body"
        paragraphs.append(Paragraph(at, at + len(line), kind))
        at += len(line) + 1
    return Article("-", text, "", "derived", tuple(paragraphs), len(text.split()))


def found(text: str, *kinds: ParagraphKind) -> Found:
    return find_actors(article(text, *kinds))


def names(text: str, *kinds: ParagraphKind) -> dict[str, str]:
    """Every name in a text with its kind."""
    out = {}
    for actor in found(text, *kinds).actors:
        for mention in actor.mentions:
            if not mention.role:
                out[text[mention.start : mention.end]] = actor.kind
    return out


def one(text: str, name: str) -> Actor:
    """The actor of a canonical name."""
    (actor,) = [actor for actor in found(text).actors if actor.name == name]
    return actor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.K. Foreign Secretary David Lammy spoke.", {"U.K.": "place", "David Lammy": "person"}),
        ("On Friday President Anna Ibarra’s plan failed.", {"Anna Ibarra": "person"}),
        ("The U.S.-backed forces fled.", {"U.S.": "place"}),
        ("It hit the Israel-Hamas war.", {"Israel": "place", "Hamas": "organization"}),
        ("A party, Labour-led, won.", {"Labour": "organization"}),
        ("Israeli officials met the Israelis.", {"Israelis": "group"}),
        ("He said the French have agreed.", {"French": "group"}),
        ("French officials agreed on Monday.", {}),
        ("The Food and Drug Administration said no.", {"Food and Drug Administration": "organization"}),
        ("Human Rights Watch said so.", {"Human Rights Watch": "organization"}),
        ("Shares of Marks & Spencer fell.", {"Marks & Spencer": "organization"}),
        ("Zorbon Inc. and the University of Dar es Salaam met.", {
            "Zorbon Inc.": "organization",
            "University of Dar es Salaam": "organization",
        }),
        ("He met Hector \"Macho\" Camacho there.", {"Hector \"Macho\" Camacho": "person"}),
        ("We met Mohammed bin Abdulrahman Al Thani and Bashar al-Assad.", {
            "Mohammed bin Abdulrahman Al Thani": "person",
            "Bashar al-Assad": "person",
        }),
        ("They drove to Austin, Tex., in May.", {"Austin": "place", "Tex.": "place"}),
        ("The Prime Minister’s Office said no.", {"Prime Minister’s Office": "organization"}),
        ("The town of Kalvgard was hit.", {"Kalvgard": "place"}),
        ("It hit the Gaza Health Ministry.", {"Gaza Health Ministry": "organization"}),
        ("The Houston Rockets beat Utah.", {"Houston Rockets": "organization", "Utah": "organization"}),
        ("Such a plan is a risk. Mr. King left. King said no.", {"King": "person"}),
        ("Moon Jae-in met Ban Ki-moon.", {"Moon Jae-in": "person", "Ban Ki-moon": "person"}),
        ("Vice Premier He Lifeng spoke. Mr. He left.", {"He Lifeng": "person", "He": "person"}),
        ("He praised the Royal Canadian Navy and the US Congress.", {
            "Royal Canadian Navy": "organization",
            "US Congress": "organization",
        }),
        ("Hurricane Nora hit Miami. Nora weakened.", {"Miami": "place"}),
        ("It misread Patel v. Facebook, said Jay Edelson.", {"Jay Edelson": "person"}),
        ("Shares of Halden Inc. (NASDAQ: HLDN) fell.", {"Halden Inc.": "organization", "NASDAQ": "organization"}),
        ("They met near St. Anne’s Church on Route 9.", {"St. Anne’s Church": "place", "Route 9": "place"}),
        ("The Nationwide Safety Council met at the White Home.", {
            "Nationwide Safety Council": "organization",
            "White Home": "organization",
        }),
        ("Young firefighters met Damon Young. Young waved. Young firefighters left.", {
            "Damon Young": "person",
            "Young": "person",
        }),
        ("MR. OAKES: Were you told by whom he was sent to us?", {"OAKES": "person"}),
        ("They flew F-16 jets at 5 p.m. on Sunday, May 3.", {}),
        ("He said, “I’m here,” and left. However, The End came.", {}),
    ],
)  # fmt: skip
def test_names_and_kinds(text: str, expected: dict[str, str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("The U.S. and the US are the United States, or the USA.", "United States", ("U.S.", "US", "USA")),
        ("Antony J. Blinken left. Tony Blinken spoke. Blinken!", "Antony J. Blinken", ("Tony Blinken", "Blinken")),
        ("The Wall Street Journal (WSJ) said so. The WSJ denied it.", "Wall Street Journal", ("WSJ",)),
        ("The New Harvest Party (NHP) won. The NHP rejoiced.", "New Harvest Party", ("NHP",)),
        ("Benjamin Netanyahu won. “Bibi will stay,” he said.", "Benjamin Netanyahu", ("Bibi",)),
        ("Xi Jinping spoke. Later Mr. Xi left.", "Xi Jinping", ("Xi",)),
        ("Lloyd J. Austin III met Mr. Austin’s aides.", "Lloyd J. Austin III", ("Austin",)),
        ("Yoav Gallant spoke. Then Gallant left. Gallant’s office agreed.", "Yoav Gallant", ("Gallant",)),
        ("Aung San Suu Kyi was freed. Suu Kyi spoke.", "Aung San Suu Kyi", ("Suu Kyi",)),
        ("Ismail Haniyeh spoke. Later Heniyye left.", "Ismail Haniyeh", ("Heniyye",)),
        ("Ursula von der Leyen spoke. Von der Leyen left.", "Ursula von der Leyen", ("Von der Leyen",)),
        ("Ismael “El Mayo” Zambada fled. El Mayo is old.", "Ismael “El Mayo” Zambada", ("El Mayo",)),
        ("King Abdullah II left. Abdullah spoke.", "Abdullah II", ("Abdullah",)),
        ("Alice Munro wrote. Born Alice Laidlaw, she sang.", "Alice Munro", ("Alice Laidlaw",)),
        ("The Russian Defense Ministry spoke. The Defense Ministry denied it.", "Defense Ministry", (
            "Russian Defense Ministry",
        )),
        ("The Washington Post said so. The Post denied it.", "Washington Post", ("Post",)),
        ("Brighton & Hove Albion won the match. Brighton scored.", "Brighton & Hove Albion", ("Brighton",)),
        ("Zorbon Technology Inc. fell. Zorbon said no.", "Zorbon Technology Inc.", ("Zorbon",)),
    ],
)  # fmt: skip
def test_aliases(text: str, name: str, aliases: tuple[str, ...]) -> None:
    assert one(text, name).aliases == aliases


def test_namesakes_stay_apart() -> None:
    text = "Joe Biden met Hunter Biden. Biden said nothing."
    assert [actor.name for actor in found(text).actors] == ["Joe Biden", "Hunter Biden", "Biden"]


def test_a_title_tells_namesakes_apart() -> None:
    text = "President Joe Biden met Hunter Biden. President Biden said nothing."
    assert [len(actor.mentions) for actor in found(text).actors] == [2, 1]


def test_a_surname_is_whose_the_text_made_it_before_a_namesake_came() -> None:
    text = "Joe Biden won. Biden spoke. Biden left. Biden slept. His son Hunter Biden came."
    assert [len(actor.mentions) for actor in found(text).actors] == [4, 1]


def test_honorifics_tell_namesakes_apart() -> None:
    text = "Jane Marsh met Roger Marsh. Ms. Marsh spoke. Mr. Marsh left. Mrs. Marsh slept."
    assert [len(actor.mentions) for actor in found(text).actors] == [3, 2]


def test_a_son_is_not_his_father() -> None:
    assert len(found("Hector Camacho died. Hector Camacho Jr. wept.").actors) == 2
    assert len(found("Martin Luther King Jr. spoke. Martin Luther King left.").actors) == 1


def test_a_town_that_plays_is_its_team() -> None:
    actors = found("Boston beat Chicago 112-98. The Celtics had won in Boston.").actors
    assert [(actor.name, actor.kind, len(actor.mentions)) for actor in actors] == [
        ("Boston Celtics", "organization", 2),
        ("Chicago", "organization", 1),
        ("Boston", "place", 1),
    ]


def test_initials_tell_persons_apart() -> None:
    assert len(found("John A. Smith met John B. Smith.").actors) == 2


@pytest.mark.parametrize(
    ("text", "metonym"),
    [
        ("Iran is angry. Tehran said it would answer.", True),
        ("Iran is angry. The strike hit a house in Tehran.", False),
        ("Iran and Israel; relations between Tehran and Jerusalem are bad.", True),
        ("Lebanon mourns. They hit Beirut’s southern suburbs.", False),
        ("The US waits. Israel ignores Washington’s advice.", True),
        ("Tehran said it would answer.", True),
        ("Tehran is old.", False),
        ("Iran and China: London, Beijing and Tehran want more.", True),
        ("Chinese envoys flew to Beijing.", False),
        ("The pro-Moscow governor left Russia.", True),
        ("Iran waits. It heard that Tehran wouldn’t settle.", True),
    ],
)
def test_metonyms(text: str, metonym: bool) -> None:
    mentions = [mention for actor in found(text).actors for mention in actor.mentions]
    assert any(mention.metonym for mention in mentions) is metonym


def test_a_metonym_is_its_country() -> None:
    (country,) = [actor for actor in found("Iran is angry. Tehran said no.").actors if actor.name == "Iran"]
    assert [mention.metonym for mention in country.mentions] == [False, True]
    assert country.aliases == ()


def test_roles_belong_to_who_alone_bears_the_title() -> None:
    text = "President Anna Ibarra left. The president waved. An Israeli official told the prime minister."
    result = found(text)
    assert [text[m.start : m.end] for m in result.actors[0].mentions if m.role] == ["The president"]
    assert [text[m.start : m.end] for m in result.roles] == ["An Israeli official", "the prime minister"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a general election and a major win.", []),
        ("A general said that the deputy prime minister left.", ["A general", "the deputy prime minister"]),
        ("The father gives voters hope.", ["The father"]),
        ("Two Israeli officials and a senior aide met the two leaders.", [
            "Two Israeli officials",
            "a senior aide",
            "the two leaders",
        ]),
        ("The hat, officials said, was red.", []),
    ],
)  # fmt: skip
def test_roles(text: str, expected: list[str]) -> None:
    assert [text[mention.start : mention.end] for mention in found(text).roles] == expected


def test_headings_give_only_what_is_known() -> None:
    text = "Gallant Vetoes Deal Over Zorbon Plan\nYoav Gallant left Iran. Then Gallant came home to Israel."
    found_there = names(text, "title")
    found_there.pop("Zorbon", None)  # nothing tells what it is
    assert found_there == {"Gallant": "person", "Yoav Gallant": "person"} | {
        "Iran": "place",
        "Israel": "place",
    }


def test_capitals_give_only_what_is_known() -> None:
    assert names("MIDDLE EAST NEWS\nThey left.", "kicker") == {"MIDDLE EAST": "place"}
    assert names("ATLANTIC CITY, N.J. — They left.") == {"ATLANTIC CITY": "place", "N.J.": "place"}


def test_boilerplate_is_passed_over() -> None:
    text = "Anna Ibarra left.\nContinue with Boris Frank."
    assert names(text, "body", "boilerplate") == {"Anna Ibarra": "person"}


def test_profiles() -> None:
    text = "Ms. Robin Quist and spokesman Kim Zorbon met Anna Ibarra and the Israelis."
    result = found(text)
    told = {actor.name: result.profiles[actor.id] for actor in result.actors}
    assert [told[name].gender for name in ("Robin Quist", "Kim Zorbon", "Anna Ibarra", "Israelis")] == [
        "f",
        "m",
        "f",
        None,
    ]
    assert told["Israelis"].number == "plural"
    assert told["Kim Zorbon"].titles == ("spokesman",)


def test_ids_are_stable_and_unique() -> None:
    result = found("Joe Biden met Hunter Biden. Biden left José Ibarra and U.N. envoys.")
    assert [actor.id for actor in result.actors] == [
        "joe-biden",
        "hunter-biden",
        "biden",
        "jose-ibarra",
        "united-nations",
    ]


def test_nothing_in_nothing_out() -> None:
    assert found("") == Found((), (), {})
    assert find_actors(Article("-", "", "", "derived", (), 0)).actors == ()


_WORDS = st.sampled_from(
    [
        *(
            "Joe",
            "Biden",
            "Mr.",
            "Will",
            "US",
            "U.S.",
            "President",
            "Israeli",
            "Washington",
            "WASHINGTON",
            "Gaza",
            "IDF",
        ),
        *("The", "the", "of", "and", "in", "said", "van", "bin", "al", "University", "Bank", "Inc.", "Jr.", "&", "7"),
        *("-", " ", "’s", '"', "“", "(", ",", ".", "\n", "é", "😀"),
    ]
)


@settings(max_examples=300)
@given(st.lists(_WORDS, max_size=30), st.booleans())
def test_any_text_gives_sound_values(words: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(words)
    result = found(text, "title")
    spans = sorted((m.start, m.end) for actor in result.actors for m in actor.mentions)
    spans = sorted(spans + [(m.start, m.end) for m in result.roles])
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert len({actor.id for actor in result.actors}) == len(result.actors) == len(result.profiles)
    assert [actor.mentions[0] for actor in result.actors] == sorted(actor.mentions[0] for actor in result.actors)
    assert all(actor.name not in actor.aliases for actor in result.actors)
    assert found(text, "title") == result


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "Zorbon ",
        "Anna Ibarra said. ",
        "University of ",
        "van der ",
        "the prime defense ",
        "Al-",
        "The President's ",
        "Mr. ",
        "a & B ",
        "Washington and ",
        "officials ",
    ],
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    small, large = (_seconds(unit * count) for count in (4_000, 32_000))
    assert large < 40 * small + 0.5


def test_many_names_take_linear_time() -> None:
    small, large = (_seconds(" ".join(f"Anna Zor{n}bon met Bor{n} Ibarra." for n in range(c))) for c in (500, 4_000))
    assert large < 40 * small + 0.5


def _seconds(text: str) -> float:
    before = time.process_time()
    found(text)
    return time.process_time() - before
