"""Slow work beside the screen: analysing, and reading through the library, in processes of its own."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import chain

from reader.library import Summary, summarize
from reader.model import Analysis, Article
from reader.packed import pack

_CHUNK = 4  # articles a process is given at a time: the one that the reader opens next waits behind them
_STRIDE = 101  # code points between the letters that tell a text from another


class Background:
    """Gives slow work to an executor; its results come back to the screen's loop."""

    def __init__(self, executor: Executor, workers: int) -> None:
        """Take up an executor.

        Args:
            executor: Where the work is done.
            workers: How much of it at the same time.
        """
        self._executor = executor
        self._workers = workers

    async def analysis(self, article: Article) -> Analysis:
        """Analyse an article.

        Args:
            article: What to analyse.

        Returns:
            What was found.
        """
        run = asyncio.get_running_loop().run_in_executor
        if os.path.isfile(article.path):
            # A path is less to send than a text; should the file have changed since, the text is sent after all.
            marks, found = await run(self._executor, analyze_file, article.path)
            if marks == _marks(article.text) and found is not None:
                return found
        return await run(self._executor, analyze, article)

    async def summaries(
        self, paths: Sequence[str], wanted: Callable[[int], Sequence[int]]
    ) -> AsyncIterator[tuple[int, Summary]]:
        """Read through articles, some at a time.

        Args:
            paths: Where they are.
            wanted: Says which to read next, at most so many; asked before each batch, so that what the reader looks
                at goes first. None left ends it.

        Yields:
            The number of an article, and what it holds.
        """
        loop = asyncio.get_running_loop()
        while numbers := wanted(_CHUNK * self._workers):
            chunks = [[paths[number] for number in numbers[at : at + _CHUNK]] for at in range(0, len(numbers), _CHUNK)]
            work = (loop.run_in_executor(self._executor, summarize_all, chunk) for chunk in chunks)
            for number, summary in zip(numbers, chain.from_iterable(await asyncio.gather(*work)), strict=True):
                yield number, summary

    def close(self) -> None:
        """End the work, whatever it is at."""
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def start() -> Background:
    """Start processes for slow work, and have them make ready.

    To be called before there are threads and before Textual is imported: a process made by forking then is small, and
    ready before the screen is.

    Returns:
        The background, to be closed.
    """
    import multiprocessing

    workers = max(1, (os.cpu_count() or 2) - 1)
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    executor = ProcessPoolExecutor(workers, context, _end_with, (os.getpid(),))
    executor.submit(make_ready)
    return Background(executor, workers)


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


def summarize_all(paths: Sequence[str]) -> list[Summary]:
    """Read through some articles, in whichever process this runs."""
    return [summarize(path) for path in paths]


def make_ready() -> None:
    """Load what analysing needs, so that the first article does not wait for it."""
    from reader.model import Paragraph

    text = "Nobody was there, said Ann."
    analyze(Article("", text, "", "derived", (Paragraph(0, len(text)),), 5))


def _end_with(parent: int) -> None:
    """End this process soon after the one that started it, however that one ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
