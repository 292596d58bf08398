"""Who is heard where: the quoted words of each speaker in each article, and who is named but never quoted."""

from typing import Literal, NamedTuple

from reader.model import ActorKind
from reader.text import fold
from reader.views.digests import Said
from reader.views.identities import Gathering, Identity
from reader.views.sources import STANDINGS
from reader.views.speakers import Speaker, attributed

Order = Literal["words", "name", "first", "articles", "absent"]
"""By quoted words, by name, by the first article, by in how many articles, by in how many articles not; for those who
are never quoted, mentions and the articles that name them count instead."""


class Heading(NamedTuple):
    """An article, as a column of the matrix."""

    path: str
    title: str
    published: str | None
    words: int
    """Quoted words in it, whoever says them."""


class Cell(NamedTuple):
    """What one speaker says in one article."""

    article: int
    """The article's index among the columns."""
    words: int
    """Quoted words."""
    said: tuple[Said, ...]
    """The passages: what is quoted, and what is only reported."""


class Voice(NamedTuple):
    """A speaker, as a row of the matrix."""

    speaker: Speaker
    words: int
    cells: tuple[Cell, ...]
    """Of the articles in which the speaker says something, in order of the columns."""
    absent: tuple[int, ...] = ()
    """The articles that name the speaker and do not quote it, by their indices; none for a source that is no actor."""

    @property
    def articles(self) -> int:
        """In how many articles the speaker is quoted."""
        return sum(cell.words > 0 for cell in self.cells)


class Silent(NamedTuple):
    """An actor who is named but never quoted."""

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[tuple[int, int], ...]
    """How often each article that names the actor does; by the article's index."""
    reported: tuple[Said, ...]
    """What the actor says in others' words."""


class Voices(NamedTuple):
    """Speakers by articles."""

    articles: tuple[Heading, ...]
    """By date, those without one last."""
    voices: tuple[Voice, ...]
    """Those with most quoted words first; at the end sources without a name: anonymous ones, documents, none at all."""
    silent: tuple[Silent, ...]
    """Those mentioned most first."""

    @property
    def words(self) -> int:
        """All quoted words."""
        return sum(article.words for article in self.articles)


def voices(gathering: Gathering) -> Voices:
    """Count who is quoted where.

    Args:
        gathering: The articles and their actors.

    Returns:
        The matrix; its cells add up to the quoted words of each article.
    """
    said: dict[Speaker, dict[int, list[Said]]] = {}
    for article, one, speaker in attributed(gathering):
        said.setdefault(speaker, {}).setdefault(article, []).append(one)
    rows = [_voice(speaker, cells) for speaker, cells in said.items()]
    heard = [row for row in rows if row.words]
    ranks = {name: rank for rank, name in enumerate(STANDINGS)}
    heard.sort(key=lambda row: (ranks[row.speaker.standing], -row.words, row.speaker.name))
    named = {identity.id: {article for article, _ in identity.members} for identity in gathering.identities}
    heard = [_with_absences(row, named.get(row.speaker.id, set())) for row in heard]
    quoted = {row.speaker.id for row in heard}
    reported = {row.speaker.id: row for row in rows if not row.words}
    silent = [_silent(identity, reported) for identity in gathering.identities if identity.id not in quoted]
    headings = [
        Heading(digest.path, digest.title, digest.published, sum(one.quoted for one in digest.said))
        for digest in gathering.digests
    ]
    return Voices(tuple(headings), tuple(heard), tuple(silent))


def ordered(found: Voices, by: Order) -> Voices:
    """Put speakers, and those who are never quoted, in another order.

    Args:
        found: Who is quoted where.
        by: The order; where it makes no difference they stay as they are.

    Returns:
        The same in that order; sources that are not named stay at the end.
    """
    ranks = {name: rank for rank, name in enumerate(STANDINGS)}

    def place(voice: Voice) -> tuple[int | str, ...]:
        """Where a speaker stands."""
        rank = ranks[voice.speaker.standing]
        match by:
            case "name":
                return rank, fold(voice.speaker.name).text
            case "first":
                return rank, next((cell.article for cell in voice.cells if cell.words), len(found.articles))
            case "articles":
                return rank, -voice.articles
            case "absent":
                return rank, -len(voice.absent)
            case "words":
                return rank, -voice.words

    def silent_place(one: Silent) -> int | str:
        """Where somebody stands who is never quoted."""
        match by:
            case "name":
                return fold(one.name).text
            case "first":
                return one.mentions[0][0]
            case "words":
                return -sum(count for _, count in one.mentions)
            case "articles" | "absent":
                return -len(one.mentions)

    return found._replace(
        voices=tuple(sorted(found.voices, key=place)), silent=tuple(sorted(found.silent, key=silent_place))
    )


def _with_absences(voice: Voice, named: set[int]) -> Voice:
    """A row with the articles that name the speaker and do not quote it."""
    quoted = {cell.article for cell in voice.cells if cell.words}
    return voice._replace(absent=tuple(sorted(named - quoted)))


def _voice(speaker: Speaker, articles: dict[int, list[Said]]) -> Voice:
    """One row."""
    cells = [Cell(article, sum(one.quoted for one in said), tuple(said)) for article, said in articles.items()]
    return Voice(speaker, sum(cell.words for cell in cells), tuple(cells))


def _silent(identity: Identity, reported: dict[str, Voice]) -> Silent:
    """An actor who is never quoted."""
    mentions: dict[int, int] = {}
    for article, named in identity.members:
        mentions[article] = mentions.get(article, 0) + len(named.mentions)
    row = reported.get(identity.id)
    said = tuple(one for cell in row.cells for one in cell.said) if row else ()
    return Silent(identity.id, identity.name, identity.kind, tuple(mentions.items()), said)
