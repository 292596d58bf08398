"""Quotation marks: where quoted strings begin and end, paragraph by paragraph.

A depth-aware state machine, one pass over the marks of a paragraph. A mark's direction is judged by what stands
around it and only then by its glyph, for news prints ``here,“`` and ``”We`` often enough.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader.analysis import lexicon
from reader.model import Paragraph


class Quoted(NamedTuple):
    """One outermost quoted string of a paragraph, its marks included."""

    start: int
    end: int
    paragraph: int
    """Its index among the article's paragraphs."""
    closed: bool
    """False where the paragraph ends before the closing mark."""
    single: bool
    """Set in single marks."""
    opened: int = 1
    """How many characters its opening mark has."""
    continues: bool = False
    """Reopens what the paragraph before left open."""

    def inner(self, text: str) -> str:
        """What stands between the marks."""
        closing = self.opened if self.closed else 0
        return text[self.start + self.opened : self.end - closing].strip()


_DOUBLE = re.compile(r"``|''(?:'(?!'))?|‘‘|’’|[\"“”„‟«»＂]")
_SINGLE = re.compile(r"['‘’‚‛‹›]")
_VALUE = re.compile(r"[\"”“][^\"”“\n]{0,400}[\"”“]")
_OPENING = frozenset("“„‟«``‘‚‛‹")
_BEFORE = frozenset("([{-–—―/\u2018'‚‹“„«\"‟*_>=")
_AFTER = frozenset(".,;:!?)]}-–—―/…’'”\"»*_<")


class _Mark(NamedTuple):
    start: int
    end: int
    turn: int
    """1 opens, -1 closes, 0 could do either."""
    glyph: int
    """What its shape says, in the same numbers."""


def scan(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quoted, ...]:
    """Find the outermost quoted strings of an article.

    Args:
        text: The article's text.
        paragraphs: Its paragraphs in order; boilerplate is passed over.

    Returns:
        The strings in text order, none reaching over the end of its paragraph.
    """
    single = _is_british(text)
    found: list[Quoted] = []
    open_before = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind in ("boilerplate", "code"):
            continue
        strings = list(_strings(text, paragraph, index, single))
        if strings and open_before and strings[0].start - paragraph.start <= 1:
            strings[0] = strings[0]._replace(continues=True)
        if strings or text[paragraph.start : paragraph.end].strip():
            open_before = bool(strings) and not strings[-1].closed
        found.extend(strings)
    return tuple(found)


def _is_british(text: str) -> bool:
    """Whether single marks carry the quotations of this text: they close after a stop and double ones are rare."""
    double = sum(1 for _ in _DOUBLE.finditer(text))
    single = sum(1 for _ in re.finditer(r"[.,!?…]['’](?=[\s)]|$)", text))
    return 2 * single >= max(double, 1) and bool(re.search(r"(?:^|[\s(—–])['‘](?=\w)", text))


def _strings(text: str, paragraph: Paragraph, index: int, british: bool) -> Iterator[Quoted]:
    """The outermost strings of one paragraph."""
    double = list(_marks(text, paragraph, _DOUBLE))
    if british or (paragraph.kind in ("title", "heading", "kicker") and not double):
        single = list(_single_marks(text, paragraph))
        leading = bool(single) and (not double or single[0].start < double[0].start)
        if leading and (british or len(single) > 1):
            yield from _pair(text, single, paragraph, index, True)
            return
    yield from _pair(text, double, paragraph, index, False)


def _marks(text: str, paragraph: Paragraph, pattern: re.Pattern[str]) -> Iterator[_Mark]:
    """The double marks of a paragraph, each with its direction."""
    markup = paragraph.start
    for match in pattern.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else ""
        after = text[end] if end < paragraph.end else ""
        if before == "=" and start >= markup:
            value = _VALUE.match(text, start, paragraph.end)
            markup = value.end() if value is not None else markup
        glyph = 0 if match[0] in ('"', "＂", "''", "'''") else 1 if match[0][0] in _OPENING else -1
        around = text[max(paragraph.start, start - 1) : end + 1]
        if start < markup or after == ">" or (match[0] == "''" and len(set(around)) == 1):
            continue  # a value in left-over markup or its end, a rule of apostrophes
        if before.isdigit() and not glyph and _is_measure(text, start, after):
            continue
        yield _Mark(start, end, _turn(before, after, glyph, match[0]), glyph)


def _is_measure(text: str, start: int, after: str) -> bool:
    """Whether a straight mark after a digit stands for inches or seconds (5'11")."""
    return (after and after in "-x×") or bool(re.search(r"\d['’′]\s?\d{1,2}$", text[max(0, start - 8) : start]))


def _turn(before: str, after: str, glyph: int, mark: str) -> int:
    """Judge a mark's direction by its neighbours, then by its shape."""
    opens = not before or before.isspace() or before in _BEFORE
    closes = not after or after.isspace() or after in _AFTER
    if opens and closes and not (before and after):
        return 1 if after else -1  # a paragraph begins or ends here
    if opens and closes:
        return glyph if mark in "«»" else 0
    if opens != closes:
        return 1 if opens else -1
    return glyph


def _single_marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    """Single marks that open or close a quotation; apostrophes are left out."""
    elisions = lexicon.words("elisions")
    for match in _SINGLE.finditer(text, paragraph.start, paragraph.end):
        start, end = match.span()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if (before.isspace() or before in _BEFORE) and (after.isalpha() or after in '“"…[£$€' or after.isdigit()):
            word = re.match(r"\w{1,6}", text[end : end + 6])
            elided = word is not None and word[0].lower() in elisions
            if not elided and not re.match(r"\d\ds\b", text[end : end + 4]):
                yield _Mark(start, end, 1, 1)
        elif (after.isspace() or after in _AFTER) and not before.isspace() and match[0] not in "‘‚‛":
            plural = before == "s" and after not in ".,;:!?)"
            yield _Mark(start, end, 0 if plural else -1, -1)


def _pair(text: str, marks: list[_Mark], paragraph: Paragraph, index: int, single: bool) -> Iterator[Quoted]:
    """Pair the marks of a paragraph; only outermost strings come out."""
    closers = _closers_left(marks)
    depth = 0
    opened: _Mark | None = None
    for at, mark in enumerate(marks):
        turn = _resolve(mark, depth, closers[at], single)
        if turn > 0 and opened is None:
            opened, depth = mark, 1
        elif turn > 0 and opened is not None:
            if closers[at] > depth:
                depth += 1
            else:  # too few closers follow for both: the earlier string was never closed
                yield from _unclosed(text, opened, mark.start, index, single)
                opened, depth = mark, 1
        elif turn < 0 and opened is not None:
            depth -= 1
            if depth == 0:
                yield Quoted(opened.start, mark.end, index, True, single, opened.end - opened.start)
                opened = None
    if opened is not None:
        end = len(text[opened.start : paragraph.end].rstrip()) + opened.start
        if end > opened.end:
            yield Quoted(opened.start, end, index, False, single, opened.end - opened.start)


def _resolve(mark: _Mark, depth: int, closers: int, single: bool) -> int:
    """The direction of a mark that could do either: close what is open, else open."""
    if mark.turn:
        return mark.turn
    if single:  # a plural's apostrophe, unless nothing else will close the string
        return -1 if depth and closers == 0 else 0
    if depth:
        return -1
    return mark.glyph or 1


def _closers_left(marks: list[_Mark]) -> list[int]:
    """For each mark the most open strings that the marks after it could close (the best prefix of what follows)."""
    left = [0] * len(marks)
    best = 0
    for at in range(len(marks) - 1, -1, -1):
        left[at] = best
        best = max(0, best - marks[at].turn)
    return left


def _unclosed(text: str, opened: _Mark, limit: int, index: int, single: bool) -> Iterator[Quoted]:
    """A string whose closing mark is missing though another string follows: it ends with its last sentence."""
    stretch = text[opened.end : limit]
    stop = max(stretch.rfind(mark) for mark in ".?!")
    if stop > 0:
        yield Quoted(opened.start, opened.end + stop + 1, index, False, single, opened.end - opened.start)
