"""Patterns before a quoted string: source and verb, a colon, according to, a governing verb."""

import re

from reader.analysis.cues import cues
from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase, first_phrase, forward
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, Shape, cue_of, source_of
from reader.analysis.subjects import subject_of
from reader.model import Span

_BYLINE = re.compile(r"-+[Rq]?[cP]?(N{1,5}(?:CN{1,5})?):$")
_NAMED = re.compile(r"(N{2,4}):$")
_OWN_WORDS = re.compile(r"P(D?[nN]{1,5})pn,?$")
_WORDS_OF = re.compile(r"PDnO(D?[nN]{1,5}),?$")
_ECHO = re.compile(r"[VG](?:[RnPdD#]{0,4}T)?$")
_TOLD_OF = re.compile(r"(?:[VG](?:[RnPdD#]{0,4}T)?|c)$")
_COMPOUND = re.compile(r"T[D#]?[nx]{1,3}$")
_NEAR_BASE = re.compile(r".{0,3}[,:T]?|[^VvbxABQ,]{0,8}T[^VbQ]{0,12}")
_OBJECT = re.compile(r"[DNnSpq#RdPOt]{0,8}[,T]?")
_NEAR_BYLINE = 15  # tokens to the left in which a byline ("– Ann Smith:") stands
_BEHIND = 60  # tokens to the left in which a cue has to come
_BESIDE = 10  # tokens between a weak cue and its quotation


def find(sentence: Sentence, at: int) -> Attribution | None:
    """Find who speaks a quoted string by what stands before it.

    Args:
        sentence: The sentence.
        at: The token that is the string.

    Returns:
        The attribution by the nearest verb that can govern the string, or None.
    """
    tags = sentence.tags
    credited = _credited(sentence, at)
    if credited is not None:
        return credited
    low = max(0, at - _BEHIND, tags.rfind(";", 0, at) + 1)
    for verb in range(at - 1, low - 1, -1):
        found = _by_verb(sentence, verb, at)
        if found is not None:
            return found
    return _by_colon(sentence, at)


def _credited(sentence: Sentence, at: int) -> Attribution | None:
    """A byline ("– Ann Smith:"), or whose words it says they are ("in Ann's words", "in the words of Ann")."""
    low = max(0, at - _NEAR_BYLINE)
    for pattern, rule in ((_BYLINE, "colon"), (_OWN_WORDS, "according"), (_WORDS_OF, "according")):
        found = pattern.search(sentence.tags, low, at)
        if found is not None and (rule == "colon" or "words" in sentence.words[found.start() : found.end()]):
            phrase = Phrase(found.start(1), found.end(1) - 1, found.end(1) - 1)
            return Attribution(source_of(sentence, phrase), None, rule, "likely")
    return None


def _by_verb(sentence: Sentence, verb: int, at: int) -> Attribution | None:
    """The string as what one token to its left governs, if that is a cue."""
    tags = sentence.tags
    letter = tags[verb]
    if letter == "V" and verb == at - 1 and _is_compound(sentence, verb):
        return None
    if letter in "VG" or (letter == "b" and _NEAR_BASE.fullmatch(tags, verb + 1, at)):
        return _governed(sentence, verb, at)
    if letter == "K" and tags.startswith("t", verb + 1):
        phrase = forward(tags, verb + 2)
        if phrase is not None and phrase.last < at:
            cue = Span(sentence.starts[verb], sentence.ends[verb + 1])
            return Attribution(source_of(sentence, phrase), cue, "according", "sure")
    if letter in "vw" and at - verb <= _BESIDE and not tags.endswith("CT", 0, at):
        phrase = _agent(sentence, verb, at) or subject_of(sentence, verb)
        if phrase is not None and not _echoes(tags, phrase) and not _is_told_of(sentence, verb, phrase):
            return Attribution(source_of(sentence, phrase), cue_of(sentence, verb), "weak", "likely", "mixed")
    return None


def _is_compound(sentence: Sentence, verb: int) -> bool:
    """Whether what looks like a cue right before the string is a plural in a clause ("said that media reports …")."""
    return sentence.words[verb].endswith("s") and _COMPOUND.search(sentence.tags, 0, verb) is not None


def _by_colon(sentence: Sentence, at: int) -> Attribution | None:
    """The string behind a colon without a cue: spoken by whom the sentence is about."""
    tags = sentence.tags
    phrase = first_phrase(tags) if at and tags[at - 1] == ":" else None
    named = _NAMED.search(tags, max(0, at - _NEAR_BYLINE), at)  # "The result did not surprise Ann Lee: …"
    if phrase is not None and named is not None and tags[phrase.head] in "ng":
        phrase = Phrase(named.start(1), named.end(1) - 1, named.end(1) - 1)
    if phrase is None or phrase.last >= at:
        return None
    return Attribution(source_of(sentence, phrase), None, "colon", "likely")


def _echoes(tags: str, phrase: Phrase) -> bool:
    """Whether a pronoun only takes up who speaks ("Bolton said he would advise …")."""
    return tags[phrase.first] == "S" and _ECHO.search(tags, max(0, phrase.first - 6), phrase.first) is not None


def _is_told_of(sentence: Sentence, verb: int, phrase: Phrase) -> bool:
    """Whether somebody else tells what was done with the words ("He said his father gave it “because he cared”")."""
    cue = cues().get(sentence.words[verb].lower())
    if cue is None or cue.lemma not in members_of("handling"):
        return False
    return _TOLD_OF.search(sentence.tags, max(0, phrase.first - 6), phrase.first) is not None


def _governed(sentence: Sentence, verb: int, at: int) -> Attribution | None:
    """The string as what a verb of speech to its left governs."""
    tags = sentence.tags
    phrase = subject_of(sentence, verb) or _agent(sentence, verb, at) or _inverted(tags, verb, at)
    if phrase is None or _echoes(tags, phrase):
        return None
    source, cue = source_of(sentence, phrase), cue_of(sentence, verb)
    before = tags[at - 1]
    if before == ":":
        return Attribution(source, cue, "colon", "sure")
    if before == "," or phrase.first > verb or _OBJECT.fullmatch(tags, verb + 1, at):
        shape: Shape = "mixed" if before == "T" else "direct"
        return Attribution(source, cue, "lead", "sure", shape)
    return Attribution(source, cue, "fragment", "likely", "mixed")


def _agent(sentence: Sentence, verb: int, at: int) -> Phrase | None:
    """Who a passive names with "by"."""
    if verb + 2 < at and sentence.words[verb + 1].lower() in members_of("agent"):
        phrase = forward(sentence.tags, verb + 2)
        return phrase if phrase is not None and phrase.last < at else None
    return None


def _inverted(tags: str, verb: int, at: int) -> Phrase | None:
    """The source between its verb and the string ("explained the moderator: …")."""
    if tags[verb] != "V" or tags[at - 1] not in ":,":
        return None
    phrase = forward(tags, verb + 1)
    return phrase if phrase is not None and phrase.last == at - 2 else None
