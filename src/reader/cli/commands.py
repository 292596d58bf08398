"""What every command takes, as argparse knows it."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from reader import __version__
from reader.cli.output import UsageError
from reader.cli.parser import COMMANDS

_DECLARED = {
    "corrections": "list, make and take back corrections",
    "themes": "list the themes, look at one, check one",
    "config": "show the settings, begin a file of them, check one",
    "keys": "list the keys",
    "stats": "tell what you have read, where that is kept",
}
"""Commands that say themselves what they take."""

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
Without a command, reader opens the articles at PATH: files, or folders of text, Markdown, HTML, PDF,
EPUB and Word files and feeds.
Without a PATH it opens the library named in the configuration (see reader locate).
A folder that is called like a command is opened with reader ./analyze.

Exit status: 0 done, 1 some of it failed, 2 wrong use.
"""


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The command line as argparse knows it.

    Args:
        words: What the user wrote; of large commands only what that needs is declared. None for everything.

    Returns:
        The parser.
    """

    class Parser(argparse.ArgumentParser):
        """A parser whose errors are one line."""

        def error(self, message: str) -> NoReturn:
            raise UsageError(f"{message} (see {self.prog} --help)")

    layout = argparse.RawDescriptionHelpFormatter
    top = Parser(prog="reader", usage=_USAGE, description=_DESCRIPTION, epilog=_EPILOG, formatter_class=layout)
    top.add_argument("-V", "--version", action="version", version=f"reader {__version__}", help="show the version")
    top.add_argument("--guide", action="store_true", help="show round, on the sample articles: the tour")
    every = top.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="reader")
    commands: Any = _Chosen(every, words[0]) if words and words[0] in COMMANDS else every

    opener = commands.add_parser("open", help="open the reader, also at a place in an article")
    opener.add_argument("paths", nargs="*", metavar="PATH", help="a file or folder, or FILE:¶12 or FILE@1184-1234")
    opener.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")
    add_set(opener)
    opener.add_argument("--read-only", action="store_true", help="change nothing: no annotation, no correction")

    _add_getting(commands)
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
    _add_kept(commands, words)
    anchor = commands.add_parser("anchor", help="find passages again in a text that has changed")
    anchor.add_argument("--selectors", required=True, metavar="FILE", help="a JSON list of selectors")
    anchor.add_argument("--before", metavar="FILE", help="the text as it was when they were made")
    anchor.add_argument("--candidates", action="store_true", help="also where else a passage may be")
    anchor.add_argument("text", metavar="TEXT", help="the text, or - for standard input")

    _add_serve(commands)
    _add_upkeep(commands)
    return top


def _add_kept(commands: Any, words: Sequence[str]) -> None:
    """Declare the commands about what the user keeps, each by a module of its own where it is meant."""
    notes = commands.add_parser("notes", help="make, list and take back annotations")
    if not words or words[0] == "notes":
        from reader.cli import notes_parser

        notes_parser.declare(notes, words[1] if len(words) > 1 else None)
    for name, says in _DECLARED.items():
        command = commands.add_parser(name, help=says)
        if not words or words[0] == name:
            import_module(f"reader.cli.{name}").declare(command)


class _Chosen:
    """Takes what is declared of one command, and nothing of the others, which would take most of a short one's time."""

    def __init__(self, commands: "argparse._SubParsersAction[Any]", name: str) -> None:
        self._commands = commands
        self._name = name

    def add_parser(self, name: str, **options: Any) -> Any:
        """Declare a command."""
        return self._commands.add_parser(name, **options) if name == self._name else _Nothing()


class _Nothing:
    """A command that is not meant: whatever is declared of it is forgotten."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: self


def _add_upkeep(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the commands about the program itself."""
    cache = commands.add_parser("cache", help="tell how much is kept of what was read, or forget it")
    cache.add_argument("deed", nargs="?", choices=("info", "clear"), default="info", help="info, or clear to forget it")
    _add_forms(cache)
    _add_forms(commands.add_parser("locate", help="list where settings, notes and themes live"))
    completions = commands.add_parser("completions", help="print what a shell needs to complete commands")
    completions.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")


def _add_getting(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the commands that get an article in, and out as plain text."""
    add = commands.add_parser("add", help="save pages, feeds and documents in the library")
    add.add_argument("sources", nargs="+", metavar="URL|FILE", help="an address, a file, or - for standard input")
    add.add_argument("--to", metavar="FOLDER", help="where to save them: the library by default, else this folder")
    add.add_argument("--update", action="store_true", help="fetch again what is there already")
    add.add_argument("--linked", action="store_true", help="fetch the pages that the entries of a feed lead to")
    _add_forms(add, "jsonl")

    cat = commands.add_parser("cat", help="print articles in reading order, with what is found in them in brackets")
    _add_paths(cat)
    says = "name actors, speakers and notes in brackets (the default), or print the text alone"
    cat.add_argument("--marks", action=argparse.BooleanOptionalAction, default=True, help=says)
    cat.add_argument("--width", type=int, default=0, metavar="N", help="wrap lines at N cells; 0 is no wrapping (0)")
    cat.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")


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
    _add_sort(twins, "statements", "articles", "change")
    _add_forms(twins, "jsonl", "md")

    compare = commands.add_parser("compare", help="show the passages in which two articles tell the same")
    compare.add_argument("one", metavar="A", help="an article, or - for standard input")
    compare.add_argument("other", metavar="B", help="another")
    _add_forms(compare)

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
    export.add_argument("--theme", metavar="NAME", help="the theme that HTML pages wear")
    export.add_argument("--light-theme", metavar="NAME", help="the one that they wear where the browser is light")


def _add_serve(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command that serves the reader."""
    serve = commands.add_parser("serve", help="open the reader in a browser on this machine")
    serve.add_argument("paths", nargs="*", metavar="PATH", help="a file or folder")
    serve.add_argument(
        "--port", type=int, default=0, metavar="N", help="the port to take; without it, any that is free"
    )
    serve.add_argument("--write", action="store_true", help="let annotations and corrections be made")
    serve.add_argument("--notes-file", metavar="F", help="the file of annotations, or the folder of them")


def _add_figures(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the commands that count who says what."""
    dossier = commands.add_parser("dossier", help="gather all that there is on an actor")
    dossier.add_argument("name", metavar="NAME", help="a name, words of one, one misspelled, or id: and an id")
    _add_paths(dossier)
    dossier.add_argument("--kind", choices=_ACTORS, help="only an actor of this kind")
    _add_sort(dossier, "articles and what is said", "date", "article")
    _add_forms(dossier, "md")

    voices = commands.add_parser("voices", help="count whose quoted words stand where, and who is never quoted")
    _add_paths(voices)
    voices.add_argument("--kind", choices=_ACTORS, help="only actors of this kind")
    _add_sort(voices, "speakers, and those who are never quoted,", "words", "name", "first", "articles", "absent")
    _add_forms(voices, "csv", "md")

    audit = commands.add_parser("audit", help="count how articles use their sources")
    _add_paths(audit)
    _add_sort(audit, "speakers, stances and verbs", "words", "passages", "name")
    _add_forms(audit, "md")


def add_set(command: argparse.ArgumentParser) -> None:
    """Let a command take settings."""
    help_ = "a setting for this time, such as column_width=80 (repeatable)"
    command.add_argument("--set", dest="said", action="append", default=[], metavar="NAME=VALUE", help=help_)


def _add_paths(command: argparse.ArgumentParser) -> None:
    """Let a command take articles."""
    command.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder, or - for standard input")


def _add_sort(command: argparse.ArgumentParser, what: str, *orders: str) -> None:
    """Let a command put what it lists in order; the first order is the usual one."""
    help_ = f"what to put {what} in order by ({orders[0]})"
    command.add_argument("--sort", choices=orders, default=orders[0], help=help_)


def _add_forms(command: argparse.ArgumentParser, *more: str) -> None:
    """Let a command print for programs: as JSON, and in what other forms it knows."""
    forms = command.add_mutually_exclusive_group()
    for form in ("json", *more):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"print {_FORMS[form]}")
    command.set_defaults(form="plain")
