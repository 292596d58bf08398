"""``reader notes``: annotations made, changed, taken back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

    from reader.annotations.store import Store
    from reader.model import Annotation

KEPT = 3
"""Exit status where a change could not be saved, but is kept and comes in later."""


def run(chosen: "argparse.Namespace") -> int:
    """Do what the user asks.

    Args:
        chosen: The arguments, as ``notes_parser`` knows them.

    Returns:
        0; 1 where it could not be done or something is wrong with the file; 3 where it is kept for later.

    Raises:
        UsageError: What is named is not there.
    """
    from reader.tomlfile.calm import calm
    from reader.tomlfile.faults import SaveError

    try:
        with calm():
            return _act(chosen)
    except SaveError as fault:
        output.error(str(fault))
        return KEPT if fault.kept else 1


def opened(chosen: "argparse.Namespace", paths: Sequence[str] = ()) -> "Store":
    """The annotations that a command is about.

    Args:
        chosen: The arguments.
        paths: The articles named; where there are none, those of this folder count.

    Returns:
        The annotations.
    """
    from reader import locations
    from reader.annotations.store import Store
    from reader.config import load_config

    config, faults = load_config()
    for fault in faults:
        if fault.key in ("", "notes"):
            output.error(str(fault))
    return Store(locations.notes_file(chosen.notes_file, config.notes, tuple(paths) or (".",)))


def _act(chosen: "argparse.Namespace") -> int:
    """Do it.

    Raises:
        UsageError: What is named is not there.
        SaveError: A file can't be saved.
    """
    json = chosen.form in ("json", "jsonl")
    match chosen.act:
        case "add":
            return _add(chosen, json)
        case "edit":
            return _edit(chosen, json)
        case "remove":
            store = opened(chosen)
            for identity in chosen.ids:
                tell(store, store.remove(identity), json)
            return 0
        case "undo" | "redo":
            return _step(chosen, json)
        case "list" | "orphans" | "check":
            from reader.cli import notes_lists

            return notes_lists.run(chosen)
        case _:
            from reader.cli import notes_exchange

            return notes_exchange.run(chosen)


def _add(chosen: "argparse.Namespace", json: bool) -> int:
    """Annotate a passage.

    Raises:
        UsageError: There is no such passage.
        SaveError: It can't be saved.
    """
    from reader import articles
    from reader.model import Span

    try:
        article = articles.load(chosen.path)
    except articles.ArticleError as fault:
        raise UsageError(str(fault)) from fault
    if not 0 <= chosen.start < chosen.end <= len(article.text):
        raise UsageError(f"{chosen.path}: has {len(article.text)} characters, so no {chosen.start} to {chosen.end}")
    store = opened(chosen, [chosen.path])
    try:
        made = store.add(
            article,
            Span(chosen.start, chosen.end),
            color=chosen.color or "",
            note=chosen.note or "",
            tags=chosen.tags or (),
        )
    except ValueError as fault:
        raise UsageError(f"{chosen.path}: {fault}") from fault
    tell(store, made, json)
    return 0


def _edit(chosen: "argparse.Namespace", json: bool) -> int:
    """Change what is said of a passage.

    Raises:
        UsageError: Nothing is to be changed, or there is no such annotation.
        SaveError: It can't be saved.
    """
    if chosen.note is None and chosen.color is None and chosen.tags is None:
        raise UsageError("say what to change: --note, --tag or --color")
    store = opened(chosen)
    was = found(store, chosen.id)
    tell(store, store.edit(was, note=chosen.note, color=chosen.color, tags=chosen.tags), json)
    return 0


def found(store: "Store", identity: str) -> "Annotation":
    """The annotation with an id.

    Raises:
        UsageError: There is none.
    """
    known = store.load()
    item = known.find(identity)
    if item is None:
        for fault in known.faults:
            output.error(str(fault))
        raise UsageError(f"{identity}: there is no such annotation in {store.path}")
    return item


def _step(chosen: "argparse.Namespace", json: bool) -> int:
    """Undo or redo.

    Raises:
        SaveError: It can't be done.
    """
    store = opened(chosen)
    step = store.undo() if chosen.act == "undo" else store.redo()
    if json:
        from reader.cli.notes_lists import form

        parts = {"removed": step.removed, "restored": step.restored} if step else {"removed": (), "restored": ()}
        known = store.load()
        output.write(encoded({key: [form(item, known) for item in items] for key, items in parts.items()}))
    else:
        output.line(step.words if step else f"There is nothing to {chosen.act}.")
    return 0


def tell(store: "Store", item: "Annotation", json: bool) -> None:
    """Print one annotation.

    Args:
        store: Where it lies.
        item: The annotation.
        json: Whether for programs.
    """
    if json:
        from reader.cli.notes_lists import form

        output.write(encoded(form(item, store.load())))
        return
    from reader.annotations.values import describe

    output.line(f"{item.id}  {describe(item)}")


def encoded(value: object) -> str:
    """A value as JSON."""
    import json

    return json.dumps(value)
