"""Work on many things in processes, one a core; the results come in order.

The pools of the standard library are no help here: their processes share one pipe, so that one ended in the middle of
a result leaves the program waiting for the rest. Here each has a pipe of its own, and this process needs no threads.
"""

import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 4  # items that a process is given at a time
_AHEAD = 8  # chunks for each process that may be done before their turn


def each(
    items: Sequence[Item],
    work: Callable[[Item], Result],
    lost: Callable[[Item], Result],
    stays: Callable[[Item], bool],
) -> Iterator[Result]:
    """Work on items, on as many at a time as there are cores.

    The first one is worked on here: what it loads, forked processes have from the start. All processes run by the
    time its result is handed out, so that the caller may start threads then.

    Args:
        items: What to work on.
        work: What to do with one; it raises nothing.
        lost: The result for one that ends its process whenever it is tried.
        stays: Which ones must be worked on in this process.

    Yields:
        The results in the order of the items, each as soon as it and all before it are there.
    """
    workers = min(_cores(), len(items))
    if workers <= 1:
        yield from map(work, items)
        return
    first = work(items[0])
    chunks = list(_cut(items[1:], stays))
    crew = _Crew([(turn, chunk) for turn, chunk in enumerate(chunks) if not stays(chunk[0])], work, lost, workers)
    try:
        yield first
        for turn, chunk in enumerate(chunks):
            yield from map(work, chunk) if stays(chunk[0]) else crew.results(turn)
    finally:
        crew.close()


class _Crew(Generic[Item, Result]):
    """Processes that work on chunks, and what of it is done before its turn."""

    def __init__(
        self,
        chunks: Sequence[tuple[int, list[Item]]],
        work: Callable[[Item], Result],
        lost: Callable[[Item], Result],
        workers: int,
    ) -> None:
        """Start the processes and give each something to do.

        Args:
            chunks: What there is to do, with its turn.
            work: What to do with an item.
            lost: The result for one that ends its process.
            workers: How many processes to start.
        """
        self._left = deque(chunks)
        self._lost = lost
        self._ready: dict[int, list[Result]] = {}
        self._busy: dict[Connection, tuple[_Worker[Item, Result], int, list[Item]]] = {}
        self._idle: list[_Worker[Item, Result]] = []
        try:
            self._idle += (_Worker(work) for _ in range(workers))
            self._hand_out(0)
        except BaseException:
            self.close()
            raise

    def results(self, turn: int) -> list[Result]:
        """The results of a chunk, when they are there.

        Args:
            turn: Which one; that of the call before, and some.

        Returns:
            One for each item.
        """
        self._hand_out(turn)
        while turn not in self._ready:
            done = wait(self._busy)
            for pipe in [pipe for pipe in self._busy if pipe in done]:
                self._take_in(pipe)
            self._hand_out(turn)
        return self._ready.pop(turn)

    def close(self) -> None:
        """End the work, whatever it is at."""
        for worker in [*self._idle, *(worker for worker, _, _ in self._busy.values())]:
            worker.end()

    def _hand_out(self, turn: int) -> None:
        """Give idle processes what is not too far from its turn."""
        far = turn + _AHEAD * (len(self._idle) + len(self._busy))
        while self._idle and self._left and self._left[0][0] < far:
            worker = self._idle.pop()
            at, chunk = self._left.popleft()
            worker.give(chunk)
            self._busy[worker.pipe] = worker, at, chunk

    def _take_in(self, pipe: Connection) -> None:
        """Take what a process has done; if it came to an end over a chunk, try the items of that one by one."""
        worker, turn, chunk = self._busy.pop(pipe)
        try:
            self._ready[turn] = worker.take()
        except (EOFError, OSError):
            worker.renew()
            self._ready[turn] = [self._tried(worker, item) for item in chunk]
        self._idle.append(worker)

    def _tried(self, worker: "_Worker[Item, Result]", item: Item) -> Result:
        """The result of an item that may end its process."""
        worker.give([item])
        try:
            return worker.take()[0]
        except (EOFError, OSError):
            worker.renew()
            return self._lost(item)


class _Worker(Generic[Item, Result]):
    """A process that works on chunk after chunk; it leaves an interrupt to this one, and ends when this one does."""

    pipe: Connection

    def __init__(self, work: Callable[[Item], Result]) -> None:
        """Start the process.

        Args:
            work: What it does with an item.
        """
        self._work = work
        self._start(forking=sys.platform == "linux")

    def give(self, chunk: list[Item]) -> None:
        """Give it something to do."""
        try:
            self.pipe.send(chunk)
        except OSError:  # it came to an end while it had nothing to do
            self.renew()
            self.pipe.send(chunk)

    def take(self) -> list[Result]:
        """Take what it has done.

        Returns:
            A result for each item.

        Raises:
            EOFError, OSError: The process has come to an end.
        """
        done: list[Result] = self.pipe.recv()
        return done

    def renew(self) -> None:
        """Start another process in its stead; not by forking, which is not safe where there may be threads."""
        self.end()
        self._start(forking=False)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()

    def _start(self, forking: bool) -> None:
        """Start a process."""
        context = multiprocessing.get_context("fork") if forking else multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # a new process takes over what is blocked
        try:
            self._process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()


def _serve(pipe: Connection, work: Callable[[Item], Result]) -> None:
    """Work on chunks until there are no more, in a process started for it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            pipe.send([work(item) for item in pipe.recv()])
    except Exception:  # whatever it is, the other side sees that this one is at an end
        os._exit(1)


def _end_with_parent() -> None:
    """End this process when the one that started it does, however that one ends."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _cut(items: Sequence[Item], stays: Callable[[Item], bool]) -> Iterator[list[Item]]:
    """Cut items into chunks whose items either all stay or all go."""
    for _, group in itertools.groupby(items, stays):
        same = list(group)
        yield from (same[at : at + _CHUNK] for at in range(0, len(same), _CHUNK))


def _cores() -> int:
    """How many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
