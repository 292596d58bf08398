"""Indirect speech: a verb of speech, its subject and the clause that it governs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.analysis import lexicon
from reader.analysis.boundaries import ADVERBIAL, content_end, content_start, object_end
from reader.analysis.cues import Cue, cue_at
from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase, first_phrase, forward
from reader.analysis.predicates import ADDRESSED, FINITE, has_verb, is_clause, takes_object
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, source_of
from reader.analysis.subjects import subject_of
from reader.model import Span


class Clause(NamedTuple):
    """What is said without quotation marks, in one piece or two."""

    found: Attribution
    content: tuple[Span, ...]


_CUE = re.compile(r"[VGbK]")
_REST = re.compile(r"(?:,?(?:R|D?d#?|P(?:D?N{1,4}|D?[n#xg]{0,3}[nd]|d#?)))*(?=[,.;)\-]|$)")
_CLOSERS = frozenset((".", ",", "", ")", ";", "P", "d"))
_TOLD = re.compile(r"D?n{0,2}[Nn]{1,6}|S|D")
_OPENERS = frozenset("NDnSq")
_ASIDE = re.compile(r",(?:[GwC]|P?W)")
_APPOSITIVE = re.compile(r",(?:[GwCD#nNx]|P?W)")
_FRONTED = re.compile(r"[RC]{0,2}(?:Pn?)?t?[Gg][^,]*$|[RC]{0,2}c[^,]*$")  # "After saying …", "Though officials say …"
_CLAUSE = re.compile(r"T|S[ABxVv]")  # what can only be a clause
_OWNED = re.compile(r"(?:(N{1,5}|D?n{1,3})p|D)[nxgR#]{0,3}$")
_SAYABLE = frozenset(("according", "gap", "promise"))  # rules whose content needs no verb, or has shown it
_SHORT = 2  # tokens a clause has at least
_OWNING = 9  # tokens before a noun in which its owner stands
_LONGEST = 120  # tokens a clause before its verb has at most
_BEFORE = 3  # tokens a clause before its verb has at least


def clauses_of(sentence: Sentence) -> list[Clause]:
    """Find the indirect speech of a sentence.

    Args:
        sentence: The sentence.

    Returns:
        The clauses in the order of their verbs, then those of nouns; those that hold a quoted string are left to it.
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
    for promised in _promised(sentence) if "nt" in tags else ():
        if not any(_overlap(promised, other) for other in found):
            found.append(promised)
    return found


def _promised(sentence: Sentence) -> Iterator[Clause]:
    """What somebody's promise is ("Ann's promise to build a wall")."""
    tags = sentence.tags
    noun = tags.find("nt")
    while noun >= 0:
        phrase = None
        if sentence.words[noun] in members_of("promising"):
            phrase = _owner(sentence, noun) or first_phrase(tags)
        if phrase is not None and phrase.last < noun:
            stop = content_end(sentence, noun + 1, "infinitive")
            clause = _clause(sentence, phrase, noun, noun, [(noun + 1, stop)], "promise", stop)
            if clause is not None:
                yield clause[0]
        noun = tags.find("nt", noun + 1)


def _owner(sentence: Sentence, noun: int) -> Phrase | None:
    """Whose a noun is ("Ann's latest promise", "her promise")."""
    found = _OWNED.search(sentence.tags, max(0, noun - _OWNING), noun)
    if found is None:
        return None
    if found[1]:
        return Phrase(found.start(1), found.end(1) - 1, found.end(1) - 1)
    at = found.start()
    return Phrase(at, at, at) if sentence.words[at].lower() in members_of("owner") else None


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
    if single and not FINITE.isdisjoint(tags[dash:stop]):
        first = dash + 1
    whole = not FINITE.isdisjoint(tags[first:stop])
    pieces = [(first, stop)] if stop - first > _SHORT else []
    last = phrase.last + 1
    comma = tags.find(",", phrase.last + 1)
    if comma >= 0 and not whole:
        last = content_end(sentence, comma + 1)
        pieces.append((comma + 1, last))
    return _clause(sentence, phrase, verb, verb + 1, pieces, "according", last)


def _spoken(sentence: Sentence, verb: int) -> tuple[Clause, int] | None:
    """A clause after its verb, before it, or around it."""
    tags = sentence.tags
    phrase = subject_of(sentence, verb)
    inverted = _inverted(sentence, verb, phrase)
    if inverted is not None:
        return _closing(sentence, inverted, verb, inverted.last + 1)
    phrase = phrase or _distant(sentence, verb)
    if phrase is None:
        return _passive(sentence, verb)
    cue = cue_at(sentence.words, verb)
    first = phrase.begin
    if first > 1 and tags[first - 1] == "," and phrase.how == "subject":
        at = _behind(tags, verb, cue)
        if at >= 0:
            return _closing(sentence, phrase, verb, at)
    if tags[first - 1 : first] == "c" and tags[verb + 1 : verb + 2] == ",":  # "As Ann noted, …"
        return _clause(sentence, phrase, verb, verb, [(verb + 2, content_end(sentence, verb + 2))], "clause", len(tags))
    return _following(sentence, phrase, verb, cue)


def _following(sentence: Sentence, phrase: Phrase, verb: int, cue: Cue | None) -> tuple[Clause, int] | None:
    """A clause after its verb."""
    tags = sentence.tags
    start = content_start(tags, verb, cue)
    if tags[verb] == "b" and tags[verb - 1 : verb] == "t" and _is_impersonal(sentence, verb, start):
        return None
    if _is_gapped(tags, phrase, verb) and not (tags[verb] == "b" and takes_object(cue)):
        stop = content_end(sentence, verb + 1, "relative")
        return _clause(sentence, phrase, verb, verb, [(verb + 1, stop)], "gap", len(tags))
    within = _clause_kind(tags, phrase, verb) or ("infinitive" if tags[start : start + 1] == "t" else "")
    stop = content_end(sentence, start, within)
    if cue is not None and cue.lemma not in members_of("clausal"):
        stop = object_end(sentence, start, stop)
    return _clause(sentence, phrase, verb, verb, [(start, stop)], "clause", stop)


def _clause_kind(tags: str, phrase: Phrase, verb: int) -> str:
    """What sort of clause a verb and its subject stand in, as far as that says where what it governs ends."""
    comma = tags.rfind(",", 0, verb) + 1
    conjoined = comma > 0 and "C" in tags[comma:verb] and tags.startswith(("W", "PW", "c"), comma)
    if phrase.how == "relative" or conjoined:  # "Ann, who came late and said …, was …"
        return "relative"
    before = tags[phrase.begin - 1 : phrase.begin]
    return "subordinate" if before in ("c", "P") or _FRONTED.match(tags, 0, verb + 1) is not None else ""


def _is_gapped(tags: str, phrase: Phrase, verb: int) -> bool:
    """Whether the clause has its subject before the source ("which Ann said was a lie", "a man Ann said was ill")."""
    before = tags[phrase.begin - 1 : phrase.begin]
    finite = "BAx" if before in ("W", "T") else "BA" if before in ("c", "n", "N") else ""
    return phrase.last < verb and tags[verb + 1 : verb + 2] in tuple(finite)


def _distant(sentence: Sentence, verb: int) -> Phrase | None:
    """The first phrase of a sentence, for a verb that no subject was found for but a clause is sure to follow."""
    tags = sentence.tags
    before = tags[max(0, verb - 2) : verb]
    if not _CLAUSE.match(tags, verb + 1) or "B" in before or before[-1:] in tuple("Qct"):
        return None
    cue = cue_at(sentence.words, verb)
    if cue is None or (cue.form != "past" and cue.lemma in members_of("noun")):
        return None
    phrase = first_phrase(tags)
    return phrase if phrase is not None and phrase.last < verb else None


def _is_impersonal(sentence: Sentence, verb: int, start: int) -> bool:
    """Whether an infinitive tells of nobody's words: "hard to say how", "declined to comment, …"."""
    judged = verb > 1 and sentence.words[verb - 2] in members_of("judging")
    return judged or (sentence.tags.startswith(",", verb + 1) and sentence.tags[start : start + 1] != "T")


def _inverted(sentence: Sentence, verb: int, phrase: Phrase | None) -> Phrase | None:
    """The source behind its verb, where both close or part a clause ("…, said Ann")."""
    tags = sentence.tags
    if tags[verb] not in "Vb" or verb < _BEFORE or tags[verb - 1] != "," or tags[verb + 1 : verb + 2] not in _OPENERS:
        return None
    if tags[verb + 1] == "S" and not sentence.words[verb + 1].isalpha():  # "…, said he'd go"
        return None
    if phrase is not None and phrase.begin <= 1 and tags.startswith(",W", phrase.last + 1):
        return None
    if not has_verb(sentence, _clause_start(tags, verb), verb - 1, False):  # "Ann, a critic, told reporters …"
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
    strict = takes_object(cue_at(sentence.words, verb))
    return strict and sentence.words[phrase.head] not in lexicon.table("roles")


def _clause_start(tags: str, stop: int) -> int:
    """Where the clause before a token begins."""
    return max(max(tags.rfind(mark, 0, stop) for mark in ";:") + 1, stop - _LONGEST)


def _behind(tags: str, verb: int, cue: Cue | None) -> int:
    """Where the cue that follows its clause ends, with whom it was told to and when; -1 where a clause follows."""
    addressed = _TOLD.match(tags, verb + 1) if cue is not None and cue.stance in ADDRESSED else None
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
            return _clause(sentence, phrase, verb, verb, [(at + 1, content_end(sentence, at + 1))], "clause", at)
    after = ADVERBIAL.match(tags, at)
    at = after.end() if after is not None else at
    opener = tags[at : at + 1]
    asked = opener in ("c", "W", "t") and cue.stance == "asked"
    if not asked and not (opener == "T" and "B" in tags[max(0, verb - 3) : verb]):
        return None
    return _clause(sentence, phrase, verb, verb, [(at, content_end(sentence, at, "subordinate"))], "clause", at)


def _closing(sentence: Sentence, phrase: Phrase, verb: int, at: int) -> tuple[Clause, int] | None:
    """A clause that ends before its source, and may go on after the verb."""
    tags = sentence.tags
    stop = min(phrase.begin, verb) - 1
    first = _clause_start(tags, stop)
    string = tags[at : at + 1] in (",", ":") and tags.startswith("Q", at + 1)
    if string and (tags[first] in "PRdc" or FINITE.isdisjoint(tags[first:stop])):
        return None  # "In May, as they met, Ann said, “…”"
    pieces = [(first, stop)]
    last = max(verb, phrase.last) + 1
    aside = _APPOSITIVE if phrase.first > verb else _ASIDE
    if tags[at : at + 1] == "," and aside.match(tags, at) is None:
        last = content_end(sentence, at + 1)
        if last - at > _SHORT:
            pieces.append((at + 1, last))
    return _clause(sentence, phrase, verb, verb, pieces, "closing", last)


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
    person = phrase is not None and tags[phrase.head] in "NS"
    sayable = rule in _SAYABLE
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
            or is_clause(sentence, first, stop, verb, person)
            or (rule == "closing" and (tags[first] not in "PcgGt" or not FINITE.isdisjoint(tags[first:stop])))
        )
        spans.append(Span(sentence.starts[first], sentence.ends[stop - 1]))
    if tokens < _SHORT or not sayable:
        return None
    span = Span(sentence.starts[cue], sentence.ends[cue_end])
    found = Attribution(source_of(sentence, phrase) if phrase is not None else None, span, rule, "likely")
    return Clause(found, tuple(spans)), last
