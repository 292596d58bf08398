"""The first page, on the terminal before Textual is imported: what the last session left for this one.

A session that ends draws the screen as the next one will begin with it, and keeps that page in the cache. The next
session looks whether all that the page depends on is as it was, puts it on the terminal, and imports Textual behind it.
The screen then begins with the same page. Nothing but what every Python has loaded anyway is imported here.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Modes = list[int | list[bytes | int]]
    Pairs = Sequence[tuple[str, str]]
    Row = tuple[tuple[int, str], ...]
    """Pieces of text, each with the number of its style."""

_FORM = "reader page 1"
_ENVIRONMENT = (
    *("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TEXTUAL_COLOR_SYSTEM", "LANG", "LC_ALL", "LC_CTYPE", "HOME"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "READER_NOTES", "READER_CORRECTIONS"),
)
_ENTER = "\x1b[?2026h\x1b[?1049h\x1b[?25l\x1b[?7l"  # in one frame: the other screen, no cursor, no wrapping
_SHOWN = "\x1b[0m\x1b[?2026l"
_LEAVE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_LIMIT = 1_000_000  # bytes of a page
_KEPT = 64  # pages


class Part:
    """What one widget shows."""

    def __init__(self, name: str, place: "tuple[int, int, int]", rows: "Sequence[Row]") -> None:
        """Make one.

        Args:
            name: The widget's.
            place: Its column and row on the screen and its width, in cells.
            rows: What it shows.
        """
        self.name = name
        self.place = place
        self.rows = rows


class Page:
    """A screen full of text."""

    def __init__(self, path: str, stamps: "Pairs", styles: "Pairs", parts: "Sequence[Part]") -> None:
        """Make one.

        Args:
            path: The article on it.
            stamps: The files that it depends on, and what they were like.
            styles: How its pieces look: as the numbers that a terminal takes, and as Rich says it.
            parts: What its widgets show.
        """
        self.path = path
        self.stamps = stamps
        self.styles = styles
        self.parts = parts


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
        self._modes: Modes | None = None

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
        page = _read(self.file, self.key)
        if page is None or os.tcgetpgrp(sys.stdin.fileno()) != os.getpgrp():
            return
        if all(stamp == stamp_of(path) for path, stamp in page.stamps):
            self._enter(page)

    def _enter(self, page: Page) -> None:
        import termios

        handle = sys.stdin.fileno()
        self._modes = termios.tcgetattr(handle)
        self.page = page
        modes = termios.tcgetattr(handle)
        modes[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        termios.tcsetattr(handle, termios.TCSANOW, modes)  # what is typed meanwhile waits for the screen, unseen
        self._write(f"{_ENTER}{''.join(_painted(page))}{_SHOWN}")
        import signal

        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, self._end)

    def _end(self, number: int, frame: object) -> None:
        self.leave()
        os._exit(128 + number)

    def leave(self) -> None:
        """Take the page from the terminal, unless a screen has taken it over."""
        if self.page is not None:
            import termios

            self._write(_LEAVE)
            modes = self.hand_over()
            if modes is not None:
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, modes)

    def hand_over(self) -> "Modes | None":
        """Leave the terminal to a screen.

        Returns:
            The modes it had at first; None where it has them still.
        """
        modes, self._modes, self.page = self._modes, None, None
        return modes

    def _write(self, content: str) -> None:
        with open(sys.stdout.fileno(), "wb", closefd=False) as file:
            file.write(content.encode("utf-8", "replace"))

    def keep(self, page: "Page | None", files: "Sequence[str]") -> None:
        """Keep a page for the next session that is asked the same, or have it begin without one.

        Args:
            page: What to keep.
            files: What it depends on, as they are now.
        """
        if not self.file:
            return
        try:
            if page is None or not is_plain(page):
                os.unlink(self.file)
            else:
                page.stamps = [(file, stamp_of(file)) for file in files]
                _store(self.file, "\0".join(_fields(page, self.key)))
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


def _painted(page: Page) -> "Iterator[str]":
    """A page as a terminal takes it."""
    for part in page.parts:
        x, y, _ = part.place
        for number, row in enumerate(part.rows):
            yield f"\x1b[{y + number + 1};{x + 1}H"
            for style, text in row:
                yield f"\x1b[0;{page.styles[style][0]}m{text}" if page.styles[style][0] else f"\x1b[0m{text}"


# The file: fields with a NUL after each, which no path and no text on a screen holds


def _fields(page: Page, key: str) -> "Iterator[str]":
    yield from (_FORM, key, page.path)
    for pairs in (page.stamps, page.styles):
        yield str(len(pairs))
        for pair in pairs:
            yield from pair
    yield str(len(page.parts))
    for part in page.parts:
        yield from (part.name, *map(str, part.place), str(len(part.rows)))
        for row in part.rows:
            yield str(len(row))
            for number, text in row:
                yield from (str(number), text)


def _read(path: str, key: str) -> "Page | None":
    """Read a page.

    Returns:
        None where there is none, or it is of another form, of other circumstances or damaged.
    """
    try:
        with open(path, "rb") as file:
            fields = _Fields(file.read(_LIMIT))
        if fields.text() != _FORM or fields.text() != key:
            return None
        return _page(fields)
    except (OSError, ValueError):
        return None


class _Fields:
    """What a file holds, one field after the other; each raises ValueError where there is none."""

    def __init__(self, data: bytes) -> None:
        self._left = iter(data.decode("utf-8", "surrogateescape").split("\0"))

    def text(self) -> str:
        field = next(self._left, None)
        if field is None:
            raise ValueError("it ends too soon")
        return field

    def number(self, below: int = _LIMIT) -> int:
        number = int(self.text())
        if not 0 <= number < below:
            raise ValueError("a number is out of bounds")
        return number

    def pairs(self) -> "list[tuple[str, str]]":
        return [(self.text(), self.text()) for _ in range(self.number())]

    def row(self, styles: int) -> "Row":
        pieces = [(self.number(styles), self.text()) for _ in range(self.number())]
        return tuple(pieces)

    def part(self, styles: int) -> Part:
        name, place = self.text(), (self.number(), self.number(), self.number())
        return Part(name, place, [self.row(styles) for _ in range(self.number())])


def _page(fields: _Fields) -> Page:
    """Put a page together.

    Raises:
        ValueError: Something in it is no page's.
    """
    path, stamps, styles = fields.text(), fields.pairs(), fields.pairs()
    page = Page(path, stamps, styles, [fields.part(len(styles)) for _ in range(fields.number())])
    if not is_plain(page) or not all(codes.replace(";", "0").isdecimal() or not codes for codes, _ in styles):
        raise ValueError("something in it is more than text")
    return page


def is_plain(page: Page) -> bool:
    """Whether a terminal will do nothing but show its texts: no controls, nothing that turns or hides text."""
    texts = (text for part in page.parts for row in part.rows for _, text in row)
    return "".join(texts).replace("\xa0", " ").isprintable()


def _store(path: str, content: str) -> None:
    """Write a file whole or not at all; of many, the oldest goes.

    Raises:
        OSError: It can't be written.
    """
    from reader import locations

    locations.make_private(folder())
    draft = f"{path}.{os.getpid()}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        file.write(content.encode("utf-8", "surrogateescape"))
    os.replace(draft, path)
    others = [f"{folder()}/{name}" for name in os.listdir(folder())]
    for other in sorted(others, key=os.path.getmtime)[: max(0, len(others) - _KEPT)]:
        os.unlink(other)
