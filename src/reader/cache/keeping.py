"""The cache as this process has it open: one connection a thread, none across a fork, none where it fails."""

import os
import threading
import time
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reader import locations
from reader.cache.engine import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cache.store import Store

T = TypeVar("T")

_PAUSE = 5.0  # seconds for which a cache that failed is left alone


class _Opened(NamedTuple):
    """A connection."""

    folder: str
    store: "Store | None"
    """None where it failed."""
    at: float


_here = threading.local()


def folder() -> str:
    """Where the cache lies."""
    return os.path.join(locations.cache(), "library")


def ask(question: "Callable[[Store], T]", otherwise: T) -> T:
    """Ask the cache something, or tell it.

    Args:
        question: What to do with it.
        otherwise: What to answer where there is no cache, or not now.

    Returns:
        The answer.
    """
    store = _store()
    if store is None:
        return otherwise
    from reader.cache.store import StoreError

    try:
        return question(store)
    except StoreError:
        return otherwise


def tell(message: "Callable[[Store], None]") -> None:
    """Tell the cache something; if that fails, nothing is told to it for a while, lest each time is waited for."""
    from reader.cache.store import StoreError

    store = _store()
    if store is None or time.monotonic() < getattr(_here, "quiet_until", 0.0):
        return
    try:
        message(store)
    except StoreError:
        _here.quiet_until = time.monotonic() + _PAUSE


def _store() -> "Store | None":
    """The cache, None where there is none."""
    opened: _Opened | None = getattr(_here, "opened", None)
    place = folder()
    if opened is not None and opened.folder == place:
        if opened.store is not None or time.monotonic() < opened.at + _PAUSE:
            return opened.store
    else:
        _close()
    from reader.cache.store import Store, StoreError

    try:
        store: Store | None = Store(place, fingerprint())
    except StoreError:
        store = None
    _here.opened = _Opened(place, store, time.monotonic())
    _here.quiet_until = 0.0
    return store


def _close() -> None:
    """Let go of the connection."""
    opened: _Opened | None = getattr(_here, "opened", None)
    if opened is not None and opened.store is not None:
        opened.store.close()
    _here.opened = None


os.register_at_fork(before=_close)  # SQLite must not meet a file again that another process has open through it
