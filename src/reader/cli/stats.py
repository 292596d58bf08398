"""``reader stats``: what was read and for how long, where the user has it kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reader import locations
from reader.cli import output, tables
from reader.cli.tables import Column, one_line
from reader.config import load_config
from reader.state import Read, State, duration

if TYPE_CHECKING:
    import argparse


def declare(command: "argparse.ArgumentParser") -> None:
    """Say what the command takes.

    Args:
        command: The parser to say it to.
    """
    deeds = ("info", "clear")
    command.add_argument("deed", nargs="?", choices=deeds, default="info", help="info, or clear to forget it")
    says = "print one JSON value"
    command.add_argument("--json", dest="form", action="store_const", const="json", default="plain", help=says)


def run(chosen: "argparse.Namespace") -> int:
    """Tell what was read, or forget it.

    Args:
        chosen: What the user wrote.

    Returns:
        0, or 1 where it can't be forgotten.
    """
    with State(locations.state_file()) as state:
        if chosen.deed == "clear":
            return _clear(state)
        read = state.read()
    if chosen.form == "json":
        _write_json(read)
    else:
        _show(read)
    return 0


def _clear(state: State) -> int:
    """Forget everything."""
    if locations.read_only():
        output.error("opened for reading only: nothing is forgotten")
        return 1
    state.forget_read()
    if state.read():
        output.error(f"{locations.state_file()}: can't be changed now; somebody else is writing to it")
        return 1
    return 0


def _show(read: Sequence[Read]) -> None:
    """Print a table for people."""
    if not read:
        kept = load_config()[0].statistics
        output.line("Nothing was read yet." if kept else "Nothing is kept: the setting statistics is off.")
        return
    articles = f"{len(read):,} article{'s' if len(read) != 1 else ''}"
    words, seconds = sum(one.words for one in read), sum(one.seconds for one in read)
    output.line(f"{articles}, {words:,} words, {duration(seconds)}")
    output.line("")
    counts = [Column("opened", right=True), Column("words", right=True), Column("time", 10, right=True)]
    table = tables.table("plain", [Column("last read", 10), *counts, Column("article")])
    table.add(
        [
            (
                f"{datetime.fromtimestamp(one.last):%Y-%m-%d}",
                f"{one.opened:,}",
                f"{one.words:,}",
                duration(one.seconds),
                one_line(one.title or one.path),
            )
            for one in read
        ]
    )
    table.end()


def _write_json(read: Sequence[Read]) -> None:
    """Print one object."""
    import json

    told = {
        "articles": len(read),
        "words": sum(one.words for one in read),
        "seconds": round(sum(one.seconds for one in read), 1),
        "read": [
            one._asdict() | {"seconds": round(one.seconds, 1), "first": _moment(one.first), "last": _moment(one.last)}
            for one in read
        ],
    }
    output.write(json.dumps(told))


def _moment(at: float) -> str:
    """A time as ISO 8601 has it, in the time zone of this machine."""
    return datetime.fromtimestamp(at).astimezone().isoformat(timespec="seconds")
