"""Verbs that tell of speech, in all their forms, by what the speaker does with the words."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from reader.analysis import lexicon

Form = Literal["base", "present", "past", "participle"]


class Cue(NamedTuple):
    """One form of a cue verb."""

    lemma: str
    stance: str
    """What kind of saying it is: said, claimed, announced, admitted, denied, warned, promised, stressed, shouted, …"""
    form: Form
    strong: bool
    """A verb of speech anywhere; a weak one only beside quotation marks."""


@cache
def cues() -> Mapping[str, Cue]:
    """Every cue of one word, by its lower-case form."""
    found: dict[str, Cue] = {}
    for name in ("weak_cues", "cues"):
        for line in sorted(lexicon.words(name)):
            stance, lemma, *forms = line.split()
            if not forms[-1].startswith("+"):
                found.update(_forms(lemma, stance, forms, name == "cues"))
    return found


@cache
def phrases() -> Mapping[str, Mapping[str, Cue]]:
    """Cues of two words ("went on"): by the form of the verb, then by what belongs to it."""
    found: dict[str, dict[str, Cue]] = {}
    for line in sorted(lexicon.words("cues")):
        stance, lemma, *forms = line.split()
        if forms[-1].startswith("+"):
            particle = forms.pop()[1:]
            for form, cue in _forms(f"{lemma} {particle}", stance, forms, True).items():
                found.setdefault(form.split()[0], {})[particle] = cue
    return found


def cue_at(words: Sequence[str], at: int) -> Cue | None:
    """The cue that stands at a word, of one word or two.

    Args:
        words: The words of a sentence.
        at: Where the verb stands.

    Returns:
        The cue, or None where the word is none.
    """
    verb = words[at].lower()
    longer = phrases().get(verb)
    found = longer.get(words[at + 1]) if longer is not None and at + 1 < len(words) else None
    return found or cues().get(verb)


def _forms(lemma: str, stance: str, forms: list[str], strong: bool) -> dict[str, Cue]:
    """The forms of one verb as its line lists them: third person, past (one or more), participle in -ing."""
    base = lemma.split()[0]
    found = {base: Cue(lemma, stance, "base", strong), forms[0]: Cue(lemma, stance, "present", strong)}
    for form in forms[1:]:
        kind: Form = "participle" if form.endswith("ing") else "past"
        if form != base or kind == "past":
            found[form] = Cue(lemma, stance, kind, strong)
    return found
