"""Three states of a file made one, block by block: a merge driver for git.

What stands above the first block is merged as a whole, every block as a whole where only one side has changed it, and
field by field where both have.
"""

from collections.abc import Iterator
from typing import NamedTuple

from reader.annotations.forms import ORDERS
from reader.annotations.merging import merged
from reader.tomlfile import Block, Document, TomlError, edited, parse
from reader.tomlfile.splicing import Splice, exchanging, putting_in, spliced, taking_out

Key = tuple[str, str]


class Merged(NamedTuple):
    """What came of a merge."""

    text: str
    clashes: tuple[str, ...]
    """What somebody should look at, each in one line."""


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Merge two changed states of a file.

    Args:
        base: What both come from.
        ours: The state that is kept where both say something about the same thing.
        theirs: The other.

    Returns:
        Ours with what theirs has changed.

    Raises:
        TomlError: One of them, or what comes of them, is no TOML.
    """
    return _Merge(parse(base), parse(ours), parse(theirs)).done()


class _Merge:
    """A merge under way."""

    def __init__(self, base: Document, ours: Document, theirs: Document) -> None:
        self._base, self._ours, self._theirs = base, ours, theirs
        self._clashes: list[str] = []

    def done(self) -> Merged:
        """Merge.

        Raises:
            TomlError: What comes of it is no TOML, or not what was meant.
        """
        wanted = {(block.table, block.id) for block in self._ours.blocks}
        splices = [*self._head()]
        for key, splice in (*self._taken_out(), *self._changed()):
            splices.append(splice)
            if not splice.text:
                wanted.discard(key)
        for splice, keys in self._put_in():
            splices.append(splice)
            wanted |= keys
        text = spliced(self._ours.text, splices)
        after = parse(text)
        if {(block.table, block.id) for block in after.blocks} != wanted:
            raise TomlError("can't be merged")
        return Merged(text, tuple(self._clashes))

    def _head(self) -> Iterator[Splice]:
        """What stands above the first block."""
        base, ours, theirs = (_head(document) for document in (self._base, self._ours, self._theirs))
        if theirs in (base, ours):
            return
        if ours == base:
            yield Splice(0, len(_head(self._ours, even=False)), theirs)
        else:
            self._clashes.append("both have changed what stands above the first block; ours stays")

    def _taken_out(self) -> Iterator[tuple[Key, Splice]]:
        """Blocks that theirs has taken out, and ours has not touched."""
        for block in self._ours.blocks:
            before = self._base.find(block.table, block.id)
            if before is None or self._theirs.find(block.table, block.id) is not None:
                continue
            if self._base.source(before) == self._ours.source(block):
                yield (block.table, block.id), taking_out(self._ours, block)

    def _changed(self) -> Iterator[tuple[Key, Splice]]:
        """Blocks that theirs has changed."""
        for block in self._theirs.blocks:
            here = self._ours.find(block.table, block.id)
            if here is None:
                continue
            before = self._base.find(block.table, block.id)
            there = self._theirs.source(block)
            was, now = self._base.source(before) if before else None, self._ours.source(here)
            if there in (was, now):
                continue
            source = there if now == was else self._both(before, here, block)
            yield (block.table, block.id), exchanging(self._ours, here, source)

    def _both(self, before: Block | None, here: Block, there: Block) -> str:
        """A block that both have changed."""
        value = merged(here.table, before.value if before else {}, here.value, there.value)
        fields = {key: value.get(key) for key in {*value, *here.value} if value.get(key) != here.value.get(key)}
        return edited(self._ours.source(here), fields, ORDERS.get(here.table, ()))

    def _put_in(self) -> Iterator[tuple[Splice, set[Key]]]:
        """Blocks that theirs has put in, or has changed and ours has taken out."""
        behind: Block | None = None
        row: list[Block] = []
        for block in self._theirs.blocks:
            here = self._ours.find(block.table, block.id)
            if here is not None:
                yield from self._row(row, behind)
                behind, row = here, []
            elif self._is_news(block):
                row.append(block)
        yield from self._row(row, behind)

    def _is_news(self, block: Block) -> bool:
        before = self._base.find(block.table, block.id)
        return before is None or self._base.source(before) != self._theirs.source(block)

    def _row(self, row: list[Block], behind: Block | None) -> Iterator[tuple[Splice, set[Key]]]:
        """Blocks put in behind one that ours has, those without one at the end."""
        if row:
            sources = [self._theirs.source(block) for block in row]
            yield putting_in(self._ours, sources, behind), {(block.table, block.id) for block in row}


def _head(document: Document, even: bool = True) -> str:
    """What stands above the first block."""
    head = document.text[: document.blocks[0].start if document.blocks else len(document.text)]
    return head.replace("\r\n", "\n") if even else head
