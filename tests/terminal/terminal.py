"""The installed program in a pseudo-terminal, with a screen to look at."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte

READER = [sys.executable, "-m", "reader"]


class Terminal:
    """A program in a terminal of some size; keeps all that it wrote."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        width: int = 120,
        height: int = 40,
        folder: Path | None = None,
    ) -> None:
        """Start the program."""
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.status: int | None = None
        with warnings.catch_warnings():  # threads of the tests do not matter to a child that runs another program
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process, self._end = pty.fork()
        if not self.process:
            if folder is not None:
                os.chdir(folder)
            os.execvpe(READER[0], [*READER, *arguments], dict(environment))
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(height, width)
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.process, signal.SIGWINCH)

    def send(self, keys: str | bytes) -> None:
        """Type."""
        os.write(self._end, keys.encode() if isinstance(keys, str) else keys)

    def hang_up(self) -> None:
        """Let the terminal be gone."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._end)
        os.close(nothing)

    def read(self, seconds: float = 0.2) -> None:
        """Take in what the program writes until it is quiet for so long, or goes on for ten times that."""
        end = time.monotonic() + 10 * seconds
        while time.monotonic() < end and select.select([self._end], [], [], seconds)[0]:
            try:
                data = os.read(self._end, 65_536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            # pyte knows no private modes with a mark behind; they change nothing that is to be seen.
            with contextlib.suppress(Exception):
                self._stream.feed(data)

    def wait_for(self, words: str, seconds: float = 20) -> str:
        """Read until something is on the screen."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} did not appear:\n{self.text}"
            self.read(0.05)
        return self.text

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.screen.display)

    def wait(self, seconds: float = 10) -> int:
        """Wait until the program ends; its exit status, negative for a signal."""
        end = time.monotonic() + seconds
        while self.status is None:
            assert time.monotonic() < end, f"still running:\n{self.text}"
            self.read(0.05)
            done, status = os.waitpid(self.process, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
        self.read(0.05)
        return self.status

    def close(self) -> None:
        """End the program, whatever it does."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.process, signal.SIGKILL)
                os.waitpid(self.process, 0)
        os.close(self._end)
