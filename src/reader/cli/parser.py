"""Which command the user means, and with what arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

COMMANDS = (
    *("open", "analyze", "actors", "quotes", "search", "twins", "concordance"),
    *("dossier", "voices", "audit"),
    *("notes", "corrections", "export", "anchor", "themes", "cache", "locate"),
)

_FORMS = {
    "json": "one JSON value",
    "jsonl": "one JSON object a line",
    "csv": "comma-separated values with a header",
    "md": "a Markdown table",
}
_ACTORS = ("person", "organization", "place", "group")
_DESCRIPTION = "A close reader for news in the terminal: who is in an article, and who said what."
_USAGE = "reader [PATH ...]\n       reader COMMAND ..."
_SEARCH_USAGE = "reader search QUERY PATH ...\n       reader search --batch PATH ..."
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
    if words[0].partition("=")[0] == "--notes-file":
        words = ("open", *words)
    if words[0] == "search" and "--batch" in words:
        words = ("search", "", *words[1:])  # queries come from standard input, and none stands before the paths
    try:
        chosen = _parser(words).parse_args(words)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 2
    match chosen.command:
        case "open":
            return _open(chosen.paths, chosen.notes_file)
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
        case "twins":
            from reader.cli import twins

            return twins.run(chosen.paths, chosen.form, chosen.only)
        case "concordance":
            from reader.cli import concordance

            asked = (chosen.word, chosen.fuzzy, chosen.actor, chosen.sort, chosen.window, chosen.collocates)
            return concordance.run(chosen.paths, chosen.form, concordance.Asked(*asked))
        case "dossier":
            from reader.cli import dossier

            return dossier.run(chosen.name, chosen.paths, chosen.form, chosen.kind)
        case "voices":
            from reader.cli import voices

            return voices.run(chosen.paths, chosen.form, chosen.kind)
        case "audit":
            from reader.cli import audit

            return audit.run(chosen.paths, chosen.form)
        case "notes":
            from reader.cli import notes

            return notes.run(chosen)
        case "search":
            from reader.cli import search

            return search.run(chosen.query, chosen.paths, chosen.form, chosen.scope, chosen.limit, chosen.batch)
        case "corrections":
            from reader.cli import corrections

            return corrections.run(chosen)
        case "export":
            from reader.cli import export

            return export.run(chosen.paths, chosen.format, chosen.to, chosen.notes_file)
        case "anchor":
            from reader.cli import anchor

            return anchor.run(chosen.selectors, chosen.text, chosen.before, chosen.candidates)
        case "themes":
            from reader.cli import listings

            return listings.themes(chosen.form)
        case "cache":
            from reader.cli import cache

            return cache.run(chosen.deed, chosen.form)
        case "locate":
            from reader.cli import listings

            return listings.locate(chosen.form)
        case _:
            raise UsageError("nothing to do (see reader --help)")


def _open(paths: Sequence[str], notes_file: str | None = None) -> int:
    """Open the reader."""
    from reader.cli import opening

    return opening.run(paths, notes_file)


def _parser(words: Sequence[str] = ()) -> "argparse.ArgumentParser":
    """The command line as argparse knows it.

    Args:
        words: What the user wrote; of large commands only what that needs is declared. None for everything.

    Returns:
        The parser.
    """
    import argparse

    from reader import __version__
    from reader.cli import corrections, notes_parser

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
    opener.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")

    analyze = commands.add_parser("analyze", help="show the actors and quotes of each article")
    _add_paths(analyze)
    _add_forms(analyze, "jsonl")

    actors = commands.add_parser("actors", help="list who is named, most mentioned first")
    _add_paths(actors)
    actors.add_argument("--kind", choices=_ACTORS, help="only such actors")
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

    _add_search(commands)
    _add_comparisons(commands)
    _add_export(commands)
    _add_figures(commands)
    notes = commands.add_parser("notes", help="make, list and take back annotations")
    if not words or words[0] == "notes":
        notes_parser.declare(notes, words[1] if len(words) > 1 else None)
    corrected = commands.add_parser("corrections", help="list, make and take back corrections")
    if not words or words[0] == "corrections":
        corrections.declare(corrected)

    anchor = commands.add_parser("anchor", help="find passages again in a text that has changed")
    anchor.add_argument("--selectors", required=True, metavar="FILE", help="a JSON list of selectors")
    anchor.add_argument("--before", metavar="FILE", help="the text as it was when they were made")
    anchor.add_argument("--candidates", action="store_true", help="also where else a passage may be")
    anchor.add_argument("text", metavar="TEXT", help="the text, or - for standard input")

    _add_forms(commands.add_parser("themes", help="list the themes"))
    cache = commands.add_parser("cache", help="tell how much is kept of what was read, or forget it")
    cache.add_argument("deed", nargs="?", choices=("info", "clear"), default="info", help="info, or clear to forget it")
    _add_forms(cache)
    _add_forms(commands.add_parser("locate", help="list where settings, notes and themes live"))
    return top


def _add_search(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command that searches."""
    search = commands.add_parser("search", help="find what you remember half", usage=_SEARCH_USAGE)
    search.add_argument("query", metavar="QUERY", help="what to find; left out with --batch")
    _add_paths(search)
    scopes = ("all", "quotes", "passages", "titles", "actors", "notes")
    search.add_argument("--in", dest="scope", choices=scopes, default="all", help="what to look at")
    search.add_argument("--limit", type=int, default=20, metavar="N", help="hits at most (20)")
    help_ = "read a query a line on standard input and print a JSON list a line"
    search.add_argument("--batch", action="store_true", help=help_)
    _add_forms(search, "jsonl")


def _add_comparisons(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the commands that put articles side by side."""
    twins = commands.add_parser("twins", help="list what several articles print, and how they differ")
    _add_paths(twins)
    relations = ("same", "cut", "added", "altered", "reattributed", "paraphrased")
    help_ = "only statements that one article prints so (repeatable)"
    twins.add_argument("--only", action="append", choices=relations, default=[], help=help_)
    _add_forms(twins, "jsonl", "md")

    concordance = commands.add_parser("concordance", help="show a word or an actor wherever it stands")
    concordance.add_argument("word", metavar="WORD", help="a word, several in a row, or a beginning with * after it")
    _add_paths(concordance)
    how = concordance.add_mutually_exclusive_group()
    how.add_argument("--fuzzy", action="store_true", help="also words spelled nearly so")
    how.add_argument("--actor", action="store_true", help="mentions of the actors called so, under any name")
    sortings = ("article", "date", "left", "right")
    concordance.add_argument("--sort", choices=sortings, default="article", help="what to order places by")
    concordance.add_argument("--collocates", action="store_true", help="show the words that keep it company instead")
    concordance.add_argument("--window", type=int, default=5, metavar="N", help="words on either side that do (5)")
    _add_forms(concordance, "jsonl", "csv", "md")


def _add_export(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command that writes pages."""
    export = commands.add_parser("export", help="write articles as pages to hand on")
    _add_paths(export)
    export.add_argument("--format", choices=("html", "md"), default="html", help="a page for browsers, or Markdown")
    export.add_argument("--to", metavar="FOLDER", help="write a page for each article there")
    export.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")


def _add_figures(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the commands that count who says what."""
    dossier = commands.add_parser("dossier", help="gather all that there is on an actor")
    dossier.add_argument("name", metavar="NAME", help="a name, words of one, one misspelled, or id: and an id")
    _add_paths(dossier)
    dossier.add_argument("--kind", choices=_ACTORS, help="only an actor of this kind")
    _add_forms(dossier, "md")

    voices = commands.add_parser("voices", help="count whose quoted words stand where, and who is never quoted")
    _add_paths(voices)
    voices.add_argument("--kind", choices=_ACTORS, help="only actors of this kind")
    _add_forms(voices, "csv", "md")

    audit = commands.add_parser("audit", help="count how articles use their sources")
    _add_paths(audit)
    _add_forms(audit, "md")


def _add_paths(command: "argparse.ArgumentParser") -> None:
    """Let a command take articles."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder, or - for standard input")


def _add_forms(command: "argparse.ArgumentParser", *more: str) -> None:
    """Let a command print for programs: as JSON, and in what other forms it knows."""
    forms = command.add_mutually_exclusive_group()
    for form in ("json", *more):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"print {_FORMS[form]}")
    command.set_defaults(form="plain")
