"""Slow work beside the screen: analysing, and reading through the library."""

import asyncio
import os
import pickle
from array import array
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reader.library import Discovery, Summary, discover, unreadable
from reader.model import Analysis, Article
from reader.packed import pack
from reader.search.results import About
from reader.tui.search_process import Findable
from reader.tui.searching import Search
from reader.tui.turns import Turns
from reader.tui.watching import Look, look
from reader.tui.workers import Processes, Workers, WorkLostError

if TYPE_CHECKING:
    from reader.cache.study import Survey

_NOTHING = pickle.dumps([])
_LARGE = 200_000  # bytes of what can be found that go to the process that searches by a file, not through this one
_FEW = 4  # articles a process analyses at a time: the one that the reader opens next waits behind them
_STRIDE = 101  # code points between the letters that tell a text from another
_BEHIND = 8  # batches that may be read and not yet be found
_PATIENCE_LOOKING = 600.0  # seconds
_PATIENCE = 30.0  # seconds that an article may take …
_PATIENCE_FOR_LENGTH = 2e-5  # … and for each code point or byte of it


class _Read(NamedTuple):
    """What came of reading some articles."""

    summaries: Sequence[tuple[int, bytes]]
    """The numbers of articles with what a list says of each, packed."""
    findable: bytes | str
    """What can be found in them, or the file that is in."""
    unknown: Sequence[tuple[int, int]] = ()
    """The numbers of those that are still to be read, and when each was changed last."""


class Background:
    """Has slow work done; what comes of it comes back to the screen's loop."""

    def __init__(self, workers: Workers, search: Search) -> None:
        """Take up workers.

        Args:
            workers: Who does the work.
            search: Where to look for things in what was read.
        """
        self._workers = workers
        self._adding: set[asyncio.Future[None]] = set()
        self.search = search
        """Finds things in the articles read so far."""

    def expect(self, roots: Sequence[str], path: str) -> None:
        """Begin with what the screen will ask for first, while it is still being made.

        Args:
            roots: The library's files and folders.
            path: The article that is opened first, to be analysed; empty where that is not known.
        """
        self.search.process.expect(discover, tuple(roots))  # which has nothing else to do yet
        if path:
            self._workers.expect(analyze_file, path)

    async def articles(self, roots: Sequence[str]) -> Discovery:
        """Find the articles of a library; see `discover`.

        Raises:
            WorkLostError: They can't be found.
        """
        return await self.search.process.do(discover, tuple(roots), limit=_PATIENCE_LOOKING)

    async def analysis(self, article: Article) -> Analysis:
        """Analyse an article.

        Args:
            article: What to analyse.

        Returns:
            What was found.

        Raises:
            WorkLostError: It can't be analysed.
        """
        limit = _patience(len(article.text))
        if os.path.isfile(article.path):
            # A path is less to send than a text; should the file have changed since, the text is sent after all.
            marks, found = await self._workers.do(analyze_file, article.path, limit=limit, urgent=True)
            if marks == _marks(article.text) and found is not None:
                return found
        return await self._workers.do(analyze, article, limit=limit, urgent=True)

    async def summaries(self, paths: Sequence[str], turns: Turns) -> AsyncIterator[Sequence[tuple[int, bytes]]]:
        """Read through articles, some at a time.

        Args:
            paths: Where they are.
            turns: Which are to be read, and when.

        Yields:
            The numbers of some articles, and what a list says of each, packed.
        """
        running: set[asyncio.Task[_Read]] = set()
        try:
            while True:
                # One more than there are workers, so that none waits for the screen.
                while len(running) <= self._workers.count and (turn := turns.next(_FEW)):
                    running.add(asyncio.create_task(self._read(paths, turn.numbers, turn.analyze)))
                if not running:
                    break
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    summaries, findable, unknown = task.result()
                    for number, changed in unknown:
                        turns.put_off(number, changed)
                    adding = asyncio.ensure_future(self._let_find(findable))
                    self._adding.add(adding)  # it is done even if nobody wants more summaries
                    adding.add_done_callback(self._adding.discard)
                    yield summaries
                while len(self._adding) > _BEHIND:
                    await asyncio.wait(set(self._adding), return_when=asyncio.FIRST_COMPLETED)
            while self._adding:
                await asyncio.wait(set(self._adding))
        finally:
            for task in running:
                task.cancel()

    async def settle(self, roots: Sequence[str], whole: bool) -> None:
        """Let all that was read be found.

        Args:
            roots: Files and folders that the articles are in.
            whole: Whether there are no other articles, so that what else is known of some can be forgotten.
        """
        await self.search.settle(whole)
        if whole:
            with suppress(WorkLostError):
                await self._workers.do(forget_gone, tuple(roots), limit=_PATIENCE_LOOKING)

    async def _let_find(self, findable: bytes | str) -> None:
        """Let articles be found; what the index lacks of those in the cache is fetched from there."""
        lacking = deque(await self.search.add(findable))
        while lacking:
            paths = [lacking.popleft() for _ in range(min(len(lacking), _FEW * _FEW))]
            try:
                limit = sum(_patience(_size(path)) for path in paths)
                await self.search.add(await self._workers.do(findable_in, paths, limit=limit))
            except WorkLostError:
                pass  # it costs that these are not found, this time

    async def _read(self, paths: Sequence[str], numbers: Sequence[int], analyze: bool) -> _Read:
        """Read some articles together; should that fail, one by one."""
        asked = [paths[number] for number in numbers]
        try:
            limit = sum(_patience(_size(path)) for path in asked) if analyze else _PATIENCE_LOOKING
            found, findable = await self._workers.do(read_all, asked, analyze, limit=limit)
            pairs = list(zip(numbers, found, strict=True))
            done = [(number, summary) for number, summary in pairs if isinstance(summary, bytes)]
            return _Read(done, findable, [(number, at) for number, at in pairs if not isinstance(at, bytes)])
        except WorkLostError as fault:
            if len(numbers) == 1:
                return _Read([(numbers[0], await self._give_up(asked[0], f"can't be analysed: {fault}"))], _NOTHING)
        summaries: list[tuple[int, bytes]] = []
        for number in numbers:
            one = await self._read(paths, [number], True)
            summaries += one.summaries
            await self._let_find(one.findable)
        return _Read(summaries, _NOTHING)

    async def _give_up(self, path: str, reason: str) -> bytes:
        """Have it kept in mind that an article can't be read; says what a list says about it."""
        with suppress(WorkLostError):
            await self._workers.do(give_up, path, reason, limit=_PATIENCE)
        return unreadable(path, reason).packed

    async def look(self, roots: Sequence[str], listing: bytes, states: "array[int] | None") -> Look:
        """What has changed on the disk; see `watching.look`.

        Raises:
            WorkLostError: It can't be seen now.
        """
        return await self._workers.do(look, tuple(roots), listing, states, limit=_PATIENCE_LOOKING)

    def close(self) -> None:
        """End the work, whatever it is at."""
        self._workers.close()
        self.search.close()


def start() -> Background:
    """Start processes for slow work; see `Processes` for when.

    Returns:
        The background, to be closed.
    """
    readers = Processes(max(1, (os.cpu_count() or 2) - 1), make_ready)
    return Background(readers, Search(Processes(1, beside=readers)))


def analyze(article: Article) -> Analysis:
    """Analyse an article, in whichever process this runs."""
    from reader.analysis import analyze as analyze_here

    return pack(analyze_here(article))


def analyze_file(path: str) -> tuple[tuple[int, str], Analysis | None]:
    """Load and analyse an article, in whichever process this runs.

    Args:
        path: The file.

    Returns:
        What tells its text from another, and what was found; None where it can't be read any more.
    """
    from reader.articles import ArticleError
    from reader.cache.study import study

    try:
        found = study(path)
    except ArticleError:
        return (0, ""), None
    return _marks(found.article.text), found.analysis


def _marks(text: str) -> tuple[int, str]:
    """What tells a text from one whose offsets differ: its length and a letter here and there."""
    return len(text), text[::_STRIDE]


def read_all(paths: Sequence[str], analyze: bool) -> tuple[list[bytes | int], bytes | str]:
    """Read through some articles, in whichever process this runs.

    Args:
        paths: The files.
        analyze: Whether to analyze those of which nothing is known.

    Returns:
        What a list says about each, packed, or where nothing is known and that is so to stay, when it was changed; and
        what can be found in them, in the form that the process that searches takes: as it is, or where there is much
        of it, a file.
    """
    from reader.cache.study import glance

    found: list[bytes | int] = []
    findable: Findable = []
    for path, known in zip(paths, glance(paths), strict=True):
        if known is not None:
            found.append(known.summary)
            if known.stamp:
                findable.append((About(path, stamp=known.stamp), None))
        else:
            found.append(_surveyed(path, findable).packed if analyze else _changed(path))
    return found, _sendable(findable)


def survey(path: str) -> "Survey":
    """Read through one article, in whichever process this runs."""
    from reader.cache import study

    return study.survey(path)


def findable_in(paths: Sequence[str]) -> bytes | str:
    """What can be found in some articles, in the form that the process that searches takes."""
    findable: Findable = []
    for path in paths:
        _surveyed(path, findable)
    return _sendable(findable)


def give_up(path: str, reason: str) -> None:
    """Keep in mind that an article can't be read, in whichever process this runs."""
    from reader.cache import study

    study.give_up(path, reason)


def forget_gone(roots: Sequence[str]) -> None:
    """Forget what is known of articles that are not there any more, in whichever process this runs."""
    from reader.cache import study

    study.forget_gone(roots)


def _surveyed(path: str, findable: Findable) -> Summary:
    """What a list says about an article; what can be found in it is added to what others hold."""
    summary, documents, stamp = survey(path)
    about = About(path, summary.title, summary.source or "", summary.published or "", stamp)
    findable.append((about, list(documents)))
    return summary


def _changed(path: str) -> int:
    """When a file was changed, in nanoseconds."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _sendable(findable: Findable) -> bytes | str:
    """What can be found, in the form that the process that searches takes."""
    data = pickle.dumps(findable, pickle.HIGHEST_PROTOCOL)
    return data if len(data) < _LARGE else _spooled(data)


def _spooled(data: bytes) -> str:
    """Write data to a file of its own that whoever reads it takes away."""
    import tempfile

    with tempfile.NamedTemporaryFile(prefix="reader-", delete=False) as file:
        file.write(data)
    return file.name


def make_ready() -> None:
    """Load what analysing needs, so that the first article does not wait for it."""
    from reader.model import Paragraph

    text = "Nobody was there, said Ann."
    analyze(Article("", text, "", "derived", (Paragraph(0, len(text)),), 5))


def _patience(length: int) -> float:
    """Seconds that an article of some length may take."""
    return _PATIENCE + length * _PATIENCE_FOR_LENGTH


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
