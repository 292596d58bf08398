"""Who says what: the patterns in one sentence, and what is inherited."""

import pytest

from reader.analysis.quotes import find_quotes
from reader.analysis.rules import RULES

from .quoting import article, cast, quotes, said, sources


@pytest.mark.parametrize(
    ("text", "source", "rule"),
    [
        ("“We go,” Biden said.", "Biden", "tail"),
        ("“We go,” said Biden.", "Biden", "inverted"),
        ("“We go,” said he.", "he", "inverted"),
        ("Biden said, “We go.”", "Biden", "lead"),
        ("Biden told reporters on Monday: “We go.”", "Biden", "colon"),
        ("“We go,” according to Biden.", "Biden", "according"),
        ("According to Biden, “we go.”", "Biden", "according"),
        ("“To be or not to be.” — William Shakespeare", "William Shakespeare", "dash"),
        ("“We go,” a senior Israeli official told CNN.", "a senior Israeli official", "tail"),
        ("“We go,” said a spokesman for Zelensky.", "a spokesman for Zelensky", "inverted"),
        ("“We go,” a spokesman for Zelensky said.", "a spokesman for Zelensky", "tail"),
        ("“We go,” Biden, who was in Ohio on Friday, said.", "Biden", "tail"),
        ("“We go,” Smith, 45, a Democrat from Columbus, Ohio, said.", "Smith", "tail"),
        ("“We go,” the group's president, John Smith, said.", "John Smith", "tail"),
        ("“We go,” said the group's president, John Smith.", "John Smith", "inverted"),
        ("“We go,” Gov. John Kasich (R-Ohio) said.", "Gov. John Kasich", "tail"),
        ("“We go,” Biden fumed.", "Biden", "tail"),
        ("In other words, explained the moderator: “We go.”", "the moderator", "colon"),
        ("Biden met Harris and said, “We go.”", "Biden", "lead"),
        ("Biden attacked Harris, saying, “We go.”", "Biden", "lead"),
        ("Sanders was asked by host Bill Maher, “Will you go?”", "host Bill Maher", "lead"),
        ("Biden went on: “We go.”", "Biden", "colon"),
        ("“We go,” Theresa May said.", "Theresa May", "tail"),
    ],
)
def test_one_sentence(text: str, source: str, rule: str) -> None:
    assert [(s, r) for _, s, r in said(text)] == [(source, rule)]


def test_source_of_a_report_against_its_subject() -> None:
    assert sources("According to Channel 12, Biden told Netanyahu “stop it now.”") == ["Biden"]


def test_subordinate_clauses() -> None:
    text = "When Gallant informed Austin of the strike, Austin responded, “We will stay here.”"
    assert sources(text) == ["Austin"]
    assert sources("The footage of Trump saying “grab them all now” was old.") == ["Trump"]
    assert sources("He shared the server, which Bolton described as “a very open orchid.”") == ["Bolton"]


def test_fragments_are_mixed() -> None:
    found = quotes("Biden said that the talks were “very direct.”")
    assert [(q.kind, q.speech) for q in found if q.kind != "indirect"] == [("mixed", True)]
    found = quotes("Blinken called the proposal “extraordinarily generous.”")
    assert [(q.kind, q.rule) for q in found] == [("mixed", "weak")]


def test_parts_of_one_utterance_share_a_number() -> None:
    found = quotes("“We go,” Biden said, “and you stay.” “Never again.”")
    assert [q.utterance for q in found] == [1, 1, 1]
    assert {q.source for q in found} == {found[0].source}


def test_a_quote_over_several_paragraphs_has_one_speaker() -> None:
    text = "“One thing, we go,” Biden said. “Two.\n“Three.\n“Four.”\nThe end."
    found = quotes(text)
    assert [q.source.of(text) if q.source else None for q in found] == ["Biden"] * 4
    assert len({q.utterance for q in found}) == 1
    assert found[-1].rule == "continued"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We go,” Biden said. “We never stay.”", ["Biden", "Biden"]),
        ("The plan failed, Brand said. “We never had a chance.”", ["Brand"]),
        ("“We never stay.” “We always go,” Biden said.", ["Biden", "Biden"]),
        ("Biden had this to say about the war:\n“We never stay.”", ["Biden"]),
        ("“We go,” Biden said.\n“We never stay here.”", ["Biden", "Biden"]),
        ("Stated Stone:\n“We never stay here.”", ["Stone"]),
        ("Biden was defiant on the stage. “We never stay here.”", ["Biden"]),
        ("“We never stay here.”\n- Michelle Marks, Philadelphia", ["Michelle Marks"]),
    ],
)
def test_inherited(text: str, found: list[str]) -> None:
    assert sources(text) == found


def test_dialogue_in_turns() -> None:
    text = (
        "“Will you go?” Ann asked.\n“I never will,” Bob said.\n“Are you sure of that?” Ann asked.\n“I am quite sure.”"
    )
    assert sources(text) == ["Ann", "Bob", "Ann", "Bob"]
    text = "“Are you coming?” asked Ann.\n“No,” said Bob.\n“Why not?”\n“I am tired.”\n“You always are.”"
    assert sources(text) == ["Ann", "Bob", "Ann", "Bob", "Ann"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("He was on NBC's “Meet the Press” on Sunday.", "title"),
        ("“The Daily Show” host was there.", "title"),
        ("Hector “Macho” Camacho fought on.", "nickname"),
        ("The “birther” movement grew.", "scare"),
        ("They read “A Long Way Home,” by John Smith, in school.", "title"),
    ],
)
def test_not_speech(text: str, rule: str) -> None:
    assert [(q.speech, q.rule) for q in quotes(text) if q.kind != "indirect"] == [(False, rule)]


def test_headlines() -> None:
    found = quotes("Trump calls deal 'a disaster'\nThe deal was signed.", {0: "title"})
    assert [q.speech for q in found] == [False]


def test_transcript() -> None:
    text = "WALLACE: Will you go?\nBIDEN: No.\nWALLACE: Why not, sir?\nBIDEN: I said no."
    assert [(words, source) for words, source, _ in said(text)] == [
        ("Will you go?", "WALLACE"),
        ("No.", "BIDEN"),
        ("Why not, sir?", "WALLACE"),
        ("I said no.", "BIDEN"),
    ]


def test_british_and_french_marks() -> None:
    assert sources("'We go,' said Ann. 'We never stay.'") == ["Ann", "Ann"]
    assert sources("« We go », said Ann.") == ["Ann"]


def test_offsets_count_code_points() -> None:
    text = "🙂🙂 “We go,” Biden said. 🙂"
    assert said(text) == [("“We go,”", "Biden", "tail")]


def test_actors_are_found_behind_sources() -> None:
    text = (
        "Gallant's office called. “We go,” said Defense Minister Yoav Gallant. “We stay,” a spokesman for Gallant said."
    )
    found = [q for q in quotes(text, gallant="male Yoav Gallant|Gallant") if q.speech]
    assert [(q.speaker, q.source.of(text) if q.source else None) for q in found] == [
        ("gallant", "Yoav Gallant"),
        (None, "a spokesman for Gallant"),
    ]


def test_a_show_that_is_told_something_is_a_title() -> None:
    assert [q.rule for q in quotes("The guard told “Fox and Friends” that he would retire.")] == ["title", "clause"]
    assert [q.rule for q in quotes("The guard told “Meet the Press” on Sunday.")] == ["title"]


def test_a_colon_yields_to_a_source_behind_the_quote() -> None:
    assert sources("Ann has a message for the firm: “Pay up now,” she wrote.") == ["she"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ann asserted that all was lost: “It is over,” he claimed.", "he"),
        ("Pollsters agree - Carl Bialik: “It was a simple one.”", "Carl Bialik"),
        ("The timing of it doesn't surprise pollster Daron Shaw: “We saw it.”", "Daron Shaw"),
        ("The prize went there because, in Ann’s words, “they are the best of all.”", "Ann"),
        ("Or, in the words of Ann Lee, “never give in.”", "Ann Lee"),
        ("“It was all lies,” said one owner of a shop that sells hats.", "one owner of a shop"),
        ("“Please go,” begins a scripted message that opens rallies.", "a scripted message"),
        ("“You will,” came the reply from the mayor.", "the mayor"),
        ("“You will,” the two write.", "the two"),
        ("Ann’s office cited the AP report, which notes, “Half of them paid.”", "the AP report"),
        ("“He can say so, but it is unlikely” that he wins, said Steve Long, his deputy.", "Steve Long"),
        ("The mayor’s message was simple: “Stay home now.”", "The mayor"),
        ("Her message was simple: “Stay home now.”", "Her"),
        ("Ann, who has in the past called Ben “a crook of crooks,” left.", "Ann"),
        ("The researchers write in the journal that it “came from bats alone.”", "The researchers"),
        ("Ann made an unprompted call for an end to it, calling it “a gift to them.”", "Ann"),
    ],
)
def test_frames(text: str, source: str) -> None:
    assert sources(text) == [source]


def test_the_second_of_two_clauses_in_that_goes_with_the_first() -> None:
    text = "Ann scolded voters for not supporting Ben, declaring that “real men” vote and that “nobody listens to us.”"
    assert sources(text) == ["Ann", "Ann"]


def test_what_somebody_does_between_two_strings() -> None:
    assert sources("“I don’t think so,” says Dan. Ann laughs. “You never do.”") == ["Dan", "Ann"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Critics say the “miracle drug” is a lie.", "mixed"),
        ("Moscow “will respond in kind,” Ann said.", "mixed"),
        ("Ann said patients “are arriving in waves.”", "mixed"),
        ("Ann told Ben “we are done.”", "direct"),
        ("Ann said “we are done.”", "direct"),
        ("“This,” Ann said, “is what it looks like.”", "direct"),
    ],
)
def test_a_string_woven_into_a_clause_is_mixed(text: str, kind: str) -> None:
    assert [quote.kind for quote in quotes(text) if quote.kind != "indirect"][-1] == kind


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("He went to chants of “Lock her up!” in Ohio.", True),
        ("They ran under the slogan “Axe the Tax.”", True),
        ("Ann gave an “apology” to them.", False),
        ("The hacker known as “Guccifer” left.", False),
        ("He has declared Ben to be “anointed” by God.", True),
        ("FAREWELL - “The room to close at the end of May,” by Ben Sisario, is out.", False),
    ],
)
def test_what_is_said_aloud(text: str, speech: bool) -> None:
    assert [quote.speech for quote in quotes(text) if quote.kind != "indirect"] == [speech]


def test_titles_are_taken_up_in_full() -> None:
    text = "Gov. Ron DeSantis met Jake Tapper. “I'm not dodging anything,” the governor shot back."
    people = cast(text, ron="male Ron DeSantis", jake="male Jake Tapper")
    people.profiles["ron"].titles = ("Gov.",)
    assert [quote.speaker for quote in find_quotes(article(text), people)] == ["ron"]


def test_who_is_the_name_a_phrase_ends_in() -> None:
    text = (
        "It drew a rebuke from Angela Merkel, who called it “odd”. A spokesman for Merkel, who called it “bad”, left."
    )
    found = quotes(text, merkel="female Angela Merkel|Merkel")
    assert [quote.speaker for quote in found] == ["merkel", None]


def test_a_day_between_subject_and_verb() -> None:
    assert sources("Ann the same day warned that Israel might “lose this war.”") == ["Ann"]
    assert sources("Ann on Monday warned that Israel might “lose this war.”") == ["Ann"]


def test_who_describes_something_in_a_passive() -> None:
    assert sources("The deal described by insiders as “a gift to us all” is dead.") == ["insiders"]


def test_capitals_are_no_pronoun() -> None:
    text = "Ann said last week that the US expects “clarity and transparency” from him."
    assert [quote.speaker for quote in quotes(text, us="place US") if quote.kind == "mixed"] == ["us"]


def test_every_rule_is_explained() -> None:
    text = "“We go,” Biden said. “No.” The “birther” grew. Biden said he went. He went, Biden said."
    assert {q.rule for q in quotes(text)} <= RULES.keys()


def test_works_without_actors_and_never_raises() -> None:
    for text in ("", "said", "“", "said said said", "“” said", "who said “", ", , , said “a”", "-“a”-", "(((“a”)))"):
        find_quotes(article(text), cast(text))
