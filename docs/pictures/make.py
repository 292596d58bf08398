"""Make the documentation's pictures by running the program: ``make pictures``."""

import asyncio
import re
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from reader.config import Config
from reader.library import discover, opening
from reader.tui.background import Background
from reader.tui.start import make_app

HERE = Path(__file__).parent
PICTURES = {
    "main": ((120, 36), ["s", "s", "s"], ""),
    "paper": ((120, 36), ["J", "w", "w"], "paper"),
    "find": ((80, 24), ["slash", *"cease-fire"], ""),
}
"""Name: size, keys, theme."""


async def picture(name: str, size: tuple[int, int], keys: list[str], theme: str) -> None:
    """Run the program, press keys, and save what is on the screen."""
    library = opening([str(HERE.parents[1] / "seeds")], Config())
    discovery: Future = Future()
    discovery.set_result(discover(library.roots))
    app, state = make_app(library, discovery, Background(ThreadPoolExecutor(1), 1), Config(theme=theme), None)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot(title="reader")
    state.close()
    # No fonts from elsewhere, and blanks kept by every renderer.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("<text ", '<text xml:space="preserve" ')
    svg = "\n".join(line.rstrip() for line in svg.splitlines() if line.strip())
    (HERE / f"{name}.svg").write_text(svg + "\n", encoding="utf-8")


def main() -> None:
    """Make every picture."""
    import os

    for name, (size, keys, theme) in PICTURES.items():
        with tempfile.TemporaryDirectory() as home:
            os.environ["XDG_STATE_HOME"] = home
            asyncio.run(picture(name, size, keys, theme))


if __name__ == "__main__":
    main()
