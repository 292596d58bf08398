"""Which command the user means, and with what arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

COMMANDS = ("open", "analyze", "actors", "quotes", "corrections", "themes", "locate")

_FORMS = {
    "json": "one JSON value",
    "jsonl": "one JSON object a line",
    "csv": "comma-separated values with a header",
    "md": "a Markdown table",
}
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
        case "actors":
            from reader.cli import actors

            return actors.run(chosen.paths, chosen.form, chosen.kind)
        case "quotes":
            from reader.cli import quotes

            wanted = quotes.Wanted(chosen.speaker, chosen.kind, chosen.min_confidence, chosen.all)
            return quotes.run(chosen.paths, chosen.form, wanted)
        case "corrections":
            from reader.cli import corrections

            return corrections.run(chosen)
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
    from reader.cli import corrections

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
    _add_paths(analyze)
    _add_forms(analyze, "jsonl")

    actors = commands.add_parser("actors", help="list who is named, most mentioned first")
    _add_paths(actors)
    actors.add_argument("--kind", choices=("person", "organization", "place", "group"), help="only such actors")
    _add_forms(actors, "jsonl", "csv", "md")

    quotes = commands.add_parser("quotes", help="list who says what")
    _add_paths(quotes)
    quotes.add_argument("--speaker", metavar="NAME", help="only what is said by NAME, which may be a part of a name")
    quotes.add_argument("--kind", choices=("direct", "mixed", "indirect"), help="only such quotes")
    confidence = ("sure", "likely", "guess")
    help_ = "only quotes whose speaker is at least so certain"
    quotes.add_argument("--min-confidence", choices=confidence, default="guess", help=help_)
    quotes.add_argument("--all", action="store_true", help="also titles and scare quotes, which nobody says")
    _add_forms(quotes, "jsonl", "csv", "md")

    corrections.declare(commands.add_parser("corrections", help="list, make and take back corrections"))

    _add_forms(commands.add_parser("themes", help="list the themes"))
    _add_forms(commands.add_parser("locate", help="list where settings, notes and themes live"))
    return top


def _add_paths(command: "argparse.ArgumentParser") -> None:
    """Let a command take articles."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder, or - for standard input")


def _add_forms(command: "argparse.ArgumentParser", *more: str) -> None:
    """Let a command print for programs: as JSON, and in what other forms it knows."""
    forms = command.add_mutually_exclusive_group()
    for form in ("json", *more):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"print {_FORMS[form]}")
    command.set_defaults(form="plain")
