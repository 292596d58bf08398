"""How well quotes and their speakers are found, on articles with attributions marked by hand.

``python bench/quotes.py [--misses KIND] [--pronouns] [--speed]``. The corpus's path comes from READER_CORPUS. It is
split by article name into a part to look at (60 %) and a part that is only scored; ``--misses`` prints what went wrong,
on the first part alone. Start-up and speed by length (``engine.py``) are printed last, and where there is no corpus.

A *direct* quotation is a quoted string at least half of which is covered by Contents that lie mostly within quotation
marks (annotators often cut one string into its sentences); a found string matches the one it shares at least half of
the union with. A mark that ends a value in left-over markup opens no string. Found strings inside a Content that is
mostly without marks count neither way. *Joint* asks in addition that the found source overlaps the marked one.
*Indirect* are the Contents without marks whose Cue is a verb of speech (or "according to"); a match shares half of the
union, *full* asks for the source as well, and what matches a Content with another cue counts neither way.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import engine
import polnear
from reader.analysis.actors import find_actors
from reader.analysis.cues import cues
from reader.analysis.quotes import find_quotes
from reader.model import Article, Paragraph, Quote, Span

_MARKED = re.compile(r"(?:[“\"„«]|``|'')(?!>)(?:[^“”\"„«»\n'`]|['`](?!['`])){1,6000}(?:[”\"»“]|''|$)", re.MULTILINE)
_WORD = re.compile(r"[a-z]+")
_RELATIVE = frozenset(("who", "which", "that"))


class Score(NamedTuple):
    """Counts of one kind of thing."""

    right: int = 0
    found: int = 0
    marked: int = 0

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]
        return Score(self.right + other.right, self.found + other.found, self.marked + other.marked)

    def __str__(self) -> str:
        precision = 100 * self.right / max(1, self.found)
        recall = 100 * self.right / max(1, self.marked)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}  ({self.right}/{self.found}/{self.marked})"


class Unit(NamedTuple):
    """One marked thing: where, and the fragments of its source."""

    spans: tuple[Span, ...]
    source: tuple[tuple[int, int], ...]
    cue: str


def article_of(marked: polnear.Marked) -> Article:
    """A corpus text as an article: every line that is not blank is a paragraph."""
    paragraphs: list[Paragraph] = []
    at = 0
    for line in marked.text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    return Article(marked.name, marked.text, "", "text", tuple(paragraphs), len(marked.text.split()))


def within_marks(text: str, marks: Sequence[Span], start: int, end: int) -> float:
    """The share of a stretch that lies within quotation marks."""
    inside = sum(max(0, min(end, mark.end) - max(start, mark.start)) for mark in marks)
    return inside / max(1, end - start)


def units(marked: polnear.Marked) -> tuple[list[Unit], list[Unit]]:
    """The quoted strings of an article that Contents cover, and the Contents that are mostly without marks."""
    text = marked.text
    marks = [Span(*match.span()) for match in _MARKED.finditer(text)]
    quoted: list[tuple[Span, polnear.Gold, str]] = []
    other: list[Unit] = []
    for gold in marked.attributions:
        cue = " ".join(text[start:end] for start, end in gold.cue).lower()
        rest: list[Span] = []
        for start, end in gold.content:
            for piece in _lines(text, start, end):
                if within_marks(text, marks, *piece) > 0.6:
                    quoted.append((piece, gold, cue))
                else:
                    rest.append(piece)
        if rest:
            other.append(Unit(tuple(rest), gold.source, cue))
    direct: list[Unit] = []
    for mark in marks:
        parts = [(_shared(piece, mark), -at) for at, (piece, _, _) in enumerate(quoted)]
        shares = [part for part in parts if part[0] > 0]
        if shares and sum(share for share, _ in shares) >= 0.5 * (mark.end - mark.start):
            _, gold, cue = quoted[-max(shares)[1]]
            direct.append(Unit((mark,), gold.source, cue))
    return direct, other


def _shared(one: Span, two: Span) -> int:
    """How many characters two spans share; less than one where they do not meet."""
    return min(one.end, two.end) - max(one.start, two.start)


def _lines(text: str, start: int, end: int) -> Iterable[Span]:
    """A fragment's pieces, one a paragraph, without blanks at the ends."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        piece = match[0]
        left = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Span(start + match.start() + left, start + match.start() + left + len(piece.strip()))


def overlap(one: Sequence[Span], two: Sequence[Span]) -> float:
    """Shared characters over the characters of both."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)
    total = sum(a.end - a.start for a in one) + sum(b.end - b.start for b in two) - shared
    return shared / max(1, total)


def same_source(text: str, quote: Quote, source: Sequence[tuple[int, int]]) -> bool:
    """Whether the found source overlaps the marked one or ends in the same word; where none is marked, any is right.

    A marked "who" is as right as the name right before it.
    """
    if not source:
        return True
    spans = [span for span in (quote.source, *quote.antecedents) if span is not None]
    if any(span.start < end and start < span.end for span in spans for start, end in source):
        return True
    if text[source[0][0] : source[-1][1]].lower() in _RELATIVE and quote.source is not None:
        return re.fullmatch(r"[,\s]*", text[quote.source.end : source[0][0]]) is not None
    last = _last_word(" ".join(text[start:end] for start, end in source))
    return any(_last_word(span.of(text)) == last for span in spans)


def _last_word(name: str) -> str:
    words = [word for word in re.findall(r"[\w-]+", name.lower()) if word != "s"]
    return words[-1] if words else ""


class Scores(NamedTuple):
    """Everything scored on one article or part."""

    direct: Score = Score()
    joint: Score = Score()
    content: Score = Score()
    full: Score = Score()


def score(marked: polnear.Marked, quotes: Sequence[Quote], misses: list[str], kind: str) -> Scores:
    """Score one article."""
    text = marked.text
    direct, other = units(marked)
    strings = [quote for quote in quotes if quote.kind != "indirect" and quote.speech and quote.rule != "transcript"]
    pairs, lost, extra = match([(Span(q.start, q.end),) for q in strings], [unit.spans for unit in direct])
    extra = [at for at in extra if not _inside(strings[at], other)]
    right = [(a, b) for a, b in pairs if same_source(text, strings[a], direct[b].source)]
    counted = Score(len(pairs), len(pairs) + len(extra), len(direct))
    scores = Scores(counted, counted._replace(right=len(right)))
    if kind == "direct":
        misses += [f"LOST {_show(text, direct[b].spans[0])}" for b in lost]
        misses += [f"EXTRA {strings[a].rule} {_show(text, Span(strings[a].start, strings[a].end))}" for a in extra]
    if kind == "joint":
        misses += [_wrong(text, strings[a], direct[b]) for a, b in pairs if (a, b) not in right]
    return _indirect(marked, quotes, other, scores, misses, kind)


def _wrong(text: str, quote: Quote, unit: Unit) -> str:
    source = quote.source.of(text) if quote.source else None
    marked = " … ".join(text[start:end] for start, end in unit.source)
    return f"{quote.rule}: [{source}] should be [{marked}] {_show(text, Span(quote.start, quote.end))}"


def _inside(quote: Quote, other: Sequence[Unit]) -> bool:
    return any(quote.start < span.end and span.start < quote.end for unit in other for span in unit.spans)


def _show(text: str, span: Span) -> str:
    return (
        text[max(0, span.start - 130) : span.start] + "⟦" + span.of(text) + "⟧" + text[span.end : span.end + 90]
    ).replace("\n", " ¶ ")


def _indirect(
    marked: polnear.Marked, quotes: Sequence[Quote], other: list[Unit], scores: Scores, misses: list[str], kind: str
) -> Scores:
    """Score indirect speech."""
    text = marked.text
    utterances: dict[int, list[Quote]] = {}
    for quote in quotes:
        if quote.kind == "indirect":
            utterances.setdefault(quote.utterance, []).append(quote)
    found = list(utterances.values())
    spans = [tuple(Span(q.start, q.end) for q in parts) for parts in found]
    pairs, lost, extra = match(spans, [unit.spans for unit in other])
    spoken = {b for b, unit in enumerate(other) if _is_spoken(text, unit)}
    right = [(a, b) for a, b in pairs if b in spoken]
    full = [(a, b) for a, b in right if same_source(text, found[a][0], other[b].source)]
    counted = Score(len(right), len(right) + len(extra), len(spoken))
    if kind == "indirect":
        misses += [f"LOST [{other[b].cue}] {_show(text, other[b].spans[0])}" for b in lost if b in spoken]
        misses += [f"EXTRA {found[a][0].rule} {_show(text, spans[a][0])}" for a in extra]
    if kind == "full":
        misses += [_wrong(text, found[a][0], other[b]) for a, b in right if (a, b) not in full]
    return scores._replace(content=counted, full=counted._replace(right=len(full)))


def _is_spoken(text: str, unit: Unit) -> bool:
    if any(mark in span.of(text) for span in unit.spans for mark in ("“", '"', "''")):
        return False
    known = cues()
    words = _WORD.findall(unit.cue)
    return "according" in words or any(word in known and known[word].strong for word in words)


def match(
    found: Sequence[Sequence[Span]], marked: Sequence[Sequence[Span]]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair found with marked things greedily by overlap, at least half; also what was lost and what is extra."""
    pairs = [
        (share, a, b)
        for a, one in enumerate(found)
        for b, two in enumerate(marked)
        if one[0].start < two[-1].end and two[0].start < one[-1].end and (share := overlap(one, two)) >= 0.5
    ]
    taken_a: dict[int, int] = {}
    taken_b: set[int] = set()
    for _, a, b in sorted(pairs, key=lambda item: (-item[0], item[1], item[2])):
        if a not in taken_a and b not in taken_b:
            taken_a[a] = b
            taken_b.add(b)
    lost = [b for b in range(len(marked)) if b not in taken_b]
    extra = [a for a in range(len(found)) if a not in taken_a]
    return sorted(taken_a.items()), lost, extra


def masked(marked: polnear.Marked, article: Article, quotes: Sequence[Quote], limit: int = 2) -> Score:
    """Put a pronoun where a name right beside a string says who speaks, and see whether the name is found again.

    Harder than real pronouns (where a name stands, a writer feared to be misread), so the figure is a lower bound.
    Asked only of names that the text shortly before mentions too, a few times an article.
    """
    found = find_actors(article)
    genders = {actor: profile.gender for actor, profile in found.profiles.items()}
    score = Score()
    for quote in quotes:
        source = quote.source
        if score.marked == limit or source is None or quote.rule not in ("tail", "lead", "colon"):
            continue
        gender = genders.get(quote.speaker or "")
        source = _with_title(marked.text, source)
        before = marked.text[max(0, source.start - 2) : source.start]
        own = source.of(marked.text).split(". ")[-1]
        nearby = any(
            source.start - 320 < mention.start < min(source.start, quote.start) - 1
            for actor in found.actors
            if actor.id == quote.speaker
            for mention in actor.mentions
        )
        if gender is None or not nearby or not re.search(r"[”\"\n]\s?$|^$|[.!?] $", before) or " " in own:
            continue
        word = "he" if gender == "m" else "she"
        word = word.title() if source.start < quote.start else word
        text = marked.text[: source.start] + word + marked.text[source.end :]
        shift = len(word) - (source.end - source.start) if source.start < quote.start else 0
        again = article_of(marked._replace(text=text))
        speakers = {q.start: q.speaker for q in find_quotes(again, find_actors(again))}
        speaker = speakers.get(quote.start + shift)
        score += Score(speaker == quote.speaker, speaker is not None, 1)
    return score


def _with_title(text: str, source: Span) -> Span:
    """A name with the shortened title before it ("Mr. Trump"), which a pronoun replaces too."""
    title = re.search(r"\b[A-Z]\w{1,4}\. $", text[max(0, source.start - 7) : source.start])
    return Span(source.start - len(title[0]), source.end) if title is not None else source


def run(look: bool, options: argparse.Namespace) -> list[str]:
    """Score one part and print its table."""
    total = Scores()
    misses: list[str] = []
    rules: Counter[str] = Counter()
    words = 0
    spent = alone = 0.0
    pronouns = Score()
    for marked in polnear.articles(look):
        article = article_of(marked)
        began = time.process_time()
        found = find_actors(article)
        between = time.process_time()
        quotes = find_quotes(article, found)
        alone += time.process_time() - between
        spent += time.process_time() - began
        words += article.words
        rules.update(quote.rule for quote in quotes)
        total = Scores(*(a + b for a, b in zip(total, score(marked, quotes, misses, options.misses), strict=True)))
        if options.pronouns:
            pronouns += masked(marked, article, quotes)
    print("part to look at" if look else "part to score")
    for name, value in zip(Scores._fields, total, strict=True):
        print(f"  {name:8} {value}")
    if options.pronouns:
        print(f"  pronouns {pronouns}")
    speed, own = words / max(spent, 1e-9), words / max(alone, 1e-9)
    print(f"  {words} words, {speed:,.0f} a CPU second, {own:,.0f} in the quotes alone")
    print("  " + ", ".join(f"{rule} {count}" for rule, count in rules.most_common()))
    return misses


def speed() -> None:
    """Print what the engine costs; without a corpus, on generated texts."""
    seconds, ratio = engine.start_up()
    print(f"start-up and first analysis: {seconds:.3f} CPU s more than `python -c pass` ({ratio:.1f} times as much)")
    texts = [marked.text for look in (True, False) for marked in polnear.articles(look)] or engine.generated(40)
    print("characters      words  words a CPU second")
    for characters, words, rate in engine.by_size(texts):
        print(f"{characters:10,} {words:10,} {rate:19,.0f}")


def main() -> None:
    """Score both parts, and measure the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", default="", choices=("", "direct", "joint", "indirect", "full"))
    parser.add_argument("--look-only", action="store_true", help="leave the part to score alone")
    parser.add_argument("--pronouns", action="store_true", help="also put pronouns for names (slow)")
    parser.add_argument("--speed", action="store_true", help="only start-up and speed by length")
    options = parser.parse_args()
    if not polnear.corpus().is_dir():
        print(f"skipped: no corpus at {polnear.corpus()} (set READER_CORPUS)")
    elif not options.speed:
        for line in run(True, options):
            print(line)
        if not options.look_only:
            options.misses = ""
            run(False, options)
    if not options.look_only:
        speed()


if __name__ == "__main__":
    main()
