"""From sources as text to speakers: the actor that a source names, describes or stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis import lexicon
from reader.analysis.grammar import members_of
from reader.analysis.phrases import Phrase, first_phrase, forward
from reader.analysis.pronouns import (
    ATTRIBUTION,
    SUBJECT,
    Entry,
    Memory,
    Place,
    classes,
    feminine_share,
    noun_gender,
    weight,
)
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Source, source_of
from reader.model import Actor, Mention, Span

if TYPE_CHECKING:
    from reader.analysis.actors import Found


_GOVERNING = frozenset("POt")


class Speaker(NamedTuple):
    """Who speaks, and the words that say so."""

    span: Span
    actor: str | None = None
    antecedents: tuple[Span, ...] = ()


class Saying(NamedTuple):
    """One thing said, as far as its speaker matters."""

    sentence: int
    source: Source
    asks: bool = False
    """Its cue is a verb of asking."""


class Names:
    """The mentions of all actors in text order, to be found by offset."""

    def __init__(self, found: Found) -> None:
        pairs = sorted(
            ((mention, actor) for actor in found.actors for mention in actor.mentions),
            key=lambda pair: (pair[0].start, -pair[0].end),
        )
        self.pairs: list[tuple[Mention, Actor]] = pairs
        self._starts = [mention.start for mention, _ in pairs]
        self.titles = _titles(found)
        self.bodies = _bodies(found)

    def within(self, start: int, end: int) -> list[tuple[Mention, Actor]]:
        """The mentions that start in a stretch of text."""
        return self.pairs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def at(self, span: Span) -> tuple[Mention, Actor] | None:
        """The mention that covers a word."""
        low = bisect_right(self._starts, span.start)
        for at in range(low - 1, max(-1, low - 4), -1):
            if self.pairs[at][0].end >= span.end:
                return self.pairs[at]
        return None


def _titles(found: Found) -> dict[str, str]:
    """The one bearer of each title and of its last word; a title that two bear names nobody."""
    bearers: dict[str, set[str]] = {}
    longer = lexicon.table("short_titles")
    for actor, profile in found.profiles.items():
        for title in profile.titles:
            whole = title.lower()
            last = whole.split()[-1].removesuffix(".")
            for name in (whole, last, *longer.get(last, ("",))[0].split()):
                bearers.setdefault(name, set()).add(actor)
    return {title: next(iter(actors)) for title, actors in bearers.items() if len(actors) == 1}


def _bodies(found: Found) -> dict[str, frozenset[str]]:
    """The organizations whose names hold a noun for a sort of body, by noun."""
    bearers: dict[str, set[str]] = {}
    for actor in found.actors:
        if actor.kind == "organization":
            for noun in members_of("body").intersection(actor.name.lower().split()):
                bearers.setdefault(noun, set()).add(actor.id)
    return {noun: frozenset(actors) for noun, actors in bearers.items()}


def name_source(text: str, names: Names, source: Source) -> Speaker:
    """Find the actor whom a source names.

    Args:
        text: The article's text.
        names: Where actors are mentioned.
        source: The source as text.

    Returns:
        The speaker: by name, by title, or the description alone.
    """
    hit = names.at(source.head)
    head = source.head.of(text)
    described = source.relative and head not in lexicon.table("roles")  # "a rebuke from Ann, who …"
    if hit is None and (head[:1].isupper() or described):
        inside = [pair for pair in names.within(*source.span) if pair[1].kind == "person"]
        hit = inside[-1] if inside and (not described or inside[-1][0].end == source.span.end) else None
    if hit is not None:
        mention, actor = hit
        return Speaker(Span(mention.start, mention.end), actor.id)
    bearer = names.titles.get(source.span.of(text).lower().removeprefix("the "))
    return Speaker(source.span, bearer)


def _is_pronoun(word: str) -> bool:
    """Whether a word stands for somebody named elsewhere; in capitals it is a name ("US")."""
    return word.lower() in classes() and (len(word) == 1 or not word.isupper())


class _Cast:
    """The pass over an article that knows who was mentioned last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], names: Names, found: Found) -> None:
        self.text = text
        self.sentences = sentences
        self.names = names
        genders = {actor: profile.gender or "" for actor, profile in found.profiles.items()}
        kinds = {actor.id: actor.kind for actor in found.actors}
        agreement = {actor: (genders.get(actor, ""), kind) for actor, kind in kinds.items()}
        self.memory = Memory(agreement, feminine_share(text))
        self.pronouns: dict[int, Entry] = {}

    def read(self, number: int, sources: Sequence[Source]) -> None:
        """Take in one sentence: its mentions and its pronouns, in text order."""
        sentence = self.sentences[number]
        strings = tuple(Span(sentence.starts[at], sentence.ends[at]) for at in sentence.quotes)
        phrase = first_phrase(sentence.tags)
        subjects = _subjects(sentence, phrase)
        heads = {source.head.start for source in sources}
        governed = {
            start for start, before in zip(sentence.starts[1:], sentence.tags, strict=False) if before in _GOVERNING
        }
        place = Place(number, sentence.paragraph, strings)
        spoken_of = frozenset(a.id for start, end in strings for _, a in self.names.within(start, end))
        mentions = [
            (m.start, Span(m.start, m.end), a.id, "") for m, a in self.names.within(sentence.start, sentence.end)
        ]
        known = classes()
        words = [
            (sentence.starts[at], Span(sentence.starts[at], sentence.ends[at]), "", known[sentence.words[at].lower()])
            for at, letter in enumerate(sentence.tags)
            if letter in "SDn" and sentence.words[at].lower() in known
        ]
        spot = _Spot(subjects, heads, strings, governed)
        for _, span, actor, kind in sorted((*mentions, *words)):
            if actor:
                self.memory.add(Entry(actor, span, number, place.paragraph, spot.weight(self.text, span)))
            else:
                own = span.start in heads
                self._pronoun(span, kind, place._replace(named=spoken_of) if own else place, spot)
        self._descriptions(number, sources, phrase)

    def speaker(self, saying: Saying) -> Speaker:
        """Who a source is, as far as the article has been read; they are the last speaker from here on."""
        source = saying.source
        if not _is_pronoun(source.head.of(self.text)):
            speaker = name_source(self.text, self.names, source)
            if speaker.actor is None:
                speaker = self._body(source, saying.sentence) or speaker
        else:
            entry = self.pronouns.get(source.head.start)
            speaker = Speaker(source.span)
            if entry is not None:
                speaker = Speaker(source.span, entry.actor or None, (entry.span,))
        if speaker.actor:
            self.memory.last_speaker = speaker.actor
            if saying.asks:
                self.memory.asker = (speaker.actor, self.sentences[saying.sentence].paragraph)
        return speaker

    def _body(self, source: Source, number: int) -> Speaker | None:
        """The organization that "the company" or "the ministry" takes up, as a pronoun does."""
        article, _, noun = source.span.of(self.text).lower().partition(" ")
        if article != "the" or noun not in members_of("body"):
            return None
        bodies, firms = self.names.bodies, members_of("firm")
        named = bodies.get(noun, frozenset())
        if len(named) == 1:
            return Speaker(source.span, next(iter(named)))
        if noun not in firms:
            return None
        others = frozenset(actor for other, actors in bodies.items() if other not in firms for actor in actors)
        entry = self.memory.resolve("body", Place(number, self.sentences[number].paragraph, named=others))
        return Speaker(source.span, entry.actor, (entry.span,)) if entry is not None else None

    def _pronoun(self, span: Span, kind: str, place: Place, spot: _Spot) -> None:
        """Resolve one pronoun, and let it stand for its antecedent from here on."""
        if kind == "first":
            return
        if span.start in spot.heads and any(string.end <= span.start for string in spot.strings):
            # Behind its own words: nobody named before it in the sentence is likely the speaker.
            own = Span(self.sentences[place.sentence].start, span.start)
            place = place._replace(beside=(*place.beside, own))
        entry = self.memory.resolve(kind, place)
        if entry is None:
            return
        self.pronouns[span.start] = entry
        value = spot.weight(self.text, span)
        self.memory.add(entry._replace(sentence=place.sentence, paragraph=place.paragraph, weight=value))

    def _descriptions(self, number: int, sources: Sequence[Source], subject: Phrase | None) -> None:
        """Remember sources without a name, and subjects that tell their gender: pronouns take them up too."""
        sentence = self.sentences[number]
        for source in sources:
            self._describe(number, sentence, source, ATTRIBUTION)
        if subject is not None and subject.outer < 0 and noun_gender(sentence.words[subject.head].lower()):
            self._describe(number, sentence, source_of(sentence, subject), SUBJECT)

    def _describe(self, number: int, sentence: Sentence, source: Source, value: float) -> None:
        """Remember one description, unless it is a name or a pronoun."""
        head = source.head.of(self.text)
        if head[:1].islower() and not _is_pronoun(head) and self.names.at(source.head) is None:
            gender = noun_gender(head.lower())
            plural = head.endswith("s")
            self.memory.add(Entry("", source.span, number, sentence.paragraph, value, gender, plural))


def _subjects(sentence: Sentence, phrase: Phrase | None) -> frozenset[int]:
    """Where the words stand that say whom a sentence is about: two of them for "Ann and Beth"."""
    if phrase is None:
        return frozenset()
    joined = forward(sentence.tags, phrase.last + 2) if sentence.tags.startswith("C", phrase.last + 1) else None
    heads = (phrase.head,) if joined is None else (phrase.head, joined.head)
    return frozenset(sentence.starts[head] for head in heads)


class _Spot(NamedTuple):
    """What makes a mention of one sentence prominent."""

    subjects: frozenset[int]
    heads: set[int]
    strings: tuple[Span, ...]
    governed: set[int]
    """Where words stand that follow a preposition."""

    def weight(self, text: str, span: Span) -> float:
        """The prominence of a mention."""
        after = text[span.end : span.end + 2]
        return weight(
            subject=any(span.start <= start < span.end for start in self.subjects),
            attribution=any(span.start <= head < span.end for head in self.heads),
            quoted=any(string.start <= span.start < string.end for string in self.strings),
            possessive=after in ("'s", "’s") or after[:1] in ("'", "’"),
            prepositional=span.start in self.governed,
        )


def cast(text: str, sentences: Sequence[Sentence], said: Sequence[Saying], names: Names, found: Found) -> list[Speaker]:
    """Give everything said its speaker, reading the article once from the start.

    Args:
        text: The article's text.
        sentences: Its sentences.
        said: What is said, in text order.
        names: Where actors are mentioned.
        found: The actors, with what is known about gender and number.

    Returns:
        A speaker for each, in the same order.
    """
    reading = _Cast(text, sentences, names, found)
    by_sentence: dict[int, list[int]] = {}
    for at, saying in enumerate(said):
        by_sentence.setdefault(saying.sentence, []).append(at)
    speakers: dict[int, Speaker] = {}
    for number, sentence in enumerate(sentences):
        here = by_sentence.get(number, [])
        reading.read(number, [said[at].source for at in here])
        for at in here:
            if said[at].source.span.start < sentence.end:
                speakers[at] = reading.speaker(said[at])
    return [speakers.get(at) or reading.speaker(saying) for at, saying in enumerate(said)]
