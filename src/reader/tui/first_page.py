"""The first page, on the terminal before Textual is imported: what the last session left for this one.

A session that ends draws the screen as the next one will begin with it, and keeps that page in the cache. The next
session looks whether all that the page depends on is as it was, puts it on the terminal, and imports Textual behind it.
The screen then begins with the same page. Nothing but what every Python has loaded anyway is imported here.
"""

import os
import sys

from reader.tui import kept_page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.tui.first_keys import FirstKeys
    from reader.tui.kept_page import Fields, Frame, Moves, Page

    Modes = list[int | list[bytes | int]]

_ENVIRONMENT = (
    *("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "LANG", "LC_ALL", "LC_CTYPE", "HOME"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "READER_NOTES", "READER_CORRECTIONS", "READER_READ_ONLY"),
)
_ENTER = "\x1b[?2026h\x1b[?1049h\x1b[?25l\x1b[?7l"  # in one frame: the other screen, no cursor, no wrapping
_SHOWN = "\x1b[0m\x1b[?2026l"
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"


class Terminal:
    """The terminal while no screen has taken it up."""

    def __init__(self) -> None:
        """Nothing is on it."""
        self.file = ""
        """Where the page of what the user asked for is kept; empty where none is to be."""
        self.key = ""
        """All that a page depends on besides files."""
        self.page: Page | None = None
        """What is shown."""
        self.frame: Frame | None = None
        """What of the page is shown, after the moves that were made on it; None before any can be made."""
        self.moves: Sequence[str] = ()
        """The moves made."""
        self.left = b""
        """What was typed, is no move, and is for the screen."""
        self._modes: Modes | None = None
        self._fields: Fields | None = None
        self._keys: FirstKeys | None = None

    def show(self, words: "Sequence[str]") -> None:
        """Show the page that was kept for what the user asks, if it still holds.

        Args:
            words: What the user asks.
        """
        try:
            self._show(words)
        except Exception:  # whatever is wrong with it, the start goes on as it would without
            self.leave()

    def _show(self, words: "Sequence[str]") -> None:
        from zlib import crc32

        asked = "\0".join((os.getcwd(), *words))
        self.file = f"{folder()}/{crc32(os.fsencode(asked)):08x}"
        self.key = _key(asked)
        kept = kept_page.read(self.file, self.key)
        if kept is None or os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
            return
        page, self._fields = kept
        if all(stamp == stamp_of(path) for path, stamp in page.stamps):
            self._enter(page)

    def _enter(self, page: "Page") -> None:
        import termios

        handle = sys.stdin.fileno()
        self._modes = termios.tcgetattr(handle)
        self.page = page
        modes = termios.tcgetattr(handle)
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(handle, termios.TCSANOW, modes)  # what is typed meanwhile waits for the screen, unseen
        self._write(f"{_ENTER}{''.join(_all_painted(page))}{_SHOWN}")
        import signal

        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self._end)

    def follow_keys(self) -> None:
        """Have keys move the page from now on, in a thread: to be called when there is no more to fork."""
        if self.page is None or self._fields is None:
            return
        try:
            moves = kept_page.read_moves(self._fields, self.page)
        except ValueError:
            return
        if moves.frames:
            from reader.tui.first_keys import FirstKeys

            self._keys = FirstKeys(self.page, moves, sys.stdin.fileno(), self._write_frame)

    def settle(self) -> None:
        """Leave the page as it is now; keys wait for the screen from here on."""
        keys, self._keys, self._fields = self._keys, None, None
        if keys is not None:
            keys.stop()
            self.frame, self.moves, self.left = keys.frame, keys.done, keys.left

    def _end(self, number: int, frame: object) -> None:
        self.leave()
        os._exit(128 + number)

    def leave(self) -> None:
        """Take the page from the terminal, unless a screen has taken it over."""
        if self.page is not None:
            import termios

            self.settle()
            self._write(_LEAVE)
            modes = self.hand_over()
            if modes is not None:
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)

    def hand_over(self) -> "Modes | None":
        """Leave the terminal to a screen.

        Returns:
            The modes it had at first; None where it has them still.
        """
        modes, self._modes, self.page, self.frame = self._modes, None, None, None
        return modes

    def _write_frame(self, content: str) -> None:
        self._write(f"\x1b[?2026h{content}{_SHOWN}")

    def _write(self, content: str) -> None:
        with open(sys.stdout.fileno(), "wb", closefd=False) as file:
            file.write(content.encode("utf-8", "replace"))

    def keep(self, page: "Page | None", moves: "Moves", files: "Sequence[str]") -> None:
        """Keep a page for the next session that is asked the same, or have it begin without one.

        Args:
            page: What to keep.
            moves: Where a few keys lead from it.
            files: What it depends on, as they are now.
        """
        if not self.file:
            return
        try:
            if page is None or not kept_page.is_plain(page, moves):
                os.unlink(self.file)
            else:
                page.stamps = [(file, stamp_of(file)) for file in files]
                kept_page.store(self.file, "\0".join(kept_page.fields_of(page, moves, self.key)))
        except OSError:
            pass  # it costs the next start its speed


terminal = Terminal()
"""The one of this process."""


def folder() -> str:
    """Where pages are kept."""
    from reader import locations

    return f"{locations.cache()}/pages"


def clear() -> None:
    """Forget all pages.

    Raises:
        OSError: One can't be removed.
    """
    for name in os.listdir(folder()) if os.path.isdir(folder()) else ():
        os.unlink(f"{folder()}/{name}")


def stamp_of(path: str) -> str:
    """What tells a file from what it was before, and from none."""
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{state.st_mtime_ns} {state.st_size}"


def _key(asked: str) -> str:
    """All that a page depends on besides files, in one line."""
    from reader import __version__

    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        size = os.terminal_size((0, 0))
    named = [os.environ.get(name, "") for name in _ENVIRONMENT]
    return repr((__version__, asked, *size, *named))


def _all_painted(page: "Page") -> "Iterator[str]":
    """A page as a terminal takes it."""
    for part in page.parts:
        x, y, _ = part.place
        for number, row in enumerate(part.rows):
            yield page.painted(row, x, y + number)
