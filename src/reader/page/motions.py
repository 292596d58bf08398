"""Where a caret goes in an article's text: by characters, words, sentences, paragraphs.

A caret stands on a code point at which a character begins, a character being what a reader takes for one: a letter
with its accents, an emoji of several code points. Nothing here looks further than some thousand code points around
the caret: what is longer (a word of a megabyte) is taken in pieces. Words are told apart as by vim, by kinds of
characters, but with the apostrophes, points and commas that Unicode (UAX #29) counts as inner ones.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from reader.model import Paragraph, Span
from reader.page.cells import is_even

Motion = Callable[[str, Sequence[Paragraph], int], int]
"""Text, its paragraphs, where the caret is: where it goes."""

_Kind = Literal["blank", "sign", "symbol", "word", "han", "hiragana", "katakana"]

_CHARACTER = 128  # code points looked at for one character
_WORD = 1_000  # … for one word
_SENTENCE = 4_000  # … for one sentence
_SAFE = 64  # code points within which a place is looked for where a character surely begins
_UNSEEN = frozenset({"Cf", "Mn", "Me"})  # categories of what shows nothing by itself
_INNER = frozenset("'’.·")  # join the letters or digits on both sides
_STOP = re.compile(
    "(?<![.!?…])([.!?…]++)([\"'”’»)\\]]*+)\\s++(?=\\S)"  # a stop, what it closes, blanks
    "|[。！？]++[」』”’）]*+\\s*+(?=\\S)"
)
_OPENING = "\"'“‘«(["
_LAST_WORD = re.compile(r"[\w.’'-]{1,20}\Z")
_FIRST_WORD = re.compile(r"\w+(?!\w|\.)")


# Characters


def character_at(text: str, paragraphs: Sequence[Paragraph], offset: int) -> Span:
    """The character that an offset lies in; for one between paragraphs, the last of the paragraph before."""
    part = paragraph_at(paragraphs, offset)
    if part.start == part.end:
        return part
    held = min(max(offset, part.start), part.end - 1)
    start = _back(text, part, held + 1, _CHARACTER)[-1]
    following = _on(text, part, start, _CHARACTER)
    return Span(start, following[1] if len(following) > 1 else min(part.end, start + _CHARACTER))


def next_character(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the next character begins; at the text's end, where the last one does."""
    here = character_at(text, paragraphs, offset)
    if here.end < paragraph_at(paragraphs, offset).end:
        return here.end
    return _next_start(paragraphs, offset, here.start)


def previous_character(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the character before begins; at the text's beginning, where the first one does."""
    here = character_at(text, paragraphs, offset)
    if here.start > paragraph_at(paragraphs, offset).start:
        return character_at(text, paragraphs, here.start - 1).start
    before = _paragraph_before(paragraphs, offset)
    return here.start if before is None else character_at(text, paragraphs, before.end - 1).start


def first(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the text begins."""
    return paragraphs[0].start if paragraphs else offset


def last(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the last character of the text begins."""
    return character_at(text, paragraphs, paragraphs[-1].end - 1).start if paragraphs else offset


def _on(text: str, part: Span, start: int, reach: int) -> Sequence[int]:
    """Where characters begin, from one of them on."""
    return _characters(text, start, min(part.end, start + reach))


def _back(text: str, part: Span, end: int, reach: int) -> Sequence[int]:
    """Where the characters before an offset begin."""
    start = max(part.start, end - reach)
    if start > part.start:  # perhaps within a character; one begins at every sign of ASCII
        start = next((at for at in range(start, min(start + _SAFE, end)) if " " <= text[at] <= "~"), start)
    return _characters(text, start, end)


def _characters(text: str, start: int, end: int) -> Sequence[int]:
    """Where characters begin in a range that begins with one; what shows nothing belongs to the one before."""
    part = text[start:end]
    if is_even(part):
        return range(start, end)
    from wcwidth import iter_graphemes

    starts: list[int] = []
    for grapheme in iter_graphemes(part):
        if not starts or not all(unicodedata.category(char) in _UNSEEN for char in grapheme):
            starts.append(start)
        start += len(grapheme)
    return starts


# Words


def word_at(text: str, paragraphs: Sequence[Paragraph], offset: int) -> Span:
    """The word, the signs or the blanks that an offset lies in."""
    here, part = character_at(text, paragraphs, offset), paragraph_at(paragraphs, offset)
    if here.start == here.end:
        return here
    kind, start = _kind(text, here.start), here.start
    for at in reversed(_back(text, part, start, _WORD)):
        if _kind(text, at) != kind:
            break
        start = at
    following = _on(text, part, here.start, _WORD)[1:]
    end = next((at for at in following if _kind(text, at) != kind), min(part.end, here.start + _WORD))
    return Span(start, end)


def next_word(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the next word or signs begin; at the text's end, the last character."""
    starts = _on(text, paragraph_at(paragraphs, offset), offset, _WORD)
    kind: _Kind = _kind(text, offset) if starts else "blank"
    for at in starts[1:]:
        other = _kind(text, at)
        if other not in (kind, "blank"):
            return at
        kind = other
    return _further(text, paragraphs, offset, starts)


def previous_word(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where this word or these signs begin, or those before; at the text's beginning, the first character."""
    part = paragraph_at(paragraphs, offset)
    starts = _back(text, part, offset, _WORD)
    found = _edge(text, reversed(starts))
    if found is not None:
        return found
    if starts and starts[0] > part.start:
        return starts[0]
    before = _paragraph_before(paragraphs, offset)
    return part.start if before is None else word_at(text, paragraphs, before.end - 1).start


def word_end(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """The last character of this word or these signs, or of the next; at the text's end, the last character."""
    part = paragraph_at(paragraphs, offset)
    starts = _on(text, part, offset, _WORD)
    found = _edge(text, starts[1:])
    if found is not None:
        return found
    onward = _further(text, paragraphs, offset, starts)
    if onward < part.end:
        return onward
    return character_at(text, paragraphs, word_at(text, paragraphs, onward).end - 1).start


def _edge(text: str, starts: Iterable[int]) -> int | None:
    """The last of the characters that are of one kind, after blanks; None where there are only blanks."""
    kind: _Kind = "blank"
    found = None
    for at in starts:
        other = _kind(text, at)
        if kind not in (other, "blank"):
            break
        if other != "blank":
            kind, found = other, at
    return found


def _further(text: str, paragraphs: Sequence[Paragraph], offset: int, starts: Sequence[int]) -> int:
    """Where to go on when a word has not ended in what was looked at."""
    if offset + _WORD < paragraph_at(paragraphs, offset).end:
        return starts[-1] if len(starts) > 1 else next_character(text, paragraphs, offset)
    return _next_start(paragraphs, offset, starts[-1] if starts else offset)


def _kind(text: str, at: int) -> _Kind:
    """What kind of character begins at an offset."""
    char = text[at]
    if char.isspace():
        return "blank"
    if char == "_" or _is_letter(char):
        return _script(char)
    if char == "," or char in _INNER:
        around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
        inner = str.isdecimal if char == "," else _is_letter
        if len(around) == 2 and inner(around[0]) and inner(around[1]):
            return "word"
    return "symbol" if unicodedata.category(char) == "So" else "sign"


def _is_letter(char: str) -> bool:
    """Whether a character is a letter, a digit, or a mark upon one."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _script(char: str) -> _Kind:
    if "\u3040" <= char <= "\u309f":
        return "hiragana"
    if "\u30a0" <= char <= "\u30ff":
        return "katakana"
    return "han" if "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff" else "word"


# Sentences


def sentence_at(text: str, paragraphs: Sequence[Paragraph], offset: int) -> Span:
    """The sentence that an offset lies in, without the blanks after it."""
    part = paragraph_at(paragraphs, offset)
    start, end = max(part.start, offset - _SENTENCE), min(part.end, offset + _SENTENCE)
    start = character_at(text, paragraphs, start).start
    for at in _sentence_starts(text, start, end):
        if at > offset:
            end = at
            break
        start = at
    return Span(start, start + len(text[start:end].rstrip()))


def next_sentence(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the next sentence begins; at the text's end, the last character."""
    part = paragraph_at(paragraphs, offset)
    start, end = max(part.start, offset - _SENTENCE), min(part.end, offset + _SENTENCE)
    following = next((at for at in _sentence_starts(text, start, end) if at > offset), None)
    if following is not None:
        return following
    if end < part.end:
        return character_at(text, paragraphs, end).start
    return _next_start(paragraphs, offset, last(text, paragraphs, offset))


def sentence_end(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """The last character of this sentence; standing there, that of the next."""
    end = _last_of(text, paragraphs, sentence_at(text, paragraphs, offset))
    if offset < end:
        return end
    following = next_sentence(text, paragraphs, offset)
    return max(following, _last_of(text, paragraphs, sentence_at(text, paragraphs, following)))


def previous_sentence(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where this sentence begins, or the one before; at the text's beginning, the first character."""
    start = sentence_at(text, paragraphs, offset).start
    if start < offset:
        return start
    if start > paragraph_at(paragraphs, offset).start:
        return sentence_at(text, paragraphs, start - 1).start
    before = _paragraph_before(paragraphs, offset)
    return start if before is None else sentence_at(text, paragraphs, before.end - 1).start


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences begin after others within a range of one paragraph."""
    return (match.end() for match in _STOP.finditer(text, start, end) if _ends_sentence(text, match))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends its sentence: by what follows, and by whether it belongs to an abbreviation."""
    from reader.analysis.lexicon import words

    start = match.end()
    following = text[start : start + _SAFE].lstrip(_OPENING)
    if following[:1].islower() or len(_characters(text, start - 1, start + 1)) == 1:
        return False  # what follows goes on, or is a mark upon the blank
    if match[1] != "." or match[2]:
        return True
    found = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start()])
    before = found[0] if found else ""
    if len(before) == 1:
        return not before.isupper() or before == "I"
    if "." not in before and before.lower() not in words("stops"):
        return True
    after = _FIRST_WORD.match(following)
    return after is not None and after[0].lower() in words("function_words")


# Paragraphs


def paragraph_at(paragraphs: Sequence[Paragraph], offset: int) -> Span:
    """The paragraph that an offset lies in, else the one before; empty where there are none."""
    if not paragraphs:
        return Span(0, 0)
    part = paragraphs[_index(paragraphs, offset)]
    return Span(part.start, part.end)


def next_paragraph(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where the next paragraph begins; in the last one, the text's last character."""
    return _next_start(paragraphs, offset, last(text, paragraphs, offset))


def paragraph_end(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """The last character of this paragraph; standing there, that of the next."""
    end = _last_of(text, paragraphs, paragraph_at(paragraphs, offset))
    if offset < end:
        return end
    following = next_paragraph(text, paragraphs, offset)
    return max(following, _last_of(text, paragraphs, paragraph_at(paragraphs, following)))


def _last_of(text: str, paragraphs: Sequence[Paragraph], span: Span) -> int:
    """Where the last character of a stretch begins."""
    return character_at(text, paragraphs, max(span.start, span.end - 1)).start


def previous_paragraph(text: str, paragraphs: Sequence[Paragraph], offset: int) -> int:
    """Where this paragraph begins, or the one before."""
    part = paragraph_at(paragraphs, offset)
    before = _paragraph_before(paragraphs, offset)
    return part.start if offset > part.start or before is None else before.start


def _index(paragraphs: Sequence[Paragraph], offset: int) -> int:
    return max(0, bisect_right(paragraphs, offset, key=lambda part: part.start) - 1)


def _next_start(paragraphs: Sequence[Paragraph], offset: int, otherwise: int) -> int:
    """Where the next paragraph begins, or what there is to say where there is none."""
    following = _index(paragraphs, offset) + 1
    return paragraphs[following].start if following < len(paragraphs) else otherwise


def _paragraph_before(paragraphs: Sequence[Paragraph], offset: int) -> Paragraph | None:
    at = _index(paragraphs, offset)
    return paragraphs[at - 1] if at > 0 else None


BY_NAME: Mapping[str, Motion] = {
    motion.__name__: motion
    for motion in (
        *(previous_character, next_character, next_word, previous_word, word_end),
        *(sentence_end, previous_sentence, next_paragraph, paragraph_end, previous_paragraph, first, last),
    )
}
"""The motions by their names."""
