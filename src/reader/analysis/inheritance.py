"""Speakers that a quoted string takes over from its surroundings when its own sentence names none.

In the sieve of Muzny et al. (2017) these come after everything a sentence says itself: same sentence, same paragraph,
the sentence before, the paragraph before.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reader.analysis.phrases import Phrase, first_phrase, forward
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, Source, source_of
from reader.analysis.subjects import subject_of
from reader.model import Confidence

_SIGNED = re.compile(r"-+n?(N{1,5})")
_LAST_CUE = re.compile(r"[VvG][^VvGB,]{0,5}:$")  # the verb that a colon at the end belongs to
_BEAT = 6  # tokens of a sentence that says what a speaker does between two strings
_ACTOR = re.compile(r"(?:N{1,3}|S)(?=R?[nxvV])")  # and a verb, known or not
_FAR = 2  # paragraphs over which a speaker is carried


class Said(NamedTuple):
    """One quoted string on its way to a speaker."""

    sentence: int
    """Index of its sentence among all sentences."""
    token: int
    paragraph: int
    whole: bool
    """It stands as a sentence of its own."""
    continues: bool
    asks: bool
    """It ends in a question mark."""
    found: Attribution | None
    speech: bool = True
    joined: bool = False
    """Belongs to the utterance of the string before it."""


def within_sentences(strings: Sequence[Said]) -> list[Said]:
    """Hand speakers on between the strings of one sentence: to the right first, then to the left.

    Args:
        strings: All strings in text order.

    Returns:
        The same strings, more of them with a speaker.
    """
    out = list(strings)
    for at in range(1, len(out)):
        before, said = out[at - 1], out[at]
        if said.sentence != before.sentence or not (said.speech and before.speech):
            continue
        if said.found is None and before.found is not None:
            out[at] = said._replace(found=_inherit(before.found, "sentence", "sure"), joined=True)
        elif said.found is not None and before.found is not None and said.found.source == before.found.source:
            out[at] = said._replace(joined=True)
    for at in range(len(out) - 2, -1, -1):
        after, said = out[at + 1], out[at]
        if said.sentence != after.sentence or not after.speech:
            continue
        if said.found is None and after.found is not None:
            out[at] = said._replace(found=_inherit(after.found, "sentence", "likely"))
            out[at + 1] = after._replace(joined=True)
    return out


def _inherit(found: Attribution, rule: str, confidence: Confidence) -> Attribution:
    """The same source by another rule; the cue belongs to the string that has it."""
    return Attribution(found.source, found.cue, rule, confidence, found.shape if rule == "sentence" else "direct")


class _Event(NamedTuple):
    """A place where the text says who speaks."""

    sentence: int
    found: Attribution
    quoted: bool
    at: int
    """Index of the string, or -1."""


def across_sentences(
    strings: Sequence[Said], sentences: Sequence[Sentence], clauses: dict[int, Attribution], colons: frozenset[int]
) -> list[Said]:
    """Hand speakers on from sentence to sentence and from paragraph to paragraph.

    Args:
        strings: All strings in text order, as ``within_sentences`` left them.
        sentences: All sentences.
        clauses: Who speaks in sentences without quoted strings, by index of the sentence.
        colons: Indexes of the sentences that end a paragraph in a colon.

    Returns:
        The same strings, more of them with a speaker.
    """
    out = list(strings)
    walk = _Walk(out, sentences, clauses, colons)
    for at, said in enumerate(out):
        if said.found is None and said.speech:
            out[at] = walk.settle(at)
        walk.note(at)
    return out


class _Walk:
    """One pass over the strings, remembering who spoke last and before whom."""

    def __init__(
        self,
        strings: list[Said],
        sentences: Sequence[Sentence],
        clauses: dict[int, Attribution],
        colons: frozenset[int],
    ) -> None:
        self.strings = strings
        self.sentences = sentences
        self.clauses = clauses
        self.colons = colons
        self.last: _Event | None = None
        self.turns: list[tuple[int, Source]] = []

    def note(self, at: int) -> None:
        """Remember a string that has a speaker."""
        said = self.strings[at]
        if said.found is None or not said.speech:
            return
        self.last = _Event(said.sentence, said.found, True, at)
        source = said.found.source
        if source is not None and (not self.turns or self.turns[-1] != (said.paragraph, source)):
            self.turns.append((said.paragraph, source))

    def settle(self, at: int) -> Said:
        """Find a speaker for one string in its surroundings."""
        said = self.strings[at]
        before = self.strings[at - 1].found if said.continues and at else None
        if before is not None:
            return said._replace(found=_inherit(before, "continued", "sure"), joined=True)
        return (
            self._signed(said)
            or self._in_paragraph(at, said)
            or self._next(at, said)
            or self._announced(said)
            or self._far(said)
            or said
        )

    def _in_paragraph(self, at: int, said: Said) -> Said | None:
        """The nearest place before the string in its paragraph that says who speaks."""
        last = self.last
        if last is not None and self.sentences[last.sentence].paragraph != said.paragraph:
            last = None
        low = last.sentence if last is not None else said.sentence - 12
        for number in range(said.sentence - 1, max(low, -1), -1):
            if self.sentences[number].paragraph != said.paragraph:
                break
            clause = self.clauses.get(number)
            if clause is not None and said.whole:
                rule = "previous" if number == said.sentence - 1 else "paragraph"
                return said._replace(found=_inherit(clause, rule, "likely"))
        if last is None:
            return None
        beat = self._beat(said) if said.whole and last.sentence < said.sentence - 1 else None
        if beat is not None:
            return said._replace(found=beat)
        near = said.sentence - last.sentence <= 1
        confidence: Confidence = "sure" if near and said.whole else "likely"
        return said._replace(found=_inherit(last.found, "paragraph", confidence), joined=near and said.whole)

    def _beat(self, said: Said) -> Attribution | None:
        """Whoever does something in the few words right before the string ("Ann laughs. “You never do.”")."""
        before = self.sentences[said.sentence - 1]
        actor = _ACTOR.match(before.tags) if len(before.tags) <= _BEAT and not before.quotes else None
        if actor is None:
            return None
        phrase = Phrase(0, actor.end() - 1, actor.end() - 1)
        return Attribution(source_of(before, phrase), None, "subject", "guess")

    def _signed(self, said: Said) -> Said | None:
        """A name behind a dash in the paragraph after, below a string that is a paragraph of its own."""
        number = said.sentence + 1
        if number >= len(self.sentences) or not said.whole:
            return None
        after = self.sentences[number]
        alone = len(self.sentences[said.sentence].tags) == 1 and after.paragraph != said.paragraph
        signed = _SIGNED.match(after.tags) if alone else None
        if signed is None:
            return None
        phrase = Phrase(signed.start(1), signed.end(1) - 1, signed.end(1) - 1)
        return said._replace(found=Attribution(source_of(after, phrase), None, "dash", "likely"))

    def _next(self, at: int, said: Said) -> Said | None:
        """The following string of the paragraph, where its own sentence says who speaks."""
        if not said.whole:
            return None
        for after in self.strings[at + 1 : at + 4]:
            if after.paragraph != said.paragraph or after.sentence - said.sentence > 2:
                break
            if after.found is not None and after.found.rule in ("tail", "inverted", "according"):
                return said._replace(found=_inherit(after.found, "next", "likely"))
        return None

    def _announced(self, said: Said) -> Said | None:
        """The paragraph before, where it ends in a colon; or the sentence before, by its subject."""
        if not said.whole or said.sentence == 0:
            return None
        number = said.sentence - 1
        before = self.sentences[number]
        same = before.paragraph == said.paragraph
        if not same and number not in self.colons:
            return None
        if number in self.clauses:
            return said._replace(
                found=_inherit(self.clauses[number], "announced" if not same else "previous", "likely")
            )
        phrase = forward(before.tags, 1) if before.tags[0] == "V" else first_phrase(before.tags)  # "Stated Ann:"
        cue = _LAST_CUE.search(before.tags) if not same else None
        if cue is not None:  # "…, as the site notes:"
            phrase = subject_of(before, cue.start()) or phrase
        if phrase is None or (same and before.tags[phrase.head] not in "NS"):
            return None
        rule = "subject" if same else "announced"
        return said._replace(found=Attribution(source_of(before, phrase), None, rule, "guess"))

    def _far(self, said: Said) -> Said | None:
        """The speaker of a paragraph shortly before; two speakers who have taken turns go on doing so."""
        if not said.whole:
            return None
        last = self.last
        away = said.paragraph - self.sentences[last.sentence].paragraph if last is not None else _FAR + 1
        number = said.sentence - 1
        if (
            number >= 0
            and (last is None or last.sentence < number)
            and said.paragraph - self.sentences[number].paragraph == 1
        ):
            clause = self.clauses.get(number)
            if clause is not None:
                return said._replace(found=_inherit(clause, "carried", "guess"))
        if last is not None and away == 1 and self._takes_turns(said):
            return said._replace(found=Attribution(self.turns[-2][1], None, "alternating", "guess"))
        if last is not None and away <= _FAR:
            return said._replace(found=_inherit(last.found, "carried", "guess" if away > 1 else "likely"))
        return self._subject(said)

    def _subject(self, said: Said) -> Said | None:
        """What the last sentence of the paragraph before is about."""
        number = said.sentence - 1
        if number < 0 or said.paragraph - self.sentences[number].paragraph != 1:
            return None
        phrase = first_phrase(self.sentences[number].tags)
        if phrase is None:
            return None
        return said._replace(found=Attribution(source_of(self.sentences[number], phrase), None, "subject", "guess"))

    def _takes_turns(self, said: Said) -> bool:
        """Whether two speakers answer each other paragraph by paragraph: one of them asks, or they already do."""
        turns = self.turns[-2:]
        if self.last is None or len(turns) < 2 or turns[-1][1] == turns[-2][1] or turns[-1][0] - turns[-2][0] != 1:
            return False
        return self.strings[self.last.at].asks or said.asks or self.last.found.rule == "alternating"
