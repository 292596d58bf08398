"""``reader notes export``, ``import``, ``merge`` and ``init``: annotations that come and go."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader import files, locations
from reader.cli import output
from reader.cli.notes import encoded, opened
from reader.cli.output import UsageError

if TYPE_CHECKING:
    import argparse

    from reader.annotations.importing import Found
    from reader.annotations.store import Store
    from reader.annotations.values import Annotations
    from reader.model import Annotation

_INPUT = "-"


def run(chosen: "argparse.Namespace") -> int:
    """Do what is asked for.

    Args:
        chosen: The arguments.

    Returns:
        0, or 1 where some of it could not be done.

    Raises:
        UsageError: What is named is not there.
        SaveError: The annotations can't be saved.
    """
    match chosen.act:
        case "export":
            return _export(chosen)
        case "import":
            return _import(chosen)
        case "merge":
            return _merge(chosen.base, chosen.ours, chosen.theirs)
        case _:
            return _init(chosen)


# Out


def _export(chosen: "argparse.Namespace") -> int:
    """Write annotations in another form.

    Raises:
        UsageError: A folder is named for what is one file.
    """
    from reader.cli.notes_lists import within

    known = opened(chosen, chosen.paths).load()
    for fault in known.faults:
        output.error(str(fault))
    wanted = within(known, chosen.paths)
    items = [item for item in known.items if wanted(item)]
    if chosen.to is not None:
        if chosen.format != "md":
            raise UsageError("--to is for --format md; the others are printed, as in: … > notes.json")
        failed = _write_pages(chosen.to, known, items)
    else:
        failed = False
        _print(chosen.format, known, items)
    return 1 if failed or known.faults else 0


def _write_pages(folder: str, known: "Annotations", items: "Sequence[Annotation]") -> bool:
    """Write a page for each article; says whether that failed."""
    from reader.annotations.exporting import markdown

    try:
        changed = markdown.write(folder, known, items)
    except (OSError, ValueError) as fault:
        reason = (fault.strerror or "can't be written").lower() if isinstance(fault, OSError) else str(fault)
        output.error(f"{getattr(fault, 'filename', None) or folder}: {reason}")
        return True
    for path in changed:
        output.line(path)
    return False


def _print(form: str, known: "Annotations", items: "Sequence[Annotation]") -> None:
    """Print annotations in another form."""
    match form:
        case "md":
            from reader.annotations.exporting import markdown

            output.write("\n".join(markdown.pages(known, items)), end="")
        case "jsonld":
            from reader.annotations.exporting import jsonld

            output.write(encoded(jsonld.page(known, items)))
        case "hypothesis":
            from reader.annotations.exporting import hypothesis

            output.write(encoded(hypothesis.rows(known, items)))
        case _:
            from reader.annotations.exporting import readwise

            output.write(readwise.table(known, items), end="")


# In


def _import(chosen: "argparse.Namespace") -> int:
    """Take in annotations made elsewhere.

    Raises:
        SaveError: They can't be saved.
    """
    store = opened(chosen)
    status = 0
    told: list[dict[str, object]] = []
    for path in chosen.files:
        try:
            found = _read(path, store)
        except ValueError as fault:
            output.error(f"{path}: {fault}")
            status = 1
            continue
        came = store.bring_in(found.entries, found.items)
        counts = {"came_in": came, "there_already": len(found.items) - came, "passed_over": found.passed_over}
        told.append({"path": path, **counts})
        if chosen.form != "json":
            output.line(f"{path}: {came} came in, {len(found.items) - came} there already{_passed(found)}")
    if chosen.form == "json":
        output.write(encoded(told))
    return status


def _passed(found: "Found") -> str:
    return f", {found.passed_over} without words passed over" if found.passed_over else ""


def _read(path: str, store: "Store") -> "Found":
    """Read what others have made.

    Raises:
        ValueError: It can't be read.
    """
    from reader.annotations import importing

    data = sys.stdin.buffer.read(files.LIMIT + 1) if path == _INPUT else files.read(path)
    folder = os.getcwd() if path == _INPUT else os.path.dirname(os.path.abspath(path))
    return importing.read(data, store.load(), folder)


def _merge(base: str, ours: str, theirs: str) -> int:
    """Merge as git asks for it: the result goes to ``ours``, which stays as it is where that fails."""
    from reader.annotations.branches import merge
    from reader.tomlfile import TomlError, rewritten

    try:
        texts = [files.read(path).decode("utf-8") for path in (base, ours, theirs)]
        result = merge(*texts)
        rewritten(ours, lambda _: result.text.encode())
    except TomlError as fault:
        output.error(fault.at(ours))
        return 1
    except (OSError, ValueError) as fault:
        output.error(f"{ours}: can't be merged: {fault}")
        return 1
    for clash in result.clashes:
        output.error(f"{ours}: {clash}")
    return 1 if result.clashes else 0


def _init(chosen: "argparse.Namespace") -> int:
    """Begin a file of annotations.

    Raises:
        UsageError: There is no such folder.
    """
    from reader.annotations.forms import OPENING

    if not os.path.isdir(chosen.folder):
        raise UsageError(f"{chosen.folder}: there is no such folder")
    path = chosen.notes_file or os.path.join(chosen.folder, locations.NOTES)
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(OPENING)
    except FileExistsError:
        output.line(f"{path} is there already.")
        return 0
    except OSError as fault:
        output.error(f"{path}: {(fault.strerror or 'can not be made').lower()}")
        return 1
    output.line(path)
    return 0
