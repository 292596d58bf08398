"""Find everywhere, from the main screen: what was chosen is opened, and the other hits are walked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library import Place
from reader.model import Span
from reader.page.paint import Layer, Run, hit_layer
from reader.text import printable
from reader.tui.screens.correcting import CorrectingScreen
from reader.tui.screens.study import NOTHING
from reader.tui.searching import Trail

if TYPE_CHECKING:
    from reader.tui.screens.search import SearchScreen


class SearchingScreen(CorrectingScreen):
    """Opens what was found across the library."""

    trail: Trail | None = None
    """The hits that ``n`` and ``N`` walk, unless something is looked for in the article."""

    _search_screen: "SearchScreen | None" = None
    _unread = 0
    """Articles that are still to be read through."""

    def action_search(self) -> None:
        """Find everywhere."""
        from reader.tui.screens.search import SearchScreen

        query = self.trail.query if self.trail else ""
        self._search_screen = SearchScreen(self.background.search, self.state, query, self._unread)
        self.app.push_screen(self._search_screen, self._found_everywhere)

    def told_of_reading(self, read: int, articles: int) -> None:
        """Look again in what is being searched for."""
        super().told_of_reading(read, articles)
        self._unread = articles - read
        if self._search_screen is not None:
            self._search_screen.look_again(self._unread)

    def _found_everywhere(self, trail: Trail | None) -> None:
        self._search_screen = None
        if trail is None:
            return
        self.leave()
        self._finder.clear()
        self._follow(trail)

    def _follow(self, trail: Trail) -> None:
        """Open the hit that a trail stands on."""
        self.trail = trail
        self.step_off()
        hit = trail.hit
        here = self.here()
        if here is not None and here.path == hit.about.path:
            self.view.go(hit.start)
            self._repaint()
        else:
            number = self.entries.find(hit.about.path)
            if number is not None:
                self._at = Place(hit.about.path, span=Span(hit.start, hit.end))
                self.open(number)
        self.set_focus(self.view)

    def step_off(self) -> None:
        """Stand on nothing in particular any more."""
        self.item = NOTHING

    def action_hit(self, step: int) -> None:
        """Walk the hits, in the article or across the library."""
        if self.trail is None or self._finder.query:
            super().action_hit(step)
            return
        self.leave()
        self.run_worker(self._walk_on((self.trail.at + step) % len(self.trail.hits)), group="trail", exclusive=True)

    async def _walk_on(self, at: int) -> None:
        """Go to another hit; its text is fetched if the list never showed it."""
        if self.trail is None:
            return
        trail = self.trail._replace(at=at)
        if not trail.hit.marked:
            (hit,) = await self.background.search.mark([trail.hit])
            trail = trail._replace(hits=(*trail.hits[:at], hit, *trail.hits[at + 1 :]))
        self._follow(trail)

    def clear(self) -> bool:
        """Forget what was looked for, nearest first."""
        if super().clear():
            return True
        if self.trail is None:
            return False
        self.trail = None
        self._repaint()
        return True

    def hits_here(self) -> tuple[Sequence[Layer], Sequence[Run]]:
        """What was found in this article across the library, and where the reader stands among it."""
        trail = self.trail
        if trail is None or self.article is None or self._finder.query:
            return super().hits_here()
        hit = trail.hit
        tally = (Run(f"f {printable(trail.query)}  ", ()), Run(f"{trail.at + 1}/{len(trail.hits)}", ("key",)))
        if hit.about.path != self.article.path:
            return (), tally
        return (hit_layer([Span(hit.start + first, hit.start + last) for first, last in hit.spans], None),), tally
