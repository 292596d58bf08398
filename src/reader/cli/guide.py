"""``reader --guide``: the tour, on the sample articles, with a folder of its own for all that is kept."""

import os
import tempfile

from reader import library, locations
from reader.cli import opening, output
from reader.config import load_config


def run() -> int:
    """Show the reader round.

    Returns:
        The exit status.

    Raises:
        UsageError: There is no terminal.
    """
    opening.check_terminal(())
    config, faults = load_config()
    for fault in faults:
        output.error(str(fault))
    folder = _own_folder()
    samples = library.opening([locations.samples()], config)
    from reader.tui import run as run_tui

    config = config._replace(start_hints=False, statistics=False)
    return run_tui(samples, config, f"{folder}/{locations.NOTES}", tour=folder)


def _own_folder() -> str:
    """Have this process, and those it starts, keep nothing where the user's things are.

    Returns:
        The folder where they keep it instead.
    """
    folder = tempfile.mkdtemp(prefix="reader-tour-")
    for variable in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        os.environ[variable] = folder
    os.environ["READER_CORRECTIONS"] = f"{folder}/corrections.toml"
    os.environ.pop(locations.READ_ONLY, None)  # nothing that is changed here is the user's
    return folder
