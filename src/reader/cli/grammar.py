"""The command line as values, read from the parser: what completions and the manual page are made of."""

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

Takes = Literal["", "file", "folder", "choice", "word"]
"""What has to follow an option, or can stand in an argument's place."""

_FILES = ("F", "FILE", "PATH", "URL|FILE", "TEXT", "A", "B", "BASE", "OURS", "THEIRS")
_FOLDERS = ("FOLDER",)


class Option(NamedTuple):
    """An option of a command."""

    flags: tuple[str, ...]
    takes: Takes
    called: str
    """What stands for its value in a help text, empty where it takes none."""
    choices: tuple[str, ...]
    help: str


class Argument(NamedTuple):
    """What a command takes without an option before it."""

    called: str
    takes: Takes
    choices: tuple[str, ...]
    help: str
    many: bool
    needed: bool


class Command(NamedTuple):
    """A command with all that can follow it."""

    name: str
    help: str
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]
    commands: tuple["Command", ...]
    """The acts of a command that has several."""


def read(parser: "argparse.ArgumentParser", name: str = "", says: str = "") -> Command:
    """Read what a parser takes.

    Args:
        parser: The parser, with everything declared.
        name: What the command is called.
        says: What it does.

    Returns:
        The command.
    """
    import argparse

    options: list[Option] = []
    arguments: list[Argument] = []
    commands: list[Command] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            commands += _commands(action)
        elif action.option_strings:
            options.append(_option(action))
        else:
            takes, choices = _takes(action)
            many, needed = action.nargs in ("*", "+"), action.nargs not in ("*", "?")
            arguments.append(Argument(_called(action), takes, choices, action.help or "", many, needed))
    return Command(name, says, tuple(options), tuple(arguments), tuple(commands))


def _commands(action: "argparse._SubParsersAction[Any]") -> "Iterator[Command]":
    """The commands below a command."""
    for declared in action._choices_actions:
        yield read(action.choices[declared.dest], declared.dest, declared.help or "")


def _option(action: "argparse.Action") -> Option:
    """An option."""
    if action.nargs == 0:
        return Option(tuple(action.option_strings), "", "", (), action.help or "")
    takes, choices = _takes(action)
    return Option(tuple(action.option_strings), takes, _called(action), choices, action.help or "")


def _called(action: "argparse.Action") -> str:
    """What stands for a value in a help text."""
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _takes(action: "argparse.Action") -> tuple[Takes, tuple[str, ...]]:
    """What an option or argument takes, and among what it chooses."""
    if action.choices:
        return "choice", tuple(map(str, action.choices))
    if action.metavar in _FOLDERS:
        return "folder", ()
    return ("file" if action.metavar in _FILES else "word"), ()
