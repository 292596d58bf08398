"""The settings, as commands read them: those of the file, with those of the command line over them."""

from collections.abc import Sequence

from reader.cli import output
from reader.cli.output import UsageError
from reader.config import COMMAND_LINE, Loaded, load


def loaded(said: Sequence[str]) -> Loaded:
    """Read the settings and say what is wrong in their file.

    Args:
        said: Settings of the command line, ``name=value`` each.

    Returns:
        What is in force, and from where.

    Raises:
        UsageError: A setting is wrong on the command line.
    """
    found = load(said=said)
    for fault in found.faults:
        if fault.file == COMMAND_LINE:
            raise UsageError(f"{COMMAND_LINE} {fault.key}: {fault.reason}")
    for fault in found.faults:
        output.error(str(fault))
    return found
