"""How well passages are found again in articles that were edited, against simpler ways to do it.

``python bench/anchoring.py [--part tune|score] [--annotations N] [--systems NAME ...] [--misses N] [--speed] [--json
FILE]``. Articles come from READER_CORPUS and seeds/, split by name into a part to tune on and a part only to score;
each part has edits besides that the other has not. Annotations are of ten kinds, edits have a known effect on
every character (edits.py), so what becomes of a passage is known: it survives where at least half of its letters do,
together; it is gone where none does; the rest is not judged.

Twins are sentences that the article had twice, nearly or quite, when the passage was marked in one of them; the
selector alone often can't tell which, so they are counted apart.

*right*: placed, with the same first and last letter, or within the same word where the passage ended inside a word that
is another now, as nobody can say which of its letters are the passage's; *near*: half of the union with the true place
is shared; *wrong*: placed elsewhere; *lost*: not placed; *false*: of the passages gone, those placed anyway.
"""

import argparse
import json
import random
import re
import statistics
import sys
import time
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import baselines
import edits
import polnear
import traced
from reader.annotations.anchoring import anchor
from reader.annotations.folding import FoldedText, fold
from reader.annotations.selectors import select
from reader.model import Selector
from reader.text import clean

Span = tuple[int, int]
Verdicts = dict[str, dict[str, dict[str, Counter[str]]]]
GROUPS = ("edits tuned on", "edits only scored", "twins in the article", "all but twins")
PLAIN, KEPT = "reader", "reader + old text"


class Task(NamedTuple):
    """One passage to be found again."""

    edit: str
    kind: str
    old: str
    selector: Selector
    text: str
    truth: Span | None
    """None: it is gone."""


class Article(NamedTuple):
    """An article to annotate."""

    name: str
    text: str


def load(tune: bool) -> list[Article]:
    """The articles of one part."""
    paths = [*sorted(polnear.corpus().glob("*.txt")), *sorted((polnear.ROOT / "seeds").glob("*.txt"))]
    return [Article(p.stem, clean(p.read_text("utf-8"))) for p in paths if polnear.is_look(p.stem) == tune]


def passages(text: str, rng: random.Random) -> Iterator[tuple[str, Span]]:
    """A passage of each kind that the text has."""
    found = [m.span() for m in traced.WORD.finditer(text)]
    sentences, paragraphs = traced.sentences(text), traced.paragraphs(text)
    long_words = [span for span in found if span[1] - span[0] > 3]
    neighbors = [(a, b) for a, b in pairwise(sentences) if "\n" not in text[a[1] : b[0]]]
    kinds: dict[str, list[Span]] = {
        "word": long_words,
        "name": [m.span() for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*\b", text)],
        "phrase": [(found[n][0], found[n + 3][1]) for n in range(len(found) - 4)],
        "quote": [m.span() for m in re.finditer(r"(?:“|''|\")[^“”\"\n']{15,300}(?:”|''|\")", text)],
        "sentence": sentences,
        "two sentences": [(a[0], b[1]) for a, b in neighbors],
        "paragraph": [span for span in paragraphs if span[1] - span[0] > 80],
        "over a border": [
            (max(a[0], a[1] - 90), b[0] + 60) for a, b in pairwise(paragraphs) if b[1] - b[0] > 80 and a[1] - a[0] > 40
        ],
        "from inside a word": [(a + 2, min(b + 30, len(text))) for a, b in long_words],
        "repeated phrase": repeated(text, found),
    }
    for kind, spans in kinds.items():
        usable = [(a, b) for a, b in spans if len(text[a:b].split()) and "\n" not in text[a : a + 1]]
        if usable:
            start, end = rng.choice(usable)
            if kind == "over a border":
                start, end = text.find(" ", start) + 1, text.rfind(" ", start, end)
            trimmed = text[start:end].rstrip()
            if any(map(str.isalnum, trimmed)) and not set("<>") & set(text[start - 1 : end + 1]):
                yield kind, (start, start + len(trimmed))


def repeated(text: str, found: list[Span]) -> list[Span]:
    """Phrases of two words that the text has more than once."""
    pairs = [(a[0], b[1]) for a, b in pairwise(found) if b[0] - a[1] == 1]
    count = Counter(text[a:b].lower() for a, b in pairs)
    return [(a, b) for a, b in pairs if count[text[a:b].lower()] > 1]


def truth(case: traced.Case, after: traced.Traced) -> tuple[bool, Span | None]:
    """Whether what became of a passage can be judged, and where it is."""
    inside = [at for at, origin in enumerate(after.origin) if case.start <= origin < case.end]
    letters = sum(map(str.isalnum, case.text[case.start : case.end]))
    kept = {
        after.origin[at]
        for at in inside
        if after.text[at].isalnum() and after.text[at].lower() == case.text[after.origin[at]].lower()
    }
    if not kept:
        return not inside, None
    start, end = inside[0], inside[-1] + 1
    strange = sum(1 for at in after.origin[start:end] if not case.start <= at < case.end)
    whole = len(kept) >= 0.5 * letters and strange <= 2 * (case.end - case.start) + 100
    order = [after.origin[at] for at in inside]
    ordered = all(a <= b for a, b in pairwise(order))
    return whole and ordered, (start, end)


def tasks(articles: list[Article], count: int, classes: Iterable[str], twins: bool, seed: int) -> Iterator[Task]:
    """Passages, each edited in every way."""
    rng = random.Random(seed)
    made = 0
    order = rng.sample(articles, len(articles))
    while made < count:
        article = order[made // 10 % len(order)]
        other = rng.choice([a for a in articles if a is not article]).text
        for kind, span in passages(article.text, rng):
            made += 1
            for name in classes:
                own = random.Random(zlib.crc32(f"{seed} {name} {kind} {article.name} {span}".encode()))
                yield from case_of(name, kind, traced.Case(article.text, *span, own, other))
            for name in edits.TWINS if twins else ():
                own = random.Random(zlib.crc32(f"{seed} {name} {kind} {article.name} {span}".encode()))
                yield from case_of(name, kind, traced.Case(article.text, *span, own, other))


def case_of(name: str, kind: str, case: traced.Case) -> Iterator[Task]:
    """A passage edited in one way, if that can be done and judged."""
    edit = (edits.TUNED | edits.HARDER | edits.HELD).get(name)
    if edit is None:
        add, edit = edits.TWINS[name]
        added = add(case, case.traced())
        where = traced.place(case, added) if added else None
        if added is None or where is None:
            return
        case = traced.Case(added.text, *where, case.rng, case.other)
    after = edit(case, case.traced())
    if after is None:
        return
    judged, span = truth(case, after)
    if not judged:
        return
    if "\r" in after.text:  # as loading does
        keep = [n for n, char in enumerate(after.text) if char != "\r"]
        after = traced.Traced("".join(after.text[n] for n in keep), [after.origin[n] for n in keep])
        judged, span = truth(case, after)
    yield Task(name, kind, case.text, select(case.text, case.start, case.end), after.text, span)


def lettered(text: str, span: Span) -> Span:
    """A span without what is no letter or digit at its ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum() and not unicodedata.combining(text[end - 1]):
        end -= 1
    return start, end


def word_at(text: str, at: int) -> Span:
    """The letters and digits around an offset that lies inside of a word; nothing where it does not."""
    start = end = at
    if not (text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()):
        return at, at
    while start and text[start - 1].isalnum():
        start -= 1
    while text[end : end + 1].isalnum():
        end += 1
    return start, end


def same_word(task: Task, old: int, true: int, found: int) -> bool:
    """Whether an end that was inside a word is found in the word that stands there now, and which is another."""
    was, now = word_at(task.old, old), word_at(task.text, true)
    changed = task.old[slice(*was)].lower() != task.text[slice(*now)].lower()
    return was[0] < was[1] and changed and now[0] <= found <= now[1] and now[0] < now[1]


def verdict(task: Task, found: Span | None) -> str:
    """What a result is."""
    if task.truth is None:
        return "false" if found else "refused"
    if found is None:
        return "lost"
    ours, true = lettered(task.text, found), lettered(task.text, task.truth)
    was = task.selector.start, task.selector.end
    if all(ours[n] == true[n] or same_word(task, was[n], true[n], ours[n]) for n in (0, 1)):
        return "right"
    common = min(found[1], task.truth[1]) - max(found[0], task.truth[0])
    union = max(found[1], task.truth[1]) - min(found[0], task.truth[0])
    return "near" if common > 0.5 * union else "wrong"


class Ours:
    """The anchoring of the program, with the folded texts it would keep."""

    def __init__(self, kept: bool) -> None:
        self._kept = kept
        self._folded: tuple[str, FoldedText] = ("", fold(""))
        self._old: tuple[str, FoldedText] = ("", fold(""))
        self.times: list[float] = []

    def __call__(self, task: Task) -> Span | None:
        if self._folded[0] is not task.text:
            self._folded = task.text, fold(task.text)
        if self._kept and self._old[0] is not task.old:
            self._old = task.old, fold(task.old)
        begun = time.perf_counter()
        found = anchor(task.selector, self._folded[1], self._old[1] if self._kept else None)
        self.times.append(time.perf_counter() - begun)
        return (found.start, found.end) if found.is_placed else None


def systems(names: list[str]) -> dict[str, Callable[[Task], Span | None]]:
    """The ways to find passages that are compared."""
    known: dict[str, Callable[[Task], Span | None]] = {
        name: lambda task, find=find: find(task.selector, task.text) for name, find in baselines.SYSTEMS.items()
    }
    known |= {PLAIN: Ours(kept=False), KEPT: Ours(kept=True)}
    return {name: find for name, find in known.items() if not names or name in names}


def shares(verdicts: Counter[str]) -> dict[str, float]:
    """Verdicts in percent: of the passages that survive, and of those that are gone."""
    alive = sum(verdicts[v] for v in ("right", "near", "wrong", "lost"))
    gone = verdicts["false"] + verdicts["refused"]
    out = {v: 100 * verdicts[v] / max(1, alive) for v in ("right", "near", "wrong", "lost")}
    return out | {"false": 100 * verdicts["false"] / max(1, gone), "alive": alive, "gone": gone}


def line(name: str, found: dict[str, float]) -> str:
    """One row of a table."""
    figures = "".join(f"{found[v]:8.2f}" for v in ("right", "near", "wrong", "lost", "false"))
    return f"{name:28}{figures}{found['alive']:8.0f}{found['gone']:7.0f}"


def table(title: str, rows: dict[str, Counter[str]]) -> None:
    """Print verdicts in percent."""
    print(f"\n{title:28}   right    near   wrong    lost   false   alive   gone")
    for name, verdicts in rows.items():
        print(line(name, shares(verdicts)))


def speed(articles: list[Article]) -> dict[str, float]:
    """How long folding a megabyte takes, and finding passages in it, in milliseconds."""
    big = "\n\n".join(a.text for a in articles * 3)[:1_000_000]
    begun = time.perf_counter()
    folded = fold(big)
    out = {"fold": 1000 * (time.perf_counter() - begun)}
    rng = random.Random(1)
    times: list[float] = []
    for at in range(20_000, 980_000, 20_000):
        for _, (start, end) in passages(big[at : at + 6000], rng):
            chosen = select(big, at + start, at + end)
            words = chosen.exact.split()
            words[len(words) // 2] = "altered"
            changed = chosen._replace(exact=" ".join(words))
            begun = time.perf_counter()
            anchor(changed._replace(start=0, end=0), folded)
            times.append(1000 * (time.perf_counter() - begun))
    return out | {"edited, p50": statistics.median(times), "edited, p95": sorted(times)[int(0.95 * len(times))]}


def show(task: Task, find: Callable[[Task], Span | None], found: Span | None, what: str) -> None:
    """Print a miss."""

    def around(text: str, span: Span | None) -> str:
        return repr(
            f"{text[max(0, span[0] - 50) : span[0]]}[[{text[slice(*span)]}]]{text[span[1] : span[1] + 50]}"
            if span
            else "-"
        )

    selector = task.selector
    print(f"\n{what}: {task.edit}, {task.kind}\n  was   {around(task.old, (selector.start, selector.end))}")
    print(f"  true  {around(task.text, task.truth)}\n  found {around(task.text, found)}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", choices=("tune", "score"), default="score")
    parser.add_argument("--annotations", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--systems", nargs="*", default=[])
    parser.add_argument("--edits", nargs="*", default=[])
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--json", metavar="FILE")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    chosen = arguments()
    tune = chosen.part == "tune"
    articles = load(tune)
    if len(articles) < 20:
        sys.exit("anchoring: the articles are not there (READER_CORPUS)")
    classes = chosen.edits or [*edits.TUNED, *(edits.HARDER if tune else edits.HELD)]
    finders = systems(chosen.systems)
    verdicts: dict[str, dict[str, dict[str, Counter[str]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(Counter))
    )
    shown = 0
    for task in tasks(articles, chosen.annotations, classes, not tune and not chosen.edits, chosen.seed):
        part = GROUPS[1 if task.edit in edits.HELD else 2 if task.edit in edits.TWINS else 0]
        for name, find in finders.items():
            found = find(task)
            what = verdict(task, found)
            for group in (part, *GROUPS[3:]) if part != GROUPS[2] else (part,):
                verdicts["part"][f"{name}"][group][what] += 1
            verdicts[f"{name}, by edit"]["edit"][task.edit][what] += 1
            verdicts[f"{name}, by kind"]["kind"][task.kind][what] += 1
            if what not in ("right", "refused") and shown < chosen.misses and tune:
                shown += 1
                show(task, find, found, f"{what} ({name})")
    for group in GROUPS:
        table(group, {name: groups[group] for name, groups in verdicts["part"].items() if groups[group]})
    for name in (PLAIN, KEPT):
        if name in finders:
            table(f"{name}, by edit", verdicts[f"{name}, by edit"]["edit"])
            table(f"{name}, by kind", verdicts[f"{name}, by kind"]["kind"])
            times = sorted(1000 * t for t in finders[name].times)  # type: ignore[attr-defined]
            print(
                f"milliseconds: p50 {statistics.median(times):.3f}, p95 {times[int(0.95 * len(times))]:.3f}, "
                f"largest {times[-1]:.1f}"
            )
    measured = speed(articles) if chosen.speed else {}
    for name, value in measured.items():
        print(f"a megabyte, {name}: {value:.1f} ms")
    if chosen.json:
        flat = {
            kind: {n: {g: shares(v) for g, v in gs.items()} for n, gs in ns.items()} for kind, ns in verdicts.items()
        }
        Path(chosen.json).write_text(json.dumps(flat | {"speed": measured}, indent=1))


if __name__ == "__main__":
    main()
