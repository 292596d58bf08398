"""A page in a real browser, where there is one: hostile text stays text, and the style is let in."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.unit.exporting.test_pages import HOSTILE, check, noted

from reader import analysis, articles
from reader.exporting import html

CHROMIUM = shutil.which("chromium")
OWNED = HOSTILE.replace("alert(1)", "document.title='owned'")


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_in_chromium(tmp_path: Path) -> None:
    article = articles.read(OWNED.encode(), "a.txt")
    note = noted(article, "Jane Harrow said", "<img src=x onerror=document.title='owned'>")
    written = html.page(article, analysis.analyze(article), [note])
    page = tmp_path / "page.html"
    page.write_text(written)
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=2000")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    words = [str(CHROMIUM), *options, profile, "--dump-dom", page.as_uri()]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)
    seen = check(done.stdout)
    assert seen.tags == check(written).tags
    assert "owned" in "".join(seen.text)
    assert "<title>owned" not in done.stdout
    assert "Content Security Policy" not in done.stderr
