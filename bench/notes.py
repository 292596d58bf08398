"""What annotations cost at the command line: adding to a file of 1,000, listing and adding in one of 50,000.

``python bench/notes.py [--small N] [--large N] [--rounds N]``, with the python of the environment the reader is
installed in. Times are those of whole processes, the best of several; small ones are told as a multiple of
``python -c pass``, reading the file apart. Everything is made in a folder for temporary files.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

READER = str(Path(sys.executable).parent / "reader")
MUST_SMALL = 4.0  # times as much as python itself
MUST_LARGE = 1.0  # seconds
TEXT = "the council will vote next week on a new harbour after long debate about money and what it is for"
WORDS = TEXT.split()


class Cost(NamedTuple):
    """Seconds of a process."""

    cpu: float
    elapsed: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        article = home / "article.txt"
        article.write_text(" ".join(random.Random(1).choices(WORDS, k=900)) + "\n")
        environment = {"HOME": folder, "PATH": os.environ["PATH"]}
        small = written(home / "small.toml", chosen.small)
        large = written(home / "large.toml", chosen.large)
        base = best([sys.executable, "-c", "pass"], environment, 3 * chosen.rounds)
        raw = best([sys.executable, "-c", f"open({str(small)!r}).read()"], environment, 3 * chosen.rounds)
        parsed = f"import tomllib; tomllib.load(open({str(small)!r}, 'rb'))"
        toml = best([sys.executable, "-c", parsed], environment, 3 * chosen.rounds)
        cost = best(adding(article, small), environment, 3 * chosen.rounds)
        print(f"python -c pass: {base.cpu * 1e3:.1f} ms CPU; with tomllib reading the file: {toml.cpu * 1e3:.1f} ms")
        for what, reading in (("its bytes", raw), ("it as TOML", toml)):
            ratio = (cost.cpu - reading.cpu) / base.cpu + 1
            print(f"notes add to {chosen.small}, less reading {what}: {ratio:.2f} times python (at most {MUST_SMALL})")
        for name, command in (
            ("list", [READER, "notes", "list", "--notes-file", str(large)]),
            ("list --jsonl", [READER, "notes", "list", "--jsonl", "--notes-file", str(large)]),
            ("add", adding(article, large)),
        ):
            cost = best(command, environment, chosen.rounds)
            times = cost.cpu / base.cpu
            told = f"{cost.cpu:.2f} s CPU, {cost.elapsed:.2f} s (at most {MUST_LARGE}), {times:.0f} times python"
            print(f"notes {name}, {chosen.large}, warm: {told}")


def adding(article: Path, notes: Path) -> list[str]:
    """The command that adds an annotation."""
    return [READER, "notes", "add", str(article), "--start", "100", "--end", "150", "--notes-file", str(notes)]


def best(command: Sequence[str], environment: dict[str, str], rounds: int) -> Cost:
    """What a process costs at the least; it runs once before, which warms caches."""
    costs = []
    for number in range(rounds + 1):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        after, elapsed = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
        if number:
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            costs.append(Cost(cpu, elapsed))
    return Cost(min(cost.cpu for cost in costs), min(cost.elapsed for cost in costs))


def written(path: Path, count: int) -> Path:
    """Write a file of annotations as the program writes it, a dozen an article, made up."""
    chance = random.Random(count)

    def words(number: int) -> str:
        return " ".join(chance.choices(WORDS, k=number))

    blocks = ["# Made up\nschema = 1\n"]
    for number in range(count):
        article = f"a-{number // 12:012d}"
        if number % 12 == 0:
            digest = f"{chance.getrandbits(256):064x}"
            where = f'path = "news/{article}.txt"\nsha256 = "{digest}"\n'
            blocks.append(f'[[article]]\nid = "{article}"\ntitle = "{words(6)}"\n{where}')
        at = number % 12 * 400 + chance.randrange(300)
        tags = 'tags = ["harbour", "check"]\n' if chance.random() < 0.3 else ""
        note = f'note = """\n{words(9)}:\n{words(12)}\n"""\n' if chance.random() < 0.2 else f'note = "{words(8)}"\n'
        blocks.append(
            f'[[annotation]]\nid = "n-{number:012d}"\narticle = "{article}"\ncreated = 2025-03-01T09:30:12Z\n'
            f'{tags}{note}exact = "{words(11)}"\nprefix = "{words(11)}"\nsuffix = "{words(11)}"\n'
            f'at = [{at}, {at + 60}]\ntext = "{chance.getrandbits(256):064x}"\n'
        )
    path.write_text("\n".join(blocks))
    return path


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"({time.monotonic() - started:.0f} s)")
