"""Quotes and their speakers: the sieve, from marks to names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.analysis import inheritance, sentences, speech, transcripts
from reader.analysis.attribution import attribute, by_subject
from reader.analysis.cues import cues
from reader.analysis.indirect import Clause, clauses_of
from reader.analysis.inheritance import Said
from reader.analysis.scanner import Quoted, scan
from reader.analysis.sentences import Sentence
from reader.analysis.sources import Attribution, Source
from reader.analysis.speakers import Names, Saying, Speaker, cast
from reader.model import Article, Quote, QuoteKind, Span

if TYPE_CHECKING:
    from reader.analysis.actors import Found

_PASSED = frozenset(("boilerplate", "code"))
_HEADS = frozenset(("title", "heading", "kicker"))


class _Draft(NamedTuple):
    """A quote before its speaker is known."""

    span: Span
    sentence: int
    kind: QuoteKind
    speech: bool
    found: Attribution | None
    utterance: int


def find_quotes(article: Article, found: Found) -> tuple[Quote, ...]:
    """Find what is said in an article, and who says it.

    Args:
        article: The article.
        found: Its actors, roles and what is known about their gender and number.

    Returns:
        The quotes in text order.
    """
    strings = scan(article.text, article.paragraphs)
    split = _sentences(article, strings)
    spoken = _clauses(split)
    said = _attributed(article, strings, split)
    said = inheritance.within_sentences(said)
    leads = {at: clauses[0].found for at, clauses in spoken.items()}
    said = inheritance.across_sentences(said, split, leads, _colons(split))
    drafts = [*_direct(strings, said), *_indirect(article, split, said, spoken)]
    drafts = sorted(_with_turns(article, split, drafts), key=lambda draft: draft.span)
    sayings = [
        Saying(draft.sentence, draft.found.source, _asks(article.text, draft.found))
        for draft in drafts
        if draft.found is not None and draft.found.source
    ]
    speakers = iter(cast(article.text, split, sayings, Names(found), found))
    numbers: dict[int, int] = {}
    quotes: list[Quote] = []
    for draft in drafts:
        speaker = next(speakers) if draft.found is not None and draft.found.source else None
        quotes.append(_quote(draft, speaker, numbers.setdefault(draft.utterance, len(numbers) + 1)))
    return tuple(quotes)


def _asks(text: str, found: Attribution) -> bool:
    """Whether the cue is a verb of asking."""
    cue = cues().get(found.cue.of(text).lower()) if found.cue is not None else None
    return cue is not None and cue.stance == "asked"


def _quote(draft: _Draft, speaker: Speaker | None, utterance: int) -> Quote:
    """A draft and its speaker as a quote."""
    found = draft.found
    return Quote(
        start=draft.span.start,
        end=draft.span.end,
        kind=draft.kind,
        speech=draft.speech,
        cue=found.cue if found is not None else None,
        source=speaker.span if speaker is not None else None,
        speaker=speaker.actor if speaker is not None else None,
        rule=found.rule if found is not None else "unattributed",
        confidence=found.confidence if found is not None else "guess",
        utterance=utterance,
        antecedents=speaker.antecedents if speaker is not None else (),
    )


def _colons(split: Sequence[Sentence]) -> frozenset[int]:
    """The sentences that end their paragraph in a colon."""
    return frozenset(
        at
        for at, sentence in enumerate(split)
        if sentence.tags[-1] == ":" and (at + 1 == len(split) or split[at + 1].paragraph != sentence.paragraph)
    )


def _direct(strings: Sequence[Quoted], said: Sequence[Said]) -> Iterator[_Draft]:
    """Every quoted string."""
    utterance = 0
    for string, item in zip(strings, said, strict=True):
        if not item.joined:
            utterance += 1
        kind: QuoteKind = (
            "mixed" if item.speech and item.found is not None and item.found.shape == "mixed" else "direct"
        )
        yield _Draft(Span(string.start, string.end), item.sentence, kind, item.speech, item.found, utterance)


def _indirect(
    article: Article, split: Sequence[Sentence], said: Sequence[Said], spoken: Mapping[int, list[Clause]]
) -> Iterator[_Draft]:
    """Every clause of indirect speech; a verb that has a quoted string is left to it."""
    taken = {item.found.cue for item in said if item.found is not None and item.speech and item.found.cue is not None}
    utterance = -1
    for at, clauses in spoken.items():
        if article.paragraphs[split[at].paragraph].kind in _HEADS:
            continue
        for clause in clauses:
            if clause.found.cue in taken and clause.found.rule != "closing" and not _is_marked(split[at], clause):
                continue
            for span in clause.content:
                yield _Draft(span, at, "indirect", True, clause.found, utterance)
            utterance -= 1


def _is_marked(sentence: Sentence, clause: Clause) -> bool:
    """Whether "that" or a pronoun begins the clause: then its verb may govern both it and a quoted string."""
    return sentence.tags[sentence.starts.index(clause.content[0].start)] in "TS"


def _with_turns(article: Article, split: Sequence[Sentence], drafts: list[_Draft]) -> list[_Draft]:
    """The drafts with the turns of a transcript in the stead of what was found inside them."""
    found = list(transcripts.turns(article.text, article.paragraphs))
    if not found:
        return drafts
    firsts: dict[int, int] = {}
    for number, sentence in enumerate(split):
        firsts.setdefault(sentence.paragraph, number)
    taken = {index for index, _, _ in found}
    kept = [draft for draft in drafts if split[draft.sentence].paragraph not in taken]
    for index, name, said in found:
        source = Source(name, Span(name.end - len(name.of(article.text).split()[-1]), name.end))
        spoken = Attribution(source, None, "transcript", "sure")
        kept.append(_Draft(said, firsts.get(index, 0), "direct", True, spoken, -1_000_000 - index))
    return kept


def _sentences(article: Article, strings: Sequence[Quoted]) -> list[Sentence]:
    """The sentences of an article, strings masked."""
    out: list[Sentence] = []
    at = 0
    for index, paragraph in enumerate(article.paragraphs):
        if paragraph.kind in _PASSED:
            continue
        first = at
        while at < len(strings) and strings[at].paragraph == index:
            at += 1
        inside = list(enumerate(strings[first:at], first))
        out.extend(sentences.split(article.text, index, paragraph, inside))
    return out


def _attributed(article: Article, strings: Sequence[Quoted], split: Sequence[Sentence]) -> list[Said]:
    """Each string with what its own sentence says about it."""
    out: list[Said] = []
    text = article.text
    for number, sentence in enumerate(split):
        for token, index in sentence.quotes.items():
            string = strings[index]
            found = attribute(text, sentence, token)
            inner = string.inner(text)
            if found is None and token and _is_spoken(sentence, token, inner):
                found = by_subject(sentence, token)
            head = article.paragraphs[sentence.paragraph].kind in _HEADS
            other = speech.no_speech(text, sentence, token, inner, found)
            if head and (found is None or string.single):
                other = other or "headline"
            if other is not None:
                found = Attribution(None, None, other, "likely")
            whole = speech.is_whole(text, sentence, token)
            out.append(
                Said(
                    number,
                    token,
                    sentence.paragraph,
                    whole,
                    string.continues,
                    inner.endswith("?"),
                    found,
                    other is None,
                )
            )
    return out


def _is_spoken(sentence: Sentence, token: int, inner: str) -> bool:
    """Whether a string that no pattern fits is speech all the same: it is long, or a noun says so."""
    return len(speech.words_in(inner)) >= speech.SHORT or speech.is_voiced(sentence, token)


def _clauses(split: Sequence[Sentence]) -> dict[int, list[Clause]]:
    """Indirect speech, by sentence."""
    out: dict[int, list[Clause]] = {}
    for number, sentence in enumerate(split):
        clauses = clauses_of(sentence)
        if clauses:
            out[number] = clauses
    return out
