"""Whether a stretch of a sentence is a clause that somebody can have said, by the verb in it."""

from reader.analysis.cues import Cue
from reader.analysis.grammar import members_of
from reader.analysis.sentences import Sentence

FINITE = frozenset("ABxVv")
ADDRESSED = frozenset(("told", "asked", "warned", "promised", "stressed"))  # stances with somebody who is told
_INFINITIVE = ADDRESSED | {"claimed", "admitted"}  # stances of verbs that "to go" can follow
_PHRASE = frozenset("DNnq#gRp$*")
_NO_PREDICATE = "Pt.,CDd"


def takes_object(cue: Cue | None, person: bool = False) -> bool:
    """Whether a verb often has an object that nobody says ("the firm offers a loan", but "Ann offered few details")."""
    if cue is None or (person and cue.lemma in members_of("personal")):
        return False
    return cue.lemma.replace(" ", "_") in members_of("object")


def is_clause(sentence: Sentence, first: int, stop: int, verb: Cue | None, person: bool = False) -> bool:
    """Whether a stretch can be what somebody says, and not only what a verb of speech has for an object."""
    tags = sentence.tags
    letter = tags[first]
    after = tags[first + 1 : first + 2]
    word = sentence.words[first].lower()
    if letter in "OP" and verb is not None and verb.stance == "warned" and word in members_of("warning"):
        return True  # "warned of a war"
    if letter in "OC:-P":
        return False
    if letter == "t":
        unnamed = not members_of("naming").isdisjoint(sentence.words[first + 1 : first + 3])  # "asked not to be named"
        return verb is not None and verb.stance in _INFINITIVE and not unnamed
    if letter == "T":
        return after not in ("B", "A", "", "O") or (after != "O" and tags[first - 1] in "Vb")
    if letter in "cW" and word in members_of("question"):
        return True
    strict = takes_object(verb, person)
    if letter == "S" and word not in members_of("objective"):
        return not strict or after not in tuple(_NO_PREDICATE)
    return (letter in _PHRASE and not strict) or has_verb(sentence, first, stop, strict)


def has_verb(sentence: Sentence, first: int, stop: int, strict: bool) -> bool:
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
            finite = not strict and is_verb_in_s(sentence, at, stop)
        else:
            finite = letter in FINITE and tags[at - 1] not in FINITE
            if finite and strict and letter in "xvV":
                after = tags[at + 1 : at + 2]
                finite = after in tuple("DS#") or (tags[at - 1] in "NSRpd" and after not in tuple("P,."))
        if finite and not subordinate:
            return True
        subordinate -= finite
    return False


def is_verb_in_s(sentence: Sentence, at: int, stop: int) -> bool:
    """Whether an unknown word stands as a verb in -s does."""
    tags = sentence.tags
    return (
        at + 1 < stop and tags[at - 1] in "nN)" and tags[at + 1] in "DN#PtSTRqnx" and sentence.words[at].endswith("s")
    )
