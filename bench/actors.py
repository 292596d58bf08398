"""How fast the actors of an article are found: words a CPU second, growth with length, start-up.

Run with the project's Python; the texts are made up here, and the figures are CPU time of one run each.
"""

import random
import subprocess
import sys
import time

from reader.analysis.actors import find_actors
from reader.model import Article, Paragraph

_FIRST = ["Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Hassan", "Irene", "James", "Karim", "Laura"]
_LAST = ["Abernathy", "Bukowska", "Castellanos", "Dubrovin", "Eastwick", "Farrokh", "Gundersen", "Hallorann", "Ibarra"]
_FILL = "the talks were long and the weather was cold while nobody knew what would come of them"
_START_UP = """
import time
before = time.process_time()
from reader.analysis.actors import find_actors
from reader.model import Article, Paragraph
text = "President Anna Ibarra met Mr. Karim of Norway in Oslo."
find_actors(Article("-", text, "", "derived", (Paragraph(0, len(text)),), 10))
print(time.process_time() - before)
"""


def _prose(size: int) -> str:
    """News-like prose of about a number of characters."""
    chance = random.Random(1)  # the same text in every run
    lines = []
    length = 0
    while length < size:
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        line = f"“It is done,” {name} said in Geneva. The U.S. minister told {chance.choice(_LAST)} that " + " ".join(
            _FILL
        )
        lines.append(line + ".")
        length += len(line) + 2
    return "\n".join(lines)


def _hostile() -> dict[str, str]:
    """A megabyte each of what could cost more than it should."""
    distinct = (
        f"{a}{b}{c}{d}" for a in "ABCDEFGHIJKLMNOPQRST" for b in "aeiou" for c in "bdfglmnprt" for d in "aeiouxyz"
    )
    words = list(distinct)
    return {
        "capitals": "A" * 1_000_000,
        "capitalised words": "Zorbon " * 140_000,
        "one name again": "Anna Ibarra said. " * 55_000,
        "distinct names": " ".join(f"Anna {word} met {word} Ibarra;" for word in words * 4),
        "one surname": " ".join(f"{word} Ibarra spoke." for word in words * 5),
        "of and of": "University of " * 70_000,
        "particles": "van der " * 120_000,
        "determiners": "the prime defense " * 55_000,
        "hyphens": "Al-" * 330_000,
    }


def _seconds(text: str) -> float:
    """The CPU seconds it takes to find the actors of a text."""
    spans = []
    at = 0
    for line in text.split("\n"):
        spans.append(Paragraph(at, at + len(line)))
        at += len(line) + 1
    article = Article("-", text, "", "derived", tuple(spans), len(text.split()))
    before = time.process_time()
    find_actors(article)
    return time.process_time() - before


def main() -> None:
    """Measure and print."""
    started = subprocess.run([sys.executable, "-c", _START_UP], capture_output=True, text=True, check=True)
    print(f"start-up and first article: {float(started.stdout):.3f} s")
    _seconds(_prose(1_000))
    base = None
    for size in (10_000, 100_000, 1_000_000):
        text = _prose(size)
        seconds = _seconds(text)
        rate = len(text.split()) / seconds
        base = base or rate
        print(f"{size:>9,} characters: {rate:>9,.0f} words a second, {rate / base:.2f} of the first")
    for name, text in _hostile().items():
        print(f"{name:>20}: {_seconds(text) * 1_000_000 / len(text):.2f} s a million characters")


if __name__ == "__main__":
    main()
