"""Decoding, cleaning, folding: properties that everything else stands on."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import text


@given(st.text())
def test_clean_is_one_for_one_but_for_line_ends(content: str) -> None:
    joined = content.replace("\r\n", "\n")
    assert len(text.clean(content)) == len(joined)
    for before, after in zip(joined, text.clean(content), strict=True):
        assert before == after or not before.isprintable() or unicodedata.category(before)[0] in "CZ"


@given(st.text())
def test_clean_leaves_nothing_that_acts_on_a_terminal(content: str) -> None:
    for char in text.clean(content):
        assert char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"), hex(ord(char))
        assert not 0x202A <= ord(char) <= 0x202E
        assert not 0x2066 <= ord(char) <= 0x2069


@given(st.text())
def test_cleaning_twice_changes_nothing(content: str) -> None:
    assert text.clean(text.clean(content)) == text.clean(content)


@given(st.text())
def test_printable_is_one_line(content: str) -> None:
    assert "\n" not in text.printable(content)
    assert not any(unicodedata.category(char) == "Cc" for char in text.printable(content))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_printable_keeps_ascii(content: str) -> None:
    assert text.printable(content) == content


@given(st.binary())
def test_decode_raises_nothing_but_value_errors(data: bytes) -> None:
    try:
        decoded, encoding = text.decode(data)
    except ValueError:
        return
    assert isinstance(decoded, str)
    assert "".encode(encoding) is not None


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])))
def test_utf8_is_decoded_as_it_is(content: str) -> None:
    assert text.decode(content.encode()) == (content, "utf-8")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("“Hello,” said José Müller. It’s a café.", "cp1252"),
        ("Il a dit que le café était fermé à Paris, où il pleuvait.", "latin-1"),
        ("The price was £5.", "latin-1"),
        ("naïve", "latin-1"),
        ("Žluťoučký kůň úpěl ďábelské ódy.", "cp1250"),
        ("Правительство сообщило о переговорах.", "cp1251"),
        ("政府は新しい計画を発表した。東京", "shift_jis"),
    ],
)
def test_charsets_without_a_mark(content: str, encoding: str) -> None:
    assert text.decode(content.encode(encoding))[0] == content


def test_utf8_with_damage_stays_utf8() -> None:
    data = "“So it was,” he said. ".encode() * 50 + b"\xff" + "“No,” she said.".encode()
    assert text.decode(data) == (data.decode(errors="replace"), "utf-8")


@given(st.text())
def test_every_folded_character_has_an_origin(content: str) -> None:
    folded = text.fold(content)
    origins = [folded.origin(offset) for offset in range(len(folded.text) + 1)]
    assert origins == sorted(origins)
    assert all(0 <= origin <= len(content) for origin in origins)


@pytest.mark.parametrize(
    ("one", "other"), [("CAFÉ", "cafe"), ("“Hi”", '"hi"'), ("it’s", "it's"), ("a–b", "a-b"), ("a\n\u00a0b", "a  b")]
)
def test_fold(one: str, other: str) -> None:
    assert text.fold(one).text == text.fold(other).text == other


def test_cut_ends_at_a_word() -> None:
    assert text.cut("one two three", 9) == "one two…"
    assert text.cut("one", 9) == "one"
    assert text.cut("a" * 20, 9) == "a" * 8 + "…"


def test_squeeze() -> None:
    assert text.squeeze("  a \n b\t") == "a b"


def test_words_keep_compounds_and_possessives() -> None:
    content = "U.S.-led talks don’t end."
    assert [span.of(content) for span in text.words(content)] == ["U.S", "led", "talks", "don’t", "end"]


@pytest.mark.parametrize("unit", [b"\xff", b"\xe9 ", b"a\x80", b"\xc3\x28"])
def test_decoding_takes_linear_time(unit: bytes) -> None:
    started = time.process_time()
    text.decode(unit * (4 * 1024 * 1024 // len(unit)))
    assert time.process_time() - started < 10
