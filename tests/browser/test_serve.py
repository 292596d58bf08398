"""The reader in a browser: it opens, scrolls, refuses to write, and leaves nothing behind."""

import base64
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from reader import locations
from tests.browser.chromium import Chromium

TITLE = "Night train between"
Start = Callable[..., tuple[subprocess.Popen[str], str]]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Start]:
    """Serve the sample library; the process, and the address that it prints."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str) -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "reader", "serve", locations.samples(), *words]
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        process = subprocess.Popen(
            command,
            env=kept | {"HOME": str(tmp_path)},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield start
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


class Shown:
    """What the browser is given to show."""

    def __init__(self, browser: Chromium, address: str) -> None:
        self._browser = browser
        self._screen = pyte.Screen(10, 10)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0
        browser.open(address, 1200, 800)

    @property
    def text(self) -> str:
        """The screen as of now."""
        events = self._browser.events
        for name, told in events[self._seen :]:
            if name == "Network.webSocketCreated":
                given = dict(part.split("=") for part in told["url"].partition("?")[2].split("&"))
                self._screen.resize(int(given["height"]), int(given["width"]))
            if name == "Network.webSocketFrameReceived" and told["response"]["opcode"] == 2:
                with contextlib.suppress(Exception):  # pyte knows no private modes with a mark behind
                    self._stream.feed(base64.b64decode(told["response"]["payloadData"]))
        self._seen = len(events)
        return "\n".join(self._screen.display)

    def wait_for(self, words: str) -> str:
        """Wait until something is on the screen."""
        try:
            self._browser.wait_for(lambda: words in self.text)
        except AssertionError as fault:
            raise AssertionError(f"{words!r} did not appear:\n{self.text}") from fault
        return self.text

    def press(self, keys: str) -> None:
        """Type."""
        for key in keys:
            self._browser.press(key, key)

    def picture(self) -> bytes:
        """What the browser makes of it."""
        return base64.b64decode(self._browser.send("Page.captureScreenshot")["data"])


def children(process: int) -> list[int]:
    """The processes that a process has started, and those that they have."""
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    below = [int(number) for number in told.stdout.split()]
    return below + [other for number in below for other in children(number)]


def is_gone(process: int) -> bool:
    """Whether a process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_an_article_is_shown_and_scrolls(browser: Chromium, serve: Start) -> None:
    _, address = serve()
    shown = Shown(browser, address)
    before = shown.wait_for(TITLE)
    shown.wait_for(" quotes")
    assert "A border should be something you sleep through" in before
    picture = browser.wait_for(shown.picture)
    shown.press(" ")
    browser.wait_for(lambda: "A border should be something" not in shown.text)
    browser.wait_for(lambda: shown.picture() != picture)
    root = address.rstrip("/")
    assert all(asked.startswith((root, "data:")) for asked in browser.requested())
    sockets = [told["url"] for name, told in browser.events if name == "Network.webSocketCreated"]
    assert all(url.startswith(root.replace("http:", "ws:")) for url in sockets)
    refused = [told for name, told in browser.events if name == "Log.entryAdded" and told["entry"]["level"] == "error"]
    assert refused == []


def test_a_wrong_token_shows_nothing(browser: Chromium, serve: Start) -> None:
    _, address = serve()
    token = address.rstrip("/").rpartition("/")[2]
    browser.open(address.replace(token, token[::-1]))
    assert "needs the token" in browser.ask("document.body.innerText")
    browser.ask(f"window.done = 0; const s = new WebSocket('{address.replace('http', 'ws').replace(token, 'x')}ws');"
                " s.onclose = () => window.done = 1; s.onopen = () => window.done = 2; 0")  # fmt: skip
    assert browser.wait_for(lambda: browser.ask("window.done")) == 1


def test_another_page_can_not_take_part(browser: Chromium, serve: Start, tmp_path: Path) -> None:
    _, address = serve()
    page = tmp_path / "evil.html"
    socket = f"{address.replace('http', 'ws')}ws?width=80&height=24"
    page.write_text(
        f"<iframe src='{address}'></iframe><script>window.done = 0; const s = new WebSocket('{socket}');"
        "s.onclose = () => window.done = 1; s.onopen = () => window.done = 2</script>"
    )
    browser.open(page.as_uri())
    assert browser.wait_for(lambda: browser.ask("window.done")) == 1
    assert browser.ask("window.frames.length") == 1
    assert not [name for name, told in browser.events if name == "Network.webSocketFrameReceived"]


@pytest.mark.parametrize("write", [False, True])
def test_writing_is_refused_unless_asked_for(browser: Chromium, serve: Start, tmp_path: Path, write: bool) -> None:
    notes = tmp_path / "notes.toml"
    _, address = serve(f"--notes-file={notes}", *(["--write"] if write else []))
    shown = Shown(browser, address)
    shown.wait_for(" quotes")
    shown.press("s3")
    shown.wait_for("Marked blue" if write else "opened for reading")
    assert notes.exists() is write

    def has_ended() -> bool:
        shown.press("q")  # leaves the hint, the quote, the reader
        return "-closed" in browser.ask("document.body.className")

    browser.wait_for(has_ended)
    assert browser.ask("document.getElementById('closed').innerText").startswith("The reader was closed")
    assert (tmp_path / ".local/state/reader/state.sqlite").exists() is write


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_goes_on_when_it_ends(browser: Chromium, serve: Start, how: signal.Signals) -> None:
    process, address = serve()
    Shown(browser, address).wait_for(TITLE)
    below = children(process.pid)
    assert below
    process.send_signal(how)
    status = process.wait(20)
    assert status == (-how if how == signal.SIGKILL else 0)
    assert process.stderr is not None
    assert process.stderr.read() == ""
    end = time.monotonic() + 20
    while not all(map(is_gone, below)):
        assert time.monotonic() < end, "a reader goes on"
        time.sleep(0.1)
