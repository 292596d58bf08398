"""The keys of the main screen beyond bindings: chords, counts, what help says of them; their names in messages."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from textual.binding import Binding
from textual.dom import DOMNode

from reader.config.keynames import readable
from reader.tui.keys import (
    CHORDS,
    Chord,
    ChordKeeper,
    Counter,
    Key,
    chord_keys,
    free_digits,
    goes_to_number,
    keys_of,
    times,
)
from reader.tui.screens.overview import OverviewScreen
from reader.tui.widgets.article_view import ArticleView
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.line_list import LineList
from reader.tui.widgets.selecting import SELECTING
from reader.tui.widgets.sidebar import Sidebar

_REPEATED = 999  # times that a key is repeated at most while something is selected
_CHORD = "chord"


class KeyingScreen(OverviewScreen):
    """Takes keys that belong together: a chord, or a count and what is done so often."""

    _chords: ChordKeeper
    _counter: Counter

    def use_keys(self) -> None:
        """Take up the keys in force: those that begin a count are the digits that no binding has."""
        changed = self.reader.keys
        self._chords = ChordKeeper()
        self._chords.use(changed)
        self._counter = Counter()
        if changed:
            self._counter.digits = free_digits(self.view._bindings, self._bindings)

    def take_key(self, key: str) -> bool | Awaitable[bool]:
        """Give a key to what waits for it, before any binding: a chord, a count, a selection.

        Args:
            key: What was pressed.

        Returns:
            Whether it was taken, or what comes to know that.
        """
        counter = self._counter
        if not counter.digits:
            return self.finish_chord(key) or self.take_selecting_key(key)
        if not self._chords.is_begun and isinstance(self.focused, ArticleView | LineList) and counter.take(key):
            self.hints.say(f"{counter.count} …  then a key; Esc forgets it")
            return True
        return self._take_counted(key) if counter.count else self.finish_chord(key) or self.take_selecting_key(key)

    async def _take_counted(self, key: str) -> bool:
        """Do what a key does as often as was counted."""
        if self.finish_chord(key):
            return True
        node, binding = self._bound(key)
        if binding is not None and binding.action == _CHORD:
            return False  # the count is for what the chord does
        count = self._counter.done()
        self.hints.say("")
        if key == "escape":
            return True
        if self.take_selecting_key(key):
            for _ in range(min(count, _REPEATED) - 1):
                self.take_selecting_key(key)
        elif binding is None:
            return False
        elif goes_to_number(binding.action):
            self._go_to_number(count)
        elif action := times(binding.action, count):
            await self.app.run_action(action, node)
        return True

    def _bound(self, key: str) -> tuple[DOMNode, Binding | None]:
        """The nearest binding of a key, and whose it is."""
        for node, bindings in self._binding_chain:
            for binding in bindings.key_to_bindings.get(key, ()):
                return node, binding
        return self, None

    def _go_to_number(self, number: int) -> None:
        """Go to the paragraph or the row of a list that has a number."""
        if isinstance(self.focused, LineList):
            self.focused.select(number - 1)
        elif self.view.viewport is not None and self.view.viewport.paragraphs:
            paragraphs = self.view.viewport.paragraphs
            self.leave()
            self.view.go(paragraphs[min(number, len(paragraphs)) - 1].start)

    async def _do_chord(self, chord: Chord) -> None:
        """Do what a chord does."""
        getattr(self, f"chord_{chord.action}")()

    # Help

    def key_groups(self) -> list[tuple[str, Sequence[Key]]]:
        """The keys that work here, the nearest first."""
        focused, changed = self.focused, self.reader.keys
        groups: list[tuple[str, Sequence[Key]]] = []
        if isinstance(focused, Sidebar):
            groups = [("In the library", keys_of([*Sidebar.BINDINGS, *LineList.BINDINGS], changed))]
        elif isinstance(focused, Inspector):
            groups = [("In the inspector", keys_of([*Inspector.BINDINGS, *LineList.BINDINGS], changed))]
        else:
            selecting = ("While selecting", keys_of(SELECTING, changed))
            groups = [("In the text", keys_of(ArticleView.BINDINGS, changed)), selecting]
            if self.view.selection is not None:
                groups.reverse()
        everywhere = keys_of([*self.BINDINGS, *type(self.app).BINDINGS], changed)
        after = f"After {readable((*changed.get('chord.start', ()), 'g')[0])}"
        return [*groups, ("Everywhere", everywhere), (after, chord_keys(changed))]

    def action_of(self, binding: str) -> Callable[[], Awaitable[object]] | None:
        """What a key does, for those who call it by its binding's id.

        Args:
            binding: The id, of a binding or of a chord.

        Returns:
            The action, or None where it does not work here.
        """
        chord = next((chord for chord in CHORDS if chord.id == binding), None)
        if chord is not None:
            return partial(self._do_chord, chord)
        for node, _ in self._binding_chain:
            for _, held in type(node)._merged_bindings or ():  # what has no key now is there too
                if held.id == binding:
                    return partial(self.app.run_action, held.action, node)
        return None

    def action_help(self) -> None:
        """Show the keys of where the reader is."""
        from reader.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.key_groups()))

    # Chords and selecting

    def action_chord(self) -> None:
        """Begin a chord and say what can follow."""
        self.hints.offer(*self._chords.begin())

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
        count = self._counter.done()
        if chord is not None and count and goes_to_number(chord.action):
            self._go_to_number(count)
        elif chord is not None:
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
