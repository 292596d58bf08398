"""Making many values at once without looking for garbage among them."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def calm() -> Iterator[None]:
    """Leave garbage alone for a while: where many values are made and kept, looking for it takes most of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
