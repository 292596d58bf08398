"""Text that knows where each of its characters came from, and what edits are made of.

An edited text carries, for each of its characters, the offset in the text before editing that it came from, or -1 where
it is new. A character that another replaces in its place leads back to it.
"""

import random
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

SENTENCE = re.compile(r"[^\s][^.!?\n]*(?:[.!?]+(?=[\w])[^.!?\n]*)*[.!?]*['’”\"]*")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NEW = -1


class Traced(NamedTuple):
    """A text, and where each of its characters came from."""

    text: str
    origin: list[int]


class Case(NamedTuple):
    """What an edit may use: the text, the passage in it, chance, and text of another article."""

    text: str
    start: int
    end: int
    rng: random.Random
    other: str

    def traced(self) -> Traced:
        """The text before any edit."""
        return Traced(self.text, list(range(len(self.text))))


Edit = Callable[[Case, Traced], Traced | None]
"""An edit returns None where the text offers nothing to do it to."""
Patch = tuple[int, int, str]


def patched(old: Traced, patches: Iterable[Patch], keep: bool = True) -> Traced:
    """Replace stretches of a text.

    Args:
        old: The text so far.
        patches: Start, end and new text of each, in order, without overlap.
        keep: Whether the new characters lead back to those they replace.

    Returns:
        The text after.
    """
    parts: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end, new in patches:
        parts += (old.text[done:start], new)
        origin += old.origin[done:start]
        replaced = old.origin[start:end]
        origin += [replaced[min(n, len(replaced) - 1)] if keep and replaced else NEW for n in range(len(new))]
        done = end
    parts.append(old.text[done:])
    return Traced("".join(parts), origin + old.origin[done:])


def joined(parts: Iterable[Traced]) -> Traced:
    """Put pieces of text one after the other."""
    pieces = list(parts)
    return Traced("".join(piece.text for piece in pieces), [at for piece in pieces for at in piece.origin])


def cut(old: Traced, start: int, end: int) -> Traced:
    """A stretch of a text."""
    return Traced(old.text[start:end], old.origin[start:end])


def new(text: str) -> Traced:
    """Text that came from nowhere."""
    return Traced(text, [NEW] * len(text))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines of a text that are not blank."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences, none of which goes over a line's end."""
    return [match.span() for match in SENTENCE.finditer(text) if len(match[0]) > 20]


def far_ends(text: str, start: int, end: int) -> list[int]:
    """The ends of paragraphs that are not beside a stretch: what is put there is not in its place."""
    return [b for a, b in paragraphs(text) if b - a > 60 and (b < start - 150 or end + 150 < a)]


def place(case: Case, now: Traced) -> tuple[int, int] | None:
    """Where the passage is now, as far as it is there."""
    inside = [at for at, origin in enumerate(now.origin) if case.start <= origin < case.end]
    return (inside[0], inside[-1] + 1) if inside else None


def pick_sentence(case: Case) -> str | None:
    """A sentence of another article."""
    found = [case.other[a:b] for a, b in sentences(case.other) if 40 <= b - a <= 250]
    return case.rng.choice(found) if found else None


def pick_words(case: Case, count: int) -> list[str]:
    """Words of another article."""
    words = [word for word in WORD.findall(case.other) if len(word) > 3] or ["other"]
    return [case.rng.choice(words).lower() for _ in range(count)]


def each(pattern: str, replacement: str | Callable[[re.Match[str]], str], share: float = 1.0) -> Edit:
    """Replace what a pattern matches, everywhere or by chance."""

    def edit(case: Case, now: Traced) -> Traced | None:
        parts: list[Traced] = []
        done = 0
        for match in re.finditer(pattern, now.text):
            if case.rng.random() < share:
                made = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
                parts += (cut(now, done, match.start()), swapped(cut(now, *match.span()), made))
                done = match.end()
        return joined([*parts, cut(now, done, len(now.text))]) if parts else None

    return edit


def swapped(old: Traced, made: str) -> Traced:
    """A piece for another; what the old one has in the middle of the new one stays what it was."""
    before, found, after = made.partition(old.text) if old.text else (made, "", "")
    return joined([new(before), old, new(after)]) if found or not old.text else patched(old, [(0, len(old.text), made)])


def all_of(*edits: Edit) -> Edit:
    """One edit after the other; those that find nothing to do are passed over."""

    def edit(case: Case, now: Traced) -> Traced | None:
        done = None
        for step in edits:
            done = step(case, done or now) or done
        return done

    return edit


def both(first: Edit, second: Edit) -> Edit:
    """One edit after the other, and neither without the other."""

    def edit(case: Case, now: Traced) -> Traced | None:
        done = first(case, now)
        return second(case, done) if done else None

    return edit


def lines_of(now: Traced) -> list[Traced]:
    """The text in lines, each with its end."""
    return [cut(now, *m.span()) for m in re.finditer(r"[^\n]*(?:\n+|$)", now.text) if m.end() > m.start()]


def holds(case: Case, line: Traced) -> bool:
    """Whether a line holds something of the passage."""
    return any(case.start <= at < case.end for at in line.origin)


def covering(case: Case, now: Traced) -> tuple[int, int] | None:
    """The whole sentences that hold the passage."""
    where = place(case, now)
    if where is None:
        return None
    touched = [(a, b) for a, b in all_sentences(now.text) if a < where[1] and where[0] < b]
    return (min(touched[0][0], where[0]), max(touched[-1][1], where[1])) if touched else where


def all_sentences(text: str) -> list[tuple[int, int]]:
    """All rough sentences, the short ones too."""
    return [match.span() for match in SENTENCE.finditer(text)]
