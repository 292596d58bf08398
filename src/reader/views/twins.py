"""Twins: one statement as several articles print it, compared word by word.

What counts as a twin is defined in ``docs/twins.md``. ``extract`` takes from each article what is needed, in any
process; ``find`` puts the articles together.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.model import Span
from reader.views import paraphrase, reuse
from reader.views.alignment import Change, Step, align
from reader.views.copies import copies
from reader.views.extract import Extract
from reader.views.names import agree
from reader.views.units import Printed, Unit, units
from reader.views.wording import small_words

Relation = Literal["same", "cut", "added", "altered", "reattributed", "paraphrased"]
"""How a version differs from the base: words left out, added, replaced by others, in another's mouth, unquoted."""

Order = Literal["articles", "change"]
"""Those in most articles first, or those of which a version differs most."""

RELATIONS: tuple[Relation, ...] = ("same", "cut", "added", "altered", "reattributed", "paraphrased")


class Piece(NamedTuple):
    """A stretch of a version beside the base, as spans of both texts; several where something interrupts it."""

    change: Change
    base: tuple[Span, ...]
    """In the text of the base's article; empty where words are added."""
    here: tuple[Span, ...]
    """In the text of the version's article; empty where words are cut."""


class Version(NamedTuple):
    """The statement as one article prints it."""

    path: str
    title: str
    published: str | None
    start: int
    end: int
    """From its first word to its last."""
    parts: tuple[Span, ...]
    """What of it is the statement; several where something interrupts it."""
    kind: Printed
    speaker: str
    """The actor's name or the words that describe the source; empty where nobody is named."""
    named: bool
    """Whether the speaker is an actor."""
    relations: tuple[Relation, ...]
    """In the order of `RELATIONS`; empty for the base, which the others are compared with."""
    pieces: tuple[Piece, ...]
    """Together the base and this version from end to end; empty for the base."""
    copies: tuple[str, ...] = ()
    """Other articles that are the same text and print it so too."""


class Twins(NamedTuple):
    """One statement in several stories."""

    versions: tuple[Version, ...]
    """The base first, which is in quotation marks; the others by date and path."""
    stories: int
    """How many articles print it, those that are one text counted once."""

    @property
    def change(self) -> float:
        """How much of the version that differs most, and of the base beside it, is not the same; from 0 to 1."""
        return max(map(_change, self.versions[1:]), default=0.0)


class Report(NamedTuple):
    """The twins of a library."""

    groups: tuple[Twins, ...]
    """Those with most articles first, then the longest."""
    copies: tuple[tuple[str, ...], ...]
    """Paths of articles that are one text; statements that only these share are no twins."""


def find(extracts: Sequence[Extract]) -> Report:
    """Find the twins among articles.

    Args:
        extracts: The articles, each once.

    Returns:
        The statements that at least two stories print, and which articles are one text.
    """
    stories = copies([extract.sketch for extract in extracts])
    alike = _alike(units(extracts, stories))
    links: dict[Unit, set[Unit]] = {}
    listed = list(alike)
    for one, other in (*reuse.pairs(extracts, stories, listed), *paraphrase.pairs(extracts, listed)):
        links.setdefault(one, set()).add(other)
        links.setdefault(other, set()).add(one)
    groups = [_twins(extracts, members, alike) for members in _stars(links)]
    ordered = sorted(groups, key=lambda twins: (-twins.stories, -_length(twins), twins.versions[0].path))
    return Report(tuple(ordered), tuple(_same_texts(extracts, stories)))


def ordered(found: Report, by: Order) -> Report:
    """Put twins in another order.

    Args:
        found: Twins as `find` has them.
        by: The order.

    Returns:
        The same in that order.
    """
    return found if by == "articles" else found._replace(groups=tuple(sorted(found.groups, key=lambda it: -it.change)))


def _change(version: Version) -> float:
    """How many letters of a version and of the base differ, of all."""
    sizes = [
        (piece.change, sum(span.end - span.start for span in (*piece.base, *piece.here))) for piece in version.pieces
    ]
    return sum(size for change, size in sizes if change != "same") / max(1, sum(size for _, size in sizes))


def _alike(listed: Iterable[Unit]) -> dict[Unit, list[Unit]]:
    """Statements that copies of an article print word for word, under the one whose speaker is known best."""
    groups: dict[tuple[int, bool, tuple[str, ...]], list[Unit]] = {}
    for unit in listed:
        groups.setdefault((unit.story, unit.spoken, unit.words), []).append(unit)
    return {max(group, key=lambda unit: (unit.named, unit.certain)): group for group in groups.values()}


def _stars(links: dict[Unit, set[Unit]]) -> Iterator[list[Unit]]:
    """Group statements around one in quotation marks that all the others are twins of, the most printed one first.

    Nothing is joined by way of a third, so that a long speech does not tie together what has nothing in common.
    """
    spoken = [unit for unit in links if unit.spoken]
    left = set(links)
    for base in sorted(spoken, key=lambda unit: (-_printed(links[unit]), -len(unit.words), unit.article, unit.at)):
        others = links[base] & left
        if base in left and others:
            left -= {base, *others}
            yield [base, *sorted(others, key=lambda unit: (unit.article, unit.at))]


def _printed(others: Iterable[Unit]) -> int:
    """How many stories some statements are in."""
    return len({unit.story for unit in others})


def _twins(extracts: Sequence[Extract], members: Sequence[Unit], alike: dict[Unit, list[Unit]]) -> Twins:
    """A group as it is shown."""
    base = members[0]
    versions = [_version(extracts, base, unit, alike.get(unit, ())) for unit in members]
    later = sorted(versions[1:], key=lambda version: (version.published or "", version.path, version.start))
    return Twins((versions[0], *later), _printed(members))


def _version(extracts: Sequence[Extract], base: Unit, unit: Unit, alike: Sequence[Unit]) -> Version:
    """One version, compared with the base."""
    extract = extracts[unit.article]
    parts = _spans(extract, unit, range(len(unit.words)))
    others = dict.fromkeys(extracts[other.article].path for other in alike if other.article != unit.article)
    steps = [] if unit is base else align(base.words, unit.words, small_words().__contains__)
    pieces = tuple(
        Piece(step.change, _spans(extracts[base.article], base, step.base), _spans(extract, unit, step.other))
        for step in steps
    )
    return Version(
        path=extract.path,
        title=extract.title,
        published=extract.published,
        start=parts[0].start,
        end=parts[-1].end,
        parts=parts,
        kind=unit.kind,
        speaker=unit.speaker,
        named=unit.named,
        relations=() if unit is base else _relations(base, unit, steps),
        pieces=pieces,
        copies=tuple(others),
    )


def _relations(base: Unit, unit: Unit, steps: Sequence[Step]) -> tuple[Relation, ...]:
    """How a version differs from the base."""
    found: set[Relation] = {step.change for step in steps if step.change != "same"} or {"same"}
    sure = base.named and unit.named and base.certain and unit.certain
    if sure and not agree(base.speaker, unit.speaker):
        found.add("reattributed")
    if not unit.spoken:
        found.add("paraphrased")
    return tuple(relation for relation in RELATIONS if relation in found)


def _spans(extract: Extract, unit: Unit, words: range) -> tuple[Span, ...]:
    """Where some words of a statement stand, in a piece wherever nothing comes between them."""
    spans: list[Span] = []
    before = -1
    for word in unit.at[words.start : words.stop]:
        start, end = extract.wording.starts[word], extract.wording.ends[word]
        if spans and word == before + 1:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
        before = word
    return tuple(spans)


def _length(twins: Twins) -> int:
    """Characters of the base."""
    return sum(part.end - part.start for part in twins.versions[0].parts)


def _same_texts(extracts: Sequence[Extract], stories: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Paths of articles that are one text."""
    groups: dict[int, list[str]] = {}
    for extract, story in zip(extracts, stories, strict=True):
        groups.setdefault(story, []).append(extract.path)
    return (tuple(paths) for paths in groups.values() if len(paths) > 1)
