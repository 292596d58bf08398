"""Open an address in the user's browser, without a shell in between."""

import os
import sys
from collections.abc import Mapping, Sequence


def opener(environment: Mapping[str, str], platform: str = sys.platform) -> Sequence[str]:
    """The program that opens addresses here.

    Args:
        environment: The environment.
        platform: As Python calls it.

    Returns:
        The program with its arguments, ``%s`` among them for the address; none where a browser would open nowhere that
        the user sees: over ssh, or without a screen for windows.
    """
    import shlex
    import shutil

    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return ()
    if platform != "darwin" and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return ()
    usual = "open" if platform == "darwin" else "xdg-open"
    for named in (*environment.get("BROWSER", "").split(os.pathsep), usual):
        try:
            words = shlex.split(named)
        except ValueError:
            continue
        path = shutil.which(words[0], path=environment.get("PATH")) if words else None
        if path is not None:
            return path, *words[1:], *(() if "%s" in named else ("%s",))
    return ()


def open_address(address: str) -> bool:
    """Open an address.

    Args:
        address: One that is safe to open.

    Returns:
        Whether a program was started with it.
    """
    import subprocess

    command = [word.replace("%s", address) for word in opener(os.environ)]
    if not command:
        return False
    try:
        nothing = subprocess.DEVNULL
        subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603
    except OSError:
        return False
    return True
