"""The main screen: how library, article and inspector share it, and the keys that work everywhere."""

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.library import Discovery, Opening, Place
from reader.state import State
from reader.tui.background import Background
from reader.tui.keys import HINTS, READING, ChordKeeper, Key, chord_keys, keys_of
from reader.tui.panes import PANES, Pane, Panes, column
from reader.tui.screens.reporting import ReportingScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import HeaderBar, HintBar
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.note_bar import NoteBar
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.selecting import SELECTING
from reader.tui.widgets.sidebar import Sidebar

_LOW = 6  # rows below which header and hints give way to the text


class ReadingScreen(ReportingScreen):
    """Library, article and inspector: how they share the screen, and the keys."""

    AUTO_FOCUS = "#article"
    BINDINGS: ClassVar[list[BindingType]] = READING

    def __init__(
        self,
        opening: Opening,
        discovery: Future[Discovery],
        background: Background,
        state: State,
        column_width: int,
        at: Place | None,
    ) -> None:
        """Make the main screen.

        Args:
            opening: What to call the library.
            discovery: Its articles, as soon as they are found.
            background: Where slow work is done.
            state: Where reading positions and sizes are kept.
            column_width: Cells of the text column where there is room.
            at: Where to begin; None to go on where the first article was left.
        """
        super().__init__(opening, discovery, background, state, at)
        self._column_width = column_width
        self._panes = Panes()
        self._chords = ChordKeeper()

    def compose(self) -> ComposeResult:
        """Few widgets, right on the screen."""
        yield HeaderBar(id="header")
        yield HintBar(id="hints")
        yield Sidebar(id="library")
        yield ArticleView(self._column_width, id="article")
        yield Inspector(id="inspector")
        yield NoteBar(id="note")
        yield Prompt(id="prompt")

    def on_mount(self) -> None:
        """Open the first article; all that takes longer begins after the first paint."""
        self.view = self.query_one(ArticleView)
        self.sidebar = self.query_one(Sidebar)
        self.inspector = self.query_one(Inspector)
        self.hints = self.query_one(HintBar)
        self.prompt = self.query_one(Prompt)
        self.note = self.query_one(NoteBar)
        self.hints.show(HINTS)
        for pane in PANES:
            if (size := self.state.choice(f"pane.{pane}")) and size.isdecimal():
                self._panes.resize(pane, int(size))
        self._arrange()
        self.set_focus(self.view)
        if self.opening.notice:
            self.hints.flash(self.opening.notice)
        self.find_articles()
        self.watch_notes()

    # The panes' wishes

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the entry chosen in the library."""
        if event.sender is self.sidebar:
            number = self.sidebar.entry_at(event.index)
            if number != self.number:
                self.leave()
                self.open(number)
            self._fold_drawer()
            self.set_focus(self.view)

    def on_inspector_jump(self, event: Inspector.Jump) -> None:
        """Show the article, if the inspector hid it."""
        if self._fold_drawer():
            self.set_focus(self.view)

    # Panes

    def on_resize(self, event: events.Resize) -> None:
        """Share out the new width."""
        self._arrange()

    def _arrange(self) -> None:
        shares = self._panes.arrange(self.size.width)
        for widget, cells in ((self.sidebar, shares.library), (self.inspector, shares.inspector)):
            widget.display = bool(cells)
            widget.styles.width = cells or 1
        self.view.display = shares.text
        roomy = self.size.height >= _LOW and not self._panes.zen
        self.query_one(HeaderBar).display = roomy
        self.hints.display = roomy
        if self.focused is None or not self.focused.display:
            self.set_focus(self._visible_pane())

    def _visible_pane(self) -> ArticleView | LineList:
        if self.view.display:
            return self.view
        return self.sidebar if self.sidebar.display else self.inspector

    def action_pane(self, pane: Pane) -> None:
        """Open a pane and go there; fold it away where the reader already is there."""
        widget = self.sidebar if pane == "library" else self.inspector
        folding = widget.display and widget.has_focus
        self._panes.wish(pane, not folding, self.size.width)
        self._arrange()
        self.set_focus(self._visible_pane() if folding else widget)

    def _fold_drawer(self) -> bool:
        """Fold away a pane that hides the article.

        Returns:
            Whether there was one.
        """
        if self.view.display:
            return False
        self._panes.forget_wishes()
        self._arrange()
        return True

    def action_zen(self) -> None:
        """Show nothing but the text, or everything again."""
        self._panes.zen = not self._panes.zen
        self._arrange()

    def action_widen(self, cells: int) -> None:
        """Make the focused pane, or the column of text, wider or narrower."""
        if self.sidebar.has_focus:
            self._resize_pane("library", self.sidebar.size.width + cells)
        elif self.inspector.has_focus:
            self._resize_pane("inspector", self.inspector.size.width + cells)
        else:
            self.view.set_column_width(column(self.view.column_width + cells))
            self.state.keep_choice("column", str(self.view.column_width))

    def on_line_list_dragged(self, event: LineList.Dragged) -> None:
        """Resize a pane with the mouse."""
        if event.sender is self.sidebar:
            self._resize_pane("library", event.screen_x + 1)
        elif event.sender is self.inspector:
            self._resize_pane("inspector", self.size.width - event.screen_x)

    def _resize_pane(self, pane: Pane, cells: int) -> None:
        self.state.keep_choice(f"pane.{pane}", str(self._panes.resize(pane, cells)))
        self._arrange()

    # Help, chords, leaving

    def key_groups(self) -> list[tuple[str, Sequence[Key]]]:
        """The keys that work here, the nearest first."""
        focused = self.focused
        groups: list[tuple[str, Sequence[Key]]] = []
        if isinstance(focused, Sidebar):
            groups = [("In the library", keys_of([*Sidebar.BINDINGS, *LineList.BINDINGS]))]
        elif isinstance(focused, Inspector):
            groups = [("In the inspector", keys_of([*Inspector.BINDINGS, *LineList.BINDINGS]))]
        else:
            groups = [("In the text", keys_of(ArticleView.BINDINGS)), ("While selecting", keys_of(SELECTING))]
            if self.view.selection is not None:
                groups.reverse()
        return [*groups, ("Everywhere", keys_of([*self.BINDINGS, *type(self.app).BINDINGS])), ("After g", chord_keys())]

    def action_of(self, binding: str) -> Callable[[], Awaitable[object]] | None:
        """What a key does, for those who call it by its binding's id.

        Args:
            binding: The id.

        Returns:
            The action, or None where it does not work here.
        """
        for node, bindings in self._binding_chain:
            for held in (held for group in bindings.key_to_bindings.values() for held in group):
                if held.id == binding:
                    return partial(self.app.run_action, held.action, node)
        return None

    def action_help(self) -> None:
        """Show the keys of where the reader is."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.key_groups()))

    def action_chord(self) -> None:
        """Begin a chord and say what can follow."""
        self.hints.say(self._chords.begin())

    def finish_chord(self, key: str) -> bool:
        """Take the second key of a chord.

        Args:
            key: What was pressed.

        Returns:
            Whether a chord was waiting for it.
        """
        chord = self._chords.take(key)
        if chord is False:
            return False
        self.hints.say("")
        if chord is not None:
            getattr(self, f"chord_{chord.action}")()
        return True

    def take_selecting_key(self, key: str) -> bool:
        """Move the ends of the selection, if there is one and the article has the keys.

        Args:
            key: What was pressed.

        Returns:
            Whether it did.
        """
        return self.view.has_focus and self.view.take_selecting_key(key)

    def chord_top(self) -> None:
        """Go to the beginning of what has the focus."""
        if isinstance(self.focused, ArticleView | LineList):
            self.focused.action_top()

    def back_out(self) -> bool:
        """Undo one thing that is going on.

        Returns:
            Whether there was any.
        """
        if self.view.clear_selection() or self.clear():
            return True
        filtered = self.focused
        if isinstance(filtered, Sidebar | Inspector) and filtered.filter:
            filtered.set_filter("")
        elif self._panes.zen:
            self.action_zen()
        elif not self._fold_drawer():
            if self.view.has_focus:
                return False
            self.set_focus(self.view)
        return True

    def action_back_out(self) -> None:
        """Undo one thing that is going on."""
        self.back_out()

    def action_quit(self) -> None:
        """Undo one thing that is going on; where nothing is, quit."""
        if not self.back_out():
            self.app.exit()

    def on_unmount(self) -> None:
        """Keep the reading position"""
        self.keep_reading()
