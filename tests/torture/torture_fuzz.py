"""Whatever bytes there are, readers of files make something of them or say why not."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import config
from reader.analysis import analyze
from reader.annotations.store import Store
from reader.articles import ArticleError, Format, read
from reader.page.theme import load_themes
from reader.search.query import parse
from tests.safety import odd

MOST = int(os.environ.get("TORTURE_EXAMPLES", "3000"))
thorough = settings(max_examples=MOST, deadline=None, suppress_health_check=list(HealthCheck))

SMALL = {name: make(600) for name, make in odd.FILES.items()}
PIECES = (
    *(b"<p>", b"</p>", b"<a href=", b"<!--", b"-->", b"&#", b"&lt;", b"<![CDATA[", b"]]>", b"<rss>", b"<item>"),
    *(b"---\n", b"+++\n", b"title: ", b"[[", b"]]", b"](", b"```\n", b"|", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"),
    *(b"%PDF-1.4\n", b" obj", b"endobj", b"stream\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1b]0;x\x07", "“”’—".encode()),
    *(b'[[annotation]]\nid = "n-1"\n', b"[[correction]]\n", b"[styles]\n", b'exact = "', b"theme = ", b"schema = 1\n"),
)
FORMS: tuple[Format, ...] = ("plain", "markdown", "html", "feed", "epub", "docx", "pdf")


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of some form with something cut out, put in or turned over."""
    data = bytearray(draw(st.sampled_from(list(SMALL.values()))))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        match draw(st.sampled_from(("cut", "put", "turn"))):
            case "cut":
                del data[at : at + draw(st.integers(1, 50))]
            case "put":
                data[at:at] = draw(st.sampled_from(PIECES) | st.binary(max_size=20))
            case _ if at < len(data):
                data[at] ^= 1 << draw(st.integers(0, 7))
    return bytes(data)


BYTES = damaged() | st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=40).map(b"".join)


@thorough
@given(BYTES, st.sampled_from(FORMS))
def test_articles(data: bytes, form: Format) -> None:
    try:
        article = read(data, form=form)
    except ArticleError as fault:
        assert str(fault).isprintable()
        return
    found = analyze(article)
    assert all(0 <= part.start <= part.end <= len(article.text) for part in article.paragraphs)
    assert all(0 <= quote.start < quote.end <= len(article.text) for quote in found.quotes)


@thorough
@given(BYTES)
def test_settings_themes_and_notes(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.toml")
        path.write_bytes(data)
        for faults in (config.load_config(str(path))[1], load_themes([folder])[1], Store(str(path)).load().faults):
            assert all(str(fault).isprintable() for fault in faults)
        assert path.read_bytes() == data


@thorough
@given(st.text())
def test_queries(query: str) -> None:
    assert parse(query).text == query
