"""The screen: the only package that imports textual, and only when `run` is called."""

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.config import Config
    from reader.library import Discovery, Opening, Place
    from reader.tui.background import Background

_FRAMES = "240"  # a second at most: what a key brings about is shown at the next, and none is drawn for nothing
_THRESHOLDS = (500, 5, 3)  # garbage is looked for sooner than is usual: little is left to look through


def run(opening: "Opening", config: "Config", notes: str, at: "Place | None" = None) -> NoReturn:
    """Open the reader and stay there until the user leaves.

    Args:
        opening: Which library.
        config: The settings in force.
        notes: The file of annotations, or the folder of them.
        at: Where to begin; None to go on where the first article was left.

    The process ends with it.
    """
    import gc
    import os
    import sys

    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    gc.disable()  # nothing made while starting is garbage, and looking for some is a tenth of the start
    from concurrent.futures import ThreadPoolExecutor

    from reader.library import discover
    from reader.tui import background

    beside = background.start()
    with ThreadPoolExecutor(1) as thread:
        discovery = thread.submit(discover, opening.roots)
        discovery.add_done_callback(lambda found: _expect(beside, found, at))
        from reader.tui.start import make_app

        app, state = make_app(opening, discovery, beside, config, notes, at)
        gc.freeze()  # what the start has made stays: it is never looked through again
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
        app.run()
    beside.close()
    state.close()
    sys.stdout.flush()
    os._exit(app.return_code or 0)  # all is saved; a process that ends in the middle of its work is not waited for


def _expect(beside: "Background", found: "Future[Discovery]", at: "Place | None") -> None:
    """Have the article that is opened first analysed while the screen is being made."""
    if found.exception() is None and (at or found.result().entries):
        beside.expect(at.path if at else found.result().entries[0].path)
