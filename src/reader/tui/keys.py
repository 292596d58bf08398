"""Keys as people read them, taken from the bindings themselves, and the chords that begin with g."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "full_stop": ".",
    "equals_sign": "=",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "dollar_sign": "$",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "delete": "Delete",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


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
    Chord("k", "concordance", "chord.concordance", "concordance", "Every place of a word or an actor, in its context"),
    Chord("m", "voices", "chord.voices", "voices", "Who is quoted how much in which articles"),
    Chord("a", "audit", "chord.audit", "audit", "How the library uses its sources, with figures"),
    Chord("A", "article_audit", "chord.article-audit", "audit this", "How this article uses its sources"),
    Chord("n", "notes", "chord.notes", "notes", "List all your annotations, and go to any"),
    Chord("c", "corrections", "chord.corrections", "corrections", "List your corrections, and take back any"),
)
"""What can follow g."""


def readable(key: str) -> str:
    """A key's name as people read it: ``ctrl+o`` becomes ``Ctrl+O``."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])


def keys_of(bindings: Iterable[BindingType]) -> Sequence[Key]:
    """What help says of bindings.

    Args:
        bindings: As a widget or screen declares them.

    Returns:
        Those that have a description, in the same order.
    """
    return [
        Key(
            binding.id or "",
            " ".join(readable(key.strip()) for key in binding.key.split(",")),
            binding.description,
            binding.tooltip or binding.description,
        )
        for binding in bindings
        if isinstance(binding, Binding) and binding.description
    ]


def chord_keys() -> Sequence[Key]:
    """What help says of the chords."""
    return [Key(chord.id, f"g{chord.key}", chord.what, chord.tooltip) for chord in CHORDS]


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
    Binding("c", "correct", "correct", id="correction.make", tooltip="Put right what was found: name, kind, speaker …"),
    Binding("U,ctrl+z", "undo", "undo", id="correction.undo", tooltip="Take back the last annotation or correction"),
    Binding("ctrl+y", "redo", "redo", id="correction.redo", tooltip="Do it again"),
    Binding("f,ctrl+f", "search", "find all", id="search.start", tooltip="Find everywhere: fuzzily, as you type"),
    Binding("slash", "find", "find", id="find.start", tooltip="Find in this article"),
    Binding("n", "hit(1)", "next hit", id="find.next", tooltip="Go to the next hit"),
    Binding("N", "hit(-1)", "previous hit", id="find.previous", tooltip="Go to the hit before"),
    Binding("L", "pane('library')", "library", id="pane.library", tooltip="Go to the library, or fold it away"),
    Binding("I", "pane('inspector')", "inspector", id="pane.inspector", tooltip="Go to the inspector, or fold it away"),
    Binding("z", "zen", "zen", id="pane.zen", tooltip="Nothing but the text, and back"),
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
    Binding("comma,ctrl+o,alt+left", "back", "back", id="history.back", tooltip="Back to where you were"),
    Binding("full_stop,alt+right", "forward", "forward", id="history.forward", tooltip="Forward again"),
    Binding("g", "chord", "go …", id="chord.start", tooltip="Begin a chord; a hint says what can follow"),
    Binding("T", "app.pick_theme", "theme", id="app.theme", tooltip="Choose a theme, with live preview"),
    Binding("question_mark,f1", "help", "help", id="app.help", tooltip="The keys of where you are"),
    Binding("escape", "back_out", "back out", id="app.back-out", tooltip="Clear hits and lights, leave the pane"),
    Binding("q", "quit", "quit", id="app.quit", tooltip="Back out of what is going on; quit where nothing is"),
]
"""The keys of the main screen, wherever the focus is."""

HINTS = (
    ("j/k", "line"),
    ("Space", "page"),
    ("s", "quote"),
    ("w", "actor"),
    ("=", "why"),
    ("a", "annotate"),
    ("c", "correct"),
    ("f", "find"),
    ("/", "in article"),
    ("J/K", "article"),
    ("T", "theme"),
    ("?", "help"),
    ("q", "quit"),
)
"""The keys that the bottom line shows, the most useful first."""


class ChordKeeper:
    """Whether a chord was begun and waits for its second key."""

    def __init__(self) -> None:
        """Begin with none."""
        self._begun = False

    def begin(self) -> str:
        """Begin a chord.

        Returns:
            What to tell the reader: the keys that can follow.
        """
        self._begun = True
        return "g … " + "   ".join(f"{chord.key} {chord.what}" for chord in CHORDS)

    def take(self, key: str) -> Chord | Literal[False] | None:
        """Take the second key.

        Args:
            key: What was pressed.

        Returns:
            The chord it completes, None where there is none such, False where none was begun.
        """
        if not self._begun:
            return False
        self._begun = False
        return next((chord for chord in CHORDS if chord.key == key), None)
