"""Keys on the first page, before there is a screen: the moves that the session before has worked out beforehand.

What none of them is for stays typed, for the screen to take.
"""

import _thread
import os
import select
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.tui.kept_page import Frame, Moves, Page

_BYTES = 4096
_TURN = 0.0005  # seconds that the thread that imports keeps the one that reads keys waiting
_END = 1.0  # seconds that its end is waited for: the terminal may have been stopped


class FirstKeys:
    """Follows the keys typed at a page."""

    def __init__(self, page: "Page", moves: "Moves", typed: int, write: "Callable[[str], None]") -> None:
        """Begin to follow them.

        Args:
            page: What stands on the terminal.
            moves: Where keys lead from it.
            typed: The descriptor that keys come from.
            write: Writes to the terminal.
        """
        self.frame: Frame = moves.frames[0]
        """What stands on the terminal now."""
        self.done: list[str] = []
        """The moves made."""
        self.left = b""
        """What was typed and is for the screen."""
        self._page = page
        self._moves = moves
        self._keys = [(os.fsencode(sent), move) for sent, move in moves.keys]
        self._typed = typed
        self._write = write
        self._wake = os.pipe()
        self._running = _thread.allocate_lock()
        self._running.acquire()
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(_TURN)
        _thread.start_new_thread(self._follow, ())

    def stop(self) -> None:
        """Leave the keys to others."""
        os.write(self._wake[1], b".")
        if self._running.acquire(timeout=_END):
            for end in self._wake:
                os.close(end)
        sys.setswitchinterval(self._turn)

    def _follow(self) -> None:
        try:
            while not self.left:
                ready, _, _ = select.select([self._typed, self._wake[0]], [], [])
                if self._wake[0] in ready:
                    return
                data = os.read(self._typed, _BYTES)
                if not data:  # the terminal is gone: the screen will see it, too
                    return
                self.left = self._take(data)
        except OSError:
            pass
        finally:
            self._running.release()

    def _take(self, data: bytes) -> bytes:
        """Make the moves that were typed; returns what is left from the first thing that is none."""
        while data:
            sent, move = next(((sent, move) for sent, move in self._keys if data.startswith(sent)), (b"", ""))
            number = self.frame.moves.get(move)
            if number is None:
                break
            after = self._moves.frames[number]
            self._write("".join(self._painted(after)))
            self.frame = after
            self.done.append(move)
            data = data[len(sent) :]
        return data

    def _painted(self, after: "Frame") -> "Iterator[str]":
        """What has to be drawn to see a frame."""
        for part, before, rows in zip(self._page.parts, self.frame.parts, after.parts, strict=True):
            x, y, _ = part.place
            for number, row in enumerate(rows):
                if row is not before[number]:
                    yield self._page.painted(row, x, y + number)
