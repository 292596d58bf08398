"""The main screen: how library, article and inspector share it, and the keys that work everywhere."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.library import Opening, Place
from reader.state import State
from reader.tui import spacing
from reader.tui.background import Background
from reader.tui.keys import HINTS, READING, hints
from reader.tui.panes import PANES, Pane, Panes, column
from reader.tui.screens.recording import RecordingScreen
from reader.tui.start_hints import StartHints
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.bars import HeaderBar, HintBar
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.lines import Lines
from reader.tui.widgets.note_bar import NoteBar
from reader.tui.widgets.prompt import Prompt
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.widgets.voice_strip import VoiceStrip

_FROZEN = 3.0  # seconds after which what there is to show is shown, whatever it is
_LOW = 6  # rows below which header and hints give way to the text


class ReadingScreen(RecordingScreen):
    """Library, article and inspector: how they share the screen, and the keys."""

    class NothingLeft(Message):
        """The reader wants to back out, and nothing is going on."""

    start_hints: StartHints | None = None
    """What is to be said to those who are new here."""
    AUTO_FOCUS = "#article"
    BINDINGS: ClassVar[list[BindingType]] = READING

    def __init__(
        self,
        opening: Opening,
        background: Background,
        state: State,
        column_width: int,
        at: Place | None,
    ) -> None:
        """Make the main screen.

        Args:
            opening: What to call the library.
            background: Where slow work is done.
            state: Where reading positions and sizes are kept.
            column_width: Cells of the text column where there is room.
            at: Where to begin; None to go on where the reader was last.
        """
        super().__init__(opening, background, state, at)
        self._column_width = column_width
        self._panes = Panes()
        self._begun_with: Mapping[str, Sequence[Strip]] = {}

    def begin_with(self, strips: Mapping[str, Sequence[Strip]], moves: Sequence[str] = ()) -> None:
        """Show what the terminal shows already, until there is something to show.

        Args:
            strips: What widgets show, by their names.
            moves: What has been done to the text to have it show that.
        """
        self._begun_with, self.moves_made = strips, moves

    def compose(self) -> ComposeResult:
        """Few widgets, right on the screen."""
        yield HeaderBar(id="header")
        yield HintBar(id="hints")
        yield Sidebar(id="library")
        with Vertical(id="page"):
            yield ArticleView(self._column_width, id="article")
            yield VoiceStrip(id="strip")
        yield Inspector(id="inspector")
        yield NoteBar(id="note")
        yield Prompt(id="prompt")

    def on_mount(self) -> None:
        """Open the first article; all that takes longer begins after the first paint."""
        self.view = self.query_one(ArticleView)
        self.strip = self.query_one(VoiceStrip)
        self.sidebar = self.query_one(Sidebar)
        self.inspector = self.query_one(Inspector)
        self.hints = self.query_one(HintBar)
        self.prompt = self.query_one(Prompt)
        self.note = self.query_one(NoteBar)
        self.use_keys()
        for pane in PANES:
            if (size := self.state.choice(f"pane.{pane}")) and size.isdecimal():
                self._panes.resize(pane, int(size))
        self._panes.recall(self.state.choice("panes") or "")
        for widget in self.query(Lines):
            widget.freeze(self._begun_with.get(widget.id or "", ()))
        if self._begun_with:
            self.set_timer(_FROZEN, self._thaw)
        else:
            self.call_after_refresh(self.begun.set)
        self._arrange()
        self.set_focus(self.view)
        if self.opening.notice:
            self.hints.flash(self.opening.notice)
        self.find_articles()
        self.watch_notes()
        if self.start_hints is not None:
            self.start_hints.begin(self)

    def _compositor_refresh(self) -> None:
        """Draw a frame, unless it would only show what the terminal shows."""
        if not self.is_drawn:
            super()._compositor_refresh()

    @property
    def is_drawn(self) -> bool:
        """Whether all that there is to show stands on the terminal since before the session began."""
        if self._begun_with:
            shown = [widget for widget in self.query(Lines) if widget.display]
            if not all(widget.is_frozen or not widget.size for widget in shown):
                self._begun_with = {}
        return bool(self._begun_with)

    def _thaw(self) -> None:
        self._begun_with = {}
        self.begun.set()
        for widget in self.query(Lines):
            widget.thaw()

    def begin_anew(self) -> Sequence[Lines]:
        """Put everything as the next session will begin with it.

        Returns:
            The widgets on the screen; none where no article is open.
        """
        if self.article is None or self.findings is None or not self.knows_marks or not self._is_known():
            return ()
        self._thaw()
        self.keep_reading()
        self.view.clear_selection()
        while self.clear():
            pass
        self._panes.zen = self.view.is_focusing = False
        self.prompt.close()
        self.hints.say(self.opening.notice)
        self.sidebar.begin_anew()
        self.inspector.begin_anew()
        for widget in (self.sidebar, self.inspector, self.view):
            widget.set_reactive(Widget.has_focus, widget is self.view)
            widget.refresh()
        self._arrange()
        self._refresh_layout()
        return [widget for widget in self.query(Lines) if widget.display and widget.region]

    def _is_known(self) -> bool:
        """Whether all is known of the articles that the library shows."""
        return all(self.sidebar.summary(number) for number in self.sidebar.in_sight())

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
        self.query_one("#page").display = self.view.display = shares.text
        self.fit_strip(self._panes.zen)
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
        self.state.keep_choice("panes", self._panes.told)
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

    def action_space(self) -> None:
        """Have more room between rows and paragraphs; after the most, the least."""
        level, name = spacing.after(self.reader.config)
        self.reader.config = spacing.spaced(self.reader.config, level)
        self.state.keep_choice(spacing.CHOICE, level)
        self.view.compose_anew()
        self.show_findings()
        self.hints.flash(f"Spacing: {name}")

    def chord_mouse(self) -> None:
        """Leave the mouse to the terminal, which then selects whatever is on the screen, or have it back."""
        used = not self.reader.uses_mouse
        self.reader.use_mouse(used)
        left = "The terminal has the mouse: drag to select; the same keys take it back"
        self.hints.flash("The reader has the mouse again" if used else left)

    def action_focus_mode(self) -> None:
        """Have all stand back but the paragraph under the cursor, or nothing."""
        self.view.is_focusing = not self.view.is_focusing
        self.view.refresh()

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

    def use_keys(self) -> None:
        """Take up the keys in force, and say them."""
        super().use_keys()
        self.hints.show(hints(HINTS, self.reader.keys))

    # Leaving

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
        elif self.view.is_focusing:
            self.action_focus_mode()
        elif not self._fold_drawer():
            if self.view.has_focus:
                return False
            self.set_focus(self.view)
        return True

    def action_back_out(self) -> None:
        """Undo one thing that is going on."""
        if not self.back_out():
            self.post_message(self.NothingLeft())

    def action_quit(self) -> None:
        """Undo one thing that is going on; where nothing is, quit."""
        if not self.back_out():
            self.app.exit()

    def on_unmount(self) -> None:
        """Keep the reading position"""
        self.keep_reading()
