"""The terminal: Textual's driver, made to withstand any input and to let go at once."""

import codecs
import os
import selectors

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_WAIT = 0.1  # seconds after which the parser is asked whether a lone escape was one
_BYTES = 4096


class ReaderDriver(LinuxDriver):
    """A driver whose input no byte can end, and which leaves the terminal without waiting for its threads."""

    def run_input_thread(self) -> None:
        """Read what is typed, until the app leaves or the terminal is gone."""
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
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
                parser = self._taken_in(parser, decode(data))

    def _taken_in(self, parser: XTermParser, text: str) -> XTermParser:
        """Pass on what was typed; what the parser chokes on is dropped with it."""
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
