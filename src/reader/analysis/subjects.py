"""The subject of a verb, found without a tagger: a walk to the left over what may stand between the two.

Works on the letters of ``grammar``. The walk passes adverbs and auxiliaries, parentheses, appositives and relative
clauses between commas; after a conjunction or for a participle the clause's main subject is taken.
"""

import re
from typing import Literal

from reader.analysis.phrases import Phrase, antecedent, backward, first_phrase, forward, name_at
from reader.analysis.sentences import Sentence

_FINITE = frozenset("VvxAB")
_LIMIT = 60  # tokens that a walk may pass
_VERBS = 12  # finite verbs that the search for a main subject looks at
_STEPS = 5  # stretches between commas that a walk may pass
_DEFINING = 14  # tokens of a relative clause without commas
_FRONTED = 4  # tokens before a participle that begins its sentence
_INSERTION = 8  # tokens back from a verb at which its auxiliary may stand
_INSERTED = re.compile(r"A(,?P[Dnd#]{1,4},?)$")  # "has in the past said"
_NAMED = re.compile(r"[nN]O(N{1,5})$")
_DAY = re.compile(r"(?<=[NnS)d])(?:[DP]|Dn)$")  # "on Monday", "the same day": what stands before the day
_PARTICIPLE = re.compile(r"(?<=[NnSD])[vx][Pt][DNn#pqOC]{1,8}$")
_REDUCED = re.compile(r"[nN]xP")  # "a lawsuit filed by him"
_ATTACHED = re.compile(r",P([Dqn#xp]{1,4}(?:[OP]D?N{1,4})?|[DqnN#xpCO]{1,9})R?$")


def subject_of(sentence: Sentence, verb: int, low: int = 0) -> Phrase | None:
    """Find the subject of a verb.

    Args:
        sentence: The sentence.
        verb: Index of the verb's token.
        low: The walk does not go left of this token.

    Returns:
        The phrase, or None where the verb has no subject that the walk could find (a passive has none that speaks).
    """
    tags = sentence.tags
    letter = tags[verb]
    at = verb - 1
    if letter in "bv" and at >= low and tags[at] == "t":
        return (_of_governor(tags, at - 1, low) if at > low + 1 else None) or _main(sentence, at, low)
    inserted = _INSERTED.search(tags, max(low, verb - _INSERTION), verb)
    if inserted is not None:
        at = inserted.start(1) - 1
    while at >= low and (tags[at] in "RA" or (tags[at] == "c" and tags[at - 1 : at] == "A")):  # "has since said"
        at -= 1
    if at < low:
        return _main(sentence, verb, low) if letter in "Gw" else None
    if tags[at] == "B":
        if letter not in "Gw":
            return None
        while at >= low and tags[at] in "RAB":
            at -= 1
        return _subject(sentence, at, verb, low)
    if letter in "Gw":
        return _of_participle(sentence, at, verb, low)
    return _subject(sentence, at, verb, low)


def _of_governor(tags: str, verb: int, low: int) -> Phrase | None:
    """The subject of the verb right before an infinitive ("so cold that Ann was prompted to say")."""
    at = verb - 1
    while at >= low and tags[at] in "RAB":
        at -= 1
    found = _before(tags, at, low) if tags[verb] in "xvV" and at >= low else None
    return None if found == "conjoined" else found


def _of_participle(sentence: Sentence, at: int, verb: int, low: int) -> Phrase | None:
    """The subject of a form in -ing: the name right before it ("footage of Trump saying"), else the clause's."""
    tags = sentence.tags
    named = _NAMED.search(tags, low, at + 1)
    if named is not None:
        return Phrase(named.start(1), at, at)
    attached = _ATTACHED.search(tags, low, verb)
    if attached is not None:  # "…, with one of her ads asking"
        return Phrase(attached.start(1), attached.end(1) - 1, attached.end(1) - 1)
    if tags[at] in "nN" and at == verb - 1:  # "after a letter telling him"
        phrase = backward(tags, at, low)
        if phrase is not None and phrase.first > low and tags[phrase.first - 1] in "PcpOt":
            return phrase
    return _main(sentence, verb, low)


def _subject(sentence: Sentence, at: int, verb: int, low: int) -> Phrase | None:
    """The subject that ends at a token; behind a conjunction it is the clause's."""
    found = _before(sentence.tags, at, low)
    return _main(sentence, verb, low) if found == "conjoined" else found


def _before(tags: str, at: int, low: int) -> Phrase | Literal["conjoined"] | None:
    """The subject that ends at a token, behind what stands between it and the verb."""
    through_comma = False
    apposed: Phrase | None = None
    for _ in range(_STEPS):
        if at < low:
            return None
        letter = tags[at]
        if letter == "Q" or (letter == "," and tags[at - 1 : at] != ")"):  # a comma may stand within the marks
            comma = tags.rfind(",", max(low, at - _LIMIT), at)
            if comma < 0:
                return None
            apposed = apposed or name_at(tags, comma + 1, at - 1)
            at, through_comma = _without_adjuncts(tags, comma - 1, low), True
            continue
        passed = _pass(tags, at, low)
        if passed is None:
            return _ending(tags, at, low, apposed, through_comma) or apposed
        at = passed
    return apposed


def _without_adjuncts(tags: str, at: int, low: int) -> int:
    """The token before further adjuncts between commas (", 29, of Huntsville, …")."""
    for _ in range(_STEPS):
        comma = tags.rfind(",", max(low, at - _LIMIT), at)
        if comma <= low or tags[comma + 1] not in "OPWgx#" or tags[comma - 1] not in "Nn#)":
            break
        at = comma - 1
    return at


def _pass(tags: str, at: int, low: int) -> int | None:
    """The token before a parenthesis, a dash or a date that ends at a token; None where nothing is to be passed."""
    letter = tags[at]
    if letter == ",":
        return at - 1
    if letter == ")":
        return tags.rfind("(", low, at) - 1
    if letter == "-":
        return tags.rfind("-", max(low, at - _LIMIT), at) - 1
    if letter == "d":
        return _without_time(tags, at, low)
    return None


def _ending(
    tags: str, at: int, low: int, apposed: Phrase | None, through_comma: bool
) -> Phrase | Literal["conjoined"] | None:
    """What a subject may end in: a noun, a relative pronoun, or a conjunction that says to look further."""
    letter = tags[at]
    if letter == "C":
        return "conjoined"
    if letter == "W" or (letter == "T" and at > low and tags[at - 1] in "nN"):
        return antecedent(tags, at - 1, low)
    if letter == "x" and at > low and tags[at - 1] in "NnSD":  # "those surveyed said"
        return backward(tags, at - 1, low)
    if letter in "NnS#pqxgdD":
        return _settle(tags, at, low, apposed, through_comma)
    return None


def _without_time(tags: str, at: int, low: int) -> int | None:
    """The token before a date or "this week"; None where a noun phrase of its own ends there."""
    while at >= low and tags[at] in "d#":
        at -= 1
    adverbial = _DAY.search(tags, low, at + 1)
    if adverbial is not None:
        at = adverbial.start() - 1
    return at if at >= low and tags[at] in "NnS)d" else None


def _settle(tags: str, at: int, low: int, apposed: Phrase | None, through_comma: bool) -> Phrase | None:
    """The phrase that ends at a token, or the one it only adds to."""
    phrase = backward(tags, at, low)
    if phrase is None or (phrase.first > low and tags[phrase.first - 1] in "vxAB"):
        return _defined(tags, at, low) or phrase or _described(tags, at, low)
    before = phrase.first - 1
    if before >= low and tags[before] == "W" and tags[phrase.first] not in "NSDq#":
        return antecedent(tags, before - 1, low, "subject")
    if through_comma:
        phrase = _added_to(tags, phrase, low)
    if apposed is not None and tags[phrase.head] == "n" and tags[phrase.last] == "n":
        return apposed._replace(outer=phrase.first)
    return phrase


def _defined(tags: str, at: int, low: int) -> Phrase | None:
    """The phrase that a relative clause without commas defines ("others who want to ban it")."""
    start = tags.rfind("W", max(low, at - _DEFINING), at)
    if start <= low or "," in tags[start : at + 1] or tags[start + 1] not in "vxVbBAR":
        return None
    return antecedent(tags, start - 1, low, "subject")


def _described(tags: str, at: int, low: int) -> Phrase | None:
    """The phrase that a participle and its adverbial describe ("People briefed on the move")."""
    participle = _PARTICIPLE.search(tags, max(low, at - _DEFINING), at + 1)
    return backward(tags, participle.start() - 1, low) if participle is not None else None


def _added_to(tags: str, phrase: Phrase, low: int) -> Phrase:
    """The phrase that an appositive adds to ("Smith, 45, of Columbus, Ohio")."""
    for _ in range(3):
        before = phrase.first - 1
        if before <= low or tags[before] != "," or tags[before - 1] not in "Nn#" or tags[phrase.first] not in "D#Pgnx":
            break
        further = backward(tags, before - 1, low)
        if further is None:
            break
        phrase = further
    return phrase


def _main(sentence: Sentence, verb: int, low: int) -> Phrase | None:
    """The main subject of the clause that a conjoined verb or a participle continues."""
    tags = sentence.tags
    best = governing(tags, verb, low)
    if best is None:
        best = first_phrase(tags, low)
        if best is not None and best.last >= verb:
            best = None
    if best is None and verb - low <= _FRONTED:  # "While saying that …, he …"
        comma = tags.find(",", verb)
        best = forward(tags, comma + 1) if comma > 0 else None
    return best._replace(how="main") if best is not None else None


def governing(tags: str, verb: int, low: int = 0) -> Phrase | None:
    """Find the subject of the nearest finite verb, unless a verb of speech governs that without a comma between.

    Args:
        tags: The sentence's letters.
        verb: The token to look back from.
        low: The search does not go left of this token.

    Returns:
        The phrase, or None where no verb has a subject.
    """
    verbs = [at for at in range(max(low, verb - 2 * _LIMIT), verb) if tags[at] in _FINITE][-_VERBS:]
    best: Phrase | None = None
    for at in reversed(verbs):
        if at != verbs[0] and _REDUCED.match(tags, at - 1):
            continue
        phrase = _direct(tags, at, low) if best is None or tags[at] == "V" else None
        if phrase is None:
            continue
        if best is None or "," not in tags[at : best.first]:
            best = phrase
        if tags[at] == "V" or "," in tags[at : best.first]:
            break
    return best


def _direct(tags: str, verb: int, low: int) -> Phrase | None:
    """The subject of a finite verb that is no part of a subordinate clause."""
    at = verb - 1
    while at >= low and tags[at] in "RAB":
        at -= 1
    if at < low or tags[at] in "CWTcDPOt" or (tags[at] == "," and tags[verb] != "V"):
        return None
    phrase = _before(tags, at, low)
    if phrase is None or phrase == "conjoined" or (phrase.first > low and tags[phrase.first - 1] in "TWPVG"):
        return None
    return phrase
