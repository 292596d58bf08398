"""A headless Chromium driven through its DevTools protocol, over a pipe: no port, no driver, no network of its own."""

import itertools
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--hide-scrollbars"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--remote-debugging-pipe",
)
_PATIENCE = 30  # seconds for an answer


class Chromium:
    """One browser with one page; keeps every event that the page causes."""

    def __init__(self, profile: Path) -> None:
        """Start it.

        Args:
            profile: A new, empty folder.
        """
        assert PROGRAM is not None
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        kept = os.environ | {"HOME": str(profile), "TMPDIR": str(profile)}
        words = [PROGRAM, *_FLAGS, f"--user-data-dir={profile}", "about:blank"]
        # The browser reads what it is to do from descriptor 3 and answers on 4.
        plumbing = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}'
        quiet: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        self._process = subprocess.Popen(
            ["bash", "-c", plumbing, "chromium", *words], env=kept, pass_fds=(theirs_in, theirs_out), **quiet
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session = ""
        self.events: list[tuple[str, dict[str, Any]]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM", "Accessibility"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """Ask something of the browser and wait for its answer."""
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": given}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        end = time.monotonic() + _PATIENCE
        while True:
            told = self._next(end)
            if told.get("id") == number:
                assert "error" not in told, (method, told["error"])
                return dict(told["result"])

    def open(self, address: str, width: int = 1400, height: int = 900) -> None:
        """Open a page in a window of some size, and wait until it is there."""
        self.events.clear()
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.send("Page.navigate", url=address)
        self.wait_for(lambda: any(name == "Page.loadEventFired" for name, _ in self.events))

    def dress(self, scheme: str, medium: str = "screen") -> None:
        """Be light or dark, on a screen or on paper."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", media=medium, features=features)

    def ask(self, script: str) -> Any:
        """The value of a script in the page."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, text: str = "") -> None:
        """Press a key and let it go."""
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, **more)

    def wait_for(self, holds: Callable[[], Any], seconds: float = _PATIENCE) -> Any:
        """Wait until something holds; what it comes to."""
        end = time.monotonic() + seconds
        while not (found := holds()):
            assert time.monotonic() < end, "it did not come about"
            if b"\0" in self._rest or select.select([self._from], [], [], 0.05)[0]:
                self._next(end)
        return found

    def requested(self) -> list[str]:
        """The addresses that were asked for since the page was opened."""
        return [told["request"]["url"] for name, told in self.events if name == "Network.requestWillBeSent"]

    def close(self) -> None:
        """End it, and wait until it is gone."""
        self._process.terminate()
        self._process.wait(_PATIENCE)
        os.close(self._to)
        os.close(self._from)

    def _next(self, end: float) -> dict[str, Any]:
        """The next thing it says; an event is kept."""
        while b"\0" not in self._rest:
            assert select.select([self._from], [], [], max(0.0, end - time.monotonic()))[0], "the browser is silent"
            read = os.read(self._from, 1 << 20)
            assert read, "the browser is gone"
            self._rest += read
        said, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(said)
        if "method" in told:
            self.events.append((told["method"], told.get("params", {})))
            if told["method"] == "Page.javascriptDialogOpening":
                self._dismiss()
        return told

    def _dismiss(self) -> None:
        """Close a dialog, which would stop everything; its event stays."""
        asked = {"id": next(self._numbers), "method": "Page.handleJavaScriptDialog", "params": {"accept": False}}
        os.write(self._to, json.dumps(asked | {"sessionId": self._session}).encode() + b"\0")
