"""How a large library behaves: reading it, cold and warm, in the shell and on the screen, and what is kept of it.

``python bench/library.py [--sizes N ...] [--words N] [--only shell|index|screen ...] [--json FILE]``: makes libraries
of so many articles from the corpus that READER_CORPUS names (a folder with news/*.txt), its sentences shuffled so that
no two articles are the same. CPU times are given as they are and as ratios to that of `python -c pass` in the same run;
the last column is what doubling the library multiplies a figure by.
"""

import argparse
import json
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import library_screen

READER = Path(sys.executable).parent / "reader"
QUERY = "presidnt said government"
SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
AGE = 3.0  # seconds after which files count as left alone
PARTS = ("shell", "index", "screen")

Figures = dict[str, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 2_000], help="articles (1000 2000)")
    parser.add_argument("--words", type=int, default=10_000, help="words of an article, about, at most")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--seed", type=int, default=7, help="of the random numbers")
    parser.add_argument("--json", metavar="FILE", help="write all figures there")
    parser.add_argument("--probe", metavar="FOLDER", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        print(json.dumps(probed(options.probe)))
        return
    report: dict[int, Figures] = {}
    for size in options.sizes:
        report[size] = measured(size, options)
        print(f"{size:,}: {report[size]}", file=sys.stderr, flush=True)
    table(report)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=1))


def make(folder: Path, size: int, words: int, seed: int) -> int:
    """Write a library; returns its bytes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(Path(corpus()).glob("news/*.txt"))]
    chance = random.Random(seed)
    sentences = [sentence for text in sources for sentence in SENTENCE.split(text) if 20 < len(sentence) < 600]
    written = 0
    for number in range(size):
        if number % 500 == 0:
            (folder / f"{number // 500:03}").mkdir(parents=True)
        paragraphs, count = [" ".join(chance.choice(sentences).split()[:9])], 0
        for part in chance.choice(sources).split("\n\n"):
            paragraphs.append(" ".join(chance.choices(sentences, k=max(1, len(SENTENCE.split(part))))))
            count += paragraphs[-1].count(" ") + 1
            if count >= words:
                break
        data = "\n\n".join(paragraphs).encode()
        (folder / f"{number // 500:03}" / f"{number:06}.txt").write_bytes(data)
        written += len(data)
    return written


def corpus() -> str:
    """Where the articles come from."""
    folder = os.environ.get("READER_CORPUS")
    if not folder:
        sys.exit("READER_CORPUS has to name the folder of the corpus")
    return folder


def measured(size: int, options: argparse.Namespace) -> Figures:
    """All figures of a library."""
    home = Path(tempfile.mkdtemp(prefix="reader-library-"))
    try:
        figures: Figures = {"text MB": make(home / "library", size, options.words, options.seed) / 1e6}
        time.sleep(AGE)
        environment = home_of(home)
        library = str(home / "library")
        figures["pass, CPU"] = usual([sys.executable, "-c", "pass"], environment)
        if "screen" in options.only:
            figures |= library_screen.read_through(library, environment, "first time")
            figures |= library_screen.read_through(library, environment, "known")
            figures |= library_screen.keys(library, environment)
        if "shell" in options.only:
            figures |= in_shell(library, environment)
        if "index" in options.only:
            cpu([str(READER), "search", "--json", QUERY, library], environment)
            folder = next(Path(environment["XDG_CACHE_HOME"]).glob("reader/library/indexes/*"))
            probe = subprocess.run([sys.executable, __file__, "--probe", folder], capture_output=True, check=True)
            figures |= json.loads(probe.stdout)
        kept = subprocess.run([READER, "cache", "--json"], env=environment, capture_output=True, check=True)
        told = json.loads(kept.stdout)
        return figures | {"articles MB": told["article_bytes"] / 1e6, "index MB": told["index_bytes"] / 1e6}
    finally:
        shutil.rmtree(home)


def home_of(home: Path) -> Mapping[str, str]:
    """The environment of somebody whose home that is."""
    named = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {"HOME": str(home), **plain, **named}


def in_shell(library: str, environment: Mapping[str, str]) -> Figures:
    """What commands take when all is known; and on five articles."""
    few = [str(path) for path in sorted(Path(library).glob("*/*"))[:5]]
    commands = {"quotes": ["quotes", "--json"], "actors": ["actors", "--json"], "search": ["search", "--json", QUERY]}
    figures: Figures = {}
    for name, words in commands.items():
        cpu([str(READER), *words, library], environment)
        figures[f"reader {name}, CPU"] = cpu([str(READER), *words, library], environment)
        figures[f"reader {name} of five, CPU"] = usual([str(READER), *words, *few], environment)
    return figures


def usual(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """CPU seconds that a short command takes, the middle of some runs."""
    return sorted(cpu(command, environment) for _ in range(15))[7]


def cpu(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """CPU seconds that a command and what it starts take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=dict(environment), stdout=subprocess.DEVNULL)
    if done.returncode > 1:  # 1 says that nothing was found, which may be so in a few articles
        sys.exit(f"{' '.join(command)}: status {done.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def probed(folder: str) -> Figures:
    """In a process of its own: open an index, and type queries letter by letter."""
    from reader.search.engine import search
    from reader.search.index import Index

    search(Index(), "x")  # loads what is loaded once
    began = time.perf_counter()
    index = Index.open(folder)
    figures: Figures = {"index, open": time.perf_counter() - began, "index, documents": float(len(index))}
    search(index, QUERY)
    times: dict[bool, list[float]] = {False: [], True: []}
    for query in library_screen.QUERIES:
        for end in range(1, len(query) + 1):
            for thorough in times:
                began = time.process_time()
                search(index, query[:end], 60, thorough=thorough)
                times[thorough].append(time.process_time() - began)
    for thorough, name in ((False, "index, a letter"), (True, "index, looking further")):
        ordered = sorted(times[thorough])
        figures |= {f"{name}, {part}%": ordered[int(part / 100 * len(ordered))] for part in (50, 95)}
    return figures


def table(report: dict[int, Figures]) -> None:
    """Print all figures, sizes beside each other, and what doubling the size multiplies them by."""
    sizes = list(report)
    print("| measure |" + "".join(f" {size:,} |" for size in sizes) + " doubled |")
    print("|---|" + "---|" * (len(sizes) + 1))
    for key in report[sizes[0]]:
        values = [report[size][key] for size in sizes]
        cells = "".join(f" {shown(key, value, report[size]['pass, CPU'])} |" for size, value in report.items())
        print(f"| {key} |{cells} {growth(sizes, values)} |")


def shown(key: str, value: "Figures | float", unit: float) -> str:
    """A figure for people."""
    number = value[key] if isinstance(value, dict) else value
    if key.endswith(("MB", "at most", "documents")):
        return f"{number:,.1f}" if number < 100 else f"{number:,.0f}"
    if key.endswith("CPU"):
        return f"{number:.3f} s, {number / unit:.1f}"
    return f"{1e3 * number:.1f} ms"


def growth(sizes: Sequence[int], values: Sequence[float]) -> str:
    """What doubling the size multiplies a figure by, from the first to the last."""
    if len(sizes) < 2 or not values[0] or not values[-1]:
        return "–"
    return f"{(values[-1] / values[0]) ** (1 / math.log2(sizes[-1] / sizes[0])):.2f}"


if __name__ == "__main__":
    main()
