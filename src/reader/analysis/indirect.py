"""Indirect speech: a verb of speech, its subject and the clause that it governs."""

import re
from itertools import islice
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.cues import Cue, cue_at
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
_NEXT_CUE = re.compile(r"[Vb]")
_CUES = 6  # further cues that the end of a clause is looked for at
_ADVERBIAL = re.compile(
    r"(?:,?(?:R|d#?(?!p)|P(?:D?N{1,4}(?=[SDTcPd.,])|D?[n#xg]{0,3}[nd]|d#?)|tD?N{1,4}(?=[SDTcPd.,])))*"
)
_REST = re.compile(r"(?:,?(?:R|d#?|P(?:D?N{1,4}|D?[n#xg]{0,3}[nd]|d#?)))*(?=[,.;)]|$)")
_ADDRESSEE = re.compile(r"(?:D?[n#x]{0,3}[nN]{1,4}|S|D)(?:P?d#?)?(?=[TctWS]|[DnN]+[ABxS])")
_ADDRESSED = frozenset(("told", "asked", "warned", "promised", "stressed"))
_CLOSERS = frozenset((".", ",", "", ")", ";", "P", "d"))
_TOLD = re.compile(r"D?n{0,2}[Nn]{1,6}|S|D")
_OPENERS = frozenset("NDnSq")
_PHRASE = frozenset("DNnq#gRp$*")
_NO_PREDICATE = "Pt.,CDd"
_BLOCKS = frozenset("VvxBA;:GwbgcW-")
_LINK = re.compile(r"(?:,[Cc]?|C)[qcR#P]{0,4}$")
_ASIDE = re.compile(r",(?:[GwC]|P?W)")
_APPOSITIVE = re.compile(r",(?:[GwCD#nNx]|P?W)")
_FRONTED = re.compile(r"[RC]{0,2}(?:Pn?)?t?[Gg][^,]*$|[RC]{0,2}c[^,]*$")  # "After saying …", "Though officials say …"
_FINITE = frozenset("ABxVv")
_LOOSE = re.compile(r"(?<=[nN])x(?=[Pd])")  # "a statement released Monday"
_ASIDES = r",(?:[Gwg]|P?W)(?![^,]{0,40},R?[ABxVv])"  # what trails; between two commas it belongs to the clause
_APPOSED = r",(?=D[nx]{1,3}[OPTW])"  # ", a promise he repeated in Ohio"
_ENDS = (
    r";|:(?=Q)|\((?=[^)]*\)?[.,]?$)|,C(?=[SND])|,?C(?=R?[VG]|t[bV])|"
    + _ASIDES
    + "|"
    + _APPOSED
    + r"|,c(?=[AB])|,R$|,?(?=K)"
)
_CUT = {
    "": re.compile(_ENDS),
    "relative": re.compile(_ENDS + r"|,(?=R?[xABVv])"),
    "subordinate": re.compile(_ENDS + r"|,(?=[SND])"),
    "infinitive": re.compile(_ENDS + r"|,?C(?=R?[ABxVv])"),
}
_INFINITIVE = frozenset(("promised", "stressed", "claimed", "warned", "asked", "told", "admitted"))
_SHORT = 2  # tokens a clause has at least
_LONGEST = 120  # tokens a clause before its verb has at most
_BEFORE = 3  # tokens a clause before its verb has at least
_NEAR = 24  # tokens from a verb to its "that"


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
    """A clause before, after or around "according to"."""
    tags = sentence.tags
    if not tags.startswith("t", verb + 1):
        return None
    phrase = forward(tags, verb + 2)
    if phrase is None:
        return None
    stop = verb
    while stop > 0 and tags[stop - 1] == "R" and tags[stop - 2 : stop - 1] in (",", ""):
        stop -= 1
    first = max(tags.rfind(mark, 0, stop) for mark in ";:") + 1
    dash = tags.rfind("-", first, stop)
    single = tags.count("-", first, stop) % 2 and sentence.starts[dash] > sentence.ends[dash - 1]
    if single and not _FINITE.isdisjoint(tags[dash:stop]):
        first = dash + 1
    whole = not _FINITE.isdisjoint(tags[first:stop])
    pieces = [(first, stop)] if stop - first > _SHORT else []
    last = len(tags)
    comma = tags.find(",", phrase.last + 1)
    if comma >= 0 and not whole:
        last = _end(sentence, comma + 1)
        pieces.append((comma + 1, last))
    return _clause(sentence, phrase, verb, verb + 1, pieces, "according", last)


def _spoken(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """A clause after its verb, before it, or around it."""
    tags = sentence.tags
    phrase = subject_of(sentence, verb)
    inverted = _inverted(sentence, verb, phrase)
    if inverted is not None:
        return _closing(sentence, inverted, verb, inverted.last + 1)
    if phrase is None:
        return _passive(sentence, verb)
    cue = cue_at(sentence.words, verb)
    first = phrase.begin
    if first > 1 and tags[first - 1] == "," and phrase.how == "subject":
        at = _behind(tags, verb, cue)
        if at >= 0:
            return _closing(sentence, phrase, verb, at)
    subordinate = tags[first - 1 : first] in ("c", "P") or _FRONTED.match(tags, 0, verb + 1) is not None
    if tags[first - 1 : first] == "c" and tags[verb + 1 : verb + 2] == ",":  # "As Ann noted, …"
        return _clause(sentence, phrase, verb, verb, [(verb + 2, _end(sentence, verb + 2))], "clause", len(tags))
    start = _content_start(tags, verb, cue)
    if tags[verb] == "b" and tags[verb - 1 : verb] == "t" and _is_impersonal(sentence, verb, start):
        return None
    within = "relative" if phrase.how == "relative" else "subordinate" if subordinate else ""
    stop = _end(sentence, start, within or ("infinitive" if tags[start : start + 1] == "t" else ""))
    return _clause(sentence, phrase, verb, verb, [(start, stop)], "clause", stop)


def _is_impersonal(sentence: Sentence, verb: int, start: int) -> bool:
    """Whether an infinitive tells of nobody's words: "hard to say how", "declined to comment, …"."""
    judged = verb > 1 and sentence.words[verb - 2] in members_of("judging")
    return judged or (sentence.tags.startswith(",", verb + 1) and sentence.tags[start : start + 1] != "T")


def _inverted(sentence: Sentence, verb: int, phrase: Phrase | None) -> Phrase | None:
    """The source behind its verb, where both close or part a clause ("…, said Ann")."""
    tags = sentence.tags
    if tags[verb] not in "Vb" or verb < _BEFORE or tags[verb - 1] != "," or tags[verb + 1 : verb + 2] not in _OPENERS:
        return None
    if phrase is not None and phrase.begin <= 1 and tags.startswith(",W", phrase.last + 1):
        return None
    if not _has_verb(sentence, _clause_start(tags, verb), verb - 1, False):  # "Ann, a critic, told reporters …"
        return None
    inverted = forward(tags, verb + 1)
    if inverted is not None and tags.startswith("C", inverted.last + 1):  # "said Doyle and others"
        joined = forward(tags, inverted.last + 2)
        inverted = joined and inverted._replace(last=joined.last)
    if inverted is not None and tags[inverted.head] == "n" and _takes_objects(sentence, verb, inverted):
        return None  # "Smith, who was there, denied the charge."
    return inverted if inverted is not None and tags[inverted.last + 1 : inverted.last + 2] in _CLOSERS else None


def _takes_objects(sentence: Sentence, verb: int, phrase: Phrase) -> bool:
    """Whether a phrase behind a verb is its plain object: the verb often has one, and the phrase means no person."""
    cue = cue_at(sentence.words, verb)
    strict = cue is not None and cue.lemma in members_of("object")
    return strict and sentence.words[phrase.head] not in lexicon.table("roles")


def _clause_start(tags: str, stop: int) -> int:
    """Where the clause before a token begins."""
    return max(max(tags.rfind(mark, 0, stop) for mark in ";:") + 1, stop - _LONGEST)


def _behind(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the cue that follows its clause ends, with whom it was told to and when; -1 where a clause follows."""
    addressed = _TOLD.match(tags, verb + 1) if cue is not None and cue.stance in _ADDRESSED else None
    after = addressed.end() if addressed is not None else verb + 1
    if tags[after : after + 1] in _CLOSERS - {"P", "d"}:
        return after
    adverbial = _REST.match(tags, after)
    return adverbial.end() if adverbial is not None else -1


def _passive(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """What somebody "was asked" or "was told", what "was reported by" somebody: with or without its agent."""
    tags = sentence.tags
    cue = cue_at(sentence.words, verb)
    if cue is None or cue.form != "past":
        return None
    phrase: Phrase | None = None
    at = verb + 1
    if sentence.words[at : at + 1] and sentence.words[at].lower() in members_of("agent"):
        phrase = forward(tags, at + 1)
        if phrase is None:
            return None
        at = phrase.last + 1
        if tags[at : at + 1] == "," and cue.stance != "asked":
            return _clause(sentence, phrase, verb, verb, [(at + 1, _end(sentence, at + 1))], "clause", at)
    after = _ADVERBIAL.match(tags, at)
    at = after.end() if after is not None else at
    opener = tags[at : at + 1]
    asked = opener in ("c", "W", "t") and cue.stance == "asked"
    if not asked and not (opener == "T" and "B" in tags[max(0, verb - 3) : verb]):
        return None
    return _clause(sentence, phrase, verb, verb, [(at, _end(sentence, at, "subordinate"))], "clause", at)


def _closing(sentence: Sentence, phrase: Phrase, verb: int, at: int) -> tuple[Clause, int] | None:
    """A clause that ends before its source, and may go on after the verb."""
    tags = sentence.tags
    stop = min(phrase.begin, verb) - 1
    first = _clause_start(tags, stop)
    string = tags[at : at + 1] in (",", ":") and tags.startswith("Q", at + 1)
    if string and (tags[first] in "PRdc" or _FINITE.isdisjoint(tags[first:stop])):
        return None  # "In May, as they met, Ann said, “…”"
    pieces = [(first, stop)]
    last = max(verb, phrase.last) + 1
    aside = _APPOSITIVE if phrase.first > verb else _ASIDE
    if tags[at : at + 1] == "," and aside.match(tags, at) is None:
        last = _end(sentence, at + 1)
        if last - at > _SHORT:
            pieces.append((at + 1, last))
    return _clause(sentence, phrase, verb, verb, pieces, "closing", last)


def _content_start(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the clause begins: at a near "that", else behind the person addressed and adverbials."""
    near = tags.find("T", verb + 1, verb + _NEAR)
    if near >= 0 and not set(_LOOSE.sub("n", tags[verb + 1 : near])) & _BLOCKS:
        return near
    if cue is not None and cue.stance in _ADDRESSED:
        addressee = _ADDRESSEE.match(tags, verb + len(cue.lemma.split()))
        if addressee is not None:
            return addressee.end()
    after = _ADVERBIAL.match(tags, verb + 1)
    at = after.end() if after is not None else verb + 1
    return at + 1 if tags[at : at + 1] in ("P", "O") and tags[at + 1 : at + 2] == "c" else at


def _end(sentence: Sentence, start: int, within: str = "") -> int:
    """Where the clause ends: before a semicolon, a dash, ", but he", the next cue or the end of a relative clause."""
    tags = sentence.tags
    quoted = tags.find("Q", start)
    limit = quoted + 1 if quoted >= 0 else len(tags)  # a clause with a quoted string is left to that string
    match = _CUT[within].search(tags, start, limit)
    stop = match.start() if match is not None else limit
    for verb in islice(_NEXT_CUE.finditer(tags, start + 1, stop), _CUES):
        phrase = subject_of(sentence, verb.start(), start)
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
    after = tags[first + 1 : first + 2]
    word = sentence.words[first].lower()
    if letter in "OC:-P":
        return False
    if letter == "t":
        unnamed = not members_of("naming").isdisjoint(sentence.words[first + 1 : first + 3])  # "asked not to be named"
        return verb is not None and verb.stance in _INFINITIVE and not unnamed
    if letter == "T":
        return after not in ("B", "A", "", "O") or (after != "O" and tags[first - 1] in "Vb")
    if letter in "cW" and word in members_of("question"):
        return True
    strict = verb is not None and verb.lemma in members_of("object")
    if letter == "S" and word not in members_of("objective"):
        return not strict or after not in tuple(_NO_PREDICATE)
    return (letter in _PHRASE and not strict) or _has_verb(sentence, first, stop, strict)


def _has_verb(sentence: Sentence, first: int, stop: int, strict: bool) -> bool:
    """Whether a stretch has a finite verb of its own: a known one, or a word in -s between a noun and what it governs.

    Verbs that belong to a relative or subordinate clause do not count; where the verb of speech often has a plain
    object, neither do forms in -ed that may only describe a noun.
    """
    tags = sentence.tags
    subordinate = int(tags[first] in "cW")
    for at in range(first + 1, stop):
        letter = tags[at]
        if letter in "Wc" or (letter == "T" and tags[at - 1] in "nN"):
            subordinate += tags[at + 1 : at + 2] != "n" or letter != "W"  # an unknown verb follows "who" at once
            continue
        if letter == "n":
            finite = not strict and _is_verb_in_s(sentence, at, stop)
        else:
            finite = letter in _FINITE and tags[at - 1] not in _FINITE
            if finite and strict and letter in "xvV":
                after = tags[at + 1 : at + 2]
                finite = after in tuple("DS#") or (tags[at - 1] in "NSRpd" and after not in tuple("P,."))
        if finite and not subordinate:
            return True
        subordinate -= finite
    return False


def _is_verb_in_s(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether an unknown word stands as a verb in -s does."""
    tags = sentence.tags
    return (
        at + 1 < stop and tags[at - 1] in "nN)" and tags[at + 1] in "DN#PtSTRqnx" and sentence.words[at].endswith("s")
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
    verb = cue_at(sentence.words, cue)
    sayable = rule == "according"
    tokens = 0
    for first, stop in pieces:
        while first < stop and tags[first] == ",":
            first += 1
        while first < stop and tags[stop - 1] == ",":
            stop -= 1
        if stop <= first or "Q" in tags[first:stop]:
            continue
        tokens += stop - first
        sayable = (
            sayable
            or _is_clause(sentence, first, stop, verb)
            or (rule == "closing" and (tags[first] not in "PcgGt" or not _FINITE.isdisjoint(tags[first:stop])))
        )
        spans.append(Span(sentence.starts[first], sentence.ends[stop - 1]))
    if tokens < _SHORT or not sayable:
        return None
    span = Span(sentence.starts[cue], sentence.ends[cue_end])
    found = Attribution(source_of(sentence, phrase) if phrase is not None else None, span, rule, "likely")
    return Clause(found, tuple(spans)), last
