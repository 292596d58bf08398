"""The part each word plays in a clause, as one letter: what the patterns of attribution are written in.

A sentence becomes a string of such letters, one a token, so that patterns are plain and linear. Only closed classes and
cue verbs are known by name; the rest goes by capitals and endings.

===  ==========================================  ===  ==========================================
Q    a quoted string, masked as one token        N    a capitalised word
n    any other word                              #    a number
D    determiner or possessive pronoun            p    possessive 's
O    of                                          t    to
P    another preposition                         T    that
S    pronoun                                     W    who, whom, which
C    and, or, but                                c    when, as, because, if …
B    a form of be                                A    another auxiliary
R    adverb                                      d    day or month
x    another finite verb, or a word in -ed       g    a word in -ing
V    verb of speech, present or past             b    its base form
G    its -ing form                               v    weak cue, any finite form
w    weak cue in -ing                            q    some, many, one, …
K    according (to)                              .    end of a sentence
, : ; - ( )  themselves; * any other sign
===  ==========================================  ===  ==========================================
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from reader.analysis import lexicon
from reader.analysis.cues import cues

_REMEMBERED = 1 << 14  # words whose letters are kept
_CLASSES = {
    "determiner": "D",
    "of": "O",
    "to": "t",
    "preposition": "P",
    "pronoun": "S",
    "that": "T",
    "relative": "W",
    "coordinator": "C",
    "subordinator": "c",
    "be": "B",
    "auxiliary": "A",
    "adverb": "R",
    "time": "d",
    "common_time": "d",
    "verb": "x",
    "according": "K",
    "quantifier": "q",
    "number": "#",
}
_SIGNS = {
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    "[": "(",
    ")": ")",
    "]": ")",
    "-": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "--": "-",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "'s": "p",
    "’s": "p",
    "'S": "p",
    "’S": "p",
    "'": "p",
    "’": "p",
    "%": "n",
}
_FORMS = {
    (True, "base"): "b",
    (True, "present"): "V",
    (True, "past"): "V",
    (True, "participle"): "G",
    (False, "base"): "v",
    (False, "present"): "v",
    (False, "past"): "v",
    (False, "participle"): "w",
}


@cache
def word_tags() -> Mapping[str, str]:
    """The letter of each known lower-case word."""
    verbs = {form: _FORMS[cue.strong, cue.form] for form, cue in cues().items()}
    known: dict[str, str] = {}
    for line in sorted(lexicon.words("grammar")):
        name, _, members = line.partition(":")
        if name in _CLASSES:
            known.update(dict.fromkeys(members.split(), _CLASSES[name]))
    known.update((form, letter) for form, letter in verbs.items() if known.get(form, "x") == "x")
    return known


@cache
def members_of(name: str) -> frozenset[str]:
    """The words of one class of the lexicon, also of those that have no letter."""
    lines = (line.partition(":") for line in lexicon.words("grammar"))
    return frozenset(word for found, _, members in lines if found == name for word in members.split())


@lru_cache(maxsize=_REMEMBERED)
def tag(token: str) -> str:
    """The letter of a token by itself, without regard to its neighbours.

    Args:
        token: A word or a sign as printed.

    Returns:
        One letter of the table above.
    """
    if token in _SIGNS:
        return _SIGNS[token]
    first = token[0]
    if not first.isalnum():
        return "N" if first in "@#" and len(token) > 1 else "*"
    lower = token.lower()
    known = word_tags().get(lower)
    if known == "d" and first.isupper() and lower in members_of("common_time"):
        return "N"  # Mr. Day
    if known is not None and (lower == token or known in "DPOtSTWCcBARKdVq#" or known == "x"):
        return known if not (token.isupper() and len(token) > 1 and known in "SVx") else "N"
    if first.isdigit():
        return "#"
    if first.isupper():
        return "N"
    return _by_ending(lower)


def _by_ending(word: str) -> str:
    """The letter of an unknown lower-case word."""
    if len(word) > 4:
        if word.endswith("ly"):
            return "R"
        if word.endswith("ed"):
            return "x"
        if word.endswith("ing"):
            return "g"
    return "n"
