"""``reader add``: what is saved, where and under what name, and what is refused; the network is the loopback."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader import articles
from tests.unit.articles.making import docx, epub, paragraph
from tests.unit.fetching.serving import Served, serving
from tests.unit.test_cli import one_line, reader

WORDS = "It goes on with another sentence that says little, but says it at length and with patience, she added."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>A “fine” title: the end</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2024-03-02T10:00:00Z">
</head><body><nav>Home</nav><article><h1>A “fine” title: the end</h1>
<p>The minister said on Friday that it was over. {WORDS}</p>
<p>“No,” said Mr. Roe, see <a href="https://example.org/a">a link</a>. {WORDS}</p></article></body></html>"""
FEED = """<rss><channel><title>Feed</title>
<item><title>First</title><link>{0}/one</link><pubDate>Sat, 02 Mar 2024 10:00:00 GMT</pubDate>
<description>Words of the first.</description></item>
<item><title>Second</title><link>{0}/two</link><description>Words of the second.</description></item>
</channel></rss>"""


@pytest.fixture
def server() -> Iterator[Served]:
    with serving() as served:
        yield served


def add(folder: Path, *words: str, **more: bytes) -> subprocess.CompletedProcess[str]:
    return reader("add", "--to", str(folder), *words, **more)


def saved(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_page(tmp_path: Path, server: Served) -> None:
    pytest.importorskip("trafilatura")
    address = server.page("/news/a?utm=1", PAGE.encode())
    done = add(tmp_path, address)
    path = tmp_path / "2024-03-02-a-fine-title-the-end.md"
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"added {path}\n")
    article = articles.load(path)
    assert (article.title, article.title_origin) == ("A “fine” title: the end", "text")
    assert article[6:11] == ("Jane Doe", "The Paper", "2024-03-02", address, "en")
    assert "“No,” said Mr. Roe, see a link." in article.text
    assert [mark.target for mark in article.marks] == ["https://example.org/a"]
    assert re.search(r'^retrieved: "\d{4}-\d\d-\d\d"$', path.read_text(), re.MULTILINE)


def test_the_same_address_twice_is_there_already_and_is_not_asked_for(tmp_path: Path, server: Served) -> None:
    address = server.page("/a", b"A title\n\nHe said so, and on it went.\n", "text/plain")
    add(tmp_path, address)
    asked = len(server.asked)
    done = add(tmp_path, f"{address}#part", address)
    assert done.stdout.count("already there: ") == 2
    assert (done.returncode, len(server.asked), len(saved(tmp_path))) == (0, asked, 1)


def test_it_is_fetched_again_where_that_is_asked_for(tmp_path: Path, server: Served) -> None:
    address = server.page("/a", b"A title\n\nHe said so, and on it went.\n", "text/plain")
    add(tmp_path, address)
    server.page("/a", b"Another title\n\nShe said so, and on it went.\n", "text/plain")
    done = add(tmp_path, "--update", address)
    assert done.stdout == f"updated {tmp_path}/a-title.md\n"
    assert saved(tmp_path) == ["a-title.md"]
    assert "She said so" in (tmp_path / "a-title.md").read_text()


def test_another_page_of_the_same_title_gets_a_number(tmp_path: Path, server: Served) -> None:
    for path in ("/a", "/b"):
        add(tmp_path, server.page(path, b"A title\n\nHe said so, and on it went.\n", "text/plain"))
    assert saved(tmp_path) == ["a-title-2.md", "a-title.md"]


def test_nothing_that_is_there_is_written_over(tmp_path: Path, server: Served) -> None:
    (tmp_path / "a-title.md").write_text("mine")
    (tmp_path / "a-title-2.md").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text("mine too")
    add(tmp_path, server.page("/a", b"A title\n\nHe said so, and on it went.\n", "text/plain"))
    assert saved(tmp_path) == ["a-title-2.md", "a-title-3.md", "a-title.md", "elsewhere"]
    assert ((tmp_path / "a-title.md").read_text(), (tmp_path / "elsewhere").read_text()) == ("mine", "mine too")


HOSTILE = [
    "../../x",
    "/etc/passwd",
    ".hidden",
    "con\nx: y",
    "-rf",
    "~",
    "\u202egpj.exe",
    "é" * 300,
    "---",
    "\x1b]0;x\x07",
]


@pytest.mark.parametrize("title", [*HOSTILE, "\x1b]0;x\x07", "…", "_"])
def test_any_title_is_a_safe_name(tmp_path: Path, title: str) -> None:
    inner = tmp_path / "in"
    page = tmp_path / "page.md"
    page.write_text(f"# {title}\n\nHe said so, and on it went.")
    assert add(inner, str(page)).returncode == 0
    assert len(saved(tmp_path)) == 2
    for path in inner.iterdir():
        assert path.suffix == ".md"
        assert path.name.isprintable()
        assert path.name[0].isalnum()
        assert len(os.fsencode(path.name)) < 255
        assert articles.load(path).title == articles.load(page).title


def test_files_of_all_forms(tmp_path: Path) -> None:
    files = {
        "a.txt": b"A title\n\nHe said so, and on it went.\n",
        "b.epub": epub(["<p>Words of a book."]),
        "c.docx": docx(paragraph("Words of a document.")),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = add(tmp_path / "to", *(str(tmp_path / name) for name in files))
    assert done.returncode == 0
    assert saved(tmp_path / "to") == ["a-book.md", "a-title.md", "words-of-a-document.md"]
    assert add(tmp_path / "to", str(tmp_path / "a.txt")).stdout.startswith("already there: ")


def test_standard_input(tmp_path: Path) -> None:
    assert add(tmp_path, "-", data=b"He said so, and on it went.").returncode == 0
    assert saved(tmp_path) == ["he-said-so-and-on-it-went.md"]


def test_a_feed_gives_its_entries(tmp_path: Path, server: Served) -> None:
    address = server.page("/feed", FEED.format(server.address).encode(), "application/x-rss+xml")
    done = add(tmp_path, address)
    assert saved(tmp_path) == ["2024-03-02-first.md", "second.md"]
    assert done.stdout.count("added ") == 2
    assert [path for path, _ in server.asked] == ["/feed"]
    article = articles.load(tmp_path / "2024-03-02-first.md")
    assert (article.title, article.source, article.url) == ("First", "Feed", f"{server.address}/one")
    assert add(tmp_path, "--update", address).stdout.count("updated ") == 2


def test_a_feed_gives_the_pages_that_it_leads_to_where_that_is_asked_for(tmp_path: Path, server: Served) -> None:
    server.page("/one", b"The first\n\nHe said so, and on it went.\n", "text/plain")
    done = add(tmp_path, "--linked", server.page("/feed", FEED.format(server.address).encode(), "text/xml"))
    assert saved(tmp_path) == ["the-first.md"]
    assert f"{server.address}/two: the server says 404" in one_line(done, 1)


def test_a_feed_in_a_file_leads_into_no_private_network(tmp_path: Path, server: Served) -> None:
    (tmp_path / "feed.rss").write_text(FEED.format(server.address))
    done = add(tmp_path / "to", "--linked", str(tmp_path / "feed.rss"))
    assert done.stderr.count("private network") == 2
    assert server.asked == []


def test_what_a_page_says_of_its_address_is_believed_for_its_own_host_only(tmp_path: Path, server: Served) -> None:
    pytest.importorskip("trafilatura")
    for number, named in enumerate([f"{server.address}/clean", "https://bank.example/"]):
        page = PAGE.replace("</head>", f'<link rel="canonical" href="{named}"></head>')
        address = server.page(f"/{number}?track=1", page.encode())
        found = json.loads(add(tmp_path, "--json", address).stdout)
        assert found[0]["url"] == (named if number == 0 else address)
    assert add(tmp_path, f"{server.address}/0?track=1").stdout.startswith("already there")
    assert add(tmp_path, f"{server.address}/clean").stdout.startswith("already there")


def test_several_with_one_that_fails(tmp_path: Path, server: Served) -> None:
    good = server.page("/a", b"A title\n\nHe said so, and on it went.\n", "text/plain")
    done = add(tmp_path, "--jsonl", f"{server.address}/none", good)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[0] == {"asked": f"{server.address}/none", "error": "the server says 404 Not Found"}
    assert lines[1]["state"] == "added"
    assert lines[1]["title"] == "A title"
    assert "404" in one_line(done, 1)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("image/png", b"x", "is image/png, which is no form of article"),
        ("application/json", b"{}", "is application/json, which is no form of article"),
        ("application/octet-stream", bytes(range(256)), "no text"),
        ("application/pdf", b"no pdf", "damaged, or no PDF"),
        ("application/epub+zip", b"no book", "damaged"),
        ("application/rss+xml", b"no feed", "no whole XML"),
        ("text/html", b"", "no text of an article"),
    ],
)
def test_what_is_no_article(tmp_path: Path, server: Served, kind: str, body: bytes, said: str) -> None:
    pytest.importorskip("trafilatura")
    pytest.importorskip("pdfminer")
    assert said in one_line(add(tmp_path, server.page("/x", body, kind)), 1)
    assert saved(tmp_path) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("ftp://e.org/a", "only http and https"),
        ("https://user:secret@e.org/", "names a user"),
        ("http://e.org:99999/", "no address"),
        ("no-such-file", "there is no such file\n"),
        ("example.org/story", "write it with https:// in front"),
        (".", "is a folder"),
    ],
)
def test_what_can_not_be_had(tmp_path: Path, source: str, said: str) -> None:
    assert said in one_line(add(tmp_path, source), 1)


def test_where_it_goes_by_itself(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    reader("add", "-", data=b"He said so, and on it went.", cwd=tmp_path / "work")
    assert saved(tmp_path / "work") == ["he-said-so-and-on-it-went.md"]
    (tmp_path / "library").mkdir()
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader/config.toml").write_text(f'library = ["{tmp_path}/none", "{tmp_path}/library"]\n')
    reader("add", "-", data=b"He said so, and on it went.", cwd=tmp_path / "work", XDG_CONFIG_HOME=str(tmp_path))
    assert saved(tmp_path / "library") == ["he-said-so-and-on-it-went.md"]


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "file exists" in one_line(add(tmp_path / "file", "-"), 2)


def test_nothing_else_reaches_for_the_network() -> None:
    root = Path(__file__).resolve().parents[2] / "src" / "reader"
    for path in root.rglob("*.py"):
        if "fetching" not in path.parts and path.name != "add.py" and path.name != "shelf.py":
            assert not re.search(r"\breader\.fetching\b|\burlopen\b|http\.client", path.read_text()), path
