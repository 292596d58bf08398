"""How a large library behaves: reading it cold and warm, and what is kept of it.

``python bench/library.py [--sizes N ...] [--json FILE]``: makes libraries of so many articles from the corpus that
READER_CORPUS names (a folder with news/*.txt), its sentences shuffled so that no two articles are the same, and
measures `reader quotes` and `reader search`, cold and warm, and how long the processes beside the screen take to list a
library that they know. Figures are given as they are and as ratios to `python -c pass` in the same run.
"""

import argparse
import asyncio
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

READER = Path(sys.executable).parent / "reader"
QUERY = "presidnt said government"
SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
AGE = 3.0  # seconds after which files count as left alone

Figures = dict[str, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 2_000], help="articles (1000 2000)")
    parser.add_argument("--seed", type=int, default=7, help="of the random numbers")
    parser.add_argument("--json", metavar="FILE", help="write all figures there")
    parser.add_argument("--probe", nargs="+", metavar="ROOT", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.probe:
        print(json.dumps(asyncio.run(listed(options.probe))))
        return
    report = {size: measured(size, options.seed) for size in options.sizes}
    table(report)
    if options.json:
        Path(options.json).write_text(json.dumps(report, indent=1))


def make(folder: Path, size: int, seed: int) -> int:
    """Write a library; returns its bytes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(Path(corpus()).glob("news/*.txt"))]
    chance = random.Random(seed)
    sentences = [sentence for text in sources for sentence in SENTENCE.split(text) if 20 < len(sentence) < 600]
    written = 0
    for number in range(size):
        if number % 500 == 0:
            (folder / f"{number // 500:03}").mkdir(parents=True)
        shape = chance.choice(sources).split("\n\n")
        paragraphs = [" ".join(chance.choices(sentences, k=max(1, len(SENTENCE.split(part))))) for part in shape]
        data = "\n\n".join([" ".join(chance.choice(sentences).split()[:9]), *paragraphs]).encode()
        (folder / f"{number // 500:03}" / f"{number:06}.txt").write_bytes(data)
        written += len(data)
    return written


def corpus() -> str:
    """Where the articles come from."""
    folder = os.environ.get("READER_CORPUS")
    if not folder:
        sys.exit("READER_CORPUS has to name the folder of the corpus")
    return folder


def measured(size: int, seed: int) -> Figures:
    """All figures of a library."""
    home = Path(tempfile.mkdtemp(prefix="reader-library-"))
    try:
        figures: Figures = {"text MB": make(home / "library", size, seed) / 1e6}
        time.sleep(AGE)
        named = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
        environment = os.environ | named
        library = str(home / "library")
        figures["pass"] = min(taken([sys.executable, "-c", "pass"], environment) for _ in range(5))
        for name in ("cold", "warm"):
            figures[f"quotes {name}"] = taken([str(READER), "quotes", "--json", library], environment)
        figures["articles MB"] = told(environment)["article_bytes"] / 1e6
        for name in ("first", "warm"):
            figures[f"search {name}"] = taken([str(READER), "search", "--json", QUERY, library], environment)
        figures["index MB"] = told(environment)["index_bytes"] / 1e6
        for name in ("first", "warm"):
            probe = subprocess.run(
                [sys.executable, __file__, "--probe", library], env=environment, capture_output=True, check=True
            )
            figures |= {f"{key} {name}": value for key, value in json.loads(probe.stdout).items()}
        return figures
    finally:
        shutil.rmtree(home)


def taken(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def told(environment: dict[str, str]) -> dict[str, float]:
    """What `reader cache` says."""
    done = subprocess.run([READER, "cache", "--json"], env=environment, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


async def listed(roots: Sequence[str]) -> Figures:
    """What the processes beside the screen do for a library: seconds until it can be searched, and is listed."""
    from reader.library import discover
    from reader.tui import background

    paths = [entry.path for entry in discover(roots).entries]
    beside = background.start()
    began = time.perf_counter()
    try:
        await beside.search.open(roots)
        await beside.search.find(QUERY, (), 10)
        figures = {"index open": time.perf_counter() - began}
        rest = iter(range(len(paths)))
        async for _ in beside.summaries(paths, lambda count: list(islice(rest, count))):
            figures.setdefault("first listed", time.perf_counter() - began)
        figures["all listed"] = time.perf_counter() - began
        figures["look"] = (await beside.look(roots, b"", None)).seconds
        asked = time.perf_counter()
        await beside.search.find(QUERY, (), 10)
        figures["find"] = time.perf_counter() - asked
        return figures
    finally:
        beside.close()


def table(report: dict[int, Figures]) -> None:
    """Print all figures, sizes beside each other, and times as ratios too."""
    sizes = list(report)
    print("| measure |" + "".join(f" {size:,} |" for size in sizes))
    print("|---|" + "---|" * len(sizes))
    for key in report[sizes[0]]:
        cells = []
        for size in sizes:
            value, unit = report[size][key], report[size]["pass"]
            cells.append(f" {value:.1f} |" if key.endswith("MB") else f" {value:.3f} s, {value / unit:.1f} |")
        print(f"| {key} |" + "".join(cells))


if __name__ == "__main__":
    main()
