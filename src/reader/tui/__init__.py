"""The screen: the only package that imports textual, and only when `run` is called."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

    from reader.config import Config
    from reader.library import Opening, Place

_FRAMES = "240"  # a second at most: what a key brings about is shown at the next, and none is drawn for nothing
_THRESHOLDS = (500, 5, 3)  # garbage is looked for sooner than is usual: little is left to look through


def run(
    opening: "Opening",
    config: "Config",
    notes: str,
    at: "Place | None" = None,
    said: "Sequence[str]" = (),
    tour: str = "",
) -> "NoReturn":
    """Open the reader and stay there until the user leaves.

    Args:
        opening: Which library.
        config: The settings in force.
        notes: The file of annotations, or the folder of them.
        at: Where to begin; None to go on where the reader was last.
        said: Settings of the command line.
        tour: A folder for all that is kept, to be removed at the end: the reader is shown round. Empty for no tour.

    The process ends with it.
    """
    import gc
    import os
    import sys

    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    gc.disable()  # nothing made while starting is garbage, and looking for some is a tenth of the start
    sys.modules["ssl"] = None  # type: ignore[assignment] # asyncio does without, and so does all that runs here
    import asyncio  # noqa: F401

    del sys.modules["ssl"]
    from reader.tui import background
    from reader.tui.first_page import terminal

    beside = background.start()
    beside.expect(opening.roots, terminal.page.path if terminal.page else at.path if at else "")
    terminal.follow_keys()
    from reader.tui.start import begin_with, files_behind, make_app

    app, state = make_app(opening, beside, config, notes, at, said, bool(tour))
    begin_with(app, terminal)
    gc.freeze()  # what the start has made stays: it is never looked through again
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()
    app.run(mouse=config.mouse)
    beside.close()
    state.close()
    if tour:
        import shutil

        shutil.rmtree(tour, ignore_errors=True)
    elif at is None:
        terminal.keep(*app.last_page, files_behind(app, notes))
    for line in app.farewell:
        print(f"reader: {line}", file=sys.stderr, flush=True)
    sys.stdout.flush()
    os._exit(app.return_code or 0)  # all is saved; a process that ends in the middle of its work is not waited for
