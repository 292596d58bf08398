"""Which command the user means, and with what arguments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

COMMANDS = (
    *("open", "add", "cat", "analyze", "actors", "quotes", "search", "twins", "compare", "concordance"),
    *("dossier", "voices", "audit", "notes", "corrections", "export", "anchor", "serve"),
    *("themes", "config", "keys", "cache", "stats", "locate", "completions"),
)


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
    if words[0].partition("=")[0] in ("--notes-file", "--read-only", "--set"):
        words = ("open", *words)
    if words[0] == "search" and "--batch" in words:
        words = ("search", "", *words[1:])  # queries come from standard input, and none stands before the paths
    try:
        chosen = _parser(words).parse_args(words)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 2
    return _run(chosen)


def _run(chosen: "argparse.Namespace") -> int:
    """Run the command that was chosen, and import what it needs.

    Raises:
        UsageError: It can't be run so.
    """
    match chosen.command:
        case "open":
            return _open(chosen.paths, chosen.notes_file, chosen.read_only, chosen.said)
        case "add":
            from reader.cli import add

            return add.run(chosen.sources, chosen.to, add.Wanted(chosen.update, chosen.linked), chosen.form)
        case "cat":
            from reader.cli import cat

            return cat.run(chosen.paths, cat.Look(chosen.marks, chosen.width), chosen.notes_file)
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

            return twins.run(chosen.paths, chosen.form, chosen.only, chosen.sort)
        case "compare":
            from reader.cli import compare

            return compare.run(chosen.one, chosen.other, chosen.form)
        case "concordance":
            from reader.cli import concordance

            asked = (chosen.word, chosen.fuzzy, chosen.actor, chosen.sort, chosen.window, chosen.collocates)
            return concordance.run(chosen.paths, chosen.form, concordance.Asked(*asked))
        case "dossier":
            from reader.cli import dossier

            return dossier.run(chosen.name, chosen.paths, chosen.form, chosen.kind, chosen.sort)
        case "voices":
            from reader.cli import voices

            return voices.run(chosen.paths, chosen.form, chosen.kind, chosen.sort)
        case "audit":
            from reader.cli import audit

            return audit.run(chosen.paths, chosen.form, chosen.sort)
        case "search":
            from reader.cli import search

            return search.run(chosen.query, chosen.paths, chosen.form, chosen.scope, chosen.limit, chosen.batch)
        case "export":
            from reader.cli import export

            worn = (chosen.theme, chosen.light_theme)
            return export.run(chosen.paths, chosen.format, chosen.to, chosen.notes_file, *worn)
        case "anchor":
            from reader.cli import anchor

            return anchor.run(chosen.selectors, chosen.text, chosen.before, chosen.candidates)
        case "serve":
            from reader.cli import serve

            return serve.run(chosen.paths, chosen.port, chosen.write, chosen.notes_file)
        case "notes" | "corrections" | "themes" | "config" | "keys" | "stats" as name:
            from importlib import import_module

            status: int = import_module(f"reader.cli.{name}").run(chosen)
            return status
        case "cache":
            from reader.cli import cache

            return cache.run(chosen.deed, chosen.form)
        case "locate":
            from reader.cli import listings

            return listings.locate(chosen.form)
        case "completions":
            from reader.cli import completions

            return completions.run(_parser(), chosen.shell)
        case None if chosen.guide:
            from reader.cli import guide

            return guide.run()
        case _:
            raise UsageError("nothing to do (see reader --help)")


def _open(
    paths: Sequence[str], notes_file: str | None = None, read_only: bool = False, said: Sequence[str] = ()
) -> int:
    """Open the reader."""
    from reader.cli import opening

    return opening.run(paths, notes_file, read_only, said)


def _parser(words: Sequence[str] = ()) -> "argparse.ArgumentParser":
    """The command line; of large commands only what these words need, none for everything."""
    from reader.cli import commands

    return commands.parser(words)
