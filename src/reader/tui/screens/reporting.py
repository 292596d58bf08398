"""What the whole library says: dossiers, voices, audit, twins; reports whose lines lead into the texts."""

import asyncio
from collections.abc import Sequence

from textual.timer import Timer

from reader.text import squeeze
from reader.tui.reported import Report
from reader.tui.screens.linking import LinkingScreen
from reader.tui.screens.study import NOTHING
from reader.tui.widgets.inspector import Inspector
from reader.tui.workers import WorkLostError

_AT_A_TIME = 32  # articles read between two looks at whether somebody searches
_STRIP = (12, 48)  # cells of a row of bars, at the least and the most …
_BESIDE = 68  # … and of what stands beside it in a report
_QUIET = 2.0  # seconds after the library was read from which on articles are made ready for reports
_READY_AT_ONCE = 12  # articles; somebody who searches waits for no more
_BREATH = 0.1  # seconds between two such
_MOST_READY = 2_000  # articles of a library that are made ready; they take some 50 kilobytes each


class ReportingScreen(LinkingScreen):
    """Asks the library, and shows what it says."""

    _quiet: Timer | None = None
    """Runs until articles are made ready for reports."""

    def told_of_reading(self, read: int, articles: int) -> None:
        """Make articles ready for reports soon after all have been read."""
        super().told_of_reading(read, articles)
        if self._quiet is not None:
            self._quiet.stop()
        if read == articles:
            self._quiet = self.set_timer(_QUIET, self._make_ready)

    def _make_ready(self) -> None:
        paths = self.entries.paths
        if len(paths) > _MOST_READY:
            return
        self.run_worker(self._prepare(paths), group="prepare", exclusive=True)

    async def _prepare(self, paths: Sequence[str]) -> None:
        search = self.background.search
        try:
            lacking: Sequence[str] = await search.ask("lacking", paths, True)
            for at in range(0, len(lacking), _READY_AT_ONCE):
                await search.ask("prepare", lacking[at : at + _READY_AT_ONCE])
                await asyncio.sleep(_BREATH)
        except WorkLostError:
            pass  # it costs that reports take longer

    def action_enter(self) -> None:
        """Keep the ends of the mark that is selected anew, else show the dossier of the actor stood on."""
        if self.view.selected is not None:
            self.action_reshape()
            return
        named = self.findings.actor_at(self.item.start) if self.findings and self.item != NOTHING else None
        if named is not None and self.article is not None and named[0] == self.item:
            self._report(False, "dossier", self.article.path, named[1].id)
        else:
            self.hints.flash(f"Stand on an actor ({self.key('actor.next')}) for its dossier")

    def on_inspector_dossier_asked(self, event: Inspector.DossierAsked) -> None:
        """Show the dossier of an actor of the list."""
        if self.article is not None:
            self._report(False, "dossier", self.article.path, event.actor)

    def chord_voices(self) -> None:
        """Show who is quoted in which articles."""
        self._report(False, "voices")

    def chord_audit(self) -> None:
        """Show how the library uses its sources."""
        self._report(False, "audit")

    def chord_article_audit(self) -> None:
        """Show how the article that is open uses its sources."""
        if self.article is not None:
            self._report(False, "audit", of=[self.article.path])

    def chord_twins(self) -> None:
        """Show statements as several articles print them."""
        self._report(True, "twins")

    def chord_concordance(self) -> None:
        """Ask for words, and show every place they stand at."""
        from reader.tui.screens.asker import Asker

        named = self.findings.actor_at(self.item.start) if self.findings and self.item != NOTHING else None
        selected = self.view.selected.of(self.article.text) if self.view.selected and self.article else ""
        actor = named[1].name if named is not None and not selected else ""

        def answered(words: str | None) -> None:
            if words:
                work = self._show_concordance(words, bool(actor) and words == actor)
                self.run_worker(work, group="report", exclusive=True)

        self.app.push_screen(Asker("Every place of", squeeze(selected) or actor), answered)

    async def _show_concordance(self, words: str, actor: bool) -> None:
        """Look through the articles; where nothing is spelled so, for what is spelled nearly so."""
        paths = self.entries.paths

        async def look(at: int, fuzzy: bool) -> int:
            some = paths[at : at + _AT_A_TIME]
            found: int = await self.background.search.ask("look_through", some, words, actor, fuzzy, not at)
            return found

        try:
            for fuzzy in (False, True):
                places = 0
                for at in range(0, len(paths), _AT_A_TIME):
                    self.hints.say(f"Looking through {at:,} of {len(paths):,} articles … (Esc stops)")
                    places = await look(at, fuzzy)
                if places:
                    break
            report = await self.background.search.ask("concordance", paths, words)
        except WorkLostError as fault:
            self.hints.flash(f"This can't be shown: {fault}")
            return
        self._show(report)

    def _report(self, twins: bool, task: str, *arguments: str, of: Sequence[str] | None = None) -> None:
        paths = self.entries.paths if of is None else of
        self.run_worker(self._show_report(twins, task, paths, *arguments), group="report", exclusive=True)

    async def _show_report(self, twins: bool, task: str, paths: Sequence[str], *arguments: str) -> None:
        """Have the articles read, telling how far that is, and show what they say."""
        search = self.background.search
        try:
            lacking: Sequence[str] = await search.ask("lacking", paths, twins)
            for at in range(0, len(lacking), _AT_A_TIME):
                done = len(paths) - len(lacking) + at
                self.hints.say(f"Reading {done:,} of {len(paths):,} articles … (Esc stops)")
                await search.ask("take_in", lacking[at : at + _AT_A_TIME], twins)
            self.hints.say("Looking …")
            columns = min(max(self.size.width - _BESIDE, _STRIP[0]), _STRIP[1])
            report = await search.ask(task, paths, columns, *arguments)
        except WorkLostError as fault:
            self.hints.flash(f"This can't be shown: {fault}")
            return
        self._show(report)

    def _show(self, report: Report | None) -> None:
        from reader.tui.screens.report import ReportScreen

        self.hints.say("")
        if report is None:
            self.hints.flash("This actor is not there any more")
        else:
            self.app.push_screen(ReportScreen(report, self.background.search.ask), self._found_everywhere)

    def clear(self) -> bool:
        """Stop what is going on, nearest first."""
        running = [worker for worker in self.workers if worker.group == "report" and worker.is_running]
        for worker in running:
            worker.cancel()
        if running:
            self.hints.say("")
            return True
        return super().clear()
