"""`reader serve`: what it says before it serves, and that only then it loads what it needs."""

import subprocess
import sys

import pytest

from tests.unit.test_cli import CLEAN, SEEDS, one_line, reader


def test_without_the_extra_it_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['textual_serve'] = None; from reader.cli import main; sys.exit(main(['serve']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=CLEAN)
    assert "pip install 'closereader[serve]'" in one_line(done, 2)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["/nowhere"], "nowhere"),
        (["-"], "standard input"),
        (["--port", "70000"], "port 70000"),
        (["--port", "x"], "port"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(words: list[str], reason: str) -> None:
    assert reason in one_line(reader("serve", *words), 2)


def test_other_commands_load_nothing_of_it() -> None:
    words = ["analyze", str(SEEDS)]
    code = f"import sys; from reader.cli import main; main({words!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=CLEAN)
    assert not {"aiohttp", "textual_serve", "reader.serving"} & set(done.stderr.split())
