"""Where things live: the folders of the XDG base directory specification, packaged data, and the repository.

Paths are strings and nothing but ``os`` is imported, since every start of the program comes through here.
"""

import os
from errno import ENOTDIR

NOTES = "annotations.toml"
"""What a file of annotations is called."""

READ_ONLY = "READER_READ_ONLY"
"""The variable of the environment that has this process and those it starts change nothing of the user's."""

_HERE = __file__.rpartition(os.sep)[0]


def config() -> str:
    """The folder of what the user sets."""
    return _home_folder("XDG_CONFIG_HOME", ".config")


def state() -> str:
    """The folder of what the program remembers: reading positions, sizes of panes."""
    return _home_folder("XDG_STATE_HOME", ".local/state")


def state_file() -> str:
    """What the program remembers."""
    return f"{state()}/state.sqlite"


def cache() -> str:
    """The folder of what can be made anew."""
    return _home_folder("XDG_CACHE_HOME", ".cache")


def data() -> str:
    """The folder of what the user makes: notes."""
    return _home_folder("XDG_DATA_HOME", ".local/share")


def config_file() -> str:
    """The user's configuration."""
    return f"{config()}/config.toml"


def corrections_file() -> str:
    """The user's corrections: where ``$READER_CORRECTIONS`` says, else with the user's data."""
    named = os.environ.get("READER_CORRECTIONS", "")
    return user_path(named) if named else f"{data()}/corrections.toml"


def notes_file(named: str | None, setting: str, opened: "list[str] | tuple[str, ...]") -> str:
    """The user's annotations.

    Args:
        named: The file or folder that the command line names.
        setting: The one that the configuration names, empty for none.
        opened: The files and folders that are opened.

    Returns:
        The one named, else the one that ``$READER_NOTES`` names, else that of the configuration, else
        ``annotations.toml`` in a folder that is opened or in one above it that is the user's own, where there is one,
        else the one with the user's data.
    """
    for choice in (named, os.environ.get("READER_NOTES"), setting):
        if choice:
            return user_path(choice)
    for path in opened:
        if path != "-" and (found := _notes_above(os.path.abspath(path))):
            return found
    return f"{data()}/{NOTES}"


def _notes_above(path: str) -> str | None:
    """The annotations in a folder or in the nearest one above it, as long as the folders are the user's own."""
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    try:
        while os.stat(folder).st_uid == os.geteuid():
            if os.access(f"{folder}/{NOTES}", os.F_OK):
                return f"{folder}/{NOTES}"
            if folder == os.path.dirname(folder):
                break
            folder = os.path.dirname(folder)
    except OSError:
        pass
    return None


def read_only() -> bool:
    """Whether nothing of the user's may be changed: annotations, corrections, what the program remembers."""
    return bool(os.environ.get(READ_ONLY))


def samples() -> str:
    """The sample library, which travels with the program."""
    return f"{_HERE}/samples"


def keymaps() -> str:
    """The folder of the keymaps, which travel with the program."""
    return f"{_HERE}/keymaps"


def seeds() -> str | None:
    """The articles that lie in a checkout of the repository, or None where the program is installed elsewhere."""
    root = _checkout()
    return f"{root}/seeds" if root and os.access(f"{root}/seeds", os.R_OK | os.X_OK) else None


def themes() -> tuple[str, ...]:
    """The folders that themes are read from, the user's last."""
    packaged = f"{_HERE}/themes"
    root = _checkout()
    own = packaged if root is None or os.access(packaged, os.R_OK) else f"{root}/themes"
    return own, f"{config()}/themes"


def user_path(path: str) -> str:
    """A path with ``~`` put in full."""
    if path != "~" and not path.startswith("~/"):
        return path
    return _home() + path[1:]


def make_private(folder: str) -> None:
    """Make a folder that only the user can look into, and those above it that are not there, as XDG asks.

    Args:
        folder: The folder; it may be there.

    Raises:
        OSError: It can't be made.
    """
    if os.path.isdir(folder):
        return
    above = os.path.dirname(folder.rstrip("/"))
    if above and above != folder:
        make_private(above)
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError as fault:
        if not os.path.isdir(folder):  # somebody else may have made it meanwhile
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), folder) from fault


def _checkout() -> str | None:
    """The root of the repository this module lies in, or None where it lies in none."""
    root = _HERE.rpartition(os.sep)[0].rpartition(os.sep)[0]
    return (
        root if os.access(f"{root}/pyproject.toml", os.R_OK) and _HERE.endswith(f"{os.sep}src{os.sep}reader") else None
    )


def _home_folder(variable: str, usual: str) -> str:
    """This program's folder below one that the environment names; a relative one counts as none, as XDG says."""
    named = os.environ.get(variable, "")
    base = named.rstrip("/") if named.startswith("/") else f"{_home()}/{usual}"
    return f"{base}/reader"


def _home() -> str:
    """The user's home; where the system knows none, a folder of this user's own below the one for temporary files."""
    named = os.environ.get("HOME", "")
    if named.startswith("/"):
        return named.rstrip("/")
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return f"/tmp/reader-{os.getuid()}"  # noqa: S108 - nothing is made here that is not made private
