"""Look through annotations, go to any, and find places for those whose passages are gone."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library import Place
from reader.model import Annotation, Span
from reader.text import printable
from reader.tui.screens.annotating import AnnotatingScreen
from reader.tui.widgets.inspector import Inspector

if TYPE_CHECKING:
    from reader.annotations.values import Annotations, Placed


class ReviewingScreen(AnnotatingScreen):
    """Goes to annotations, wherever they are."""

    _sought = ""
    """The id of the annotation to stand on as soon as it is placed."""

    def take_placed(self, placed: "Sequence[Placed]") -> None:
        """Show the annotations of the article that is open, and stand on the one that was sought."""
        super().take_placed(placed)
        sought = next((item for item in placed if item.annotation.id == self._sought), None)
        self._sought = ""
        if sought is not None and sought.span is not None:
            self.stand_on_mark(sought)
        elif sought is not None:
            self.review(sought)

    def on_inspector_note_chosen(self, event: Inspector.NoteChosen) -> None:
        """Go to an annotation, or look for the place of one that has none."""
        if event.item.span is not None:
            self.leave()
            self.stand_on_mark(event.item)
            self.set_focus(self.view)
        else:
            self.review(event.item)

    def review(self, item: "Placed") -> None:
        """Show where the passage of an annotation may be now, for the user to choose."""
        self.run_worker(self._review(item), group="review", exclusive=True)

    async def _review(self, item: "Placed") -> None:
        from reader.tui.screens.orphan import OrphanScreen

        article = self.article
        if article is None:
            return
        places = await self.notebook.do(lambda store: store.candidates(item, article.text))

        def chosen(span: Span | None) -> None:
            if span is not None:
                was = item.annotation
                self.save_note(lambda store: store.move(was, article, span), self.undoable("Placed"))

        self.app.push_screen(OrphanScreen(item.annotation, article.text, places), chosen)

    # All of them

    def chord_notes(self) -> None:
        """List all annotations."""
        self.run_worker(self._list_notes(), group="note-list", exclusive=True)

    async def _list_notes(self) -> None:
        from reader.tui.screens.notes import NotesScreen

        known = await self.notebook.all()

        def chosen(item: Annotation | None) -> None:
            if item is not None:
                self._go_to_note(item, known.articles[item.article].path if item.article in known.articles else "")

        self.app.push_screen(NotesScreen(known, self.swatches, self._taken_away), chosen)

    async def _taken_away(self, item: Annotation) -> "Annotations":
        """Take an annotation away, and say what is left."""
        await self.note_saved(
            lambda store: store.remove(item.id), self.undoable("Removed", "brings it back"), stand=False
        )
        return await self.notebook.all()

    def _go_to_note(self, item: Annotation, path: str) -> None:
        """Open the article of an annotation there."""
        number = next((n for n, entry in enumerate(self.entries) if os.path.abspath(entry.path) == path), None)
        if number is None:
            self.hints.flash(printable(f"Not in this library: {path or 'its article is not known'}"))
            return
        self.leave()
        self._sought = item.id
        if number == self.number:
            self.take_up_notes()
        else:
            self._at = Place(self.entries[number].path, span=Span(item.selector.start, item.selector.end))
            self.open(number)
        self.set_focus(self.view)
