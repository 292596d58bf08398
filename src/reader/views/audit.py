"""How articles use their sources: whose words they quote, named or not, by what verbs, in full or in other words."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeVar

from reader.model import ActorKind, QuoteKind
from reader.text import fold
from reader.views.digests import Said
from reader.views.identities import Gathering
from reader.views.sources import STANDINGS
from reader.views.speakers import Speaker, attributed

Key = TypeVar("Key")

Order = Literal["words", "passages", "name"]
"""By quoted words, or the verbs by how often they stand; by how many passages; by name."""

KINDS: tuple[QuoteKind, ...] = ("direct", "mixed", "indirect")
"""In the order in which they are shown."""
SPEAKER_KINDS: tuple[ActorKind, ...] = ("person", "organization", "place", "group")


class Share(NamedTuple):
    """One figure and what is behind it."""

    name: str
    words: int
    total: int
    """The words that it is a share of."""
    passages: tuple[Said, ...]
    """All that is counted: what is quoted, and what is reported; articles by date, in text order."""

    @property
    def share(self) -> float:
        """Its part of all, from 0 to 1."""
        return self.words / self.total if self.total else 0.0

    @property
    def quotes(self) -> int:
        """How many quoted strings there are."""
        return sum(said.kind != "indirect" for said in self.passages)

    @property
    def reported(self) -> int:
        """How many clauses of indirect speech there are."""
        return len(self.passages) - self.quotes

    @property
    def verbs(self) -> int:
        """How many verbs bring the passages in; the parts of one quote may share one."""
        return len({(said.path, said.cue) for said in self.passages if said.cue >= 0})


class Stance(NamedTuple):
    """What is brought in by verbs of one stance."""

    figure: Share
    verbs: tuple[Share, ...]
    """Verb by verb, those used most first."""


class Audit(NamedTuple):
    """The figures of one article or of a library. Shares are of all quoted words, except where it is said."""

    articles: int
    words: int
    """Of the articles' texts."""
    speech: Share
    """All that is said; its words are the quoted ones, as a share of the articles' words."""
    kinds: tuple[Share, ...]
    """Direct, mixed and indirect: their words as shares of all words of speech, reported ones included."""
    standings: tuple[Share, ...]
    """Named, anonymous, documents, unattributed."""
    speaker_kinds: tuple[Share, ...]
    """Persons, organizations, places and groups among the named."""
    speakers: tuple[tuple[Speaker, Share], ...]
    """The named, those with most quoted words first."""
    stances: tuple[Stance, ...]
    """Those with most verbs first; ``none`` is what no verb brings in."""


def audit(gathering: Gathering) -> Audit:
    """Count how articles use their sources.

    Args:
        gathering: One article or many, and their actors.

    Returns:
        The figures, each with the passages behind it.
    """
    everything = list(attributed(gathering))
    passages = [said for _, said, _ in everything]
    total = sum(said.quoted for said in passages)
    words = sum(digest.words for digest in gathering.digests)
    by_standing = _grouped(everything, lambda said, _: said.standing)
    by_kind = _grouped(everything, lambda _, speaker: speaker.kind)
    by_speaker = _grouped(everything, lambda _, speaker: speaker)
    named = [(one, _share(one.name, said, total)) for one, said in by_speaker.items() if one.standing == "named"]
    return Audit(
        len(gathering.digests),
        words,
        Share("speech", total, words, tuple(passages)),
        _kinds(passages),
        tuple(_share(standing, by_standing.get(standing, ()), total) for standing in STANDINGS),
        tuple(_share(kind, by_kind.get(kind, ()), total) for kind in SPEAKER_KINDS),
        tuple(sorted(named, key=lambda row: (-row[1].words, -len(row[1].passages), row[0].name))),
        _stances(passages, total),
    )


def ordered(found: Audit, by: Order) -> Audit:
    """Put speakers, stances and verbs in another order.

    Args:
        found: The figures.
        by: The order; where it makes no difference they stay as they are.

    Returns:
        The same in that order; kinds and sorts of sources stay as they are.
    """
    if by == "words":
        return found

    def place(figure: Share) -> int | str:
        """Where a figure stands."""
        return -len(figure.passages) if by == "passages" else fold(figure.name).text

    stances = [stance._replace(verbs=tuple(sorted(stance.verbs, key=place))) for stance in found.stances]
    return found._replace(
        speakers=tuple(sorted(found.speakers, key=lambda row: place(row[1]))),
        stances=tuple(sorted(stances, key=lambda stance: place(stance.figure))),
    )


def _grouped(
    everything: Iterable[tuple[int, Said, Speaker]], key: Callable[[Said, Speaker], Key]
) -> dict[Key, list[Said]]:
    """What is said, by something that tells it apart."""
    found: dict[Key, list[Said]] = {}
    for _, said, speaker in everything:
        found.setdefault(key(said, speaker), []).append(said)
    return found


def _share(name: str, passages: Iterable[Said], total: int) -> Share:
    """Some of what is said, by its quoted words."""
    some = tuple(passages)
    return Share(name, sum(said.quoted for said in some), total, some)


def _kinds(passages: Iterable[Said]) -> tuple[Share, ...]:
    """Direct, mixed and indirect speech, by all their words."""
    groups = {kind: tuple(said for said in passages if said.kind == kind) for kind in KINDS}
    counts = {kind: sum(said.words for said in group) for kind, group in groups.items()}
    return tuple(Share(kind, counts[kind], sum(counts.values()), groups[kind]) for kind in KINDS)


def _stances(passages: Iterable[Said], total: int) -> tuple[Stance, ...]:
    """What is said, by the stance of its verb and by the verb."""
    stances: dict[str, list[Said]] = {}
    for said in passages:
        stances.setdefault(said.stance or "none", []).append(said)
    found = [Stance(_share(name, some, total), _verbs(some, total)) for name, some in stances.items()]
    return tuple(sorted(found, key=lambda stance: (-stance.figure.verbs, stance.figure.name)))


def _verbs(passages: Iterable[Said], total: int) -> tuple[Share, ...]:
    """What is said, by the verb."""
    verbs: dict[str, list[Said]] = {}
    for said in passages:
        if said.verb:
            verbs.setdefault(said.verb, []).append(said)
    figures = [_share(verb, some, total) for verb, some in verbs.items()]
    return tuple(sorted(figures, key=lambda figure: (-figure.verbs, figure.name)))
