"""Slow work beside the screen: analysing, and reading through the library."""

import asyncio
import os
import pickle
from collections.abc import AsyncIterator, Callable, Sequence

from reader.library import Summary, survey, unreadable
from reader.model import Analysis, Article
from reader.packed import pack
from reader.search.results import About
from reader.tui.search_process import Findable
from reader.tui.searching import Search
from reader.tui.workers import Processes, Workers, WorkLostError

Surveyed = tuple[Sequence[tuple[int, Summary]], bytes | str]
"""The numbers of some articles with what a list says of each, and what can be found in them, or the file that is in."""

_NOTHING = pickle.dumps([])
_LARGE = 200_000  # bytes of what can be found that go to the process that searches by a file, not through this one
_CHUNK = 4  # articles a process is given at a time: the one that the reader opens next waits behind them
_STRIDE = 101  # code points between the letters that tell a text from another
_PATIENCE = 30.0  # seconds that an article may take …
_PATIENCE_FOR_LENGTH = 2e-5  # … and for each code point or byte of it


class Background:
    """Has slow work done; what comes of it comes back to the screen's loop."""

    def __init__(self, workers: Workers, search: Search) -> None:
        """Take up workers.

        Args:
            workers: Who does the work.
            search: Where to look for things in what was read.
        """
        self._workers = workers
        self.search = search
        """Finds things in the articles read so far."""

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

    async def summaries(
        self, paths: Sequence[str], wanted: Callable[[int], Sequence[int]]
    ) -> AsyncIterator[Sequence[tuple[int, Summary]]]:
        """Read through articles, some at a time.

        Args:
            paths: Where they are.
            wanted: Says which to read next, at most so many; asked before each batch, so that what the reader looks
                at goes first. None left ends it.

        Yields:
            The numbers of some articles, and what each holds.
        """
        running: set[asyncio.Task[Surveyed]] = set()
        try:
            while True:
                while len(running) < self._workers.count and (numbers := wanted(_CHUNK)):
                    running.add(asyncio.create_task(self._surveyed(paths, numbers)))
                if not running:
                    break
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    summaries, findable = task.result()
                    yield summaries
                    await self.search.add(findable)
            await self.search.settle()
        finally:
            for task in running:
                task.cancel()

    async def _surveyed(self, paths: Sequence[str], numbers: Sequence[int]) -> Surveyed:
        """Read some articles together; should that fail, one by one."""
        asked = [paths[number] for number in numbers]
        try:
            limit = sum(_patience(_size(path)) for path in asked)
            summaries, findable = await self._workers.do(survey_all, asked, limit=limit)
            return list(zip(numbers, summaries, strict=True)), findable
        except WorkLostError as fault:
            if len(numbers) == 1:
                return [(numbers[0], unreadable(asked[0], f"can't be analysed: {fault}"))], _NOTHING
        found: list[tuple[int, Summary]] = []
        for number in numbers:
            summaries_of_one, findable = await self._surveyed(paths, [number])
            found += summaries_of_one
            await self.search.add(findable)
        return found, _NOTHING

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
    from reader.articles import ArticleError, load

    try:
        article = load(path)
    except ArticleError:
        return (0, ""), None
    return _marks(article.text), analyze(article)


def _marks(text: str) -> tuple[int, str]:
    """What tells a text from one whose offsets differ: its length and a letter here and there."""
    return len(text), text[::_STRIDE]


def survey_all(paths: Sequence[str]) -> tuple[list[Summary], bytes | str]:
    """Read through some articles, in whichever process this runs.

    Args:
        paths: The files.

    Returns:
        What a list says about each, and what can be found in them, in the form that the process that searches takes:
        as it is, or where there is much of it, a file that it is in.
    """
    surveys = [survey(path) for path in paths]
    findable: Findable = [
        (About(path, summary.title, summary.source or "", summary.published or ""), list(documents), text)
        for path, (summary, documents, text) in zip(paths, surveys, strict=True)
        if documents
    ]
    data = pickle.dumps(findable, pickle.HIGHEST_PROTOCOL)
    return [it.summary for it in surveys], data if len(data) < _LARGE else _spooled(data)


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
