"""The arguments of ``reader notes``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_FORMS = (("jsonl", "one JSON object a line"), ("csv", "comma-separated values"), ("md", "a Markdown table"))
_SIDES = (("base", "the common ancestor"), ("ours", "ours, which the result goes to"), ("theirs", "theirs"))
_FORMATS = ("md", "jsonld", "hypothesis", "readwise")


def declare(command: "argparse.ArgumentParser", only: str | None = None) -> None:
    """Give the command its arguments.

    Args:
        command: The command's own parser.
        only: What is to be done, where that is known: nothing else need be declared then.
    """
    import argparse

    _add_options(command, None)
    acts = command.add_subparsers(dest="act", metavar="ACT", title="what to do", required=True, prog=command.prog)
    for name, (says, arguments) in ACTS.items():
        if only not in ACTS or name == only:
            act = acts.add_parser(name, help=says)
            arguments(act)
            _add_options(act, argparse.SUPPRESS)


def _add(act: "argparse.ArgumentParser") -> None:
    act.add_argument("path", metavar="PATH", help="the article")
    act.add_argument("--start", type=int, required=True, metavar="N", help="where the passage begins, in code points")
    act.add_argument("--end", type=int, required=True, metavar="M", help="where it ends")
    _say(act)


def _edit(act: "argparse.ArgumentParser") -> None:
    act.add_argument("id", metavar="ID", help="its id, as the list shows it")
    _say(act)


def _say(act: "argparse.ArgumentParser") -> None:
    """What can be said of a passage."""
    act.add_argument("--note", metavar="T", help="what to say about it")
    act.add_argument("--tag", dest="tags", action="append", metavar="X", help="a word to find it by; repeatable")
    act.add_argument("--color", metavar="C", help="the name of a color")


def _list(act: "argparse.ArgumentParser") -> None:
    _choose(act)
    act.add_argument("--tag", dest="tags", action="append", metavar="X", help="only with this tag; repeatable")
    act.add_argument("--color", metavar="C", help="only of this color")
    from argparse import SUPPRESS

    for form, what in _FORMS:
        says = f"print {what}"
        act.add_argument(f"--{form}", dest="form", action="store_const", const=form, default=SUPPRESS, help=says)


def _choose(act: "argparse.ArgumentParser") -> None:
    act.add_argument("paths", nargs="*", metavar="PATH", help="only of these articles, or those in these folders")


def _export(act: "argparse.ArgumentParser") -> None:
    _choose(act)
    act.add_argument("--format", choices=_FORMATS, required=True, help="what to write")
    act.add_argument("--to", metavar="FOLDER", help="for md: where to write a file for each article")


def _merge(act: "argparse.ArgumentParser") -> None:
    for name, which in _SIDES:
        act.add_argument(name, metavar=name.upper(), help=which)


def _remove(act: "argparse.ArgumentParser") -> None:
    act.add_argument("ids", nargs="+", metavar="ID", help="ids, as the list shows them")


def _import(act: "argparse.ArgumentParser") -> None:
    act.add_argument("files", nargs="+", metavar="FILE", help="JSON-LD, Hypothesis JSON, TOML; - is input")


def _init(act: "argparse.ArgumentParser") -> None:
    act.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="this one by default")


def _nothing(act: "argparse.ArgumentParser") -> None:
    """Take no arguments."""


ACTS: "dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]" = {
    "add": ("annotate a passage", _add),
    "list": ("list annotations", _list),
    "edit": ("change note, tags or color", _edit),
    "remove": ("take annotations away", _remove),
    "undo": ("take back what was done last", _nothing),
    "redo": ("do again what was taken back last", _nothing),
    "check": ("say what is wrong with the file, and take in what could not be saved earlier", _nothing),
    "orphans": ("list those whose passage is gone or can't be told, with the places it may be", _choose),
    "export": ("write them in another form", _export),
    "import": ("take in annotations made elsewhere", _import),
    "merge": ("merge three states of a file, as git asks for it", _merge),
    "init": ("begin a file of annotations in a folder", _init),
}


def _add_options(command: "argparse.ArgumentParser", default: str | None) -> None:
    """Let a command name the file and print for programs."""
    command.add_argument("--notes-file", metavar="F", default=default, help="the file or folder they are kept in")
    command.add_argument(
        "--json",
        dest="form",
        action="store_const",
        const="json",
        default=default or "plain",
        help="print one JSON value",
    )
