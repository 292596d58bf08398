"""Make the documentation's pictures by running the program: ``make pictures``."""

import asyncio
import os
import re
import tempfile
from concurrent.futures import Future
from pathlib import Path

from reader.config import Config
from reader.library import discover, opening
from reader.tui import background
from reader.tui.app import ReaderApp
from reader.tui.start import make_app

HERE = Path(__file__).parent
PICTURES = {
    "main": ((120, 36), ["s"] * 7, ""),
    "paper": ((120, 36), ["J", "w", "w"], "paper"),
    "find": ((80, 24), ["slash", *"cease-fire"], ""),
    "search": ((120, 30), ["f", *"netanyaho", "space", *"oxigen", "space", *"corridor"], ""),
    "dossier": ((110, 30), ["I", "j", "j", "D"], ""),
    "compare": ((120, 32), ["J", "", "g", "vertical_line", "", "enter", "", "n"], ""),
    "voices": ((110, 32), ["g", "m"], "paper"),
}
"""Name: size, keys, theme. An empty key waits until all that goes on is done."""


async def _quiet(app: ReaderApp) -> None:
    """Wait until nothing is being worked on."""
    for _ in range(100):
        await asyncio.sleep(0.2)
        if not any(worker.is_running for worker in app.workers):
            return


async def picture(name: str, size: tuple[int, int], keys: list[str], theme: str) -> None:
    """Run the program, press keys, and save what is on the screen."""
    library = opening([str(HERE.parents[1] / "seeds")], Config())
    discovery: Future = Future()
    discovery.set_result(discover(library.roots))
    beside = background.start()
    notes = f"{os.environ['XDG_STATE_HOME']}/annotations.toml"
    app, state = make_app(library, discovery, beside, Config(theme=theme, start_hints=False), notes, None)
    async with app.run_test(size=size) as pilot:
        await _quiet(app)
        for key in keys:
            await (pilot.press(key) if key else _quiet(app))
        await _quiet(app)
        await pilot.pause()
        svg = app.export_screenshot(title="reader")
    beside.close()
    state.close()
    # No fonts from elsewhere, and blanks kept by every renderer.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("<text ", '<text xml:space="preserve" ')
    svg = "\n".join(line.rstrip() for line in svg.splitlines() if line.strip())
    (HERE / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")


def main() -> None:
    """Make every picture."""
    for name, (size, keys, theme) in PICTURES.items():
        with tempfile.TemporaryDirectory() as home:
            os.environ |= {"XDG_STATE_HOME": home, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home}
            asyncio.run(picture(name, size, keys, theme))


if __name__ == "__main__":
    main()
