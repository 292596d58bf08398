"""Towns that stand for their teams: "Boston beat Chicago 112-98", but "won in Boston"."""

from collections.abc import Iterable, Mapping

from reader.analysis import lexicon
from reader.analysis.judge import Candidate
from reader.analysis.stream import BREAK, Stream
from reader.model import ActorKind

_DENSE = 90  # a report on sport has a word of sport in so many words, or more


def teams(stream: Stream, found: Iterable[Candidate], decided: Mapping[str, ActorKind]) -> frozenset[int]:
    """Find the towns that stand for their teams; a country stays a country.

    Args:
        stream: The article's tokens.
        found: The names in it.
        decided: The kind of each string.

    Returns:
        The first tokens of the mentions.
    """
    sport, known = lexicon.family("small_words", "sport"), lexicon.table("teams")
    listed = list(found)
    count = sum(text in sport for text in stream.texts)
    count += sum(candidate.entry is not None and candidate.entry.name in known for candidate in listed)
    if count < 2 or count * _DENSE < len(stream.texts):
        return frozenset()
    towns = (candidate for candidate in listed if decided[candidate.text] == "place" and _is_town(candidate))
    return frozenset(candidate.start for candidate in towns if _plays(stream, candidate))


def _is_town(candidate: Candidate) -> bool:
    """Whether a place may lend its name to a team."""
    if candidate.text in lexicon.family("small_words", "ground"):
        return False
    return candidate.entry is None or candidate.entry.kind in ("place", "state")


def _plays(stream: Stream, candidate: Candidate) -> bool:
    """Whether the words around a town tell of a contest."""
    texts = stream.texts
    before = texts[candidate.start - 1] if candidate.start else BREAK
    after, then = texts[candidate.end], texts[candidate.end + 1]
    contests = lexicon.family("small_words", "contest")
    if after in contests or before in contests:
        return True
    if after.isdigit() and len(after) < 4 and (then in (",", ".", ";", "(", BREAK, "-") or then[0].isupper()):
        return True
    if before == "(" and after == ")":
        return True
    if after in ("were", "are") and before not in lexicon.family("small_words", "site"):
        return True
    if before in lexicon.family("small_words", "opponent") or after in lexicon.family("small_words", "player"):
        return True
    if after in lexicon.family("small_words", "possessive"):
        person = then[0].isupper() and texts[candidate.end + 2] not in lexicon.words("place_heads")
        return person or then in lexicon.family("small_words", "player")
    near = texts[max(candidate.start - 5, 0) : candidate.start - 1]
    if before in ("to", "with") and not lexicon.family("small_words", "result").isdisjoint(near):
        return True
    subject = stream.opens(candidate.start) or before in lexicon.family("small_words", "clause")
    return subject and after in lexicon.family("small_words", "plays")
