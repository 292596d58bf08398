"""One way in: encodings, line ends, what can't be read."""

import os
import pickle
import re
from pathlib import Path

import pytest

from reader import text
from reader.articles import ArticleError, load, read

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("READER_CORPUS", ROOT.parent / "shared" / "corpus" / "news"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    prose = "A title\n\nThe café was “closed”, said José Müller. It’s a pity, he went on, and it rained all day.\n"
    assert read(prose.encode(encoding)).text == prose


def test_a_guessed_encoding_is_said() -> None:
    assert read("The price was £5, he said.".encode("cp1252")).notices == ("read as cp1252, which is a guess",)
    assert read("The price was £5, he said.".encode()).notices == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end: str) -> None:
    article = read(end.join(["A title", "", "He said a thing.", ""]).encode())
    assert article.text == "A title\n\nHe said a thing.\n"


def test_plain_text_is_the_decoded_file() -> None:
    decoded = "  A title \n\n\n\tHe said \x1b[31mred\x07 \u202e.  \n"
    article = read(decoded.encode())
    assert article.text == text.clean(decoded)
    assert len(article.text) == len(decoded)


@pytest.mark.parametrize("data", [b"", b"   \n \n", b"\n" * 1000])
def test_nothing_to_read_is_no_error(data: bytes) -> None:
    article = read(data)
    assert (article.title, article.title_origin, article.words, article.paragraphs) == ("Untitled", "derived", 0, ())


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)))
    with pytest.raises(ArticleError, match="is no text") as caught:
        load(path)
    assert (caught.value.path, caught.value.reason) == (str(path), "holds NUL bytes, so it is no text")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_errors_are_one_printable_line() -> None:
    with pytest.raises(ArticleError) as caught:
        load("/nowhere/\x1b]0;title\x07\n.txt")
    assert str(caught.value).isprintable()


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path, reason in ((tmp_path / "pipe.txt", "is no regular file"), (tmp_path, "is a folder")):
        with pytest.raises(ArticleError, match=reason):
            load(path)


def test_the_date_in_a_file_name() -> None:
    assert read(b"He said so.", "x/outlet_2015-11-11_the-slug.txt").published == "2015-11-11"
    assert read(b"He said so.", "x/2015-13-41.txt").published is None
    assert read(b"A title\nMay 3, 2024\n\nHe said so.", "x/2015-11-11.txt").published == "2024-05-03"


def test_words_are_counted_as_wc_does() -> None:
    content = "word " * 600_000 + "end"
    assert read(content.encode()).words == len(content.split())


def test_every_article_of_the_corpus_loads() -> None:
    paths = sorted(CORPUS.glob("*.txt"))
    if not paths:
        pytest.skip(f"no corpus at {CORPUS} (READER_CORPUS names another place)")
    for path in paths:
        article = load(path)
        assert article.text == text.clean(path.read_bytes().decode())
        assert article.title_origin == "text", path
        assert article.published == re.findall(r"\d{4}-\d\d-\d\d", path.name)[0]
        for before, after in zip(article.paragraphs, article.paragraphs[1:], strict=False):
            assert before.start < before.end < after.start
        # A sentence of the article is never taken for a leftover: leftovers are short or begin with a known word.
        for span in article.boilerplate:
            line = span.of(article.text)
            assert len(line.split()) < 20, (path, line)
            assert "said" not in line.split(), (path, line)
