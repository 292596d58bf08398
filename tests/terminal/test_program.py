"""The installed program in a real terminal: it opens, answers keys, and leaves the terminal as it was."""

import os
import re
import signal
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
CORPUS = Path(os.environ.get("READER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus" / "news"))

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the checkout's articles are not here")


@pytest.mark.parametrize(("width", "height"), [(120, 40), (80, 24), (40, 12)])
def test_it_opens_the_five_articles_and_quits(open_terminal, width: int, height: int) -> None:
    terminal = open_terminal(str(SEEDS), width=width, height=height)
    terminal.wait_for("Jerusalem confident")
    terminal.wait_for("5 articles" if width > 40 else "%")
    terminal.send("J")
    terminal.wait_for("Israeli defense officials say")
    terminal.send(" ")
    terminal.send("K")
    terminal.wait_for("Jerusalem confident")
    terminal.send("q")
    assert terminal.wait() == 0


def test_keys_typed_ahead_are_not_lost(open_terminal) -> None:
    terminal = open_terminal(str(SEEDS))
    terminal.wait_for("Jerusalem confident")
    terminal.send("Lj\r/axios")
    terminal.wait_for("nothing found")
    assert "Israeli defense officials say" in terminal.text
    terminal.send("\x1b")
    terminal.wait_for("¶ 1/")
    terminal.read(0.5)
    terminal.send("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("end", ["q", "\x11", signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_left_as_it_was(open_terminal, end: str | signal.Signals) -> None:
    terminal = open_terminal(str(SEEDS))
    terminal.wait_for("5 articles")
    if isinstance(end, str):
        terminal.send(end)
        assert terminal.wait() == 0
    else:
        os.kill(terminal.process, end)
        terminal.wait()
    for mode in (1049, 1000, 1003, 1006, 2004):
        switched = re.findall(rb"\x1b\[\?(?:\d+;)*%d(?:;\d+)*([hl])" % mode, terminal.written)
        assert switched, mode
        assert switched[-1] == b"l", mode
    assert re.findall(rb"\x1b\[\?25([hl])", terminal.written)[-1] == b"h"


@pytest.mark.parametrize("noise", [b"\xff\xfe\x80", b"\x1b[97;1:3u", b"\x1b[" + b"9" * 5000 + b"u", b"\x1b[<0;1;\xc3"])
def test_no_input_ends_it(open_terminal, noise: bytes) -> None:
    terminal = open_terminal(str(SEEDS))
    terminal.wait_for("5 articles")
    terminal.send(noise)
    terminal.read(0.5)
    terminal.send("J")
    terminal.wait_for("Israeli defense officials say")
    terminal.send("\x11")
    assert terminal.wait() == 0


def test_it_ends_when_the_terminal_is_gone(open_terminal) -> None:
    terminal = open_terminal(str(SEEDS))
    terminal.wait_for("5 articles")
    terminal.hang_up()
    terminal.wait()


def test_notes_are_kept_and_found_everywhere(open_terminal, tmp_path: Path) -> None:
    notes = tmp_path / "mine.toml"
    terminal = open_terminal("--notes-file", str(notes), str(SEEDS))
    terminal.wait_for(" quotes")
    terminal.send("s3")
    terminal.wait_for("Marked blue")
    assert 'color = "blue"' in notes.read_text(encoding="utf-8")
    terminal.send("fnetanyaho coridor")
    terminal.wait_for("Philadelphi")
    terminal.send("\r")
    terminal.wait_for("f netanyaho coridor")
    terminal.send("U")
    terminal.wait_for("Undone")
    assert "blue" not in notes.read_text(encoding="utf-8")
    terminal.send("\x11")
    assert terminal.wait() == 0


def test_a_place_in_an_article_can_be_opened(open_terminal) -> None:
    path = SEEDS / "004_c506923b7c0e0227.txt"
    terminal = open_terminal("open", f"{path}:¶20", width=100)
    terminal.wait_for("¶ 20/")


def test_control_characters_of_an_article_stay_away(open_terminal, tmp_path: Path) -> None:
    folder = tmp_path / "evil"
    folder.mkdir()
    evil = "Title \x1b]52;c;ZXZpbA==\x07 and \x9d0;evil\x9c\n\nText \x1b[31mred\x1b[0m \x1bPq\x1b\\ end.\n"
    (folder / "a\x1b]0;evil\x07.txt").write_text(evil, encoding="utf-8")
    terminal = open_terminal(str(folder))
    terminal.wait_for("end.")
    terminal.send("\x11")
    assert terminal.wait() == 0
    assert b"\x1b]52" not in terminal.written
    assert b"]0;evil" not in terminal.written.replace("␛]0;evil".encode(), b"")
    assert "\x9d".encode() not in terminal.written
    assert "␛[31mred" in terminal.written.decode()


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}")
def test_the_corpus_opens_as_a_library(open_terminal) -> None:
    terminal = open_terminal(str(CORPUS))
    terminal.wait_for("840 articles")
    terminal.send("LG\r")
    terminal.wait_for("%")
    terminal.send("q")
    assert terminal.wait() == 0
