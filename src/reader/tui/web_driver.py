"""The browser's end of the screen: Textual's driver, which ends when the server is gone and believes no size."""

from textual.drivers.web_driver import WebDriver

_MOST = 1000  # cells of a terminal's width and height


class ReaderWebDriver(WebDriver):
    """What a reader that is served draws on."""

    def run_input_thread(self) -> None:
        """Take in what the server sends, until it says so or is gone."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._loop.call_soon_threadsafe(self._app.exit)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take in what the server says of the terminal; a size that none has is passed over."""
        sizes = (payload.get("width"), payload.get("height"))
        if packet_type == "resize" and not all(isinstance(size, int) and 0 < size <= _MOST for size in sizes):
            return
        super().on_meta(packet_type, payload)
