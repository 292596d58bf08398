"""What can be wrong with a user's TOML file, and with saving it."""

from typing import NamedTuple

from reader.text import printable


class Fault(NamedTuple):
    """One thing wrong with a file, for the user to put right."""

    file: str
    line: int
    """Counted from 1; 0 where the file as a whole is at fault."""
    column: int
    """Counted from 1; 0 where it is not known."""
    reason: str
    id: str = ""
    """Of the block that is damaged, empty where the whole file can't be read."""

    def __str__(self) -> str:
        """The fault as one line."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        name = f"{self.id} " if self.id else ""
        return printable(f"{self.file}{place}: {name}{self.reason}")


class TomlError(ValueError):
    """A file that can't be taken as it is; the message is a reason without the path."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        """Keep what is wrong and where.

        Args:
            reason: What is wrong, in a few words.
            line: Counted from 1; 0 where the file as a whole is at fault.
            column: Counted from 1; 0 where it is not known.
        """
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    def at(self, path: str) -> str:
        """The fault as one line: ``file:line:column: reason``."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number)
        return f"{path}{place}: {self.reason}"


class SaveError(Exception):
    """A change could not be saved; the file is as it was, and the message is one line."""

    def __init__(self, message: str, kept: bool = False) -> None:
        """Keep what went wrong.

        Args:
            message: What, where, and what to do.
            kept: Whether the change waits in the journal and comes in at the next save that succeeds.
        """
        super().__init__(
            f"{message} (the change is kept, and comes in when the file can be saved)" if kept else message
        )
        self.kept = kept


class ChangedElsewhereError(Exception):
    """Another program has changed the file since it was read."""
