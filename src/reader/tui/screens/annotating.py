"""Mark passages, say something about them, walk them, take them away, and take that back."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.model import Annotation, Article, Span
from reader.page import marks
from reader.page.paint import Layer, Run
from reader.page.viewport import Spot
from reader.text import cut, printable, squeeze
from reader.tui.keys import RESHAPING, SELECTED, SELECTING_HINTS, hints
from reader.tui.notebook import Notebook, Written, findable
from reader.tui.screens.searching import SearchingScreen
from reader.tui.screens.study import NOTHING
from reader.tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from reader.annotations.store import Store
    from reader.annotations.values import Placed

_EACH = 1.0  # seconds between two looks at whether another program has changed the file
_SHOWN = 80  # characters of a note in the status line


class AnnotatingScreen(SearchingScreen):
    """Annotates passages of the article that is open."""

    notebook: Notebook
    swatches: Sequence[marks.Swatch]
    placed: "Sequence[Placed]" = ()
    """The annotations of the article that is open."""
    mark = ""
    """The id of the annotation the reader stands on."""
    _reshaped: "Placed | None" = None
    """The annotation that the selection began with."""
    _told: Run | None = None
    """What the hints say of the selection."""
    _tags: Sequence[str] = ()
    """Those in use, the most used first."""
    _drafts: dict[tuple[str, Span], Written]
    """What was typed and not kept, by article and passage."""

    def use_notebook(self, notebook: Notebook, swatches: Sequence[marks.Swatch]) -> None:
        """Take up the user's annotations.

        Args:
            notebook: Where they are.
            swatches: The colors to mark with.
        """
        self.notebook, self.swatches = notebook, swatches
        self._drafts = {}

    # The article

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article with its annotations."""
        self.placed, self.mark = (), ""
        self.knows_marks = self.notebook.is_empty
        self.view.clear_selection()
        super().show(article, spot)
        self.take_up_notes()

    def watch_notes(self) -> None:
        """Look now and then whether another program has changed the file, and show what is in it then."""
        self.set_interval(_EACH, self._look)
        if not self.notebook.is_empty:
            self.run_worker(self._count_notes(), group="note-counts", exclusive=True)

    def _look(self) -> None:
        if self.notebook.changed():
            self.take_up_notes()
            self.run_worker(self._count_notes(), group="note-counts", exclusive=True)

    def take_up_notes(self) -> None:
        """Place the annotations of the article that is open."""
        if self.article is not None and not self.notebook.is_empty:
            self.run_worker(self._place(self.article), group="notes", exclusive=True)

    async def _place(self, article: Article) -> None:
        placed = await self.notebook.of(article)
        if self.article is article:
            self.take_placed(placed)

    def take_placed(self, placed: "Sequence[Placed]") -> None:
        """Show the annotations of the article that is open."""
        self.placed, self.knows_marks = placed, True
        self.inspector.show_notes(placed)
        self._repaint()
        if self.findings is not None:
            self.show_text()

    async def _count_notes(self) -> None:
        known = await self.notebook.all()
        for fault in known.faults:
            self.hints.flash(printable(str(fault)))
        self._tags = tuple(known.tags)
        self.sidebar.set_notes(known.counts)
        paths = self.entries.paths
        await self.background.search.note(await asyncio.to_thread(findable, known, paths))

    def marks_here(self) -> Sequence[Layer]:
        """The annotations, as layers."""
        self.view.signs = marks.margin_signs(self.placed)
        return marks.mark_layers(self.placed, self.mark)

    def standing(self) -> Sequence[Run]:
        """What is to be said of the annotation the reader stands on."""
        item = self._marked()
        if item is None:
            return ()
        annotation = item.annotation
        swatch = self.swatches[marks.number_of(annotation.color) - 1]
        words = cut(squeeze(annotation.note), _SHOWN) or ("" if annotation.tags else swatch.label)
        tags = " ".join(f"#{tag}" for tag in annotation.tags)
        changed = (Run(" · the words have changed", ("warning",)),) if item.found.state == "edited" else ()
        sign = Run(f"{marks.NOTED} ", (f"mark.{swatch.number}",))
        return (sign, Run(printable(" ".join(filter(None, (words, tags)))), ()), *changed)

    # Which passage, which annotation

    def passage(self) -> Span | None:
        """What an annotation would mark: the selection, else the mark or quote stood on, else the paragraph."""
        if self.view.selected is not None:
            return self.view.selected
        if (item := self._marked()) is not None:
            return item.span
        if self.findings is not None and self.item != NOTHING and self._is_near(self.item):
            quote = self.findings.quote_at(self.item.start)
            if quote is not None:
                return Span(quote.start, quote.end)
        paragraph = self._paragraph
        return Span(paragraph.start, paragraph.end) if paragraph.end > paragraph.start else None

    def _is_near(self, span: Span) -> bool:
        """Whether a span touches the paragraph under the cursor."""
        return span.start < self._paragraph.end and span.end > self._paragraph.start

    def _marked(self) -> "Placed | None":
        """The annotation the reader stands on."""
        if not self.mark or self.view.selected is not None:
            return None
        found = next((item for item in self.placed if item.annotation.id == self.mark), None)
        return found if found is not None and found.span and self._is_near(found.span) else None

    def _meant(self) -> "Placed | None":
        """The annotation that a key is about: the one stood on, else the only one of the paragraph."""
        here = self._marked()
        if here is None:
            span = self.view.selected or Span(self._paragraph.start, self._paragraph.end)
            touching = marks.at(self.placed, span)
            here = touching[0] if len(touching) == 1 else None
            if here is None:
                walk, marks_it = self.key("mark.next"), self.key("mark.annotate")
                nothing = f"Nothing is marked here; {marks_it} marks it"
                self.hints.flash(f"Stand on a mark ({walk}) first" if self.placed else nothing)
        return here

    def on_article_view_pressed(self, event: ArticleView.Pressed) -> None:
        """Stand on the mark that was clicked, too."""
        touching = marks.at(self.placed, Span(event.offset, event.offset + 1))
        self.mark = touching[0].annotation.id if touching else ""

    def step_off(self) -> None:
        """Stand on nothing in particular any more, on no mark either."""
        super().step_off()
        self.mark = ""

    def clear(self) -> bool:
        """Forget what was looked for or stood on, nearest first."""
        if super().clear():
            return True
        had, self.mark = bool(self.mark), ""
        if had:
            self._repaint()
        return had

    def action_walk_marks(self, step: int) -> None:
        """Go to the next annotation, or the one before."""
        here = self._marked()
        start = here.found.start if here else self._paragraph.start - (step > 0)
        there = marks.step(self.placed, start, step)
        if there is None:
            self.hints.flash("no more further on" if step > 0 else "no more before")
        else:
            self.stand_on_mark(there)

    def stand_on_mark(self, item: "Placed") -> None:
        """Go to an annotation."""
        if item.span is not None:
            self.view.clear_selection()
            self.mark, self.item = item.annotation.id, NOTHING
            self.view.go(item.span.start)
            self._repaint()

    # Annotating

    def action_mark(self, number: int) -> None:
        """Mark a passage in a color, or give the mark stood on another."""
        swatch = self.swatches[number - 1]
        here, span, article = self._marked(), self.passage(), self.article
        words = self.undoable(f"Marked {swatch.label}")
        if here is not None:
            was = here.annotation
            self.save_note(lambda store: store.edit(was, color=swatch.color), words)
        elif span is not None and article is not None:
            self.save_note(lambda store: store.add(article, span, color=swatch.color, tags=swatch.tags), words)

    def action_annotate(self) -> None:
        """Say something about a passage."""
        span, article = self.passage(), self.article
        if span is None or article is None:
            return
        same = next((item for item in self.placed if item.span == span), None)
        if same is not None:
            self._edit(same)
            return

        def add(store: "Store", written: Written) -> Annotation:
            return store.add(article, span, color=written.color, note=written.note, tags=written.tags)

        swatch = self.swatches[0]
        self._write(article, span, Written("", swatch.tags, swatch.color), add)

    def action_edit(self) -> None:
        """Change what was said about a passage."""
        if (item := self._meant()) is not None:
            self._edit(item)

    def _edit(self, item: "Placed") -> None:
        was = item.annotation

        def edit(store: "Store", written: Written) -> Annotation:
            return store.edit(was, color=written.color, note=written.note, tags=written.tags)

        if self.article is not None and item.span is not None:
            self._write(self.article, item.span, Written(was.note, was.tags, was.color), edit)

    def _write(
        self, article: Article, span: Span, written: Written, deed: "Callable[[Store, Written], Annotation]"
    ) -> None:
        """Have a note written and keep it; one that is left comes back when its passage is annotated again."""
        from reader.tui.screens.note_editor import NoteEditor

        place = (article.path, span)

        def done(result: Written | None) -> None:
            if result is not None:
                self._drafts.pop(place, None)
                self.save_note(lambda store: deed(store, result), self.undoable("Kept"))
            elif editor.left != written:
                self._drafts[place] = editor.left
                self.hints.flash("Not kept; annotating this passage again brings back what you typed")

        begun = self._drafts.get(place, written)
        editor = NoteEditor(span.of(article.text), begun, self.swatches, self._tags)
        self.app.push_screen(editor, done)

    def action_remove(self) -> None:
        """Take an annotation away."""
        if (item := self._meant()) is not None:
            identity = item.annotation.id
            self.save_note(
                lambda store: store.remove(identity),
                self.undoable("Removed", "brings it back"),
                stand=False,
            )

    def on_article_view_selection_wanted(self, event: ArticleView.SelectionWanted) -> None:
        """Begin to select: with the mark or quote stood on, so that its ends can be moved."""
        here = self._marked()
        self._reshaped = here if here is not None and not event.whole else None
        stood_on = here.span if here else self.item if self.item != NOTHING and self._is_near(self.item) else None
        self.view.begin_selection(stood_on, event.whole)

    def on_article_view_selected(self, event: ArticleView.Selected) -> None:
        """Say what can be done with a selection."""
        if event.span is not None:
            told = (*(RESHAPING if self._reshaped else SELECTED), *SELECTING_HINTS)
            said = (f"{keys} {what}" for keys, what in hints(told, self.reader.keys))
            self.hints.say(f"{'  '.join(said)}  Esc")
            self._told = self.hints.message
        else:
            self._reshaped = None
            if self.hints.message is self._told:
                self.hints.say("")

    def action_reshape(self) -> None:
        """Give the mark that the selection began with the selection's ends."""
        item, span, article = self._reshaped, self.view.selected, self.article
        if item is not None and span is not None and article is not None:
            was = item.annotation
            self.save_note(lambda store: store.move(was, article, span), self.undoable("Moved"))

    # Keeping

    def save_note(self, deed: "Callable[[Store], Annotation]", words: str, stand: bool = True) -> None:
        self.run_worker(self.note_saved(deed, words, stand), group="keep")

    async def note_saved(self, deed: "Callable[[Store], Annotation]", words: str, stand: bool) -> None:
        """Write beside the screen, since a lock may have to be waited for, and show the outcome."""
        from reader.tomlfile import SaveError

        try:
            item = await self.notebook.do(deed)
        except (SaveError, ValueError) as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        self.view.clear_selection()
        self._reshaped = None
        self.mark = item.id if stand else ""
        self.hints.flash(words)
        await self._show_notes()

    async def _show_notes(self) -> None:
        """Show what is in the file now."""
        if self.article is not None:
            await self._place(self.article)
        await self._count_notes()

    async def undo_or_redo(self, back: bool) -> None:
        """Take back what was done last, be it an annotation or a correction, or do it again."""
        from reader.tomlfile import SaveError

        mine = (
            ""
            if self.notebook.is_empty
            else await self.notebook.do(lambda it: it.undoable() if back else it.redoable())
        )
        theirs = await self.last_correction(back)
        # Ids of operations are in order of time; of things taken back, too, the last comes first.
        if not mine or theirs > mine:
            await super().undo_or_redo(back)
            return
        try:
            step = await self.notebook.do(lambda store: store.undo() if back else store.redo())
        except SaveError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if step is not None:
            self.mark = step.restored[0].id if step.restored else ""
            self.hints.flash(f"{'Undone' if back else 'Done again'}: {step.words}")
        await self._show_notes()


def _last(store: "Store", back: bool) -> str:
    """The id of the operation that undoing (redoing, where not ``back``) would be about."""
    return store.undoable() if back else store.redoable()
