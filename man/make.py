"""Write the manual page ``man/reader.1`` from the parser and docs/config.md: ``make man``."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reader import __version__
from reader.cli import grammar, parser
from reader.cli.grammar import Argument, Command, Option

HERE = Path(__file__).parent
PAGE = HERE / "reader.1"

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_PLACES = re.compile(r"^\| ([^|]+) \| ([^|]*`[^|]*) \|$", re.MULTILINE)
_ESCAPES = str.maketrans(
    {"\\": "\\e", "-": "\\-", '"': "\\(dq", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti", "`": "\\(ga"}
)
_ENVIRONMENT = (
    ("READER_NOTES", "The file of annotations, or the folder of them."),
    ("READER_CORRECTIONS", "The file of corrections."),
    ("NO_COLOR", "If set, no colors are used; everything still differs by weight, slant, underline or sign."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the files below lie."),
)
_STATUS = (
    ("0", "Done."),
    ("1", "Some of it failed; the rest was done. Also: nothing was found."),
    ("2", "Wrong use."),
    ("3", "A change to annotations could not be saved, but is kept and comes in at the next save."),
)
_DESCRIPTION = (
    "reader opens a library of news articles in the terminal and shows who is in them and who says what. PATH is a "
    "file or a folder of articles: plain text, Markdown, saved web pages, PDF, EPUB, Word documents and feeds. Without "
    "PATH the library named in the configuration opens. Press ? in the reader for its keys."
)
_MORE = "Commands print for people, or with --json for programs. A folder that is called like a command is opened with"


def page() -> str:
    """The manual page.

    Returns:
        It in the man(7) macros, all in ASCII.
    """
    top = grammar.read(parser._parser(), "reader")
    return "\n".join(_lines(top)) + "\n"


def _lines(top: Command) -> Iterator[str]:
    """The lines of the page."""
    yield '.\\" Made by man/make.py from the parser; do not edit.'
    yield f'.TH READER 1 "" "closereader {__version__}" "User Commands"'
    yield from (".SH NAME", "reader \\- " + _text("a close reader for news in the terminal"))
    yield from (".SH SYNOPSIS", ".B reader", _text("[PATH ...]"), ".br", ".B reader", _text("COMMAND [ARGUMENT ...]"))
    yield from (".SH DESCRIPTION", _text(_DESCRIPTION), ".PP", _text(_MORE), '.BR "reader ./analyze" .')
    yield from (".SH OPTIONS", *_options(top.options))
    yield ".SH COMMANDS"
    for command in top.commands:
        yield from _command((command.name,), command)
    yield from (".SH EXIT STATUS", *_terms(_STATUS), ".SH ENVIRONMENT", *_terms(_ENVIRONMENT))
    yield from (".SH FILES", *_terms(_places()))
    yield from (
        ".SH SEE ALSO",
        _text("The documents that come with reader: docs/keys.md, docs/cli.md, docs/config.md."),
    )


def _command(words: tuple[str, ...], command: Command) -> Iterator[str]:
    """A command, and those within it."""
    inner = _text("ACT ...") if command.commands else ""
    synopsis = " ".join(filter(None, (*map(_argument, command.arguments), inner)))
    yield from (f'.SS "{_text("reader " + " ".join(words))}{f" {synopsis}" if synopsis else ""}"',)
    yield _text(_sentence(command.help))
    yield from _options(command.options)
    for act in command.commands:
        yield from _command((*words, act.name), act)


def _options(options: tuple[Option, ...]) -> Iterator[str]:
    """A list of options."""
    for option in options:
        if "--help" not in option.flags:
            value = f" \\fI{_text(option.called)}\\fR" if option.takes else ""
            flags = ", ".join(f"\\fB{_text(flag)}\\fR{value}" for flag in option.flags)
            yield from (".TP", flags, _text(_sentence(option.help)))


def _argument(argument: Argument) -> str:
    """What a command takes, as its synopsis has it."""
    called = _text(argument.called) + (" ..." if argument.many else "")
    return called if argument.needed else f"[{called}]"


def _places() -> Iterator[tuple[str, str]]:
    """Where things lie, as docs/config.md has it."""
    said = (HERE.parent / "docs" / "config.md").read_text(encoding="utf-8")
    table = said[said.index("| what | where |") :]
    for what, where in _PLACES.findall(table):
        yield _bare(where), _sentence(_bare(what))


def _bare(markdown: str) -> str:
    """Markdown of one line without its marks."""
    return _LINK.sub(r"\1", markdown).replace("`", "").strip()


def _terms(terms: "Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]") -> Iterator[str]:
    """Terms with what they mean."""
    for term, means in terms:
        yield from (".TP", f"\\fB{_text(term)}\\fR", _text(means))


def _sentence(said: str) -> str:
    """A help text as a sentence."""
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?")) else ".")


def _text(said: str) -> str:
    """Text that is no request and no escape, in ASCII."""
    kept = (
        said.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq").replace("^", "\\(ha")
    )
    kept = kept.replace("~", "\\(ti").replace("`", "\\(ga")
    plain = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in kept)
    return f"\\&{plain}" if plain.startswith((".", "\\(aq")) else plain


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="ascii")
    sys.stdout.write(f"{PAGE}\n")
