"""A program in a pseudo-terminal: keys go in, its output is read as it comes, its CPU time is read from the kernel.

Linux only: it reads /proc and the CPU clocks of other processes.
"""

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pyte

COLUMNS, ROWS = 120, 40
_QUIET = 0.3  # seconds without work after which a process is idle
_BREATH = (
    0.003  # seconds of CPU in that time that are no work: an input thread that looks for its end ten times a second
)
_STEP = 0.02
_CONTROLS = re.compile(rb"\x1b\[[<>=?][0-9;]*(?:\$p|[a-z])|\x1b\[[0-9;]* [a-z]|\x1b[P_^].*?\x1b\\", re.DOTALL)
_PARTIAL = re.compile(rb"\x1b(?:\[[0-9;<>=?$ ]*|[P_^\]][^\x07\x1b]*)?\Z")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_ON_AT_FIRST = frozenset({7, 25})  # modes that a terminal starts with: automatic wrap, visible cursor
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # frames are shown at once: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # size reports in the input: unknown
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b]11;?\x07": b"\x1b]11;rgb:0c0c/0c0c/0c0c\x07",
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:0c0c/0c0c/0c0c\x1b\\",
}
_FRAME = b"\x1b[?2026h"


class Moment(NamedTuple):
    """What a process had used up at some time, in seconds."""

    wall: float
    cpu: float
    """Of all its threads."""
    waited: float
    """For a processor, its main thread."""

    @property
    def net(self) -> float:
        """Wall time less the time spent waiting for a processor."""
        return self.wall - self.waited

    def __sub__(self, other: "Moment") -> "Moment":
        return Moment(self.wall - other.wall, self.cpu - other.cpu, self.waited - other.waited)


class Chunk(NamedTuple):
    """Some output, and when it came."""

    at: Moment
    data: bytes


class SessionError(Exception):
    """The program did not do what was waited for."""


class Session:
    """One run of a program in a terminal of 120 by 40."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start it.

        Args:
            command: The program and its arguments.
            environment: All of its environment.
        """
        self.master, self._slave = os.openpty()
        self.resize(COLUMNS, ROWS)
        self._modes_before = termios.tcgetattr(self._slave)
        self.chunks: list[Chunk] = []
        self._news = threading.Condition()
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        self._rest = b""
        self._cpu_at_end = 0.0
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        self.pid = self._process.pid
        self._handle = os.pidfd_open(self.pid)
        self._ending = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # What it has used

    def now(self) -> Moment:
        """What the process has used up."""
        return Moment(time.perf_counter() - self._started, cpu_time(self.pid), waited(self.pid))

    def children(self) -> Mapping[int, float]:
        """CPU time of each living descendant."""
        return {pid: cpu_time(pid) for pid in descendants(self.pid)}

    def memory(self) -> int:
        """Most bytes that the process ever held in memory."""
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))

    def until_idle(self, timeout: float, with_children: bool = False) -> Moment:
        """Wait until nothing was done for 300 ms.

        Args:
            timeout: Seconds to wait at most.
            with_children: Wait for the descendants too.

        Returns:
            What had been used up when the quiet began.
        """
        seen: deque[tuple[Moment, float]] = deque()
        end = time.perf_counter() + timeout
        while time.perf_counter() < end:
            at = self.now()
            total = at.cpu + (sum(self.children().values()) if with_children else 0.0)
            seen.append((at, total))
            while len(seen) > 1 and at.wall - seen[1][0].wall >= _QUIET:
                seen.popleft()
            first, before = seen[0]
            if at.wall - first.wall >= _QUIET and abs(total - before) < _BREATH:
                return first
            time.sleep(_STEP)
        raise SessionError(f"not idle after {timeout:.0f} s")

    # The terminal

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the kernel tells the program."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(
        self,
        shows: Callable[[Sequence[str]], bool],
        timeout: float,
        every: float = 0.05,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Moment:
        """Wait until the screen shows something.

        Args:
            shows: Says so of the rows of the screen.
            timeout: Seconds to wait at most.
            every: Seconds after which ``meanwhile`` is called, again and again.
            meanwhile: What to do while waiting.

        Returns:
            What had been used up when the output that shows it came.
        """
        begun = last = time.perf_counter()
        while True:
            while self._fed < len(self.chunks):
                chunk = self.chunks[self._fed]
                self._fed += 1
                self._feed(chunk.data)
                if shows(self._screen.display):
                    return chunk.at
            now = time.perf_counter()
            if now - begun > timeout or not self._runs():
                raise SessionError(f"did not show what was waited for:\n{self.picture()}")
            if now - last >= every:
                meanwhile()
                last = now
            with self._news:
                self._news.wait_for(lambda: self._fed < len(self.chunks), timeout=every / 5)

    def frames(self, since: int = 0) -> int:
        """How many frames were drawn since so many chunks."""
        return b"".join(chunk.data for chunk in self.chunks[since:]).count(_FRAME)

    def picture(self) -> str:
        """The screen as last looked at."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def _feed(self, data: bytes) -> None:
        # pyte prints what it does not know of private sequences, so those that draw nothing are left out.
        data = self._rest + data
        cut = _PARTIAL.search(data)
        self._rest = data[cut.start() :] if cut else b""
        data = data[: cut.start()] if cut else data
        self._stream.feed(_CONTROLS.sub(b"", data))

    def _read(self) -> None:
        tail = b""
        while not self._ending.is_set():
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                return
            with contextlib.suppress(ProcessLookupError, FileNotFoundError, OSError):
                self.chunks.append(Chunk(self.now(), data))
            with self._news:
                self._news.notify_all()
            tail = self._answer(tail + data)

    def _answer(self, output: bytes) -> bytes:
        for question, answer in _ANSWERS.items():
            for _ in range(output.count(question)):
                os.write(self.master, answer)
        cut = _PARTIAL.search(output)
        return output[cut.start() :] if cut else b""

    # The end

    def quit(self, key: bytes, timeout: float = 20) -> Moment:
        """Press the key that quits, and wait until the process is gone.

        Args:
            key: Which.
            timeout: Seconds to wait at most.

        Returns:
            What that took.
        """
        before = self.now()
        self.send(key)
        if not select.select([self._handle], [], [], timeout)[0]:
            raise SessionError(f"still there {timeout:.0f} s after {key!r}:\n{self.picture()}")
        spent = self.now() - before  # a process that is gone can be asked until it is waited for
        self._process.wait()
        return spent

    def left_behind(self) -> Sequence[str]:
        """What of the terminal is not as it was before the program, once it is gone."""
        time.sleep(0.1)
        output = b"".join(chunk.data for chunk in self.chunks)
        modes: dict[int, bool] = {}
        for names, state in _MODES.findall(output):
            modes |= {int(name): state == b"h" for name in names.split(b";")}
        faults = [f"mode {mode}" for mode, on in sorted(modes.items()) if on != (mode in _ON_AT_FIRST)]
        if len(re.findall(rb"\x1b\[>[0-9;]*u", output)) > len(re.findall(rb"\x1b\[<[0-9]*u", output)):
            faults.append("kitty keyboard")
        if termios.tcgetattr(self._slave) != self._modes_before:
            faults.append("line discipline")
        if not modes.keys() & {47, 1047, 1049}:
            faults.append("no alternate screen was used")
        return faults

    def close(self) -> None:
        """End the program, if it still runs, and give back the terminal."""
        if self._runs():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()
        self._ending.set()
        self._reader.join()
        for file in (self.master, self._slave, self._handle):
            os.close(file)

    def _runs(self) -> bool:
        return self._process.returncode is None and not select.select([self._handle], [], [], 0)[0]

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def cpu_time(pid: int) -> float:
    """Seconds of CPU that all threads of a process have had, those that ended included; 0 when there is none."""
    # The clock that clock_getcpuclockid(3) gives: exact, where /proc/PID/stat counts in hundredths of a second.
    with contextlib.suppress(OSError):
        return time.clock_gettime((~pid << 3) | 2)
    return 0.0


def waited(pid: int) -> float:
    """Seconds that the main thread of a process could have run but waited for a processor."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/schedstat") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0


def descendants(pid: int) -> Sequence[int]:
    """The processes that a process started, and those that they started."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children") as file:
                for child in map(int, file.read().split()):
                    found += [child, *descendants(child)]
    return found


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


sys.setswitchinterval(0.0005)  # the thread that notes when output came must not wait for the one that interprets it
