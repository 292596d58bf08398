"""The corrections that hold now, for those who only apply them; where there are none, nothing is loaded for it."""

import os

from reader import locations
from reader.corrections.values import Corrections


def holding() -> Corrections:
    """The corrections in the user's file; it is read again only when it has changed."""
    path = locations.corrections_file()
    if not os.access(path, os.F_OK):
        return Corrections()
    from reader.corrections.store import current

    return current(path)
