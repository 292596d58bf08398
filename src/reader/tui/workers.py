"""Processes that do slow work beside the screen: each has a pipe of its own, and this process needs no thread for them.

A task is a function of a module with its arguments; what it returns comes back. One that takes too long, or ends its
process, costs nothing but itself: another process takes the place.
"""

import asyncio
import contextlib
import os
import pickle
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from socket import socket, socketpair
from typing import Any, NoReturn, Protocol, TypeVar

T = TypeVar("T")

_HEAD = 8  # bytes that say how long a message is


class WorkLostError(Exception):
    """A task ended its process, or took longer than it may; the message says which, fit for one line."""


class Workers(Protocol):
    """Something that does tasks, some at a time."""

    count: int
    """How many at a time."""

    async def do(self, task: Callable[..., T], *arguments: object, limit: float, urgent: bool = False) -> T:
        """Do a task.

        Args:
            task: A function of a module.
            arguments: Its arguments.
            limit: Seconds that it may take.
            urgent: Whether it goes before those that wait.

        Returns:
            What it returns.

        Raises:
            WorkLostError: It could not be done.
        """

    def expect(self, task: Callable[..., object], *arguments: object) -> None:
        """Begin a task that will be asked for soon, before anything else is; from whichever thread.

        Args:
            task: A function of a module.
            arguments: Its arguments.
        """

    def close(self) -> None:
        """End the work, whatever it is at."""


class Processes:
    """Workers that are processes.

    To be made before there are threads and before Textual is imported: a process made by forking then is small, and
    ready before the screen is.
    """

    def __init__(
        self, count: int, ready: Callable[[], object] | None = None, beside: "Processes | None" = None
    ) -> None:
        """Start the processes.

        Args:
            count: How many.
            ready: What each does before its first task, so that this need not wait for what it loads.
            beside: Processes that were started before these.
        """
        self.count = count
        self._all: list[_Worker] = []
        others = [worker.pipe for worker in beside._all] if beside else []
        for _ in range(count):
            self._all.append(_Worker(ready, [*others, *(worker.pipe for worker in self._all)]))
        self._idle = list(self._all)
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def do(self, task: Callable[..., T], *arguments: object, limit: float, urgent: bool = False) -> T:
        """Do a task; see `Workers`."""
        worker = await self._hire(urgent)
        work = asyncio.ensure_future(worker.do((task, arguments), limit))
        work.add_done_callback(lambda _: self._release(worker))
        result: T = await asyncio.shield(work)  # who asked may go; the answer comes all the same
        return result

    def expect(self, task: Callable[..., object], *arguments: object) -> None:
        """Begin a task that will be asked for soon; see `Workers`."""
        self._all[-1].expect((task, arguments))  # the one that is hired first

    def close(self) -> None:
        """End the work, whatever it is at."""
        for worker in self._all:
            worker.kill()

    async def _hire(self, urgent: bool) -> "_Worker":
        """Wait for a process that has nothing to do."""
        while not self._idle:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            (self._waiting.appendleft if urgent else self._waiting.append)(turn)
            await turn
        return self._idle.pop()

    def _release(self, worker: "_Worker") -> None:
        self._idle.append(worker)
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return


class _Worker:
    """One process and the pipe to it."""

    pipe: socket

    def __init__(self, ready: Callable[[], object] | None, others: list[socket]) -> None:
        """Start it.

        Args:
            ready: What it does first.
            others: This side's ends of the pipes to other processes, which are none of its business.
        """
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = threading.Lock()
        self._asked = False
        self._expected: object = None
        if sys.platform == "linux":
            self._fork(ready, others)
        else:
            self._spawn()

    async def do(self, message: object, limit: float) -> Any:
        """Have a task done.

        Args:
            message: The task and its arguments.
            limit: Seconds that it may take.

        Returns:
            What it returned.

        Raises:
            WorkLostError: It could not be done.
        """
        try:
            result, fault = await asyncio.wait_for(self._exchange(message), limit)
            if fault:
                raise WorkLostError(fault)
            return result
        except TimeoutError:
            reason = f"takes longer than {limit:.0f} seconds"
        except (OSError, EOFError, pickle.UnpicklingError):
            reason = "the process ended, perhaps for want of memory"
        self._renew()
        raise WorkLostError(reason)

    def expect(self, message: object) -> None:
        """Send a task that will be asked for soon, unless something has been asked already."""
        with self._turn:
            if not self._asked:
                self.pipe.sendall(_framed(message))
                self._expected = message

    async def _exchange(self, message: object) -> tuple[object, str]:
        with self._turn:
            self._asked = True
        if self._streams is None:
            self._streams = await asyncio.open_unix_connection(sock=self.pipe)
        expected, self._expected = self._expected, None
        if expected is not None:
            answer = await self._answer(self._streams[0])
            if expected == message:
                return answer
        writer = self._streams[1]
        writer.write(_framed(message))
        await writer.drain()
        return await self._answer(self._streams[0])

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[object, str]:
        length = int.from_bytes(await reader.readexactly(_HEAD), "little")
        answer: tuple[object, str] = pickle.loads(await reader.readexactly(length))  # noqa: S301 - our own process
        return answer

    def kill(self) -> None:
        """End the process, whatever it is at, without waiting for that."""
        import signal

        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def _renew(self) -> None:
        """Have another process in the place of this one."""
        self.kill()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None
        self.pipe.close()
        self._expected = None
        self._spawn()

    def _fork(self, ready: Callable[[], object] | None, others: list[socket]) -> None:
        self.pipe, theirs = socketpair()
        self._pid = os.fork()
        if self._pid:
            theirs.close()
            return
        for other in (*others, self.pipe):
            other.close()
        serve(theirs, ready)

    def _spawn(self) -> None:
        """Start it without forking, which is not safe where there may be threads."""
        import subprocess

        self.pipe, theirs = socketpair()
        with theirs:
            descriptor = theirs.fileno()
            code = f"import socket; from reader.tui import workers; workers.serve(socket.socket(fileno={descriptor}))"
            process = subprocess.Popen([sys.executable, "-P", "-c", code], pass_fds=[descriptor])  # noqa: S603 - our own code
            self._pid = process.pid
            process.returncode = 0  # it is waited for by its number


def serve(pipe: socket, ready: Callable[[], object] | None = None) -> NoReturn:
    """Do tasks until there are no more, in a process started for it.

    Args:
        pipe: Where they come from.
        ready: What to do first.
    """
    try:
        _leave_terminal()
        threading.Thread(target=_end_after, args=(os.getppid(),), daemon=True).start()
        if ready is not None:
            ready()
        with pipe.makefile("rwb") as stream:
            while head := stream.read(_HEAD):
                task, arguments = pickle.loads(stream.read(int.from_bytes(head, "little")))  # noqa: S301
                stream.write(_framed(_tried(task, arguments)))
                stream.flush()
    finally:
        os._exit(1)  # whatever it is, the other side sees that this one is at an end


def _framed(message: object) -> bytes:
    """A message as it goes through a pipe: how long it is, and itself."""
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(_HEAD, "little") + data


def _tried(task: Callable[..., object], arguments: tuple[object, ...]) -> tuple[object, str]:
    """What a task returns, and what went wrong: a fault of the program costs its task, never the process."""
    try:
        return task(*arguments), ""
    except Exception as fault:
        return None, type(fault).__name__


def _leave_terminal() -> None:
    """Have nothing to do with the terminal, its keys and its signals."""
    import signal

    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nothing, descriptor)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_after(parent: int) -> None:
    """End this process soon after the one that started it, however that one ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)
