"""Which command the user means, and with what arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

COMMANDS = ("open", "analyze", "themes", "locate")

_DESCRIPTION = "A close reader for news in the terminal: who is in an article, and who said what."
_USAGE = "reader [PATH ...]\n       reader COMMAND ..."
_EPILOG = """\
Without a command, reader opens the articles at PATH: files, or folders of .txt, .md and .html files.
Without a PATH it opens the library named in the configuration (see reader locate).
A folder that is called like a command is opened with reader ./analyze.

Exit status: 0 done, 1 some of it failed, 2 wrong use.
"""


def dispatch(words: Sequence[str]) -> int:
    """Run the command that the user means; without one, the arguments are what to open.

    Args:
        words: What follows the program's name.

    Returns:
        The exit status.

    Raises:
        UsageError: There is no such command or option.
    """
    if not words or not (words[0].startswith("-") or words[0] in COMMANDS):
        return _open(words)
    if words[0] == "--":
        return _open(words[1:])
    try:
        chosen = _parser().parse_args(words)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 2
    match chosen.command:
        case "open":
            return _open(chosen.paths)
        case "analyze":
            from reader.cli import analyze

            return analyze.run(chosen.paths, chosen.form)
        case "themes":
            from reader.cli import listings

            return listings.themes(chosen.form)
        case "locate":
            from reader.cli import listings

            return listings.locate(chosen.form)
        case _:
            raise UsageError("nothing to do (see reader --help)")


def _open(paths: Sequence[str]) -> int:
    """Open the reader."""
    from reader.cli import opening

    return opening.run(paths)


def _parser() -> "argparse.ArgumentParser":
    """The whole command line as argparse knows it."""
    import argparse

    from reader import __version__

    class Parser(argparse.ArgumentParser):
        """A parser whose errors are one line."""

        def error(self, message: str) -> NoReturn:
            raise UsageError(f"{message} (see {self.prog} --help)")

    layout = argparse.RawDescriptionHelpFormatter
    top = Parser(prog="reader", usage=_USAGE, description=_DESCRIPTION, epilog=_EPILOG, formatter_class=layout)
    top.add_argument("-V", "--version", action="version", version=f"reader {__version__}", help="show the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="reader")

    opener = commands.add_parser("open", help="open the reader, also at a place in an article")
    opener.add_argument("paths", nargs="*", metavar="PATH", help="a file or folder, or FILE:¶12 or FILE@1184-1234")

    analyze = commands.add_parser("analyze", help="show the actors and quotes of each article")
    analyze.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder, or - for standard input")
    _add_forms(analyze, lines=True)

    _add_forms(commands.add_parser("themes", help="list the themes"))
    _add_forms(commands.add_parser("locate", help="list where settings, notes and themes live"))
    return top


def _add_forms(command: "argparse.ArgumentParser", lines: bool = False) -> None:
    """Let a command print for programs."""
    forms = command.add_mutually_exclusive_group()
    forms.add_argument("--json", dest="form", action="store_const", const="json", help="print one JSON value")
    if lines:
        forms.add_argument("--jsonl", dest="form", action="store_const", const="jsonl", help="print one object a line")
    command.set_defaults(form="plain")
