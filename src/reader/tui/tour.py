"""The tour of `reader --guide`: its steps, and how it goes on when the reader has done what one says.

A step is data: words with keys in braces, by their ids, and what is true when it is done. Nothing here draws or waits.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

TEXT = "ReadingScreen"
"""The place where articles are read; places are called as the classes of their screens."""

_LEAVE = {
    "SearchScreen": "search.clear",
    "ReportScreen": "report.clear",
    "NotesScreen": "notes.clear",
    "PartnerScreen": "partner.clear",
    "CompareScreen": "compare.back",
    "NoteEditor": "note.close",
    "Picker": "picker.close",
    "Asker": "asker.close",
    "OrphanScreen": "orphan.close",
}
"""What leads from a place back to the text; from any other it is `dialog.close`."""

_KEY = re.compile(r"\{([a-z0-9.-]+)\}")


class Facts(NamedTuple):
    """What a step may be about."""

    place: str = TEXT
    article: str = ""
    """The name of the file that is open."""
    on_quote: bool = False
    """Whether the reader stands on one."""
    actor: str = ""
    """The name of the actor that the reader stands on."""
    explained: bool = False
    """Whether it is said why somebody is taken to have said something."""
    marks: int = 0
    """Annotations of the article, those with a note among them."""
    notes: int = 0


class Step(NamedTuple):
    """One thing to do."""

    title: str
    says: str
    done: Callable[[Facts, Facts], bool]
    """Whether it was done, by what was true when it began and what is true now."""
    places: tuple[str, ...] = (TEXT,)
    """Where it can be done."""


STEPS = (
    Step(
        "Who says what",
        "{quote.next} goes to the next quote. The line below the text names the speaker.",
        lambda _, now: now.on_quote,
    ),
    Step(
        "Why",
        "{quote.explain} says why this speaker, and how sure that is.",
        lambda _, now: now.explained,
    ),
    Step(
        "Enough said",
        "{quote.explain} again, and it is gone. {app.back-out} clears what goes on, one thing after the other.",
        lambda _, now: not now.explained,
    ),
    Step(
        "Who is in it",
        "{actor.next} goes from name to name, and lights up who it is. Go on to Teresa Almada.",
        lambda _, now: now.actor == "Teresa Almada",
    ),
    Step(
        "All about one",
        "{actor.dossier} on a name opens its dossier: all it says, and all that is said of it.",
        lambda _, now: now.place == "ReportScreen",
    ),
    Step(
        "Back to the text",
        "Each line leads to its passages: {report.down} to one with a place, and Enter opens it.",
        lambda _, now: now.place == TEXT,
        ("ReportScreen", TEXT),
    ),
    Step(
        "Half remembered",
        "{search.start} finds in all articles, misspelt too. Press it, type tablit in vilage, and Enter.",
        lambda _, now: now.place == TEXT and now.article == "4-library-vote.md",
        (TEXT, "SearchScreen"),
    ),
    Step(
        "Mark it",
        "{mark.color-1} to {mark.color-9} mark the quote or paragraph you are at. Press one.",
        lambda before, now: now.marks > before.marks,
    ),
    Step(
        "Say something",
        "{mark.annotate} writes a note on it: press it, type a word, and {note.save} keeps it.",
        lambda before, now: now.notes > before.notes,
        (TEXT, "NoteEditor"),
    ),
    Step(
        "Think again",
        "{correction.undo} takes back what was done last; {correction.redo} does it again.",
        lambda before, now: (now.notes, now.marks) < (before.notes, before.marks),
    ),
    Step(
        "Put it right",
        "What is wrong you can correct: stand on a name ({actor.next}) and press {correction.make}.",
        lambda _, now: now.place == "Picker",
    ),
    Step(
        "The next one",
        "{article.next} opens the next article, {article.previous} the one before; {pane.library} lists them.",
        lambda before, now: now.article != before.article,
    ),
    Step(
        "Side by side",
        "{chord.compare} puts another article beside this one, and shows what both tell. Enter takes the first.",
        lambda _, now: now.place == "CompareScreen",
        (TEXT, "PartnerScreen"),
    ),
    Step(
        "All together",
        "{chord.voices} counts whose words stand in which articles.",
        lambda _, now: now.place == "ReportScreen",
    ),
    Step(
        "Any time",
        "{app.help} lists the keys of where you are, here and everywhere.",
        lambda _, now: now.place == "HelpScreen",
    ),
)
"""What the tour has the reader do, on the sample articles."""

END = Step(
    "That was it",
    "Stay as long as you like; {app.exit} leaves. Then open your own: reader FOLDER",
    lambda *_: False,
)


class Told(NamedTuple):
    """What is to be shown."""

    title: str
    words: str
    number: int
    """Of the step, from 1; more than there are where all are done."""


class Tour:
    """Where the reader is in the tour."""

    def __init__(self) -> None:
        """Begin with the first step."""
        self._at = 0
        self._before: Facts | None = None

    @property
    def step(self) -> Step:
        """What is to be done."""
        return STEPS[self._at] if self._at < len(STEPS) else END

    def look(self, now: Facts) -> None:
        """Go on if the step is done.

        Args:
            now: What is true.
        """
        if self._before is None:
            self._before = now
        elif self.step.done(self._before, now):
            self.skip()
            self._before = now

    def skip(self) -> None:
        """Go on with the next step."""
        self._at = min(self._at + 1, len(STEPS))
        self._before = None

    def told(self, place: str, keys: Mapping[str, str]) -> Told:
        """Say what is to be done.

        Args:
            place: Where the reader is.
            keys: The key of each id, as people read it.

        Returns:
            The words of the step; elsewhere than where it can be done, how to get there.
        """
        step = self.step
        back = f"{{{_LEAVE.get(place, 'dialog.close')}}} leads back to the text."
        says = step.says if place in step.places else back
        words = _KEY.sub(lambda found: keys.get(found[1]) or "(no key)", says)
        return Told(step.title, words, self._at + 1)
