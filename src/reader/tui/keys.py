"""Keys as people read them, taken from the bindings themselves; other keys for them; chords, and counts before keys."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingsMap, BindingType

from reader.config.keynames import readable

Changed = Mapping[str, tuple[str, ...]]
"""The keys of each id that differ from those that bindings are declared with."""

DECLARED: Changed = MappingProxyType({})
"""The keys that bindings are declared with."""

_MULTIPLIED = frozenset(
    ("lines", "pages", "paragraph", "move", "rows", "quote", "mention", "hit", "walk_marks", "article", "widen")
)
_TO_NUMBER = frozenset(("top", "bottom"))
_COLORS = 9
MOST = 9999
"""The highest count."""


class Key(NamedTuple):
    """What help says of one binding."""

    id: str
    shown: str
    """Its keys, as people read them."""
    what: str
    """In a word or two."""
    tooltip: str
    """In a sentence."""


class Chord(NamedTuple):
    """A second key after g."""

    key: str
    action: str
    id: str
    what: str
    tooltip: str


CHORDS: tuple[Chord, ...] = (
    Chord("g", "top", "chord.top", "top", "Go to the beginning"),
    Chord("s", "twins", "chord.twins", "twins", "Statements as several articles print them"),
    Chord("vertical_line", "compare", "chord.compare", "beside", "Another article beside this one"),
    Chord("k", "concordance", "chord.concordance", "concordance", "Every place of a word or an actor, in its context"),
    Chord("m", "voices", "chord.voices", "voices", "Who is quoted how much in which articles"),
    Chord("r", "read", "chord.read", "reading", "Stop reading through the library, or go on"),
    Chord("a", "audit", "chord.audit", "audit", "How the library uses its sources, with figures"),
    Chord("A", "article_audit", "chord.article-audit", "audit this", "How this article uses its sources"),
    Chord("n", "notes", "chord.notes", "notes", "List all your annotations, and go to any"),
    Chord("S", "statistics", "chord.statistics", "what you read", "What you have read, and for how long"),
    Chord("t", "mouse", "chord.mouse", "terminal", "Leave the mouse to the terminal, to select with, or take it back"),
    Chord("c", "corrections", "chord.corrections", "corrections", "List your corrections, and take back any"),
)
"""What can follow g."""


def keys_of(bindings: Iterable[BindingType], changed: Changed = DECLARED) -> Sequence[Key]:
    """What help says of bindings.

    Args:
        bindings: As a widget or screen declares them.
        changed: Their keys, where they are others.

    Returns:
        Those that have a description, in the same order.
    """
    return [
        Key(
            binding.id or "",
            " ".join(map(readable, _keys(binding, changed))),
            binding.description,
            binding.tooltip or binding.description,
        )
        for binding in bindings
        if isinstance(binding, Binding) and binding.description
    ]


def _keys(binding: Binding, changed: Changed) -> Sequence[str]:
    """The keys of a binding."""
    if binding.id is not None and binding.id in changed:
        return changed[binding.id]
    return [key.strip() for key in binding.key.split(",")]


def chord_keys(changed: Changed = DECLARED) -> Sequence[Key]:
    """What help says of the chords."""
    lead = readable(changed.get("chord.start", ("g",))[0]) if changed.get("chord.start", ("g",)) else ""
    return [
        Key(chord.id, " ".join(lead + readable(key) for key in _second(chord, changed)), chord.what, chord.tooltip)
        for chord in CHORDS
    ]


def _second(chord: Chord, changed: Changed) -> Sequence[str]:
    """The keys of a chord after the first."""
    return changed.get(chord.id, (chord.key,))


def rebound(bindings: BindingsMap, changed: Changed) -> BindingsMap:
    """Bindings with other keys.

    Args:
        bindings: Of a widget or screen, those of its classes merged.
        changed: The keys of some ids.

    Returns:
        A map of the same bindings; a key that an id was given is taken from the others that have it here.
    """
    made: dict[str, list[Binding]] = {}
    moved: dict[str, Binding] = {}
    for key, held in bindings.key_to_bindings.items():
        for binding in held:
            if binding.id is not None and binding.id in changed:
                moved[binding.id] = binding
            else:
                made.setdefault(key, []).append(binding)
    for identity, binding in moved.items():
        for key in changed[identity]:
            made[key] = [binding.with_key(key)]
    return BindingsMap.from_keys(made)


def times(action: str, count: int) -> str:
    """An action done so many times.

    Args:
        action: As a binding has it.
        count: How often, or which: the number of a color.

    Returns:
        The action with its number multiplied; one that takes no count as it is, empty for a color that there is not.
    """
    name, _, arguments = action.partition("(")
    number = arguments.rstrip(")")
    if name == "mark":
        return f"mark({count})" if count <= _COLORS else ""
    if name not in _MULTIPLIED:
        return action
    return f"{name}({float(number) * count})" if "." in number else f"{name}({int(number) * count})"


def goes_to_number(action: str) -> bool:
    """Whether an action with a count goes to what has that number."""
    return action in _TO_NUMBER


_STEP = 2  # cells by which < and > change a width

READING: list[BindingType] = [
    Binding("J", "article(1)", "next article", id="article.next", tooltip="Open the next article"),
    Binding("K", "article(-1)", "previous article", id="article.previous", tooltip="Open the article before"),
    Binding("s", "quote(1)", "next quote", id="quote.next", tooltip="Go to the next quote (said)"),
    Binding("S", "quote(-1)", "previous quote", id="quote.previous", tooltip="Go to the quote before"),
    Binding("w", "mention(1)", "next actor", id="actor.next", tooltip="Go to the next mention of an actor (who)"),
    Binding("W", "mention(-1)", "previous actor", id="actor.previous", tooltip="Go to the mention before"),
    Binding("equals_sign", "explain", "why", id="quote.explain", tooltip="Say who said this, why, and how sure it is"),
    Binding("a", "annotate", "annotate", id="mark.annotate", tooltip="Annotate the selection, quote or paragraph"),
    *(
        Binding(str(n), f"mark({n})", f"mark {n}", id=f"mark.color-{n}", tooltip=f"Mark it in color {n}")
        for n in range(1, 10)
    ),
    Binding("e", "edit", "edit mark", id="mark.edit", tooltip="Change the annotation: note, tags, color"),
    Binding("x", "remove", "remove mark", id="mark.remove", tooltip="Take the annotation away"),
    Binding("m", "walk_marks(1)", "next mark", id="mark.next", tooltip="Go to the next annotation"),
    Binding("M", "walk_marks(-1)", "previous mark", id="mark.previous", tooltip="Go to the annotation before"),
    Binding("enter", "enter", "dossier", id="actor.dossier", tooltip="The actor's dossier; keep a mark's new ends"),
    Binding("y", "copy(False)", "copy", id="copy.plain", tooltip="Copy the selection, quote or paragraph"),
    Binding("Y", "copy(True)", "cite", id="copy.citation", tooltip="Copy it with speaker, title and the way back"),
    Binding("o", "links", "links", id="link.list", tooltip="The links of this paragraph, to open or copy"),
    Binding("c", "correct", "correct", id="correction.make", tooltip="Put right what was found: name, kind, speaker …"),
    Binding("U,ctrl+z", "undo", "undo", id="correction.undo", tooltip="Take back the last annotation or correction"),
    Binding("ctrl+y", "redo", "redo", id="correction.redo", tooltip="Do it again"),
    Binding("f,ctrl+f", "search", "find all", id="search.start", tooltip="Find everywhere: fuzzily, as you type"),
    Binding("slash", "find", "find", id="find.start", tooltip="Find in this article"),
    Binding("n", "hit(1)", "next hit", id="find.next", tooltip="Go to the next hit"),
    Binding("N", "hit(-1)", "previous hit", id="find.previous", tooltip="Go to the hit before"),
    Binding("L", "pane('library')", "library", id="pane.library", tooltip="Go to the library, or fold it away"),
    Binding("I", "pane('inspector')", "inspector", id="pane.inspector", tooltip="Go to the inspector, or fold it away"),
    Binding("O", "strip", "voices", id="pane.strip", tooltip="Show where voices and marks lie, or hide it"),
    Binding("z", "zen", "zen", id="pane.zen", tooltip="Nothing but the text, and back"),
    Binding("Z", "focus_mode", "focus", id="pane.focus", tooltip="Dim all but the paragraph you are at, and back"),
    Binding("tab", "app.focus_next", "next pane", id="pane.next", tooltip="Go to the next pane"),
    Binding("shift+tab", "app.focus_previous", "previous pane", id="pane.previous", tooltip="Go to the pane before"),
    Binding(
        "less_than_sign",
        f"widen(-{_STEP})",
        "narrower",
        id="pane.narrower",
        tooltip="Make this pane or column narrower",
    ),
    Binding("greater_than_sign", f"widen({_STEP})", "wider", id="pane.wider", tooltip="Make this pane or column wider"),
    Binding("plus", "space", "spacing", id="page.spacing", tooltip="More room between rows; after the most, the least"),
    Binding("comma,ctrl+o,alt+left", "back", "back", id="history.back", tooltip="Back to where you were"),
    Binding("full_stop,alt+right", "forward", "forward", id="history.forward", tooltip="Forward again"),
    Binding("g", "chord", "go …", id="chord.start", tooltip="Begin a chord; a hint says what can follow"),
    Binding("T", "app.pick_theme", "theme", id="app.theme", tooltip="Choose a theme, with live preview"),
    Binding("question_mark,f1", "help", "help", id="app.help", tooltip="The keys of where you are"),
    Binding("escape", "back_out", "back out", id="app.back-out", tooltip="Clear hits and lights, leave the pane"),
    Binding("q", "quit", "quit", id="app.quit", tooltip="Back out of what is going on; quit where nothing is"),
]
"""The keys of the main screen, wherever the focus is."""


class Hint(NamedTuple):
    """What the bottom line says of a key, or of two that belong together."""

    shown: str
    """The keys, as long as they are those that the bindings are declared with."""
    what: str
    ids: tuple[str, ...]


HINTS = (
    Hint("j/k", "line", ("article.line-down", "article.line-up")),
    Hint("Space", "page", ("article.page-down",)),
    Hint("s", "quote", ("quote.next",)),
    Hint("w", "actor", ("actor.next",)),
    Hint("=", "why", ("quote.explain",)),
    Hint("a", "annotate", ("mark.annotate",)),
    Hint("c", "correct", ("correction.make",)),
    Hint("f", "find", ("search.start",)),
    Hint("/", "in article", ("find.start",)),
    Hint("J/K", "article", ("article.next", "article.previous")),
    Hint("T", "theme", ("app.theme",)),
    Hint("?", "help", ("app.help",)),
    Hint("q", "quit", ("app.quit",)),
)
"""The keys that the bottom line shows, the most useful first."""

SELECTED = (
    Hint("a", "note", ("mark.annotate",)),
    Hint("1-9", "mark", ("mark.color-1",)),
    Hint("y", "copy", ("copy.plain",)),
    Hint("Y", "cite", ("copy.citation",)),
)
RESHAPING = (Hint("Enter", "keeps the ends for this mark", ("actor.dossier",)),)
SELECTING_HINTS = (Hint("o", "other end", ("select.swap",)), Hint("V", "paragraphs", ("select.whole",)))
"""What can be done with a selection, or with one that a mark began with; and with both."""


def hints(shown: Iterable[Hint], changed: Changed) -> Sequence[tuple[str, str]]:
    """What the bottom line says, with the keys in force; what no key does is left out.

    Args:
        shown: What there is to say, the most useful first.
        changed: The keys of some ids.

    Returns:
        Keys, each with what it does.
    """
    return [(keys, hint.what) for hint in shown if (keys := _hint(hint, changed))]


def _hint(hint: Hint, changed: Changed) -> str:
    """The keys of a hint, the first of each id."""
    if not any(identity in changed for identity in hint.ids):
        return hint.shown
    usual = dict(zip(hint.ids, hint.shown.split("/") if len(hint.ids) > 1 else [hint.shown], strict=True))
    firsts = (changed[identity][:1] if identity in changed else None for identity in hint.ids)
    return "/".join(
        readable(first[0]) if first else usual[identity]
        for identity, first in zip(hint.ids, firsts, strict=True)
        if first != ()
    )


class ChordKeeper:
    """Whether a chord was begun and waits for its second key."""

    def __init__(self) -> None:
        """Begin with none."""
        self.is_begun = False
        self._changed = DECLARED

    def use(self, changed: Changed) -> None:
        """Take other keys."""
        self._changed = changed

    def begin(self) -> tuple[str, Sequence[tuple[str, str]]]:
        """Begin a chord.

        Returns:
            The key that began it, and those that can follow, each with what it does.
        """
        self.is_begun = True
        chords = ((_second(chord, self._changed), chord.what) for chord in CHORDS)
        following = [(readable(keys[0]), what) for keys, what in chords if keys]
        return readable(self._changed.get("chord.start", ("g",))[0]), following

    def take(self, key: str) -> Chord | Literal[False] | None:
        """Take the second key.

        Args:
            key: What was pressed.

        Returns:
            The chord it completes, None where there is none such, False where none was begun.
        """
        if not self.is_begun:
            return False
        self.is_begun = False
        return next((chord for chord in CHORDS if key in _second(chord, self._changed)), None)


class Counter:
    """The count that is being typed before a key; a digit that is bound to nothing begins one."""

    def __init__(self) -> None:
        """Begin with none, and with every digit bound."""
        self.digits: frozenset[str] = frozenset()
        """Those that begin a count."""
        self.count = 0
        """What was typed so far; 0 for nothing."""

    def take(self, key: str) -> bool:
        """Take a digit of a count.

        Args:
            key: What was pressed.

        Returns:
            Whether it is one.
        """
        if not (key in self.digits or (self.count and len(key) == 1 and key in "0123456789")):
            return False
        self.count = min(MOST, self.count * 10 + int(key))
        return True

    def done(self) -> int:
        """Have no count any more.

        Returns:
            The one there was.
        """
        count, self.count = self.count, 0
        return count


def free_digits(*bindings: BindingsMap) -> frozenset[str]:
    """The digits that begin a count: those from 1 to 9 that no binding has."""
    return frozenset(digit for digit in "123456789" if not any(digit in held.key_to_bindings for held in bindings))
