"""Work on many things in processes."""

import time

from reader.cli import parallel


def worked(item: int) -> int:
    """The same number; one of them takes a while."""
    time.sleep(0.3 if item == 1 else 0)
    return item


def test_one_slow_item_does_not_stop_the_others() -> None:
    items = list(range(400))  # more than may be done ahead of their turn
    assert list(parallel.each(items, worked, lambda item: -1, lambda item: False)) == items
