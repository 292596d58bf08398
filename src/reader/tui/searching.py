"""Searching across the library, beside the screen: only the newest question counts."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from reader.search.documents import Kind
from reader.tui import search_process
from reader.tui.search_process import Found, Preview, Shown
from reader.tui.workers import Workers, WorkLostError

T = TypeVar("T")

_LIMIT = 120.0  # seconds
_QUIET = 5.0  # seconds after the last question from which on memory is worth more than a quick answer


class Trail(NamedTuple):
    """The hits of a search, and which of them the reader stands on."""

    query: str
    hits: tuple[Shown, ...]
    at: int

    @property
    def hit(self) -> Shown:
        """Where the reader stands."""
        return self.hits[self.at]


class Search:
    """Puts questions to the process that searches."""

    def __init__(self, process: Workers) -> None:
        """Take up the process.

        Args:
            process: One that does one task at a time, in order.
        """
        self.process = process
        """Does it all."""
        self._asked = 0
        self._turn = asyncio.Lock()
        self._order = asyncio.Lock()
        self._resting: asyncio.TimerHandle | None = None
        self._rested: asyncio.Task[None] | None = None

    async def open(self, roots: Sequence[str]) -> None:
        """Take up the index that was kept of a library; what is asked for later waits for it."""
        await self._in_order(search_process.open_library, tuple(roots))

    async def add(self, findable: bytes | str) -> Sequence[str]:
        """Let articles be found, soon; see `search_process.add`."""
        return await self._in_order(search_process.add, findable) or ()  # what can't be added is not found

    async def remove(self, paths: Sequence[str]) -> None:
        """Let articles not be found any more."""
        await self._in_order(search_process.remove, tuple(paths))

    async def note(self, findable: bytes) -> None:
        """Let annotations be found; see `search_process.note`."""
        await self._in_order(search_process.note, findable)

    async def settle(self, whole: bool) -> None:
        """Let everything that was added be found, and if that is the whole library, nothing else."""
        await self._in_order(search_process.settle, whole)

    async def find(self, query: str, kinds: Sequence[Kind], rows: int, thorough: bool = False) -> Found | None:
        """Search.

        Args:
            query: What was typed.
            kinds: What to look at; everything where it is empty.
            rows: How many of the hits come with their texts.
            thorough: Look further, for when nobody is typing.

        Returns:
            What was found; None where a newer question has been asked meanwhile.
        """
        self._asked += 1
        number = self._asked
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(_QUIET, self._rest)
        async with self._turn:
            if number != self._asked:
                return None
            try:
                found = await self._do(search_process.find, query, tuple(kinds), rows, thorough)
            except WorkLostError as fault:
                return Found(query, message=f"the search failed: {fault}")
        return found if number == self._asked else None

    def _rest(self) -> None:
        self._rested = asyncio.create_task(self._in_order(search_process.rest))

    async def mark(self, hits: Sequence[Shown]) -> Sequence[Shown]:
        """Hits with their texts, and what of them matches; as they are where that fails."""
        try:
            return await self._do(search_process.mark, hits)
        except WorkLostError:
            return hits

    async def preview(self, hit: Shown) -> Preview | None:
        """The part of its article around a hit; None where there is none."""
        try:
            return await self._do(search_process.preview, hit.about.path, hit.start, hit.end)
        except WorkLostError:
            return None

    async def ask(self, task: str, *arguments: object) -> Any:
        """Have something done with the whole library, in the process that searches.

        Args:
            task: The name of a function of `views_process`, which is not loaded here.
            arguments: Its arguments.

        Returns:
            What it returns.

        Raises:
            WorkLostError: It could not be done.
        """
        return await self._do(search_process.with_views, task, *arguments)

    def close(self) -> None:
        """End the process."""
        self.process.close()

    async def _do(self, task: Callable[..., T], *arguments: object) -> T:
        return await self.process.do(task, *arguments, limit=_LIMIT, urgent=True)

    async def _in_order(self, task: Callable[..., T], *arguments: object) -> T | None:
        """Have something done when all that was asked for before is done; None where that fails."""
        async with self._order:
            try:
                return await self.process.do(task, *arguments, limit=_LIMIT)
            except WorkLostError:
                return None
