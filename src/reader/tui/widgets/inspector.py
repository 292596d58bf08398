"""What this article holds: its actors, and its quotes with their speakers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from reader.model import Actor, Analysis, Annotation, Article, Quote, Span
from reader.page import marks
from reader.page.cells import clip, width
from reader.page.paint import Run, quote_style
from reader.page.theme import GLYPHS
from reader.text import fold, printable, squeeze
from reader.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from reader.annotations.values import Placed

Tab = Literal["Actors", "Quotes", "Notes"]
TABS: tuple[Tab, ...] = get_args(Tab)


class Inspector(LineList):
    """Three lists in one box: tabs in its upper edge switch between them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "turn(-1)", "tab to the left", id="inspector.left", tooltip="Show the list to the left"),
        Binding("slash", "filter", "filter", id="inspector.filter", tooltip="Show only actors whose name matches"),
        Binding("o", "sort", "sort", id="inspector.sort", tooltip="Sort actors by mentions or by first appearance"),
        Binding("D", "dossier", "dossier", id="inspector.dossier", tooltip="Open the dossier of the actor or speaker"),
        Binding("l,right", "turn(1)", "tab to the right", id="inspector.right", tooltip="Show the list to the right"),
    ]

    grip = "left"

    class FilterAsked(Message):
        """The reader wants to filter the actors."""

    class Jump(Message):
        """The reader chose something in the article."""

        def __init__(self, span: Span) -> None:
            """Say what.

            Args:
                span: Where it is.
            """
            super().__init__()
            self.span = span

    class DossierAsked(Message):
        """The reader wants all that there is on an actor."""

        def __init__(self, actor: str) -> None:
            """Say on whom.

            Args:
                actor: The id of the actor in the article.
            """
            super().__init__()
            self.actor = actor

    class NoteChosen(Message):
        """The reader chose an annotation."""

        def __init__(self, item: "Placed") -> None:
            """Say which.

            Args:
                item: The annotation, with its place or without one.
            """
            super().__init__()
            self.item = item

    def __init__(self, *, id: str) -> None:  # noqa: A002
        """Make an empty inspector.

        Args:
            id: The widget's name.
        """
        super().__init__(id=id)
        self.tab: Tab = "Actors"
        self._article: Article | None = None
        self._analysis: Analysis | None = None
        self.filter = ""
        self._by_appearance = False
        self._actors: Sequence[Actor] = ()
        self._by_id: dict[str, Actor] = {}
        self._visits: dict[str, int] = {}
        self._notes: Sequence[Placed] = ()

    def show_notes(self, notes: "Sequence[Placed]") -> None:
        """List the annotations of the article."""
        self._notes = notes
        if self.tab == "Notes":
            self.select(self.index, tell=False)

    def show(self, article: Article | None, analysis: Analysis | None) -> None:
        """List what an article holds; None while that is not known yet."""
        self._article, self._analysis = article, analysis
        self._by_id = {actor.id: actor for actor in analysis.actors} if analysis else {}
        self._visits = {}
        if article is None:
            self._notes = ()
        self._arrange()

    def begin_anew(self) -> None:
        """Show all actors, the most mentioned first."""
        self.tab, self.filter, self._by_appearance = "Actors", "", False
        self._arrange()

    def set_tab(self, tab: Tab) -> None:
        """Show one of the lists."""
        self.tab = tab
        self.index = self.first = 0
        self.refresh()

    def set_filter(self, words: str) -> None:
        """Show only actors whose name or an alias holds all words; accents and case do not count."""
        self.filter = words
        self._arrange()

    def action_filter(self) -> None:
        """Ask for words to filter by."""
        self.set_tab("Actors")
        self.post_message(self.FilterAsked())

    def action_sort(self) -> None:
        """Sort the actors another way."""
        self._by_appearance = not self._by_appearance
        self._arrange()

    def _arrange(self) -> None:
        wanted = fold(self.filter).text.split()
        actors = self._analysis.actors if self._analysis else ()
        shown = [actor for actor in actors if not wanted or _matches(actor, wanted)]
        self._actors = shown if self._by_appearance else sorted(shown, key=lambda actor: -len(actor.mentions))
        self.index = self.first = 0
        self.refresh()

    def action_turn(self, step: int) -> None:
        """Show the list beside."""
        self.set_tab(TABS[(TABS.index(self.tab) + step) % len(TABS)])

    def action_choose(self) -> None:
        """Go to the quote, or to the actor's next mention."""
        if not self.count():
            return
        if self.tab == "Notes":
            self.post_message(self.NoteChosen(self._notes[self.index]))
            return
        if self._analysis is None:
            return
        if self.tab == "Quotes":
            quote = self._analysis.quotes[self.index]
            self.post_message(self.Jump(Span(quote.start, quote.end)))
            return
        actor = self._actors[self.index]
        visit = self._visits.get(actor.id, 0)
        self._visits[actor.id] = visit + 1
        mention = actor.mentions[visit % len(actor.mentions)]
        self.post_message(self.Jump(Span(mention.start, mention.end)))

    def action_dossier(self) -> None:
        """Ask for the dossier of the actor, or of the quote's speaker."""
        if self._analysis is None or not self.count() or self.tab == "Notes":
            return
        actor = self._actors[self.index].id if self.tab == "Actors" else self._analysis.quotes[self.index].speaker
        if actor is not None:
            self.post_message(self.DossierAsked(actor))

    def on_click(self, event: events.Click) -> None:
        """Switch tabs, or choose."""
        if event.y == 0:
            at = 2
            for tab in TABS:
                if at <= event.x < at + width(tab) + 1:
                    self.set_tab(tab)
                at += width(tab) + 2
        else:
            super().on_click(event)

    # How it reads

    @property
    def item_height(self) -> int:  # type: ignore[override]
        """An actor takes one row, a quote or a note two."""
        return 1 if self.tab == "Actors" else 2

    def count(self) -> int:
        """How many there are."""
        if self.tab == "Actors":
            return len(self._actors)
        if self.tab == "Notes":
            return len(self._notes)
        return len(self._analysis.quotes) if self._analysis else 0

    def head(self) -> Sequence[Run]:
        """The tabs."""
        runs: list[Run] = []
        for tab in TABS:
            style = ("panel.title", "header.accent") if tab == self.tab else ("row.dim",)
            runs += [Run("  " if runs else "", ()), Run(tab, style)]
        if self.filter and self.tab == "Actors":
            runs.append(Run(f" /{printable(self.filter)}", ("row.dim",)))
        return runs

    def foot(self) -> str:
        """How many there are."""
        if not self.count():
            return ""
        return (
            f"{self.count():,} as they appear" if self.tab == "Actors" and self._by_appearance else f"{self.count():,}"
        )

    def empty(self) -> str:
        """Why there is nothing."""
        if self._article is None:
            return ""
        if self.tab == "Notes":
            return f"No notes yet.\n{self.reader.reading.key('mark.annotate')} writes one on a passage."
        if self._analysis is None:
            return "Looking …"
        if self.filter and self.tab == "Actors":
            return "No name matches.\nEsc shows all."
        return "Nobody is named here." if self.tab == "Actors" else "Nobody is quoted here."

    def item(self, index: int, cells: int) -> Sequence[Sequence[Run]]:
        """An actor on one row, or a quote's speaker and words on two."""
        if self.tab == "Actors":
            return [self._actor(self._actors[index], cells)]
        if self.tab == "Notes":
            return note_rows(self._notes[index].annotation, self._notes[index].found.state, cells)
        return self._quote(self._analysis.quotes[index], cells) if self._analysis else []

    def _actor(self, actor: Actor, cells: int) -> list[Run]:
        count = str(len(actor.mentions))
        room = cells - width(count) - 5
        name = clip(actor.name, room)
        left = room - width(name)
        aliases = clip(f" {', '.join(actor.aliases)}", left) if actor.aliases and left >= 6 else ""
        return [
            Run(" ", ()),
            Run(GLYPHS[actor.kind], (f"actor.{actor.kind}",)),
            Run(f" {name}", ()),
            Run(aliases + " " * (left - width(aliases) + 1), ("row.dim",)),
            Run(f"{count} ", ("badge",)),
        ]

    def _quote(self, quote: Quote, cells: int) -> Sequence[Sequence[Run]]:
        text = self._article.text if self._article else ""
        words = Run(
            clip(f" {squeeze(text[quote.start : quote.end])}", cells - 1), (quote_style(quote.kind, quote.speech),)
        )
        if quote.speaker is not None:
            actor = self._by_id[quote.speaker]
            return [
                [
                    Run(" ", ()),
                    Run(GLYPHS[actor.kind], (f"actor.{actor.kind}",)),
                    Run(f" {clip(actor.name, cells - 4)}", ("panel.title",)),
                ],
                [words],
            ]
        if quote.source is not None:
            who = Run(clip(f"   {squeeze(text[quote.source.start : quote.source.end])}", cells - 1), ())
        else:
            who = Run("   —" if quote.speech else "   not speech", ("row.dim",))
        return [[who], [words]]


def note_rows(annotation: Annotation, state: str, cells: int) -> Sequence[Sequence[Run]]:
    """An annotation on two rows: what is said, and the passage."""
    number = marks.number_of(annotation.color)
    sign = {"edited": marks.EDITED, "orphan": "?", "ambiguous": "?"}.get(state, marks.PLAIN)
    tags = " ".join(f"#{tag}" for tag in annotation.tags)
    said = " ".join(filter(None, (squeeze(annotation.note), tags))) or "—"
    lost = {"orphan": "lost: ", "ambiguous": "unclear: "}.get(state, "")
    passage = clip(printable(annotation.selector.exact), cells - 4 - len(lost))
    return [
        [Run(" ", ()), Run(sign, (f"mark.{number}",)), Run(clip(f" {printable(said)}", cells - 3), ())],
        [Run("   ", ()), Run(lost, ("warning",)), Run(passage, ("row.dim",))],
    ]


def _matches(actor: Actor, wanted: Sequence[str]) -> bool:
    held = fold(" ".join((actor.name, *actor.aliases))).text
    return all(word in held for word in wanted)
