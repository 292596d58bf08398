"""The app: theme, palette, first screen."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from reader import locations
from reader.config import DEFAULT, Config
from reader.library import Opening, Place
from reader.page.looks import Theme
from reader.page.theme_file import Fault
from reader.state import State
from reader.tui.answers import GroundTold
from reader.tui.background import Background
from reader.tui.configuring import EACH, Follower
from reader.tui.kept_page import Moves, Page
from reader.tui.keys import DECLARED, Changed, rebound
from reader.tui.leaving import LeavingApp
from reader.tui.screens.reading import ReadingScreen
from reader.tui.strips import Brush, textual_theme
from reader.tui.wardrobe import Wardrobe
from reader.tui.widgets.bars import HintBar
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.selecting import Selectable

_BEGINNING = 4.0  # seconds that a key waits at most for something to act upon
_SOON = 0.1  # seconds until what has to wait for the first page is tried again
_TOLD = 10.0  # seconds that a fault is told
_PATIENCE = 100  # turns of the event loop that a key waits at most for the key before it


class ReaderApp(LeavingApp):
    """The reader on the screen."""

    CSS_PATH = "reader.tcss"
    TITLE = "reader"
    ALLOW_SELECT = False  # passages are selected by our own keys and mouse
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon", "command_palette", "palette", id="app.palette", tooltip="Find a command by its name"),
        Binding("ctrl+q", "exit", "quit at once", id="app.exit", tooltip="Quit, whatever is going on", priority=True),
    ]

    def __init__(
        self,
        opening: Opening,
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
            background: Where slow work is done.
            state: What the program remembers.
            theme: The theme to begin with.
            themes: Loads them all, when somebody wants to choose, with what was wrong.
            column_width: Cells of the text column where there is room.
            at: Where to begin; None to go on where the reader was last.
        """
        super().__init__()
        self.animation_level = "none"
        self._follower: Follower | None = None
        self.config: Config = DEFAULT
        """The settings in force."""
        self.keys: Changed = DECLARED
        """The keys in force, where they are not those that bindings are declared with."""
        self.uses_mouse = True
        """Whether the terminal is to tell of the mouse."""
        self.state = state
        self.worn = theme
        """The theme in force."""
        self._themes = themes
        self.wardrobe = Wardrobe(self, state, locations.themes())
        """Knows what to wear."""
        self._reported: set[Fault] = set()
        self.brush = Brush(theme, self.no_color)
        self.last_page: tuple[Page | None, Moves] = (None, Moves())
        """What the next session begins with once this one ends, and where a few keys lead from it."""
        self.reading = ReadingScreen(opening, background, state, column_width, at)
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
        """Look now and then at what the user may have changed."""
        self.set_interval(EACH, self.wardrobe.look)
        if self._follower is not None:
            self.set_interval(EACH, self._follower.look)

    # Settings

    def configure(self, config: Config, keys: Changed, follower: Follower) -> None:
        """Be as the settings say, and stay so.

        Args:
            config: The settings in force.
            keys: The keys in force that are not those bindings are declared with.
            follower: Looks at their file now and then.
        """
        self.config, self._follower, self.uses_mouse = config, follower, config.mouse
        if keys:
            self.use_keys(keys)
        self.move_by_itself(config.animations)

    def move_by_itself(self, moves: bool) -> None:
        """Let things move by themselves, or not: scrolling, the caret of input lines."""
        self.animation_level = "full" if moves else "none"
        for node in self._registry:
            if hasattr(node, "cursor_blink"):
                node.cursor_blink = moves

    def use_mouse(self, used: bool) -> None:
        """Have the terminal tell of the mouse, or not."""
        from textual.drivers.linux_driver import LinuxDriver

        self.uses_mouse = used
        driver = self._driver
        if isinstance(driver, LinuxDriver):
            driver._disable_mouse_support()
            driver._mouse = used
            driver._enable_mouse_support()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take each key only when all that the one before it did is done, so that typing ahead goes where it should.

        Bindings are looked up right here. Sent to the widget first, as is usual, a key comes back to the app behind
        those typed after it, and has cost three more messages.
        """
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            with suppress(TimeoutError):
                await asyncio.wait_for(self.reading.begun.wait(), _BEGINNING)
            self.reading.show_text()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._settle()
            if await self._take(event.key):
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

    async def _take(self, key: str) -> bool:
        """Give a key to what waits for it on the screen before any binding, if something does."""
        take: Callable[[str], bool | Awaitable[bool]] | None = getattr(self.screen, "take_key", None)
        taken = take(key) if take is not None else False
        return taken if isinstance(taken, bool) else await taken

    def use_keys(self, changed: Changed) -> None:
        """Have other keys for what bindings do, from now on.

        Args:
            changed: The keys of each id that are not those its binding is declared with.
        """
        self.keys = changed
        for node in (self, *self._registry):
            self._rebind(node)
        if self.is_running:
            self.reading.use_keys()

    def _rebind(self, node: DOMNode) -> None:
        declared = type(node)._merged_bindings
        if declared is not None:
            node._bindings = rebound(declared, self.keys)
        if isinstance(node, Selectable):
            node.use_keys(self.keys)

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        """Take in a widget or a screen, with the keys in force."""
        if self.keys:
            self._rebind(child)
        if hasattr(child, "cursor_blink"):
            child.cursor_blink = self.config.animations
        super()._register_child(parent, child, before, after)

    def action_keys_here(self) -> None:
        """Show the keys of what lies over the text; of the keys themselves nothing is to be said."""
        from reader.tui.screens.help import HelpScreen, groups_of

        if isinstance(self.screen, HelpScreen):
            self.screen.action_close()
        else:
            self.push_screen(HelpScreen(groups_of(self.screen)))

    # Themes

    def wear(self, theme: Theme) -> None:
        """Put on a theme."""
        self.worn = theme
        self.brush = Brush(theme, self.no_color)
        self.register_theme(textual_theme(theme))
        name = f"reader-{theme.name}"
        if not self._running:  # nothing is drawn yet that would have to be drawn anew
            self.set_reactive(App.theme, name)
            self.set_class(theme.dark, "-dark-mode", update=False)
            self.set_class(not theme.dark, "-light-mode", update=False)
            self.stylesheet.set_variables(self.get_css_variables())
            return
        if self.theme == name:  # its file was saved
            self._watch_theme(name)
        self.theme = name
        for screen in self.screen_stack:
            for widget in screen.query(Lines):
                widget.thaw()
                widget.restyle()

    def on_ground_told(self, event: GroundTold) -> None:
        """Follow the terminal, as soon as the first page need not stand as it is."""
        if self.reading.begun.is_set():
            self.wardrobe.take_ground(event.light)
        else:
            self.set_timer(_SOON, partial(self.on_ground_told, event))

    def tell(self, message: str) -> None:
        """Say something in the bottom line of the nearest screen that has one."""
        for screen in reversed(self.screen_stack):
            for bar in screen.query(HintBar):
                bar.flash(message, _TOLD)
                return

    def action_pick_theme(self) -> None:
        """Choose a theme; the screen wears each one as it is selected."""
        from reader.tui.screens.theme_picker import Offer, ThemePicker

        themes, faults = self._themes()
        new = [fault for fault in faults if fault not in self._reported]
        self._reported.update(new)
        if new:
            more = f" (and {len(new) - 1} more: reader themes)" if len(new) > 1 else ""
            self.tell(f"{new[0].short}{more}")
        before, usual = self.worn, self.wardrobe.usual()

        def picked(name: str | None) -> None:
            if name is None:
                self.wear(before)
            else:
                self.wardrobe.choose(name)

        what = "As the settings say" if self.config.theme else "As the terminal is"
        offers = [Offer("", what, usual.title, usual)]
        offers += [Offer(theme.name, theme.title, theme.description, theme) for theme in themes.values()]
        self.push_screen(ThemePicker(offers, self.wardrobe.chosen, self.wear), picked)

    def action_try_keys(self) -> None:
        """Show what keys send and do."""
        from reader.tui.screens.key_tester import KeyTester

        self.push_screen(KeyTester())

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Quit, and leave a page for the next session to begin with."""
        if not self._exit and not return_code and self.is_running:
            self._begin_batch()  # the terminal sees none of it
            try:
                self.last_page = self._page()
            except Exception:  # whatever is wrong with it, it costs the next start its speed and never this exit
                self.last_page = (None, Moves())
        super().exit(result, return_code, message)

    def _page(self) -> tuple[Page | None, Moves]:
        """The page that the next session begins with."""
        from reader.tui.first_frame import Artist, page_of

        widgets = self.reading.begin_anew()
        article = self.reading.article
        if not widgets or article is None:
            return None, Moves()
        return page_of(Artist(widgets, self.console._color_system), article.path, self.reading.view)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from reader.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

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
                    yield SystemCommand(f"{key.what} ({key.shown})" if key.shown else key.what, key.tooltip, action)
        yield SystemCommand("try keys", "What the terminal sends for a key, and what that does", self.action_try_keys)
