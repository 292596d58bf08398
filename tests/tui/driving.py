"""What tests ask of a running app."""

from textual.pilot import Pilot

from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen


def reading(app: ReaderApp) -> ReadingScreen:
    """The main screen, whatever lies over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ReadingScreen))


def shown(app: ReaderApp) -> str:
    """What is on the screen, row by row."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def settled(pilot: Pilot[None]) -> None:
    """Wait until loading and analysing are done."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
