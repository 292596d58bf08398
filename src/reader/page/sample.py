"""An invented page in which every style stands once, to look at a theme.

It lies in ``sample.txt``, a row a line: the style of the ground, then the text, in which ``[style|…]`` paints over what
is around it.
"""

import re
from collections.abc import Iterator

from reader.page.paint import Run

_FILE = f"{__file__.rpartition('.')[0]}.txt"
_AT = 8  # where the text of a row begins
_PIECE = re.compile(r"\[([a-z0-9.-]+)\||\]")


def rows() -> Iterator[tuple[str, list[Run]]]:
    """The page's rows: the style of the ground of each, and its runs."""
    with open(_FILE, encoding="utf-8") as file:
        for line in file.read().splitlines():
            yield line[:_AT].strip(), list(_runs(line[_AT:]))


def _runs(text: str) -> Iterator[Run]:
    """Text with its styles."""
    styles: list[str] = []
    done = 0
    for found in _PIECE.finditer(text):
        if done < found.start():
            yield Run(text[done : found.start()], tuple(styles))
        if found[1]:
            styles.append(found[1])
        else:
            styles.pop()
        done = found.end()
    if done < len(text):
        yield Run(text[done:], tuple(styles))
