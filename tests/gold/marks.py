"""Texts with actors marked by hand: reading the marks, and scoring what was found against them.

``python -m tests.gold.marks [--errors seeds look] [--text NAME]`` prints a table and, on request, what went wrong.
Errors in the part ``score`` are never listed: it is there to be scored, not read. README.md says what is marked.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from reader.model import ActorKind, Analysis, Article, Paragraph

HERE = Path(__file__).resolve().parent
ACTORS = HERE / "actors"
SEEDS = HERE.parent.parent / "seeds"

Part = Literal["seeds", "look", "score"]
PARTS: tuple[Part, ...] = get_args(Part)
OPEN_PARTS: tuple[Part, ...] = ("seeds", "look")
KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
FLAGS = ("metonym", "optional")
INLINE = re.compile(r"\[\[([^\[\]|\n]+)\|(?:([a-z]+):)?([a-z0-9-]+)((?:\|[a-z]+)*)\]\]")


class GoldError(ValueError):
    """A mark that cannot be read, with the place it stands in."""


class Mark(NamedTuple):
    """One mention: a half-open span of the plain text, its kind, and the actor it names."""

    start: int
    end: int
    kind: ActorKind
    actor: str
    metonym: bool = False
    optional: bool = False
    """Assessors may differ: counts neither when found nor when missed."""


class Gold(NamedTuple):
    """A text and its marks, in text order."""

    name: str
    part: Part
    text: str
    marks: tuple[Mark, ...]


class Counts(NamedTuple):
    """Right, found and expected; adds up over texts."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.expected
        return 2 * self.right / total if total else 1.0


class Score(NamedTuple):
    """How well mentions and links were found."""

    exact: Counts = Counts()
    typed: Counts = Counts()
    links: Counts = Counts()
    metonyms: Counts = Counts()

    def plus(self, other: "Score") -> "Score":
        return Score(*(mine.plus(theirs) for mine, theirs in zip(self, other, strict=True)))


# Reading


def parse(marked: str, where: str = "text") -> tuple[str, tuple[Mark, ...]]:
    """Strip inline marks; give the plain text and the marks as spans in it."""
    kinds: dict[str, ActorKind] = {}
    pieces: list[str] = []
    marks: list[Mark] = []
    length = copied = 0
    for match in INLINE.finditer(marked):
        surface, kind, actor, flags = match.groups()
        before = marked[copied : match.start()]
        start = length + len(before)
        place = f"{where}: {match.group()}"
        marks.append(_mark(start, start + len(surface), kind, actor, flags.split("|")[1:], kinds, place))
        pieces += [before, surface]
        length = start + len(surface)
        copied = match.end()
    text = "".join([*pieces, marked[copied:]])
    for leftover in ("[[", "]]"):
        if leftover in text:
            at = text.index(leftover)
            raise GoldError(f"{where}: a mark that cannot be read near {text[max(0, at - 20) : at + 40]!r}")
    return text, tuple(marks)


def _mark(
    start: int,
    end: int,
    kind: str | None,
    actor: str,
    flags: Iterable[str],
    kinds: dict[str, ActorKind],
    where: str,
) -> Mark:
    known = kinds.get(actor)
    if kind is not None and kind not in KINDS:
        raise GoldError(f"{where}: no such kind: {kind}")
    found = next((one for one in KINDS if one == kind), known)
    if found is None:
        raise GoldError(f"{where}: the first mark of an actor names its kind")
    if known is not None and found != known:
        raise GoldError(f"{where}: {actor} was a {known} before")
    flags = [flag for flag in flags if flag]
    if unknown := [flag for flag in flags if flag not in FLAGS]:
        raise GoldError(f"{where}: no such flag: {unknown[0]}")
    kinds[actor] = found
    return Mark(start, end, found, actor, "metonym" in flags, "optional" in flags)


def parse_standoff(lines: str, text: str, where: str = "text") -> tuple[Mark, ...]:
    """Read ``start end kind id flags surface`` lines (tabs between) against the text they count in."""
    kinds: dict[str, ActorKind] = {}
    marks: list[Mark] = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        place = f"{where}:{number}"
        fields = line.split("\t")
        if len(fields) != 6:
            raise GoldError(f"{place}: six fields wanted, {len(fields)} found")
        start, end, surface = int(fields[0]), int(fields[1]), fields[5]
        if text[start:end] != surface:
            raise GoldError(f"{place}: {surface!r} wanted, the text has {text[start:end]!r}")
        if marks and start < marks[-1].end:
            raise GoldError(f"{place}: out of order or overlapping")
        flags = () if fields[4] == "-" else fields[4].split(",")
        marks.append(_mark(start, end, fields[2], fields[3], flags, kinds, place))
    return tuple(marks)


def standoff(marks: Iterable[Mark], text: str) -> str:
    """Write marks as lines that `parse_standoff` reads."""
    lines = []
    for mark in marks:
        flags = ",".join(flag for flag in FLAGS if getattr(mark, flag)) or "-"
        lines.append(f"{mark.start}\t{mark.end}\t{mark.kind}\t{mark.actor}\t{flags}\t{text[mark.start : mark.end]}\n")
    return "".join(lines)


def _without_comment(raw: str) -> str:
    lines = raw.splitlines(keepends=True)
    while lines and lines[0].startswith("# "):
        lines.pop(0)
    return "".join(lines)


def load(parts: Sequence[Part] = PARTS) -> tuple[Gold, ...]:
    """All marked texts of the parts, in order of name."""
    return tuple(gold for part in parts for gold in _load_part(part))


def _load_part(part: Part) -> Iterator[Gold]:
    for path in sorted((ACTORS / part).iterdir()):
        raw = path.read_text(encoding="utf-8")
        if path.suffix == ".ann":
            text = (SEEDS / path.name).with_suffix(".txt").read_text(encoding="utf-8")
            yield Gold(path.stem, part, text, parse_standoff(raw, text, path.name))
        elif path.suffix == ".txt":
            text, marks = parse(_without_comment(raw), path.name)
            yield Gold(path.stem, part, text, marks)


def article(text: str, path: str = "-") -> Article:
    """The plainest article: each line that is not blank is a paragraph of the body."""
    paragraphs: list[Paragraph] = []
    at = 0
    for line in text.splitlines(keepends=True):
        kept = line.rstrip()
        if kept:
            paragraphs.append(Paragraph(at, at + len(kept)))
        at += len(line)
    first = paragraphs[0] if paragraphs else Paragraph(0, 0)
    return Article(path, text, text[first.start : first.end], "derived", tuple(paragraphs), len(text.split()))


def from_analysis(analysis: Analysis) -> tuple[Mark, ...]:
    """The mentions of an analysis as marks; mentions by role alone are left out."""
    return tuple(
        sorted(
            Mark(mention.start, mention.end, actor.kind, actor.id, mention.metonym)
            for actor in analysis.actors
            for mention in actor.mentions
            if not mention.role
        )
    )


# Scoring


def judged(gold: Gold, found: Iterable[Mark]) -> tuple[list[Mark], list[Mark]]:
    """What is expected and what of the found counts: nothing optional, nor what touches only optional marks."""
    expected = [mark for mark in gold.marks if not mark.optional]
    optional = [mark for mark in gold.marks if mark.optional]
    counted = [
        one
        for one in found
        if any(_touch(one, mark) for mark in expected) or not any(_touch(one, mark) for mark in optional)
    ]
    return expected, counted


def _touch(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def links(text: str, marks: Iterable[Mark]) -> set[tuple[str, str]]:
    """Pairs of different surface forms that name one actor."""
    forms: dict[str, set[str]] = {}
    for mark in marks:
        forms.setdefault(mark.actor, set()).add(text[mark.start : mark.end])
    return {pair for names in forms.values() for pair in combinations(sorted(names), 2)}


def score(gold: Gold, found: Iterable[Mark]) -> Score:
    """Compare the found mentions of one text with the marked ones."""
    expected, counted = judged(gold, found)

    def counts(value: Callable[[Mark], tuple[object, ...]], keep: Callable[[Mark], bool]) -> Counts:
        wanted = {value(mark) for mark in expected if keep(mark)}
        got = {value(mark) for mark in counted if keep(mark)}
        return Counts(len(wanted & got), len(got), len(wanted))

    wanted_links = links(gold.text, expected)
    found_links = links(gold.text, counted)
    return Score(
        exact=counts(lambda mark: (mark.start, mark.end), lambda _: True),
        typed=counts(lambda mark: (mark.start, mark.end, mark.kind), lambda _: True),
        links=Counts(len(wanted_links & found_links), len(found_links), len(wanted_links)),
        metonyms=counts(lambda mark: (mark.start, mark.end), lambda mark: mark.metonym),
    )


def total(scores: Iterable[Score]) -> Score:
    """Add scores up (micro-average)."""
    result = Score()
    for one in scores:
        result = result.plus(one)
    return result


def errors(gold: Gold, found: Iterable[Mark]) -> Iterator[str]:
    """What went wrong in one text, a line each."""
    expected, counted = judged(gold, found)
    wanted = {(mark.start, mark.end): mark for mark in expected}
    got = {(mark.start, mark.end): mark for mark in counted}
    for span in sorted(wanted.keys() | got.keys()):
        mine, theirs = wanted.get(span), got.get(span)
        if mine is None and theirs is not None:
            yield f"extra   {theirs.kind:12} {context(gold.text, *span)}"
        elif mine is not None and theirs is None:
            yield f"missed  {mine.kind:12} {context(gold.text, *span)}"
        elif mine is not None and theirs is not None and mine.kind != theirs.kind:
            yield f"kind    {mine.kind} not {theirs.kind}: {context(gold.text, *span)}"
    wanted_links, found_links = links(gold.text, expected), links(gold.text, counted)
    for one, other in sorted(wanted_links - found_links):
        yield f"unlinked  {one} = {other}"
    for one, other in sorted(found_links - wanted_links):
        yield f"mislinked {one} = {other}"


def context(text: str, start: int, end: int, width: int = 30) -> str:
    """The span between some of its surroundings, on one line."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " ")


def main() -> None:
    from reader.analysis import analyze

    parser = argparse.ArgumentParser(prog="python -m tests.gold.marks", description="score the actors against the gold")
    parser.add_argument("--errors", nargs="*", choices=OPEN_PARTS, default=[], metavar="PART", help="seeds, look")
    parser.add_argument("--text", metavar="NAME", help="only the text of this name (its beginning will do)")
    options = parser.parse_args()

    results: dict[Part, list[Score]] = {part: [] for part in PARTS}
    for gold in load():
        if options.text and not gold.name.startswith(options.text):
            continue
        found = from_analysis(analyze(article(gold.text, gold.name)))
        results[gold.part].append(score(gold, found))
        if gold.part in options.errors and (lines := list(errors(gold, found))):
            print(f"{gold.part}/{gold.name}")
            print("".join(f"  {line}\n" for line in lines))

    print(
        f"{'part':6} {'texts':>5} {'marks':>6}  {'exact P/R/F1':17}  {'typed F1':8}  {'links P/R/F1':17}  metonyms F1"
    )
    for part, scores in results.items():
        if scores:
            print(_row(part, scores))


def _row(part: Part, scores: Sequence[Score]) -> str:
    exact, typed, linked, metonyms = total(scores)
    return (
        f"{part:6} {len(scores):5} {exact.expected:6}  {_three(exact):17}  {typed.f1:8.1%}  {_three(linked):17}"
        f"  {metonyms.f1:.1%}"
    )


def _three(counts: Counts) -> str:
    return " ".join(f"{value:5.1%}" for value in (counts.precision, counts.recall, counts.f1))


if __name__ == "__main__":
    main()
