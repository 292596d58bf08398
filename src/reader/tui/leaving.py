"""Leaving in good order: when the system asks, and when the program itself is at fault."""

import asyncio
import os
import signal
import time
from functools import partial

from textual.app import App
from textual.worker import WorkerFailed

from reader import crash, locations
from reader.text import printable

_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)


class LeavingApp(App[None]):
    """An app that keeps what is being written and restores the terminal, however it comes to its end."""

    def __init__(self) -> None:
        """Have nothing to say yet."""
        super().__init__()
        self.farewell: list[str] = []
        """What to say, a line each, once the terminal is left."""

    def on_load(self) -> None:
        """Leave when the system asks, from before the terminal is taken."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: None)  # work that nobody waits for any more
        for number in _SIGNALS:
            loop.add_signal_handler(number, partial(self._leave, 128 + number))

    def _leave(self, status: int) -> None:
        """Leave since the system asks.

        Args:
            status: The exit status.
        """
        self._keep_unsaved()
        self.exit(return_code=status)

    def _handle_exception(self, error: Exception) -> None:
        """Leave since something was raised that nobody caught; only the first counts."""
        if self._exception is None:
            self._return_code = crash.STATUS
            self._keep_unsaved()
            self.farewell.append(crash.report(error.error if isinstance(error, WorkerFailed) else error))
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _keep_unsaved(self) -> None:
        """Keep what is being written and was not saved, in a file."""
        for screen in self.screen_stack:
            words: str = getattr(screen, "unsaved", "")
            if words:
                self.farewell.append(_kept(words))


def _kept(words: str) -> str:
    """Write something down.

    Args:
        words: Any text.

    Returns:
        A line that says where it is.
    """
    folder = locations.state()
    path = f"{folder}/unsaved-{time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())}-{os.getpid()}.txt"
    try:
        locations.make_private(folder)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(words + "\n")
    except OSError as fault:
        return printable(f"what you were writing could not be saved: {fault.strerror}")
    return printable(f"what you were writing is in {path}")
