"""Where a caret goes: never inside a character, never past the text, never far for an answer."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.model import Paragraph, Span
from reader.page import motions
from reader.page.layout import Block, Layout
from reader.page.row_motions import by_rows, into_sight, row_edge
from reader.page.selection import Selection

FAMILY = "👩‍👩‍👧"
FLAGS = "🇩🇪🇫🇷"
TEXTS = st.text(alphabet="abC .!?“”’é漢字かカ🙂e\u0301\u00ad\u200d\n,-1", max_size=120)
FORWARD = [
    motions.next_character,
    motions.next_word,
    motions.word_end,
    motions.next_sentence,
    motions.sentence_end,
    motions.next_paragraph,
    motions.paragraph_end,
]
BACKWARD = [
    motions.previous_character,
    motions.previous_word,
    motions.previous_sentence,
    motions.previous_paragraph,
]


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """Each line of a text as a paragraph."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def walk(motion: motions.Motion, text: str, start: int = 0) -> list[int]:
    """Where a motion goes, step by step, until it stays."""
    parts = paragraphs_of(text)
    stops = [start]
    while (onward := motion(text, parts, stops[-1])) != stops[-1]:
        stops.append(onward)
    return stops


def pieces(text: str, stops: list[int]) -> list[str]:
    """The text between stops."""
    return [text[start:end] for start, end in zip(stops, [*stops[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("héé", ["h", "é", "é"]),
        ("he\u0301e\u0301\u0323!", ["h", "e\u0301", "e\u0301\u0323", "!"]),
        ("漢字か", ["漢", "字", "か"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        (FLAGS, ["🇩🇪", "🇫🇷"]),
        ("👍🏽x", ["👍🏽", "x"]),
        ("Tür\u00adrahmen", ["T", "ü", "r\u00ad", "r", "a", "h", "m", "e", "n"]),
    ],
)
def test_characters_are_what_a_reader_takes_for_one(text: str, characters: list[str]) -> None:
    stops = walk(motions.next_character, text)
    assert pieces(text, stops) == characters
    assert walk(motions.previous_character, text, stops[-1]) == stops[::-1]
    for offset in range(len(text)):
        span = motions.character_at(text, paragraphs_of(text), offset)
        assert span.of(text) in characters
        assert span.start <= offset < span.end


def test_words_begin_and_end_as_in_vim() -> None:
    text = "“Don’t go,” he said—4.1 of U.S. troops."
    assert pieces(text, walk(motions.next_word, text)) == [
        "“", "Don’t ", "go", ",” ", "he ", "said", "—", "4.1 ", "of ", "U.S", ". ", "troops", "."
    ]  # fmt: skip
    ends = walk(motions.word_end, text)[1:]
    assert pieces(text, [0, *(at + 1 for at in ends)])[:-1] == [
        "“Don’t", " go", ",”", " he", " said", "—", "4.1", " of", " U.S", ".", " troops", "."
    ]  # fmt: skip
    assert walk(motions.previous_word, text, len(text) - 1)[::-1] == walk(motions.next_word, text)


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("the café, now", 5, "café"),
        ("the cafe\u0301, now", 8, "cafe\u0301"),
        ("he didn't go", 6, "didn't"),
        ("1,307 words", 1, "1,307"),
        ("東京タワーへ", 0, "東京"),
        ("東京タワーへ", 3, "タワー"),
        (f"so {FAMILY} it", 4, FAMILY),
        ("a cease-fire", 3, "cease"),
        ("well …” she", 5, "…”"),
        ("a   b", 2, "   "),
        ("a_b c", 1, "a_b"),
    ],
)
def test_the_word_at_an_offset(text: str, at: int, word: str) -> None:
    assert motions.word_at(text, paragraphs_of(text), at).of(text) == word


def test_motions_go_on_in_the_next_paragraph() -> None:
    text = "One two\nThree. Four\n\nfive"
    parts = paragraphs_of(text)
    assert motions.next_character(text, parts, 6) == 8
    assert motions.previous_character(text, parts, 8) == 6
    assert motions.next_word(text, parts, 4) == 8
    assert motions.previous_word(text, parts, 8) == 4
    assert motions.word_end(text, parts, 6) == 12
    assert motions.next_sentence(text, parts, 0) == 8
    assert motions.previous_sentence(text, parts, 8) == 0
    assert walk(motions.next_paragraph, text) == [0, 8, 21, 24]
    assert walk(motions.previous_paragraph, text, 24) == [24, 21, 8, 0]
    assert motions.paragraph_at(parts, 20) == Span(8, 19)


SENTENCES = [
    ["Mr. Smith of the U.S. Army met Dr. Lee. ", "He left."],
    ["He lives in the U.S. ", "The others do not."],
    ["“Stop it!” she said. ", "“Why?” he asked. ", "“Because.” ", "Silence."],
    ["It rose 4.1 percent… ", "And then? ", "Nobody knew (see below.) ", "The end"],
    ["J. A. Smith wrote it. ", "It was I. ", "And so on."],
    ["東京へ行く。", "「はい。」", "それだけ。"],
    ["only one"],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=lambda parts: parts[0].strip())
def test_sentences(sentences: list[str]) -> None:
    text = "".join(sentences)
    starts = [sum(map(len, sentences[:n])) for n in range(len(sentences))]
    walked = walk(motions.next_sentence, text)
    assert walked == [*starts, len(text) - 1]
    assert walk(motions.previous_sentence, text, len(text) - 1) == walked[::-1]
    for start, sentence in zip(starts, sentences, strict=True):
        for at in range(start, start + len(sentence)):
            assert motions.sentence_at(text, paragraphs_of(text), at).of(text) == sentence.rstrip()


def test_what_is_in_lower_case_goes_on_a_sentence() -> None:
    text = "Wait ... he said. Then he went"
    assert motions.sentence_at(text, paragraphs_of(text), 7).of(text) == "Wait ... he said."


@pytest.mark.parametrize("motion", [*FORWARD, *BACKWARD, motions.first, motions.last])
def test_there_may_be_no_text(motion: motions.Motion) -> None:
    assert motion("", (), 0) == 0
    assert motion("\n\n", (), 1) in (0, 1)


def test_spans_of_no_text_are_empty() -> None:
    for find in (motions.character_at, motions.word_at, motions.sentence_at):
        assert find("", (), 0) == Span(0, 0)
    assert motions.paragraph_at((), 0) == Span(0, 0)


@example("\xad\u200d\u03011")
@example("1\xad\u200d\u0301")
@given(TEXTS)
def test_carets_stand_where_characters_begin(text: str) -> None:
    parts = paragraphs_of(text)
    if not parts:
        return
    ends = (motions.first(text, parts, 0), motions.last(text, parts, 0))
    carets = walk(motions.next_character, text, ends[0])
    assert carets[-1] == ends[1]
    for at in carets:
        for motion in FORWARD:
            assert motion(text, parts, at) in carets
            assert motion(text, parts, at) > at or at == ends[1]
        for motion in BACKWARD:
            assert motion(text, parts, at) in carets
            assert motion(text, parts, at) < at or at == ends[0]
        word, sentence = motions.word_at(text, parts, at), motions.sentence_at(text, parts, at)
        assert word.start <= at < word.end
        assert sentence.start <= at


LONG = {
    "blanks in words": "word and " * 111_111,
    "one word": "a" * 1_000_000,
    "dots": "." * 1_000_000,
    "blanks": "x" + " " * 1_000_000 + "x",
    "wide letters": "漢" * 1_000_000,
    "marks on a letter": "e" + "\u0301" * 1_000_000 + "x",
    "joined emoji": "👩‍" * 500_000,
    "flags": "🇩" * 1_000_000,
    "quotation marks": ".”" * 500_000,
}


class Counted(str):
    """A text that counts how much of it was read."""

    read = 0

    def __getitem__(self, key: object) -> str:
        """Read."""
        part = super().__getitem__(key)  # type: ignore[index]
        self.read += len(part)
        return part


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_paragraph_of_a_megabyte_is_only_looked_at_nearby(text: str) -> None:
    parts = paragraphs_of(text)
    for at in (0, 500_000, len(text) - 1):
        at = motions.character_at(text, parts, at).start
        for motion in (*FORWARD, *BACKWARD):
            counted = Counted(text)
            onward = motion(counted, parts, at)
            assert counted.read < 60_000
            assert (onward >= at) is (motion in FORWARD) or onward == at
        for find in (motions.character_at, motions.word_at, motions.sentence_at):
            counted = Counted(text)
            span = find(counted, parts, at)
            assert counted.read < 60_000
            assert span.start <= at
            assert span.end - span.start <= 8_200


# Selections


def test_both_ends_are_selected() -> None:
    text = f"one {FAMILY} two\nthree"
    parts = paragraphs_of(text)
    chosen = Selection(4, 0)
    assert chosen.span(text, parts).of(text) == f"one {FAMILY}"
    assert chosen.swapped() == Selection(0, 4)
    assert chosen.swapped().span(text, parts) == chosen.span(text, parts)
    assert Selection(2, len(text) - 1, whole=True).span(text, parts).of(text) == text
    assert Selection(2, 5, whole=True).span(text, parts).of(text) == text.split("\n")[0]


def test_a_span_becomes_a_selection_and_back() -> None:
    text = f"one {FAMILY} two"
    parts = paragraphs_of(text)
    for span in (Span(0, 3), Span(2, 9), Span(4, 9)):
        assert Selection.of(text, parts, span).span(text, parts) == span
    assert Selection.of(text, parts, Span(4, 4)).span(text, parts) == Span(4, 9)


# Rows


def page_of(text: str, columns: int) -> Layout:
    """Each line of a text as a block."""
    blocks, start = [Block(0, 0, "meta", 0, literal="own", opens=False)], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block(start, start + len(line), "body", number))
        start += len(line) + 1
    return Layout(text, tuple(blocks), columns)


def test_rows_without_text_are_passed_over() -> None:
    page = page_of("aaaa bbbb\ncccc", 4)
    assert by_rows(page, 1, 1, 1) == 6
    assert by_rows(page, 6, 1, 1) == 11
    assert by_rows(page, 11, -1, 1) == 6
    assert by_rows(page, 6, -1, 9) == 3
    assert by_rows(page, 1, -1, 1) == 1
    assert by_rows(page, 1, -5, 1) == 1
    assert by_rows(page, 1, 50, 2) == 12


def test_cells_of_wide_letters() -> None:
    page = page_of("漢字漢字 abcdefgh", 8)
    assert by_rows(page, 1, 1, 2) == 7
    assert by_rows(page, 8, -1, 3) == 1
    assert row_edge(page, 2, page.width) == 3
    assert row_edge(page, 2, 0) == 0


def test_blanks_that_are_not_shown_are_stepped_off() -> None:
    page = page_of("aaaa bbbb\ncccc", 4)
    assert into_sight(page, 4, forward=True) == 5
    assert into_sight(page, 4, forward=False) == 3
    assert into_sight(page, 2, forward=True) == 2


def test_ends_of_sentences_and_paragraphs_are_gone_to_and_then_those_of_the_next() -> None:
    text = "One here. Two.\n\nThree."
    parts = paragraphs_of(text)
    assert walk(motions.sentence_end, text) == [0, 8, 13, 21]
    assert walk(motions.paragraph_end, text) == [0, 13, 21]
    assert motions.sentence_end(text, parts, 8) == 13
