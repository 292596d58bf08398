"""Speakers by articles, against a count by hand."""

from tests.unit.views.gathered import library, seed, seeds

from reader.views.identities import Gathering, gather
from reader.views.voices import Order, Voices, ordered, voices

# Counted by hand in the seeds, the words between quotation marks that are speech. Left out are two strings that the
# analysis gives to another speaker than a reader would: 22 words of a statement of Gallant's office (in 000), and three
# words of Sullivan's (in 003).
QUOTED = [492, 89, 23, 106, 237]
BY_HAND = {
    "Benjamin Netanyahu": {0: 36 + 15 + 62 + 43, 4: 11 + 3},
    "Joe Biden": {0: 2 + 3 + 6 + 7 + 11 + 2, 1: 2, 4: 4 + 9 + 7},
    "Martin S. Indyk": {4: 10 + 56},
    "Prime Minister’s Office": {0: 48},
    "White House": {0: 21 + 22, 1: 5},
    "Chris Coons": {4: 4 + 41},
    "Yoav Gallant": {0: 5 + 17, 1: 9 + 13},
    "Michael Herzog": {4: 21 + 16},
    "Pentagon": {0: 30},
    "Michael B. Oren": {4: 15 + 9},
    "Lloyd Austin": {1: 5, 2: 6 + 3, 4: 8},
    "John Kirby": {1: 5, 3: 1 + 14},
    "Sabrina Singh": {3: 14},
    "David Lammy": {0: 9},
    "Antony J. Blinken": {0: 2, 4: 3},
    "Jon Finer": {4: 1 + 3},
    "Israelis": {4: 2},
}
UNNAMED = {
    "anonymous": {0: 23 + 42 + 43, 2: 14, 3: 15 + 14 + 4 + 7 + 4 + 14 + 8, 4: 14},
    "document": {0: 21, 3: 8},
}


def matrix(found: Voices) -> dict[str, dict[int, int]]:
    """The cells with quoted words, by speaker and article."""
    return {
        voice.speaker.name or voice.speaker.standing: {cell.article: cell.words for cell in voice.cells if cell.words}
        for voice in found.voices
    }


def silent(gathering: Gathering) -> list[str]:
    return [one.name for one in voices(gathering).silent if one.kind == "person"]


def test_the_seeds_as_counted_by_hand() -> None:
    found = voices(seeds())
    assert [article.words for article in found.articles] == QUOTED
    counted = matrix(found)
    assert {name: counted.pop(name) for name in (*BY_HAND, *UNNAMED)} == BY_HAND | UNNAMED
    assert counted == {"John Healey": {0: 22, 1: 27 + 23}, "United States": {3: 3}}


def test_rows_and_columns_add_up() -> None:
    found = voices(seeds())
    assert found.words == sum(QUOTED) == sum(voice.words for voice in found.voices)
    for index, article in enumerate(found.articles):
        cells = [cell for voice in found.voices for cell in voice.cells if cell.article == index]
        assert sum(cell.words for cell in cells) == article.words
        assert all(cell.words == sum(said.quoted for said in cell.said) for cell in cells)
        assert {said.path for cell in cells for said in cell.said} <= {article.path}


def test_most_words_first_and_the_unnamed_last() -> None:
    found = voices(seeds())
    assert [voice.speaker.standing for voice in found.voices[-2:]] == ["anonymous", "document"]
    named = [voice.words for voice in found.voices[:-2]]
    assert named == sorted(named, reverse=True)
    assert next(voice.articles for voice in found.voices if voice.speaker.name == "Lloyd Austin") == 3


def test_who_is_named_and_never_quoted() -> None:
    """In 003 Sullivan, Dermer and Blinken are only reported; the others say nothing at all."""
    assert silent(gather([seed(3)])) == [
        *("Joe Biden", "Benjamin Netanyahu", "Jake Sullivan"),
        *("Hassan Nasrallah", "Ismail Haniyeh", "Lloyd Austin", "Ron Dermer", "Yoav Gallant", "Antony Blinken"),
    ]
    reported = {one.name: len(one.reported) for one in voices(gather([seed(3)])).silent if one.reported}
    assert (reported["Jake Sullivan"], reported["Ron Dermer"], reported["Antony Blinken"]) == (1, 1, 1)


def test_whoever_is_quoted_anywhere_is_not_silent() -> None:
    gathering = library(
        "“We go,” Jane Doe said. Mary Roe was there.",
        "Jane Doe came. Jane Doe said that she was tired.",
    )
    assert silent(gathering) == ["Mary Roe"]
    assert matrix(voices(gathering)) == {"Jane Doe": {0: 2}}


def test_indirect_speech_has_no_quoted_words() -> None:
    found = voices(library("Jane Doe said that nothing had been decided."))
    assert found.voices == ()
    assert found.words == 0
    assert [(one.name, len(one.reported)) for one in found.silent] == [("Jane Doe", 1)]


def test_scare_quotes_and_titles_are_nobodys_words() -> None:
    assert voices(library("Jane Doe wrote a book called “Nearly There” last year.")).words == 0


def test_a_surname_that_may_be_two_persons_is_neither() -> None:
    """Each article has two Does; "Doe" alone is neither of them, and nobody in another article."""
    text = "Jane Doe met John Doe at noon in the old town. Both left early.\n\n“We go,” Doe said."
    found = voices(library(text, text))
    assert [(voice.speaker.name, voice.words, voice.articles) for voice in found.voices] == [("Doe", 2, 1)] * 2
    assert {voice.speaker.id for voice in found.voices} == {"doe", "doe-2"}


def test_nothing_at_all() -> None:
    assert voices(gather([])) == Voices((), (), ())


SAID = (
    "“We shall go there now,” Jane Doe said. Mary Roe was there.",
    "Jane Doe was silent. “Never,” Mary Roe said.",
    "“No,” Mary Roe said. Adam Poe laughed at Jane Doe.",
)


def test_absent_is_who_is_named_and_not_quoted() -> None:
    found = voices(library(*SAID))
    assert {voice.speaker.name: voice.absent for voice in found.voices} == {"Jane Doe": (1, 2), "Mary Roe": (0,)}


def test_sources_without_a_name_are_never_absent() -> None:
    found = voices(seeds())
    assert all(not voice.absent for voice in found.voices if voice.speaker.standing != "named")
    for voice in found.voices:
        assert not set(voice.absent) & {cell.article for cell in voice.cells if cell.words}


def test_orders() -> None:
    found = voices(library(*SAID, "“An official matter,” an official said. “Yes,” Adam Smith said."))

    def names(by: Order) -> list[str]:
        return [voice.speaker.name for voice in ordered(found, by).voices]

    assert names("words") == ["Jane Doe", "Mary Roe", "Adam Smith", ""]
    assert names("name") == ["Adam Smith", "Jane Doe", "Mary Roe", ""]
    assert names("first") == ["Jane Doe", "Mary Roe", "Adam Smith", ""]
    assert names("articles") == ["Mary Roe", "Jane Doe", "Adam Smith", ""]
    assert names("absent") == ["Jane Doe", "Mary Roe", "Adam Smith", ""]
    assert ordered(found, "words") == found


def test_those_who_are_never_quoted_are_ordered_too() -> None:
    found = voices(library("Zoe Doe and Zoe Doe met Ann Roe.", "Ann Roe met Bob Poe.", "Bob Poe and Ann Roe met."))

    def names(by: Order) -> list[str]:
        return [one.name for one in ordered(found, by).silent]

    assert names("words") == ["Ann Roe", "Zoe Doe", "Bob Poe"]
    assert names("articles") == ["Ann Roe", "Bob Poe", "Zoe Doe"]
    assert names("name") == ["Ann Roe", "Bob Poe", "Zoe Doe"]
    assert names("first")[-1] == "Bob Poe"
    assert names("absent") == ["Ann Roe", "Bob Poe", "Zoe Doe"]
