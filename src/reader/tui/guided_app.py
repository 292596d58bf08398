"""The app with the tour going on: a bar below every screen says what to do, and goes on when it was done."""

import os
from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from reader.config.keymaps import START, keymap, shown
from reader.model import Span
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.tour import TEXT, Facts, Tour
from reader.tui.widgets.guide_bar import GuideBar

_EACH = 0.1  # seconds between two looks at what was done


class GuidedApp(ReaderApp):
    """The reader with somebody who shows round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *ReaderApp.BINDINGS,
        Binding("ctrl+g", "skip_step", "skip", id="guide.skip", tooltip="Skip this step of the tour", priority=True),
    ]

    _leaving = False
    """Whether the reader has asked to leave, and is to ask again."""

    def on_mount(self) -> None:
        """Begin the tour."""
        self._tour = Tour()
        self.set_interval(_EACH, self._look)

    def _look(self) -> None:
        """Go on if a step is done, and say what is to be done in the bar of the screen on top."""
        screen = self.screen
        if isinstance(screen, CommandPalette) or not screen.is_mounted:
            return
        now = facts(self)
        self._tour.look(now)
        bar = next(iter(screen.query(GuideBar)), None)
        if bar is None:
            bar = GuideBar()
            screen.mount(bar)
        keys = keys_of_all(self)
        told = self._tour.told(now.place, keys)
        if self._leaving:
            told = told._replace(words=f"{keys['app.back-out']} again leaves the tour.")
        skips, leaves = f"{keys['guide.skip']} skips", f"{keys['app.back-out']} leaves"
        bar.show(told, f"{skips} · {leaves}" if now.place == TEXT else skips)

    async def on_event(self, event: events.Event) -> None:
        """Take any key but the one that leaves as a sign that the reader stays."""
        if isinstance(event, events.Key) and event.key not in self.keys.get("app.back-out", ("escape",)):
            self._leaving = False
        await super().on_event(event)

    def action_skip_step(self) -> None:
        """Go on with the next step."""
        self._leaving = False
        self._tour.skip()
        self._look()

    def on_guide_bar_clicked(self) -> None:
        """Go on with the next step."""
        self.action_skip_step()

    def on_reading_screen_nothing_left(self) -> None:
        """Leave, if the reader says so twice."""
        if self._leaving:
            self.exit()
        self._leaving = True
        self._look()


def keys_of_all(app: ReaderApp) -> Mapping[str, str]:
    """The first of the keys in force of each id, as people read it."""
    held = keymap(app.config.keymap, app.config.keys).places
    start = next(listed.keys for place in held for listed in place.keys if listed.id == START)
    return {listed.id: next(iter(shown(place, listed, start)), "") for place in held for listed in place.keys}


def facts(app: ReaderApp) -> Facts:
    """What is true of the screen, as far as the tour is about it."""
    reading, top = app.reading, app.screen
    named = reading.findings.actor_at(reading.item.start) if reading.findings else None
    quote = reading.findings.quote_at(reading.item.start) if reading.findings else None
    return Facts(
        TEXT if isinstance(top, ReadingScreen) else type(top).__name__,
        os.path.basename(reading.article.path) if reading.article else "",
        quote is not None and Span(quote.start, quote.end) == reading.item,
        named[1].name if named is not None and named[0] == reading.item else "",
        reading.is_explaining,
        len(reading.placed),
        sum(bool(item.annotation.note) for item in reading.placed),
    )
