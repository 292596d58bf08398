"""``reader cat``: an article in reading order, for pipes, speech and braille."""

import re
from pathlib import Path

from tests.unit.test_cli import SEEDS, one_line, reader

STORY = """# The river rises

By Sarah Miller

Mayor Jane Doe said on Monday that the bridge would be closed. “We close it tonight,” Doe said. Doe’s deputy agreed.

## What comes next

> Water has no memory.

Share this article
"""


def story(folder: Path) -> str:
    path = folder / "a.md"
    path.write_text(f"---\nsource: The Example\ndate: 2024-05-06\nurl: https://e.org/a\n---\n{STORY}")
    return str(path)


def test_in_reading_order_with_what_was_found(tmp_path: Path) -> None:
    done = reader("cat", story(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "The river rises\n\nBy Sarah Miller\nThe Example\n2024-05-06\nhttps://e.org/a\n\n"
        "Mayor Jane Doe [person] said on Monday that the bridge would be closed. "
        "“We close it tonight,” [Jane Doe] Doe said. Doe’s deputy agreed.\n\n"
        "[heading] What comes next\n\n[quotation] Water has no memory.\n\n[leftover] Share this article\n"
    )


def test_the_text_alone(tmp_path: Path) -> None:
    said = reader("cat", "--no-marks", story(tmp_path)).stdout
    assert "[" not in said
    assert "\n\nWhat comes next\n\nWater has no memory.\n\nShare this article\n" in said


def test_notes_stand_around_their_passages(tmp_path: Path) -> None:
    path = story(tmp_path)
    notes = str(tmp_path / "notes.toml")
    text = STORY[2:].replace("## ", "").replace("> ", "")
    start = text.index("the bridge")
    words = ("notes", "add", path, "--start", str(start), "--end", str(start + 10), "--notes-file", notes)
    assert reader(*words, "--note", "which one?", "--tag", "check").returncode == 0
    said = reader("cat", path, "--notes-file", notes).stdout
    assert "that [note 1] the bridge [end of note 1: which one?; tagged check] would" in said
    Path(path).write_text("# Another\n\nNothing of that is left in it.\n")
    said = reader("cat", path, "--notes-file", notes).stdout
    assert said.endswith("[note on a passage that is gone, “the bridge”: which one?; tagged check]\n")


def test_lines_are_broken_between_words_at_a_width(tmp_path: Path) -> None:
    whole = reader("cat", str(next(SEEDS.glob("002*")))).stdout
    wrapped = reader("cat", "--width", "40", str(next(SEEDS.glob("002*")))).stdout
    assert wrapped.split() == whole.split()
    assert max(map(len, wrapped.splitlines())) <= 40
    assert "20 or more" in one_line(reader("cat", "--width", "5", str(SEEDS)), 2)


def test_without_unicode_signs_are_those_of_a_typewriter(tmp_path: Path) -> None:
    said = reader("cat", story(tmp_path), PYTHONIOENCODING="ascii", LC_ALL="C").stdout
    assert '"We close it tonight," [Jane Doe] Doe said. Doe\'s deputy' in said
    assert reader("cat", story(tmp_path), LANG="C", LC_ALL="C").returncode == 0


def test_several_articles_and_one_that_can_not_be_read(tmp_path: Path) -> None:
    path = story(tmp_path)
    (tmp_path / "b.txt").write_bytes(bytes(range(256)))
    (tmp_path / "c.txt").write_text("He said so.\n")
    done = reader("cat", str(tmp_path))
    assert "no text" in one_line(done, 1)
    assert done.stdout.startswith(f"[article {path}]\n\nThe river rises\n")
    assert f"\n\n\n[article {tmp_path}/c.txt]\n\nHe said so.\n" in done.stdout


def test_nothing_dangerous_comes_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A \x1b]0;x\x07title\u202e\n\nHe \x9bsaid so, and \x1b[31mon it went.\n")
    done = reader("cat", str(tmp_path / "a.txt"))
    assert all(line.isprintable() for line in done.stdout.splitlines())


def test_standard_input() -> None:
    assert reader("cat", "-", data=b"He said so, and on it went.\n").stdout.endswith("He said so, and on it went.\n")


def test_without_its_brackets_it_is_the_text_alone() -> None:
    bare = [path for path in sorted(SEEDS.glob("*.txt")) if "[" not in path.read_text()]
    assert bare
    for path in bare:
        marked = reader("cat", str(path)).stdout
        assert "[" in marked
        alone = reader("cat", "--no-marks", str(path)).stdout
        assert re.sub(r" \[[^\]]*\]|\[[^\]]*\] ", "", marked) == alone
