"""The command line: one argparse front end, every command imported when it runs."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: What follows the program's name; those of the process by default.

    Returns:
        The exit status: 0 done, 1 some of it failed, 2 wrong use.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        from reader import __version__

        print(f"reader {__version__}")
        return 0
    from reader.cli import output, parser

    return output.run(lambda: parser.dispatch(words))
