"""Indirect speech."""

import pytest

from .quoting import reported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Biden said that the talks had failed.", [("that the talks had failed", "Biden")]),
        ("Biden said the talks had failed.", [("the talks had failed", "Biden")]),
        ("The talks had failed, Biden said.", [("The talks had failed", "Biden")]),
        ("The talks had failed, said Biden.", [("The talks had failed", "Biden")]),
        (
            "The talks, Biden said on Monday, had failed at last.",
            [("The talks", "Biden"), ("had failed at last", "Biden")],
        ),
        ("According to Biden, the talks had failed.", [("the talks had failed", "Biden")]),
        ("The talks had failed, according to Biden.", [("The talks had failed", "Biden")]),
        (
            "Biden said the talks had failed, but he hoped for more.",
            [("the talks had failed", "Biden")],
        ),
        (
            "Biden said the talks had failed, adding that Iran was to blame.",
            [("the talks had failed", "Biden"), ("that Iran was to blame", "Biden")],
        ),
        ("Biden told reporters that the talks had failed.", [("that the talks had failed", "Biden")]),
        ("Biden promised to end the war in May.", [("to end the war in May", "Biden")]),
        ("Asked whether he would go, Biden left.", [("whether he would go", None)]),
        ("Biden has since said he’ll run.", [("he’ll run", "Biden")]),
        ("Around that time, 47 percent said they would vote for Ann.", [("they would vote for Ann", "47 percent")]),
        ("About 4 in 10 say they want a change.", [("they want a change", "4 in 10")]),
        ("People briefed on the move said that it was late.", [("that it was late", "People")]),
        (
            "Sources close to her campaign say she stands behind him.",
            [("she stands behind him", "Sources close to her campaign")],
        ),
        ("Hawkins and others who want to ban guns said the ruling was bad.", [("the ruling was bad", "others")]),
        ("Ann, who calls Ben “a crook,” said he would lose.", [("he would lose", "Ann")]),
        ("He was thanked by Martin Smith, who noted that he had won.", [("that he had won", "Martin Smith")]),
        ("I was told that the plan was dead.", [("that the plan was dead", None)]),
        ("It was revealed in March that she had left.", [("that she had left", None)]),
        ("Ann, a critic in Ohio, told reporters on Monday that Ben was unfit.", [("that Ben was unfit", "Ann")]),
        ("In addition to saying that it was late, Ann left early.", [("that it was late", "Ann")]),
        ("After saying he was tired, Ann left.", [("he was tired", "Ann")]),
        ("Biden said the senator (R-Fla.) was wrong.", [("the senator (R-Fla.) was wrong", "Biden")]),
        ("The cost, according to the state, could double.", [("The cost", "the state"), ("could double", "the state")]),
        ("Biden announced plans for a visit.", [("plans for a visit", "Biden")]),
        ("Biden called for an inquiry into the crash.", [("an inquiry into the crash", "Biden")]),
        ("The talks are over, say diplomats.", [("The talks are over", "diplomats")]),
        ("It went well, he told the court in his filing.", [("It went well", "he")]),
        ("The contrast would be clear, said Ann and others.", [("The contrast would be clear", "Ann and others")]),
        (
            "An earlier report in a state paper said that Ben had lied.",
            [("that Ben had lied", "An earlier report in a state paper")],
        ),
        ("Over a quarter, 26 percent, say they will vote for Ann.", [("they will vote for Ann", "a quarter")]),
        ("Some say that would be their choice.", [("that would be their choice", "Some")]),
        ("And it was seen: According to polls, Ann holds 14 percent.", [("Ann holds 14 percent", "polls")]),
        (
            "Biden spoke, admitting that it was late but warning that all would go.",
            [("that it was late", "Biden"), ("that all would go", "Biden")],
        ),
        ("Biden asserted that it was lost: “We are done.”", [("that it was lost", "Biden")]),
        ("Ann said she would vote for Ben, while others waited.", [("she would vote for Ben", "Ann")]),
        ("Half said she was honest, compared with a third in May.", [("she was honest", "Half")]),
        ("He built a wall, which Ann said had failed.", [("had failed", "Ann")]),
        ("It was a probe the agency said was over.", [("was over", "the agency")]),
        ("Ann, who came late and said she was ill, left early.", [("she was ill", "Ann")]),
        ("Biden warned of a long war.", [("of a long war", "Biden")]),
        ("Biden called on Ben to go.", [("Ben to go", "Biden")]),
        ("Biden denied the charge and left the room.", [("the charge", "Biden")]),
        ("Biden offered few details of the plan.", [("few details of the plan", "Biden")]),
        ("Biden vowed to end the war, a promise that he repeated.", [("to end the war", "Biden")]),
        ("Voters liked his promise to build a wall.", [("to build a wall", "his")]),
        ("Voters liked Ann's latest pledge to cut taxes.", [("to cut taxes", "Ann")]),
        ("At least four senators say they object.", [("they object", "four senators")]),
        ("The talks had failed, Biden said this week at a lunch in Ohio.", [("The talks had failed", "Biden")]),
        ("Asked in Iowa recently whether he would go, Biden left.", [("whether he would go", None)]),
        ("Mr. Day resigned. Day said the plan was dead.", [("the plan was dead", "Day")]),
        ("Likely voters, two-thirds, 67 percent, say they will go.", [("they will go", "Likely voters")]),
    ],
)
def test_clauses(text: str, found: list[tuple[str, str | None]]) -> None:
    assert reported(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Biden continued to lead in Ohio.",
        "The report of the talks was long.",
        "He said no.",
        "He encouraged the officials to continue diplomatic pressure.",
        "She maintained the enthusiasm of followers who were new to it.",
        "The firm offers a beer called Ale.",
        "In mostly white states where he has built a team he won.",
        "The United States adjusts to trade by moving workers.",
        "Four pledged delegates had left.",
        "The filings and reports that tracked it were late.",
        "Ann offered a plan that had failed before.",
        "It is too soon to say how bad it is.",
        "Curiel, who declined to comment, was born in Ohio.",
        "A nurse asked not to be named because she was afraid.",
        "They went to the Rust Belt states that have suffered.",
    ],
)
def test_objects_are_no_clauses(text: str) -> None:
    assert reported(text) == []
