"""What a list offers to pick from."""

from typing import NamedTuple

from reader.page.paint import Run


class Option(NamedTuple):
    """One thing to pick."""

    text: str
    detail: str = ""
    """More about it, said quietly."""
    sign: tuple[Run, ...] = ()
    """What stands before it."""
