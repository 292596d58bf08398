"""`reader export`."""

import re
from pathlib import Path

import pytest

from tests.unit.test_cli import SEEDS, one_line, reader

TEXT = "A title\n\n“We stay,” Jane Harrow said. She left at noon.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three articles, two of them called alike."""
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    (folder / "a b.txt").write_text(TEXT)
    (folder / "c.txt").write_text(TEXT)
    (folder / "below" / "c.txt").write_text(TEXT)
    return folder


def test_one_to_standard_output(articles: Path) -> None:
    shown = reader("export", str(articles / "c.txt")).stdout
    assert shown.startswith("<!DOCTYPE html>")
    assert "Jane Harrow" in shown
    assert shown.endswith("</html>\n")
    assert "# A title" in reader("export", "--format", "md", str(articles / "c.txt")).stdout
    assert "We stay" in reader("export", "-", data=TEXT.encode()).stdout


def test_a_folder_to_a_folder(articles: Path, tmp_path: Path) -> None:
    to = tmp_path / "pages" / "new"
    done = reader("export", "--to", str(to), str(articles))
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in to.glob("[!.]*")) == ["a-b.html", "c-2.html", "c.html", "index.html"]
    assert reader("export", "--to", str(to), str(articles)).returncode == 0
    assert "several articles" in one_line(reader("export", str(articles)), 2)


def test_a_page_leads_to_the_others(articles: Path, tmp_path: Path) -> None:
    (articles / "index.txt").write_text(TEXT)
    to = tmp_path / "pages"
    assert reader("export", "--to", str(to), str(articles)).returncode == 0
    leading = (to / "index.html").read_text()
    assert '<h1 dir="auto">articles</h1>' in leading
    linked = re.findall(r'<h2 dir="auto"><a href="([^"]+)"', leading)
    assert linked == ["a-b.html", "c.html", "c-2.html", "index-2.html"]
    assert all('href="index.html"' in (to / name).read_text() for name in linked)
    alone = tmp_path / "alone"
    assert reader("export", "--to", str(alone), str(articles / "c.txt")).returncode == 0
    assert [path.name for path in alone.iterdir()] == ["c.html"]
    assert "index.html" not in (alone / "c.html").read_text()


def test_pages_wear_themes(articles: Path) -> None:
    path = str(articles / "c.txt")
    usual, sepia = (reader("export", *words, path).stdout for words in ((), ("--theme", "sepia")))
    assert "prefers-color-scheme" in usual
    assert "prefers-color-scheme" not in sepia
    both = reader("export", "--theme", "dusk", "--light-theme", "sepia", path).stdout
    assert "prefers-color-scheme: dark" in both
    assert "perhaps" in one_line(reader("export", "--theme", "sepai", path), 2)
    assert "no colors of its own" in one_line(reader("export", "--theme", "terminal", path), 2)


def test_what_is_not_ours_stays(articles: Path, tmp_path: Path) -> None:
    page = tmp_path / "c.md"
    page.write_text("mine")
    done = reader("export", "--format", "md", "--to", str(tmp_path), str(articles / "c.txt"))
    assert "so it stays" in one_line(done, 1)
    assert page.read_text() == "mine"


def test_notes_come_along(articles: Path, tmp_path: Path) -> None:
    notes = ("--notes-file", str(tmp_path / "notes.toml"))
    path = str(articles / "c.txt")
    start = TEXT.index("She left")
    made = ("--start", str(start), "--end", str(start + 8), "--note", "when <exactly>?", "--color", "blue")
    assert reader("notes", "add", path, *made, *notes).returncode == 0
    shown = reader("export", path, *notes).stdout
    assert '<mark class="c3" id="h0"' in shown
    assert "when &lt;exactly&gt;?" in shown
    to = tmp_path / "pages"
    assert reader("export", "--format", "md", "--to", str(to), str(articles), *notes).returncode == 0
    assert "==She left==" in (to / "c.md").read_text() + (to / "c-2.md").read_text()


def test_what_goes_wrong(articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\0")
    done = reader("export", "--to", str(tmp_path / "pages"), str(articles))
    assert "bad.txt" in one_line(done, 1)
    assert len(list((tmp_path / "pages").glob("[!.]*"))) == 4
    (tmp_path / "file").write_text("")
    one_line(reader("export", "--to", str(tmp_path / "file"), str(articles)), 2)
    assert reader("export", "--format", "pdf", str(SEEDS)).returncode == 2
