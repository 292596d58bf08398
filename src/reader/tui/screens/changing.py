"""Files that change, come and go while the library is open: only they are read again, and the reader stays in place."""

import asyncio
import time
from array import array
from itertools import compress, repeat
from operator import ne

from reader.articles import ArticleError, load
from reader.library import Discovery
from reader.model import Article
from reader.page.viewport import Spot
from reader.tui.screens.library import LibraryScreen
from reader.tui.watching import EACH, Look, listing_of, moved
from reader.tui.workers import WorkLostError


class ChangingScreen(LibraryScreen):
    """Keeps up with the files of the library."""

    _listing = b""
    _states: "array[int] | None" = None
    """What the last look at the disk said."""
    _next_look = 0.0
    _outdated = False
    """Whether the article that is open has changed, and is to be shown anew."""

    def watch_files(self) -> None:
        """Look now and then whether files have changed, and at once to know what they were."""
        self.look_at_files()
        self.set_interval(EACH, self.look_at_files)

    def look_at_files(self) -> None:
        """Look whether files have changed, unless the last look was too short a while ago."""
        if time.monotonic() >= self._next_look:
            self._next_look = float("inf")
            self.run_worker(self._see(), group="watch")
        if self._outdated:
            self.run_worker(self._show_anew(), group="anew", exclusive=True)

    async def _see(self) -> None:
        pause = EACH
        try:
            if not self._listing:
                self._listing = await asyncio.to_thread(listing_of, self._known)
            look = await self.background.look(self.opening.roots, self._listing, self._states)
            pause = look.pause
            await self._take_up(look)
        except WorkLostError:
            pass  # the next look tells it
        finally:
            self._next_look = time.monotonic() + pause - EACH / 2

    async def _take_up(self, look: Look) -> None:
        """Take note of what a look has shown."""
        if look.states is None:
            return
        before, states = self._known.entries.paths, self._states
        after = look.discovery.entries.paths if look.discovery else before
        gone = list(set(before).difference(after)) if look.discovery else []
        if look.discovery:
            known = dict(zip(before, states or repeat(None), strict=bool(states)))
            changed = {
                path
                for path, state in zip(after, look.states, strict=True)
                if path not in known or known[path] not in (None, state)
            }
        else:
            changed = set(compress(after, map(ne, states, look.states))) if states else set()
        self._listing, self._states = look.listing, look.states
        if look.discovery:
            self._relist(look.discovery)
        if self.article is not None and self.article.path in changed:
            self._outdated = True
            self.run_worker(self._show_anew(), group="anew", exclusive=True)
        if changed or gone:
            self._stale = (self._stale | changed).difference(gone)
            self.read_through()
        if gone:
            await self.background.search.remove(gone)

    def _relist(self, discovery: Discovery) -> None:
        """List the articles there are by now; the one that is open stays, even if its file is gone."""
        opened = self.article.path if self.article else None
        if opened is None and self.number is not None:
            opened = self.entries.paths[self.number]
        self.list_articles(discovery)
        self.number = self.entries.find(opened) if opened is not None else None
        self.sidebar.open = self.number
        if not self.entries:
            self.hints.flash("No articles here any more.")
        elif opened is not None and self.number is None:
            self.hints.flash("The file of this article is gone; the text stays until another one is opened.")

    async def _show_anew(self) -> None:
        """Show the article that is open as it is by now, where the reader was; later, while something is going on."""
        before = self.article
        if before is None:
            self._outdated = False
            return
        if self.app.screen is not self or self.view.selection is not None or self.prompt.display:
            return
        self._outdated = False
        try:
            after = await asyncio.to_thread(load, before.path)
        except ArticleError:  # what is shown stays
            return
        if self.article is before and after != before:
            spot = _same_spot(self.view.spot, before, after)
            self.close_article()
            self.show(after, spot)
            self.hints.flash("The article has changed.")


def _same_spot(spot: Spot, before: Article, after: Article) -> Spot:
    """Where the reader was, in the article as it is by now."""
    if not before.paragraphs or not after.paragraphs:
        return Spot(0, 0)
    cursor = moved(before.paragraphs[min(spot.cursor, len(before.paragraphs) - 1)].start, before.text, after.text)
    behind = (number for number, part in enumerate(after.paragraphs) if part.end > cursor)
    return Spot(moved(spot.top, before.text, after.text), next(behind, len(after.paragraphs) - 1))
