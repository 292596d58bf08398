"""Whose words a quote is, over all articles."""

from collections.abc import Iterator
from typing import NamedTuple

from reader.model import ActorKind
from reader.views.digests import Said
from reader.views.identities import Gathering
from reader.views.persons import plain
from reader.views.sources import Standing


class Speaker(NamedTuple):
    """Whoever says something: an actor, or all sources of a kind that are not named."""

    name: str
    """Empty for those that are not named."""
    kind: ActorKind | None
    """None where the speaker is no actor."""
    id: str
    """That of the identity; for a name that is no actor's the article and the name; else the standing."""
    standing: Standing


def attributed(gathering: Gathering) -> Iterator[tuple[int, Said, Speaker]]:
    """Go through all that is said.

    Args:
        gathering: The articles and their actors.

    Yields:
        The article's index, what is said, and who says it; articles by date, in text order.
    """
    for article, digest in enumerate(gathering.digests):
        for said in digest.said:
            yield article, said, speaker_of(gathering, article, said)


def speaker_of(gathering: Gathering, article: int, said: Said) -> Speaker:
    """Tell who says something.

    Args:
        gathering: The articles and their actors.
        article: The article's index.
        said: What is said in it.

    Returns:
        The speaker.
    """
    identity = gathering.who(article, said.speaker)
    if identity is not None:
        return Speaker(identity.name, identity.kind, identity.id, "named")
    if said.standing == "named":
        return Speaker(said.source, None, f"{said.path}:{plain(said.source)}", "named")
    return Speaker("", None, said.standing, said.standing)
