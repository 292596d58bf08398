"""The library on the screen: which article is open, where each was left, what the list says of them."""

import asyncio
import gc
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from textual.timer import Timer

from reader import locations
from reader.articles import ArticleError, load
from reader.library import NO_ENTRIES, Discovery, Entries, Opening, Place, unreadable
from reader.model import Article
from reader.page.viewport import Spot
from reader.state import Reading, State
from reader.tui.background import Background
from reader.tui.catalog import ORDERS
from reader.tui.history import Stop
from reader.tui.screens.study import StudyScreen
from reader.tui.turns import Turns
from reader.tui.widgets.bars import HeaderBar
from reader.tui.widgets.inspector import Inspector
from reader.tui.widgets.prompt import Prompt, Purpose
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.workers import WorkLostError

_AT_ONCE = 2_000_000  # bytes up to which an article is read without letting the screen go on meanwhile
_NONE = "No articles here. A folder may hold text, Markdown, web pages, PDF, EPUB, Word; reader add saves pages."
_FRAME = 0.015  # seconds that an article waits for what was found in it, to be shown with that
_SHORT = 0.1  # seconds of looking for articles that nothing is said of, and between things that nobody waits for
_MANY = 5_000  # articles from which on work that grows with them is felt
_TOLD = 0.25  # seconds after which it is shown how far reading is


class LibraryScreen(StudyScreen):
    """Opens the articles of a library."""

    sidebar: Sidebar

    def __init__(self, opening: Opening, background: Background, state: State, at: Place | None) -> None:
        """Make the screen of a library.

        Args:
            opening: What to call it.
            background: Where slow work is done.
            state: Where reading positions are kept.
            at: Where to begin; None to go on where the reader was last, or with the first article.
        """
        super().__init__(background)
        self.opening = opening
        self.state = state
        self.entries: Entries = NO_ENTRIES
        """The articles, and after them what could not be read."""
        self.number: int | None = None
        """Index of the entry that is open."""
        self._at = at
        self.begun = asyncio.Event()
        """Set as soon as there is something that keys can act upon."""
        self._known = Discovery(NO_ENTRIES, ())
        """What was found last."""
        self._stale: set[str] = set()
        """The articles that are to be read through, again or for the first time."""
        self._opened_path = ""
        """The file that was opened last."""
        self._said_later: Timer | None = None
        """Says soon that articles are being looked for."""
        self._paused = False
        """Whether the user does not want them read now."""
        self.moves_made: Sequence[str] = ()
        """The moves that were made in the first article before it was here."""
        self._read_far: Mapping[str, float] = {}
        """How far articles were read, by their paths in full."""

    def find_articles(self) -> None:
        """Open the article to begin with, and list the library as soon as its articles are found."""
        self.count()
        path = self.first_path
        if path and os.path.isfile(path):
            self._open_file(path, None)
        else:
            looking = partial(self.view.show_message, "Looking for articles …")
            self._said_later = self.set_timer(_SHORT, looking)
        self.run_worker(self._find(), group="library")

    @property
    def first_path(self) -> str:
        """The article to begin with; empty for the first of the library."""
        return self._at.path if self._at else last_opened(self.state, self.opening.roots)

    async def _find(self) -> None:
        try:
            self._found(await self.background.articles(self.opening.roots))
        except WorkLostError as fault:
            self.hints.flash(f"The library can't be listed: {fault}")
            self.begun.set()

    def _found(self, discovery: Discovery) -> None:
        """List the articles and open one; all that takes longer begins after the first paint."""
        if self._said_later is not None:
            self._said_later.stop()
        self.list_articles(discovery)
        wanted = self._opened_path or self.first_path
        number = self.entries.find(wanted) or 0
        if not self.entries:
            self.view.show_message(_NONE)
        elif self._opened_path and self.entries.paths[number] == wanted:
            self.number = number
            self.sidebar.set_open(number)
        else:
            self.open(number)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Begin with what takes longer, unless the reader has left already."""
        if self.app._exit:
            return
        self._stale = set(self._known.entries.paths)
        self._read_far = self.state.shares()
        self.run_worker(self.background.search.open(self.opening.roots), group="index")
        self.read_through()
        self.watch_files()

    def list_articles(self, discovery: Discovery) -> None:
        """List what was found, and why the rest can't be read."""
        self._known = discovery
        self.entries = discovery.entries.and_files([path for path, _ in discovery.skipped])
        self.sidebar.list_entries(self.entries)
        faults = (unreadable(path, reason).packed for path, reason in discovery.skipped)
        self.sidebar.summarize(enumerate(faults, len(discovery.entries)))
        self.count()

    def read_through(self) -> None:
        """Read through the articles of which too little is known, from the beginning if that is going on."""
        if not self._paused:
            self.run_worker(self._read_through(), group="reading", exclusive=True)

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
        self._open_file(self.entries.paths[number], spot)

    def _open_file(self, path: str, spot: Spot | None) -> None:
        self._opened_path = path
        if self._is_small(path):
            try:
                self._loaded(load(path), spot)
            except ArticleError as error:
                self.view.show_message(error.reason)
        else:
            self.view.show_message("Opening …")
            self.run_worker(self._load(path, spot), group="open", exclusive=True)

    @staticmethod
    def _is_small(path: str) -> bool:
        try:
            return os.stat(path).st_size <= _AT_ONCE
        except OSError:
            return True

    async def _load(self, path: str, spot: Spot | None) -> None:
        try:
            article = await asyncio.to_thread(load, path)
        except ArticleError as error:
            if self._is_open(path):
                self.view.show_message(error.reason)
        else:
            if self._is_open(path):
                self._loaded(article, spot)

    def _is_open(self, path: str) -> bool:
        """Whether a file is the one that the reader wants to see, as far as is known."""
        return self.number is None or self.entries.paths[self.number] == path

    def _loaded(self, article: Article, spot: Spot | None) -> None:
        if spot is not None:
            self.show(article, spot)
        elif self._at is not None:
            self.show(article, Spot(0, 0))
            self.view.go(_offset(article, self._at))
        else:
            self.show(article, self._left_at(article))
            self.view.move(self.moves_made)
        self._at, self.moves_made = None, ()
        self.call_after_refresh(self.begun.set)

    def _left_at(self, article: Article) -> Spot:
        reading = self.state.reading(article.path)
        if reading is None or reading.top > len(article.text):
            return Spot(0, 0)
        return Spot(reading.top, reading.paragraph)

    def keep_reading(self) -> None:
        if self.article is not None:
            spot, share = self.view.spot, self.view.fraction
            self.state.keep_reading(self.article.path, Reading(spot.top, spot.cursor, share))
            remember_opened(self.state, self.opening.roots, self.article.path)
            if self.number is not None:
                self.sidebar.set_share(self.number, share)

    def read_again(self) -> None:
        """Read through all articles once more: what holds in them may be another."""
        self._stale = set(self._known.entries.paths)
        self.read_through()

    async def _read_through(self) -> None:
        """Read through what is to be read; what is in sight first."""
        paths = self._known.entries.paths
        turns = Turns((number for number, path in enumerate(paths) if path in self._stale), self.sidebar.in_sight)
        read, articles, told = 0, len(self._stale), time.monotonic()
        async for batch in self.background.summaries(paths, turns):
            self._learn(batch)
            read += len(batch)
            if (now := time.monotonic()) >= told + _TOLD:
                told = now
                self.told_of_reading(read, articles)
        await self.background.settle(self.opening.roots, whole=True)
        self._stale = set()
        self.told_of_reading(articles, articles)
        self.query_one(HeaderBar).thaw()
        self.sidebar.thaw()
        if len(self.entries) > _MANY:
            await self._do_beforehand()

    async def _do_beforehand(self) -> None:
        """Do beforehand what would hold up a key in a large library."""
        gc.collect()
        gc.freeze()  # what is known of the articles stays, and is not looked through for garbage any more
        for order in ORDERS:
            await asyncio.sleep(_SHORT)  # keys come first
            self.sidebar.catalog.sorted(range(len(self.entries)), order)

    def _learn(self, batch: Sequence[tuple[int, bytes]]) -> None:
        """Take note of what articles hold."""
        paths = self._known.entries.paths
        self.sidebar.summarize(batch)
        for number, _ in batch:
            self._stale.discard(paths[number])
            if self._read_far and (share := self._read_far.get(os.path.abspath(paths[number]))):
                self.sidebar.set_share(number, share)
        if all(self.sidebar.summary(number) for number in self.sidebar.in_sight()):
            self.sidebar.thaw()

    def chord_read(self) -> None:
        """Stop reading through the library, or go on."""
        if self._paused:
            self._paused = False
            self.read_through()
        elif self._stale:
            self._paused = True
            self.workers.cancel_group(self, "reading")
            self.run_worker(self.background.settle(self.opening.roots, whole=False), group="index")
            self.hints.progress(0, 0)
            self.hints.flash(f"{len(self._stale):,} articles are left unread; {self.key('chord.read')} goes on")
        else:
            self.hints.flash("All articles are read")

    def watch_files(self) -> None:
        """Look now and then whether files have changed."""

    def told_of_reading(self, read: int, articles: int) -> None:
        """Show that so many of the articles have been read through."""
        self.count()
        self.hints.progress(read, articles)

    def count(self) -> None:
        """Say how much there is."""
        articles = len(self.entries)
        parts = [f"{articles:,} article{'s' if articles != 1 else ''}"]
        if quotes := self.sidebar.catalog.quotes:
            parts.append(f"{quotes:,} quote{'s' if quotes != 1 else ''}")
        label = f"{self.opening.label} · read-only" if locations.read_only() else self.opening.label
        self.query_one(HeaderBar).show(label, " · ".join(parts))

    async def action_article(self, step: int) -> None:
        """Open the next entry of the list as shown, or the one before; with what was found in it, if that is quick."""
        number = self.sidebar.neighbour(step)
        if number is None:
            self.hints.flash("This is the last article" if step > 0 else "This is the first article")
            return
        self.leave()
        with self.app.batch_update():
            self.open(number)
            if self.article is not None:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.studied.wait(), _FRAME)
        self.check_idle()  # what was held back meanwhile is drawn

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
        return None if self.number is None else Stop(self.entries.paths[self.number], self.view.spot)

    def return_to(self, stop: Stop) -> None:
        """Go to a stop, in whichever article."""
        here = self.here()
        if here is not None and here.path == stop.path:
            self.view.go_to(stop.spot)
            return
        number = self.entries.find(stop.path)
        if number is not None:
            self.open(number, stop.spot)


def last_opened(state: State, roots: Sequence[str]) -> str:
    """The article of a library that was open last; empty where none ever was."""
    number, _, rest = (state.choice(_remembered_as(roots)) or "").partition(":")
    return roots[int(number)] + rest if number.isdecimal() and int(number) < len(roots) else ""


def remember_opened(state: State, roots: Sequence[str], path: str) -> None:
    """Remember which article of a library is open, as what follows one of its roots."""
    number = next((number for number, root in enumerate(roots) if path.startswith(root)), None)
    if number is not None:
        state.keep_choice(_remembered_as(roots), f"{number}:{path[len(roots[number]) :]}")


def _remembered_as(roots: Sequence[str]) -> str:
    """What the article that is open in a library is remembered under."""
    return "\n".join(("open", *map(os.path.abspath, roots)))


def _offset(article: Article, place: Place) -> int:
    """Where in an article's text a place lies."""
    if place.span is not None:
        return min(place.span.start, len(article.text))
    if not place.paragraph or not article.paragraphs:
        return 0
    return article.paragraphs[min(place.paragraph, len(article.paragraphs)) - 1].start
