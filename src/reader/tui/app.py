"""The app: theme, palette, first screen."""

import asyncio
import signal
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input

from reader.library import Discovery, Opening, Place
from reader.page.theme import Fault, Theme
from reader.state import State
from reader.tui.background import Background
from reader.tui.screens.reading import ReadingScreen
from reader.tui.strips import Brush, textual_theme
from reader.tui.widgets.lines import Lines

_PATIENCE = 100  # turns of the event loop that a key waits at most for the key before it


class ReaderApp(App[None]):
    """The reader on the screen."""

    CSS_PATH = "reader.tcss"
    TITLE = "reader"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon", "command_palette", "palette", id="app.palette", tooltip="Find a command by its name"),
        Binding("ctrl+q", "exit", "quit at once", id="app.exit", tooltip="Quit, whatever is going on", priority=True),
    ]

    def __init__(
        self,
        opening: Opening,
        discovery: Future[Discovery],
        background: Background,
        state: State,
        theme: Theme,
        themes: Callable[[], tuple[Mapping[str, Theme], Sequence[Fault]]],
        column_width: int,
        at: Place | None = None,
    ) -> None:
        """Make the app.

        Args:
            opening: What to call the library.
            discovery: Its articles, as soon as they are found.
            background: Where slow work is done.
            state: What the program remembers.
            theme: The theme to begin with.
            themes: Loads them all, when somebody wants to choose, with what was wrong.
            column_width: Cells of the text column where there is room.
            at: Where to begin; None to go on where the first article was left.
        """
        super().__init__()
        self.animation_level = "none"
        self.state = state
        self.worn = theme
        """The theme in force."""
        self._themes = themes
        self._reported: set[Fault] = set()
        self.brush = Brush(theme, self.no_color)
        self.reading = ReadingScreen(opening, discovery, background, state, column_width, at)
        self.wear(theme)

    def get_driver_class(self) -> type[Driver]:
        """The driver: Textual's for the terminal, made sturdier; any other as it is."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        from reader.tui.driver import ReaderDriver

        return ReaderDriver

    def get_default_screen(self) -> Screen[object]:
        """The main screen is there from the start."""
        return self.reading  # type: ignore[return-value]

    def on_mount(self) -> None:
        """Leave in good order when the system asks: save, and restore the terminal."""
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, partial(self.exit, return_code=128 + number))

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take each key only when all that the one before it did is done, so that typing ahead goes where it should.

        Bindings are looked up right here. Sent to the widget first, as is usual, a key comes back to the app behind
        those typed after it, and has cost three more messages.
        """
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._settle()
            if self._take(event.key):
                return
            typing = isinstance(self.focused, Input) and event.is_printable
            if not typing and await self._check_bindings(event.key):
                return
        await super().on_event(event)

    async def _settle(self) -> None:
        quiet = 0
        for _ in range(_PATIENCE):
            pumps = [self.screen, *self.screen.walk_children()]
            quiet = 0 if any(pump.message_queue_size for pump in pumps) else quiet + 1
            if quiet > 1:
                return
            await asyncio.sleep(0)

    def _take(self, key: str) -> bool:
        """Give a key to the chord or the selection that waits for it, if one does."""
        screen = self.screen
        return isinstance(screen, ReadingScreen) and (screen.finish_chord(key) or screen.take_selecting_key(key))

    # Themes

    def wear(self, theme: Theme) -> None:
        """Put on a theme."""
        self.worn = theme
        self.brush = Brush(theme, self.no_color)
        self.register_theme(textual_theme(theme))
        self.theme = f"reader-{theme.name}"
        for screen in self.screen_stack if self._running else ():
            for widget in screen.query(Lines):
                widget.restyle()

    def action_pick_theme(self) -> None:
        """Choose a theme; the screen wears each one as it is selected."""
        from reader.tui.screens.theme_picker import ThemePicker

        themes, faults = self._themes()
        for fault in faults:
            if fault not in self._reported:
                self._reported.add(fault)
                self.notify(str(fault), severity="warning", markup=False)
        before = self.worn

        def picked(name: str | None) -> None:
            self.wear(themes.get(name or "", before))
            if name:
                self.state.keep_choice("theme", name)

        self.push_screen(ThemePicker(list(themes.values()), before.name, self.wear), picked)

    async def action_exit(self) -> None:
        """Quit."""
        self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette's commands: what the keys of this place do."""
        if not isinstance(screen, ReadingScreen):
            return
        for _, keys in screen.key_groups():
            for key in keys:
                action = screen.action_of(key.id)
                if action is not None:
                    yield SystemCommand(f"{key.what} ({key.shown})", key.tooltip, action)
