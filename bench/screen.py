"""How quick the reader is on the screen, against a minimal Textual app in the same run.

``python bench/screen.py [PATH] [--rounds N] [--only NAME ...] [--large] [--json FILE]``, with the python of the
environment the reader is installed in. What is measured and how is told in docs/performance.md.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pty_session import COLUMNS, ROWS, Moment, Session, SessionError

HERE = Path(__file__).resolve().parent
READER = Path(sys.executable).parent / "reader"
BASE = "minimal"
NAMES = ("five", "100k", "1m", "large", "again")
KEYS, KEY_GAP = 60, 0.03
RESIZES, RESIZE_GAP = 20, 0.15
OTHER_SIZE = (100, 36)
AFTERWARDS = 0.25  # seconds in which what the last key set off still counts
PATIENCE = 120.0

Sample = dict[str, float]


class Case(NamedTuple):
    """A program and what to do with it."""

    name: str
    command: tuple[str, ...]
    mark: str
    """A word of its first page."""
    pages: bytes
    """Keys that turn pages, used in turn."""
    counts: bool = False
    """It counts keys behind the mark; else they move the mark up."""
    left: int = 0
    """The column that the text begins in; a word of it may also stand in a list beside it …"""
    right: int = COLUMNS
    """… and the one that it ends before."""


class Measure(NamedTuple):
    """One row of the report for each case."""

    key: str
    what: str
    unit: str
    scale: float
    shown: bool = True


class Target(NamedTuple):
    """What a ratio must not exceed, and what would be better still."""

    must: float | None = None
    aim: float | None = None


MEASURES = (
    Measure("first", "first paint, net", "ms", 1e3),
    Measure("usable", "usable, net", "ms", 1e3),
    Measure("any_key", "any key, net", "ms", 1e3),
    Measure("idle", "idle, net", "ms", 1e3),
    Measure("idle_cpu", "idle, CPU", "ms", 1e3),
    Measure("settled_cpu", "all work done, CPU", "ms", 1e3),
    Measure("line", "line key, CPU", "ms", 1e3),
    Measure("page", "page key, CPU", "ms", 1e3),
    Measure("resize", "resize, CPU", "ms", 1e3),
    Measure("memory", "peak memory", "MB", 1e-6),
    Measure("exit", "exit, net", "ms", 1e3),
    Measure("exit_cpu", "exit, CPU", "ms", 1e3),
    Measure("children_cpu", "its children's CPU", "ms", 1e3, shown=False),
    Measure("line_frames", "frames a line key", "", 1, shown=False),
    Measure("page_frames", "frames a page key", "", 1, shown=False),
    Measure("resize_frames", "frames a resize", "", 1, shown=False),
)

TARGETS: Mapping[tuple[str, str], Target] = {
    ("five", "first"): Target(None, 0.10),
    ("five", "usable"): Target(1.4, 1.1),
    ("five", "exit"): Target(None, 0.15),
    ("five", "memory"): Target(1.25, 1.15),
    ("100k", "idle"): Target(1.5, 1.3),
    ("100k", "line"): Target(1.3, 1.25),
    ("100k", "page"): Target(None, 1.6),
    ("100k", "resize"): Target(None, 2.5),
    ("100k", "memory"): Target(1.25, 1.15),
    ("1m", "line"): Target(1.3, 1.25),
    ("large", "first"): Target(None, 0.12),
    ("large", "usable"): Target(None, 1.25),
    ("large", "memory"): Target(None, 1.25),
}
VERSION_TARGET = 2.0


# One session


def start(case: Case, home: Path) -> Session:
    """Start a case with a home of its own, so that what it remembers is the same each time."""
    named = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **named}
    return Session(case.command, environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})


def row_of(rows: Sequence[str], case: Case) -> int | None:
    """The first row with the mark in its text."""
    return next((number for number, row in enumerate(rows) if case.mark in row[case.left : case.right]), None)


def usable(case: Case, home: Path) -> Sample:
    """Until a key has an effect: it is pressed as soon as something is seen, and every 50 ms until it has."""
    with start(case, home) as session:
        found: list[int | None] = []

        def painted(rows: Sequence[str]) -> bool:
            found.append(row_of(rows, case))
            return found[-1] is not None

        first = session.wait_for(painted, PATIENCE)
        at = found[-1]

        def moved(rows: Sequence[str]) -> bool:
            if case.counts:
                return any(re.search(rf"{case.mark} [1-9]", row) for row in rows)
            row = row_of(rows, case)
            gone = row is None and any(map(str.strip, rows))  # several keys may act in one frame
            return at is not None and (gone or (row is not None and row < at))

        session.send(b"j")
        effect = session.wait_for(moved, PATIENCE, meanwhile=lambda: session.send(b"j"))
        session.until_idle(PATIENCE, with_children=True)
        session.quit(b"q")
        return {"first": first.net, "usable": effect.net, "first_wall": first.wall, "usable_wall": effect.wall}


def any_key(case: Case, home: Path) -> Sample:
    """Until a key has an effect that no page can have made ready: ``/`` is pressed as soon as something is seen."""
    with start(case, home) as session:
        session.wait_for(lambda rows: row_of(rows, case) is not None, PATIENCE)
        session.send(b"j" if case.counts else b"/")

        def asked(rows: Sequence[str]) -> bool:
            return any(re.search(rf"{case.mark} [1-9]", row) for row in rows) if case.counts else rows[-1][:2] == " /"

        effect = session.wait_for(asked, PATIENCE, meanwhile=lambda: case.counts and session.send(b"j"))
        session.until_idle(PATIENCE, with_children=True)
        session.quit(b"q" if case.counts else b"\x11")
        return {"any_key": effect.net}


def spent(session: Session, deeds: Iterator[Callable[[], None]], gap: float) -> tuple[float, float]:
    """CPU of each of some deeds, and how many frames each drew."""
    before, chunks = session.now(), len(session.chunks)
    count = 0
    for deed in deeds:
        deed()
        count += 1
        time.sleep(gap)
    time.sleep(AFTERWARDS)
    return (session.now() - before).cpu / count, session.frames(chunks) / count


def press(session: Session, keys: bytes, count: int) -> tuple[float, float]:
    """CPU and frames of each of some keys."""
    return spent(session, (partial(session.send, bytes([key])) for key in islice(cycle(keys), count)), KEY_GAP)


def sizes(session: Session) -> tuple[float, float]:
    """CPU and frames of each of some changes of size; the last one brings back the first size."""
    steps = islice(cycle((OTHER_SIZE, (COLUMNS, ROWS))), RESIZES)
    return spent(session, (partial(session.resize, *size) for size in steps), RESIZE_GAP)


def work(case: Case, home: Path) -> Sample:
    """Everything else: idle, keys, sizes, memory, exit."""
    with start(case, home) as session:
        session.wait_for(lambda rows: row_of(rows, case) is not None, PATIENCE)
        idle = session.until_idle(PATIENCE)
        settled = session.until_idle(PATIENCE, with_children=True)
        children = sum(session.children().values())
        line = press(session, b"j", KEYS)
        page = press(session, case.pages, KEYS)
        size = sizes(session)
        memory = session.memory()
        leaving: Moment = session.quit(b"q")
        faults = session.left_behind()
        if faults:
            raise SessionError(f"{case.name} left the terminal changed: {', '.join(faults)}")
        return {
            "idle": idle.net,
            "idle_cpu": idle.cpu,
            "settled_cpu": settled.cpu,
            "settled_wall": settled.wall,
            "children_cpu": children,
            "line": line[0],
            "line_frames": line[1],
            "page": page[0],
            "page_frames": page[1],
            "resize": size[0],
            "resize_frames": size[1],
            "memory": memory,
            "exit": leaving.net,
            "exit_wall": leaving.wall,
            "exit_cpu": leaving.cpu,
        }


class Homes:
    """The home that a first, unmeasured session of each case leaves; put back before each one that is measured."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder."""
        self._folder = folder

    def warm(self, case: Case) -> None:
        """Run a case once: caches of files and bytecode are filled, its state is made."""
        home = self._folder / case.name
        home.mkdir()
        with start(case, home) as session:
            session.wait_for(lambda rows: row_of(rows, case) is not None, PATIENCE)
            session.until_idle(PATIENCE, with_children=True)
            session.quit(b"q")
        shutil.copytree(home, self._left(case))

    def _left(self, case: Case) -> Path:
        return self._folder / f"{case.name}.left"

    def measured(self, case: Case, measure: Callable[[Case, Path], Sample]) -> Sample:
        """Measure a case in its home as the first session left it."""
        home = self._folder / case.name
        shutil.rmtree(home)
        shutil.copytree(self._left(case), home)
        return measure(case, home)


# What is read

_SUBJECTS = ("The committee", "The ministry", "Residents", "Officials", "Two engineers", "The regional council")
_VERBS = ("approved", "postponed", "questioned", "published", "rejected", "financed", "described", "revised")
_OBJECTS = (
    "the plan for a second bridge",
    "a report on the water supply",
    "the budget of the coming year",
    "new rules for the market",
    "the contract with the ferry company",
    "an inquiry into the fire",
    "the repair of the old railway line",
)
_ENDS = (
    "after a long debate on Tuesday",
    "despite doubts about its cost",
    "without a formal vote",
    "in a letter to its members",
    "at a meeting that lasted until midnight",
    "for the third time since spring",
)
_FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Henrik", "Ines", "Jonas", "Karim", "Laura")
_LAST = ("Keller", "Moreno", "Okafor", "Petrov", "Quinn", "Rossi", "Silva", "Tanaka", "Ueda", "Weber", "Yilmaz")
_SAID = ("said", "told reporters", "warned", "argued", "added", "insisted")
MARK = "Quillfeather"
_TEXT = (26, 96)  # columns of the text between the two lists


def sentences(chance: random.Random) -> Iterator[str]:
    """Sentences as in news, some with names and quotes, without end."""
    while True:
        what = f"{chance.choice(_VERBS)} {chance.choice(_OBJECTS)} {chance.choice(_ENDS)}"
        plain = f"{chance.choice(_SUBJECTS)} {what}."
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        kind = chance.random()
        if kind < 0.12:
            yield f"“We never {what},” {name} {chance.choice(_SAID)}."
        elif kind < 0.2:
            yield f"{name} {what}."
        else:
            yield plain


def article(words: int, seed: int) -> str:
    """An article of at least so many words; the same for the same seed."""
    chance = random.Random(seed)
    supply = sentences(chance)
    paragraphs = [f"Council {seed} weighs the bridge", f"The mayor, {MARK}, opened the session. {next(supply)}"]
    count = 0
    while count < words:
        paragraph = " ".join(islice(supply, chance.randint(2, 6)))
        paragraphs.append(paragraph)
        count += paragraph.count(" ") + 1
    return "\n\n".join(paragraphs) + "\n"


def mark_in(path: Path) -> str:
    """A word that the first article below a path has once, near its beginning."""
    first = path if path.is_file() else min(path.glob("*.txt"))
    text = first.read_text("utf-8")
    body = text[text.index("\n", text.index("\n") + 1) :][:1_200]
    words: list[str] = re.findall(r"[a-z]{8,}", body)
    return next(word for word in words if text.count(word) == 1)


def reader_case(name: str, path: Path, mark: str, pages: bytes = b" ") -> Case:
    """The reader with something to read."""
    return Case(name, (str(READER), str(path)), mark, pages, left=_TEXT[0], right=_TEXT[1])


def cases(folder: Path, path: Path, extra: Container[str]) -> Iterator[Case]:
    """All that can be measured, of the extra ones those named; what they read is written into a folder."""
    minimal = Case(BASE, (sys.executable, str(HERE / "minimal_app.py")), "pressed", b" ", counts=True)
    yield minimal
    if "again" in extra:
        yield minimal._replace(name="again")
    # A short article has too few pages for as many keys: they go forward and back.
    yield reader_case("five", path, mark_in(path), b" b")
    for name, words in (("100k", 100_000), ("1m", 1_000_000)):
        file = folder / f"{name}.txt"
        file.write_text(article(words, words), "utf-8")
        yield reader_case(name, file, MARK)
    if "large" in extra:
        library = folder / "library"
        library.mkdir()
        for number in range(10_000):
            (library / f"{number:05}.txt").write_text(article(600 if number == 0 else 120, number), "utf-8")
        yield reader_case("large", library, MARK, b" b")


# Commands without a screen


def command_cpu(command: list[str]) -> float:
    """CPU that a whole process takes."""
    nothing = os.open(os.devnull, os.O_RDWR)
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)])
    _, status, usage = os.wait4(pid, 0)
    os.close(nothing)
    if status:
        raise SessionError(f"{' '.join(command)} failed")
    return usage.ru_utime + usage.ru_stime


def version(count: int = 20) -> tuple[list[float], list[float]]:
    """CPU of ``python -c pass`` and of ``reader --version``, in turn."""
    commands = ([sys.executable, "-c", "pass"], [str(READER), "--version"])
    pairs = [[command_cpu(command) for command in commands] for _ in range(count)]
    return [one for one, _ in pairs], [two for _, two in pairs]


# The report


def compare(samples: Mapping[str, Sequence[Sample]], case: str, key: str) -> tuple[float, float, float]:
    """Ratio of the medians to the minimal app's, and the least and greatest ratio of one round."""
    ours, base = ([sample[key] for sample in samples[name]] for name in (case, BASE))
    rounds = [one / two for one, two in zip(ours, base, strict=True) if two]
    return statistics.median(ours) / statistics.median(base), min(rounds), max(rounds)


def verdict(ratio: float, target: Target) -> str:
    """Whether a ratio is within its targets."""
    if target.must is not None and ratio > target.must:
        return "MISSED"
    if target.aim is not None and ratio > target.aim:
        return "met, not the aim" if target.must is not None else "not the aim"
    return "met" if target.must or target.aim else ""


def line_of(samples: Mapping[str, Sequence[Sample]], case: str, measure: Measure) -> str:
    """One row of the table."""
    median = statistics.median(sample[measure.key] for sample in samples[case])
    cells = [case, measure.what, f"{median * measure.scale:.2f} {measure.unit}".strip()]
    if case == BASE or not measure.shown:
        return f"| {' | '.join([*cells, '', '', '', '', ''])} |"
    ratio, least, most = compare(samples, case, measure.key)
    target = TARGETS.get((case, measure.key), Target())
    goals = [f"{goal:.2f}" if goal else "" for goal in target]
    return f"| {' | '.join([*cells, f'{ratio:.2f}', f'{least:.2f}–{most:.2f}', *goals, verdict(ratio, target)])} |"


def report(samples: Mapping[str, Sequence[Sample]], versions: tuple[Sequence[float], Sequence[float]]) -> Iterator[str]:
    """The table."""
    yield "| case | measure | median | ratio | rounds | target | aim | |"
    yield "|---|---|---|---|---|---|---|---|"
    for case in samples:
        for measure in MEASURES:
            yield line_of(samples, case, measure)
    if samples.keys() >= {"100k", "1m"}:
        medians = [statistics.median(sample["line"] for sample in samples[name]) for name in ("1m", "100k")]
        ratio = medians[0] / medians[1]
        yield f"| 1m | line key, to 100k's | | {ratio:.2f} | | | 1.10 | {verdict(ratio, Target(None, 1.1))} |"
    python, reader = map(statistics.median, versions)
    ratio = reader / python
    row = f"{reader * 1e3:.1f} ms | {ratio:.2f} | | {VERSION_TARGET:.2f} | | {verdict(ratio, Target(VERSION_TARGET))} |"
    yield f"| `reader --version` | CPU, to `python -c pass` ({python * 1e3:.1f} ms) | {row}"


def arguments() -> argparse.Namespace:
    """What the user wants."""
    parser = argparse.ArgumentParser(description="Measure the reader on the screen against a minimal Textual app.")
    parser.add_argument("path", nargs="?", type=Path, default=HERE.parent / "seeds", help="five articles (seeds/)")
    parser.add_argument("--rounds", type=int, default=5, help="sessions of each case (5)")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=NAMES, help="cases to run: %(choices)s")
    parser.add_argument("--large", action="store_true", help="also a library of 10,000 articles")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample to a file")
    return parser.parse_args()


def measure_all(wanted: Sequence[Case], homes: Homes, rounds: int) -> Mapping[str, Sequence[Sample]]:
    """Every case in each round, beginning with another one each time."""
    samples: dict[str, list[Sample]] = {case.name: [] for case in wanted}
    for case in wanted:
        homes.warm(case)
    for number in range(rounds):
        shift = number % len(wanted)
        for case in (*wanted[shift:], *wanted[:shift]):
            print(f"round {number + 1}/{rounds}: {case.name}", file=sys.stderr)
            samples[case.name].append(
                {**homes.measured(case, usable), **homes.measured(case, any_key), **homes.measured(case, work)}
            )
    return samples


def main() -> int:
    """Measure and print."""
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="reader-bench-") as temporary:
        folder = Path(temporary)
        (folder / "homes").mkdir()
        extra = [*(options.only or ()), *(["large"] if options.large else [])]
        every = cases(folder, options.path.resolve(), extra)
        wanted = [case for case in every if not options.only or case.name in (BASE, *extra)]
        samples = measure_all(wanted, Homes(folder / "homes"), options.rounds)
        versions = version()
    print("\n".join(report(samples, versions)))
    if options.json:
        options.json.write_text(json.dumps({"samples": samples, "version": versions}, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
