"""The terminal: Textual's driver, made to withstand any input and to let go at once."""

import codecs
import os
import selectors
import sys

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.answers import ASK, ASK_NO_MORE, Answers, GroundTold
from reader.tui.first_page import terminal

_OTHER_SCREEN = "\x1b[?1049h"
_WAIT = 0.1  # seconds after which the parser is asked whether a lone escape was one
_BYTES = 4096
_MUTE = frozenset(("", "dumb", "linux"))  # terminals that don't know their colours, and may show the question

_Size = tuple[int, int] | None


class ReaderDriver(LinuxDriver):
    """A driver whose input no byte can end, and which leaves the terminal without waiting for its threads.

    It takes the terminal over with the page that stands on it, if one does.
    """

    sent = ""
    """What the terminal sent last."""
    _enters = True
    """Whether the terminal is still to be switched to its other screen."""

    def __init__(self, app: App[object], *, debug: bool = False, mouse: bool = True, size: _Size = None) -> None:
        """Take up a terminal.

        Args:
            app: Whose it is.
            debug: Whether to tell of what goes on.
            mouse: Whether the mouse is wanted.
            size: Cells of the terminal; None to ask it.
        """
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = sys.__stdout__ or self._file  # errors may be sent elsewhere

    def start_application_mode(self) -> None:
        """Take up the terminal."""
        self._enters = terminal.page is None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self.attrs_before = terminal.hand_over() or self.attrs_before
        if self._asks:
            self.write(ASK)
            self.flush()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was."""
        if self._asks:
            self.write(ASK_NO_MORE)
        super().stop_application_mode()

    @property
    def _asks(self) -> bool:
        """Whether the terminal is asked for its colours."""
        return self.input_tty and os.environ.get("TERM", "") not in _MUTE

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if self._enters or data != _OTHER_SCREEN:
            super().write(data)

    def run_input_thread(self) -> None:
        """Read what is typed, until the app leaves or the terminal is gone."""
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        answers = Answers()
        before, terminal.left = terminal.left, b""
        parser = self._taken_in(parser, decode(before))
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                data = b""
                if selector.select(_WAIT):
                    try:
                        data = os.read(self.fileno, _BYTES)
                    except OSError:
                        data = b""
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.exit)  # the terminal is gone
                        return
                typed, light = answers.take(decode(data))
                if light is not None:
                    self.process_message(GroundTold(light))
                parser = self._taken_in(parser, typed)

    def _taken_in(self, parser: XTermParser, text: str) -> XTermParser:
        """Pass on what was typed; what the parser chokes on is dropped with it."""
        self.sent = text or self.sent
        try:
            for message in parser.feed(text) if text else ():
                self.process_message(message)
            for message in parser.tick():
                self.process_message(message)
        except Exception:  # whatever a terminal sends, the reader goes on
            return XTermParser(self._debug)
        return parser

    def disable_input(self) -> None:
        """Take no more input; where the app leaves for good, its thread is not waited for."""
        if self._app._exit:
            self._key_thread = None
        super().disable_input()

    def _disable_mouse_support(self) -> None:
        """Have the mouse report nothing any more, not in pixels either."""
        super()._disable_mouse_support()
        if self._mouse:
            self.write("\x1b[?1016l")
            self.flush()
