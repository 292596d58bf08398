"""Indirect speech: a verb of speech, its subject and the clause that it governs."""

import re
from typing import NamedTuple

from reader.analysis.cues import Cue, cues
from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase, forward
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, source_of
from reader.analysis.subjects import subject_of
from reader.model import Span


class Clause(NamedTuple):
    """What is said without quotation marks, in one piece or two."""

    found: Attribution
    content: tuple[Span, ...]


_CUE = re.compile(r"[VGbK]")
_ADVERBIAL = re.compile(r"(?:,?(?:R|d#?|P(?:D?[n#xg]{0,3}[nd]|d#?)))*")
_ADDRESSEE = re.compile(r"(?:D?[n#x]{0,3}[nN]{1,4}|S|D)(?:P?d#?)?(?=[Tct]|S[ABxVv]|[DnN]+[ABxS])")
_ADDRESSED = frozenset(("told", "asked", "warned", "promised", "stressed"))
_CLOSERS = frozenset((".", ",", "", ")", ";", "P", "d"))
_TOLD = re.compile(r"D?n{0,2}[Nn]{1,6}|S|D")
_OPENERS = frozenset("NDnSq")
_BLOCKS = frozenset("VvxBA;:Gwbg")
_LINK = re.compile(r"(?:,[Cc]?|C)[qcR#P]{0,4}$")
_ASIDE = re.compile(r",(?:[GwC]|P?W)")
_APPOSITIVE = re.compile(r",(?:[GwCD#]|P?W)")
_VERBISH = re.compile(r"[ABxVv]")
_ASIDES = r",(?:[Gwg]|P?W)(?![^,]{0,40},R?[ABxVv])"  # what trails; between two commas it belongs to the clause
_ENDS = r";|\(|,C(?=[SND])|,?C(?=R?V)|" + _ASIDES + r"|,c(?=[AB])|,R$|,?(?=K)"
_CUT = {
    "": re.compile(_ENDS),
    "relative": re.compile(_ENDS + r"|,(?=R?[xABVv])"),
    "subordinate": re.compile(_ENDS + r"|,(?=[SND])"),
}
_INFINITIVE = frozenset(("promised", "stressed", "claimed", "warned", "asked", "told"))
_SHORT = 3  # tokens a clause has at least


def clauses_of(sentence: Sentence) -> list[Clause]:
    """Find the indirect speech of a sentence.

    Args:
        sentence: The sentence.

    Returns:
        The clauses in the order of their cues; those that hold a quoted string are left to it.
    """
    tags = sentence.tags
    found: list[Clause] = []
    low = 0
    for match in _CUE.finditer(tags):
        verb = match.start()
        if verb < low:
            continue
        clause = _according(sentence, verb) if tags[verb] == "K" else _spoken(sentence, verb)
        if clause is not None and not any(_overlap(clause[0], other) for other in found[-2:]):
            found.append(clause[0])
            low = clause[1]
    return found


def _overlap(one: Clause, two: Clause) -> bool:
    """Whether two clauses share text; the earlier cue has it then."""
    return any(a.start < b.end and b.start < a.end for a in one.content for b in two.content)


def _according(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """A clause before or after "according to"."""
    tags = sentence.tags
    if not tags.startswith("t", verb + 1):
        return None
    phrase = forward(tags, verb + 2)
    if phrase is None:
        return None
    last = len(tags)
    if verb > _SHORT:
        stop = verb - 1
        while stop > 0 and tags[stop - 1] in ",R":
            stop -= 1
        first = max(tags.rfind(";", 0, stop), tags.rfind("-", 0, stop)) + 1
        stop = stop if tags[verb - 1] in ",R" else verb
        return _clause(sentence, phrase, verb, verb + 1, [(first, stop)], "according", last)
    comma = tags.find(",", phrase.last + 1)
    if comma < 0:
        return None
    return _clause(sentence, phrase, verb, verb + 1, [(comma + 1, _end(sentence, comma + 1))], "according", comma)


def _spoken(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """A clause after its verb, before it, or around it."""
    tags = sentence.tags
    phrase = subject_of(sentence, verb)
    inverted = _inverted(tags, verb, phrase)
    if inverted is not None:
        return _closing(sentence, inverted, verb, inverted.last + 1)
    if phrase is None:
        return _asked(sentence, verb)
    cue = cues().get(sentence.words[verb].lower())
    first = phrase.begin
    if first > 1 and tags[first - 1] == "," and phrase.how == "subject":
        at = _behind(tags, verb, cue)
        if at >= 0:
            return _closing(sentence, phrase, verb, at)
    subordinate = tags[first - 1 : first] == "c"
    if subordinate and tags[verb + 1 : verb + 2] == ",":  # "As Ann noted, …"
        return _clause(sentence, phrase, verb, verb, [(verb + 2, _end(sentence, verb + 2))], "clause", len(tags))
    start = _content_start(tags, verb, cue)
    stop = _end(sentence, start, "relative" if phrase.how == "relative" else "subordinate" if subordinate else "")
    return _clause(sentence, phrase, verb, verb, [(start, stop)], "clause", stop)


def _inverted(tags: str, verb: int, phrase: Phrase | None) -> Phrase | None:
    """The source behind its verb, where both close or part a clause ("…, said Ann")."""
    if tags[verb] != "V" or verb < _SHORT or tags[verb - 1] != "," or tags[verb + 1 : verb + 2] not in _OPENERS:
        return None
    if phrase is not None and phrase.begin <= 1 and tags.startswith(",W", phrase.last + 1):
        return None
    inverted = forward(tags, verb + 1)
    return inverted if inverted is not None and tags[inverted.last + 1 : inverted.last + 2] in _CLOSERS else None


def _behind(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the cue that follows its clause ends, with whom it was told to and when; -1 where a clause follows."""
    addressed = _TOLD.match(tags, verb + 1) if cue is not None and cue.stance in _ADDRESSED else None
    after = addressed.end() if addressed is not None else verb + 1
    if tags[after : after + 1] in _CLOSERS - {"P", "d"}:
        return after
    adverbial = _ADVERBIAL.match(tags, after)
    after = adverbial.end() if adverbial is not None else after
    return after if tags[after : after + 1] in _CLOSERS - {"P", "d"} else -1


def _asked(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """What somebody "was asked", or what was "reported by" somebody: a passive, with or without its agent."""
    tags = sentence.tags
    cue = cues().get(sentence.words[verb].lower())
    if cue is None or cue.form != "past":
        return None
    phrase: Phrase | None = None
    at = verb + 1
    if sentence.words[at : at + 1] and sentence.words[at].lower() in members_of("agent"):
        phrase = forward(tags, at + 1)
        if phrase is None:
            return None
        at = phrase.last + 1
    if cue.stance != "asked":
        if phrase is None or tags[at : at + 1] != ",":
            return None
        return _clause(sentence, phrase, verb, verb, [(at + 1, _end(sentence, at + 1))], "clause", at)
    after = _ADVERBIAL.match(tags, at)
    at = after.end() if after is not None else at
    if tags[at : at + 1] != "c":
        return None
    return _clause(sentence, phrase, verb, verb, [(at, _end(sentence, at, "subordinate"))], "clause", at)


def _closing(sentence: Sentence, phrase: Phrase, verb: int, at: int) -> tuple[Clause, int] | None:
    """A clause that ends before its source, and may go on after the verb."""
    tags = sentence.tags
    stop = min(phrase.begin, verb) - 1
    first = max(tags.rfind(mark, 0, stop) for mark in ";:") + 1
    pieces = [(first, stop)]
    last = max(verb, phrase.last) + 1
    aside = _APPOSITIVE if phrase.first > verb else _ASIDE
    if tags[at : at + 1] == "," and aside.match(tags, at) is None:
        last = _end(sentence, at + 1)
        if last - at > _SHORT + 1:
            pieces.append((at + 1, last))
    return _clause(sentence, phrase, verb, verb, pieces, "closing", last)


def _content_start(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the clause begins: at a near "that", else behind the person addressed and adverbials."""
    near = tags.find("T", verb + 1, verb + 12)
    if near >= 0 and not set(tags[verb + 1 : near]) & _BLOCKS:
        return near
    if cue is not None and cue.stance in _ADDRESSED:
        addressee = _ADDRESSEE.match(tags, verb + 1)
        if addressee is not None:
            return addressee.end()
    after = _ADVERBIAL.match(tags, verb + 1)
    return after.end() if after is not None else verb + 1


def _end(sentence: Sentence, start: int, within: str = "") -> int:
    """Where the clause ends: before a semicolon, a dash, ", but he", the next cue or the end of a relative clause."""
    tags = sentence.tags
    match = _CUT[within].search(tags, start)
    stop = match.start() if match is not None else len(tags)
    for verb in range(start + 1, stop):
        if tags[verb] == "V":
            phrase = subject_of(sentence, verb, start)
            link = _LINK.search(tags, start + 1, phrase.begin) if phrase is not None else None
            if link is not None:
                stop = link.start()
                break
    while stop > start and tags[stop - 1] in ".,C":
        stop -= 1
    return stop


def _is_clause(sentence: Sentence, first: int, stop: int, verb: Cue | None) -> bool:
    """Whether a stretch can be what somebody says, and not only what a verb of speech has for an object."""
    tags = sentence.tags
    letter = tags[first]
    if letter == "t":
        return verb is not None and verb.stance in _INFINITIVE
    if letter == "T":
        return tags[first + 1 : first + 2] not in ("B", "A", "") or tags[first - 1] == "V"
    return letter in "cS" or _has_verb(sentence, first, stop)


def _has_verb(sentence: Sentence, first: int, stop: int) -> bool:
    """Whether a stretch has a finite verb: a known one, or a word in -s between a noun and what it governs."""
    tags = sentence.tags
    if _VERBISH.search(tags, first + 1, stop) is not None:
        return True
    return any(
        tags[at] == "n" and tags[at - 1] in "nN)" and tags[at + 1] in "DN#PtSTRqnx" and sentence.words[at].endswith("s")
        for at in range(first + 1, stop - 1)
    )


def _clause(
    sentence: Sentence,
    phrase: Phrase | None,
    cue: int,
    cue_end: int,
    pieces: list[tuple[int, int]],
    rule: str,
    last: int,
) -> tuple[Clause, int] | None:
    """Token ranges as a clause; None where one is too short or holds a quoted string."""
    tags = sentence.tags
    spans: list[Span] = []
    verb = cues().get(sentence.words[cue].lower())
    sayable = rule == "according"
    tokens = 0
    for first, stop in pieces:
        while first < stop and tags[first] == ",":
            first += 1
        if stop <= first or "Q" in tags[first:stop]:
            continue
        tokens += stop - first
        sayable = (
            sayable or _is_clause(sentence, first, stop, verb) or (rule == "closing" and tags[first] not in "PcgGt")
        )
        spans.append(Span(sentence.starts[first], sentence.ends[stop - 1]))
    if tokens < _SHORT or not sayable:
        return None
    span = Span(sentence.starts[cue], sentence.ends[cue_end])
    found = Attribution(source_of(sentence, phrase) if phrase is not None else None, span, rule, "likely")
    return Clause(found, tuple(spans)), last
