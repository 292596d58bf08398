"""Patterns after a quoted string: verb and source, source and verb, according to, a signature."""

import re
from collections.abc import Iterator

from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase, forward
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, cue_of, pauses, source_of
from reader.analysis.subjects import subject_of
from reader.model import Confidence, Span

_ACCORDING = re.compile(r",?R?Kt")
_VERB = re.compile(r"[,\-]?R{0,2}[Vb](?=[NDnSq#Rx])")
_OTHER_VERB = re.compile(r"[,\-]?R?[vx](?=D?[Nnq#x])")
_SIGNED = re.compile(r"-+(N{1,5})(?=[,.(]|$)")
_SKIPPED = re.compile(r"[RC]?[PcGg][^VvbQ]*,|[DNnp#xq]+,")
_NAME = re.compile(r"[NnDpgx#*OPt]{1,10}")  # the front of a name with small words in it ("Fight for $15 director")
_CLOSING = re.compile(r",V(?=[DNnSqx])")
_REST = re.compile(r"(?:,?(?:R|d#?|P[Dpqn#xNgdO]{1,8}))*[,.]?.?")
_PLAIN_SUBJECT = re.compile(r"S|D?[nN]{0,3}N{1,4}|D[nN]{1,4}")
_CLAUSE = frozenset("ABxVvT")
_DEFINED = _CLAUSE - {"T"}  # "…,” said one owner of a shop that …"
_ENDS = frozenset((".", ",", "", "P", "d", ";", "T", "W"))
_AHEAD = 45  # tokens to the right in which a source's verb has to come


def find(text: str, sentence: Sentence, at: int) -> Attribution | None:
    """Find who speaks a quoted string by what follows it.

    Args:
        text: The article's text.
        sentence: The sentence.
        at: The token that is the string.

    Returns:
        The attribution by the first pattern that fits, or None.
    """
    paused = pauses(text, sentence, at)
    return (
        _according(sentence, at)
        or _inverted(sentence, at, paused)
        or _signed(sentence, at)
        or _by_subject(sentence, at, paused)
    )


def _according(sentence: Sentence, at: int) -> Attribution | None:
    match = _ACCORDING.match(sentence.tags, at + 1)
    phrase = forward(sentence.tags, match.end()) if match is not None else None
    if match is None or phrase is None:
        return None
    cue = Span(sentence.starts[match.end() - 2], sentence.ends[match.end() - 1])
    return Attribution(source_of(sentence, phrase), cue, "according", "sure")


def _inverted(sentence: Sentence, at: int, paused: bool) -> Attribution | None:
    """Verb and source; a verb that is no cue counts behind a pause, where nothing but an end follows."""
    tags = sentence.tags
    match = _VERB.match(tags, at + 1)
    if match is not None:
        phrase = forward(tags, match.end())
        if phrase is not None and tags[phrase.last + 1 : phrase.last + 2] not in (_DEFINED if paused else _CLAUSE):
            return Attribution(source_of(sentence, phrase), cue_of(sentence, match.end() - 1), "inverted", "sure")
    match = _OTHER_VERB.match(tags, at + 1) if paused and at == 0 else None
    if match is not None:
        phrase = forward(tags, match.end())
        if phrase is not None and sentence.words[match.end() - 1] in members_of("coming"):
            phrase = forward(tags, phrase.last + 2) or phrase  # "came the reply from Ann"
        if phrase is not None and tags[phrase.last + 1 : phrase.last + 2] in _ENDS:
            return Attribution(source_of(sentence, phrase), cue_of(sentence, match.end() - 1), "inverted", "likely")
    return None


def _signed(sentence: Sentence, at: int) -> Attribution | None:
    match = _SIGNED.match(sentence.tags, at + 1) if at == 0 else None
    if match is None:
        return None
    phrase = Phrase(match.start(1), match.end(1) - 1, match.end(1) - 1)
    return Attribution(source_of(sentence, phrase), None, "dash", "likely")


def _by_subject(sentence: Sentence, at: int, paused: bool) -> Attribution | None:
    """The source and then its verb; or both at the end of a sentence whose clause holds the string."""
    tags = sentence.tags
    low = at + 1
    while low < len(tags) and tags[low] in ",-":
        low += 1
    stop = low
    for verb in _verbs(tags, low, paused):
        stop = verb + 1
        phrase = subject_of(sentence, verb, low)
        if phrase is None or phrase.begin != low:
            phrase = _with_asides(tags, low, verb) or phrase
        if phrase is not None and phrase.first >= low:
            found = _judged(sentence, at, low, verb, phrase, paused)
            if found is not None:
                return found
    return _closing(sentence, low, max(stop, _stop(tags, low)))


def _stop(tags: str, low: int) -> int:
    """Where the search to the right ends."""
    stop = min(len(tags), low + _AHEAD)
    ends = [found for found in (tags.find(mark, low, stop) for mark in ";Q:") if found >= 0]
    return min(ends, default=stop)


def _verbs(tags: str, low: int, paused: bool) -> Iterator[int]:
    """The tokens after a string that may be its verb."""
    for verb in range(low + 1, _stop(tags, low)):
        if tags[verb] in "Vb" or (paused and tags[verb] in "vxn" and _can_only_be_cue(tags, low, verb)):
            yield verb


def _can_only_be_cue(tags: str, low: int, verb: int) -> bool:
    """Whether a verb that is no known cue stands as one: a plain subject, the verb, an end."""
    if tags[verb + 1 : verb + 2] not in _ENDS and tags[verb + 1] not in ":RQ":
        return False
    if tags[verb] == "n":
        return tags[low:verb] == "S"
    return _PLAIN_SUBJECT.fullmatch(tags, low, verb) is not None


def _judged(sentence: Sentence, at: int, low: int, verb: int, phrase: Phrase, paused: bool) -> Attribution | None:
    """A subject and its verb, judged by what stands between the string and them."""
    tags = sentence.tags
    source, cue = source_of(sentence, phrase), cue_of(sentence, verb)
    skipped = tags[low : phrase.begin]
    certain: Confidence = "sure" if paused else "likely"
    if skipped.strip("Rd"):
        certain = "likely"
        if paused and at == 0 and _NAME.fullmatch(skipped):
            return Attribution(source, cue, "tail", certain)
        if not (paused and _SKIPPED.fullmatch(skipped)):
            ends = tags[verb - 1] != "C" and (tags[verb + 1 : verb + 2] == "," or _closes(tags, verb + 1))
            return Attribution(source, cue, "fragment", "likely", "mixed") if skipped.endswith(",") and ends else None
    if not paused and at == 0 and (tags[phrase.first] == "n" or phrase.first > low):
        return None
    return Attribution(source, cue, "tail", certain)


def _closing(sentence: Sentence, low: int, stop: int) -> Attribution | None:
    """Verb and source at the end of the sentence ("… in the primary, said John Smith.")."""
    closing = _CLOSING.search(sentence.tags, low, stop)
    phrase = forward(sentence.tags, closing.end()) if closing is not None else None
    if closing is None or phrase is None:
        return None
    if not _closes(sentence.tags, phrase.last + 1) and not sentence.tags.startswith(",", phrase.last + 1):
        return None
    return Attribution(source_of(sentence, phrase), cue_of(sentence, closing.end() - 1), "fragment", "likely", "mixed")


def _with_asides(tags: str, low: int, verb: int) -> Phrase | None:
    """A subject right after the string, parted from its verb by whatever stands between commas."""
    at = verb - 1
    while at > low and tags[at] in "RA":
        at -= 1
    if tags[at] not in ",)":
        return None
    phrase = forward(tags, low)
    if phrase is None:
        return None
    joined = forward(tags, phrase.last + 2) if tags[phrase.last + 1 : phrase.last + 2] == "C" else None
    last = joined.last if joined is not None else phrase.last
    return phrase if tags[last + 1 : last + 2] in (",", "(") else None


def _closes(tags: str, at: int) -> bool:
    """Whether nothing but an adverbial follows."""
    return _REST.fullmatch(tags, at) is not None
