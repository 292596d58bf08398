"""The command line: one argparse front end, every command imported when it runs."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What follows the program's name; those of the process by default.

    Returns:
        The exit status: 0 done, 1 some of it failed, 2 wrong use, 70 a fault of the program.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]) and sys.stdout is not None:
        try:
            return _tell_version()
        except OSError:
            from reader.cli import output

            return output.run(_tell_version)
    if arguments is None and os.isatty(0) and os.isatty(1):
        from reader.tui.first_page import terminal

        try:
            terminal.show(words)
        except Exception:  # whatever is wrong with the page, it costs this start its speed
            terminal.leave()
    from reader.cli import output, parser

    return output.run(lambda: parser.dispatch(words))


def _tell_version() -> int:
    """Print the version.

    Raises:
        OSError: It can't be printed.
    """
    from reader import __version__

    print(f"reader {__version__}", flush=True)
    return 0
