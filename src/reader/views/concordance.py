"""Concordance: a word or an actor wherever it stands in a library, and which words keep it company.

``read`` looks through one article, in any process; ``merge`` puts what was read together. What is counted is defined
in ``docs/twins.md``.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from reader.model import Analysis, Article, Span
from reader.text import squeeze
from reader.views.wording import Wording, bare_words, small_words, worded

Sorting = Literal["article", "date", "left", "right"]

CONTEXT = 12
"""Words shown on either side, within the paragraph."""

_LEAST = 2  # times that a word must be near to be a collocate


class Wanted(NamedTuple):
    """What to look for."""

    words: tuple[str, ...]
    """One word or several in a row, folded; an asterisk at the end of one stands for any letters."""
    fuzzy: bool = False
    """Also words spelled nearly so: one letter wrong from four letters on, two from eight on."""
    actor: bool = False
    """Instead, every mention of the actors with these words in their name or an alias, whatever it calls them."""
    window: int = 5
    """Words on either side that keep it company, within the paragraph."""


class Line(NamedTuple):
    """One place, with the words around it."""

    path: str
    start: int
    end: int
    left: Span
    """What comes before in the paragraph, at most `CONTEXT` words."""
    right: Span
    """What comes after."""
    before: tuple[str, ...]
    """The words on the left, folded, the nearest first."""
    after: tuple[str, ...]
    """The words on the right, folded."""


class Reading(NamedTuple):
    """What one article gives."""

    path: str
    title: str
    published: str | None
    text: str
    """The article's text where there are lines, else empty."""
    lines: tuple[Line, ...]
    near: dict[str, tuple[int, int]]
    """How often words stand near, on the left and on the right."""
    words: dict[str, int]
    """How often words stand in the article, those looked for left out."""


class Collocate(NamedTuple):
    """A word that stands near more often than chance has it."""

    word: str
    left: int
    right: int
    total: int
    """How often it stands in the library."""
    expected: float
    """How often it would be near by chance."""
    score: float
    """Log-likelihood (G²); above 10.83 chance is less likely than one in a thousand."""

    @property
    def near(self) -> int:
        """How often it stands near."""
        return self.left + self.right


class Concordance(NamedTuple):
    """All places in a library."""

    lines: tuple[Line, ...]
    forms: tuple[tuple[str, int], ...]
    """What stands there, as first spelled, and how often; most frequent first."""
    collocates: tuple[Collocate, ...]
    """Highest score first."""
    articles: int
    """Articles that have a line."""
    read: int
    """Articles that were looked through."""


def wanted(content: str, fuzzy: bool = False, actor: bool = False, window: int = 5) -> Wanted:
    """Make ready what to look for.

    Args:
        content: A word or several, or the name of an actor or some words of it.
        fuzzy: Take words spelled nearly so.
        actor: Look for mentions of actors.
        window: Words on either side that count as near.

    Returns:
        What `read` looks for; without words where the content has none.
    """
    words = worded(content, [Span(0, len(content))], bare=True)
    marked = zip(words.words, words.ends, strict=True)
    return Wanted(tuple(word + "*" * (content[end : end + 1] == "*") for word, end in marked), fuzzy, actor, window)


def read(article: Article, found: Analysis, wanted: Wanted) -> Reading:
    """Look through one article.

    Args:
        article: The article.
        found: What was found in it.
        wanted: What to look for.

    Returns:
        Its places in text order, without those in boilerplate, and its words.
    """
    spans = _mentions(found, wanted) if wanted.actor else None
    matches = _matcher(wanted)
    lines: list[Line] = []
    near: dict[str, list[int]] = {}
    words: Counter[str] = Counter()
    for paragraph in article.paragraphs:
        if paragraph.kind == "boilerplate":
            continue
        span = Span(paragraph.start, paragraph.end)
        bare = bare_words(article.text, span)
        if not (any(map(matches[0], bare)) if spans is None else _has_any(span, spans)):
            words.update(bare)
            continue
        row = worded(article.text, [span], bare=True)
        nodes = list(_phrases(row, matches) if spans is None else _covered(row, spans))
        lines += (_line(article.path, row, node) for node in nodes)
        words.update(_company(row, nodes, wanted.window, near))
    text = article.text if lines else ""
    sides = {word: (left, right) for word, (left, right) in near.items()}
    return Reading(article.path, article.title, article.published, text, tuple(lines), sides, dict(words))


def merge(readings: Iterable[Reading], sorting: Sorting = "article") -> Concordance:
    """Put articles together.

    Args:
        readings: What was read, in the order of the articles.
        sorting: By what to order the lines: as they come, by date, or by the words on a side, the nearest first.

    Returns:
        All lines, forms and collocates.
    """
    lines: list[Line] = []
    forms: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    dates: dict[str, str] = {}
    left, right, words = Counter[str](), Counter[str](), Counter[str]()
    articles = read = 0
    for reading in readings:
        read += 1
        articles += bool(reading.lines)
        lines += reading.lines
        dates[reading.path] = reading.published or ""
        words.update(reading.words)
        for word, (before, after) in reading.near.items():
            left[word] += before
            right[word] += after
        for line in reading.lines:
            form = squeeze(reading.text[line.start : line.end])
            forms[spelled.setdefault(form.casefold(), form)] += 1
    return Concordance(
        lines=tuple(_ordered(lines, dates, sorting)),
        forms=tuple(sorted(forms.items(), key=lambda form: -form[1])),
        collocates=tuple(_collocates(left, right, words)),
        articles=articles,
        read=read,
    )


def log_likelihood(near: int, total: int, window: int, library: int) -> float:
    """How unlikely it is by chance that a word stands near so often.

    Dunning's G² for a table of two by two ("Accurate methods for the statistics of surprise and coincidence",
    Computational Linguistics 19, 1993).

    Args:
        near: How often the word stands near.
        total: How often it stands anywhere.
        window: How many words stand near.
        library: How many words there are.

    Returns:
        G²; 0 where it stands near as often as chance has it.
    """
    observed = (near, total - near, window - near, library - window - total + near)
    rows, columns = (total, library - total), (window, library - window)
    expected = [row * column / library for column in columns for row in rows]
    cells = zip((observed[0], observed[2], observed[1], observed[3]), expected, strict=True)
    return max(0.0, 2 * sum(count * math.log(count / chance) for count, chance in cells if count > 0))


def _has_any(paragraph: Span, spans: Sequence[Span]) -> bool:
    """Whether any of some spans, which are in order, begins in a paragraph."""
    return bisect_left(spans, (paragraph.start, 0)) < bisect_left(spans, (paragraph.end, 0))


def _mentions(found: Analysis, wanted: Wanted) -> list[Span]:
    """Where the actors stand that are meant, in text order."""
    meant = set(wanted.words)
    named = [actor for actor in found.actors if any(meant <= set(_bare(name)) for name in (actor.name, *actor.aliases))]
    return sorted({Span(mention.start, mention.end) for actor in named for mention in actor.mentions})


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name."""
    return worded(name, [Span(0, len(name))], bare=True).words


def _matcher(wanted: Wanted) -> list[Callable[[str], bool]]:
    """What tells for each word looked for whether a word is it."""
    return [_like(word, wanted.fuzzy) for word in wanted.words]


def _like(word: str, fuzzy: bool) -> Callable[[str], bool]:
    """What tells whether a word is one looked for."""
    if word.endswith("*"):
        stem = word[:-1]
        return lambda other: other.startswith(stem)
    most = (len(word) >= 4) + (len(word) >= 8) if fuzzy else 0
    if not most:
        return word.__eq__
    from rapidfuzz.distance import OSA

    known: dict[str, bool] = {}

    def like(other: str) -> bool:
        if other not in known:
            known[other] = OSA.distance(word, other, score_cutoff=most) <= most
        return known[other]

    return like


def _phrases(row: Wording, matches: Sequence[Callable[[str], bool]]) -> Iterator[range]:
    """Where a paragraph has what is looked for, from left to right, none over another."""
    first, length, done = matches[0], len(matches), 0
    for at, word in enumerate(row.words):
        if at >= done and first(word) and at + length <= len(row.words):
            rest = zip(matches[1:], row.words[at + 1 : at + length], strict=True)
            if all(match(other) for match, other in rest):
                done = at + length
                yield range(at, done)


def _covered(row: Wording, spans: Sequence[Span]) -> Iterator[range]:
    """Which words of a paragraph are in some spans, which are in order; of spans over each other only the first."""
    if not row.words:
        return
    done = 0
    first = bisect_left(spans, (row.starts[0], 0))
    for span in spans[first : bisect_left(spans, (row.ends[-1], 0), first)]:
        words = row.within(span)
        if words and words.start >= done:
            done = words.stop
            yield words


def _line(path: str, row: Wording, node: range) -> Line:
    """One place in a paragraph."""
    start, end = row.span(node)
    before = range(max(0, node.start - CONTEXT), node.start)
    after = range(node.stop, min(len(row.words), node.stop + CONTEXT))
    left = Span(row.starts[before.start] if before else start, start)
    right = Span(end, row.ends[after.stop - 1] if after else end)
    words = row.words
    return Line(path, start, end, left, right, words[before.start : before.stop][::-1], words[after.start : after.stop])


def _company(row: Wording, nodes: Sequence[range], window: int, near: dict[str, list[int]]) -> Iterator[str]:
    """The words of a paragraph that are not looked for; those near are counted, each place once.

    A word between two places counts for the nearer one, in the middle for the one before it.
    """
    looked = {at for node in nodes for at in node}
    nearest: dict[int, tuple[int, bool]] = {}
    for node in nodes:
        for at in (*range(max(0, node.start - window), node.start), *range(node.stop, node.stop + window)):
            if at < len(row.words) and at not in looked:
                is_left = at < node.start
                far = node.start - at if is_left else at - node.stop + 1
                nearest[at] = min(nearest.get(at, (far, is_left)), (far, is_left))
    for at, (_, is_left) in nearest.items():
        near.setdefault(row.words[at], [0, 0])[0 if is_left else 1] += 1
    return (word for at, word in enumerate(row.words) if at not in looked)


def _ordered(lines: Sequence[Line], dates: dict[str, str], sorting: Sorting) -> list[Line]:
    """Lines in order; where they are alike as they came."""
    match sorting:
        case "left":
            return sorted(lines, key=lambda line: (line.before, line.after))
        case "right":
            return sorted(lines, key=lambda line: (line.after, line.before))
        case "date":
            return sorted(lines, key=lambda line: (not dates[line.path], dates[line.path]))
        case _:
            return list(lines)


def _collocates(left: Counter[str], right: Counter[str], words: Counter[str]) -> list[Collocate]:
    """The words that stand near more often than chance has it; those that say nothing by themselves are left out."""
    window, library = left.total() + right.total(), words.total()
    small = small_words()
    found: list[Collocate] = []
    for word in {*left, *right} - small:
        near, total = left[word] + right[word], words[word]
        expected = total * window / library
        if near >= _LEAST and near > expected:
            score = log_likelihood(near, total, window, library)
            found.append(Collocate(word, left[word], right[word], total, expected, score))
    return sorted(found, key=lambda collocate: (-collocate.score, collocate.word))
