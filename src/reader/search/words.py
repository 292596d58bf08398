"""Words as search knows them: folded, so that case, accents, apostrophes and marks don't count."""

import re
from collections.abc import Iterator

from reader.text import fold

LONGEST = 64
"""Letters of a word that count."""

WORD = re.compile(r"[^\W_]+(?:['’‘`\u0300-\u036f]+[^\W_]+)*")
"""A word with the apostrophes and combining marks inside it; hyphens part words."""


def folded(word: str) -> str:
    """Fold one word.

    Args:
        word: What `WORD` found.

    Returns:
        Its letters and digits without case and accents; empty where it has none.
    """
    plain = word.lower() if word.isascii() else fold(word).text
    return plain[:LONGEST] if plain.isalnum() else "".join(filter(str.isalnum, plain))[:LONGEST]


def words(text: str) -> Iterator[str]:
    """The words of a text, folded, in order."""
    return filter(None, map(folded, WORD.findall(text)))
