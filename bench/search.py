"""How well and how fast search finds what somebody remembers half, beside fzf on the same queries.

Quality: known-item queries (search_queries.py) over the corpus and the seeds, each for a string of one kind among all
strings of that kind. Half of the articles' strings are asked for while tuning (--look), the others only here.
Speed: every query letter by letter, over sets of strings of growing size (search_library.py).
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import search_library
from reader.model import Span
from reader.search.documents import Kind
from reader.search.engine import search
from reader.search.index import Index
from search_library import Source
from search_queries import CLASSES, Asker, Item, Question

KINDS: tuple[Kind, ...] = ("quote", "passage", "title", "actor")
_TEN = 10


def main() -> None:
    """Measure and print."""
    options = _options()
    if options.probe:
        print(json.dumps(_probe(options.probe, json.load(sys.stdin))))
        return
    articles = search_library.sources()
    report: dict[str, Any] = {}
    questions = _questions(articles, options.each, options.look, options.seed)
    index = search_library.index_of(articles)
    if "quality" in options.only:
        report["quality"] = _quality(articles, index, questions, options)
        _print_quality(report["quality"], options.fzf > 0)
    if "speed" in options.only:
        report["speed"] = [_speed(articles, size, questions, options) for size in options.sizes]
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--look", action="store_true", help="ask for the part to tune on")
    parser.add_argument("--each", type=int, default=100, help="queries of each class and kind (100)")
    parser.add_argument("--fzf", type=int, default=10, help="of these, how many fzf gets too (10); 0 for none")
    parser.add_argument("--seed", type=int, default=4, help="of the random numbers")
    parser.add_argument("--only", nargs="+", choices=("quality", "speed"), default=["quality", "speed"])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000, 1_000_000], help="strings")
    parser.add_argument("--misses", type=int, default=0, help="print so many queries of each kind that went wrong")
    parser.add_argument("--json", metavar="FILE", help="write all figures there")
    parser.add_argument("--probe", metavar="FILE", help=argparse.SUPPRESS)
    return parser.parse_args()


def _questions(articles: list[Source], each: int, look: bool, seed: int) -> list[Question]:
    """Queries of all kinds and classes for one part of the articles."""
    found: list[Question] = []
    for items in search_library.items(articles).values():
        asked = [item for item in items if search_library.is_look(item.path) == look]
        unique = list({item.key: item for item in asked}.values())
        found += Asker(items, seed).questions(unique, each)
    return found


# Quality


def _quality(
    articles: list[Source], index: Index, questions: Sequence[Question], options: argparse.Namespace
) -> dict[str, Any]:
    """For each kind and class: how often the right one is first and among ten, ours and fzf's, and marked letters."""
    texts = {source.about.path: source.text for source in articles}
    keys = {
        (source.about.path, part.kind, part.start, part.end): part
        for source in articles
        for part in source.documents
        if part.kind != "actor"
    }
    tallies: defaultdict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    marks: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    missed: defaultdict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory() as folder:
        lines = _lines(articles, Path(folder))
        for question in questions:
            tally = tallies[question.kind, question.group]
            results = search(index, question.text, _TEN, (question.kind,), thorough=True)  # type: ignore[arg-type]
            found = [
                hit.name if hit.kind == "actor" else keys[hit.about.path, hit.kind, hit.start, hit.end].text
                for hit in results.hits
            ]
            ranks = [_is(text, question.item) for text in found]
            tally["first"].append(ranks[:1] == [True])
            tally["ten"].append(any(ranks))
            if ranks[:1] == [True] and question.marks and question.kind != "actor":
                hit = results.hits[0]
                spans = results.mark(hit, texts[hit.about.path]).spans
                for at, count in enumerate(_marked(spans, question.marks)):
                    marks[question.kind][at] += count
            elif ranks[:1] != [True] and missed[question.kind] < options.misses:
                missed[question.kind] += 1
                print(f"{question.kind} {question.group}: {question.text!r}\n   wanted {question.item.text[:300]!r}")
                for hit, text in list(zip(results.hits, found, strict=True))[:2]:
                    print(f"   {hit.score:.3f} {text[:300]!r}")
            if len(tally["fzf"]) < options.fzf:
                best = _fzf(question.text, lines[question.kind])
                tally["fzf"].append(best is not None and _is(best, question.item))
    return {
        "tallies": {f"{kind}: {group}": {k: _share(v) for k, v in t.items()} for (kind, group), t in tallies.items()},
        "counts": {f"{kind}: {group}": len(t["first"]) for (kind, group), t in tallies.items()},
        "marks": {kind: round(2 * both / (shown + meant), 4) for kind, (both, shown, meant) in marks.items()},
    }


def _share(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _is(text: str, item: Item) -> bool:
    """Whether what was found says the same as what was looked for."""
    return " ".join(search_library.words(text)) == item.key


def _marked(spans: Sequence[Span], wanted: Sequence[Sequence[Span]]) -> tuple[int, int, int]:
    """Letters marked rightly, marked, and to be marked."""
    shown = {at for span in spans for at in range(*span)}
    meant: set[int] = set()
    for places in wanted:
        chosen = next((place for place in places if shown.issuperset(range(*place))), places[0])
        meant.update(range(*chosen))
    return len(shown & meant), len(shown), len(meant)


def _lines(articles: list[Source], folder: Path) -> dict[str, Path]:
    """A file for each kind with a string a line, as fzf reads them; a quote with its speaker after a tab."""
    lines: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for source in articles:
        for part in source.documents:
            text = " ".join((part.name if part.kind == "actor" else part.text).split())
            lines[part.kind].append(f"{text}\t{part.name}" if part.kind == "quote" else text)
    paths = {kind: folder / kind for kind in KINDS}
    for kind, path in paths.items():
        path.write_text("\n".join(dict.fromkeys(lines[kind])) + "\n")
    return paths


def _fzf(query: str, lines: Path) -> str | None:
    """The first line that fzf finds, without the speaker."""
    with lines.open("rb") as file:
        done = subprocess.run(["fzf", "--filter", query], stdin=file, capture_output=True, check=False)
    best = done.stdout.decode().partition("\n")[0]
    return best.partition("\t")[0] if best else None


def _print_quality(quality: dict[str, Any], with_fzf: bool) -> None:
    """A table of classes and kinds."""
    tallies = quality["tallies"]
    print(f"{'right one first / among ten':28}" + "".join(f"{kind:>24}" for kind in KINDS))
    for group in CLASSES:
        cells = []
        for kind in KINDS:
            tally = tallies.get(f"{kind}: {group}")
            beside = f" fzf {tally['fzf']:.2f}" if tally and with_fzf else ""
            cells.append(f"{tally['first']:.3f}/{tally['ten']:.3f}{beside}" if tally else "–")
        print(f"{group:28}" + "".join(f"{cell:>24}" for cell in cells))
    means = []
    for kind in KINDS:
        own = [tally for name, tally in tallies.items() if name.startswith(kind + ":")]
        beside = f" fzf {_share([t['fzf'] for t in own]):.2f}" if with_fzf else ""
        means.append(f"{_share([t['first'] for t in own]):.3f}/{_share([t['ten'] for t in own]):.3f}{beside}")
    print(f"{'all':28}" + "".join(f"{cell:>24}" for cell in means))
    print("letters marked, F1: " + ", ".join(f"{kind} {value:.3f}" for kind, value in quality["marks"].items()))


# Speed and size


def _speed(
    articles: list[Source], size: int, questions: Sequence[Question], options: argparse.Namespace
) -> dict[str, Any]:
    """Build, save, open and search a set of some size; fzf on the same strings and queries."""
    own = sum(len(source.documents) for source in articles)
    base = articles if size > own else []
    queries = [question.text for question in questions if question.kind in ("quote", "passage")][
        :: len(questions) // 150
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines, saved = Path(folder) / "lines", os.path.join(folder, "index")
        index, spent, characters, count = Index(), 0.0, 0, 0
        with lines.open("w") as file:
            for source in [*base, *search_library.made_up(articles, size - (own if base else 0), options.seed)]:
                begun = time.process_time()
                index.add(source.about, source.documents)
                if (count + len(source.documents)) // 262_144 > count // 262_144:
                    index.commit()
                spent += time.process_time() - begun
                count += len(source.documents)
                for part in source.documents:
                    characters += len(part.text.encode())
                    file.write(" ".join(part.text.split()) + "\n")
        begun = time.process_time()
        index.commit()
        index.save(saved)
        spent += time.process_time() - begun
        del index
        found: dict[str, Any] = {"strings": count, "build": spent, "disk": _held(saved) / characters}
        probe = [sys.executable, __file__, "--probe", saved]
        done = subprocess.run(probe, input=json.dumps(queries).encode(), capture_output=True, check=True)
        found |= json.loads(done.stdout)
        if options.fzf:
            found["fzf"] = _fzf_cpu(queries[: options.fzf], lines)
            found["less"] = found["fzf"] / found["query_cpu"]
    print(
        f"{count:>9,} strings: build {found['build']:.1f} s, {found['disk']:.2f} of the text on disk, "
        f"open {found['open']:.1f} ms, keystroke p50 {found['p50']:.2f} ms p95 {found['p95']:.2f} ms "
        f"(thorough p95 {found['thorough']:.1f} ms), "
        f"{found['own']:.0f} MB ({found['memory']:.0f} with what is mapped from the file)"
        + (f", {found['less']:,.0f} times less CPU than fzf a query" if options.fzf else ""),
        flush=True,
    )
    return found


def _held(folder: str) -> int:
    """Bytes of the files in a folder."""
    return sum(item.stat().st_size for item in os.scandir(folder))


def _fzf_cpu(queries: Sequence[str], lines: Path) -> float:
    """CPU seconds that fzf needs for a query, on average."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for query in queries:
        _fzf(query, lines)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / max(1, len(queries))


def _probe(saved: str, queries: Sequence[str]) -> dict[str, float]:
    """In a process of its own: open a saved index, and type every query letter by letter."""
    search(Index(), "x")  # loads what is loaded once
    begun = time.perf_counter()
    index = Index.open(saved)
    opened = time.perf_counter() - begun
    search(index, "warm up", 20)
    keys, cpu = [], 0.0
    for query in queries:
        for end in range(1, len(query) + 1):
            begun = time.process_time()
            search(index, query[:end], 20)
            keys.append(time.process_time() - begun)
    memory = _memory()
    fresh = Index.open(saved)  # nothing remembered
    begun = time.process_time()
    for query in queries:
        search(fresh, query, 20)
    cpu = (time.process_time() - begun) / len(queries)
    further = []
    for query in queries:
        begun = time.process_time()
        search(index, query, 20, thorough=True)
        further.append(time.process_time() - begun)
    return {
        "open": 1e3 * opened,
        "p50": 1e3 * _quantile(keys, 0.5),
        "p95": 1e3 * _quantile(keys, 0.95),
        "thorough": 1e3 * _quantile(further, 0.95),
        "query_cpu": cpu,
        "memory": memory["VmRSS"],
        "own": memory["RssAnon"],
    }


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _memory() -> dict[str, float]:
    """Megabytes that this process holds."""
    rows = (row.split() for row in Path("/proc/self/status").read_text().splitlines())
    return {row[0].rstrip(":"): int(row[1]) / 1024 for row in rows if row[0] in ("VmRSS:", "RssAnon:")}


if __name__ == "__main__":
    main()
