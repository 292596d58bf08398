"""The annotations in the user's file, or in a folder of files: read, added to, changed, undone."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from reader import locations
from reader.annotations import changes, forms
from reader.annotations.identity import Index
from reader.annotations.making import new_entry, selected
from reader.annotations.merging import merged
from reader.annotations.shelf import Shelf, Volume, articles_of
from reader.annotations.snapshots import Snapshots, digest
from reader.annotations.values import USUAL, Annotations, ArticleEntry, Placed, Step, describe
from reader.model import Annotation, Article, Span
from reader.text import clean, printable, squeeze
from reader.tomlfile import Change, Document, Make, Operation, SaveError, new_id, now, parse

if TYPE_CHECKING:
    from reader.annotations.anchoring import Candidate
    from reader.annotations.placing import Placing


class Store:
    """A file of annotations, or a folder of them. What writes may wait for the disk or another process: not for the
    screen's own thread, and one call at a time.
    """

    def __init__(self, path: str) -> None:
        """Take up a file.

        Args:
            path: The file, which need not exist, or a folder with a file for each article.
        """
        self.path = path
        self._shelf = Shelf(path)
        self.snapshots = Snapshots(os.path.join(locations.state(), "texts"))
        self._index: tuple[Sequence[ArticleEntry], Index] | None = None
        self._placing: Placing | None = None

    # Reading

    def load(self) -> Annotations:
        """Read what there is; quick where it has not changed since.

        Returns:
            The annotations, with faults: those that are damaged, and files that can't be read. While a file can't be
            read, what it held when it last could be holds on, or what can be made out of it.
        """
        return self._shelf.load()

    def changed(self) -> bool:
        """Whether something was changed by another program since it was last loaded; one look at the disk."""
        return self._shelf.changed()

    def waiting(self) -> tuple[Annotation, ...]:
        """What could not be saved yet and comes in at the next save that succeeds; what is to go, as it was."""
        operations = (operation for volume in self._shelf.volumes() for operation in volume.file.waiting())
        changes = (change for operation in operations for change in operation.changes)
        return tuple(filter(None, (_made(change.after or change.before) for change in changes)))

    def of(self, article: Article) -> Sequence[Placed]:
        """Find the annotations of an article in its text as it is now.

        Cheap where text and annotations are those of the last call, or the text is the one they were made in.

        Args:
            article: The article.

        Returns:
            Its annotations in text order, each with where and how it was found; those without a place come last.
        """
        from reader.annotations.placing import Placing

        if self._placing is None:
            self._placing = Placing(self.snapshots)
        return self._placing.of(self.load(), self._entries(article), article)

    def candidates(self, placed: Placed, text: str) -> "Sequence[Candidate]":
        """The places that are most like the passage of an annotation that has none, for the user to choose from.

        Args:
            placed: The annotation, as ``of`` gave it.
            text: Its article's text.

        Returns:
            The places, best first; ``move`` takes the annotation there.
        """
        from reader.annotations.anchoring import candidates
        from reader.annotations.folding import fold

        return placed.found.candidates or candidates(placed.annotation.selector, fold(text))

    def entry(self, article: Article) -> ArticleEntry | None:
        """What the file knows of an article; None where it has no annotations."""
        return next(iter(self._entries(article)), None)

    def _entries(self, article: Article) -> Sequence[ArticleEntry]:
        """All that the file knows of an article, the best first."""
        entries = self._shelf.articles()
        if self._index is None or self._index[0] != entries:
            self._index = entries, Index(entries)
        return self._index[1].find(article, self._texts)

    def _texts(self, entry: ArticleEntry) -> Iterable[str]:
        """The texts of an article that are kept."""
        names = {item.snapshot for item in self.load().of(entry.id)}
        return filter(None, map(self.snapshots.find, names))

    # Writing

    def add(
        self, article: Article, span: Span, *, color: str = "", note: str = "", tags: Sequence[str] = ()
    ) -> Annotation:
        """Annotate a passage.

        Args:
            article: The article it is in.
            span: The passage; white space at its ends is left out.
            color: A color's name; the usual one by default.
            note: What to say about it.
            tags: Words to find it by.

        Returns:
            The annotation.

        Raises:
            ValueError: There is nothing in the span.
            SaveError: It can't be saved; if the error's ``kept`` is true, it comes in later.
        """
        selector = selected(article, span)
        snapshot = digest(article.text)
        entry = self.entry(article)
        new = [] if entry else [new_entry(article)]
        known = entry or new[0]
        item = Annotation(
            new_id("n"),
            known.id,
            selector,
            squeeze(printable(color)) or USUAL,
            forms.tidy_tags(tags),
            clean(note).rstrip(),
            now(),
            snapshot=snapshot,
        )
        volume = self._shelf.of(known.id, known.title)
        self.snapshots.keep(article.text, snapshot)

        def make(document: Document) -> list[Change]:
            nonlocal item
            # Another window may have annotated the article for the first time just now.
            there = Index(articles_of(document, volume.folder)).find(article, self._texts) if new else ()
            item = item._replace(article=there[0].id if there else known.id)
            return changes.putting_in(document, () if there else new, [item], volume.folder)

        self._save(volume, make)
        return item

    def edit(
        self,
        was: Annotation,
        *,
        color: str | None = None,
        note: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> Annotation:
        """Change what is said of a passage.

        Args:
            was: The annotation as the user saw it. What was changed elsewhere since is kept: where both have changed
                the same, that stays, and what is said here is put below its note.
            color: Another color; None to leave it.
            note: Another note, None to leave it, empty to take it away.
            tags: Other tags; None to leave them.

        Returns:
            The annotation as it is now.

        Raises:
            SaveError: There is no such annotation, or it can't be saved.
        """
        return self._replace(
            was,
            was._replace(
                color=was.color if color is None else squeeze(printable(color)) or USUAL,
                note=was.note if note is None else clean(note).rstrip(),
                tags=was.tags if tags is None else forms.tidy_tags(tags),
            ),
        )

    def move(self, was: Annotation, article: Article, span: Span) -> Annotation:
        """Let an annotation mark another passage of its article, such as one with other ends.

        Args:
            was: The annotation as the user saw it.
            article: Its article.
            span: The passage.

        Returns:
            The annotation as it is now.

        Raises:
            ValueError: There is nothing in the span.
            SaveError: There is no such annotation, or it can't be saved.
        """
        selector = selected(article, span)
        snapshot = self.snapshots.keep(article.text)
        return self._replace(was, was._replace(selector=selector, snapshot=snapshot, state=""))

    def remove(self, identity: str) -> Annotation:
        """Take an annotation away, and what the file knows of its article if it was the last one there.

        Args:
            identity: Its id.

        Returns:
            What was taken away.

        Raises:
            SaveError: There is none, or the file can't be saved.
        """
        volume, was = self._found(identity)
        self._save(volume, lambda document: changes.taking_out(document, identity))
        return was

    def bring_in(self, entries: Sequence[ArticleEntry], items: Sequence[Annotation]) -> int:
        """Take in annotations that were made elsewhere, by id, in one step for each file.

        Args:
            entries: Their articles; one with an id that is there already stays as it is there.
            items: The annotations; one with an id that is there already stays as it is there.

        Returns:
            How many came in.

        Raises:
            SaveError: They can't be saved.
        """
        here = self.load()
        known = {entry.id: entry for entry in entries}
        rows: dict[str, tuple[Volume, list[Annotation]]] = {}
        new = [item for item in items if here.find(item.id) is None]
        for item in new:
            title = known[item.article].title if item.article in known else ""
            volume = self._shelf.of(item.article, title)
            rows.setdefault(volume.path, (volume, []))[1].append(item)
        for volume, row in rows.values():
            wanted = dict.fromkeys(item.article for item in row)
            theirs = [known[article] for article in wanted if article in known]
            volume.save(_putting_in(theirs, row, volume.folder))
        return len(new)

    # Taking back

    def undo(self) -> Step | None:
        """Take back what was done last, by whichever window or command, also before a restart.

        Returns:
            What that did; None where there is nothing to take back.

        Raises:
            SaveError: It was changed by hand since, or the file can't be saved.
        """
        last = self._last(lambda volume: volume.file.undoable())
        return self._step(last.file.undo() if last else None)

    def redo(self) -> Step | None:
        """Do again what was taken back last.

        Returns:
            What that did; None where there is nothing to do again.

        Raises:
            SaveError: It was changed by hand since, or the file can't be saved.
        """
        last = self._last(lambda volume: volume.file.redoable())
        return self._step(last.file.redo() if last else None)

    def undoable(self) -> str:
        """The id of the operation that undoing would take back, empty where there is none.

        Ids of operations, also those of other files such as that of corrections, are in order of time.
        """
        return max((_id(volume.file.undoable()) for volume in self._shelf.volumes()), default="")

    def redoable(self) -> str:
        """The id of the operation that took back what redoing would do again, empty where there is none."""
        return max((_id(volume.file.redoable()) for volume in self._shelf.volumes()), default="")

    def settle(self) -> Annotations:
        """Take in what is waiting.

        Returns:
            All that there is now.

        Raises:
            SaveError: A file can't be read or saved.
        """
        for volume in self._shelf.volumes():
            volume.file.settle()
        return self.load()

    def _last(self, of: Callable[[Volume], Operation | None]) -> Volume | None:
        """The volume with the latest operation of a kind."""
        return max(self._shelf.volumes(), key=lambda volume: _id(of(volume)), default=None)

    def _step(self, operation: Operation | None) -> Step | None:
        """What undoing or redoing an operation has done."""
        self.load()
        if operation is None:
            return None
        removed = tuple(filter(None, (_made(change.after) for change in operation.changes)))
        restored = tuple(filter(None, (_made(change.before) for change in operation.changes)))
        shown = restored or removed
        more = f" and {len(shown) - 1} more" if len(shown) > 1 else ""
        deed = "changed" if removed and restored else "removed" if removed else "back"
        return Step(removed, restored, f"{deed}: {describe(shown[0])}{more}" if shown else deed)

    # Within

    def _found(self, identity: str) -> tuple[Volume, Annotation]:
        """An annotation and where it lies.

        Raises:
            SaveError: There is none.
        """
        was = self.load().find(identity)
        if was is None:
            raise SaveError(f"there is no annotation {printable(identity)}")
        return self._shelf.of(was.article), was

    def _replace(self, was: Annotation, wanted: Annotation) -> Annotation:
        """Put an annotation in the place of what it was.

        Raises:
            SaveError: There is none, or it can't be saved.
        """
        if wanted == was:
            return was
        volume = self._found(was.id)[0]
        before = forms.annotation_fields(was)
        after = forms.annotation_fields(wanted._replace(updated=now()))

        def make(document: Document) -> list[Change]:
            block = document.find(forms.ANNOTATION, was.id)
            theirs = forms.annotation_fields(forms.to_annotation(was.id, block.value)) if block else before
            both = merged(forms.ANNOTATION, before, theirs, after)
            return [volume.file.edition(document, forms.ANNOTATION, was.id, forms.differing(theirs, both))]

        self._save(volume, make)
        return self.load().find(was.id) or wanted

    def _save(self, volume: Volume, make: Make) -> None:
        """Save changes, and along with them what was learned of the article since.

        Raises:
            SaveError: They can't be saved.
        """
        learned = self._placing.learned(volume.folder) if self._placing else {}

        def aside(document: Document) -> list[Change]:
            return [
                volume.file.edition(document, table, identity, fields)
                for (table, identity), fields in learned.items()
                if document.find(table, identity) is not None
            ]

        volume.save(make, aside if learned else None)


def _putting_in(entries: Sequence[ArticleEntry], items: Sequence[Annotation], folder: str) -> Make:
    return lambda document: changes.putting_in(document, entries, items, folder)


def _made(source: str | None) -> Annotation | None:
    """The annotation that a block holds; None where it holds none."""
    if source is None:
        return None
    try:
        blocks = parse(source).blocks
        return next((forms.to_annotation(it.id, it.value) for it in blocks if it.table == forms.ANNOTATION), None)
    except ValueError:
        return None


def _id(operation: Operation | None) -> str:
    return operation.id if operation else ""
