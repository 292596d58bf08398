"""Seats of government that stand for their government: "Washington is not opposed"."""

from collections.abc import Iterable

from reader.analysis import lexicon
from reader.analysis.gazetteer import Entry, seats
from reader.analysis.mentions import Candidate
from reader.analysis.stream import Stream
from reader.analysis.vocabulary import is_common, is_function


def metonyms(stream: Stream, found: Iterable[Candidate]) -> dict[int, Entry]:
    """Find the places that act as a country's government.

    A seat counts where the country is named in the text, and where the words around tell of an act, not of a site.

    Args:
        stream: The article's tokens.
        found: The names in it.

    Returns:
        The country, by the first token of the mention.
    """
    listed = list(found)
    named = {entry.name: entry for candidate in listed if (entry := candidate.entry) and entry.kind == "country"}
    out: dict[int, Entry] = {}
    for candidate in listed:
        entry = candidate.entry
        if entry is None or entry.kind not in ("place", "state") or candidate.text not in seats():
            continue
        country = named.get(seats()[candidate.text])
        if country is not None and _acts(stream, candidate):
            out[candidate.start] = country
    return out


def _acts(stream: Stream, candidate: Candidate) -> bool:
    """Whether the words around a seat of government tell of an act."""
    texts = stream.texts
    before = texts[candidate.start - 1].lower() if candidate.start else ""
    after, then = texts[candidate.end], texts[candidate.end + 1]
    words = lexicon.table("metonym_words")
    if after in ("'s", "’s"):
        return not any("site" in words.get(">" + texts[at], ()) for at in (candidate.end + 1, candidate.end + 2))
    if "site" in words.get("<" + before, ()) or (stream.joined(candidate.end) and after == "-"):
        return False
    if "act" in words.get("<" + before, ()):
        return True
    if after == "and" and then[0].isupper():
        return "act" in words.get("<" + before, ()) or "act" in words.get(">" + texts[candidate.end + 2], ())
    if before == "and":
        return _paired(texts, candidate) or "act" in words.get(">" + after, ())
    if "act" in words.get(">" + after, ()):
        return True
    subject = stream.opens(candidate.start) or "clause" in words.get("<" + before, ())
    return subject and after.endswith(("s", "ed")) and _is_verb(after)


def _is_verb(word: str) -> bool:
    """Whether a word after a subject may be its verb: ordinary, and no role or site."""
    site = "site" in lexicon.table("metonym_words").get(">" + word, ())
    return is_common(word) and not is_function(word) and not site and word not in lexicon.table("roles")


def _paired(texts: list[str], candidate: Candidate) -> bool:
    """Whether a seat is the second of a pair: "between Washington and Jerusalem"."""
    return any(text == "between" for text in texts[max(candidate.start - 5, 0) : candidate.start])
