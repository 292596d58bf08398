"""Where the paragraphs of plain text lie: one a line, or lines wrapped by hand that belong together."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.model import Span

MOST = 200_000
"""Paragraphs of one article; the rest of the text is one more."""

_LINE = re.compile(r"\S[^\n]*")
_SAMPLE = 2_000  # lines that show how a file is wrapped
_WIDEST = 120  # characters of a line wrapped by hand
_FULL = 0.75  # of the widest line, which a line that goes on must reach with the first word of the next


def split(text: str) -> list[Span]:
    """Find the paragraphs of plain text.

    Args:
        text: Clean text.

    Returns:
        Spans without white space at the ends, in order.
    """
    width = _wrapped_at(text)
    found: list[Span] = []
    for line in _lines(text):
        if len(found) == MOST:
            return [*found, Span(line.start, len(text.rstrip()))]
        if found and width and _goes_on(text, found[-1], line, width):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return found


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold something, without white space at the ends."""
    for match in _LINE.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def _adjoin(text: str, before: Span, after: Span) -> bool:
    """Tell whether no blank line lies between two spans."""
    return text.count("\n", before.end, after.start) == 1


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Tell whether a line goes on with the paragraph before it, in a text wrapped by hand at a width."""
    if not _adjoin(text, before, line) or is_item(text[line.start : line.start + 8]):
        return False
    last = before.end - max(before.start, text.rfind("\n", before.start, before.end) + 1)
    return _reaches(text, last, line, width)


def _reaches(text: str, last: int, line: Span, width: int) -> bool:
    """Tell whether a line of length ``last`` had no room for the first word of the next."""
    word = text[line.start : min(line.end, line.start + width)].split(None, 1)[0]
    return last + 1 + len(word) >= _FULL * width


class _Pair(NamedTuple):
    """A line that another follows without a blank line."""

    length: int
    next: Span


def _wrapped_at(text: str) -> int:
    """The width at which a text was wrapped by hand, or 0 where each line is a paragraph.

    Wrapped text gives itself away: lines that others follow are nearly as long as the longest, and many of those
    that follow begin in small letters.
    """
    pairs: list[_Pair] = []
    before: Span | None = None
    widest = long = 0
    for number, line in enumerate(_lines(text)):
        if number == _SAMPLE:
            break
        length = line.end - line.start
        long += length > _WIDEST
        widest = max(widest, length if length <= _WIDEST else 0)
        if before is not None and _adjoin(text, before, line):
            pairs.append(_Pair(before.end - before.start, line))
        before = line
    if not pairs or long > len(pairs) * 0.05:
        return 0
    full = sum(_reaches(text, pair.length, pair.next, widest) for pair in pairs)
    small = any(text[pair.next.start].islower() for pair in pairs)
    return widest if small and widest >= 40 and full >= 0.7 * len(pairs) else 0


def is_item(line: str) -> bool:
    """Tell whether a line begins as an entry of a list."""
    if line[:2] in ("- ", "* ", "• ", "◦ ", "▪ ", "‣ "):
        return True
    number, _, _ = line.partition(" ")
    return number[-1:] in (".", ")") and number[:-1].isdigit() and len(number) <= 4 and len(number) < len(line)
