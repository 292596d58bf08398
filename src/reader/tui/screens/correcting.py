"""Put right what the analysis got wrong, on the screen: asked for step by step, kept in the user's file, undone."""

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, get_args

from reader import locations
from reader.model import Actor, ActorKind, Analysis, Article, Quote
from reader.page.paint import Run
from reader.page.theme import GLYPHS
from reader.text import printable
from reader.tui.options import Option
from reader.tui.screens.changing import ChangingScreen
from reader.tui.screens.study import NOTHING

if TYPE_CHECKING:
    from reader.corrections import Correction, Corrections
    from reader.corrections.store import Step, Store

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)

Choice = tuple[Option, Callable[[], None]]


class CorrectingScreen(ChangingScreen):
    """Asks what is wrong with what the reader stands on, and makes it right in every article."""

    _store: "Store | None" = None
    _corrections: "Corrections | None" = None

    # What was said holds

    def put_right(self, article: Article, analysis: Analysis) -> Analysis:
        """Apply what the user has said to what was found."""
        if self._store is None and not os.access(locations.corrections_file(), os.F_OK):
            return analysis  # nothing was said yet, and nothing need be loaded to find that out
        from reader.corrections import apply

        store = self._opened()
        if self._corrections is None or store.changed():
            self._take(store.load())
        return apply(article, analysis, self._corrections) if self._corrections else analysis

    def _opened(self) -> "Store":
        from reader.corrections import store

        if self._store is None:
            self._store = store.Store()
        return self._store

    def _take(self, now: "Corrections") -> None:
        """Take up corrections; while the file can't be read, the last ones that could be hold on."""
        for fault in now.faults:
            self.notify(str(fault), severity="warning", markup=False)
        if now.items or not now.faults:
            self._corrections = now

    # Asking

    def action_correct(self) -> None:
        """Ask what is wrong with the actor or quote that the reader stands on."""
        if self.findings is None or self.item == NOTHING:
            self.ask_to_stand()
            return
        named = self.findings.actor_at(self.item.start)
        quote = self.findings.quote_at(self.item.start)
        if named is not None and named[0] == self.item:
            self._choose(named[1].name, self._about_actor(named[1]))
        elif quote is not None:
            self._choose("This quote", self._about_quote(self.findings.article, quote))

    def _about_actor(self, actor: Actor) -> list[Choice]:
        from reader import corrections

        name = actor.name
        choices: list[Choice] = [
            (Option("Call it something else …"), lambda: self._ask_name(name)),
            (Option("It is the same as …"), lambda: self._pick_actor(name)),
            *(
                (
                    Option(f"It is {'an' if kind[0] in 'aeiou' else 'a'} {kind}"),
                    self._keeper(corrections.kind, name, kind),
                )
                for kind in KINDS
                if kind != actor.kind
            ),
            *(
                (Option(f"“{alias}” is another"), self._keeper(corrections.split, name, alias))
                for alias in actor.aliases
            ),
            (Option("It is no actor"), lambda: self._keep(corrections.not_actor(name))),
        ]
        return choices

    def _about_quote(self, article: Article, quote: Quote) -> list[Choice]:
        from reader import corrections

        return [
            (Option("Somebody else said it …"), lambda: self._pick_speaker(article, quote)),
            (Option("Nobody named said it"), lambda: self._keep(corrections.speaker(article, quote, None))),
            (Option("It is not speech"), lambda: self._keep(corrections.not_speech(article, quote))),
        ]

    def _choose(self, title: str, choices: list[Choice]) -> None:
        def chosen(number: int | None) -> None:
            if number is not None:
                choices[number][1]()

        from reader.tui.screens.picker import Picker

        self.app.push_screen(Picker(title, [option for option, _ in choices]), chosen)

    def _ask_name(self, name: str) -> None:
        from reader import corrections
        from reader.tui.screens.asker import Asker

        def answered(new: str | None) -> None:
            if new and new != name:
                self._keep(corrections.rename(name, new))

        self.app.push_screen(Asker("Its name is", printable(name)), answered)

    def _pick_actor(self, name: str) -> None:
        from reader import corrections

        others = [actor for actor in self._actors() if actor.name != name]
        self._choose(
            f"{name} is the same as",
            [(_option(other), self._keeper(corrections.merge, name, other.name)) for other in others],
        )

    def _pick_speaker(self, article: Article, quote: Quote) -> None:
        from reader import corrections

        def answered(name: str | None) -> None:
            if name:
                self._keep(corrections.speaker(article, quote, name))

        def ask() -> None:
            from reader.tui.screens.asker import Asker

            self.app.push_screen(Asker("It was said by"), answered)

        named: list[Choice] = [
            (_option(actor), lambda name=actor.name: self._keep(corrections.speaker(article, quote, name)))  # type: ignore[misc]
            for actor in self._actors()
        ]
        self._choose("It was said by", [*named, (Option("Somebody else …"), ask)])

    def _actors(self) -> list[Actor]:
        actors = self.findings.analysis.actors if self.findings else ()
        return sorted(actors, key=lambda actor: -len(actor.mentions))

    def _keeper(self, make: "Callable[..., Correction]", *values: str) -> Callable[[], None]:
        return lambda: self._keep(make(*values))

    # Looking through

    def chord_corrections(self) -> None:
        """List all that the user has said, to be taken back one by one."""
        from reader.tui.screens.correction_list import CorrectionsDialog

        self._take(self._opened().load())
        held = self._corrections.items if self._corrections else ()
        self.app.push_screen(CorrectionsDialog(held, self._remove))

    async def _remove(self, identity: str) -> "Sequence[Correction]":
        """Take back one correction, whenever it was made.

        Returns:
            Those that hold then.
        """
        await self._save(lambda store: store.remove(identity), self.undoable("Taken back", "brings it again"))
        return self._corrections.items if self._corrections else ()

    # Keeping

    def _keep(self, correction: "Correction") -> None:
        from reader.corrections import describe

        self.run_worker(self._save(lambda store: store.add(correction), describe(correction)))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.run_worker(self.undo_or_redo(True), group="keep")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self.run_worker(self.undo_or_redo(False), group="keep")

    async def undo_or_redo(self, back: bool) -> None:
        """Take back what was said last, or say it again."""
        if back:
            await self._step(lambda store: store.undo(), "Undone", "Nothing to undo")
        else:
            await self._step(lambda store: store.redo(), "Done again", "Nothing to do again")

    async def last_correction(self, back: bool) -> str:
        """The id of the operation that undoing or redoing would be about, empty where there is none."""
        if self._store is None and not os.access(locations.corrections_file(), os.F_OK):
            return ""
        return await asyncio.to_thread(self._opened().last, back)

    async def _save(self, deed: "Callable[[Store], Corrections]", words: str) -> None:
        """Write beside the screen, since a lock may have to be waited for, and show the outcome."""
        from reader.tomlfile import SaveError

        store = self._opened()
        try:
            now = await asyncio.to_thread(deed, store)
        except SaveError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        self._show_corrected(now, words)

    async def _step(self, deed: "Callable[[Store], Step | None]", words: str, nothing: str) -> None:
        from reader.tomlfile import SaveError

        store = self._opened()
        try:
            step = await asyncio.to_thread(deed, store)
        except SaveError as error:
            self.notify(printable(str(error)), severity="error", markup=False)
            return
        if step is None:
            self.hints.flash(nothing)
            return
        from reader.corrections import describe

        changed = (*step.removed, *step.restored)
        what = f": {describe(changed[0])}" if changed else ""
        self._show_corrected(step.corrections, f"{words}{what}")

    def _show_corrected(self, now: "Corrections", words: str) -> None:
        self._take(now)
        self.show_findings()
        self.read_again()
        self.hints.flash(words)


def _option(actor: Actor) -> Option:
    sign = Run(GLYPHS[actor.kind], (f"actor.{actor.kind}",))
    return Option(actor.name, ", ".join(actor.aliases), (sign,))
