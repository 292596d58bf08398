"""What the user has corrected, for whoever shows what was found; where nothing is, nothing is loaded for it."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader import locations
from reader.model import Analysis, Article

if TYPE_CHECKING:
    from reader.corrections import Correction, Fault


def is_any() -> bool:
    """Whether there may be corrections."""
    return os.access(locations.corrections_file(), os.F_OK)


def said() -> str:
    """What tells these corrections from others."""
    import hashlib

    try:
        with open(locations.corrections_file(), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def put_right(article: Article, analysis: Analysis) -> "tuple[Analysis, Sequence[Correction]]":
    """Change what was found as the user has said.

    Args:
        article: The article.
        analysis: What was found in it.

    Returns:
        What holds, and the corrections that made it so.
    """
    if not is_any():
        return analysis, ()
    from reader import corrections
    from reader.corrections.holding import holding

    return corrections.applied(article, analysis, holding())


def faults() -> "Sequence[Fault]":
    """What is wrong with the file of corrections."""
    if not is_any():
        return ()
    from reader.corrections.holding import holding

    return holding().faults
