"""The library on the screen: which article is open, where each was left, what the list says of them."""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import chain, islice

from reader.articles import ArticleError, load
from reader.library import Discovery, Entry, Opening, Place, Summary, unreadable
from reader.model import Article
from reader.page.viewport import Spot
from reader.state import Reading, State
from reader.text import printable
from reader.tui.background import Background
from reader.tui.history import Stop
from reader.tui.screens.study import StudyScreen
from reader.tui.widgets.bars import HeaderBar
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.prompt import Prompt, Purpose
from reader.tui.widgets.sidebar import Sidebar

_AT_ONCE = 2_000_000  # bytes up to which an article is read without letting the screen go on meanwhile
_REMEMBERED = 2_000  # entries whose reading position is looked up for the list


class LibraryScreen(StudyScreen):
    """Opens the articles of a library."""

    sidebar: Sidebar

    def __init__(
        self, opening: Opening, discovery: Future[Discovery], background: Background, state: State, at: Place | None
    ) -> None:
        """Make the screen of a library.

        Args:
            opening: What to call it.
            discovery: Its articles, as soon as they are found.
            background: Where slow work is done.
            state: Where reading positions are kept.
            at: Where to begin; None to go on where the first article was left.
        """
        super().__init__(background)
        self.opening = opening
        self.state = state
        self.entries: Sequence[Entry] = ()
        """The articles, and after them what could not be read."""
        self.number: int | None = None
        """Index of the entry that is open."""
        self._discovery = discovery
        self._at = at
        self.quotes = 0
        """In all articles read so far."""
        self._known = Discovery((), ())
        """What was found last."""
        self._stale: set[str] = set()
        """The articles that are to be read through, again or for the first time."""

    def find_articles(self) -> None:
        """List the library as soon as its articles are found, and open the first."""
        self.count()
        if self._discovery.done():
            self._found(self._discovery.result())
        else:
            self.view.show_message("Looking for articles …")
            self.run_worker(self._find(), group="library")

    async def _find(self) -> None:
        self._found(await asyncio.wrap_future(self._discovery))

    def _found(self, discovery: Discovery) -> None:
        """List the articles and open the first; all that takes longer begins after the first paint."""
        self.list_articles(discovery)
        wanted = self._at.path if self._at else None
        number = next((number for number, entry in enumerate(self.entries) if entry.path == wanted), 0)
        if self.entries:
            self.open(number)
        else:
            self.view.show_message("No articles here.")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Begin with what takes longer."""
        self._stale = {entry.path for entry in self._known.entries}
        self.run_worker(self.background.search.open(self.opening.roots), group="index")
        self.read_through()
        self.watch_files()

    def list_articles(self, discovery: Discovery) -> None:
        """List what was found, and why the rest can't be read."""
        self._known = discovery
        faulty = [Entry(path, printable(path.rpartition("/")[2])) for path, _ in discovery.skipped]
        self.entries = (*discovery.entries, *faulty)
        self.sidebar.list_entries(self.entries)
        for number, (path, reason) in enumerate(discovery.skipped, len(discovery.entries)):
            self.sidebar.summarize(number, unreadable(path, reason))
        self.count()

    def read_through(self) -> None:
        """Read through the articles of which too little is known, from the beginning if that is going on."""
        self.run_worker(self._summarize(), group="library", exclusive=True)

    def open(self, number: int, spot: Spot | None = None) -> None:
        """Open an entry.

        Args:
            number: Its index.
            spot: Where; None for where it was left.
        """
        self.keep_reading()
        self.number = number
        self.close_article()
        self.sidebar.set_open(number)
        path = self.entries[number].path
        if self._is_small(path):
            try:
                self._loaded(load(path), spot)
            except ArticleError as error:
                self.view.show_message(error.reason)
        else:
            self.view.show_message("Opening …")
            self.run_worker(self._load(number, spot), group="open", exclusive=True)

    @staticmethod
    def _is_small(path: str) -> bool:
        try:
            return os.stat(path).st_size <= _AT_ONCE
        except OSError:
            return True

    async def _load(self, number: int, spot: Spot | None) -> None:
        try:
            article = await asyncio.to_thread(load, self.entries[number].path)
        except ArticleError as error:
            if self.number == number:
                self.view.show_message(error.reason)
        else:
            if self.number == number:
                self._loaded(article, spot)

    def _loaded(self, article: Article, spot: Spot | None) -> None:
        if spot is not None:
            self.show(article, spot)
        elif self._at is not None:
            self.show(article, Spot(0, 0))
            self.view.go(_offset(article, self._at))
        else:
            self.show(article, self._left_at(article))
        self._at = None

    def _left_at(self, article: Article) -> Spot:
        reading = self.state.reading(article.path)
        if reading is None or reading.top > len(article.text):
            return Spot(0, 0)
        return Spot(reading.top, reading.paragraph)

    def keep_reading(self) -> None:
        if self.article is not None and self.number is not None:
            spot, share = self.view.spot, self.view.fraction
            self.state.keep_reading(self.article.path, Reading(spot.top, spot.cursor, share))
            self.sidebar.set_share(self.number, share)

    async def _summarize(self) -> None:
        paths = [entry.path for entry in self._known.entries]
        numbers = [number for number, path in enumerate(paths) if path in self._stale]
        for number in numbers[:_REMEMBERED]:
            reading = self.state.reading(paths[number])
            if reading:
                self.sidebar.set_share(number, reading.share)
        pending, rest = set(numbers), iter(numbers)

        def wanted(count: int) -> Sequence[int]:
            """What the reader looks at goes first."""
            fresh = (number for number in chain(self.sidebar.in_sight(), rest) if number in pending)
            chosen = list(dict.fromkeys(islice(fresh, count)))
            pending.difference_update(chosen)
            return chosen

        read = 0
        async for batch in self.background.summaries(paths, wanted):
            for number, summary in batch:
                self.quotes += summary.quotes - quotes_in(self.sidebar.summary(number))
                self.sidebar.summarize(number, summary)
                self._stale.discard(paths[number])
            read += len(batch)
            self.count()
            self.told_of_reading(read, len(numbers))
        self.told_of_reading(len(numbers), len(numbers))

    def watch_files(self) -> None:
        """Look now and then whether files have changed."""

    def told_of_reading(self, read: int, articles: int) -> None:
        """Take note that so many of the articles have been read through."""

    def count(self) -> None:
        """Say how much there is."""
        articles = len(self.entries)
        parts = [f"{articles:,} article{'s' if articles != 1 else ''}"]
        if self.quotes:
            parts.append(f"{self.quotes:,} quote{'s' if self.quotes != 1 else ''}")
        self.query_one(HeaderBar).show(self.opening.label, " · ".join(parts))

    def action_article(self, step: int) -> None:
        """Open the next entry of the list as shown, or the one before."""
        number = self.sidebar.neighbour(step)
        if number is not None:
            self.leave()
            self.open(number)

    # Filtering

    def on_sidebar_filter_asked(self) -> None:
        """Ask what to filter the library by."""
        self.prompt.ask("filter", "Library /", self.sidebar.filter)

    def on_inspector_filter_asked(self) -> None:
        """Ask what to filter the actors by."""
        self.prompt.ask("actors", "Actors /", self.inspector.filter)

    def _filtered(self, purpose: Purpose) -> Sidebar | Inspector | None:
        """The list that the prompt filters."""
        lists: dict[Purpose, Sidebar | Inspector] = {"filter": self.sidebar, "actors": self.inspector}
        return lists.get(purpose)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Filter with each letter."""
        filtered = self._filtered(event.purpose)
        if filtered is not None:
            filtered.set_filter(event.words)

    def on_prompt_accepted(self, event: Prompt.Accepted) -> None:
        """Keep the filter."""
        filtered = self._filtered(event.purpose)
        if filtered is not None:
            self.prompt.close()
            self.set_focus(filtered)

    def on_prompt_cancelled(self, event: Prompt.Cancelled) -> None:
        """Show all again."""
        filtered = self._filtered(event.purpose)
        if filtered is not None:
            self.prompt.close()
            filtered.set_filter("")
            self.set_focus(filtered)

    # Back and forward

    def here(self) -> Stop | None:
        """Where the reader is."""
        return None if self.number is None else Stop(self.entries[self.number].path, self.view.spot)

    def return_to(self, stop: Stop) -> None:
        """Go to a stop, in whichever article."""
        here = self.here()
        if here is not None and here.path == stop.path:
            self.view.go_to(stop.spot)
            return
        number = next((number for number, entry in enumerate(self.entries) if entry.path == stop.path), None)
        if number is not None:
            self.open(number, stop.spot)


def quotes_in(summary: Summary | None) -> int:
    """How many quotes an article has, as far as is known."""
    return summary.quotes if summary else 0


def _offset(article: Article, place: Place) -> int:
    """Where in an article's text a place lies."""
    if place.span is not None:
        return min(place.span.start, len(article.text))
    if not place.paragraph or not article.paragraphs:
        return 0
    return article.paragraphs[min(place.paragraph, len(article.paragraphs)) - 1].start
