"""``reader cat``: an article as plain text in the order it is read, for pipes, speech and braille.

What the screen shows by color stands in brackets where it belongs: who an actor is where it is named first, who speaks
behind each quote, your notes around their passages. No line depends on another being seen beside it.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from reader import text
from reader.annotations.values import Placed
from reader.cli import noting, output, reading
from reader.cli.output import UsageError
from reader.library import Skipped
from reader.model import Analysis, Article, Paragraph, Quote

_NARROWEST = 20
_ASCII = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("‐‑‒–−", "-"),
        "—": "--",
        "…": "...",
        "•": "*",
        "·": "-",
        "\xa0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_KINDS = {"heading": "[heading] ", "quotation": "[quotation] ", "boilerplate": "[leftover] ", "code": "[code]\n"}


class Look(NamedTuple):
    """How articles are printed."""

    marks: bool = True
    """Whether what was found and noted is named in brackets."""
    width: int = 0
    """Cells at which lines are wrapped; 0 for a line a paragraph."""


class _Said(NamedTuple):
    """What is put into the text at an offset."""

    at: int
    order: int
    """Of what stands at one offset, what ends comes first."""
    words: str


def run(paths: Sequence[str], look: Look, notes_file: str | None) -> int:
    """Print articles as plain text.

    Args:
        paths: Files and folders, ``-`` for standard input.
        look: How.
        notes_file: The file of annotations, or the folder of them.

    Returns:
        0, or 1 where an article could not be read.

    Raises:
        UsageError: There is no article in what was named, or the width is none.
    """
    if look.width and look.width < _NARROWEST:
        raise UsageError(f"--width takes {_NARROWEST} or more, or 0 for no wrapping")
    notes = noting.place(paths, notes_file)
    if look.marks:
        for fault in noting.store(notes).load().faults:
            output.error(str(fault))
    one = reading.is_one(paths)
    status = 0
    between = ""
    for outcome in reading.each(paths, partial(_page, look=look, notes=notes, one=one)):
        if isinstance(outcome, Skipped):
            reading.tell(outcome)
            status = 1
        else:
            output.write(between + _encodable(outcome), end="")
            between = "\n\n"
    return status


def _encodable(content: str) -> str:
    """Text as standard output can have it: where that is not Unicode, signs of type as those of a typewriter."""
    try:
        "“—”".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return content.translate(_ASCII)
    return content


def _page(article: Article, found: Analysis, look: Look, notes: str, one: bool) -> str:
    """An article as plain text: its title, what is known of it, its paragraphs, notes without a place."""
    placed = noting.store(notes).of(article) if look.marks else ()
    said = sorted(_said(article, found, placed)) if look.marks else []
    paragraphs = list(_paragraphs(article, said, look.marks))
    titled = next((n for n, paragraph in enumerate(article.paragraphs) if paragraph.kind == "title"), None)
    facts = _facts(article)
    lines = [f"[article {text.printable(article.path)}]"] if look.marks and not one else []
    lines.append(paragraphs[titled] if titled is not None else article.title)
    lines += ["\n".join(facts)] if facts else []
    for number, paragraph in enumerate(article.paragraphs):
        repeats = paragraph.kind == "kicker" and text.squeeze(article.text[paragraph.start : paragraph.end]) in facts
        if number != titled and not repeats:
            lines.append(paragraphs[number])
    lines += [_loose(item) for item in placed if item.span is None]
    return "\n\n".join(_wrapped(line, look.width) for line in lines) + "\n"


def _facts(article: Article) -> list[str]:
    """Byline, outlet, date and address, a line for each, so that each can be listened to or passed over."""
    facts = (article.byline and f"By {article.byline}", article.source, article.published, article.url)
    return [text.printable(fact) for fact in facts if fact]


def _paragraphs(article: Article, said: Sequence[_Said], marks: bool) -> Iterator[str]:
    """The paragraphs, with what is said about them."""
    at = 0
    for paragraph in article.paragraphs:
        first = at
        while at < len(said) and said[at].at <= paragraph.end:
            at += 1
        before = _KINDS.get(paragraph.kind, "") if marks else ""
        yield before + _filled(article, paragraph, said[first:at])


def _filled(article: Article, paragraph: Paragraph, said: Sequence[_Said]) -> str:
    """A paragraph with what is put into it."""
    parts: list[str] = []
    done = paragraph.start
    for item in said:
        at = max(done, min(item.at, paragraph.end))
        parts += [article.text[done:at], item.words]
        done = at
    whole = "".join((*parts, article.text[done : paragraph.end]))
    return "\n".join(text.printable(line) for line in whole.split("\n"))


def _said(article: Article, found: Analysis, placed: Sequence[Placed]) -> Iterator[_Said]:
    """All that is put into the text."""
    for actor in found.actors:
        first = min(actor.mentions, default=None)
        if first is not None:
            as_named = text.squeeze(article.text[first.start : first.end])
            name = "" if as_named.casefold() == actor.name.casefold() else f", {actor.name}"
            yield _Said(_word_end(article.text, first.end), 0, f" [{actor.kind}{name}]")
    names = {actor.id: actor.name for actor in found.actors}
    for quote in found.quotes:
        if quote.speech and quote.kind != "indirect" and (speaker := _speaker(article, quote, names)):
            yield _Said(quote.end, 1, f" [{speaker}]")
    for number, item in enumerate((item for item in placed if item.span is not None), 1):
        if item.span is not None:
            yield _Said(item.span.start, 3, f"[note {number}] ")
            words = _words(item)
            yield _Said(item.span.end, 2, f" [end of note {number}{f': {words}' if words else ''}]")


def _word_end(content: str, at: int) -> int:
    """Where the word ends that an offset is in or behind, so that nothing comes between a name and its ’s."""
    while at < len(content) and (content[at].isalnum() or content[at] in "’'"):
        at += 1
    return at


def _speaker(article: Article, quote: Quote, names: dict[str, str]) -> str:
    """Who says a quote; empty where nobody is named."""
    source = text.squeeze(quote.source.of(article.text)) if quote.source else ""
    who = names.get(quote.speaker or "") or source
    return f"perhaps {who}" if who and quote.confidence == "guess" else who


def _words(item: Placed) -> str:
    """What an annotation says."""
    tags = ", ".join(item.annotation.tags)
    return text.squeeze("; ".join(filter(None, (item.annotation.note, f"tagged {tags}" if tags else ""))))


def _loose(item: Placed) -> str:
    """An annotation whose passage is gone."""
    return text.printable(f"[note on a passage that is gone, “{item.annotation.selector.exact}”: {_words(item)}]")


def _wrapped(content: str, width: int) -> str:
    """Lines broken between words at a width; a word that is longer stands whole."""
    if not width:
        return content
    from reader.page import cells

    lines: list[str] = []
    for line in content.split("\n"):
        row: list[str] = []
        used = 0
        for word in line.split():
            wide = cells.width(word)
            if row and used + 1 + wide > width:
                lines.append(" ".join(row))
                row, used = [], 0
            used += wide + (1 if row else 0)
            row.append(word)
        lines.append(" ".join(row))
    return "\n".join(lines)
