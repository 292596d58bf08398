"""The lexicons: readable, documented, without slips, and small."""

from pathlib import Path

import pytest

import reader.analysis.lexicon
from reader.analysis import lexicon
from reader.analysis.gazetteer import gazetteer, seats
from reader.analysis.tokens import tokenize
from reader.analysis.vocabulary import is_common, is_function

_FOLDER = Path(reader.analysis.lexicon.__file__).parent / "lexicons"
_FILES = sorted(_FOLDER.glob("*.txt"))
_TABLES = {
    "countries": {5},
    "states": {3},
    "titles": {3},
    "roles": {2, 3},
    "first_names": {2},
    "nicknames": {2},
    "suffixes": {2},
    "small_words": {2},
    "metonym_words": {2},
    "groups": {1, 2},
    "paraphrases": {2},
    "teams": {1, 2},
    "places": {1, 2},
    "organizations": {1, 2},
    "short_titles": {2},
}


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_lexicon_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", sorted(_TABLES))
def test_the_rows_of_a_table_are_whole(name: str) -> None:
    for key, fields in lexicon.table(name).items():
        assert 1 + len(fields) in _TABLES[name], key


def test_all_of_it_is_small() -> None:
    assert sum(path.stat().st_size for path in _FILES) < 400_000


def test_an_unknown_lexicon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon.words("no such lexicon")


def test_genders_are_known_ones() -> None:
    for table in ("first_names", "titles", "roles"):
        assert {fields[0] for fields in lexicon.table(table).values()} <= {"m", "f", "-"}


@pytest.mark.parametrize("name", ["U.S.", "US", "United States", "the U.S.", "U.K.", "Al-Qaeda", "White House"])
def test_names_are_found_however_they_are_cut(name: str) -> None:
    texts = tokenize(name.removeprefix("the ")).texts
    match = gazetteer().match(texts, 0)
    assert match is not None
    assert match[1] == len(texts)


def test_the_longest_phrase_wins() -> None:
    match = gazetteer().match(["New", "York", "City", "is"], 0)
    assert match is not None
    assert (match[0].name, match[1]) == ("New York City", 3)


def test_a_seat_is_a_place() -> None:
    assert seats()["Tehran"] == "Iran"
    found = {seat: gazetteer().match([*tokenize(seat).texts, ""], 0) for seat in seats()}
    unknown = [seat for seat, match in found.items() if match is None or match[0].kind in ("title", "other")]
    assert unknown == []


@pytest.mark.parametrize("word", ["running", "officials", "treaties", "stopped", "king", "gallant"])
def test_common_words_in_all_their_forms(word: str) -> None:
    assert is_common(word)


@pytest.mark.parametrize("word", ["netanyahu", "axios", "gaza", "kirby"])
def test_names_are_not_common(word: str) -> None:
    assert not is_common(word)


def test_function_words() -> None:
    assert is_function("the")
    assert is_function("I’m".lower())
    assert not is_function("king")
