"""How long what is read, where the user has it kept: the setting ``statistics``."""

import os
import time

from reader.model import Article
from reader.page.viewport import Spot
from reader.text import printable
from reader.tui.screens.keying import KeyingScreen

MOST = 180.0
"""Seconds from one move in the text to the next that count at the most."""


class Clock:
    """Adds up the time between moves."""

    def __init__(self, now: float) -> None:
        """Begin.

        Args:
            now: In seconds, from any beginning.
        """
        self._at = now
        self._seconds = 0.0

    def move(self, now: float) -> None:
        """Add the time since the move before."""
        self._seconds += min(now - self._at, MOST)
        self._at = now

    def take(self) -> float:
        """Begin anew.

        Returns:
            What has added up.
        """
        seconds, self._seconds = self._seconds, 0.0
        return seconds


class RecordingScreen(KeyingScreen):
    """Keeps what was read, if it is to be kept."""

    _clock: Clock | None = None
    """Runs while an article is open whose reading is kept."""
    _timed = ""
    """The article that it runs for."""

    def show(self, article: Article, spot: Spot) -> None:
        """Show an article, and have the clock run for it."""
        super().show(article, spot)
        if not self.reader.config.statistics:
            self._clock, self._timed = None, ""
        elif self._timed != article.path:
            self._clock, self._timed = Clock(time.monotonic()), article.path
            self.state.keep_read(article.path, printable(article.title), 1, 0, 0.0)

    def on_article_view_moved(self) -> None:
        """Count the time since the move before."""
        if self._clock is not None:
            self._clock.move(time.monotonic())

    def keep_reading(self) -> None:
        """Remember where the reader is, and for how long the article was read."""
        super().keep_reading()
        article = self.article
        if self._clock is not None and article is not None and article.path == self._timed:
            self._clock.move(time.monotonic())
            words = round(article.words * self.view.fraction)
            self.state.keep_read(article.path, printable(article.title), 0, words, self._clock.take())

    def chord_statistics(self) -> None:
        """Show what was read."""
        from reader.tui.screens.statistics import StatisticsScreen

        self.keep_reading()

        def chosen(path: str | None) -> None:
            if path is not None:
                self._open_read(path)

        self.app.push_screen(StatisticsScreen(self.state.read(), self.reader.config.statistics), chosen)

    def _open_read(self, path: str) -> None:
        """Open an article of the list, if it is one of this library."""
        paths = self.entries.paths
        number = next((number for number, other in enumerate(paths) if os.path.abspath(other) == path), None)
        if number is None:
            self.hints.flash("This article is not in this library")
        elif number != self.number:
            self.leave()
            self.open(number)
