"""Where the clause that a verb of speech governs begins and ends."""

import re
from itertools import islice

from reader.analysis.cues import Cue
from reader.analysis.grammar import members_of
from reader.analysis.predicates import ADDRESSED, FINITE, is_verb_in_s
from reader.analysis.sentences import Sentence
from reader.analysis.subjects import subject_of

ADVERBIAL = re.compile(
    r"(?:,?(?:R|d#?(?!p)|P(?:D?N{1,4}(?=[SDTcPdR.,])|D?[n#xg]{0,3}[nd]|d#?)|tD?N{1,4}(?=[SDTcPdR.,])))*"
)
_NEXT_CUE = re.compile(r"[Vb]")
_CUES = 6  # further cues that the end of a clause is looked for at
_ADDRESSEE = re.compile(r"(?:D?[n#x]{0,3}[nN]{1,4}|S|D)(?:P?d#?)?(?=[TctWS]|[DnN]+[ABxS])")
_BLOCKS = frozenset("VvxBA;:GwbgcW-")
_LINK = re.compile(r"(?:,[Cc]?|C)[qcR#P]{0,4}$")
_OBJECTS = tuple("DNnqx#g")
_OBJECT_END = re.compile(r"C(?=R?[ABxvV])")
_LOOSE = re.compile(r"(?<=[nN])x(?=[Pd])")  # "a statement released Monday"
_ASIDES = r",(?:[Gwg]|P?W)(?![^,]{0,40},R?[ABxVv])"  # what trails; between two commas it belongs to the clause
_APPOSED = r",(?=D[nx]{1,3}[OPTW])"  # ", a promise he repeated in Ohio"
_ENDS = (
    r";|:(?=Q)|\((?=[^)]*\)?[.,]?$)|,C(?=[SND][^,Q]{0,30}[ABxVvp])|,?C(?=R?[VG]|t[bV])|"
    + _ASIDES
    + "|"
    + _APPOSED
    + r"|,c(?=[AB])|,R$|,?(?=K)"
)
_CUT = {
    "": re.compile(_ENDS),
    "relative": re.compile(_ENDS + r"|,(?=R?[xABVv])"),
    "subordinate": re.compile(_ENDS + r"|,(?=[SND])"),
    "infinitive": re.compile(_ENDS + r"|,?C(?=R?[ABxVv])|,(?=[DS]|N{1,2}[AB])"),
}
_NEAR = 24  # tokens from a verb to its "that"
_SET_APART = 3  # tokens a clause has at least before what is set against it


def content_start(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the clause begins: at a near "that", else behind the person addressed and adverbials."""
    near = tags.find("T", verb + 1, verb + _NEAR)
    if near >= 0 and not set(_LOOSE.sub("n", tags[verb + 1 : near])) & _BLOCKS:
        return near
    if cue is not None and cue.stance == "stressed":  # "urged Ann to go"
        return verb + len(cue.lemma.split())
    if cue is not None and cue.stance in ADDRESSED:
        addressee = _ADDRESSEE.match(tags, verb + len(cue.lemma.split()))
        if addressee is not None:
            return addressee.end()
    after = ADVERBIAL.match(tags, verb + 1)
    at = after.end() if after is not None else verb + 1
    return at + 1 if tags[at : at + 1] in ("P", "O") and tags[at + 1 : at + 2] == "c" else at


def content_end(sentence: Sentence, start: int, within: str = "") -> int:
    """Where the clause ends: before a semicolon, a dash, ", but he", the next cue or the end of a relative clause."""
    tags = sentence.tags
    quoted = tags.find("Q", start)
    limit = quoted + 1 if quoted >= 0 else len(tags)  # a clause with a quoted string is left to that string
    match = _CUT[within].search(tags, start, limit)
    stop = match.start() if match is not None else limit
    stop = _contrast(sentence, start, stop)
    for verb in islice(_NEXT_CUE.finditer(tags, start + 1, stop), _CUES):
        phrase = subject_of(sentence, verb.start(), start)
        link = _LINK.search(tags, start + 1, phrase.begin) if phrase is not None else None
        if link is not None:
            stop = link.start()
            break
    while stop > start and tags[stop - 1] in ".,C":
        stop -= 1
    return stop


def _contrast(sentence: Sentence, start: int, stop: int) -> int:
    """Where begins what the article sets against the clause (", while others …", ", compared with …"); else its end."""
    comma = sentence.tags.find(",", start + _SET_APART, stop - 1)
    while comma >= 0:
        if sentence.words[comma + 1] in members_of("contrast"):
            return comma
        comma = sentence.tags.find(",", comma + 1, stop - 1)
    return stop


def object_end(sentence: Sentence, start: int, stop: int) -> int:
    """Where a plain object ends, before a verb that goes on with the clause of its own ("denied the charge and left").

    Args:
        sentence: The sentence.
        start: Where what is said begins.
        stop: Where it ends if it is a clause.

    Returns:
        The token of the conjunction, or ``stop`` where what is said has a verb of its own.
    """
    tags = sentence.tags
    further = _OBJECT_END.search(tags, start + 1, stop) if tags[start : start + 1] in _OBJECTS else None
    if further is None or not FINITE.isdisjoint(tags[start : further.start()]):
        return stop
    unknown = (at for at in range(start + 1, further.start()) if tags[at] == "n")
    return stop if any(is_verb_in_s(sentence, at, further.start()) for at in unknown) else further.start()
