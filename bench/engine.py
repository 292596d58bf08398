"""What the analysis costs: CPU time to start, and words a CPU second at growing lengths of one article."""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Sequence

import reader.text
from reader.analysis import analyze
from reader.model import Article, Paragraph

reader.text.ANALYZED = reader.text.SIGNS = 1 << 40  # all of the article is analyzed, however long

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
"""Lengths in characters."""
_RUNS = 10
_FIRST = """
from reader.analysis import analyze
from reader.model import Article, Paragraph
text = "“We go,” President Joe Biden said in Ohio on Monday. Donald Trump told Fox News that he would stay."
analyze(Article("-", text, "", "text", (Paragraph(0, len(text)),), 20))
"""
_NAMES = ("Ann Lee", "Karl Braun", "Maria Lopez", "Tom O'Neill", "Priya Nair", "Jaap van Dam")
_BODIES = ("Acme Corp.", "the Foreign Ministry", "Reuters", "the United Nations", "the city council")
_SAYINGS = (
    "“We go on,” {0} of {1} said on Monday.",
    "{0} told {1} that the plan had failed, and that nobody was to blame.",
    "According to {1}, the vote was late. “It is over,” {0} said. “We lost.”",
    "The talks, which began in May, ended without a word from {1}.",
)


def start_up() -> tuple[float, float]:
    """Measure the first analysis of a process, imports included.

    Returns:
        CPU seconds beyond those of ``python -c pass``, and the ratio of the two whole processes; medians.
    """
    bare = sorted(_cpu("pass") for _ in range(_RUNS))[_RUNS // 2]
    whole = sorted(_cpu(_FIRST) for _ in range(_RUNS))[_RUNS // 2]
    return whole - bare, whole / bare


def _cpu(code: str) -> float:
    """The CPU seconds of a new process that runs the code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def generated(number: int) -> list[str]:
    """Texts to measure with where there is no corpus."""
    chance = random.Random(7)  # the same in every run
    return [
        "\n".join(
            " ".join(
                chance.choice(_SAYINGS).format(chance.choice(_NAMES), chance.choice(_BODIES))
                for _ in range(chance.randint(1, 4))
            )
            for _ in range(12)
        )
        for _ in range(number)
    ]


def by_size(texts: Sequence[str]) -> list[tuple[int, int, float]]:
    """Measure single articles of growing length, made of shuffled texts that repeat.

    Args:
        texts: What the articles are made of.

    Returns:
        For each size the characters, the words, and the words a CPU second (the best of several runs).
    """
    rows: list[tuple[int, int, float]] = []
    for size in SIZES:
        article = _article(texts, size)
        best = min(_seconds(article) for _ in range(max(1, min(5, 1_000_000 // size))))
        rows.append((len(article.text), article.words, article.words / best))
    return rows


def _seconds(article: Article) -> float:
    began = time.process_time()
    analyze(article)
    return time.process_time() - began


def _article(texts: Sequence[str], size: int) -> Article:
    """An article of about so many characters."""
    chance = random.Random(7)  # the same in every run
    lines: list[str] = []
    length = 0
    while length < size:
        for text in chance.sample(texts, len(texts)):
            lines += [line for line in text.split("\n") if line.strip()]
            length += len(text)
            if length >= size:
                break
    paragraphs: list[Paragraph] = []
    at = 0
    for line in lines:
        paragraphs.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    whole = "\n".join(lines)
    return Article("-", whole, "", "text", tuple(paragraphs), len(whole.split()))
