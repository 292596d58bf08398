"""``reader cache``: how much is kept of what was read, and forgetting it."""

from typing import Literal

from reader.cache import indexes, keeping
from reader.cache.store import Size, Store
from reader.cli import output

Form = Literal["plain", "json"]


def run(deed: str, form: Form) -> int:
    """Tell of the cache, or clear it.

    Args:
        deed: ``info`` or ``clear``.
        form: How to print.

    Returns:
        0, or 1 where the cache can't be used.
    """
    return _clear() if deed == "clear" else _tell(form)


def _tell(form: Form) -> int:
    """Say where the cache is and how large."""
    articles, found = keeping.ask(Store.size, None), indexes.size()
    if articles is None:
        output.error(f"{keeping.folder()}: the cache can't be used; everything works without it")
    counted = articles or Size(0, 0)
    if form == "json":
        import json

        told = {
            "path": keeping.folder(),
            "articles": counted.articles,
            "article_bytes": counted.bytes,
            "indexes": found.indexes,
            "index_bytes": found.bytes,
        }
        output.write(json.dumps(told))
    else:
        output.line(keeping.folder())
        output.line(f"{counted.articles:>9,} articles         {_shown(counted.bytes):>9}")
        output.line(f"{found.indexes:>9,} search indexes   {_shown(found.bytes):>9}")
    return 0 if articles is not None else 1


def _clear() -> int:
    """Forget everything."""
    from reader.tui import first_page

    try:
        first_page.clear()
        indexes.clear()
    except OSError as fault:
        output.error(f"{keeping.folder()}: {(fault.strerror or 'can not be cleared').lower()}")
        return 1
    if not keeping.ask(_cleared, False):
        output.error(f"{keeping.folder()}: the cache can't be cleared now; somebody else is writing to it")
        return 1
    return 0


def _cleared(store: Store) -> bool:
    store.clear()
    return True


def _shown(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 1e6:,.1f} MB"
